"""Amounts of money as contracts write them."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.money import amounts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$1,000,000", ["$1,000,000"]),
        ("US$2.5 million", ["USD 2,500,000"]),
        ("INR 2,50,00,000 (Rupees Two Crore Fifty Lakh)", ["INR 25,000,000"]),
        ("Rs. 2 crore", ["INR 20,000,000"]),
        ("€ 750.000,00", ["EUR 750,000"]),
        ("EUR 1.500 or EUR 5.000.000 or CHF 1'200", ["EUR 5,000,000", "CHF 1,200"]),
        ("5,000 euros and 30 pounds sterling", ["EUR 5,000", "GBP 30"]),
        ("$5,000 USD", ["USD 5,000"]),
        ("within 30 days", []),
        ("Section 4.2", []),
    ],
)
def test_amount_is_read_with_its_currency(text: str, shown: list[str]) -> None:
    assert [m.shown for m in amounts(text)] == shown

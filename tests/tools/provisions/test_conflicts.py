"""What is said where two documents answer the same question."""

from __future__ import annotations

import pytest

from muniment.tools.provisions.conflicts import beside


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("Claims are paid within 30 days.", "Claims are paid within two weeks.", "They differ: 30 days and 2 weeks."),
        ("The limit is GBP 50.", "Up to £75 is paid.", "They differ: GBP 50 and GBP 75."),
        ("Ten per cent is kept back.", "A deposit of 10% is due, 20 % later.", ""),
        ("A deposit of 10 % is due.", "A deposit of 15 per cent is due.", "They differ: 10 % and 15 %."),
        ("Within 10 business days.", "Within 10 days.", "They differ: 10 days of business and 10 days."),
        ("Within 30 days, and $5 a day.", "Within thirty (30) days.", ""),
    ],
)
def test_numbers_that_differ_are_named(first: str, second: str, differ: str) -> None:
    said = beside([("a.md", first), ("b.md", second)])
    assert said == f"“a.md” and “b.md” both answer this. {differ}".strip()

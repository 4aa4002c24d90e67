"""Whether a total belongs to the heading over it."""

from __future__ import annotations

import pytest

from muniment.tools.totals import of_group


@pytest.mark.parametrize(
    ("label", "group", "belongs"),
    [
        ("Total current assets", "Current assets", True),
        ("Total assets", "Current assets", False),
        ("Total", "Current assets", True),
        ("", "Current assets", False),
        ("Inventories", "Current assets", True),
        ("Subtotal", "Costs", True),
    ],
)
def test_a_total_ends_what_is_narrower(label: str, group: str, belongs: bool) -> None:
    assert of_group(label, group) is belongs

"""How two values of one matter compare, and where that is not said."""

from __future__ import annotations

import pytest

from muniment.graphs.library.contracts.matter_pages import verdict
from muniment.graphs.library.contracts.sheets import SheetOf
from muniment.tools.contracts.sheet import Field


@pytest.mark.parametrize(
    ("name", "one", "other", "said"),
    [
        ("term", "P3Y", "P36M", "They are the same. "),
        ("payment terms", "P60D", "P30D", "They are not the same: that of “one” is longer than that of “other”. "),
        ("payment terms", "P30D", "P1M", ""),
        ("payment terms", "P30D", "P20D, business days", ""),
        (
            "end of the term",
            "2027-04-30",
            "2027-05-31",
            "They are not the same: that of “other” is later than that of “one”. ",
        ),
        ("governing law", "US-NY", "US-CO", "They are not the same. "),
        ("governing law", "GB-ENG", "GB-EAW", ""),
        ("governing law", "US", "US-NY", ""),
        (
            "recurring payment",
            "$3,900 per P1M",
            "$14,250 per P1M",
            "They are not the same: that of “other” is higher than that of “one”. ",
        ),
        ("recurring payment", "$3,900 per P1M", "$14,250 per P1Y", ""),
        ("recurring payment", "$3,900 per P1M", "GBP 14,250 per P1M", ""),
        # A cap for each claim is not one for each year, nor a consent a consent.
        ("cap on liability", "$500,000", "$750,000", ""),
        ("assignment", "with consent", "with consent", ""),
    ],
)
def test_verdict_is_given_where_it_is_sure(name: str, one: str, other: str, said: str) -> None:
    both = [SheetOf(n, what, {}, ()) for n, what in enumerate(("one", "other"))]
    assert verdict(both, [Field(name, "", "stated", (value,)) for value in (one, other)]) == said

"""Lengths of time as contracts write them."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.dating.durations import durations


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("three hundred sixty (360) days and one hundred and eighty-five (185) days", ["P360D", "P185D"]),
        ("three hundred sixty (350) days", []),
        ("at least sixty (60) days before the end", ["P60D"]),
        ("a term of three years", ["P3Y"]),
        ("an initial five-year term", ["P5Y"]),
        ("twenty four (24) months", ["P24M"]),
        ("one hundred and eighty (180) days", ["P180D"]),
        ("30 days' notice after 2 weeks", ["P30D", "P2W"]),
        ("one (1) additional two (2) year period", ["P2Y"]),
        ("ninety (60) days", []),
        ("a person of 18 years of age", []),
        ("in 1.5 years", []),
    ],
)
def test_length_is_told_where_its_words_and_figures_agree(text: str, iso: list[str]) -> None:
    assert [d.iso for d in durations(text)] == iso


def test_business_days_are_told_from_days() -> None:
    assert [d.of_business for d in durations("ten (10) business days, or 10 days")] == [True, False]

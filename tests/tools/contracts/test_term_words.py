"""Values of terms in words."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.term_words import said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P60D", "60 days"),
        ("P1Y", "1 year"),
        ("Buyer, P90D", "Buyer, 90 days"),
        ("P10D, business days", "10 business days"),
        ("GB-EAW", "England and Wales (GB-EAW)"),
        ("courts, US-NY", "courts, New York (US-NY)"),
        ("GBP 1,000,000", "GBP 1,000,000"),
        ("2027-12-31", "2027-12-31"),
    ],
)
def test_value_is_told_in_words(value: str, words: str) -> None:
    assert said(value) == words

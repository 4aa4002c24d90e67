"""Thousands parted otherwise than by commas."""

from __future__ import annotations

import pytest

from muniment.tools.digits import with_commas


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("-45’080", "-45,080"),
        ("1'234'567.50", "1,234,567.50"),
        ("5\u202f292", "5,292"),
        ("FY'98", "FY'98"),
        ("12'34", "12'34"),
        ("1,234", "1,234"),
    ],
)
def test_apostrophes_and_narrow_spaces_are_commas(printed: str, read: str) -> None:
    assert with_commas(printed) == read

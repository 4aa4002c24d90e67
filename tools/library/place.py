"""Where on a page something is printed, as one word: `p53@387.1,100.2,445.3,112.0`."""

from __future__ import annotations

import re

from muniment.tools.library.page import Box

_PLACE = re.compile(r"p(\d+)@(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")


def write_place(page: int, box: Box) -> str:
    """The page from 1, and the box in points from its top left."""
    return f"p{page}@{box.left:.1f},{box.top:.1f},{box.right:.1f},{box.bottom:.1f}"


def read_place(text: str) -> tuple[int, Box] | None:
    """The page and box that a place names; None where it is no place."""
    found = _PLACE.fullmatch(text)
    return (int(found[1]), Box(*(float(found[n]) for n in range(2, 6)))) if found else None

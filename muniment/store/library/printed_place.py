"""Where on a page something is printed, and how it reads there, as one text: `p53@387.1,100.2,445.3,112.0=42,879`.

The page counts from 1; the box is left, top, right and bottom in points from the top left of the page as it is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Corners = tuple[float, float, float, float]
_PLACE = re.compile(r"p(\d+)@(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """A box of a page, and what stands in it."""

    page: int
    box: Corners
    text: str

    def __str__(self) -> str:
        corners = ",".join(f"{c:.1f}" for c in self.box)
        return f"p{self.page}@{corners}={self.text}"


def read_place(text: str) -> PrintedPlace | None:
    """The place that a text names; None where it names none."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    left, top, right, bottom = (float(found[n]) for n in range(2, 6))
    return PrintedPlace(int(found[1]), (left, top, right, bottom), found[6])

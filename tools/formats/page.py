"""What a page of a document is: words with boxes, in lines. Units are points from the top left of the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

SCALE = 1.5
"""Pixels of a page's picture for a point: 108 dots an inch."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all."""
    each = list(boxes)
    return Box(
        min(b.left for b in each), min(b.top for b in each), max(b.right for b in each), max(b.bottom for b in each)
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed. `digits_end` is the right edge of its last digit, where numbers are aligned."""

    text: str
    box: Box
    digits_end: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height, from left to right; it may go on with the paragraph of the line before it."""

    words: tuple[Word, ...]
    goes_on: bool = False

    @property
    def box(self) -> Box:
        """Around its words."""
        return around(w.box for w in self.words)

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with the place of each cell: rows of texts, the heads first, and a box for each text (None where there is none)."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    boxes: tuple[tuple[Box | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its size, its lines from top to bottom, the rules drawn on it, as (left, right, height), and its name.

    Parts of documents without printed pages are laid out, and may have a name: a sheet's, or the headings over it.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[tuple[float, float, float], ...] = ()
    name: str = ""
    is_laid_out: bool = False

    @property
    def text(self) -> str:
        """Its lines, each on a line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def em(self) -> float:
        """The usual height of its words."""
        return median(w.box.height for line in self.lines for w in line.words) if self.lines else 10.0


def in_lines(words: Sequence[Word]) -> tuple[Line, ...]:
    """Words in lines: those whose vertical centres are within a third of a word's height stand on one."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.middle, w.box.left)):
        near = lines[-1] if lines else None
        if near is not None and abs(word.box.middle - near[0].box.middle) <= 0.36 * max(
            word.box.height, near[0].box.height
        ):
            near.append(word)
        else:
            lines.append([word])
    return tuple(Line(tuple(sorted(line, key=lambda w: w.box.left))) for line in lines)

"""What documents without printed pages hold, whatever their format: headings, paragraphs and grids, in parts.

A part is a sheet, a slide, a mail, or a stretch of a text under its headings. How parts become pages is `laid_out`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_PART = 3_500
"""Characters after which a text goes on in another part, at its next heading or paragraph: about a printed page."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a heading has a `level` from 1."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid in its column, counted from 0; it may stand over several columns and rows."""

    text: str
    column: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its file holds it: the cells of each row, from left to right."""

    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((c.column + c.across for row in self.rows for c in row), default=0)


Block = Text | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes one page: its name (a sheet's, or the headings over it), and what stands in it."""

    name: str
    blocks: tuple[Block, ...]


def in_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """A text cut into parts of about a page; each is named by the headings that it stands under."""
    path: list[Text] = []
    held: list[Block] = []
    size, name = 0, ""
    for block in blocks:
        length = len(block.text) if isinstance(block, Text) else sum(len(c.text) for r in block.rows for c in r)
        heading = isinstance(block, Text) and block.level > 0
        if held and (size + length > LONGEST_PART or (heading and size > LONGEST_PART / 2)):
            # A heading stands with what it is over.
            over: list[Block] = []
            while held and isinstance(held[-1], Text) and held[-1].level:
                over.insert(0, held.pop())
            if held:
                yield Part(name, tuple(held))
                name = ""
            held, size = over, 0
        if isinstance(block, Text) and block.level:
            path = [*(h for h in path if h.level < block.level), block]
        if not held or not name:
            name = " › ".join(h.text for h in path)
        held.append(block)
        size += length
    if held:
        yield Part(name, tuple(held))

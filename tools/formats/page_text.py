"""A page as text in paragraphs, each line with its place, and its tables: what is searched, quoted and lit.

Lines of one paragraph are joined, a word that was parted at a line's end is mended. Rows of tables stay lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from muniment.tools.formats.page import Box, Line, Page, PlacedTable
from muniment.tools.formats.printed_table import PrintedTable
from muniment.wording import is_common

WIDE = 0.45
"""Of a page's width: a shorter line ends a paragraph."""
_BULLET = re.compile(r"[•◦▪■●·*–—-]|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]$")
_PARTED = re.compile(r"([A-Za-z]+)-$")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page's text: where in it the line begins, its box, and whether it is a row of a table."""

    start: int
    box: Box
    is_row: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page: its number from 1, its name, its text, where each line of that stands, and its tables."""

    number: int
    name: str
    text: str
    lines: tuple[PlacedLine, ...]
    tables: tuple[PlacedTable, ...]


def read_page(page: Page, tables: Sequence[PlacedTable]) -> ReadPage:
    """The page as text."""
    rows = [b for t in tables for row in t.boxes for b in row if b is not None]
    text, lines = "", list[PlacedLine]()
    for line in page.lines:
        box = line.box
        is_row = any(abs(b.middle - box.middle) < 0.3 * box.height for b in rows)
        if not text:
            start = 0
        elif line.goes_on and not is_row and not lines[-1].is_row:
            text = _mended(text, line.words[0].text)
            start = len(text)
        else:
            text += "\n"
            start = len(text)
        text += line.text
        lines.append(PlacedLine(start, box, is_row))
    return ReadPage(page.number, page.name, text, tuple(lines), tuple(tables))


def _mended(text: str, following: str) -> str:
    """A text before what goes on with it: with a space, or without the hyphen of a word that was parted."""
    parted = _PARTED.search(text)
    if parted is None or not following[:1].islower():
        return f"{text} "
    rest = re.match(r"[a-z]+", following)
    whole = parted[1] + (rest.group() if rest else "")
    return text[:-1] if is_common(whole.lower()) else text


def with_paragraphs(page: Page) -> Page:
    """A printed page's lines, each told whether it goes on with the paragraph of the line before it, where that is not known already.

    It does where that one is full, of the same height, close above, and begins as far left, and it does not itself begin an item of a list.
    """
    prose = [line.box.right for line in page.lines if _is_prose(line)]
    if not prose:
        return page
    full = sorted(prose)[int(0.9 * (len(prose) - 1))]
    lines: list[Line] = []
    for line in page.lines:
        before = lines[-1] if lines else None
        follows = before is not None and _goes_on(before, line, full, page.width)
        lines.append(replace(line, goes_on=line.goes_on or follows))
    return replace(page, lines=tuple(lines))


def _goes_on(before: Line, line: Line, full: float, width: float) -> bool:
    above, box, em = before.box, line.box, line.box.height
    close = -0.3 * em < box.top - above.bottom < 0.8 * em and abs(above.height - em) < 0.3 * em
    aligned = abs(above.left - box.left) < 3 * em
    return (
        close
        and aligned
        and above.right > full - 8 * em
        # On a page of tables, titles are the longest lines of words.
        and above.right - above.left > WIDE * width
        and _is_prose(before)
        and len(line.words) > 0
        and not _BULLET.match(line.words[0].text)
    )


def _is_prose(line: Line) -> bool:
    """Whether a line is of words that stand close together."""
    words = [w for w in line.words if any(c.isalpha() for c in w.text)]
    em = line.box.height
    gaps = (b.box.left - a.box.right for a, b in zip(line.words, line.words[1:], strict=False))
    return len(words) >= 4 and len(words) > len(line.words) / 2 and all(g < 1.5 * em for g in gaps)


def as_placed(table: PrintedTable) -> PlacedTable:
    """A printed table as rows of texts: its heads, then its rows, each heading over rows once on a line of its own."""
    empty = (None,) * len(table.heads)
    rows: list[tuple[str, ...]] = [("", *table.heads)] if any(table.heads) else []
    boxes: list[tuple[Box | None, ...]] = [(None, *empty)] if any(table.heads) else []
    path: tuple[str, ...] = ()
    for row in table.rows:
        if row.path != path and row.path:
            rows.append((row.path[-1], *("" for _ in table.heads)))
            boxes.append((None, *empty))
        path = row.path
        rows.append((row.label, *(c.text if c else "" for c in row.cells)))
        boxes.append((row.box, *(c.box if c else None for c in row.cells)))
    return PlacedTable(table.caption, tuple(rows), tuple(boxes))

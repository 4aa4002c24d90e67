"""The tables of a sheet of cells: an empty row ends one, rows of a single text over it are titles, and what goes on under the same heads is one.

Used for workbooks and for delimited text, where nothing marks a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from muniment.tools.formats.blocks import Block, Grid, GridCell, Text

Row = tuple[GridCell, ...]
LONGEST_TITLE = 160
_NUMBER = re.compile(r"[-−(]?\s*(?:[$€£¥]|[A-Z]{3}\s)?\s*[-−(]?\s*[\d.,'’\s]*\d[\d.,'’\s]*\)?\s*%?\)?|[-–—]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def sheet_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The titles, notes and tables of a sheet, from top to bottom."""
    open_rows: list[Row] = []
    for segment in _segments(rows):
        titles, table, notes = _parts(segment)
        goes_on = bool(open_rows and table and not _heads(table[0]) and _columns(table) <= _columns(open_rows))
        if goes_on:
            open_rows += [*titles, *table]
        else:
            if open_rows:
                yield _grid(open_rows)
            yield from (Text(" – ".join(c.text for c in r)) for r in titles)
            open_rows = list(table)
        if notes and open_rows:
            yield _grid(open_rows)
            open_rows = []
        yield from (Text(r[0].text) for r in notes)
    if open_rows:
        yield _grid(open_rows)


def _segments(rows: Sequence[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        filled = tuple(c for c in row if c.text.strip())
        if filled:
            held.append(filled)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _parts(segment: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """The titles at the head of a segment, its table, and the notes at its foot: rows of one text that stand before or behind rows of several."""
    left = min(c.column for row in segment for c in row)
    # A head over the columns stands alone on its row, and not at its beginning.
    several = [n for n, row in enumerate(segment) if len(row) > 1 or row[0].column > left]
    if not several:
        return segment, [], []
    while len(several) > 1 and _is_title(segment[several[0]], segment[several[1]]):
        several.pop(0)
    first, last = several[0], several[-1]
    # A heading right over rows with values belongs to them; what stands over the heads of columns is a title.
    while first > 0 and not _heads(segment[several[0]]) and len(segment[first - 1][0].text) < LONGEST_TITLE:
        first -= 1
    return segment[:first], segment[first : last + 1], segment[last + 1 :]


def _is_title(row: Row, following: Row) -> bool:
    """Whether a row is a title in several cells: words from the first column on, over a row of many more."""
    packed = [c.column for c in row] == list(range(row[0].column, row[0].column + len(row)))
    words = all(c.across == 1 and not any(x.isdigit() for x in c.text[:4]) for c in row)
    return packed and words and row[0].column == following[0].column and 2 * len(row) <= len(following)


def _heads(row: Row) -> bool:
    """Whether a row is one of heads: none of its cells behind the first is a value, a year aside."""
    values = [c for c in row if c.column > 0 and _NUMBER.fullmatch(c.text) and not _YEAR.fullmatch(c.text)]
    return not values


def _columns(rows: Sequence[Row]) -> set[int]:
    return {c.column for row in rows for c in row if len(row) > 1}


def _grid(rows: Sequence[Row]) -> Grid:
    """The rows as a grid from the leftmost column that they use."""
    left = min(c.column for row in rows for c in row)
    return Grid(tuple(tuple(replace(c, column=c.column - left) for c in row) for row in rows))

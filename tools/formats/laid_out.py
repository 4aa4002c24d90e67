"""Lay the parts of a document out as pages, so that one way leads from every format to words, tables, facts and places.

The page is plain: letters of one width, a paragraph wrapped, a grid with its columns aligned, a rule under a head of several columns.
What a file holds is not changed; where a thing stands on the page is its place.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muniment.tools.formats.blocks import Grid, GridCell, Part, Text
from muniment.tools.formats.grid_table import grid_tables, has_signs
from muniment.tools.formats.page import Box, Line, Page, PlacedTable, Word
from muniment.tools.formats.page_text import as_placed
from muniment.tools.formats.printed_table import PrintedTable
from muniment.tools.formats.unseen import seen

LETTER, HEIGHT, PITCH, MARGIN = 5.0, 9.0, 13.0, 36.0
"""In points: a letter's width, a word's height, from one line to the next, and around the page."""
WRAPPED = 110
"""Letters of a line of text."""
GUTTER = 4
"""Letters between two columns of a grid."""
TAIL = 2
"""Letters behind the last digit of a column's numbers, for a bracket or a percent sign."""
APART = 90.0
"""Points between two grids: more than parts the rows of one table (`printed_table.FARTHEST`)."""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page with its tables: as printed ones, whose columns have heads, and as they stand."""

    page: Page
    printed: tuple[PrintedTable, ...]
    tables: tuple[PlacedTable, ...]


def laid_out(parts: Sequence[Part]) -> Iterator[OpenedPage]:
    """A page for each part."""
    for number, part in enumerate(parts, 1):
        sheet = _Sheet(number, _seen(part))
        page = sheet.page()
        yield OpenedPage(page, tuple(sheet.printed), tuple(sheet.tables))


def _seen(part: Part) -> Part:
    """The part without what nobody sees of it."""
    return Part(seen(part.name), tuple(_seen_block(block) for block in part.blocks))


def _seen_block(block: Text | Grid) -> Text | Grid:
    if isinstance(block, Text):
        return replace(block, text=seen(block.text))
    rows = tuple(tuple(replace(cell, text=seen(cell.text)) for cell in row) for row in block.rows)
    return replace(block, rows=rows, caption=seen(block.caption))


class _Sheet:
    """A page while it is filled from the top."""

    def __init__(self, number: int, part: Part) -> None:
        self.number, self.part = number, part
        self.lines: list[Line] = []
        self.rules: list[tuple[float, float, float]] = []
        self.tables: list[PlacedTable] = []
        self.printed: list[PrintedTable] = []
        self.top = MARGIN
        self.below = 0

    def page(self) -> Page:
        """The page of the part."""
        before = None
        for block in self.part.blocks:
            if isinstance(block, Text):
                self._text(block.text)
            else:
                if isinstance(before, Grid):
                    self.top += APART
                if block.caption:
                    self._text(block.caption)
                self._grid(block)
            before = block
        right = max((line.words[-1].box.right for line in self.lines), default=MARGIN)
        return Page(
            self.number, right + MARGIN, self.top + MARGIN, tuple(self.lines), tuple(self.rules), self.part.name, True
        )

    def _text(self, text: str) -> None:
        for paragraph in text.split("\n"):
            for n, line in enumerate(textwrap.wrap(paragraph, WRAPPED, break_on_hyphens=False)):
                self._line([_word(w.text, w.left) for w in _places(line, 0)], goes_on=n > 0)

    def _line(self, words: list[tuple[str, float, float]], goes_on: bool = False) -> None:
        if words:
            made = (self._made(*word) for word in words)
            self.lines.append(Line(tuple(sorted(made, key=lambda w: w.box.left)), goes_on))
        self.top += PITCH

    def _made(self, text: str, left: float, right: float) -> Word:
        digits = [n for n, letter in enumerate(text) if letter.isdigit()]
        end = left + (right - left) * (digits[-1] + 1) / len(text) if digits else None
        return Word(text, Box(left, self.top, right, self.top + HEIGHT), end)

    def _grid(self, grid: Grid) -> None:
        starts = [0]
        for width in _widths(grid):
            starts.append(starts[-1] + width + GUTTER)
        above = " ".join(line.text for line in self.lines[max(self.below, len(self.lines) - 6) :])
        places: dict[tuple[int, int], Box] = {}
        texts = [[""] * grid.width for _ in grid.rows]
        boxes: list[list[Box | None]] = [[None] * grid.width for _ in grid.rows]
        for n, row in enumerate(grid.rows):
            words: list[tuple[str, float, float]] = []
            for cell in row:
                own = self._cell(cell, starts[cell.column], starts[cell.column + cell.across])
                words += own
                box = Box(own[0][1], self.top, own[-1][2], self.top + HEIGHT) if own else None
                if box is not None:
                    places[n, cell.column] = box
                # A head over several rows names its column once; a label over several rows is that of each.
                for r in range(n, min(n + (cell.down if n else 1), len(texts))):
                    for c in range(cell.column, cell.column + cell.across):
                        texts[r][c], boxes[r][c] = " ".join(cell.text.split()), box
            self._line(words)
        printed = tuple(grid_tables(grid, lambda n, cell: places.get((n, cell.column)), self.number, above))
        self.printed += printed
        if printed and has_signs(grid):
            self.tables += map(as_placed, printed)
        else:
            caption = grid.caption or above[-200:]
            self.tables.append(PlacedTable(caption, tuple(map(tuple, texts)), tuple(map(tuple, boxes))))
        # What a table holds says nothing of the next; of a page that lays its statements out as tables, one may be the title of the next.
        self.below = self.below if has_signs(grid) or len(grid.rows) < 2 else len(self.lines)

    def _cell(self, cell: GridCell, left: int, after: int) -> list[tuple[str, float, float]]:
        """A cell's words: labels from the left, what stands over several columns in their middle, the rest to the right."""
        text, right = " ".join(cell.text.split()), after - GUTTER
        if cell.across > 1:
            at = left + max(0, (right - left - len(text)) // 2)
            if cell.column > 0:
                self.rules.append((MARGIN + left * LETTER, MARGIN + right * LETTER, self.top + HEIGHT + 1))
        elif cell.column == 0:
            at = left
        else:
            # The last digits of a column stand under each other.
            at = max(left, right - len(text) - TAIL + len(text) - len(text.rstrip(")%*")))
        return [_word(w.text, w.left) for w in _places(text, at)]


class _At:
    """A word, and how many letters stand before it on its line."""

    __slots__ = ("left", "text")

    def __init__(self, text: str, left: int) -> None:
        self.text, self.left = text, left


def _places(text: str, at: int) -> Iterator[_At]:
    for word in text.split(" "):
        if word:
            yield _At(word, at)
        at += len(word) + 1


def _word(text: str, left: int) -> tuple[str, float, float]:
    return text, MARGIN + left * LETTER, MARGIN + (left + len(text)) * LETTER


def _widths(grid: Grid) -> list[int]:
    """Letters for each column: no cell of one column is wider, and what stands over several has room by its last."""
    widths = [TAIL] * grid.width
    for row in grid.rows:
        for cell in row:
            length = len(" ".join(cell.text.split())) + TAIL
            if cell.across == 1:
                widths[cell.column] = max(widths[cell.column], length)
    for row in grid.rows:
        for cell in row:
            first, last = cell.column, cell.column + cell.across
            missing = len(" ".join(cell.text.split())) - sum(widths[first:last]) - GUTTER * (cell.across - 1)
            widths[last - 1] += max(0, missing)
    return widths

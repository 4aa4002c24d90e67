"""A table whose file says which cell stands in which column, as a printed table: what the columns are need not be guessed.

A currency sign, a bracket or a percent sign in a cell of its own belongs to the number beside it, as filings on the web set them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from muniment.tools.formats.blocks import Grid, GridCell
from muniment.tools.formats.page import Box, Word, around
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow, PrintedTable
from muniment.tools.formats.runs import DATED, Run

BESIDE = 2
"""Columns that a sign in a cell of its own may shift a number by."""
_OPENS = ("$", "€", "£", "¥", "(", "$ (", "$(", "-", "−")
_CLOSES = (")", "%", ")%", ") %", "pts", "bp")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Cells of a row that are read as one: their text, the columns that they take, and the box around them."""

    run: Run
    first: int
    last: int
    at: int


@dataclass(frozen=True, slots=True)
class _Column:
    """The columns of the file in which the values of one column of the table stand, and where its numbers do."""

    first: int
    last: int
    at: frozenset[int]


def has_signs(grid: Grid) -> bool:
    """Whether signs stand in cells of their own, so that the file's columns are not the table's."""
    return any(c.text.strip() in (*_OPENS, *_CLOSES) for row in grid.rows for c in row if c.column > 0)


def grid_tables(
    grid: Grid, box: Callable[[int, GridCell], Box | None], page: int, above: str
) -> Iterator[PrintedTable]:
    """The tables of a grid: one, or several where heads stand again within it.

    Args:
        grid: as it stands in the file.
        box: where a cell of a row stands on the page.
        page: its number.
        above: what stands over the grid.
    """
    rows = [_pieces([(c, box(n, c)) for c in row if c.text.strip()]) for n, row in enumerate(grid.rows)]
    caption = f"{above} {grid.caption}".strip()
    heads: list[list[_Piece]] = []
    body: list[list[_Piece]] = []
    for row in [r for r in rows if r]:
        if not body and not _values(row):
            heads.append(row)
        elif body and not _values(row) and _is_head(row):
            yield from _table(heads, body, caption, page)
            heads, body = [row], []
        else:
            body.append(row)
    yield from _table(heads, body, caption, page)


def _pieces(cells: Sequence[tuple[GridCell, Box | None]]) -> list[_Piece]:
    found: list[_Piece] = []
    for cell, box in cells:
        text = " ".join(cell.text.split())
        piece = _Piece(
            Run(tuple(_words(text, box or Box(0, 0, 0, 0)))), cell.column, cell.column + cell.across - 1, cell.column
        )
        before = found[-1] if found else None
        opens = before is not None and before.run.text in _OPENS and before.first > 0
        closes = before is not None and text in _CLOSES and before.run.number is not None
        if before is not None and (opens or closes):
            run = Run((*before.run.words, *piece.run.words))
            found[-1] = _Piece(run, before.first, piece.last, piece.at if opens else before.at)
        else:
            found.append(piece)
    return found


def _words(text: str, box: Box) -> Iterator[Word]:
    each = (box.right - box.left) / max(1, len(text))
    at = 0
    for word in text.split(" "):
        yield Word(word, Box(box.left + at * each, box.top, box.left + (at + len(word)) * each, box.bottom))
        at += len(word) + 1


def _values(row: Sequence[_Piece]) -> list[_Piece]:
    """The values of a row; years alone are heads."""
    found = [p for p in row if p.first > 0 and p.run.number is not None]
    return [] if all(p.run.is_year for p in found) else found


def _is_head(row: Sequence[_Piece]) -> bool:
    """Whether a row without values stands over columns: what is behind its first column is dated."""
    right = [p for p in row if p.first > 0]
    return bool(right) and all(DATED.search(p.run.text) for p in right)


def _table(
    heads: Sequence[Sequence[_Piece]], rows: Sequence[Sequence[_Piece]], caption: str, page: int
) -> Iterator[PrintedTable]:
    columns = _columns([v for row in rows for v in _values(row)], [_values(row) for row in rows])
    if not columns:
        return
    named: list[list[str]] = [[] for _ in columns]
    captions = [caption]
    last = heads[-1] if heads else []
    path = tuple(p.run.text.rstrip(":") for p in last if len(last) == 1 and p.first == 0)
    for row in heads[:-1] if path else heads:
        for piece in row:
            over = [n for n, c in enumerate(columns) if piece.first <= c.last and piece.last >= c.first]
            spread = len(over) == len(columns) > 1 and not DATED.search(piece.run.text)
            if not over or piece.first == 0 or spread:
                captions.append(piece.run.text)
                continue
            for n in over:
                named[n].append(piece.run.text)
    printed: list[PrintedRow] = []
    for row in rows:
        values = _values(row)
        label = " ".join(p.run.text for p in row if p.first < columns[0].first and p not in values).strip().rstrip(":")
        if not values:
            path = (label,) if label else path
            continue
        cells: list[PrintedCell | None] = [None] * len(columns)
        for value in values:
            own = next((n for n, c in enumerate(columns) if value.at in c.at), None)
            if own is not None:
                cells[own] = PrintedCell(value.run.number or "", value.run.box)
        printed.append(PrintedRow(path, label, tuple(cells), around(p.run.box for p in row)))
    if printed:
        yield PrintedTable(page, " ".join(captions)[-400:], tuple(" ".join(n) for n in named), tuple(printed))


def _columns(values: Sequence[_Piece], rows: Sequence[Sequence[_Piece]]) -> list[_Column]:
    """The columns of a table: numbers at one place, or at two beside each other that no row has both of."""
    found: list[_Column] = []
    for at in sorted({v.at for v in values}):
        own = [v for v in values if v.at == at]
        column = _Column(min(v.first for v in own), max(v.last for v in own), frozenset({at}))
        before = found[-1] if found else None
        if (
            before is not None
            and at - max(before.at) <= BESIDE
            and not any({at} & {v.at for v in row} and before.at & {v.at for v in row} for row in rows)
        ):
            found[-1] = _Column(min(before.first, column.first), max(before.last, column.last), before.at | column.at)
        else:
            found.append(column)
    return found

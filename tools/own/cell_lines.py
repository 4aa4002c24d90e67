"""What the program reader reads of a record: the rows and sentences whose numbers are proposed, as word pieces, each number as one mark.

A number's digits say nothing of whether it is meant, and take most of the pieces; a mark keeps its kind and its sign. Each cell of a row
stands behind its column's years, or the first words of its column's name, so that no cell needs another line to be told from its neighbours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from muniment.tools.own.record_cells import YEAR, Cell

Pieces = Callable[[str], list[int]]

CLS, SEP = 101, 102
LONGEST, QUESTION, EARLIER = 320, 64, 24
"""Word pieces of all together, of the question, and of each of the two before it."""
NAME, GROUP, COLUMN, CELLS = 16, 8, 4, 8
"""Word pieces of a row's name, of the heading over it, of a column's name beside its year; and cells of a row."""
BEFORE, AFTER = 24, 12
"""Word pieces of a sentence that are kept around a number."""
_MARK = {"pure": "%", "number": "#"}
_ANY = "$"
"""The mark of money."""


def cell_lines(
    question: str, history: Sequence[str], proposed: Sequence[Cell], pieces: Pieces
) -> tuple[list[int], list[int]]:
    """The word pieces, and for each cell the place of its mark; 0 (the first piece) for a cell that there was no room for.

    Args:
        question: as asked.
        history: the questions before it; the last two are read.
        proposed: each cell that a proposal computes from, once.
        pieces: gives the word pieces of a text.
    """
    read = [CLS]
    for earlier in history[-2:]:
        read += [*pieces(earlier)[-EARLIER:], *pieces(";")]
    read += [*pieces(question)[:QUESTION], SEP]
    lines: dict[tuple[str, int, int], list[Cell]] = defaultdict(list)
    for cell in proposed:
        lines[cell.record, -1 if cell.table is None else cell.table, cell.row].append(cell)
    at: dict[Cell, int] = {}
    ordered = sorted(lines.items(), key=lambda line: (line[0][1] < 0, line[0]))
    group = ""
    for (_, table, _), cells in ordered:
        cells.sort(key=lambda c: c.column)
        if table < 0:
            line = _sentence(cells, pieces)
        else:
            line = _row(cells, pieces, cells[0].group if cells[0].group != group else "")
            group = cells[0].group
        if len(read) + len(line) + 1 > LONGEST:
            continue
        at |= {cell: len(read) + n for n, (_, cell) in enumerate(line) if cell is not None}
        read += [*(piece for piece, _ in line), SEP]
    return read, [at.get(cell, 0) for cell in proposed]


def _row(cells: Sequence[Cell], pieces: Pieces, group: str) -> list[tuple[int, Cell | None]]:
    named: list[tuple[int, Cell | None]] = []
    if group:
        named += [(p, None) for p in [*pieces(group)[:GROUP], *pieces(":")]]
    named += [(p, None) for p in pieces(cells[0].row_name)[:NAME]]
    for cell in cells[:CELLS]:
        named += [(p, None) for p in pieces("|") + _column(cell.column_name, pieces)]
        named += [(p, cell) for p in _mark(cell, pieces)]
    return named


def _column(name: str, pieces: Pieces) -> list[int]:
    """The years that a column names, and the first of its other words."""
    years = YEAR.findall(name)
    other = re.sub(r"\W+", " ", YEAR.sub(" ", name)).strip()
    kept = pieces(other)[:COLUMN] if other else []
    return [p for y in years[:2] for p in pieces(y)] + kept


def _mark(cell: Cell, pieces: Pieces) -> list[int]:
    """One piece for a number, which is the cell's own; a negative one has a sign before it, which is the cell's until the mark comes."""
    sign = pieces("-") if cell.value < 0 else []
    return sign + pieces(_MARK.get(cell.unit, _ANY))


def _sentence(cells: Sequence[Cell], pieces: Pieces) -> list[tuple[int, Cell | None]]:
    text = cells[0].group
    told: list[tuple[int, Cell | None]] = []
    end = 0
    for cell in cells:
        start = text.find(cell.text, end)
        if start < 0:
            continue
        told += [(p, None) for p in pieces(text[end:start])]
        told += [(p, cell) for p in _mark(cell, pieces)]
        end = start + len(cell.text)
    told += [(p, None) for p in pieces(text[end:])]
    marks = [n for n, (_, cell_here) in enumerate(told) if cell_here is not None]
    return [held for n, held in enumerate(told) if any(m - BEFORE <= n <= m + AFTER for m in marks)]

"""Tables as they are printed: rows and columns of values found from where words stand, with the heads over each column.

A value is a number that stands apart from text; values whose last digits end at one place are a column; what stands over them is
its head. A table that was read wrongly is worse than one that was not read: a cell without a label or a head proves nothing
(see `printed_facts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from muniment.tools.formats.column_heads import heads_over
from muniment.tools.formats.page import Box, Line, Page, around
from muniment.tools.formats.runs import NOTE_HEAD, Run, is_head, is_prose, runs_of, values_of
from muniment.tools.totals import TOTAL, of_group

COLUMN = 0.7
"""Of a word's height: how far the last digits of one column may end apart."""
MOST_HEADS = 14
FARTHEST = 70.0
"""Points between two rows of one table, at most."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One value: as it is printed, and where."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: the headings it stands under, its label, and its cells by column (None where there is none)."""

    path: tuple[str, ...]
    label: str
    cells: tuple[PrintedCell | None, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a page: what stands over it, over each of its columns, and its rows."""

    page: int
    caption: str
    heads: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


@dataclass(slots=True)
class _Block:
    """Lines of one table while it is read."""

    heads: list[list[Run]]
    rows: list[list[Run]] = field(default_factory=list)


def printed_tables(page: Page) -> list[PrintedTable]:
    """The tables of a page, from top to bottom."""
    em = page.em
    lines = [runs_of(line, em) for line in page.lines if not _is_folio(line, page)]
    found: list[PrintedTable] = []
    for block in _blocks(lines, page):
        table = _table(block, page, em)
        if table is None:
            continue
        before = found[-1] if found else None
        if not any(table.heads) and before is not None and len(before.heads) == len(table.heads):
            table = PrintedTable(table.page, table.caption or before.caption, before.heads, table.rows)
        found.append(table)
    return found


def _is_folio(line: Line, page: Page) -> bool:
    """Whether a line is a page's number at its head or foot, alone or behind a running title."""
    edge = line.box.bottom < 0.08 * page.height or line.box.top > 0.9 * page.height
    if len(line.words) == 1:
        return edge and line.text.strip("-–— ").isdigit()
    numbers = [w.text for w in line.words if w.text.isdigit()]
    return edge and line.words[-1].text == str(page.number) and len([n for n in numbers if len(n) != 4]) == 1


def _blocks(lines: Sequence[list[Run]], page: Page) -> Iterator[_Block]:
    """Runs of lines that hold values, each with the lines over it."""
    block: _Block | None = None
    above: list[list[Run]] = []
    texts = 0
    for runs in lines:
        if not runs:
            continue
        values = values_of(runs)
        top = min(r.box.top for r in runs)
        if block is not None and block.rows and top - max(r.box.bottom for r in block.rows[-1]) > FARTHEST:
            yield block
            block, above, texts = None, [], 0
        if values:
            if block is None:
                block = _Block(above[-MOST_HEADS:])
            block.rows.append(runs)
            texts = 0
        elif block is not None and (is_head(runs, page) or (texts >= 1 and is_prose(runs, page))):
            above = [*_heads_begun(block), runs]
            yield block
            block, texts = None, 0
        elif block is not None:
            block.rows.append(runs)
            texts = texts + 1 if is_prose(runs, page) else 0
        else:
            above = [] if is_prose(runs, page) and above and is_prose(above[-1], page) else above
            above.append(runs)
    if block is not None:
        yield block


def _heads_begun(block: _Block) -> list[list[Run]]:
    """The last lines of a block, without values: what stands over the next one. They are taken off it."""
    begun: list[list[Run]] = []
    while len(block.rows) > 1 and not values_of(block.rows[-1]):
        begun.insert(0, block.rows.pop())
    return begun


def _table(block: _Block, page: Page, em: float) -> PrintedTable | None:
    values = [r for runs in block.rows for r in values_of(runs)]
    columns = [c for c in _columns(values, em) if not _is_of_notes(c, block, values)]
    if not columns:
        return None
    left = min(c[0] for c in columns)
    labels = (
        r.box.right for runs in block.rows if values_of(runs) for r in runs if r.number is None and r.box.right < left
    )
    heads, caption, headings = heads_over(block.heads, columns, left, max(labels, default=0.0), page, em)
    rows = tuple(_rows([*headings, *block.rows], columns, em))
    return PrintedTable(page.number, caption, heads, rows) if rows else None


def _is_of_notes(column: tuple[float, float, float], block: _Block, values: Sequence[Run]) -> bool:
    """Whether a column holds the numbers of notes and no values: it is headed "Note" and has none but small numbers."""
    left, right, end = column
    headed = any(
        NOTE_HEAD.fullmatch(r.text)
        and r.box.right > left - (r.box.right - r.box.left)
        and r.box.left < right + (r.box.right - r.box.left)
        for runs in block.heads
        for r in runs
    )
    own = [v for v in values if abs(v.end - end) <= right - left + 1 and left - 1 <= v.box.left]
    return headed and all(re.fullmatch(r"\d{1,2}", v.text) for v in own)


def _columns(values: Sequence[Run], em: float) -> list[tuple[float, float, float]]:
    """The columns as (left, right, where digits end), from left to right."""
    clusters: list[list[Run]] = []
    for run in sorted((v for v in values if v.number != "—"), key=lambda v: v.end):
        if clusters and run.end - clusters[-1][-1].end <= COLUMN * em:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return [
        (min(r.box.left for r in c), max(r.box.right for r in c), sorted(r.end for r in c)[len(c) // 2])
        for c in clusters
    ]


def _left(run: Run) -> float:
    """Where a value's digits begin; a currency sign may stand far to their left."""
    return next((w.box.left for w in run.words if any(c.isdigit() for c in w.text)), run.box.left)


def _column(run: Run, columns: Sequence[tuple[float, float, float]], em: float) -> int | None:
    """The column in which a value stands."""
    near = min(range(len(columns)), key=lambda n: abs(columns[n][2] - run.end))
    slack = 3 * em if run.number == "—" else COLUMN * em
    return near if abs(columns[near][2] - run.end) <= slack else None


_GOES_ON = re.compile(r"(?:,|\b(?:and|of|from|to|for|in|on|by|the|with))$", re.IGNORECASE)
"""What is not the end of a label."""


def _rows(
    lines: Sequence[Sequence[Run]], columns: Sequence[tuple[float, float, float]], em: float
) -> Iterator[PrintedRow]:
    """The rows of a table; lines of labels alone are headings, or the beginning of the next label."""
    headings: list[tuple[float, str]] = []
    begun: list[Run] = []
    for runs in lines:
        values = values_of(runs)
        if not values:
            goes_on = bool(_GOES_ON.search(" ".join(r.text for r in begun)))
            if begun and not goes_on:
                _under(headings, begun)
            begun = [*begun, *runs] if goes_on else list(runs)
            continue
        first = min(_left(v) for v in values)
        label = [r for r in runs if r.number is None and r.box.right <= first + em]
        text = " ".join(r.text for r in label)
        if begun:
            head = " ".join(r.text for r in begun)
            if label and (text[:1].islower() or _GOES_ON.search(head)):
                text = f"{head} {text}"
                label = [*begun, *label]
            else:
                _under(headings, begun)
            begun = []
        cells: list[PrintedCell | None] = [None] * len(columns)
        for value in values:
            n = _column(value, columns, em)
            if n is not None:
                cells[n] = PrintedCell(value.number or "", value.box)
        at = label[0].box.left if label else 0.0
        named = _label(text)
        headings = [(left, h) for left, h in headings if of_group(named, h)] if _ends(named) else headings
        path = tuple(h for left, h in headings if left <= at + 0.3 * em)
        yield PrintedRow(path, named, tuple(cells), around(r.box for r in (*label, *values)))


def _ends(label: str) -> bool:
    """Whether a row may end what stands under a heading: a total, or a sum without a name."""
    return not label or TOTAL.match(label) is not None


def _under(headings: list[tuple[float, str]], runs: Sequence[Run]) -> None:
    """A heading replaces those that stand as far right as it, or farther."""
    left = runs[0].box.left
    while headings and headings[-1][0] >= left - 1:
        headings.pop()
    headings.append((left, _label(" ".join(r.text for r in runs))))


def _label(text: str) -> str:
    return re.sub(r"(?:\s*\.){3,}\s*$", "", text).strip().rstrip(":").strip()

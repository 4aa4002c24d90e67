"""Rows of cells in a text, parted by commas, semicolons, tabs or bars (RFC 4180, and what people send instead)."""

from __future__ import annotations

import csv

from muniment.errors import Unparsed
from muniment.records import Table
from muniment.tools.documents.markup import decode
from muniment.tools.formats.blocks import GridCell, Part
from muniment.tools.formats.sheet_tables import sheet_blocks
from muniment.tools.own.notation import with_points

MOST_CELLS = 500_000


def delimited_part(content: bytes) -> Part:
    """The tables of a delimited text; numbers with decimal commas are written with points.

    Raises:
        Unparsed: it is empty, too large, or no text.
    """
    rows = delimited_rows(decode(content)[0])
    if sum(map(len, rows)) > MOST_CELLS:
        raise Unparsed(f"it has more than {MOST_CELLS:,} cells")
    plain = with_points(Table(rows)).rows
    blocks = tuple(sheet_blocks([tuple(GridCell(text, n) for n, text in enumerate(row)) for row in plain]))
    if not blocks:
        raise Unparsed("it holds nothing")
    return Part("", blocks)


def delimited_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a delimited text, each cell without the white space around it; an empty line is an empty row."""
    dialect = _dialect(text)
    return tuple(tuple(cell.strip() for cell in row) for row in csv.reader(text.splitlines(keepends=True), dialect))


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    try:
        return csv.Sniffer().sniff(text[:10_000], ",;\t|")
    except csv.Error:
        return csv.excel

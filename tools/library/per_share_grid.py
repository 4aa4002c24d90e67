"""Amounts per share that an income statement prints in a small table of their own, under a heading that says what "Basic" and "Diluted" are."""

from __future__ import annotations

import re
from dataclasses import replace

from muniment.tools.formats.printed_table import PrintedTable
from muniment.tools.library.statements import items_of

_PER_SHARE = re.compile(
    r"\b(?:earnings|income|loss|profit)\b[^.;]{0,30}\bper\b[^.;]{0,20}\bshare\b[^.;]*$|\bEPS\b[^.;]*$", re.IGNORECASE
)
MOST_ROWS = 8


def per_share_grid(table: PrintedTable) -> PrintedTable | None:
    """A table of amounts per share and of counts of shares, its rows under the heading that stands over it; None where it is something else."""
    if len(table.rows) > MOST_ROWS:
        return None
    heading = _PER_SHARE.search(table.caption)
    over = (heading.group(),) if heading else ()
    found = items_of([replace(r, path=r.path or over) for r in table.rows], "income")
    items = [item for _, item in found if item is not None]
    if not any(item.key in ("eps_basic", "eps_diluted") for item in items):
        return None
    known = tuple(row for row, item in found if item is not None)
    return replace(table, rows=known) if all(item.unit in ("per_share", "shares") for item in items) else None

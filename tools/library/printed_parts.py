"""Rows of an income statement that are the parts of one of its items: those under a heading that names the item, which add up to its total.

"Revenues: Casino, Rooms, Food and beverage, Total revenues". What does not add up in every column is no part of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.items.line_item import LineItem
from muniment.tools.formats.printed_table import PrintedRow
from muniment.tools.library.statement_totals import read_amount
from muniment.tools.library.statements import item_called

FEWEST = 2
"""Parts that an item has, at least."""


def parts_of_items(found: Sequence[tuple[PrintedRow, LineItem | None]]) -> list[tuple[PrintedRow, LineItem]]:
    """The rows that are parts, each with the item that it is a part of.

    Args:
        found: the rows of an income statement in their order, with the items that they are.
    """
    parts: list[tuple[PrintedRow, LineItem]] = []
    for n, (total, item) in enumerate(found):
        heading = total.path[-1] if total.path else found[n - 1][0].path[-1:] and found[n - 1][0].path[-1]
        if item is None or not heading or item_called(heading, "income") != item:
            continue
        own: list[PrintedRow] = []
        for row, _ in reversed(found[:n]):
            if row.path[-1:] != (heading,) or not row.label:
                break
            own.append(row)
        if len(own) >= FEWEST and len({r.label for r in own}) == len(own) and _add_up(own, total):
            parts += [(row, item) for row in reversed(own)]
    return parts


def _add_up(rows: Sequence[PrintedRow], total: PrintedRow) -> bool:
    sums = [sum((read_amount(c.text) for r in rows if (c := r.cells[n])), Decimal(0)) for n in range(len(total.cells))]
    said = [read_amount(c.text) if c else Decimal(0) for c in total.cells]
    return any(said) and sums == said

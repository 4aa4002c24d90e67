"""A small table of amounts per share under a heading of its own."""

from __future__ import annotations

from muniment.tools.formats.page import Box
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow, PrintedTable
from muniment.tools.library.per_share_grid import per_share_grid
from muniment.tools.library.statements import items_of

BOX = Box(0, 0, 1, 1)


def table(caption: str, *labels: str) -> PrintedTable:
    rows = tuple(PrintedRow((), label, (PrintedCell("4.86", BOX),), BOX) for label in labels)
    return PrintedTable(1, caption, ("2024",), rows)


def test_its_rows_stand_under_its_heading() -> None:
    grid = per_share_grid(
        table("Profit attributable to owners 29,763. Earnings per share (Singapore cents)", "Basic", "Diluted")
    )
    assert grid is not None
    assert [i.key for _, i in items_of(grid.rows, "income") if i] == ["eps_basic", "eps_diluted"]


def test_a_row_that_is_no_such_amount_is_left_out() -> None:
    grid = per_share_grid(table("Earnings per share", "Basic", "Net sales"))
    assert grid is not None
    assert [r.label for r in grid.rows] == ["Basic"]


def test_another_table_is_none() -> None:
    assert per_share_grid(table("Shares by class", "Basic", "Diluted")) is None
    assert per_share_grid(table("Earnings per share", *["Basic"] * 9)) is None

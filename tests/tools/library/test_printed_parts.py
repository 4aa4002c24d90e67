"""Rows under a heading that names an item are its parts, where they add up to its total."""

from __future__ import annotations

import pytest

from muniment.tools.formats.page import Box
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow
from muniment.tools.library.printed_parts import parts_of_items
from muniment.tools.library.statements import items_of

BOX = Box(0, 0, 1, 1)


def row(label: str, *amounts: str, under: str = "Revenues") -> PrintedRow:
    return PrintedRow((under,) if under else (), label, tuple(PrintedCell(a, BOX) if a else None for a in amounts), BOX)


def parts(*rows: PrintedRow) -> list[tuple[str, str]]:
    return [(r.label, i.key) for r, i in parts_of_items(items_of(rows, "income"))]


CASINO, ROOMS = row("Casino", "2,872", "6,518"), row("Rooms", "830", "2,323")


def test_what_adds_up_to_the_total_is_a_part_of_it() -> None:
    total = row("Total revenues", "3,702", "8,841")
    assert parts(CASINO, ROOMS, total) == [("Casino", "net_sales"), ("Rooms", "net_sales")]


@pytest.mark.parametrize(
    "rows",
    [
        (CASINO, ROOMS, row("Total revenues", "3,702", "8,842")),
        (CASINO, row("Total revenues", "2,872", "6,518")),
        (CASINO, row("Casino", "830", "2,323"), row("Total revenues", "3,702", "8,841")),
        (row("Casino", "2,872", "6,518", under="Places"), ROOMS, row("Total revenues", "3,702", "8,841")),
    ],
    ids=["does not add up", "is alone", "has one name", "stands under another heading"],
)
def test_what_does_not_surely_add_up_is_no_part(rows: tuple[PrintedRow, ...]) -> None:
    assert parts(*rows) == []

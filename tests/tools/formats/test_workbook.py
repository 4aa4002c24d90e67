"""Workbooks read as they show: formats, merged heads, hidden things left out, unknown formulas never zero."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Grid, GridCell, Part, Text
from muniment.tools.formats.sheet_tables import sheet_blocks
from muniment.tools.formats.workbook import shown_value, workbook_parts
from tests.tools.formats.written_office import filled


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def tables(part: Part) -> list[list[list[str]]]:
    return [filled(b) for b in part.blocks if isinstance(b, Grid)]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (-1234.5, "#,##0_);(#,##0)", "(1,234.5)"),
        (-5, "0", "-5"),
        (0.1234, "0.0%", "12.34%"),
        (5_409_000, "#,##0,", "5,409"),
        (2023, "General", "2023"),
        (0.1 + 0.2, "0.00", "0.3"),
        (1200, '"$"#,##0.00', "$1,200"),
        (1200, "[$€-407] #,##0", "€1,200"),
        (1200, '#,##0 "CHF"', "CHF 1,200"),
        (datetime(2024, 3, 5), "yyyy-mm-dd", "March 5, 2024"),
        (datetime(2024, 3, 1), "mmm-yy", "March 2024"),
        (True, "General", "TRUE"),
        ("00123", "@", "00123"),
        (None, "General", ""),
    ],
)
def test_a_value_is_written_as_its_format_shows_it_with_all_its_digits(value: object, form: str, shown: str) -> None:
    assert shown_value(value, form) == shown


def test_titles_stand_over_a_table_and_merged_heads_over_their_columns() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    sheet.title = "P&L"
    for row in (
        ["Harbor Thistle"],
        ["(in thousands)"],
        [],
        [None, "2023", None],
        [None, "Q1", "Q2"],
        ["Sales", 10, 12],
    ):
        sheet.append(row)
    sheet.merge_cells("B4:C4")
    (part,), unread = workbook_parts(saved(book))
    assert (part.name, unread) == ("P&L", [])
    assert [b.text for b in part.blocks if isinstance(b, Text)] == ["Harbor Thistle", "(in thousands)"]
    assert tables(part) == [[["", "2023", "2023"], ["", "Q1", "Q2"], ["Sales", "10", "12"]]]


def test_what_is_hidden_is_left_out_and_said() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    for row in (["Item", "2023", "Draft"], ["Rent", 5, 99], ["Secret", 1, 1], ["Fees", 6, 98]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Old").append(["x", 1])
    book["Old"].sheet_state = "hidden"
    (part,), unread = workbook_parts(saved(book))
    assert tables(part) == [[["Item", "2023"], ["Rent", "5"], ["Fees", "6"]]]
    assert unread == ["2 hidden rows or columns of “Sheet” are left out", "the hidden sheet “Old” is left out"]


def test_a_formula_without_a_kept_value_is_unknown_and_never_zero() -> None:
    book = Workbook()
    sheet_of(book).append(["Rent", 5])
    sheet_of(book).append(["Total", "=B1*2"])
    (part,), unread = workbook_parts(saved(book))
    assert tables(part) == [[["Rent", "5"], ["Total", "?"]]]
    assert unread[0].startswith("1 formulas of “Sheet” have no kept value")


def test_one_far_corner_costs_nothing() -> None:
    book = Workbook()
    sheet_of(book)["XFD1048576"] = "far"
    (part,), _ = workbook_parts(saved(book))
    assert [b.text for b in part.blocks if isinstance(b, Text)] == ["far"]


def test_a_damaged_workbook_says_so() -> None:
    book = Workbook()
    with pytest.raises(Unparsed, match="cut short or damaged"):
        workbook_parts(saved(book)[:-200])


def rows(*lines: str) -> list[tuple[GridCell, ...]]:
    return [tuple(GridCell(t, n) for n, t in enumerate(line.split("|")) if t) for line in lines]


def test_an_empty_row_ends_a_table_unless_the_next_goes_on_under_its_heads() -> None:
    blocks = list(sheet_blocks(rows("|2023|2022", "Cash|1|2", "", "Debt|3|4", "", "Name|Role|Since", "Ana|Clerk|2019")))
    assert [filled(b) for b in blocks if isinstance(b, Grid)] == [
        [["", "2023", "2022"], ["Cash", "1", "2"], ["Debt", "3", "4"]],
        [["Name", "Role", "Since"], ["Ana", "Clerk", "2019"]],
    ]


def test_a_title_in_two_cells_is_no_head() -> None:
    blocks = list(sheet_blocks(rows("Pemberton Trust|Fees from July", "Service|Basis|Fee|Least", "Trust|yearly|1%|$5")))
    assert isinstance(blocks[0], Text) and blocks[0].text == "Pemberton Trust – Fees from July"
    assert isinstance(blocks[1], Grid) and filled(blocks[1])[0] == ["Service", "Basis", "Fee", "Least"]

"""Rows, columns and heads are found from where words stand."""

from __future__ import annotations

from muniment.tools.formats.page import Page
from muniment.tools.formats.pdf_pages import pdf_pages
from muniment.tools.formats.printed_table import PrintedTable, printed_tables
from tests.tools.formats.written_pdf import Text, rows, written_pdf


def tables(texts: list[Text]) -> list[PrintedTable]:
    (page,) = pdf_pages(written_pdf([texts]))
    assert isinstance(page, Page)
    return printed_tables(page)


def cells(table: PrintedTable) -> dict[str, list[str | None]]:
    return {r.label: [c.text if c else None for c in r.cells] for r in table.rows}


HEADS = [(410, 714, "Year ended December 31,"), (408, 700, "2023"), (498, 700, "2022")]


def test_a_table_has_its_heads_and_cells() -> None:
    (table,) = tables([*HEADS, *rows(680, [("Net sales", "$ 1,250", "$ 1,100"), ("Net loss", "(20)", "-")])])
    assert table.heads == ("Year ended December 31, 2023", "Year ended December 31, 2022")
    assert cells(table) == {"Net sales": ["$ 1,250", "$ 1,100"], "Net loss": ["(20)", "—"]}


def test_a_cell_that_is_empty_is_no_cell_of_another_column() -> None:
    (table,) = tables([*HEADS, *rows(680, [("Net sales", "1,250", "1,100"), ("Charge", "", "40"), ("Gain", "15", "")])])
    assert cells(table)["Charge"] == [None, "40"]
    assert cells(table)["Gain"] == ["15", None]


def test_a_label_over_two_lines_is_one() -> None:
    lines = [
        ("Net sales", "1,250", "1,100"),
        ("Proceeds from the sale of property,", "", ""),
        ("plant and equipment", "7", "9"),
    ]
    (table,) = tables([*HEADS, *rows(680, lines)])
    assert cells(table)["Proceeds from the sale of property, plant and equipment"] == ["7", "9"]


def test_a_heading_stands_over_its_rows() -> None:
    (table,) = tables(
        [
            *HEADS,
            *rows(680, [("Net sales", "1,250", "1,100"), ("Earnings per share:", "", ""), ("Basic", "1.50", "1.20")]),
        ]
    )
    assert table.rows[-1].path == ("Earnings per share",)


def test_a_heading_over_two_lines_is_one() -> None:
    lines = [
        ("Net income", "50", "40"),
        ("Net income per share attributable to", "", ""),
        ("Tidewater:", "", ""),
        ("Basic", "1.50", "1.20"),
    ]
    (table,) = tables([*HEADS, *rows(680, lines)])
    assert table.rows[-1].path == ("Net income per share attributable to Tidewater",)


def test_a_date_in_prose_is_no_table() -> None:
    assert tables([(60, 700, "We were founded on January 5, 2003 and have had 12 shops since.")]) == []


def test_a_page_number_is_no_row() -> None:
    (table,) = tables([*HEADS, *rows(680, [("Net sales", "1,250", "1,100")]), (300, 30, "57")])
    assert len(table.rows) == 1


def test_a_column_of_notes_is_no_column() -> None:
    heads: list[Text] = [(330, 700, "Note"), (408, 700, "2023"), (498, 700, "2022")]
    lines = [
        ("Revenue", "4", "5,292", "4,985"),
        ("Operating profit", "12", "1,075", "980"),
        ("Profit", "", "612", "540"),
    ]
    (table,) = tables([*heads, *rows(680, lines, columns=(346, 430, 520))])
    assert table.heads == ("2023", "2022")
    assert cells(table)["Revenue"] == ["5,292", "4,985"]


def test_a_sum_without_a_label_and_a_wider_total_end_a_heading() -> None:
    lines = [("Current assets", "", ""), ("Cash", "14", "16"), ("", "20", "22"), ("Total assets", "80", "86")]
    (table,) = tables([*HEADS, *rows(680, lines)])
    assert [(r.path, r.label) for r in table.rows] == [(("Current assets",), "Cash"), ((), ""), ((), "Total assets")]


def test_a_table_begins_where_heads_stand_beside_a_column_of_notes() -> None:
    above = [(60, 780, "Profit and loss account"), (352, 766, "2024"), (443, 766, "2023")]
    first = rows(752, [("Turnover", "86,412", "79,035"), ("Profit", "5,897", "3,729")], columns=(431, 522))
    below: list[Text] = [(60, 724, "Balance sheet"), (277, 710, "Note"), (307, 710, "2024"), (369, 710, "2023")]
    second = rows(696, [("Stocks", "16,541", "15,962"), ("Cash", "4,639", "3,894")], columns=(357, 420))
    one, two = tables([*above, *first, *below, *second])
    assert (one.heads, two.heads) == (("2024", "2023"), ("2024", "2023"))
    assert (len(one.rows), two.caption) == (2, "Balance sheet Note")


def test_a_page_number_behind_a_running_title_is_no_value() -> None:
    (table,) = tables(
        [*HEADS, *rows(680, [("Net sales", "1,250", "1,100")]), (60, 30, "Annual report 2023"), (535, 30, "1")]
    )
    assert (len(table.rows), table.heads) == (1, ("Year ended December 31, 2023", "Year ended December 31, 2022"))

"""Heads stand over the columns that they begin at, stand over, or share; or over none."""

from __future__ import annotations

from tests.tools.formats.test_printed_table import tables
from tests.tools.formats.written_pdf import Text, rows


def test_heads_to_the_left_of_their_columns_are_theirs_in_their_order() -> None:
    heads: list[Text] = [(60, 700, "Year ended 31 December"), (346, 700, "2024"), (442, 700, "2023")]
    lines = [("Revenue", "48,620", "44,150"), ("Cost of sales", "(31,860)", "(29,580)"), ("Other income", "210", "145")]
    (table,) = tables([*heads, *rows(680, lines, columns=(430, 526))])
    assert table.heads == ("2024", "2023")


def test_heads_over_two_lines_are_joined_by_where_they_begin() -> None:
    heads: list[Text] = [
        (146, 711, "Revenue"),
        (217, 711, "Revenue"),
        (289, 711, "Operating profit 2024"),
        (414, 711, "Operating profit 2023"),
        (146, 700, "2024"),
        (217, 700, "2023"),
    ]
    lines = [("Dairy", "21,480", "20,310", "2,690", "2,240"), ("Bakery", "15,340", "13,990", "1,905", "1,420")]
    above = rows(780, [("Dividends", "5", "4"), ("Cash", "9", "8")], columns=(205, 277))
    table = tables([*above, *heads, *rows(680, lines, columns=(205, 277, 402, 527))])[-1]
    assert table.heads == ("Revenue 2024", "Revenue 2023", "Operating profit 2024", "Operating profit 2023")


def test_a_year_that_stands_over_no_column_makes_its_neighbour_none_either() -> None:
    heads: list[Text] = [(250, 700, "2024"), (442, 700, "2023"), (520, 700, "Change")]
    lines = [("Revenue of all our shops and the mills", "48,620", "44,150"), ("Cost", "31,860", "29,580")]
    (table,) = tables([*heads, *rows(680, lines, columns=(430, 526))])
    assert "2023" not in table.heads[0]


def test_a_day_alone_between_the_lines_of_a_head_is_no_value() -> None:
    heads: list[Text] = [
        (400, 724, "Year ended"),
        (490, 724, "Year ended"),
        (412, 712, "31"),
        (502, 712, "31"),
        (380, 700, "December 2023"),
        (470, 700, "December 2022"),
    ]
    (table,) = tables([*heads, *rows(680, [("Revenue", "412,860", "398,415"), ("Costs", "12,860", "8,415")])])
    assert table.heads == ("Year ended 31 December 2023", "Year ended 31 December 2022")


def test_shares_beside_the_years_have_heads_of_their_own() -> None:
    heads: list[Text] = [(331, 700, "2023"), (398, 700, "%"), (456, 700, "2022"), (523, 700, "%")]
    lines = [("Net sales", "1,284", "100.0", "1,231", "100.0"), ("Material", "518", "40.4", "509", "41.3")]
    (table,) = tables([*heads, *rows(680, lines, columns=(351, 408, 476, 533))])
    assert table.heads == ("2023", "%", "2022", "%")


def test_heads_over_pairs_of_columns_stand_over_the_years_below_them() -> None:
    heads: list[Text] = [(287, 724, "Turnover"), (420, 724, "Operating profit")]
    heads += [(left, 700, year) for left, year in ((239, "2024"), (312, "2023"), (386, "2024"), (460, "2023"))]
    lines = [("Flow control", "41,206", "36,940", "5,010", "3,122"), ("Castings", "28,657", "27,911", "1,876", "1,405")]
    (table,) = tables([*heads, *rows(680, lines, columns=(300, 374, 448, 522))])
    assert table.heads == ("Turnover 2024", "Turnover 2023", "Operating profit 2024", "Operating profit 2023")


def test_a_running_title_is_no_head() -> None:
    title: list[Text] = [(230, 760, "Annual Financial Statements for the year ended 30 June 2024")]
    heads: list[Text] = [(410, 700, "FY2024"), (500, 700, "FY2023")]
    (table,) = tables([*title, *heads, *rows(680, [("Revenue", "684", "648"), ("Cost", "317", "293")])])
    assert table.heads == ("FY2024", "FY2023")

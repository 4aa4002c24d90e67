"""The program over a table that a question names in full, and the questions that name none: units, without Postgres and models."""

from __future__ import annotations

import pytest

from muniment.records import Record, Table
from muniment.tools.own.named_programs import named_program
from muniment.tools.own.record_cells import cells

FERRY = Record(
    "ferry",
    "Passengers and fares of the Loma ferry, by route.",
    "Loma ferry, summer timetable 2025",
    (
        Table(
            (
                ("Route", "Passengers", "Fares (EUR)", "Cancelled trips"),
                ("Harbour – Isle", "41,200", "185,400", "3"),
                ("Harbour – Cape", "12,900", "90,300", "11"),
                ("Night service", "2,050", "24,600", "0"),
                ("Total", "56,150", "300,300", "14"),
            )
        ),
    ),
)
DAIRY = Record(
    "dairy",
    "Figures in CHF thousand; negative amounts in brackets.",
    "Alpenrose Dairy, income statement",
    (
        Table(
            (
                ("", "2022", "2023", "2024"),
                ("Sales", "8,140", "8,906", "9,351"),
                ("Cost of milk", "5,020", "5,744", "5,610"),
                ("Operating result", "311", "(127)", "402"),
                ("Employees", "31", "33", "34"),
            )
        ),
    ),
)


def _told(question: str, *records: Record) -> tuple[str, str] | None:
    every = [c for c in cells(records) if c.table is not None]
    program = named_program(question, records, every)
    return (program.shape, f"{float(program.value):.6g}") if program is not None and program.value is not None else None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many passengers took the night service?", None),
        ("How many passengers did the night service have?", ("value", "2050")),
        ("Fares on Harbour – Cape in summer 2025?", ("value", "90300")),
        ("What were Alpenrose's sales in 2023?", ("value", "8.906e+06")),
        ("What was the operating result in 2023?", ("value", "-127000")),
        ("By what percentage did sales grow from 2022 to 2024?", ("percent_change", "0.148771")),
        ("How much higher were sales in 2024 than in 2022?", ("change", "1.211e+06")),
        ("What were the average sales from 2022 to 2024?", ("average", "8.799e+06")),
        ("Sum of the cost of milk in 2022 and 2023?", ("sum", "1.0764e+07")),
        ("What share of the total fares came from Harbour – Isle?", ("ratio", "0.617383")),
        ("How many employees were there in 2024?", ("value", "34")),
    ],
)
def test_rows_and_columns_named_in_full_make_a_program(question: str, told: tuple[str, str] | None) -> None:
    assert _told(question, FERRY, DAIRY) == told


@pytest.mark.parametrize(
    "question",
    [
        "What were the fares?",
        "What were the student fares on Harbour – Cape?",
        "What were sales in 2021?",
        "What were organic sales in 2024?",
        "What were sales before discounts in 2024?",
        "How was the operating result of 2023 calculated?",
        "Who paid the fares on Harbour – Cape?",
        "What were sales and cost of milk in 2024?",
        "What was the return on sales in 2024?",
        "By how much will sales rise in 2025?",
        "What was the change in average sales from 2022 to 2024?",
        "What were sales in 2024 or in 2023?",
        "Sum of the passengers over all routes?",
        "How many passengers with fares did the night service have?",
    ],
)
def test_a_question_that_leaves_something_open_or_says_more_names_no_program(question: str) -> None:
    assert _told(question, FERRY, DAIRY) is None


AREAS = Record(
    "areas",
    "",
    "Costs by area",
    (
        Table(
            (
                ("Area", "Type", "2023 (EUR)", "2024 (EUR)"),
                ("Harvest", "Pickers", "120", "150"),
                ("", "Crates", "30", "30"),
                ("Subtotal Harvest", "", "150", "180"),
                ("Cellar", "Barrels", "80", "60"),
                ("", "Bottles", "20", "40"),
                ("Subtotal Cellar", "", "100", "100"),
            )
        ),
    ),
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("By how many percent did Harvest rise from 2023 to 2024?", ("percent_change", "0.2")),
        ("Pickers in 2024?", ("value", "150")),
        ("Harvest crates in 2024?", ("value", "30")),
        ("What did Cellar come to in 2024?", ("value", "100")),
    ],
)
def test_a_cell_that_heads_several_rows_names_their_subtotal(question: str, told: tuple[str, str]) -> None:
    assert _told(question, AREAS) == told


def test_a_word_that_only_some_rows_bear_is_no_sum_of_all() -> None:
    rows = (
        ("Date", "Note", "Amount"),
        ("4 May", "Refund of fare", "-10"),
        ("5 May", "Fare", "30"),
        ("6 May", "Ink", "5"),
    )
    spent = Record("s", "", "Spending", (Table(rows),))
    assert _told("The sum of all amounts?", spent) == ("sum", "25")
    assert _told("The sum of all refunds?", spent) is None


def test_rows_of_one_name_and_cells_of_two_units_are_not_folded() -> None:
    rows = (("Lot", "Grant"), ("Spring", "98"), ("Sold", "43"), ("Sold", "77"))
    assert _told("Average grant sold in spring?", Record("g", "", "Grants", (Table(rows),))) is None
    mixed = (("Desk", "Rent (EUR)", "Chairs"), ("Oak", "120", "4"), ("Elm", "90", "2"))
    assert _told("Sum of Oak over all columns?", Record("d", "", "Desks, columns", (Table(mixed),))) is None


def test_days_and_months_are_named_in_short_and_may_is_a_month() -> None:
    rows = (("Crew", "Mon", "Tue", "Wed"), ("Ines", "8", "0", "6"), ("Tarik", "4", "8", "8"))
    roster = Record("r", "Hours worked per day.", "Dock roster, week 12", (Table(rows),))
    assert _told("How many hours does Tarik have on Tuesday?", roster) == ("value", "8")
    assert _told("How many hours does Ines have across the whole week?", roster) == ("sum", "14")
    loan = Record("l", "", "Loan", (Table((("Month", "Interest"), ("April 2024", "70"), ("May 2024", "64"))),))
    assert _told("What was the interest in May 2024?", loan) == ("value", "64")
    assert _told("What was the interest in 2024?", loan) is None
    assert _told("Interest May 2024 vs April 2024, by how much did it drop?", loan) == ("change", "-6")
    assert _told("Interest April 2024 vs May 2024, by how much did it drop?", loan) == ("change", "-6")


def test_a_millimetre_is_no_million_and_a_title_states_a_scale() -> None:
    steel = Record("s", "", "Invoice", (Table((("Item", "Qty"), ("Tube 28 mm", "40"), ("Plate 3 mm", "12"))),))
    assert _told("How many plates of 3 mm are there?", steel) == ("value", "12")
    regions = Record("r", "", "Sales by region, GBP thousand", (Table((("Region", "2025"), ("Wales", "1,402"))),))
    assert _told("What were sales in Wales in 2025?", regions) == ("value", "1.402e+06")

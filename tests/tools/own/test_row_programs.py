"""What is asked of a whole row: the years that pass, the most and the least, several years at once; amounts in the table's scale."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.records import Record, Table
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_rows import RowProgram, asks_of_row, row_program
from tests.tools.own.own_tables import EVERY, proposed, row, told

SALES, INCOME, OTHER, MARGIN = (row(n) for n in ("Net sales", "Net income", "Other income", "Gross margin"))


def asked(question: str, every: list[Cell] = EVERY) -> RowProgram:
    found = row_program(question, [proposed("value", SALES[0])], every)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "of_row"),
    [
        ("In which year were net sales the highest?", True),
        ("In what year was net income lower than 95,000?", True),
        ("For which years does the table show net sales?", True),
        ("In which years was other income negative?", True),
        ("Which fiscal years are covered?", True),
        ("What were net sales in 2024?", False),
        ("Which company had the highest net sales?", False),
        ("In which year were net sales higher than before?", False),
    ],
)
def test_a_row_is_asked_where_a_year_answers(question: str, of_row: bool) -> None:
    assert asks_of_row(question) is of_row


@pytest.mark.parametrize(
    ("question", "operation", "years"),
    [
        ("In which year were net sales the highest?", "largest", [2024, 2023, 2022]),
        ("Which year had the lowest net sales?", "smallest", [2024, 2023, 2022]),
        ("In which year, 2023 or 2022, were net sales the larger?", "largest", [2023, 2022]),
        ("In which years did net sales exceed 390,000 million?", "above", [2024, 2022]),
        ("In which years were net sales less than 390 billion?", "below", [2023]),
        ("In which years did net sales exceed $390,000,000 thousand?", "above", [2024, 2022]),
        ("In which years did net sales exceed 390,000?", "above", [2024, 2022]),
        ("In which year was other income positive?", "above", [2024]),
        ("In which years was other income negative?", "below", [2023, 2022]),
        ("In which years was other income over -400 million?", "above", [2024, 2022]),
        ("In which years did gross margin exceed 44%?", "above", [2024, 2023]),
        ("In which years was gross margin below 44 percent?", "below", [2022]),
        ("For which years does the table show net sales?", "periods", [2024, 2023, 2022]),
        ("In which years did net sales exceed 900 billion?", "above", []),
    ],
)
def test_the_years_that_answer_are_found(question: str, operation: str, years: list[int]) -> None:
    found = asked(question)
    assert (found.operation, [y for y, _ in told(found.cells)]) == (operation, years)


@pytest.mark.parametrize(
    ("question", "threshold"),
    [
        ("In which years did net sales exceed 390,000 million?", "390000000000"),
        ("In which years did net sales exceed 390 billion?", "390000000000"),
        ("In which years did net sales exceed 390,000?", "390000000000"),
        ("In which years did net sales exceed 390,000,000,000?", "390000000000"),
        ("In which years did net sales exceed 900,000?", "900000"),
        ("In which years did gross margin exceed 44%?", "0.44"),
        ("In which years did gross margin exceed 44?", "0.44"),
        ("In which years was other income negative?", "0"),
        ("In which years was other income over -400 million?", "-400000000"),
    ],
)
def test_an_amount_without_a_scale_is_the_tables_where_only_that_parts_the_row(question: str, threshold: str) -> None:
    assert asked(question).threshold == Decimal(threshold)


def test_a_year_is_no_amount_to_pass() -> None:
    assert asked("In which years after 2022 were net sales higher than 2023 shown?").operation == "periods"


def test_the_row_is_the_one_that_the_words_name() -> None:
    assert told(asked("In which year was net income the highest?").cells)[0] == (2024, Decimal(93736))
    assert asked("In which year were net sales the highest?").chance == 1.0


def test_two_rows_named_alike_halve_the_chance() -> None:
    twins = cells([Record("twins", "", "", (Table((("", "2024", "2023"), ("Rent", "5", "6"), ("Rent", "7", "8"))),))])
    assert asked("In which year was rent the highest?", twins).chance == 0.5


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("What were net sales in 2022 and 2024 respectively?", [2022, 2024]),
        ("What were net sales in 2024, 2023 and 2022?", [2024, 2023, 2022]),
    ],
)
def test_several_years_are_given_in_the_order_asked(question: str, years: list[int]) -> None:
    found = asked(question)
    assert (found.operation, [y for y, _ in told(found.cells)]) == ("value", years)


@pytest.mark.parametrize(
    "question",
    [
        "What were net sales in 2024?",
        "What were net sales in 2024 and 2019?",
        "What was the change in net sales between 2022 and 2024?",
        "What were net sales?",
    ],
)
def test_a_single_year_or_a_computation_asks_no_row(question: str) -> None:
    assert row_program(question, [proposed("value", SALES[0])], EVERY) is None


def test_a_program_that_surely_computes_is_preferred_to_a_list() -> None:
    question = "What were net sales in 2022 and 2024?"
    sure = [proposed("sum", SALES[0], SALES[2], chance=0.6)]
    assert row_program(question, sure, EVERY) is None
    unsure = [proposed("sum", SALES[0], SALES[2], chance=0.4)]
    found = row_program(question, unsure, EVERY)
    assert found is not None
    assert (found.operation, found.chance) == ("value", 0.4)
    assert row_program(f"{question[:-1]} respectively?", sure, EVERY) is not None


def test_the_likeliest_row_gathers_the_chances_of_its_programs() -> None:
    ranked = [
        proposed("value", INCOME[0], chance=0.4),
        proposed("value", SALES[0], chance=0.3),
        proposed("value", SALES[2], chance=0.25),
        proposed("sum", SALES[0], INCOME[0], chance=0.05),
    ]
    found = row_program("What were they in 2022 and 2024 respectively?", ranked, EVERY)
    assert found is not None
    assert (told(found.cells)[0], found.chance) == ((2022, Decimal(394328)), 0.55)


def test_amounts_in_text_make_no_row() -> None:
    (text,) = [c for c in EVERY if c.table is None]
    assert row_program("What was the audit fee in 2022 and 2024?", [proposed("value", text)], EVERY) is None
    assert row_program("In which year was the audit fee the highest?", [], [text]) is None


def test_a_row_of_one_year_answers_nothing() -> None:
    one = cells([Record("one", "", "", (Table((("", "2024"), ("Rent", "5"))),))])
    assert row_program("In which year was rent the highest?", [], one) is None


def test_a_column_of_changes_is_no_year() -> None:
    mixed = cells([Record("mixed", "", "", (Table((("", "2024", "2023", "Change 2022"), ("Rent", "5", "6", "9"))),))])
    assert [y for y, _ in told(asked("In which year was rent the highest?", mixed).cells)] == [2024, 2023]


def test_amounts_or_percentages_of_a_row_are_taken_as_the_question_wants() -> None:
    both = cells([Record("both", "", "", (Table((("", "2024", "2023", "% 2024", "% 2023"), ("Rent", "5", "6", "10", "20"))),))])  # fmt: skip
    assert [c.unit for c in asked("In which year was rent the highest?", both).cells] == ["number", "number"]
    assert [c.value for c in asked("In which year was the percentage of rent highest, in %?", both).cells] == [
        Decimal("0.1"),
        Decimal("0.2"),
    ]

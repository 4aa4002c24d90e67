"""What a question about the caller's records names, and what they must bear: units, without Postgres and models."""

from __future__ import annotations

import pytest

from muniment.agents.reading.claims import absent_word, items_said, of_a_change, other_item, tells_in_words
from muniment.records import Record, Table
from muniment.tools.own.own_records import QUALIFIERS, words_of
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_guards import (
    beside,
    counted,
    left_out,
    no_money,
    not_computed,
    of_a_row,
    other_claim,
    other_column,
    other_kind,
    other_measure,
    other_time,
    other_unit,
    part_not_said,
    rows_named,
    unborne,
)

LEASE = Record(
    "lease",
    "4.2 The tenant pays a monthly rent of £3,200. 7.1 No animals are allowed, except guide dogs. The policy DP-77310 insures the workshop at Kiln Lane.",
    "Lease, Castellan Properties and Brightwater Dental",
)
PAY = Record(
    "pay", "", "Payroll", (Table((("Name", "Hours", "Rate", "Gross pay"), ("Anton Reiter", "160", "38.50", "6,160"))),)
)


@pytest.mark.parametrize(
    ("question", "said", "aside"),
    [
        ("How large was the pension obligation?", "The unfunded pension obligation was $5.5 billion.", True),
        ("How large was the benefit obligation?", "The accumulated benefit obligation was $28.6 billion.", True),
        (
            "What was repurchased in fiscal 2024?",
            "In the year ended February 2, 2024 we bought 15.4 million shares.",
            True,
        ),
        ("How much net income did Canada earn?", "Canada and the US comprised 86% of net sales.", True),
        ("How much is still left for buybacks?", "We repurchased 6.0 million shares for $221 million.", True),
        ("How much is still left for buybacks?", "Of it $3.3 billion remains available.", False),
        ("How much was spent on capex in 2022?", "We intend to spend $3,800 on capex in 2022.", True),
        ("Who issued the notes?", "The issuer (formerly Amcor Limited, the Initial", True),
        ("Who issued the notes?", "1) The issuer is Amcor plc.", False),
        ("How much cash was there at the end of 2022?", "Cash at the year end was €1,449,565.", True),
        ("How much cash was there at the end of 2023?", "Cash at the year end was €1,449,565.", False),
        ("What was the backlog at 31 December 2023?", "The backlog was €58.4 million at 31 March 2023.", True),
        ("What was the backlog at 31 March 2023?", "The backlog was €58.4 million at 31 March 2023.", False),
        ("When does the loan mature?", "Of the loan €8.5 million was drawn.", True),
        ("When does the loan mature?", "The loan is due in June 2027.", False),
    ],
)
def test_what_is_of_another_day_or_deed_is_beside_the_question(question: str, said: str, aside: bool) -> None:
    assert beside(question, said, "Accounts 2023", "How much" in question) is aside


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is the rent in euros?", "euros"),
        ("Does the policy DP-77311 insure the workshop?", "DP-77311"),
        ("What does the warehouse on Mill Road cost?", "Mill"),
        ("What does the tenant pay on loan no. 5?", "5"),
        ("What monthly rent does Brightwater Dental pay?", ""),
        ("What is the rent in January?", ""),
        ("Does the policy DP-77310 insure the workshop at Kiln Lane?", ""),
        ("Is the rent due within the first 5 days?", ""),
    ],
)
def test_what_the_records_do_not_name_ends_the_matter(question: str, named: str) -> None:
    assert unborne(question, [LEASE], words_of([LEASE])) == named


def test_a_name_that_the_record_bears_must_stand_in_what_is_said() -> None:
    said = "Only the renter may drive the car."
    assert left_out("May the car be taken to Malta?", said, "Rental agreement RoadWise") == "Malta"
    assert left_out("Who may drive the RoadWise car?", said, "Rental agreement RoadWise") == ""


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("What is the monthly pay?", "The gross annual salary is EUR 68,400.", "month"),
        ("What is the monthly pay?", "The salary of EUR 68,400 a year is paid in monthly instalments.", "month"),
        ("What is the annual salary?", "The gross annual salary is EUR 68,400.", ""),
        ("What is the salary?", "The gross annual salary is EUR 68,400.", ""),
    ],
)
def test_a_years_sum_is_no_months(question: str, said: str, other: str) -> None:
    assert other_time(question, said) == other


@pytest.mark.parametrize(
    ("question", "row", "other"),
    [("How much did sales grow?", "Cost of sales", True), ("How much did sales grow?", "Net sales", False)],
)
def test_a_row_of_another_line_item_is_not_the_one_asked_for(question: str, row: str, other: bool) -> None:
    assert other_item(question, row) is other


@pytest.mark.parametrize(
    ("question", "heading", "change"),
    [
        ("How much did it owe in accounts payable?", "Changes in assets and liabilities", True),
        ("How much did it owe in accounts payable?", "Increase (decrease) in liabilities", True),
        ("How much did accounts payable change?", "Changes in assets and liabilities", False),
        ("How much did it owe in accounts payable?", "Current liabilities", False),
    ],
)
def test_what_stands_under_changes_is_no_balance(question: str, heading: str, change: bool) -> None:
    assert of_a_change(question, heading) is change


def test_a_text_without_letters_names_no_item() -> None:
    assert items_said("—") == frozenset()
    assert items_said("Net sales") == {"net_sales"}


def test_a_word_that_stands_nowhere_narrows() -> None:
    words = words_of([Record("r", "Revenue was EUR 18 million.", "Kestrel")])
    assert absent_word("What revenue did Kestrel make with hospitals?", words, QUALIFIERS) == "hospitals"
    assert absent_word("What revenue did Kestrel make?", words, QUALIFIERS) == ""


@pytest.mark.parametrize(
    ("question", "said", "none"),
    [
        ("What will the contract cost?", "Contracts run for 24 months.", True),
        ("What will the contract cost?", "It costs EUR 24.99 a month.", False),
        ("How long does the contract run?", "Contracts run for 24 months.", False),
    ],
)
def test_a_cost_is_an_amount_of_money(question: str, said: str, none: bool) -> None:
    assert no_money(question, said) is none


@pytest.mark.parametrize(
    ("question", "column", "other"),
    [
        ("What did electricity cost in May 2025?", "May 2025 (kWh)", True),
        ("What did electricity cost in May 2025?", "May 2025 (EUR)", False),
        ("How much electricity was used in May 2025?", "May 2025 (kWh)", False),
        ("What was paid for leave?", "Leave [days]", True),
    ],
)
def test_a_column_in_other_units_holds_no_money(question: str, column: str, other: bool) -> None:
    assert counted(question, column) is other


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("When is the invoice due?", "5,394.00", True),
        ("When is the invoice due?", "11 June 2025", False),
        ("What date was the lease signed?", "€ 450", True),
        ("When was the mill built?", "1987", False),
        ("Who signed the lease?", "12", True),
        ("How much is due?", "5,394.00", False),
    ],
)
def test_a_bare_amount_is_no_day_and_nobody(question: str, text: str, other: bool) -> None:
    assert other_kind(question, text) is other


def test_a_number_of_days_counts_days() -> None:
    assert other_unit("How many days are there to pay?", "USD 18,500 monthly, due within")
    assert not other_unit("How many days are there to pay?", "within forty-five (45) days")


def test_a_total_is_not_one_of_its_parts() -> None:
    assert not_computed("What is the total of rent and deposit?", "The deposit amounts to €14,500.")
    assert not not_computed("What is the total rent?", "The total rent is €84,000.")


def test_a_change_is_no_level_and_what_is_left_out_stays_left_out() -> None:
    assert other_claim("What were net sales in APAC?", "The increase in APAC net sales was $13.7 million.")
    assert other_claim("What would income be without the gain?", "Income was due to a gain of $154 million.")
    assert not other_claim("By how much did net sales increase?", "Net sales increased by $13.7 million.")


@pytest.mark.parametrize(
    ("question", "said", "alone"),
    [
        ("When may the customer terminate?", "The customer may not terminate before 1 November 2023.", False),
        ("May phones be on?", "Phones must be off.", False),
        ("Who is the officer?", "The officer is Heike Brandt.", True),
    ],
)
def test_words_are_taken_out_of_a_sentence_only_where_it_does_not_turn(question: str, said: str, alone: bool) -> None:
    assert tells_in_words(question, said) is alone


def _cell(column: str) -> tuple[Cell, list[Cell]]:
    every = cells([PAY])
    return next(c for c in every if c.column_name == column), every


def test_a_column_that_the_question_does_not_name_is_not_the_one_asked_for() -> None:
    hours, every = _cell("Hours")
    gross, _ = _cell("Gross pay")
    assert other_column("What is the pay of Anton Reiter?", hours, every)
    assert not other_column("What is the gross pay of Anton Reiter?", gross, every)


def test_rows_are_named_in_full() -> None:
    gross, _ = _cell("Gross pay")
    assert rows_named("What is the gross pay of Anton Reiter?", [gross])
    assert not rows_named("What is the gross pay of Anton?", [gross])


def test_amounts_in_text_keep_sign_currency_and_every_digit() -> None:
    text = "Free cash flow was −$2.5 million, a loss of $(4.2) million. The deposit is €14,500. Der Umsatz betrug EUR 1.234.567,89."
    found = {(c.text, int(c.value), c.unit) for c in cells([Record("r", text)])}
    assert found == {
        ("−$2.5 million", -2_500_000, "USD"),
        ("$(4.2) million", -4_200_000, "USD"),
        ("€14,500", 14_500, "EUR"),
    }


def test_costs_in_brackets_are_costs_of_that_size() -> None:
    table = Table(
        (("EUR thousand", "2023", "2024"), ("Cost of sales", "(6,600)", "(7,300)"), ("Net loss", "(40)", "(50)"))
    )
    found = {(c.row_name, c.years[0]): int(c.value) for c in cells([Record("r", "", "", (table,))])}
    assert found[("Cost of sales", 2024)] == 7_300_000
    assert found[("Net loss", 2024)] == -50_000


def test_the_text_beside_a_table_is_no_answer_of_a_row_that_it_does_not_name() -> None:
    every = cells([PAY])
    assert of_a_row("What does Anton Reiter earn?", "Wages are paid in EUR.", every)
    assert not of_a_row("What does Anton Reiter earn?", "Anton Reiter earns a bonus.", every)
    assert not of_a_row("In what currency are wages paid?", "Wages are paid in EUR.", every)


def test_a_figure_that_is_measured_otherwise_is_another() -> None:
    assert other_measure("What diluted EPS did they report?", "Adjusted diluted EPS was $6.91.")
    assert not other_measure("What was adjusted diluted EPS?", "Adjusted diluted EPS was $6.91.")
    assert other_measure("What was capex in 2024?", "The company expects capex of $5 million in 2024.")


def test_a_part_of_an_item_must_be_said_with_it() -> None:
    whole = "Revenue for the quarter rose to $69 million on higher realised copper and gold prices."
    assert part_not_said("gold revenue, Vantor Mining, first quarter 2025", whole)
    assert not part_not_said("gold revenue in 2025?", "Revenue from the gold mines was $22 million.")
    assert not part_not_said("total revenue in 2025?", whole)
    assert beside("gold revenue, Vantor Mining, first quarter 2025", whole, "Vantor Mining", False)

"""Questions over the caller's tables as ranked programs, each figure citing its cell; and what the records cannot answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from muniment.errors import Abstention
from muniment.records import Fact, Passage, Record, Resolved, Table
from muniment.tools.own.ranking_network import as_layers
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_finder import (
    OPTIONS,
    Option,
    asks_for_number,
    better_sentence,
    computes,
    find_programs,
    resolved,
)
from muniment.tools.own.record_programs import FEATURES, Proposal, Shape
from tests.tools.own.own_tables import BUDGET, EVERY, STATEMENT, row

SALES, INCOME = row("Net sales"), row("Net income")


def first(question: str, *history: str, every: list[Cell] = EVERY) -> Resolved:
    return find_programs(question, every, history)[0].resolved


def amounts(found: Resolved) -> list[int]:
    return [int(f.value / 1_000_000) for f in found.figures]


@pytest.mark.parametrize(
    ("question", "operation", "values"),
    [
        ("What were net sales in 2023?", "value", [383285]),
        ("What was the change in net sales from 2023 to 2024?", "change", [391035, 383285]),
        ("By what percent did net sales grow from 2023 to 2024?", "percent_change", [391035, 383285]),
        ("What is the average net income 2022 to 2024?", "average", [93736, 96995, 99803]),
        ("What share of net sales was net income in 2024?", "ratio", [93736, 391035]),
        ("In which year were net sales the highest?", "largest", [391035, 383285, 394328]),
        ("In which years did net sales exceed 390,000 million?", "above", [391035, 394328]),
        ("What were net sales in 2022, 2023 and 2024 respectively?", "value", [394328, 383285, 391035]),
    ],
)
def test_the_likeliest_program_is_first(question: str, operation: str, values: list[int]) -> None:
    found = first(question)
    assert (found.ask.operation, amounts(found)) == (operation, values)


def test_at_most_so_many_options_are_given_with_falling_chances() -> None:
    options = find_programs("What were net sales in 2023?", EVERY)
    chances = [o.chance for o in options]
    assert len(options) == OPTIONS
    assert chances == sorted(chances, reverse=True)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What were net sales in 2019?", "The records given state nothing of 2019."),
        ("What was the change in net sales from 2018 to 2019?", "The records given state nothing of 2018 and 2019."),
    ],
)
def test_a_year_that_stands_nowhere_is_refused(question: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        find_programs(question, EVERY)
    assert (refused.value.reason, refused.value.sentence) == ("period_not_reported", sentence)


def test_records_without_years_refuse_none() -> None:
    plain = cells([Record("plain", "", "", (Table((("", "Amount"), ("Rent", "1200"), ("Power", "300"))),))])
    assert first("What was rent in 2019?", every=plain).figures[0].value == 1200


def test_years_of_which_nothing_is_so_are_refused() -> None:
    with pytest.raises(Abstention) as refused:
        find_programs("In which years did net sales exceed 900 billion?", EVERY)
    assert refused.value.reason == "insufficient_evidence"


def test_two_records_that_state_the_same_differently_are_asked_back() -> None:
    def rent(name: str, amount: str) -> Record:
        return Record(name, "", "", (Table((("", "2024", "2023"), ("Rent", amount, "900"))),))

    with pytest.raises(Abstention) as refused:
        find_programs("What was rent in 2024?", cells([rent("north", "1200"), rent("south", "1300")]))
    assert refused.value.reason == "ambiguous_entity"
    assert refused.value.sentence == "“north” and “south” each state this; say which of them is meant."
    one = cells([rent("north", "1200")])
    assert first("What was rent in 2024?", every=one).figures[0].value == 1200


def test_an_actual_does_not_rise_from_its_budget() -> None:
    shapes = {(o.proposal.shape, o.proposal.cells[0].row_name, o.proposal.cells[-1].row_name) for o in find_programs("By what percent did rent grow in 2024?", BUDGET) if o.proposal}  # fmt: skip
    assert ("percent_change", "Rent", "Rent") not in shapes


def test_a_follow_up_that_names_a_row_wants_what_was_asked_before() -> None:
    found = first("and cost of sales?", "What was the change in net sales from 2023 to 2024?")
    assert (found.ask.operation, amounts(found)) == ("change", [210352, 214137])


def test_a_follow_up_that_names_row_and_year_stands_alone() -> None:
    found = first("What was net income in 2022?", "What was the change in net sales from 2023 to 2024?")
    assert (found.ask.operation, amounts(found)) == ("value", [99803])


def one(shape: Shape, *chosen: Cell, every: list[Cell] = EVERY) -> Resolved:
    return resolved(Proposal(shape, chosen), every)


def test_figures_of_one_row_over_years_are_one_measure_over_periods() -> None:
    found = one("change", SALES[0], SALES[1])
    assert [m.phrase for m in found.ask.measures] == ["Net sales"]
    assert [p.year for p in found.ask.periods] == [2024, 2023]
    assert [f.fiscal for f in found.figures] == ["FY2024", "FY2023"]


def test_figures_of_several_rows_in_a_year_are_several_measures() -> None:
    found = one("ratio", INCOME[0], SALES[0])
    assert [m.phrase for m in found.ask.measures] == ["Net income", "Net sales"]
    assert ([p.year for p in found.ask.periods], found.ask.percent) == ([2024], True)
    assert one("ratio", SALES[0], INCOME[0]).ask.percent is False


def test_figures_of_several_rows_and_years_name_their_columns() -> None:
    found = one("sum", SALES[0], INCOME[1])
    assert [m.phrase for m in found.ask.measures] == ["Net sales, 2024 $m", "Net income, 2023 $m"]
    assert [f.fiscal for f in found.figures] == ["", ""]


def test_a_change_within_a_year_is_a_difference() -> None:
    rent = row("Rent", BUDGET)
    found = one("change", rent[1], rent[0], every=BUDGET)
    assert found.ask.operation == "difference"
    assert [f.label for f in found.figures] == ["Rent, Actual 2024", "Rent, Budget 2024"]
    assert one("change", SALES[0], SALES[1]).ask.operation == "change"


def test_a_figure_cites_its_cell() -> None:
    (figure,) = one("value", SALES[1]).figures
    assert figure.fact == Fact(
        0,
        "table 1, row 3 “Net sales”, column “2023 $m”",
        SALES[1].value,
        "USD",
        date.min,
        accession="statement",
        element="cell-0-2-2",
        label="Net sales",
    )
    assert (figure.record, figure.value, figure.unit) == ("statement", Decimal(383_285_000_000), "USD")


def test_an_amount_of_a_sentence_cites_its_place() -> None:
    (text,) = [c for c in EVERY if c.table is None]
    (figure,) = one("value", text).figures
    assert figure.fact is not None
    assert (figure.fact.element, figure.fact.concept) == ("text-0-18", "text, sentence 1, character 18")
    assert figure.label.endswith(": $29.9 million")
    assert figure.value == Decimal(29_900_000)


def test_a_row_under_a_heading_has_both_names() -> None:
    grouped = cells([Record("g", "", "", (Table((("", "2024", "2023"), ("Offices", "", ""), ("Rent", "5", "6"))),))])
    (figure,) = one("value", grouped[0], every=grouped).figures
    assert figure.label == "Offices – Rent"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("How much was the rent?", True),
        ("What was the percentage change in net sales?", True),
        ("What portion of net sales was services?", True),
        ("What was the rent?", True),
        ("In which year was rent the highest?", True),
        ("The total of all invoices?", True),
        ("Is the dog allowed?", False),
        ("Why did services rise?", False),
        ("What was the reason for the change?", False),
        ("Who signed the lease?", False),
    ],
)
def test_a_number_is_wanted_where_one_may_answer(question: str, number: bool) -> None:
    assert asks_for_number(question) is number


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many employees were there?", True),
        ("What was the average rent?", True),
        ("What is the combined rent?", True),
        ("What was the rent in thousands?", True),
        ("Why did rent rise by how much?", False),
        ("What caused the margin to fall?", False),
        ("What is the rent?", False),
    ],
)
def test_a_computation_is_one_that_no_sentence_can_stand_for(question: str, wanted: bool) -> None:
    assert computes(question) is wanted


PASSAGE = Passage("statement", "", STATEMENT.text, 0, len(STATEMENT.text))


def option(chosen: Cell) -> Option:
    return Option(one("value", chosen), 1.0, Proposal("value", (chosen,)))


def test_another_sentence_that_bears_more_of_the_question_is_better_than_the_only_amount() -> None:
    (text,) = [c for c in EVERY if c.table is None]
    assert better_sentence("Why did services advertising rise?", option(text), [PASSAGE])
    assert not better_sentence("What was the audit fee?", option(text), [PASSAGE])
    assert not better_sentence("Why did services advertising rise?", option(SALES[0]), [PASSAGE])
    whole = Option(first("In which year were net sales the highest?"), 1.0)
    assert not better_sentence("Why did services advertising rise?", whole, [PASSAGE])


def test_chances_are_those_of_the_network_given() -> None:
    size = len(FEATURES)
    even = as_layers({"weight0": np.zeros((1, size), np.float32), "bias0": np.zeros(1, np.float32)})
    options = find_programs("What were net sales in 2023?", EVERY, network=even)
    assert max(o.chance for o in options) < 0.05

"""What points at periods named before is written out as these, or left for a refusal. No Postgres."""

from __future__ import annotations

import pytest

from muniment.agents.planning.references import REFERENCES, written_out
from muniment.agents.planning.siblings import with_item, with_sibling
from muniment.errors import Abstention
from muniment.records import Ask, Before, Company, Measure, Period

APPLE = Company(320193, "Apple Inc.", ("AAPL",))


def asked(*periods: Period, item: str = "net_sales") -> Ask:
    return Ask("value", (Measure(item),), (APPLE,), periods)


THREE = Before("", (asked(Period(2021), Period(2022), Period(2023)),))
ONE = Before("", (asked(Period(2024, "Q3")),))


@pytest.mark.parametrize(("text", "says"), [(t, s) for row in REFERENCES for t, s in row.says.items()])
def test_a_reference_is_written_out_as_its_example_says(text: str, says: str) -> None:
    assert written_out(text, THREE) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Net income for that quarter?", "Net income in Q3 2024?"),
        ("And in the same quarter of 2023?", "And in Q3 2023?"),
        ("Which of those three years was best?", "Which of those three years was best?"),
        ("and the year after that one?", "and the year after that one?"),
    ],
)
def test_a_single_period_is_written_out_and_a_choice_is_not(text: str, says: str) -> None:
    assert written_out(text, ONE) == says


def test_that_year_after_several_is_asked_back() -> None:
    with pytest.raises(Abstention, match="Which year is meant"):
        written_out("What was net income in that year?", THREE)


def test_that_year_after_which_year_is_the_one_that_answered() -> None:
    before = Before("", THREE.asks, named=Period(2022))
    assert written_out("What was net income in that year?", before) == "What was net income in fiscal 2022?"


@pytest.mark.parametrize(
    ("item", "text", "says"),
    [
        ("eps_diluted", "Basic?", "basic earnings per share?"),
        ("operating_cash_flow", "Investing?", "net cash from investing activities?"),
        ("net_income", "before that", "before that"),
        ("net_sales", "Services?", "Services?"),
    ],
)
def test_a_word_that_tells_a_line_item_from_its_siblings_names_it(item: str, text: str, says: str) -> None:
    assert with_sibling(text, Before("", (asked(Period(2024), item=item),))) == says


def test_between_that_and_names_the_item_before() -> None:
    before = Before("", (asked(Period(2024), item="costs_and_expenses"),))
    said = with_item("What's the difference between that and the revenue?", before)
    assert said == "What's the difference between total costs and expenses and the revenue?"

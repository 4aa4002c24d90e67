"""Clauses become asks: what a later clause inherits, what is refused, conditions that must hold together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.planning.asks import asks_of, make_asks
from muniment.agents.planning.times import Memory
from muniment.errors import Abstention
from muniment.records import Measure, Period
from tests.agents.forms import asks, clauses, form, refusal, shown
from tests.filed import APPLE, META


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("What were Apple's net sales in 2024?", ["value: net_sales | AAPL | FY2024"]),
        (
            "What were Apple's net sales and net income in 2024?",
            ["value: net_sales | AAPL | FY2024", "value: net_income | AAPL | FY2024"],
        ),
        (
            "What were Apple's and Meta's net sales in 2024?",
            ["value: net_sales | AAPL | FY2024", "value: net_sales | META | FY2024"],
        ),
        ("Apple's net sales in 2023 and 2024", ["value: net_sales | AAPL | FY2023 FY2024"]),
        ("What were Apple's net sales?", ["value: net_sales | AAPL | latest"]),
        ("Apple's net sales per day in 2024", ["value: net_sales | AAPL | FY2024 | per day"]),
        (
            "What were Meta's R&D and Intel's net sales in 2023?",
            ["value: research_and_development | META | FY2023", "value: net_sales | INTC | FY2023"],
        ),
    ],
)
def test_figures_are_asked_for_one_by_one(question: str, plan: list[str]) -> None:
    assert asks(question) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "What were Apple's net sales in 2024, and how did they change?",
            ["value: net_sales | AAPL | FY2024", "change: net_sales | AAPL | FY2024 FY2023"],
        ),
        (
            "What were Apple's net sales in 2024, and what was Meta's?",
            ["value: net_sales | AAPL | FY2024", "value: net_sales | META | FY2024"],
        ),
        (
            "What were Apple's net sales in 2024? And what was net income?",
            ["value: net_sales | AAPL | FY2024", "value: net_income | AAPL | FY2024"],
        ),
        (
            "What were Apple's net sales in 2021, what were they in 2023, and how much did they change?",
            [
                "value: net_sales | AAPL | FY2021",
                "value: net_sales | AAPL | FY2023",
                "change: net_sales | AAPL | FY2023 FY2021",
            ],
        ),
    ],
)
def test_a_later_clause_inherits_what_it_leaves_out(question: str, plan: list[str]) -> None:
    assert asks(question) == plan


def test_what_is_asked_twice_is_told_once() -> None:
    assert asks("What were Apple's net sales in 2024, and what were Apple's net sales in 2024?") == [
        "value: net_sales | AAPL | FY2024"
    ]


def test_memory_holds_what_the_last_clause_settled() -> None:
    memory = Memory()
    make_asks(clauses("What were Apple's net sales in 2024, and what was Meta's net income in 2023?"), memory)
    assert [c.cik for c in memory.entities] == [META.cik]
    assert [m.item for m in memory.measures] == ["net_income"]
    assert memory.periods == (Period(2023),)
    assert memory.said == (Period(2024), Period(2023))


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Take 365 days. What was Apple's net income per day in 2024?",
            "value: net_income | AAPL | FY2024 | per day x365",
        ),
        (
            "What was Apple's net income per day in 2024? Take 360 days.",
            "value: net_income | AAPL | FY2024 | per day x360",
        ),
        (
            "Take 365 days. What was Apple's net income per month in 2024?",
            "value: net_income | AAPL | FY2024 | per month",
        ),
    ],
)
def test_a_number_of_days_said_elsewhere_counts_for_a_figure_per_day(question: str, plan: str) -> None:
    assert asks(question) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Excluding Apple, which company had the largest net sales in 2023?",
            "largest: net_sales | everyone | FY2023 | without AAPL",
        ),
        (
            "Which companies except Apple and Meta had net sales above $50 billion in 2023?",
            "above: net_sales | everyone | FY2023 | more 50000000000 without AAPL without META",
        ),
    ],
)
def test_companies_left_aside_are_named_with_everyone(question: str, plan: str) -> None:
    assert asks(question) == [plan]


def test_two_items_of_which_one_would_be_dropped_are_refused() -> None:
    for question in (
        "Which companies had net sales above $50 billion with net income below $5 billion in 2023?",
        "Which companies had net sales above $50 billion and net income in 2023?",
    ):
        assert refusal(question)[0] == "insufficient_evidence"


def test_a_company_cannot_be_left_aside_of_another_one() -> None:
    assert refusal("What were Meta's net sales in 2023 excluding Apple?")[0] == "insufficient_evidence"


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Which companies had net sales above $50 billion and a falling gross margin in 2023?",
            [
                "above: net_sales | everyone | FY2023 | more 50000000000",
                "below of percent_change: gross_margin | everyone | FY2023 FY2022 | down 0 joined",
            ],
        ),
        (
            "Which companies had net sales above $50 billion but net income below $5 billion in 2023?",
            [
                "above: net_sales | everyone | FY2023 | more 50000000000",
                "below: net_income | everyone | FY2023 | less 5000000000 joined",
            ],
        ),
    ],
)
def test_two_conditions_of_companies_are_joined(question: str, plan: list[str]) -> None:
    assert asks(question) == plan


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What do you think?", "It is not clear which figure is asked for."),
        ("How much did it grow?", "It is not clear what “how much did it grow” asks for."),
        ("Who had more net sales, Apple, in 2024?", "It is not clear what “who had more net sales, apple, in 2024” asks for."),
        ("Which companies had the CAGR of Apple's net sales from 2020 to 2024?", "Which companies? The question names one only."),
        ("Apple's net sales $390 billion 2024", "It is not clear what “apple's net sales $390 billion 2024” asks for."),
        ("The highest average of Apple's net sales in 2023 and 2024", "It is not clear what “the highest average of apple's net sales in 2023 and 2024” asks for."),
        ("The average of net sales per day of all companies in 2024", "It is not clear what “the average of net sales per day of all companies in 2024” asks for."),
        ("The highest of Apple's net sales in 2024", "It is not clear what “the highest of apple's net sales in 2024” asks for."),
        ("Was Apple's net income negative?", ""),
    ],
)  # fmt: skip
def test_a_clause_of_which_something_would_be_passed_over_is_refused(question: str, sentence: str) -> None:
    reason, said = refusal(question)
    assert (reason, said) == ("insufficient_evidence" if sentence else "", sentence)


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("What were Apple's net sales in March 2024?", True),
        ("What was Apple's gross margin in March 2024?", True),
        ("What was Apple's cash in March 2024?", False),
        ("What was Apple's current ratio in March 2024?", False),
        ("What were Apple's net sales in the quarter that ended in March 2024?", False),
    ],
)
def test_a_flow_of_a_single_month_is_refused_and_a_balance_is_not(question: str, refused: bool) -> None:
    assert refusal(question) == (
        ("period_not_reported", "Filings state no figure for a single month; ask for a quarter or a year.")
        if refused
        else ("", "")
    )


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("How much did Apple sell last week?", True),
        ("What did Meta earn last month?", True),
        ("What were Apple's net sales yesterday?", True),
        ("What were Apple's net sales in the past 30 days?", True),
        ("What were Apple's net sales in the last two weeks of 2023?", True),
        ("What were Apple's net sales last year?", False),
        ("What were Apple's net sales per day in 2024?", False),
        ("Last week my boss asked for Apple's net sales in 2023.", False),
    ],
)
def test_what_is_asked_of_days_or_weeks_is_refused(question: str, refused: bool) -> None:
    assert (refusal(question)[0] == "period_not_reported") is refused


def test_a_change_is_not_told_where_it_is_asked_whether_it_was_the_largest() -> None:
    assert refusal("Was Meta's drop in net income in 2022 the biggest of any company?")[0] == "insufficient_evidence"


def test_the_first_form_that_fits_gives_the_asks() -> None:
    assert shown(asks_of(form("Did Apple's net sales exceed $390 billion in 2024?"))) == [
        "exceeds: net_sales | AAPL | FY2024 | more 390000000000"
    ]


@pytest.mark.parametrize("question", ["More net sales than ever", "What were net sales in 2024?"])
def test_where_no_form_fits_the_clause_is_refused(question: str) -> None:
    with pytest.raises(Abstention) as refused:
        asks_of(form(question))
    assert refused.value.reason == "insufficient_evidence"


def test_an_amount_that_is_no_limit_is_refused() -> None:
    memory = Memory((APPLE,), (Measure("net_sales"),), (Period(2024),))
    with pytest.raises(Abstention, match="relates to the amount"):
        asks_of(form("was it $390 billion?", memory))


def test_amounts_are_exact() -> None:
    (found,) = make_asks(clauses("Did Apple's net sales exceed $391.035 billion in 2024?"), Memory())
    assert found.threshold == Decimal(391_035_000_000)

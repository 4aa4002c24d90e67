"""Forms of question that put figures to a test: profits, amounts to pass, every year, companies that did."""

from __future__ import annotations

import pytest

from muniment.agents.planning.tests_asked import (
    beyond_amount,
    companies_beyond_before,
    companies_that_moved,
    every_year,
    profit,
)
from muniment.agents.planning.times import Memory
from muniment.errors import Abstention
from muniment.records import Measure, Period
from tests.agents.forms import form, shown
from tests.filed import GAMESTOP


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Was Apple profitable in 2024?", ["exceeds: net_income | AAPL | FY2024 | more 0"]),
        ("Did GameStop make a loss in 2022?", ["exceeds: net_income | GME | FY2022 | less 0"]),
        (
            "Was GameStop profitable in 2022 and 2023?",
            ["exceeds: net_income | GME | FY2022 | more 0", "exceeds: net_income | GME | FY2023 | more 0"],
        ),
        ("Did Apple lose money in any year since 2020?", ["any: net_income | AAPL | since FY2020 | less 0"]),
        ("Was Apple profitable every year since 2020?", ["every: net_income | AAPL | since FY2020 | more 0"]),
        ("Was GameStop never profitable since 2020?", ["every: net_income | GME | since FY2020 | less 0"]),
        ("Did Apple never make a loss since 2020?", ["every: net_income | AAPL | since FY2020 | more 0"]),
        ("In which years was GameStop unprofitable since 2018?", ["below: net_income | GME | since FY2018 | less 0"]),
        ("How many years did GameStop make a loss since 2020?", ["count: net_income | GME | since FY2020 | less 0"]),
        ("When was GameStop first profitable?", ["first: net_income | GME | since FY1900 | more 0"]),
        ("Which companies made a loss in 2023?", ["below: net_income | everyone | FY2023 | less 0"]),
        ("Which companies made a profit in 2023?", ["above: net_income | everyone | FY2023 | more 0"]),
        ("How many companies lost money in 2023?", ["count: net_income | everyone | FY2023 | less 0"]),
        ("Which of Apple and Intel lost money in 2024?", ["below: net_income | AAPL INTC | FY2024 | less 0"]),
    ],
)
def test_a_profit_is_net_income_above_nothing(question: str, plan: list[str]) -> None:
    assert shown(profit(form(question))) == plan


def test_a_profit_of_what_was_asked_before_is_of_that_income() -> None:
    before = Memory((GAMESTOP,), (Measure("operating_income", loss=True),), (Period(2022),), session=True)
    assert shown(profit(form("Was it profitable?", before))) == ["exceeds: operating_income | GME | FY2022 | more 0"]


@pytest.mark.parametrize(
    "question",
    [
        "What was Apple's net income in 2024?",
        "Was Apple more profitable than Meta in 2024?",
        "Did the years in which Apple was profitable grow?",
        "How much net income did Apple show at a profit in 2024?",
    ],
)
def test_what_tests_no_profit_is_left_to_other_forms(question: str) -> None:
    assert profit(form(question)) == []


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Did Apple's net sales exceed $390 billion in 2024?", "exceeds: net_sales | AAPL | FY2024 | more 390000000000"),
        ("Were Apple's net sales below $390 billion in 2024?", "exceeds: net_sales | AAPL | FY2024 | less 390000000000"),
        ("Did Apple's net sales exceed $390 billion in 2022, 2023 and 2024?", "every: net_sales | AAPL | FY2022 FY2023 FY2024 | more 390000000000"),
        ("Apple's net sales above $390 billion in 2022, 2023 and 2024", "above: net_sales | AAPL | FY2022 FY2023 FY2024 | more 390000000000"),
        ("Apple's net sales below $390 billion in 2022, 2023 and 2024", "below: net_sales | AAPL | FY2022 FY2023 FY2024 | less 390000000000"),
        ("In which years did Apple's net sales exceed $390 billion since 2020?", "above: net_sales | AAPL | since FY2020 | more 390000000000"),
        ("When did Apple's net sales first exceed $300 billion?", "first: net_sales | AAPL | since FY1900 | more 300000000000"),
        ("How many years did Apple's net sales exceed $300 billion since 2015?", "count: net_sales | AAPL | since FY2015 | more 300000000000"),
        ("Did Apple's net sales ever exceed $400 billion since 2020?", "any: net_sales | AAPL | since FY2020 | more 400000000000"),
        ("Which companies had net sales above $100 billion in 2023?", "above: net_sales | everyone | FY2023 | more 100000000000"),
        ("Which companies had net sales below $10 billion in 2023?", "below: net_sales | everyone | FY2023 | less 10000000000"),
        ("How many companies had net sales above $100 billion in 2023?", "count: net_sales | everyone | FY2023 | more 100000000000"),
        ("Which of Apple and Meta had net sales above $200 billion in 2023?", "above: net_sales | AAPL META | FY2023 | more 200000000000"),
    ],
)  # fmt: skip
def test_an_amount_is_passed_by_figures_years_or_companies(question: str, plan: str) -> None:
    assert shown(beyond_amount(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Did Apple's net sales grow more than 5% in 2024?", "exceeds of percent_change: net_sales | AAPL | FY2024 FY2023 | more 0.05"),
        ("Did Apple's net sales fall more than 2% in 2023?", "exceeds of percent_change: net_sales | AAPL | FY2023 FY2022 | less -0.02"),
        ("Did Apple's net sales fall less than 5% in 2023?", "exceeds of percent_change: net_sales | AAPL | FY2023 FY2022 | more -0.05"),
        ("In 2023, did Apple's net sales fall by more than $5 billion?", "exceeds of change: net_sales | AAPL | FY2023 FY2022 | less -5000000000"),
        ("Did Apple's net sales grow 5% in 2024?", "percent_change: net_sales | AAPL | FY2024 FY2023 | up"),
        ("Which companies grew net sales more than 10% in 2023?", "above of percent_change: net_sales | everyone | FY2023 FY2022 | more 0.1"),
        ("Which companies' net sales fell by more than 5% in 2023?", "below of percent_change: net_sales | everyone | FY2023 FY2022 | less -0.05"),
        ("Did R&D exceed 20% as a share of net sales at Meta in 2023?", "exceeds of ratio: research_and_development & net_sales | META | FY2023 | more 0.2 percent"),
        ("As a share of net sales, did R&D of Meta exceed 20% in 2023?", "exceeds of ratio: research_and_development & net_sales | META | FY2023 | more 0.2 percent"),
    ],
)  # fmt: skip
def test_of_a_fall_the_amount_lies_below_nothing(question: str, plan: str) -> None:
    assert shown(beyond_amount(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Apple's net sales $390 billion 2024", "It is not clear what “apple's net sales $390 billion 2024” asks for."),
        ("Did Apple have net sales $390 billion in 2024?", "It is not clear how “did apple have net sales $390 billion in 2024” relates to the amount."),
    ],
)  # fmt: skip
def test_an_amount_that_nothing_relates_to_is_refused(question: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        beyond_amount(form(question))
    assert (refused.value.reason, refused.value.sentence) == ("insufficient_evidence", sentence)


def test_without_an_amount_none_is_passed() -> None:
    assert beyond_amount(form("Did Apple's net sales exceed Meta's in 2024?")) == []


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Did Apple's net sales grow every year since 2020?", ["every of change: net_sales | AAPL | since FY2020 | up 0"]),
        ("Were Apple's net sales up every year 2022 to 2024?", ["every of change: net_sales | AAPL | FY2023 FY2022 FY2024 FY2023 | up 0"]),
        ("Did Apple's net sales fall in any year since 2020?", ["any of change: net_sales | AAPL | since FY2020 | down 0"]),
        ("Did Apple's net sales never fall since 2020?", ["every of change: net_sales | AAPL | since FY2020 | up 0"]),
        ("In which years did Apple's net sales fall since 2020?", ["below of change: net_sales | AAPL | since FY2020 | down 0"]),
        ("In how many years did Apple's net sales fall since 2020?", ["count of change: net_sales | AAPL | since FY2020 | down 0"]),
        ("When did Apple's net sales first fall since 2020?", ["first of change: net_sales | AAPL | since FY2020 | down 0"]),
        ("Did GameStop's net loss shrink every year since 2020?", ["every of change: net_income (loss) | GME | since FY2020 | down 0"]),
        ("Did GameStop's net loss improve every year since 2020?", ["every of change: net_income | GME | since FY2020 | up 0"]),
        ("Did Apple's net sales grow since 2020?", []),
        ("Did Apple's net sales double every year?", []),
        ("In which year did Apple's net sales grow the most since 2020?", []),
        ("Apple's net sales every year since 2020", []),
    ],
)  # fmt: skip
def test_a_change_is_put_to_the_test_year_by_year(question: str, plan: list[str]) -> None:
    assert shown(every_year(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Which companies grew their net sales in 2023?", ["above of percent_change: net_sales | everyone | FY2023 FY2022 | up 0"]),
        ("Whose gross margin fell in 2023?", ["below of percent_change: gross_margin | everyone | FY2023 FY2022 | down 0"]),
        ("How many companies' net sales fell in 2023?", ["count of percent_change: net_sales | everyone | FY2023 FY2022 | down 0"]),
        ("Which of Apple and Meta grew net sales in 2023?", ["above of percent_change: net_sales | AAPL META | FY2023 FY2022 | up 0"]),
        ("Which companies grew their net sales the most in 2023?", []),
        ("Which companies had net sales in 2023?", []),
        ("Did Apple's net sales grow in 2023?", []),
    ],
)  # fmt: skip
def test_companies_that_moved_are_named(question: str, plan: list[str]) -> None:
    assert shown(companies_that_moved(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Which companies had lower net income in 2023 than in 2022?", ["below of change: net_income | everyone | FY2023 FY2022 | less 0"]),
        ("Which of Apple and Meta had higher net income in 2023 than in 2022?", ["above of change: net_income | AAPL META | FY2023 FY2022 | more 0"]),
        ("Which companies had net income in 2023 and 2022?", []),
        ("Which companies had the most net income in 2023 and 2022?", []),
        ("Which companies had net income above $1 billion in 2023 and 2022?", []),
        ("Which companies had higher net income in 2023?", []),
        ("Did Apple have higher net income in 2023 than in 2022?", []),
        ("Apple vs Meta net income 2022 and 2023, who had more?", []),
        ("apple versus meta net income 2022 2023 who earned more", []),
    ],
)  # fmt: skip
def test_companies_with_more_than_the_year_before_are_named(question: str, plan: list[str]) -> None:
    assert shown(companies_beyond_before(form(question))) == plan

"""The most and the least: of companies, periods, changes and shares; rankings; what is left to other forms."""

from __future__ import annotations

import pytest

from muniment.agents.planning.extremes import extreme
from tests.agents.forms import form, shown


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Which year had Apple's highest net sales?", "largest: net_sales | AAPL | since FY1900"),
        ("What was Apple's highest net sales since 2020?", "largest: net_sales | AAPL | since FY2020"),
        (
            "What was Apple's lowest net income from 2020 to 2022?",
            "smallest: net_income | AAPL | FY2020 FY2021 FY2022",
        ),
        (
            "What was Apple's lowest ratio of net income to net sales since 2020?",
            "smallest of ratio: net_income & net_sales | AAPL | since FY2020 | percent",
        ),
    ],
)
def test_of_periods_the_most_or_the_least(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Which company had the higher net sales in 2024, Apple or Meta?", "largest: net_sales | AAPL META | FY2024"),
        ("Which company had the lowest net sales in 2024?", "smallest: net_sales | everyone | FY2024"),
        (
            "Who has the highest net sales among Apple, Meta and Intel in 2022 and 2023?",
            "largest: net_sales | AAPL META INTC | FY2022 FY2023",
        ),
        (
            "Which company had the largest ratio of net income to net sales in 2024?",
            "largest of ratio: net_income & net_sales | everyone | FY2024 | percent",
        ),
        ("Did Apple, Meta or Intel have the most net sales in 2024?", "largest: net_sales | AAPL META INTC | FY2024"),
        (
            "Which company grew most in 2024, Apple or Meta, by net sales?",
            "largest of percent_change: net_sales | AAPL META | FY2024 FY2023",
        ),
        (
            "Which company's net sales fell most in 2023, Apple or Meta?",
            "smallest of percent_change: net_sales | AAPL META | FY2023 FY2022",
        ),
        (
            "Which company's net sales fell least in 2023, Apple or Meta?",
            "largest of percent_change: net_sales | AAPL META | FY2023 FY2022",
        ),
    ],
)
def test_of_companies_the_most_or_the_least_compared_by_rate(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("What was Apple's biggest increase in net sales since 2020?", "largest of change: net_sales | AAPL | since FY2020"),
        ("What was the biggest drop of Apple's net sales since 2020?", "smallest of change: net_sales | AAPL | since FY2020"),
        ("What was the smallest drop of Apple's net sales since 2020?", "largest of change: net_sales | AAPL | since FY2020"),
        ("When did Apple's net sales grow the most?", "largest of percent_change: net_sales | AAPL | since FY1900"),
        (
            "Apple's fastest growing quarter of net sales in 2024",
            "largest of percent_change: net_sales | AAPL | Q2 FY2024 Q1 FY2024 Q3 FY2024 Q2 FY2024 Q4 FY2024 Q3 FY2024",
        ),
        ("GameStop's biggest increase of net loss since 2020", "largest of change: net_income (loss) | GME | since FY2020"),
    ],
)  # fmt: skip
def test_the_largest_fall_is_the_smallest_change(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


@pytest.mark.parametrize("question", ["GameStop's worst loss since 2020", "GameStop's worst net loss since 2020"])
def test_the_worst_loss_is_the_largest(question: str) -> None:
    assert shown(extreme(form(question))) == ["largest: net_income (loss) | GME | since FY2020"]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Rank Apple, Meta and Intel by net sales in 2024", "rank: net_sales | AAPL META INTC | FY2024 | more"),
        ("The top 5 companies by net sales in 2024", "rank: net_sales | everyone | FY2024 | more top 5"),
        ("The three largest companies by net sales in 2024", "rank: net_sales | everyone | FY2024 | more top 3"),
        (
            "The bottom three companies by net sales growth in 2024",
            "rank of percent_change: net_sales | everyone | FY2024 FY2023 | less top 3",
        ),
        ("The top 1 company by net sales in 2024", "largest: net_sales | everyone | FY2024 | top 1"),
    ],
)
def test_a_ranking_tells_how_many_are_wanted_and_from_which_end(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Was Apple's net income higher in 2024 than in 2023?", "exceeds: net_income | AAPL | FY2024 FY2023 | more"),
        ("Was more R&D than net income reported by Apple in 2024?", "exceeds: research_and_development & net_income | AAPL | FY2024 | more"),
        ("Did Apple's net income grow more than Meta's in 2024?", "exceeds of percent_change: net_income | AAPL META | FY2024 FY2023 | more"),
        ("Did Apple's net sales grow more than its net income in 2024?", "exceeds of percent_change: net_sales & net_income | AAPL | FY2024 FY2023 | more"),
        ("Did Apple's net sales grow more in 2024 than in 2023?", "exceeds of percent_change: net_sales | AAPL | FY2024 FY2023 FY2023 FY2022 | more"),
        ("Did Apple's net sales grow less than Meta's in 2024?", "exceeds of percent_change: net_sales | AAPL META | FY2024 FY2023 | less"),
    ],
)  # fmt: skip
def test_yes_or_no_is_of_the_first_against_the_second(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Which was larger in 2024, Apple's net sales or net income?", "largest: net_sales & net_income | AAPL | FY2024"),
        ("Which is larger in 2023: Intel's R&D or Meta's capex?", "largest: research_and_development & capital_expenditures | INTC META | FY2023 | paired"),
    ],
)  # fmt: skip
def test_two_measures_are_compared(question: str, plan: str) -> None:
    assert shown(extreme(form(question))) == [plan]


def test_of_two_measures_that_grew_both_changes_are_told() -> None:
    assert shown(extreme(form("What grew more in 2024, Apple's net sales or net income?"))) == [
        "percent_change: net_sales | AAPL | FY2024 FY2023",
        "percent_change: net_income | AAPL | FY2024 FY2023",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What were Apple's net sales in 2024?",
        "How much more net income did Apple make than Meta in 2024?",
        "By how many dollars did Apple have more net sales than Meta in 2024?",
        "What was Apple's highest net sales in 2024?",
        "Which company, Apple or Meta, doubled its net sales the most in 2024?",
        "What was Apple's biggest increase in net sales in 2024?",
    ],
)
def test_what_wants_no_extreme_is_left_to_other_forms(question: str) -> None:
    assert extreme(form(question)) == []

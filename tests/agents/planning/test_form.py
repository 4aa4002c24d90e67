"""One clause as the forms of question look at it: who, what, when, which answer is wanted, how many, and in which pairs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.planning.form import Form, asks_yes_or_no, is_of_result
from muniment.agents.planning.times import Memory
from muniment.records import Measure, Period
from tests.agents.forms import clause, form, shown
from tests.filed import APPLE, GAMESTOP


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("Did Apple's net sales rise in 2024?", True),
        ("In 2024, did Apple's net sales rise?", True),
        ("Apple's net sales rose in 2024, right?", True),
        ("Is it true that Apple's net sales rose in 2024?", True),
        ("lowes sga lower fy23 than fy22?", True),
        ("aapl eps up every year 22-25?", True),
        ("So was Apple profitable?", True),
        ("Apple profitable in 2024?", True),
        ("What did Apple's net sales do in 2024?", False),
        ("How much did Apple's net sales rise in 2024?", False),
        ("Can you tell me Apple's net sales in 2024?", False),
        ("Would you say what net sales were in 2024?", False),
        ("I would like net sales of Apple in 2024", False),
        ("Apple's net sales in 2024 were how much higher?", False),
        ("Apple net sales growth 2024?", False),
        ("Which companies grew in 2024?", False),
        ("Apple's net sales in 2024", False),
        ("The net sales that Apple had in 2024 did rise", False),
        ("List net sales of Apple as they rose", False),
        ("Apple's net sales rose how in 2024?", False),
    ],
)
def test_a_clause_asks_for_yes_or_no_where_it_begins_or_ends_so(question: str, yes_no: bool) -> None:
    assert asks_yes_or_no(clause(question)) is yes_no


def test_two_companies_joined_by_or_want_a_name() -> None:
    asked = form("Did Apple or Meta have more net sales in 2024?")
    assert (asked.chooses, asked.yes_no, asked.which_company) == (True, False, True)
    asked = form("Did Apple have more net sales than Meta in 2024?")
    assert (asked.chooses, asked.yes_no, asked.which_company) == (False, True, False)


@pytest.mark.parametrize(
    ("question", "everyone"),
    [
        ("net income of all companies in 2023", True),
        ("Which company had the largest net sales in 2023?", True),
        ("Which company had the largest net sales in 2023, Apple or Meta?", False),
        ("Excluding Apple, which company had the largest net sales in 2023?", False),
        ("What were net sales in 2023?", False),
    ],
)
def test_every_company_is_meant_where_none_is_named(question: str, everyone: bool) -> None:
    assert form(question).everyone is everyone


def test_where_some_are_left_aside_everyone_is_meant_without_them() -> None:
    found = clause("Excluding Apple, which company had the largest net sales in 2023?")
    assert Form(found, Memory()).everyone
    assert not Form(found, Memory((GAMESTOP,))).everyone


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did net sales grow?", "up"),
        ("Did net sales fall?", "down"),
        ("Did net sales double?", "double"),
        ("Did net sales triple?", "triple"),
        ("Did net sales halve?", "halve"),
        ("Did the loss improve?", "up"),
        ("Did the loss worsen?", "down"),
        ("Did net sales change?", ""),
        ("Were there net sales?", ""),
    ],
)
def test_the_first_verb_of_change_claims_something(question: str, claim: str) -> None:
    assert form(question).claim == claim


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("How much did Apple's net sales grow?", True),
        ("By what percentage did Apple's net sales rise?", True),
        ("R&D as a share of net sales", True),
        ("Did net sales rise more than 5%?", True),
        ("How many dollars did Apple's net sales grow?", False),
        ("How much did net sales rise?", False),
    ],
)
def test_growth_is_wanted_in_per_cent_unless_dollars_are_said(question: str, percent: bool) -> None:
    assert form(question).percent is percent


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("net sales above $5 billion", "more"),
        ("more net sales than Meta", "more"),
        ("the largest net sales", "more"),
        ("net sales below $5 billion", "less"),
        ("less net sales than Meta", "less"),
        ("the smallest net sales", "less"),
        ("more net sales, or less", "more"),
        ("net sales", ""),
    ],
)
def test_more_or_less_is_asked(question: str, beyond: str) -> None:
    assert form(question).beyond == beyond


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("the top 5 companies by net sales", 5),
        ("the three largest companies by net sales", 3),
        ("the largest ten by net sales", 10),
        ("the bottom 2 companies by net sales", 2),
        ("the largest company by net sales", None),
        ("net sales of the 3 companies", None),
    ],
)
def test_a_ranking_says_how_many(question: str, most: int | None) -> None:
    assert form(question).most == most


@pytest.mark.parametrize(
    ("question", "per", "times"),
    [
        ("Apple's net income per day in 2024", "day", None),
        ("Apple's daily net income in 2024", "day", None),
        ("Apple's net income per day of 365 days in 2024", "day", "365"),
        ("Apple's net income / 365 per day in 2024", "day", "365"),
        ("Apple's net income per week, of 52 weeks", "week", "52"),
        ("Apple's net income per month in 2024", "month", None),
        ("Apple's net income every hour in 2024", "hour", None),
        ("Apple's net income a minute in 2024", "minute", None),
        ("Apple's net income per second in 2024", "second", None),
        ("Apple's average quarterly net income in 2024", "quarter", None),
        ("Apple's average quarterly net income in 2023 and in 2024", "", None),
        ("Apple's quarterly net income in 2024", "", None),
        ("Apple's net income in 2024", "", None),
    ],
)
def test_a_figure_is_spread_over_shorter_times(question: str, per: str, times: str | None) -> None:
    asked = form(question)
    assert (asked.per, asked.times) == (per, Decimal(times) if times else None)


def test_a_years_average_quarter_is_of_the_year() -> None:
    assert form("Apple's average quarterly net income in 2024").periods == (Period(2024),)


@pytest.mark.parametrize(
    ("question", "pairing"),
    [
        ("Which is larger: Intel's R&D or Meta's capex?", [("research_and_development", "INTC"), ("capital_expenditures", "META")]),
        ("Compare net sales of Apple and net income of Meta", [("net_sales", "AAPL"), ("net_income", "META")]),
        ("Compare Apple's net sales and the net income of Meta", [("net_sales", "AAPL"), ("net_income", "META")]),
        ("Compare net sales and net income of Apple and Meta", []),
        ("Compare Apple's net sales and Apple's net income", []),
        ("Compare Apple's net sales and Meta's", []),
        ("Compare Apple's net sales", []),
        ("Compare Apple net sales and net income Meta", []),
    ],
)  # fmt: skip
def test_two_companies_may_each_have_a_measure_of_their_own(question: str, pairing: list[tuple[str, str]]) -> None:
    asked = form(question)
    assert [(m.item, c.tickers[0]) for m, c in asked.pairing] == pairing
    assert asked.paired is bool(pairing)


def test_a_series_is_the_periods_named_or_all_there_are() -> None:
    assert form("net sales of Apple").series == (Period(1900, open="since"),)
    assert form("net sales of Apple in 2023").series == (Period(2023),)
    assert form("net sales", Memory((APPLE,), periods=(Period(2022),))).series == (Period(2022),)


@pytest.mark.parametrize(
    ("question", "inclusive", "years"),
    [
        ("net sales since 2020", True, "2020"),
        ("net sales in 2024", False, "2024 2023"),
        ("net sales from 2022 to 2024", False, "2023 2022 2024 2023"),
        ("net sales from 2022 to 2024", True, "2022 2021 2023 2022 2024 2023"),
    ],
)
def test_the_changes_of_a_series_begin_with_its_first_or_the_year_before(
    question: str, inclusive: bool, years: str
) -> None:
    assert " ".join(str(p.year) for p in form(question).change_periods(inclusive)) == years


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("R&D and net sales of Apple in 2024", ["ratio: research_and_development & net_sales | AAPL | FY2024"]),
        ("R&D as a share of net sales of Apple in 2024", ["ratio: research_and_development & net_sales | AAPL | FY2024 | percent"]),
        ("R&D and net sales of Apple in 2023 and 2024", ["ratio of ratio: research_and_development & net_sales | AAPL | FY2023 FY2024"]),
        (
            "R&D and net sales of Apple and Meta in 2024",
            ["ratio: research_and_development & net_sales | AAPL | FY2024", "ratio: research_and_development & net_sales | META | FY2024"],
        ),
        ("Compare R&D and net sales of Apple and Meta in 2024", ["largest of ratio: research_and_development & net_sales | AAPL META | FY2024 | percent"]),
    ],
)  # fmt: skip
def test_a_ratio_is_told_of_each_company(question: str, plan: list[str]) -> None:
    assert shown(form(question).ratios(Measure("research_and_development"), Measure("net_sales"))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Was net income of Apple higher in 2024 than in 2023?", ["exceeds: net_income | AAPL | FY2024 FY2023 | more"]),
        ("Was net income of Apple higher in 2024?", ["exceeds: net_income | AAPL | FY2024 FY2023 | more"]),
        ("Was more net income made by Apple, Meta or Intel in 2024?", ["largest: net_income | AAPL META INTC | FY2024"]),
        ("Is Intel's R&D more than Meta's net sales in 2023?", ["exceeds: research_and_development & net_sales | INTC META | FY2023 | more paired"]),
        ("Was more net income made by Apple than Meta in 2023 and 2024?", ["exceeds: net_income | AAPL META | FY2023 | more", "exceeds: net_income | AAPL META | FY2024 | more"]),
        ("Was net income of Apple highest in 2022, 2023 or 2024?", ["largest: net_income | AAPL | FY2022 FY2023 FY2024"]),
        ("Was net income of Apple highest since 2022?", ["largest: net_income | AAPL | since FY2022"]),
    ],
)  # fmt: skip
def test_yes_or_no_compares_the_first_with_the_second(question: str, plan: list[str]) -> None:
    asked = form(question)
    assert shown(asked.compared("largest", "value", asked.measures)) == plan


def test_shares_or_changes_of_one_company_alone_are_not_compared() -> None:
    asked = form("R&D and net sales of Apple in 2024")
    assert asked.compared("largest", "ratio", asked.measures) == []
    asked = form("Did net sales of Apple grow more in 2024?")
    assert asked.compared("largest", "change", asked.measures) == []


def test_a_result_that_improves_is_no_loss_that_grows() -> None:
    assert is_of_result(clause("Did GameStop's net loss improve in 2022?"))
    assert not is_of_result(clause("Did GameStop's net loss grow in 2022?"))
    assert shown(form("Did GameStop's net loss improve in 2022?").changes_of(claims=True)) == [
        "change: net_income | GME | FY2022 FY2021 | up"
    ]
    assert shown(form("Did GameStop's net loss rise in 2022?").changes_of(claims=True)) == [
        "change: net_income (loss) | GME | FY2022 FY2021 | up"
    ]

"""What a clause asks of its figures once a form fits: over a series, compared, changed; and when yes or no answers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.planning.form import Form, asks_yes_or_no
from muniment.agents.planning.times import Memory
from muniment.records import Base, Claim, Measure
from tests.agents.forms import clause, form, shown
from tests.filed import APPLE

SALES = (Measure("net_sales"),)


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("Apple's net sales rose in 2024, yes or no?", True),
        ("Apple's net sales rose in 2024, right", True),
        ("growth of Apple's net sales in 2024, yes or no", True),
        ("Apple's growth in net sales of 2024: true or false", True),
        ("Tell me: did net sales rise", True),
        ("Net sales of Apple, did they rise", True),
        ("The sales of what were up did rise?", False),
        ("Up were net sales which?", False),
        ("Apple and did net sales rise", False),
        ("net sales up in 2024 what?", False),
    ],
)
def test_what_stands_before_an_auxiliary_decides_whether_it_opens_a_question(question: str, yes_no: bool) -> None:
    assert asks_yes_or_no(clause(question)) is yes_no


def test_who_is_left_aside_leaves_everyone_else_whatever_is_asked() -> None:
    assert Form(clause("net sales in 2023 excluding Apple"), Memory()).everyone
    assert not Form(clause("net sales in 2023"), Memory()).everyone


@pytest.mark.parametrize(
    ("question", "kinds", "claim", "plan"),
    [
        ("net sales of Apple since 2020", {"every"}, "more", "every: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"count"}, "more", "count: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"first"}, "more", "first: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"last"}, "less", "last: net_sales | AAPL | since FY2020 | less 5"),
        ("net sales of Apple since 2020", {"any"}, "more", "above: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"any"}, "less", "below: net_sales | AAPL | since FY2020 | less 5"),
        ("Did Apple have net sales since 2020?", {"any"}, "more", "any: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"never"}, "more", "every: net_sales | AAPL | since FY2020 | less 5"),
        ("net sales of Apple since 2020", {"never"}, "less", "every: net_sales | AAPL | since FY2020 | more 5"),
        ("net sales of Apple since 2020", {"never", "profit"}, "more", "every: net_sales | AAPL | since FY2020 | more 5"),
        ("Which years had net sales of Apple since 2020?", {"every"}, "more", "above: net_sales | AAPL | since FY2020 | more 5"),
        ("How many companies had net sales in 2023?", {"count"}, "more", "count: net_sales | everyone | FY2023 | more 5"),
        ("When did Apple have net sales since 2020?", set(), "more", "first: net_sales | AAPL | since FY2020 | more 5"),
    ],
)  # fmt: skip
def test_a_series_is_asked_for_as_a_whole(question: str, kinds: set[str], claim: Claim, plan: str) -> None:
    assert shown(form(question).over_series(kinds, SALES, claim, Decimal(5))) == [plan]


def test_a_series_of_which_nothing_is_asked_is_none() -> None:
    assert form("net sales of Apple since 2020").over_series(set(), SALES, "more", Decimal(5)) == []


def test_a_change_that_never_came_is_its_opposite_every_year() -> None:
    asked = form("net sales of Apple from 2020 to 2022").over_series({"never"}, SALES, "up", Decimal(0), "change")
    assert shown(asked) == ["every of change: net_sales | AAPL | FY2021 FY2020 FY2022 FY2021 | down 0"]


@pytest.mark.parametrize(
    ("question", "of", "plan"),
    [
        ("Did Apple's net sales grow more than Meta's in 2024?", "change", ["exceeds of change: net_sales | AAPL META | FY2024 FY2023 | more"]),
        ("Did Apple's net sales grow more than its net income in 2024?", "change", ["exceeds of change: net_sales & net_income | AAPL | FY2024 FY2023 | more"]),
        ("Did Apple's net sales grow more in 2024 than in 2022?", "change", ["exceeds of change: net_sales | AAPL | FY2024 FY2023 FY2022 FY2021 | more"]),
        ("R&D and net sales of Apple and Meta in 2024", "ratio", ["exceeds of ratio: research_and_development & net_sales | AAPL META | FY2024 | more percent"]),
        (
            "Is Apple's R&D more than net sales in 2023 and 2024?",
            "value",
            ["exceeds: research_and_development & net_sales | AAPL | FY2023 | more", "exceeds: research_and_development & net_sales | AAPL | FY2024 | more"],
        ),
    ],
)  # fmt: skip
def test_yes_or_no_compares_companies_measures_or_periods(question: str, of: Base, plan: list[str]) -> None:
    asked = form(question)
    assert shown(asked.compared("largest", of, asked.measures)) == plan


def test_the_least_is_claimed_to_be_less() -> None:
    asked = form("Is Apple's R&D more than net sales in 2023?")
    assert shown(asked.compared("smallest", "value", asked.measures)) == [
        "exceeds: research_and_development & net_sales | AAPL | FY2023 | less"
    ]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Compare Intel's R&D and Meta's capex in 2022 and 2023",
            [f"largest: research_and_development & capital_expenditures | INTC META | FY{y} | paired" for y in (2022, 2023)],
        ),
        ("Compare R&D and net sales of Apple in 2023", ["largest: research_and_development & net_sales | AAPL | FY2023"]),
    ],
)  # fmt: skip
def test_two_measures_are_of_one_company_or_of_one_each(question: str, plan: list[str]) -> None:
    assert shown(form(question).compared_measures("largest")) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "How much did Intel's R&D and Meta's capex change in 2023?",
            ["change: research_and_development | INTC | FY2023 FY2022", "change: capital_expenditures | META | FY2023 FY2022"],
        ),
        ("How much did Apple's net sales change in 2022 and 2023?", ["change of change: net_sales | AAPL | FY2022 FY2021 FY2023 FY2022"]),
        ("How much did Apple's net sales change every year since 2020?", ["change of change: net_sales | AAPL | since FY2020"]),
        ("How much did Apple's net sales change in 2023?", ["change: net_sales | AAPL | FY2023 FY2022"]),
    ],
)  # fmt: skip
def test_several_changes_are_a_series(question: str, plan: list[str]) -> None:
    assert shown(form(question).changes_of()) == plan


def test_a_figure_a_measure_and_company_is_asked_for_once_each() -> None:
    asked = form("net sales and R&D of Apple in 2023")
    assert shown(asked.each("value", asked.periods)) == [
        "value: net_sales | AAPL | FY2023",
        "value: research_and_development | AAPL | FY2023",
    ]
    assert asked.entities[0].cik == APPLE.cik

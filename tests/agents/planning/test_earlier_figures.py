"""Figures asked for one after another are joined where they differ in one thing, and are left or refused else."""

from __future__ import annotations

import pytest

from muniment.agents.planning.earlier_figures import figures_of, joined, left_earlier
from muniment.errors import Abstention
from muniment.records import Ask, Before, Company
from tests.agents.forms import shown
from tests.filed import APPLE, INTEL, META, ask


def sales(year: int, company: Company = APPLE, item: str = "net_sales") -> Ask:
    return ask("value", item, company, year)


def before(*asked: Ask) -> Before:
    """One figure asked for after another, the last one right before."""
    return Before("What were net sales?", asked[-1:], asked[:-1])


COMPANIES = before(sales(2024), sales(2024, META))
YEARS = before(sales(2022), sales(2023), sales(2024))
ITEMS = before(sales(2024), sales(2024, item="net_income"))
APART = before(sales(2024), sales(2023, META))


@pytest.mark.parametrize(
    ("text", "said", "earlier", "plan"),
    [
        ("the average of the two", "the average of these", YEARS, "value: net_sales | AAPL | FY2023 FY2024"),
        ("Sum of those two", "Sum of these", YEARS, "value: net_sales | AAPL | FY2023 FY2024"),
        ("the same two in 2020", "these in 2020", COMPANIES, "value: net_sales | AAPL META | FY2024"),
        ("sum of the three", "sum of these", YEARS, "value: net_sales | AAPL | FY2022 FY2023 FY2024"),
        ("all three of them", "these", YEARS, "value: net_sales | AAPL | FY2022 FY2023 FY2024"),
        ("compare them", "compare these", COMPANIES, "value: net_sales | AAPL META | FY2024"),
        ("all of them", "these", ITEMS, "value: net_sales & net_income | AAPL | FY2024"),
        ("both?", "these?", COMPANIES, "value: net_sales | AAPL META | FY2024"),
        ("which was larger?", "which was larger?", COMPANIES, "value: net_sales | AAPL META | FY2024"),
        ("how much more?", "how much more?", COMPANIES, "value: net_sales | AAPL META | FY2024"),
        ("what's the difference?", "what's the difference?", YEARS, "value: net_sales | AAPL | FY2023 FY2024"),
        ("which was the highest?", "which was the highest?", YEARS, "value: net_sales | AAPL | FY2022 FY2023 FY2024"),
        ("which year was best?", "which year was best?", YEARS, "value: net_sales | AAPL | FY2022 FY2023 FY2024"),
    ],
)
def test_figures_that_differ_in_one_thing_are_joined(text: str, said: str, earlier: Before, plan: str) -> None:
    told, whole = joined(text, earlier)
    assert (told, shown(whole.asks)) == (said, [plan])


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("and in 2023?", COMPANIES),
        ("the last two years", YEARS),
        ("both Apple and Meta", COMPANIES),
        ("for each year", YEARS),
        ("which is the largest?", before(sales(2024))),
        ("which was larger?", APART),
        ("which year was the highest?", COMPANIES),
        ("how much more than Intel's?", COMPANIES),
        ("compare them", before(ask("change", "net_sales", APPLE, (2024, 2023)))),
        ("compare them", before(ask("value", "net_income", APPLE, 2024, per="day"))),
    ],
)
def test_what_points_at_no_several_figures_leaves_all_as_it_is(text: str, earlier: Before) -> None:
    assert joined(text, earlier) == (text, earlier)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("sum of the three", before(sales(2023), sales(2024))),
        ("both", APART),
        ("compare them", before(sales(2024))),
        ("the average of the two", before(sales(2024), sales(2024))),
    ],
)
def test_figures_that_are_not_there_or_not_alike_are_refused(text: str, earlier: Before) -> None:
    with pytest.raises(Abstention) as refused:
        joined(text, earlier)
    assert refused.value.reason == "insufficient_evidence"
    assert refused.value.sentence.startswith("It is not clear which figures are meant")


@pytest.mark.parametrize(
    "text", ["the average of those two years", "sum of these four years", "average of those two fiscal years"]
)
def test_another_number_of_years_than_was_asked_for_is_refused(text: str) -> None:
    with pytest.raises(Abstention, match="The last ones asked for are 3"):
        joined(text, YEARS)


def test_as_many_years_as_were_asked_for_are_joined() -> None:
    said, leaning = joined("the average of those three years", YEARS)
    assert (said, shown(list(leaning.asks))) == (
        "the average of these three years",
        ["value: net_sales | AAPL | FY2022 FY2023 FY2024"],
    )


def test_a_percentage_between_two_companies_does_not_say_which_is_of_which() -> None:
    with pytest.raises(Abstention, match="say which is of which"):
        joined("the percent difference of the two", COMPANIES)
    assert shown(joined("the percent difference of the two", YEARS)[1].asks) == [
        "value: net_sales | AAPL | FY2023 FY2024"
    ]


def test_the_chain_ends_where_another_thing_differs() -> None:
    earlier = before(sales(2024, INTEL), sales(2022), sales(2023), sales(2024))
    assert shown(joined("compare all of those", earlier)[1].asks) == ["value: net_sales | AAPL | FY2022 FY2023 FY2024"]


def test_the_chain_ends_where_a_figure_comes_twice() -> None:
    earlier = before(sales(2024), sales(2023), sales(2024))
    assert shown(joined("compare all of those", earlier)[1].asks) == ["value: net_sales | AAPL | FY2023 FY2024"]


def test_an_ask_of_several_figures_is_taken_apart() -> None:
    assert shown(figures_of([ask("value", "net_sales", (APPLE, META), (2023, 2024))])) == [
        "value: net_sales | AAPL | FY2023",
        "value: net_sales | AAPL | FY2024",
        "value: net_sales | META | FY2023",
        "value: net_sales | META | FY2024",
    ]


@pytest.mark.parametrize(
    "computed",
    [ask("change", "net_sales", APPLE, (2024, 2023)), ask("value", "net_income", APPLE, 2024, per="day")],
)
def test_what_is_computed_is_no_single_figure(computed: Ask) -> None:
    assert figures_of([sales(2024), computed]) == ()


def test_the_last_eight_figures_are_left_for_the_next_question() -> None:
    earlier = before(*(sales(year) for year in range(2014, 2025)))
    assert [a.periods[0].year for a in left_earlier(earlier)] == list(range(2017, 2025))
    assert left_earlier(None) == ()

"""Forms of question that relate figures: ratios, differences, averages, sums, changes, comparisons, and what each refuses."""

from __future__ import annotations

import pytest

from muniment.agents.planning.relations import (
    average,
    change,
    compare,
    compared_yes_no,
    compound_growth,
    difference,
    per_share,
    ratio,
    summed,
    unrelated,
    whole_first,
)
from muniment.agents.planning.times import Memory
from muniment.errors import Abstention
from muniment.records import Measure, Period
from tests.agents.forms import clause, form, shown
from tests.filed import APPLE


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("CAGR of Apple's net sales from 2020 to 2024", ["growth_rate: net_sales | AAPL | FY2024 FY2020"]),
        ("CAGR of Apple's net sales since 2020", ["growth_rate: net_sales | AAPL | latest FY2020"]),
        (
            "CAGR of Apple's and Meta's net sales from 2020 to 2024",
            ["growth_rate: net_sales | AAPL | FY2024 FY2020", "growth_rate: net_sales | META | FY2024 FY2020"],
        ),
        ("growth of Apple's net sales from 2020 to 2024", []),
    ],
)
def test_a_compound_rate_is_of_the_first_and_the_last_year(question: str, plan: list[str]) -> None:
    assert shown(compound_growth(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("CAGR of Apple's net sales in 2024", "A growth rate needs a first and a last fiscal year."),
        (
            "CAGR of all companies' net sales from 2020 to 2024",
            "Compound rates are told of one company at a time; name one.",
        ),
        (
            "Which company had the highest CAGR of net sales from 2020 to 2024, Apple or Meta?",
            "Compound rates are told of one company at a time; name one.",
        ),
    ],
)
def test_a_compound_rate_of_one_year_or_of_many_companies_is_refused(question: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        compound_growth(form(question))
    assert (refused.value.reason, refused.value.sentence) == ("insufficient_evidence", sentence)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Apple's free cash flow per share in 2024", ["ratio: free_cash_flow & shares_diluted | AAPL | FY2024"]),
        ("Apple's net income per basic share 2024", ["ratio: net_income & shares_basic | AAPL | FY2024"]),
        ("Apple's net sales in 2024", []),
        ("Apple's net sales and R&D per share in 2024", []),
    ],
)
def test_per_share_is_a_figure_over_the_shares(question: str, plan: list[str]) -> None:
    assert shown(per_share(form(question))) == plan


@pytest.mark.parametrize(
    "question",
    [
        "Apple's EPS per share in 2024",
        "Apple's free cash flow per share rose in 2024",
        "Whose free cash flow per share was the highest in 2024, Apple's or Meta's?",
    ],
)
def test_per_share_of_what_is_per_share_or_compared_is_refused(question: str) -> None:
    with pytest.raises(Abstention) as refused:
        per_share(form(question))
    assert refused.value.reason == "insufficient_evidence"


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("What share of Apple's net sales was R&D in 2024?", "ratio: research_and_development & net_sales | AAPL | FY2024 | percent"),
        ("As a percentage of net sales, how large was Apple's R&D in 2024?", "ratio: research_and_development & net_sales | AAPL | FY2024 | percent"),
        ("What share of Apple's net sales was iPhone in 2024?", "ratio: iPhone net_sales & net_sales | AAPL | FY2024 | percent"),
        ("Ratio of Apple's net income to net sales in 2024", "ratio: net_income & net_sales | AAPL | FY2024"),
        ("R&D relative to net sales of Apple in 2024", "ratio: research_and_development & net_sales | AAPL | FY2024"),
        ("Apple's R&D divided by net sales in 2024", "ratio: research_and_development & net_sales | AAPL | FY2024"),
        ("Apple's R&D over net sales in 2024", "ratio: research_and_development & net_sales | AAPL | FY2024"),
        ("Apple's R&D / net sales in 2024", "ratio: research_and_development & net_sales | AAPL | FY2024"),
        ("Apple's R&D divided by net sales since 2020", "ratio of ratio: research_and_development & net_sales | AAPL | since FY2020"),
        ("Compare Apple's and Meta's R&D as a share of net sales in 2024", "largest of ratio: research_and_development & net_sales | AAPL META | FY2024 | percent"),
    ],
)  # fmt: skip
def test_the_part_stands_over_the_whole(question: str, plan: str) -> None:
    assert shown(ratio(form(question))) == [plan]


@pytest.mark.parametrize(
    "question",
    ["Apple's R&D and net sales in 2024", "Apple's R&D in 2024", "Compare Intel's R&D and Meta's net sales in 2024"],
)
def test_figures_side_by_side_are_no_ratio(question: str) -> None:
    assert ratio(form(question)) == []


def test_a_share_of_one_thing_of_two_companies_is_refused() -> None:
    with pytest.raises(Abstention, match="A ratio is told of two figures of one company"):
        ratio(form("What share of net sales did Apple and Meta have in 2024?"))


def test_a_share_of_what_was_asked_before_is_of_that() -> None:
    before = Memory((APPLE,), (Measure("research_and_development"),), (Period(2024),), session=True)
    assert shown(ratio(form("as a share of net sales?", before))) == [
        "ratio: research_and_development & net_sales | AAPL | FY2024 | percent"
    ]
    before = Memory((APPLE,), (Measure("research_and_development"),), (Period(2024),))
    assert shown(ratio(form("what share of net sales is that?", before))) == [
        "ratio: research_and_development & net_sales | AAPL | FY2024 | percent"
    ]
    assert ratio(form("what share of net sales?", before)) == []


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What share of Apple's net sales was R&D?", True),
        ("R&D as a share of Apple's net sales", False),
        ("The ratio of R&D to net sales", False),
        ("Relative to net sales R&D was how large?", True),
        ("R&D relative to net sales", False),
        ("R&D and net sales", False),
    ],
)
def test_the_whole_is_named_first_or_second(question: str, first: bool) -> None:
    assert whole_first(clause(question)) is first


@pytest.mark.parametrize("question", ["Apple's net income net sales 2024", "net income beside net sales of Apple 2024"])
def test_two_items_in_a_relation_that_was_not_read_are_refused(question: str) -> None:
    with pytest.raises(Abstention) as refused:
        unrelated(form(question))
    assert refused.value.reason == "insufficient_evidence"
    assert refused.value.sentence.startswith("It is not clear how ")


@pytest.mark.parametrize(
    "question",
    [
        "Apple's net income and net sales 2024",
        "Apple's net income, net sales 2024",
        "Apple's net income plus net sales 2024",
        "Apple's net income & net sales 2024",
        "Is Apple's net income more than net sales?",
    ],
)
def test_what_lists_or_compares_relates(question: str) -> None:
    assert unrelated(form(question)) == []


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("How much more did Apple's net sales grow than Meta's in 2024?", ["difference of percent_change: net_sales | AAPL META | FY2024 FY2023"]),
        ("How much more were Apple's net sales than Meta's net income in 2024?", ["difference: net_sales & net_income | AAPL META | FY2024 | paired"]),
        ("By how much did Apple's net sales exceed Meta's in 2023 and 2024?", ["difference: net_sales | AAPL META | FY2023", "difference: net_sales | AAPL META | FY2024"]),
        ("Difference between Apple's net sales and net income in 2024", ["difference: net_sales & net_income | AAPL | FY2024"]),
        ("By what amount did Apple's net sales in 2024 differ from 2023?", ["change: net_sales | AAPL | FY2024 FY2023"]),
        ("By how much did Apple's net sales grow in 2024?", []),
        ("Apple's net sales in 2024", []),
    ],
)  # fmt: skip
def test_a_difference_is_of_companies_of_measures_or_of_periods(question: str, plan: list[str]) -> None:
    assert shown(difference(form(question))) == plan


def test_a_difference_of_three_companies_is_refused() -> None:
    with pytest.raises(Abstention, match="A difference is between two; name the two companies"):
        difference(form("By what amount do the net sales of Apple, Meta and Intel differ in 2024?"))


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Average net sales of Apple 2022 to 2024", ["average: net_sales | AAPL | FY2022 FY2023 FY2024"]),
        ("Average net sales of Apple since 2020", ["average: net_sales | AAPL | since FY2020"]),
        ("Average growth of Apple's net sales 2022 to 2024", ["average of percent_change: net_sales | AAPL | FY2023 FY2022 FY2024 FY2023"]),
        ("Average change of Apple's net sales since 2020", ["average of change: net_sales | AAPL | since FY2020"]),
        ("Average net sales of Apple and Meta in 2024", ["average: net_sales | AAPL META | FY2024"]),
        ("Average of Apple's capex as a % of net sales 2022 to 2024", ["average: capex_intensity | AAPL | FY2022 FY2023 FY2024"]),
        ("Average net income of all companies in 2024", ["average: net_income | everyone | FY2024"]),
        ("Average net income per day of Apple 2022 to 2024", []),
        ("Apple's net sales 2022 to 2024", []),
    ],
)  # fmt: skip
def test_an_average_is_of_several(question: str, plan: list[str]) -> None:
    assert shown(average(form(question))) == plan


def test_an_average_of_one_figure_is_refused() -> None:
    with pytest.raises(Abstention, match="An average needs several fiscal periods or companies"):
        average(form("Average net sales of Apple in 2024"))


@pytest.mark.parametrize(
    "question",
    [
        "Apple's capex as a share of the average of net sales 2022 to 2024",
        "The ratio of average capex to average net sales of Apple 2022 to 2024",
        "Average capex as a % of Apple's net sales 2022 to 2024",
        "Average of Apple's R&D as a % of total assets 2022 to 2024",
    ],
)
def test_a_share_of_a_mean_is_no_mean_of_shares(question: str) -> None:
    with pytest.raises(Abstention, match="It is not clear"):
        average(form(question))


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Sum of Apple's net sales in 2023 and 2024", ["sum: net_sales | AAPL | FY2023 FY2024"]),
        ("Sum of Apple's net sales since 2020", ["sum: net_sales | AAPL | since FY2020"]),
        ("Apple's and Meta's net sales in 2024 combined", ["sum: net_sales | AAPL META | FY2024"]),
        ("net sales of all companies in 2024 combined", ["sum: net_sales | everyone | FY2024"]),
        ("Sum of Apple's net sales and net income in 2024", ["sum: net_sales & net_income | AAPL | FY2024"]),
        ("Growth of Apple's net sales in 2023 and 2024 combined", []),
        ("Sum of Apple's net sales in 2024", []),
        ("Apple's net sales in 2023 and 2024", []),
    ],
)
def test_a_sum_is_of_several(question: str, plan: list[str]) -> None:
    assert shown(summed(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Did Apple have more net sales than Meta in 2024?", ["exceeds: net_sales | AAPL META | FY2024 | more"]),
        ("Did Apple have less net sales than Meta in 2024?", ["exceeds: net_sales | AAPL META | FY2024 | less"]),
        ("Did Apple's net sales surpass Meta's in 2024?", ["exceeds: net_sales | AAPL META | FY2024 | more"]),
        ("Did Apple's net sales grow more than Meta's in 2024?", []),
        ("Who had more net sales in 2024, Apple or Meta?", []),
        ("Did Apple have net sales in 2024?", []),
    ],
)
def test_yes_or_no_is_of_the_first_against_the_second(question: str, plan: list[str]) -> None:
    assert shown(compared_yes_no(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("How did Apple's net sales change in 2024?", ["change: net_sales | AAPL | FY2024 FY2023"]),
        ("How much did Apple's net sales change in percent in 2024?", ["percent_change: net_sales | AAPL | FY2024 FY2023"]),
        ("Did Apple's net sales rise from 2022 to 2024?", ["change: net_sales | AAPL | FY2024 FY2022 | up"]),
        ("Compare the growth of net sales of Apple and Meta in 2024", ["largest of percent_change: net_sales | AAPL META | FY2024 FY2023"]),
        ("Apple's gross margin in percent 2024", []),
        ("Apple's net sales in 2024", []),
    ],
)  # fmt: skip
def test_a_change_is_between_two_periods(question: str, plan: list[str]) -> None:
    assert shown(change(form(question))) == plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Compare Apple's net sales and Meta's net income in 2024", ["largest: net_sales & net_income | AAPL META | FY2024 | paired"]),
        ("Compare Apple and Meta's net sales 2024", ["largest: net_sales | AAPL META | FY2024"]),
        ("Compare net sales of all companies in 2024", ["largest: net_sales | everyone | FY2024"]),
        ("Compare Apple's net sales in 2023 and 2024", ["change: net_sales | AAPL | FY2024 FY2023"]),
        ("Compare Apple's net sales in 2022, 2023 and 2024", ["value: net_sales | AAPL | FY2022 FY2023 FY2024"]),
        ("Compare Apple's net sales and net income in 2024", ["largest: net_sales & net_income | AAPL | FY2024"]),
        ("Compare Apple's net sales since 2020", ["change: net_sales | AAPL | latest FY2020"]),
        ("Apple's net sales in 2024", []),
    ],
)  # fmt: skip
def test_what_is_compared_is_the_larger_the_change_or_the_figures(question: str, plan: list[str]) -> None:
    assert shown(compare(form(question))) == plan


def test_a_comparison_with_nothing_is_refused() -> None:
    with pytest.raises(Abstention, match="It is not clear what “compare apple's net sales” asks for"):
        compare(form("Compare Apple's net sales"))


def test_a_ratio_that_is_explained_is_told_as_itself() -> None:
    asked = "Apple's net margin in 2024, net income as a percentage of net sales"
    assert shown(ratio(form(asked))) == ["value: net_margin | AAPL | FY2024"]


def test_a_ratio_of_something_else_than_it_is_made_of_is_not_told() -> None:
    with pytest.raises(Abstention):
        ratio(form("Apple's net margin as a percentage of total assets in 2024"))

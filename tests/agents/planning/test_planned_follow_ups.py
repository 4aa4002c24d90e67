"""What a question that leans on the one before is planned to be, what it says it took over, and what it refuses. No Postgres."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.planning.follow_ups import follow
from muniment.errors import Abstention
from muniment.records import Ask, Before
from tests.agents.forms import DIRECTORY, shown
from tests.filed import APPLE, GAMESTOP, META, ask


def before(*asks: Ask, earlier: tuple[Ask, ...] = (), refused: bool = False) -> Before:
    return Before("What were net sales?", asks, earlier, refused=refused)


SALES = before(ask("value", "net_sales", APPLE, 2024))
RESEARCH = before(ask("value", "research_and_development", META, 2023))
SHARE = before(ask("ratio", "research_and_development net_sales", META, 2023, percent=True))
CHANGE = before(ask("change", "net_sales", APPLE, (2024, 2023)))
LARGER = before(ask("largest", "net_sales", (APPLE, META), 2024))
AVERAGE = before(ask("average", "net_sales", APPLE, (2022, 2023, 2024)))
ABOVE = before(ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(390_000_000_000)))


def plan(question: str, earlier: Before) -> list[str]:
    return shown(follow(question, DIRECTORY, earlier).asks)


@pytest.mark.parametrize(
    ("question", "asked", "carried"),
    [
        ("and in 2023?", "value: net_sales | AAPL | FY2023", ("Apple Inc.", "net sales")),
        ("in 2022 and 2023", "value: net_sales | AAPL | FY2022 FY2023", ("Apple Inc.", "net sales")),
        ("what about Meta?", "value: net_sales | META | FY2024", ("net sales", "fiscal 2024")),
        ("the same for Intel", "value: net_sales | INTC | FY2024", ("net sales", "fiscal 2024")),
        ("and net income?", "value: net_income | AAPL | FY2024", ("Apple Inc.", "fiscal 2024")),
        ("and every year since 2020?", "value: net_sales | AAPL | since FY2020", ("Apple Inc.", "net sales")),
        ("how much did it change?", "change: net_sales | AAPL | FY2024 FY2023", ("Apple Inc.", "net sales", "fiscal 2024", "fiscal 2023")),
        ("did it grow?", "percent_change: net_sales | AAPL | FY2024 FY2023 | up", ("Apple Inc.", "net sales", "fiscal 2024", "fiscal 2023")),
        ("compare with 2022", "change: net_sales | AAPL | FY2024 FY2022", ("Apple Inc.", "net sales")),
        ("is that more than Meta's?", "exceeds: net_sales | AAPL META | FY2024 | more", ("Apple Inc.", "net sales", "fiscal 2024")),
        ("compared with Meta", "largest: net_sales | AAPL META | FY2024", ("Apple Inc.", "net sales", "fiscal 2024")),
        ("and for toasters?", "value: toasters net_sales | AAPL | FY2024", ("Apple Inc.", "fiscal 2024")),
        ("Q2?", "value: net_sales | AAPL | Q2 FY2024", ("Apple Inc.", "net sales")),
    ],
)  # fmt: skip
def test_what_is_left_out_is_carried_over_and_named(question: str, asked: str, carried: tuple[str, ...]) -> None:
    found = follow(question, DIRECTORY, SALES)
    assert shown(found.asks) == [asked]
    assert found.carried == carried


def test_a_question_that_names_company_and_thing_stands_alone() -> None:
    found = follow("What were Meta's net sales in 2023?", DIRECTORY, SALES)
    assert (shown(found.asks), found.carried) == (["value: net_sales | META | FY2023"], ())


def test_a_question_about_every_company_stands_alone() -> None:
    found = follow("Which companies had net sales above $50 billion in 2023?", DIRECTORY, SALES)
    assert shown(found.asks) == ["above: net_sales | everyone | FY2023 | more 50000000000"]
    assert found.carried == ()


@pytest.mark.parametrize(
    ("question", "earlier", "asked"),
    [
        ("as a share of net sales?", RESEARCH, "ratio: research_and_development & net_sales | META | FY2023 | percent"),
        ("compare with 2022", SHARE, "ratio: research_and_development & net_sales | META | FY2022 | percent"),
        ("the growth rate?", CHANGE, "percent_change: net_sales | AAPL | FY2024 FY2023"),
        ("and in 2022?", SHARE, "ratio: research_and_development & net_sales | META | FY2022 | percent"),
        ("what about Intel?", SHARE, "ratio: research_and_development & net_sales | INTC | FY2023 | percent"),
        ("and net income?", SHARE, "ratio: net_income & net_sales | META | FY2023 | percent"),
        ("and in 2023?", CHANGE, "change: net_sales | AAPL | FY2023 FY2022"),
        ("in per cent?", CHANGE, "percent_change: net_sales | AAPL | FY2024 FY2023"),
        ("and for Meta?", CHANGE, "change: net_sales | META | FY2024 FY2023"),
        ("and in 2023?", LARGER, "largest: net_sales | AAPL META | FY2023"),
        ("and Intel?", LARGER, "value: net_sales | INTC | FY2024"),
        ("from 2020 to 2022?", AVERAGE, "average: net_sales | AAPL | FY2020 FY2021 FY2022"),
        ("and in 2020?", AVERAGE, "value: net_sales | AAPL | FY2020"),
        ("and in 2023?", ABOVE, "exceeds: net_sales | AAPL | FY2023 | more 390000000000"),
        ("and net income?", ABOVE, "value: net_income | AAPL | FY2024"),
    ],
)
def test_what_was_computed_is_computed_again_of_what_is_new(question: str, earlier: Before, asked: str) -> None:
    assert plan(question, earlier) == [asked]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("which was larger?", "largest: net_sales | AAPL META | FY2024"),
        ("the average of the two", "average: net_sales | AAPL META | FY2024"),
        ("sum of these", "sum: net_sales | AAPL META | FY2024"),
    ],
)
def test_figures_asked_for_one_after_another_are_joined(question: str, asked: str) -> None:
    earlier = before(ask("value", "net_sales", META, 2024), earlier=(ask("value", "net_sales", APPLE, 2024),))
    assert plan(question, earlier) == [asked]


def test_why_asks_the_text_for_the_reasons() -> None:
    found = follow("why?", DIRECTORY, SALES)
    assert (found.text, found.asks[0].operation) == (True, "quote")
    assert found.asks[0].measures[0].phrase == "What were the reasons for the change in net sales?"
    assert found.carried == ("Apple Inc.", "net sales", "fiscal 2024")


def test_why_has_no_second_why() -> None:
    with pytest.raises(Abstention, match="gives no further reason"):
        follow("why?", DIRECTORY, before(ask("quote", "net_sales", APPLE, 2024)))


def test_a_question_about_text_is_of_the_company_before() -> None:
    found = follow("What does it say about competition?", DIRECTORY, SALES)
    assert (found.text, [e.cik for e in found.entities], found.carried) == (
        True,
        [APPLE.cik],
        ("Apple Inc.", "fiscal 2024"),
    )


@pytest.mark.parametrize(
    ("question", "earlier", "reason", "sentence"),
    [
        ("that in euros", SALES, "insufficient_evidence", "no exchange rate is on record"),
        ("in £", SALES, "insufficient_evidence", "no exchange rate is on record"),
        ("thanks", SALES, "insufficient_evidence", "name a figure, a company or a period"),
        ("double that?", SALES, "insufficient_evidence", "what a multiple of that is to tell"),
        ("the quarter before", SALES, "insufficient_evidence", "The quarter beside which?"),
        ("Should I buy Apple?", SALES, "out_of_domain", "gives no advice"),
        ("What will they be next year?", SALES, "out_of_domain", "does not forecast"),
        ("How much had analysts expected in 2023?", SALES, "out_of_domain", "not what was expected"),
        ("sum of these?", SALES, "insufficient_evidence", "not clear which figures are meant"),
        ("the sum?", SALES, "insufficient_evidence", "A sum needs several figures"),
        ("What does Zyntrax say about competition?", SALES, "unknown_entity", "No company on record is called “Zyntrax”"),
        ("Everything considered that seems rather strange to me", SALES, "insufficient_evidence", "It is not clear what “Everything considered"),
        ("Companies report once a year", SALES, "insufficient_evidence", "It is not clear what “Companies report once a year” asks for."),
        ("and in 2023?", before(*SALES.asks, refused=True), "insufficient_evidence", "The question before was not answered"),
        ("Meta's?", before(*SALES.asks, refused=True), "insufficient_evidence", "The question before was not answered"),
        ("do the same for Meta", before(refused=True), "insufficient_evidence", "The question before was not answered"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_is_refused(question: str, earlier: Before, reason: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        follow(question, DIRECTORY, earlier)
    assert refused.value.reason == reason
    assert sentence in refused.value.sentence


def test_a_company_completes_a_question_that_named_none() -> None:
    found = follow("Apple", DIRECTORY, Before("What were net sales in 2024?", refused=True))
    assert shown(found.asks) == ["value: net_sales | AAPL | FY2024"]
    assert found.carried == ("“What were net sales in 2024?”",)


def test_a_bare_year_after_a_quarter_is_of_that_quarter() -> None:
    (quarter,) = follow("Q2?", DIRECTORY, SALES).asks
    assert plan("and in 2023?", before(quarter)) == ["value: net_sales | AAPL | Q2 FY2023"]
    assert plan("and the full year?", before(quarter)) == ["value: net_sales | AAPL | FY2024"]


def test_what_leaves_out_some_of_the_figures_pointed_at_is_refused() -> None:
    earlier = before(ask("value", "net_income", APPLE, 2024), earlier=(ask("value", "net_sales", APPLE, 2024),))
    with pytest.raises(Abstention, match="asks of the figures before"):
        plan("is each of them more than R&D?", earlier)
    assert plan("were both above $100 billion?", earlier) == [
        "exceeds: net_sales | AAPL | FY2024 | more 100000000000",
        "exceeds: net_income | AAPL | FY2024 | more 100000000000",
    ]


@pytest.mark.parametrize(
    "said", ["and the annual figure for 2023?", "and for the whole of 2023?", "and the full 2023?"]
)
def test_after_a_quarter_a_year_said_in_full_is_the_year(said: str) -> None:
    (quarter,) = follow("Q2?", DIRECTORY, SALES).asks
    assert plan(said, before(quarter)) == ["value: net_sales | AAPL | FY2023"]


def test_a_series_of_changes_goes_on_with_other_years() -> None:
    series = before(ask("change", "net_sales", APPLE, (2022, 2021, 2023, 2022), of="change"))
    assert plan("and in 2024?", series) == ["change: net_sales | AAPL | FY2024 FY2023"]
    assert plan("and in 2020 and 2021?", series) == ["change of change: net_sales | AAPL | FY2020 FY2019 FY2021 FY2020"]


def test_another_figure_of_both_companies_is_told_of_both() -> None:
    earlier = before(ask("value", "net_sales", GAMESTOP, 2023), earlier=(ask("value", "net_sales", APPLE, 2023),))
    assert plan("and net income of both?", earlier) == ["value: net_income | AAPL GME | FY2023"]

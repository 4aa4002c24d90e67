"""What a question is planned to be: operations, periods, measures and companies, before any record is looked at. No Postgres."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.planning.router import route
from muniment.agents.reading.names import Directory
from muniment.errors import Abstention
from muniment.items.known_companies import with_common_names
from muniment.records import Ask, Company

COMPANIES = [
    Company(320193, "Apple Inc.", ("AAPL",)),
    Company(1326801, "Meta Platforms, Inc.", ("META",), ("Facebook Inc",)),
    Company(50863, "INTEL CORP", ("INTC",)),
    Company(1326380, "GameStop Corp.", ("GME",)),
    Company(354950, "HOME DEPOT, INC.", ("HD",)),
]
DIRECTORY = Directory(with_common_names(COMPANIES))


def asks(question: str) -> tuple[Ask, ...]:
    return route(question, DIRECTORY).asks


def told(ask: Ask) -> str:
    """An ask in short: operation, things, measures, periods."""
    things = "" if ask.of == "value" else f" of {ask.of}"
    measures = " & ".join(f"{m.words} {m.item or ''}".strip() for m in ask.measures)
    return f"{ask.operation}{things}: {measures}, {' '.join(p.label for p in ask.periods)}"


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("What were Apple's Q3 net sales in 2024 and 2025?", ["value: net_sales, Q3 FY2024 Q3 FY2025"]),
        ("How much did Apple's Q3 revenue grow from 2024 to 2025?", ["percent_change: net_sales, Q3 FY2025 Q3 FY2024"]),
        (
            "What were Apple's quarterly revenues in 2024?",
            ["value: net_sales, Q1 FY2024 Q2 FY2024 Q3 FY2024 Q4 FY2024"],
        ),
        (
            "Did Meta's revenue grow every year between 2020 and 2023?",
            ["every of change: net_sales, FY2021 FY2020 FY2022 FY2021 FY2023 FY2022"],
        ),
        (
            "What was Meta's revenue growth in 2022 and 2023?",
            ["percent_change of percent_change: net_sales, FY2022 FY2021 FY2023 FY2022"],
        ),
        ("How much did Apple earn per day in 2024?", ["value: net_income, FY2024"]),
        ("How much cash did Apple use to buy back common stock in 2024?", ["value: share_repurchases, FY2024"]),
        ("How much did Meta spend on property and equipment in 2023?", ["value: capital_expenditures, FY2023"]),
        (
            "How much did Meta spend on R&D and property and equipment in 2023?",
            ["value: research_and_development, FY2023", "value: capital_expenditures, FY2023"],
        ),
        ("What share of Apple's net sales was R&D in 2024?", ["ratio: research_and_development & net_sales, FY2024"]),
        ("How many years has Intel made a loss since 2010?", ["count: net_income, FY2010"]),
        ("Did GameStop's net loss increase in 2022?", ["change: net_income, FY2022 FY2021"]),
        (
            "List Meta's R&D for 2022, 2023 and 2024 and the total.",
            [
                "value: research_and_development, FY2022 FY2023 FY2024",
                "sum: research_and_development, FY2022 FY2023 FY2024",
            ],
        ),
        (
            "apple net income 2022-2024 and cagr",
            ["value: net_income, FY2022 FY2023 FY2024", "growth_rate: net_income, FY2024 FY2022"],
        ),
        (
            "Give me Apple's net sales for 2022 and 2023 with their average",
            ["value: net_sales, FY2022 FY2023", "average: net_sales, FY2022 FY2023"],
        ),
        ("What was Apple's average net sales in 2022 and 2023?", ["average: net_sales, FY2022 FY2023"]),
        ("What were Apple's net sales in 2022 and 2023 combined?", ["sum: net_sales, FY2022 FY2023"]),
    ],
)
def test_a_question_is_planned_as_it_is_meant(question: str, plan: list[str]) -> None:
    assert [told(a) for a in asks(question)] == plan


def test_two_companies_may_have_a_measure_each() -> None:
    (ask,) = asks("Which is larger in 2023: Intel's R&D or Meta's capex?")
    assert ask.paired
    assert [(m.item, e.cik) for m, e in zip(ask.measures, ask.entities, strict=True)] == [
        ("research_and_development", 50863),
        ("capital_expenditures", 1326801),
    ]


def test_a_claim_of_a_loss_is_of_the_loss() -> None:
    (ask,) = asks("Did GameStop's net loss increase in 2022?")
    assert (ask.measures[0].loss, ask.claim) == (True, "up")


def test_an_amount_to_pass_is_kept_with_its_side() -> None:
    (ask,) = asks("When did Meta's revenue first exceed $100 billion?")
    assert (ask.operation, ask.claim, ask.threshold) == ("first", "more", Decimal(100_000_000_000))


@pytest.mark.parametrize(
    "question",
    [
        "What were Apple's net sales and net income in the prior fiscal year?",
        "Apple and Meta: net income of the previous year?",
        "What were Apple's Q2 2024 net sales, net income and operating income?",
        "Compare net margin and gross margin of Apple and Meta, 2022 to 2024",
        "Apple's and Home Depot's net sales, cost of sales and net income in FY23 and FY24",
    ],
)
def test_every_ask_of_a_clause_has_the_same_periods(question: str) -> None:
    made = asks(question)
    assert len(made) > 1
    assert len({a.periods for a in made}) == 1


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What was Apple's net sales in March 2024?", "period_not_reported"),
        ("Should I buy Apple?", "out_of_domain"),
        ("What will Apple's net sales be in 2030?", "out_of_domain"),
        ("What did analysts expect of Apple's net sales in 2023?", "out_of_domain"),
        ("If Apple's net sales had grown in 2023, what would its net income have been?", "out_of_domain"),
        ("What is the capital of France?", "out_of_domain"),
        ("What were the net sales of Zyqqor Holdings in 2024?", "unknown_entity"),
        ("How does Apple's R&D in 2024 sit upon its net sales?", "insufficient_evidence"),
    ],
)
def test_what_no_plan_can_be_made_of_is_refused_with_a_reason(question: str, reason: str) -> None:
    with pytest.raises(Abstention) as refusal:
        asks(question)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Toasters. What was Apple's revenue in 2023?", ["value: Toasters, the latest", "value: net_sales, FY2023"]),
        ("I only care about toasters. What was Apple's revenue in 2023?", ["value: toasters, the latest", "value: net_sales, FY2023"]),
        ("How much did Meta burn on R&D in 2023?", ["value: research_and_development, FY2023"]),
        ("gme collectibles sales 2023", ["value: collectibles net_sales, FY2023"]),
        ("gme distribution sales 2023", ["value: distribution net_sales, FY2023"]),
        ("Home Depot comparable sales 2023", ["value: comparable net_sales, FY2023"]),
        ("Intel has negative equity. Is that true for 2023?", ["exceeds: shareholders_equity, FY2023"]),
        ("Of the years 2021 to 2023, in which was Home Depot's net loss the worst?", ["largest: net_income, FY2021 FY2022 FY2023"]),
        ("Intel's current ratio at the end of 2023", ["value: current_ratio, FY2023"]),
    ],
)  # fmt: skip
def test_a_narrowing_in_a_sentence_of_its_own_or_in_one_word_is_read(question: str, plan: list[str]) -> None:
    assert [told(a) for a in asks(question)] == plan


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who took over at GameStop after the founder left?", True),
        ("How many stores does Home Depot run?", True),
        ("What pushed down Home Depot's sales?", True),
        ("Which part of the year is normally strongest for Intel?", True),
        ("What was Intel's income tax expense in 2023?", False),
        ("What happened to Apple's retained earnings in 2024?", False),
        ("Would it be fair to say that Apple's goodwill was over $4 billion in 2024?", False),
    ],
)
def test_the_text_is_asked_where_no_figure_can_answer(question: str, text: bool) -> None:
    plan = route(question, DIRECTORY, reported=lambda company: ("Goodwill", "Income Tax Expense"))
    assert plan.text is text


def test_what_no_figure_is_filed_under_is_looked_for_in_the_text_and_that_is_said() -> None:
    plan = route("GameStop's preferred landlord in 2023?", DIRECTORY, reported=lambda company: ("Goodwill",))
    assert (plan.text, plan.unfiled) == (True, "preferred landlord")


def test_a_figure_narrowed_to_what_is_not_filed_is_never_looked_for_in_the_text() -> None:
    assert not route("Apple's toaster revenue in 2023", DIRECTORY, reported=lambda company: ("Goodwill",)).text

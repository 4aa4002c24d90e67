"""Questions that lean on the one before them, in a real session over the bundled sample."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from muniment.agent import Agent
from muniment.chat import Session
from muniment.records import Answer
from tests.conftest import values

_names = itertools.count()


@pytest.fixture
def session(agent: Agent) -> Iterator[Session]:
    made = agent.chat(f"follow-ups {next(_names)}")
    yield made
    made.delete()


def last(session: Session, *questions: str) -> Answer:
    return [session.ask(q) for q in questions][-1]


SALES = "What were Apple's net sales in fiscal 2024?"
RESEARCH = "How much did Meta spend on R&D in 2023?"


@pytest.mark.parametrize(
    ("questions", "wanted", "carried"),
    [
        ((SALES, "and in 2023?"), {"net sales FY2023": "383285000000"}, ("Apple Inc.", "net sales")),
        ((SALES, "what about Meta?"), {"net sales FY2024": "164501000000"}, ("net sales", "fiscal 2024")),
        ((SALES, "and net income?"), {"net income FY2024": "93736000000"}, ("Apple Inc.", "fiscal 2024")),
        ((SALES, "What was its operating income?"), {"operating income FY2024": "123216000000"}, ("Apple Inc.", "fiscal 2024")),
        ((SALES, "the year before"), {"net sales FY2023": "383285000000"}, ("Apple Inc.", "net sales")),
        ((SALES, "no, fiscal 2022"), {"net sales FY2022": "394328000000"}, ("Apple Inc.", "net sales")),
        ((SALES, "No, I meant Meta."), {"net sales FY2024": "164501000000"}, ("net sales", "fiscal 2024")),
        ((SALES, "sorry, R&D"), {"research and development expense FY2024": "31370000000"}, ("Apple Inc.", "fiscal 2024")),
        ((SALES, "and in 2022?", "and the following year?"), {"net sales FY2023": "383285000000"}, ("Apple Inc.", "net sales")),
        (("Apple's net sales in Q2 of fiscal 2024", "the quarter before"), {"net sales Q1 FY2024": "119575000000"}, ("Apple Inc.", "net sales")),
        (("Apple's net sales in Q1 of fiscal 2024", "and the next quarter?"), {"net sales Q2 FY2024": "90753000000"}, ("Apple Inc.", "net sales")),
        (("Apple's net sales in Q1 of fiscal 2024", "Q3?"), {"net sales Q3 FY2024": "85777000000"}, ("Apple Inc.", "net sales")),
        (("Apple's net sales in Q1 of fiscal 2024", "for the full year?"), {"net sales FY2024": "391035000000"}, ("Apple Inc.", "net sales")),
        (("Was GameStop profitable in fiscal 2023?", "revenue?"), {"net sales FY2023": "5272800000"}, ("GameStop Corp.", "fiscal 2023")),
        (("What was Apple's net income in 2031?", "no, 2023"), {"net income FY2023": "96995000000"}, ("Apple Inc.", "net income")),
    ],
)  # fmt: skip
def test_what_is_left_out_is_carried_over_and_named(
    session: Session, questions: tuple[str, ...], wanted: dict[str, str], carried: tuple[str, ...]
) -> None:
    answer = last(session, *questions)
    assert values(answer) == wanted
    assert answer.carried == carried


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((RESEARCH, "as a share of net sales?"), "research and development expense was 28.53% of net sales in fiscal 2023"),
        ((RESEARCH, "as a share of net sales?", "and in 2022?"), "was 30.30% of net sales in fiscal 2022"),
        ((RESEARCH, "as a share of net sales?", "what about Intel?"), "Intel Corp's research and development expense was 29.59% of net sales in fiscal 2023"),
        ((RESEARCH, "how much did it change?"), "rose by $3,145 million, or 8.90%, from $35,338 million"),
        ((RESEARCH, "compared with 2021?"), "from $24,655 million in fiscal 2021"),
        ((RESEARCH, "is that more than Intel's?"), "Yes: Meta Platforms, Inc.'s research and development expense was $38,483 million"),
        ((RESEARCH, "Did it grow?"), "Yes: Meta Platforms, Inc.'s research and development expense rose by $3,145 million"),
        ((SALES, "compared to Meta"), "Apple Inc. had the higher net sales."),
        ((SALES, "for the last three years?", "and the average?"), "average net sales over 3 periods was $396,827 million"),
        (("What were net sales in 2024?", "Apple"), "Apple Inc.'s net sales were $391,035 million in fiscal 2024"),
    ],
)  # fmt: skip
def test_a_follow_up_computes_with_what_was_asked_before(
    session: Session, questions: tuple[str, ...], said: str
) -> None:
    answer = last(session, *questions)
    assert said in answer.text


@pytest.mark.parametrize(
    ("follow_up", "reason"),
    [
        ("that in euros", "insufficient_evidence"),
        ("thanks", "insufficient_evidence"),
        ("double that?", "insufficient_evidence"),
        ("sum of these?", "insufficient_evidence"),
        ("Should I buy Apple?", "out_of_domain"),
        ("What will they be next year?", "out_of_domain"),
        ("and for toasters?", "item_not_reported"),
        ("Is Apple any good?", "item_not_reported"),
        ("the quarter before", "insufficient_evidence"),
        ("why?", "no_record"),
        ("and in 2031?", "period_not_reported"),
        ("What does Netflix say about competition?", "no_record"),
        ("and Netflix's risks?", "no_record"),
        ("What does Zyntrax say about competition?", "unknown_entity"),
        ("What was revenue of Netflix?", "no_record"),
        ("What is the capital of France?", "item_not_reported"),
    ],
)
def test_what_cannot_be_carried_is_refused(session: Session, follow_up: str, reason: str) -> None:
    answer = last(session, SALES, follow_up)
    assert (answer.status, answer.reason) == ("abstained", reason)


TWO = (SALES, "what about Meta?")
YEARS = (SALES, "and in 2023?", "and in 2022?")


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((*TWO, "which was larger?"), "Apple Inc. had the higher net sales."),
        ((*TWO, "compare them"), "Apple Inc. had the higher net sales."),
        ((*TWO, "what's the average of the two?"), "was $277,768 million"),
        ((*TWO, "sum of these"), "add up to $555,536 million"),
        ((*TWO, "how much more is the larger one?"), "were $226,534 million more than Meta Platforms, Inc.'s"),
        ((*TWO, "net income for both?"), "Meta Platforms, Inc.'s net income was $62,360 million in fiscal 2024"),
        ((*TWO, "and for both in 2023?"), "Meta Platforms, Inc.'s net sales were $134,902 million in fiscal 2023"),
        ((*TWO, "which of them grew more?"), "net sales rose by $29,599 million, or 21.94%"),
        ((*TWO, "and Cisco?", "which of the three was the smallest?"), "Cisco Systems, Inc. had the lowest net sales."),
        ((*TWO, "and Cisco?", "which of the two was larger?"), "Meta Platforms, Inc. had the higher net sales."),
        ((*YEARS, "in which year was it the highest?"), "net sales were highest in fiscal 2022"),
        ((*YEARS, "the average of all three"), "average net sales over 3 periods was $389,549,333,333"),
        ((*YEARS, "percent change between the two?"), "fell by $11,043 million, or 2.80%"),
        ((SALES, "and net income?", "difference between the two?"), "were $297,299 million more than"),
    ],
)  # fmt: skip
def test_figures_asked_for_one_after_another_are_joined(
    session: Session, questions: tuple[str, ...], said: str
) -> None:
    answer = last(session, *questions)
    assert said in answer.text
    assert answer.carried


@pytest.mark.parametrize(
    "questions",
    [
        (SALES, "the average of the two"),
        (*TWO, "total of all three"),
        (*TWO, "and Netflix?", "which was the largest?"),
        (*TWO, "and net income?", "the average of all three"),
        (*TWO, "percent difference between them"),
    ],
)
def test_figures_that_are_not_there_or_not_alike_are_not_joined(session: Session, questions: tuple[str, ...]) -> None:
    answer = last(session, *questions)
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")


def test_a_question_that_names_company_and_thing_stands_alone(session: Session) -> None:
    answer = last(session, "What were Apple's net sales in fiscal 2022?", "What was Meta's net income in 2023?")
    assert values(answer) == {"net income FY2023": "39098000000"}
    assert answer.carried == ()


def test_what_leans_on_a_refused_question_is_refused_and_what_stands_alone_is_told(session: Session) -> None:
    leaning = last(session, SALES, "and for toasters?", "and in 2023?")
    assert (leaning.status, leaning.reason) == ("abstained", "insufficient_evidence")
    assert leaning.text.startswith("The question before was not answered")
    assert values(session.ask("What were Apple's net sales in 2023?")) == {"net sales FY2023": "383285000000"}
    assert values(session.ask("and in 2022?")) == {"net sales FY2022": "394328000000"}


def test_a_question_about_every_company_on_record_leans_on_nothing(session: Session) -> None:
    answer = last(session, RESEARCH, "Which three companies on record had the highest revenue in fiscal 2023?")
    assert [row[1].text for row in answer.tables[0].rows][:3] == [
        "$383,285 million",
        "$152,669 million",
        "$134,902 million",
    ]
    assert answer.carried == ()


def test_every_company_on_record_is_meant_also_after_figures_that_could_be_joined(session: Session) -> None:
    last(session, SALES, "and the year before?")
    answer = session.ask("Which three companies on record had the highest revenue in fiscal 2023?")
    assert [row[0].text for t in answer.tables for row in t.rows][:3] == [
        "Apple Inc.",
        "Home Depot, Inc.",
        "Meta Platforms, Inc.",
    ]


def test_without_a_session_nothing_is_carried(agent: Agent) -> None:
    assert agent.ask("and in 2023?").reason == "out_of_domain"


def test_why_is_answered_by_the_filing_that_was_asked_about(apple_agent: Agent) -> None:
    session = apple_agent.chat("why")
    answer = last(session, "What was Apple's research and development expense in fiscal 2024?", "why?")
    assert (answer.status, answer.citations[0].record) == ("answered", "0000320193-24-000123")
    assert "headcount-related expenses" in answer.text
    assert answer.carried == ("Apple Inc.", "research and development expense", "fiscal 2024")
    # Apple gives reasons for the sales of each product, and none for all of them: a part is no reason for the whole.
    assert last(session, SALES, "why?").status == "abstained"

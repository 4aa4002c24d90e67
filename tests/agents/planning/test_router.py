"""The router by itself: people's wordings, and inputs that must be survived."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.agents.planning.router import route
from muniment.agents.reading.names import Directory
from muniment.agents.reading.periods import find_periods
from muniment.agents.reading.words import plain
from muniment.errors import Abstention, BadInput
from muniment.records import Company

DIRECTORY = Directory(
    [
        Company(320193, "Apple Inc.", ("AAPL",), ("APPLE COMPUTER INC",), common_names=("Apple",), rank=2),
        Company(60667, "LOWES COMPANIES INC", ("LOW",), common_names=("Lowe's",), rank=87),
        Company(80424, "PROCTER & GAMBLE Co", ("PG",)),
        Company(1326801, "Meta Platforms, Inc.", ("META",), ("Facebook Inc",)),
        Company(1, "FIRST FINANCIAL BANCORP /OH/", ("FFBC",)),
        Company(2, "FIRST FINANCIAL CORP /IN/", ("THFF",)),
        Company(27419, "TARGET CORP", ("TGT",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "cik"),
    [
        ("Apple's cash", 320193),
        ("Apple Inc.'s cash", 320193),
        ("apple cash", 320193),
        ("AAPL cash", 320193),
        ("aapl cash", 320193),
        ("Apple Computer cash", 320193),
        ("Lowe's cash", 60667),
        ("Lowes cash", 60667),
        ("LOW cash", 60667),
        ("P&G cash", 80424),
        ("Procter and Gamble's cash", 80424),
        ("Facebook cash", 1326801),
        ("cash of CIK 0000320193", 320193),
        ("Target's cash", 27419),
        ("Gamble cash", 80424),
        ("Procter & Gambel cash", 80424),
    ],
)
def test_a_company_is_found_by_any_of_its_names(text: str, cik: int) -> None:
    assert [e.cik for e in route(text, DIRECTORY).entities] == [cik]


def test_common_word_is_no_company() -> None:
    with pytest.raises(Abstention) as refused:
        route("what was the target cash balance in low season", DIRECTORY)
    assert refused.value.reason in ("out_of_domain", "unknown_entity")


def test_ambiguous_name_gives_candidates() -> None:
    with pytest.raises(Abstention, match=r"FFBC.*THFF") as refused:
        route("First Financial net income 2023", DIRECTORY)
    assert refused.value.reason == "ambiguous_entity"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("fiscal 2024", "FY2024"),
        ("FY24", "FY2024"),
        ("fy'24", "FY2024"),
        ("in 2024", "FY2024"),
        ("Q3 2024", "Q3 FY2024"),
        ("3Q24", "Q3 FY2024"),
        ("Q3'24", "Q3 FY2024"),
        ("third quarter of fiscal 2024", "Q3 FY2024"),
        ("2024's third quarter", "Q3 FY2024"),
        ("first half of 2024", "H1 FY2024"),
        ("first nine months of fiscal 2024", "9M FY2024"),
    ],
)
def test_a_period_is_read_in_any_wording(text: str, label: str) -> None:
    (mention,) = find_periods(text.lower())
    assert [p.label for p in mention.periods] == [label]


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "???", "🙂🙂", "\x00"])
def test_empty_question_is_bad_input(text: str) -> None:
    with pytest.raises((BadInput, Abstention)):
        route(text, DIRECTORY)


@pytest.mark.parametrize("text", ["a" * 1_000_000, "What?\n" * 10_000])
def test_huge_question_is_refused_at_once(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(BadInput, match="characters; at most 2,000"):
        route(text, DIRECTORY)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "text",
    [
        "Apple revenue'; DROP TABLE facts; --",
        "Apple %s %n {0} ${jndi:ldap://x}",
        "Apple " + "(a+)+$" * 200,
        "Какая выручка Apple за 2024 год?",
        "苹果公司2024年的收入是多少？",
        "Apple " + "a" * 1900,
        "Apple " + "net " * 400,
        "Apple " + "1" * 1500,
        "Apple " + "'" * 1500,
    ],
)
def test_strange_question_takes_bounded_time_and_a_clear_end(text: str) -> None:
    started = time.monotonic()
    try:
        plan = route(text, DIRECTORY)
        assert plan.entities
    except (Abstention, BadInput):
        pass
    assert time.monotonic() - started < 5


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_planned_or_refused(text: str) -> None:
    try:
        plan = route("Apple " + text, DIRECTORY)
    except (Abstention, BadInput) as refused:
        said = str(refused)
    else:
        said = plan.domain
        assert plan.asks
    assert said


def test_unseen_characters_change_nothing() -> None:
    assert plain("Ap\u200bple\u202e net\u00a0sales") == "Apple net sales"
    assert route("Ap\u200bple net sales 2024", DIRECTORY) == route("Apple net sales 2024", DIRECTORY)


def test_every_word_must_be_accounted_for() -> None:
    (ask,) = route("What was Apple's Vision Pro revenue in 2024?", DIRECTORY).asks
    assert (ask.measures[0].item, ask.measures[0].words) == ("net_sales", "Vision Pro")


def test_what_was_invested_in_a_row_of_ones_own_is_not_what_there_is_of_it() -> None:
    def own(_: Company) -> list[str]:
        return ["tangible assets"]

    asked = route("What were Apple's tangible assets in 2024?", DIRECTORY, own_words=own, reported=own)
    assert not asked.text
    question = "How much was invested in Apple's tangible assets in 2024?"
    spent = route(question, DIRECTORY, own_words=own, reported=own)
    assert spent.text


@pytest.mark.parametrize(
    "question",
    [
        "What was Apple's revenue in the year after the one ended September 30, 2023?",
        "What was Apple's revenue in fiscal 2024, the year following the year that ended September 30, 2023?",
    ],
)
def test_a_year_that_is_told_by_the_end_of_another_is_not_guessed(question: str) -> None:
    with pytest.raises(Abstention, match="told by the one before or after it"):
        route(question, DIRECTORY)

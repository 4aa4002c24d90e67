"""The part of a message that asks: stories are blanked, what restricts a figure never is. The tuned model, without Postgres."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from muniment.agents.reading.asked_part import asked_part
from muniment.agents.reading.names import Directory
from muniment.items.known_companies import with_common_names
from muniment.models.question_tagger import QuestionTagger, TaggedWord
from muniment.records import Company
from muniment.settings import Settings

DIRECTORY = Directory(
    with_common_names(
        [
            Company(320193, "Apple Inc.", ("AAPL",)),
            Company(1326801, "Meta Platforms, Inc.", ("META",), ("Facebook Inc",)),
            Company(50863, "INTEL CORP", ("INTC",)),
            Company(354950, "HOME DEPOT, INC.", ("HD",)),
            Company(60667, "LOWES COMPANIES INC", ("LOW",)),
        ]
    )
)


@pytest.fixture(scope="module")
def tagger(settings: Settings) -> QuestionTagger:
    """The tagger of the package."""
    return QuestionTagger(settings.home)


def _asked(question: str, tagger: QuestionTagger, members: tuple[str, ...] = ()) -> str:
    kept = asked_part(question, DIRECTORY.find, tagger, lambda mentions: members)
    assert len(kept) == len(question)
    return " ".join(kept.split())


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "My aunt swears by Intel and nags me at every wedding. What was its net income in 2021?",
            "Intel what was its net income in 2021?",
        ),
        (
            "How much did Apple spend on R&D in fiscal 2023? My landlord has 3 shares and talks of nothing else.",
            "How much did Apple spend on R&D in fiscal 2023?",
        ),
        (
            "pub argument, the loser buys the chips: who had the larger net sales in fiscal 2023, Home Depot or Lowe's",
            "who had the larger net sales in fiscal 2023, Home Depot or Lowe's",
        ),
        ("Apple net sales 2022? Sorry, I mean 2023.", "Apple net sales 2023."),
        (
            "need Lowe's, no wait, Home Depot's inventories for fiscal 2024",
            "need Home Depot's inventories for fiscal 2024",
        ),
    ],
)
def test_a_story_is_blanked_and_what_the_question_needs_of_it_stays(
    message: str, asked: str, tagger: QuestionTagger
) -> None:
    kept = _asked(message, tagger)
    assert kept.strip(" .:") == asked.strip(" .:")


@pytest.mark.parametrize(
    "message",
    [
        "What was Apple's revenue in 2023? Only the part sold to schools.",
        "I only care about toasters. What was Apple's revenue in 2023?",
        "We are looking at the weekend business. What was Meta's revenue there in 2023?",
        "What was Apple's revenue, for overdue, in 2023?",
        "For the Messenger side of things, what was Meta's revenue in 2023?",
        "On the night shift, how much did Home Depot take in revenue in 2023?",
        "Suppose one looks at Christmas decorations: what did Home Depot sell in fiscal 2024?",
        "In which year from 2021 to 2024 did Home Depot's net sales first exceed 155 billion dollars?",
        "intel q2 net income 22 23 24 25 w yoy %",
        "My colleague claims Intel's inventory topped $5 billion in 2023. Is she right?",
        "My uncle owns Apple. Should I buy it?",
        "Apple and Intel net sales 2022 and 2023",
    ],
)
def test_what_restricts_or_asks_is_never_blanked(message: str, tagger: QuestionTagger) -> None:
    assert _asked(message, tagger) == message


def test_a_story_that_names_a_part_of_the_company_is_kept(tagger: QuestionTagger) -> None:
    message = "Everyone at lunch says Garden Tools burns money. What was Home Depot's operating income in 2024?"
    assert _asked(message, tagger, ("Garden Tools",)) == message
    assert "Garden Tools" not in _asked(message, tagger, ("Lighting",))
    brand = "Instagram is where all our ads go, my boss loves it. How big was Meta's net income in 2024?"
    assert "Instagram" in _asked(brand, tagger)


@pytest.mark.parametrize(
    ("message", "told", "chance"),
    [
        (
            "What was Apple's revenue in 2023 that schools and libraries paid for?",
            "that schools and libraries paid for?",
            0.01,
        ),
        ("In the newest quarter you hold from Intel, what was the R&D? And a year ago?", "And a year ago?", 0.01),
        ("What was Apple's revenue in 2023? Solely the hardware, I mean.", "Solely the hardware, I mean.", 0.01),
        ("What was Apple's revenue in 2023? Customers abroad, that is.", "Customers abroad, that is.", 0.06),
        ("Did Home Depot's annual net sales first exceed 155 billion dollars in 2022?", "155", 0.01),
        ("And what was left of it in 2023, worked out the same way?", "worked out the same way?", 0.01),
        ("We sell garden gnomes. What was Home Depot's revenue from those in 2023?", "We sell garden gnomes.", 0.01),
        ("What was Apple's net income in 2023? Should I buy some shares now?", "Should I buy some shares now?", 0.01),
        ("and in the first half of that year?", "half of that year?", 0.01),
        ("Intel, my cousin works over at it", "my cousin works over at it", 0.01),
        ("Why did Intel change the life of its machinery so abruptly in January 2023?", "so abruptly", 0.01),
    ],
)
def test_a_guard_holds_where_the_model_is_sure_and_wrong(message: str, told: str, chance: float) -> None:
    at = message.index(told)
    tags = [
        TaggedWord(m.start(), m.end(), chance if at <= m.start() < at + len(told) else 0.99)
        for m in re.finditer(r"\S+", message)
    ]
    assert asked_part(message, DIRECTORY.find, lambda text: tags, lambda mentions: ()) == message


def test_without_the_model_every_word_asks() -> None:
    message = "My aunt swears by Intel. What was its net income in 2021?"
    assert asked_part(message, DIRECTORY.find, lambda text: (), lambda mentions: ()) == message


def test_a_tagger_without_its_base_model_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    # As in a process that has not asked the model yet.
    monkeypatch.setattr("muniment.models.token_encoder._open", {})
    assert QuestionTagger(tmp_path)("My aunt swears by Intel. What was its net income in 2021?") == ()


def test_figures_that_stand_side_by_side_are_no_correction() -> None:
    for message in (
        "Apple net sales in 2022 and, sorry, 2023",
        "Apple's net sales, 2022 to 2023",
        "Apple or Intel, no idea",
    ):
        assert asked_part(message, DIRECTORY.find, lambda text: (), lambda mentions: ()) == message


NAMED = "The number I keep hearing for Meta's fiscal 2021 income before taxes seems off to my aunt. What were its net sales in the first half of 2023, really?"
MARKS = ("Meta", "fiscal 2021", "income before taxes", "net sales", "first half of 2023")


@hypothesis(deadline=None)
@given(st.lists(st.booleans(), min_size=29, max_size=29))
def test_a_name_is_never_cut_whatever_the_model_says(asks: list[bool]) -> None:
    words = list(re.finditer(r"\S+", NAMED))
    tags = [TaggedWord(m.start(), m.end(), 0.99 if a else 0.01) for m, a in zip(words, asks, strict=True)]
    kept = asked_part(NAMED, DIRECTORY.find, lambda text: tags, lambda mentions: ())
    for mark in MARKS:
        at = NAMED.index(mark)
        assert kept[at : at + len(mark)] in (mark, " " * len(mark))


@given(st.text(max_size=120))
def test_anything_typed_keeps_its_length(text: str) -> None:
    message = " ".join(text.split())
    kept = asked_part(message, DIRECTORY.find, lambda text: (), lambda mentions: ())
    assert len(kept) == len(message)

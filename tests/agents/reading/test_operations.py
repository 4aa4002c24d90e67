"""What a question wants done, by its phrases; and when it is about Muniment itself."""

from __future__ import annotations

import pytest

from muniment.agents.reading.operations import BEFORE_ITEMS, asks_about_itself, is_adjective, spoken
from muniment.agents.reading.phrases import table
from muniment.agents.reading.words import words
from tests.agents.forms import clause


def kind(text: str) -> str:
    phrase = spoken().at(words(text), 0)
    return "" if phrase is None else phrase.kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("compound annual growth rate", "growth_rate"),
        ("average", "average"),
        ("growing", "change growth"),
        ("fell", "change down"),
        ("doubled", "change double"),
        ("buyback", "item share_repurchases"),
        ("lost on a net basis", "item net_income loss"),
        ("every year", "every"),
        ("toasters", ""),
    ],
)
def test_a_phrase_says_an_operation_a_direction_or_an_item(text: str, said: str) -> None:
    assert kind(text) == said


@pytest.mark.parametrize(
    ("question", "kinds", "directions"),
    [
        ("How much did Apple's net sales grow?", {"change"}, ("growth",)),
        ("Did Apple's gross margin improve?", {"change"}, ("better",)),
        ("What share of Apple's net sales was R&D?", {"share"}, ()),
        ("Apple's net sales per day", {"per"}, ()),
        ("Apple's net sales", set(), ()),
    ],
)
def test_a_clause_holds_its_operations(question: str, kinds: set[str], directions: tuple[str, ...]) -> None:
    read = clause(question)
    assert (set(read.kinds), read.directions) == (kinds, directions)


@pytest.mark.parametrize(
    "question",
    [
        "What companies do you know?",
        "Which companies do you have?",
        "What can you do?",
        "Hi, what can I ask?",
        "What do you know about Apple?",
    ],
)
def test_a_question_about_muniment_itself_is_known(question: str) -> None:
    assert asks_about_itself(question)


@pytest.mark.parametrize(
    "question",
    [
        "What were Apple's net sales in 2024?",
        "What companies do you know with net sales above $50 billion?",
        "What do you know about the risks that Apple faces?",
        "I would really very much like to know for my work what can you do",
        "What can you do about the many things I have not told you yet",
        "Which company is the largest?",
    ],
)
def test_a_question_about_companies_is_none_about_muniment(question: str) -> None:
    assert not asks_about_itself(question)


@pytest.mark.parametrize(
    ("word", "adjective"),
    [("rising", True), ("increased", True), ("fallen", True), ("grown", True), ("higher", True), ("rise", False), ("fell", False)],
)  # fmt: skip
def test_a_form_of_a_verb_may_stand_before_a_noun(word: str, adjective: bool) -> None:
    assert is_adjective(word) is adjective


def test_operations_before_items_are_operations() -> None:
    assert set(table("operations")) >= BEFORE_ITEMS

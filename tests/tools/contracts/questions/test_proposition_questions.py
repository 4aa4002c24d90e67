"""Which proposition about a confidentiality agreement a question asks, and what yes and no mean."""

from __future__ import annotations

import pytest

from muniment.models.entailment_reader import propositions
from muniment.tools.contracts.entailment import Says
from muniment.tools.contracts.questions.proposition_questions import ROWS, Sense, answer, proposition_asked

WORDS = (
    "expressly identified",
    "only include technical",
    "verbally conveyed",
    "other than the purposes",
    "employees",
    "third-parties",
    "required by law",
    "agreed or negotiated",
    "reverse engineer",
    "independently develop",
    "from a third party",
    "any right",
    "destroy or return",
    "create a copy",
    "solicit",
    "survive termination",
    "retain some",
)


def test_propositions_stand_in_the_order_of_their_numbers() -> None:
    assert all(words in said for words, said in zip(WORDS, propositions(), strict=True))
    assert sorted(n for n, *_ in ROWS) == list(range(len(WORDS)))


@pytest.mark.parametrize(("number", "sense", "asks", "other"), [(n, s, asks, other) for n, s, _, asks, other in ROWS])
def test_question_asks_its_proposition_and_another_does_not(number: int, sense: Sense, asks: str, other: str) -> None:
    asked = proposition_asked(asks)
    assert asked is not None
    assert (asked.proposition, asked.sense) == (number, sense)
    assert proposition_asked(other) is None


@pytest.mark.parametrize(
    ("question", "says", "said"),
    [
        ("May they reverse engineer our samples?", "follows", "No"),
        ("Are they forbidden to reverse engineer our samples?", "follows", "Yes"),
        ("Can they share it with their staff?", "follows", "Yes"),
        ("Can they share it with their staff?", "contradicted", "No"),
        ("Is sharing it with their staff prohibited?", "contradicted", "Yes"),
        ("Must they return our documents?", "follows", "Yes"),
        ("Does it grant them any licence?", "follows", "No"),
        ("Does it grant them any licence?", "contradicted", "Yes"),
    ],
)
def test_yes_and_no_go_by_what_is_allowed(question: str, says: Says, said: str) -> None:
    asked = proposition_asked(question)
    assert asked is not None
    assert answer(asked, says) == said


@pytest.mark.parametrize("question", ["Who may share it with the staff?", "What must they return?", "Revenue in 2024?"])
def test_what_wants_more_than_yes_or_no_asks_no_proposition(question: str) -> None:
    assert proposition_asked(question) is None

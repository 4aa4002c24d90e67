"""Which two documents a question asks to compare."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.provisions.comparison_questions import ComparisonAsked, comparison_asked, documents_named


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("How does the Harrow lease differ from our template?", "the Harrow lease", "our template"),
        ("In which clauses does the Kestrel NDA deviate from the standard one?", "the Kestrel NDA", "the standard one"),
        ("What are the differences between the 2022 and the 2024 handbook?", "the 2022", "the 2024 handbook"),
        ("Compare the Tanner supply agreement with the Oak one.", "the Tanner supply agreement", "the Oak one"),
        ("What did Tessaro change from our NDA template?", "Tessaro", "our NDA template"),
        ("List the deviations of Acme's MSA from our playbook", "Acme's MSA", "our playbook"),
    ],
)
def test_two_documents_are_named(question: str, first: str, second: str) -> None:
    assert comparison_asked(question) == ComparisonAsked(first, second)


@pytest.mark.parametrize(
    ("question", "first", "since"),
    [
        ("What changed in the travel policy?", "the travel policy", None),
        ("What's new in the expenses policy since the last version?", "the expenses policy", None),
        ("How has the retention policy changed since 2023-06-01?", "the retention policy", date(2023, 6, 1)),
        ("What did the new version of the gift policy change?", "the gift policy", None),
        ("Show me the changes to the security manual since 1 May 2024", "the security manual", date(2024, 5, 1)),
    ],
)
def test_versions_of_one_document_are_meant(question: str, first: str, since: date | None) -> None:
    assert comparison_asked(question) == ComparisonAsked(first, "", since)


def test_version_that_came_into_force_on_a_day_is_meant() -> None:
    found = comparison_asked("What changed in the Travel Policy on 1 July 2025?")
    assert found == ComparisonAsked("the Travel Policy", "", None, date(2025, 7, 1))


@pytest.mark.parametrize(
    "question",
    [
        "What changed in the travel policy since the merger?",
        "How has revenue changed from 2022 to 2023?",
        "When must I notify a change of address?",
        "Who may change the order?",
    ],
)
def test_what_is_not_understood_is_another_question(question: str) -> None:
    assert comparison_asked(question) is None


CARDS = {
    1: frozenset({"harrow", "leas", "agreement", "landlord"}),
    2: frozenset({"leas", "templat"}),
    3: frozenset({"travel", "polici"}),
}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("the Harrow lease", [1]),
        ("our lease template", [2]),
        ("our template in the version that we signed", [2]),
        ("our lease", [1, 2]),
        ("revenue", []),
        ("the lease of Oak", []),
    ],
)
def test_document_bears_all_words_that_it_is_named_by(words: str, meant: list[int]) -> None:
    assert documents_named(words, CARDS) == meant

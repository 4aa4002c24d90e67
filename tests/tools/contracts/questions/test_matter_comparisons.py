"""Which matter a question compares in two contracts."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.questions.matter_comparisons import matter_compared


@pytest.mark.parametrize(
    ("question", "field", "sides"),
    [
        (
            "Are the Harrow lease and the Ryle supply deal under the same law?",
            "governing law",
            (("harrow",), ("ryle", "supply")),
        ),
        ("Who pays sooner, Harrow or Ryle?", "payment terms", (("harrow",), ("ryle",))),
        ("compare the liability cap of Harrow with our template", "cap on liability", (("harrow",), ("template",))),
        ("Which of Harrow and Ryle ends later?", "end of the term", (("harrow",), ("ryle",))),
    ],
)
def test_matter_and_the_two_names(question: str, field: str, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    found = matter_compared(question)
    assert found is not None and found.field == field and sides in found.sides


@pytest.mark.parametrize("question", ["When does the Harrow lease end?", "How does Harrow differ from Ryle?"])
def test_question_of_one_contract_or_of_no_matter_compares_none(question: str) -> None:
    assert matter_compared(question) is None

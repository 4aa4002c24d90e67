"""A definition that is the line item's own says nothing more; any other stays."""

from __future__ import annotations

import pytest

from muniment.agents.reading.definitions import EXAMPLES, OTHERS, without_own_definitions

QUESTION = "What was Apple's figure in 2024?"


@pytest.mark.parametrize("said", EXAMPLES)
def test_the_items_own_definition_is_blanked(said: str) -> None:
    text = f"{QUESTION} {said}"
    assert without_own_definitions(text) == QUESTION.ljust(len(text))


@pytest.mark.parametrize("said", OTHERS)
def test_another_definition_stays(said: str) -> None:
    assert without_own_definitions(f"{QUESTION} {said}") == f"{QUESTION} {said}"
    assert without_own_definitions(said) == said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("What was the free cash flow (FCF) of Intel?", "What was the free cash flow of Intel?"),
        ("What was the net income (EPS) of Intel?", "What was the net income (EPS) of Intel?"),
        ("What were capital expenditures (capex) in 2024?", "What were capital expenditures in 2024?"),
        ("What was revenue (US) in 2024?", "What was revenue (US) in 2024?"),
    ],
)
def test_an_items_own_abbreviation_is_blanked(text: str, kept: str) -> None:
    assert without_own_definitions(text).split() == kept.split()

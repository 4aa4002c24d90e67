"""What Muniment is asked about itself: what is on record, what it can do."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from muniment.agents.reading.operations import asks_about_itself


@pytest.mark.parametrize(
    "question",
    ["What companies do you know?", "What can you do?", "Which companies are on record?", "Who are you?"],
)
def test_the_companies_on_record_are_listed(agent: Agent, question: str) -> None:
    answer = agent.ask(question)
    rows = {row[0].text: [c.text for c in row[1:]] for row in answer.tables[0].rows}
    assert len(rows) == 12
    assert rows["Apple Inc."] == ["AAPL", "2024 to 2025", "37", "2026-01-30"]
    assert "12 companies are on record" in answer.text


def test_the_filings_of_one_company_are_listed(agent: Agent) -> None:
    answer = agent.ask("Which filings do you have for Apple?")
    assert answer.text == "37 filings of Apple Inc. are on record."
    assert ["10-K", "2024-09-28", "2024-11-01", "0000320193-24-000123"] in [
        [c.text for c in row] for row in answer.tables[0].rows
    ]


def test_a_company_without_filings_is_said_to_have_none(agent: Agent) -> None:
    assert agent.ask("Which filings do you have for Tesla?").text.startswith("No filing of Tesla, Inc. is on record.")


@pytest.mark.parametrize(
    "question",
    [
        "Which companies do you know with net sales above $50 billion?",
        "What do you know about the risks that Apple faces?",
        "What can Apple do about its debt?",
        "Which companies had the highest net margin in 2023?",
    ],
)
def test_a_question_about_what_was_filed_is_none_about_muniment(question: str) -> None:
    assert not asks_about_itself(question)

"""What a question names is in its answer, or it is refused: wordings for which something else was told as proven."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from tests.conftest import values


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did Meta's net income fall by more than $5 billion in 2022?", "Yes: Meta Platforms, Inc.'s net income fell by $16,170 million"),
        ("Did Meta's net income rise by over $10 billion in 2023?", "Yes: Meta Platforms, Inc.'s net income rose by $15,898 million"),
        ("Did Apple's net sales exceed $40 thousand in 2024?", "Yes: Apple Inc.'s net sales were $391,035 million"),
        ("Set Apple and Meta side by side by net sales in 2024", "Apple Inc. had the higher net sales."),
        ("Was R&D more than 40% of Meta's net sales in 2023?", "No: Meta Platforms, Inc.'s research and development expense was 28.53% of net sales"),
        ("Did Meta's net sales rise in 2022, 2023 and 2024?", "No: Meta Platforms, Inc.'s net sales were not higher than the year before in fiscal 2022"),
        ("When did GameStop last make a loss?", "GameStop Corp.'s net income was negative last in fiscal 2022"),
        ("Did Apple's net sales never exceed $400 billion since 2020?", "No: Apple Inc.'s net sales were not below $400 billion in fiscal 2025"),
        ("Were Apple's net sales above $300 billion since 2020?", "No: Apple Inc.'s net sales were not above $300 billion in fiscal 2020"),
        ("What was the share of R&D in Apple's net sales in 2024?", "Apple Inc.'s research and development expense was 8.02% of net sales"),
        ("How much income taxes did Apple pay in 2024?", "Apple Inc.'s income taxes paid were $26,102 million"),
        ("Compare the change in dollars of Apple's and Meta's net sales in 2023", "Meta Platforms, Inc.'s net sales grew more: +$18,293 million against −$11,043 million."),
        ("What was the difference in net sales between Apple and Meta in 2024?", "Apple Inc.'s net sales were $226,534 million more than Meta Platforms, Inc.'s"),
    ],
)  # fmt: skip
def test_what_is_named_is_what_is_told(agent: Agent, question: str, begins: str) -> None:
    answer = agent.ask(question)
    assert answer.text[: len(begins)] == begins


@pytest.mark.parametrize(
    "question",
    [
        "Was 2022 Apple's highest net sales year since 2020?",
        "Which companies grew their net sales every year from 2021 to 2023?",
        "Which companies grew their net sales every year since 2022?",
        "Did Apple's net sales grow every quarter in 2024?",
        "How many quarters did Apple's net sales exceed $90 billion since 2022?",
        "In which quarter of 2024 were Apple's net sales highest?",
        "What were Apple's highest quarterly net sales?",
        "Did net sales of Apple exceed those of Meta by more than $200 billion in 2024?",
        "Were Apple's net sales more than double Meta's in 2024?",
        "Did Apple earn twice as much as Meta in 2024?",
        "By what percentage was Meta's net income higher than Intel's in 2023?",
        "What was the ratio of Apple's R&D to Meta's net sales in 2024?",
        "How was Apple's net income in 2022 compared with the average of 2023 and 2024?",
        "What were Apple's net sales minus R&D minus cost of sales in 2024?",
        "What were Apple's net sales in the two years before 2024?",
        "How did Apple's net sales change until 2022?",
        "In which year did GameStop's net loss shrink the most?",
        "Which year had GameStop's smallest net loss?",
        "Did Meta's net income quadruple from 2022 to 2023?",
        "Apple's income statement for 2023 and 2024",
        "net income of all companies in 2022 and 2023",
        "companies with net sales above $50 billion in 2022 and 2023",
        "Which companies had net sales above $50 billion and net income in 2023?",
        "Which companies doubled their net income in 2023?",
        "Did Apple's R&D as a share of net sales rise in 2024?",
        "companies with net income to net sales above 20% in 2023",
    ],
)
def test_what_cannot_be_told_whole_is_refused(agent: Agent, question: str) -> None:
    answer = agent.ask(question)
    assert (answer.status, answer.reason, values(answer)) == ("abstained", "insufficient_evidence", {})


@pytest.mark.parametrize("question", ["What is Apple going to earn?", "Are Apple's net sales going to grow?"])
def test_what_is_going_to_be_is_not_told_from_what_was(agent: Agent, question: str) -> None:
    assert "does not forecast" in agent.ask(question).text

"""People's wordings: what they say of themselves is passed over, what may narrow a figure never is."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from muniment.agents.reading.items import mend
from tests.conftest import values


@pytest.mark.parametrize(
    "question",
    [
        "Hey, quick one before my meeting: Apple net sales for 2024?",
        "My boss keeps asking about net sales at Apple for fiscal 2024; what is the number?",
        "I was reading Apple's 2024 annual report and couldn't find net sales. What were they?",
        "Would you be so kind as to tell me Apple's net sales for the fiscal year 2024?",
        "Someone told me Apple disclosed its net sales for FY2024; what was the exact amount?",
        "To settle a bet: Apple's net sales in fiscal 2024?",
        "Struggling to locate net sales in Apple's 2024 report. Help?",
        "So what did net sales look like at Apple in 2024?",
    ],
)
def test_the_askers_talk_changes_nothing(agent: Agent, question: str) -> None:
    assert values(agent.ask(question)) == {"net sales FY2024": "391035000000"}


@pytest.mark.parametrize(
    "question",
    [
        "My boss wants to know the toaster net sales of Apple in 2024.",
        "I need Apple's net sales from toasters for 2024.",
        "Could you tell me, for toasters, what Apple's net sales were in 2024?",
        "I only care about toasters: Apple's net sales in 2024?",
        "We are looking at the toaster business. What were Apple's net sales there in 2024?",
        "Let me know how toasters affected Apple's net sales in 2024.",
        "Can you give me Apple's net sales in 2024 without toasters?",
        "Tell me how seasonal Apple's net sales were in 2024.",
    ],
)
def test_a_word_that_narrows_is_never_passed_over(agent: Agent, question: str) -> None:
    assert agent.ask(question).status == "abstained"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("For every dollar of net sales, how much net income did Apple have in 2024?", "0.23971"),
        ("Take Apple's net income and divide it by net sales for fiscal 2024.", "0.23971"),
        ("As a percentage of net sales, how large was net income at Apple in 2024?", "0.23971"),
        ("Apple 2024 net income / net sales", "0.23971"),
        ("How many cents of net income did Apple have per dollar of net sales in 2024?", "0.23971"),
        ("What is Apple's three-year average net income, 2022 to 2024?", "96844"),
        ("Percentage-wise, how much did Apple's net sales change in 2024 from the prior year?", "0.02021"),
    ],
)
def test_an_operation_is_read_in_any_wording(agent: Agent, question: str, value: str) -> None:
    assert str(agent.ask(question).values[0].value).startswith(value)


def test_two_figures_in_a_relation_not_understood_are_refused(agent: Agent) -> None:
    answer = agent.ask("How did Apple's net income hedge its cash in 2024?")
    assert (answer.status, answer.values) == ("abstained", ())


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did GameStop make a profit in fiscal 2023?", "Yes"),
        ("Did Meta make a loss in 2023?", "No"),
        ("Did GameStop make a profit in fiscal 2023, and how much cash did it have left?", "Yes"),
    ],
)
def test_making_a_profit_is_told_by_yes_or_no(agent: Agent, question: str, begins: str) -> None:
    answer = agent.ask(question)
    assert answer.status == "answered" and answer.text.startswith(f"{begins}: ")


def test_english_words_are_no_typing_errors() -> None:
    assert [mend(w) for w in ("revnue", "send", "like", "side")] == ["revenue", None, None, None]

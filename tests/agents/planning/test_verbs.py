"""What a verb asks for where no line item is named."""

from __future__ import annotations

import pytest

from muniment.agents.planning.verbs import by_verb
from tests.agents.forms import clause


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How much did Apple make in 2023?", ["net_income", "net_sales"]),
        ("How much money did Apple make in 2023?", ["net_income", "net_sales"]),
        ("How much did Apple sell in 2024?", ["net_sales"]),
        ("How many dollars did Apple take in in 2023?", ["net_sales"]),
        ("What amount did Apple earn in 2023?", ["net_income"]),
        ("how much earned by Apple in 2023", ["net_income"]),
        ("Who earned more in 2023, Meta or Apple?", ["net_income"]),
        ("Which year did Apple earn the most?", ["net_income"]),
        ("Did Meta lose money in 2022?", ["net_income"]),
    ],
)
def test_a_verb_asks_for_what_it_brings(question: str, items: list[str]) -> None:
    assert [m.item for m in by_verb(clause(question))] == items


@pytest.mark.parametrize(
    "question",
    [
        "How many shares did Apple sell in 2024?",
        "How much stock did Meta sell in 2023?",
        "How much of its stock did Meta sell in 2023?",
        "What stock did Meta sell in 2023?",
        "How much coffee did Apple earn in 2023?",
        "Who made more phones in 2023, Apple or Meta?",
        "Who lost more shares in 2023, Meta or Apple?",
        "Who earned the most points in 2023, Meta or Apple?",
    ],
)
def test_what_is_sold_or_made_of_a_thing_is_nobodys_sales_or_income(question: str) -> None:
    assert by_verb(clause(question)) == ()

"""What was spent on a balance is a flow of cash, and never the balance."""

from __future__ import annotations

import pytest

from muniment.agents.planning.measures import measures_of
from muniment.agents.planning.times import Memory
from muniment.errors import Abstention
from tests.agents.forms import clause
from tests.filed import APPLE


def asked(question: str) -> list[str | None]:
    return [m.item for m in measures_of(clause(question), Memory((APPLE,)))]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How much did Apple spend on property, plant and equipment in 2024?", ["capital_expenditures"]),
        ("How much was spent by Apple on property and equipment in 2024?", ["capital_expenditures"]),
        ("What did Apple pay for marketable securities in 2024?", ["purchases_of_investments"]),
        ("How much long-term debt did Apple repay in 2024?", ["debt_repaid"]),
        ("How much long-term debt did Apple issue in 2024?", ["debt_issued"]),
        ("How much did Apple spend on R&D and capex in 2024?", ["research_and_development", "capital_expenditures"]),
        ("What was Apple's property, plant and equipment in 2024?", ["property_plant_equipment"]),
        ("How much inventory did Apple hold at the end of 2024?", ["inventory"]),
        ("Did Apple invest more in property, plant and equipment in 2024 than in 2023?", ["capital_expenditures"]),
        ("How much long-term debt did Apple pay off in 2024?", ["debt_repaid"]),
        ("What was Apple's R&D spend as a share of total assets?", ["research_and_development", "total_assets"]),
        ("What did Apple spend buying back its own stock in 2024?", ["share_repurchases"]),
        ("By how much did Apple raise its dividends per share in 2024?", ["dividends_per_share"]),
        ("How much cash did Apple spend on capex in 2024?", ["capital_expenditures"]),
        ("How much cash did Apple use to buy back common stock in 2024?", ["share_repurchases"]),
        ("How much net cash did Apple generate from operating activities in 2024?", ["operating_cash_flow"]),
        ("How much cash did Apple use in investing activities in 2024?", ["investing_cash_flow"]),
    ],
)
def test_a_verb_of_spending_asks_for_the_flow(question: str, items: list[str]) -> None:
    assert asked(question) == items


@pytest.mark.parametrize(
    "question",
    [
        "How much inventory did Apple buy in 2024?",
        "How much did Apple spend on inventory in 2024?",
        "Who raised more long-term debt in 2024, Apple or Meta?",
        "How much goodwill did Apple acquire in 2024?",
        "How much of its marketable securities did Apple sell in 2024?",
    ],
)
def test_a_balance_without_such_a_flow_is_refused(question: str) -> None:
    with pytest.raises(Abstention) as refusal:
        asked(question)
    assert refusal.value.reason == "item_not_reported"

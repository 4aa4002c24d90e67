"""Which line items a clause asks for: named, said by a verb, carried over, or narrowed by the words nearest to them."""

from __future__ import annotations

import pytest

from muniment.agents.planning.measures import measures_of, unclear
from muniment.agents.planning.times import Memory
from muniment.errors import Abstention
from muniment.records import Measure
from tests.agents.forms import clause
from tests.filed import APPLE


def measured(question: str, *before: Measure, session: bool = False) -> list[str]:
    """The measures of a question as "words item (loss)"."""
    found = measures_of(clause(question), Memory((APPLE,), before, session=session))
    return [f"{m.words} {m.item or ''}".strip() + (" (loss)" if m.loss else "") for m in found]


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("What were Apple's net sales in 2024?", ["net_sales"]),
        ("Apple's net sales, net income and net sales in 2024", ["net_sales", "net_income"]),
        ("What was GameStop's net loss in 2022?", ["net_income (loss)"]),
        ("iPhone net sales of Apple in 2024", ["iPhone net_sales"]),
        ("R&D and net sales of Apple in Greater China in 2024", ["research_and_development", "Greater China net_sales"]),
        ("Apple's toaster count in 2024", ["toaster"]),
    ],
)  # fmt: skip
def test_what_is_named_is_asked_for_with_the_words_nearest_to_it(question: str, measures: list[str]) -> None:
    assert measured(question) == measures


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("iPhone net sales of Apple in 2024", "iphone net sales"),
        ("net sales of iPhones at Apple in 2024", "net sales of iphones"),
        ("net sales of Apple in 2024, only for iPhones", ""),
        ("Apple's net sales in 2024", ""),
    ],
)
def test_item_and_words_that_touch_make_a_phrase(question: str, phrase: str) -> None:
    (found,) = measures_of(clause(question), Memory())
    assert found.phrase == phrase


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("How much dividends has Apple paid in 2024?", ["dividends_paid"]),
        ("How much in repurchases of common stock has Apple paid in 2024?", ["share_repurchases"]),
    ],
)
def test_paid_says_nothing_more_of_a_payment(question: str, measures: list[str]) -> None:
    assert measured(question) == measures


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("What did Apple make in 2024?", ["net_income", "net_sales"]),
        ("How much did GameStop lose in 2022?", ["net_income (loss)"]),
        ("How much did Apple sell in 2024?", ["net_sales"]),
        ("How much did Apple earn in 2024?", ["net_income"]),
        ("How much did Apple net in 2024?", ["net_income"]),
        ("How much did Apple gross in 2024?", ["net_sales"]),
        ("How did Apple do in 2024?", []),
    ],
)
def test_a_verb_says_what_is_asked_for(question: str, measures: list[str]) -> None:
    assert measured(question) == measures


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("How much cash did Apple generate in 2024?", ["operating_cash_flow"]),
        ("How much cash did Apple have in 2024?", ["cash"]),
        ("How much cash did Apple report in 2024?", ["cash"]),
        ("How much cash and inventory did Apple burn in 2024?", ["cash", "inventory"]),
    ],
)
def test_cash_is_held_or_generated(question: str, measures: list[str]) -> None:
    assert measured(question) == measures


def test_what_became_of_the_cash_must_be_clear() -> None:
    with pytest.raises(Abstention) as refused:
        measured("How much cash did Apple burn in 2024?")
    assert refused.value.reason == "insufficient_evidence"
    assert refused.value.sentence == "It is not clear what “how much cash did apple burn in 2024” asks for."


@pytest.mark.parametrize(
    ("question", "before", "session", "measures"),
    [
        ("and in 2023?", (Measure("net_sales"),), False, ["net_sales"]),
        ("and for iPhones?", (Measure("net_sales"),), False, ["iPhones net_sales"]),
        ("what about iPhones?", (Measure("net_sales"),), False, ["iPhones"]),
        ("how much for iPhones?", (Measure("net_sales"),), False, ["iPhones net_sales"]),
        ("was it profitable?", (Measure("net_sales"),), True, ["net_income"]),
        ("was it profitable?", (Measure("operating_income"),), True, ["operating_income"]),
        ("was it profitable?", (Measure("operating_income"),), False, ["net_income"]),
        ("which was more profitable?", (), False, ["net_margin"]),
    ],
)
def test_what_was_asked_before_stands_where_nothing_is_named(
    question: str, before: tuple[Measure, ...], session: bool, measures: list[str]
) -> None:
    assert measured(question, *before, session=session) == measures


def test_a_refusal_repeats_the_clause_without_its_sign() -> None:
    assert unclear(clause("What about Apple?")).sentence == "It is not clear what “what about apple” asks for."

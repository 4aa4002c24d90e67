"""The walk over plan and evidence: what is told is what was asked, with relative periods settled again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.agents.verifying.slots import walk
from muniment.records import (
    Ask,
    Curated,
    Evidence,
    Figure,
    Measure,
    Passage,
    Period,
    Plan,
    Pointed,
    Settled,
    Slot,
)
from tests.agents.verifying.test_slots import ASSETS, CHANGE, CHINA, SALES, faults
from tests.filed import (
    APPLE,
    INTEL,
    META,
    apple_sales,
    ask,
    figure,
    meta_sales,
    numbered,
)


@pytest.mark.parametrize(
    ("told", "aspects"),
    [
        ({"operation": "percent_change"}, ["operation"]),
        ({"claim": "up"}, ["operation"]),
        ({"threshold": Decimal(5)}, ["operation"]),
        ({"percent": True}, ["operation"]),
        ({"per": "day"}, ["operation"]),
        ({"most": 3}, ["operation"]),
        ({"times": Decimal(365)}, ["operation"]),
        ({"measures": (Measure("net_income"),)}, ["item", "item", "item"]),
        ({"entities": (INTEL,)}, ["company", "company", "company"]),
        ({"periods": (Period(2023), Period(2024))}, ["period", "period", "period"]),
        ({"periods": (Period(2024),)}, ["period", "operation"]),
    ],
)
def test_what_is_told_is_what_was_asked(told: dict[str, object], aspects: list[str]) -> None:
    changed = replace(CHANGE, **told)  # type: ignore[arg-type]
    assert faults(CHANGE, [apple_sales(2024), apple_sales(2023)], told=changed) == aspects


def test_evidence_must_be_found_for_its_place() -> None:
    figures = [apple_sales(2024), apple_sales(2023)]
    assert faults(CHANGE, figures, choices=((1,), (1,))) == ["source"]
    assert faults(CHANGE, figures, numbers=(2, 1)) == ["source", "period", "period"]
    assert faults(CHANGE, figures, numbers=(1, 9)) == ["source"]
    assert faults(CHANGE, figures, numbers=(1,)) == ["source", "operation"]


def test_a_passage_is_no_figure() -> None:
    passage = Evidence(1, passage=Passage("r", "Item 7", "Net sales rose.", 0, 15))
    curated = Curated((passage,), (Slot(SALES, ((1,),)),))
    checks = walk(Plan("filings", (SALES,), (APPLE,)), curated, [Pointed(SALES, (1,))])
    assert [c.aspect for c in checks if not c.held] == ["source"]
    assert checks[-1].claim == "the evidence is a figure"


def test_relative_periods_are_settled_again() -> None:
    latest = ask("value", "net_sales", APPLE, 2024, claim="")
    latest = replace(latest, periods=(Period(back=0),))
    settled = (Settled(Period(back=0), APPLE.cik, (Period(2024),)),)
    assert faults(latest, [apple_sales(2024)], settled=settled) == []
    other = ask("value", "net_sales", APPLE, 2023)
    assert faults(latest, [apple_sales(2023)], settled=settled, told=other) == ["period"]
    unlike = (*settled, Settled(Period(back=1), APPLE.cik, (Period(2022),)))
    assert faults(latest, [apple_sales(2024)], settled=unlike) == ["period"]


def test_every_company_may_be_told_as_far_as_it_has_figures_and_no_other() -> None:
    rank = replace(ask("rank", "net_sales", (), 2024, claim="more"), everyone=True)
    three = (APPLE, INTEL, META)
    both = [apple_sales(2024), meta_sales(2024)]
    told = ask("rank", "net_sales", (APPLE, META), 2024, claim="more")
    assert faults(rank, both, told=told, everyone=three) == []
    assert faults(rank, both, told=told, everyone=(APPLE, INTEL)) == ["company"]
    turned = ask("rank", "net_sales", (META, APPLE), 2024, claim="more")
    assert faults(rank, both[::-1], told=turned, everyone=three) == ["company"]


def test_of_an_open_period_some_years_may_be_told_in_order() -> None:
    since = replace(ask("value", "net_sales", APPLE, 2022), periods=(Period(2022, open="since"),))
    settled = (Settled(Period(2022, open="since"), APPLE.cik, (Period(2022), Period(2023), Period(2024))),)
    some = ask("value", "net_sales", APPLE, (2022, 2024))
    assert faults(since, [apple_sales(2022), apple_sales(2024)], settled=settled, told=some) == []
    turned = ask("value", "net_sales", APPLE, (2024, 2022))
    assert faults(since, [apple_sales(2024), apple_sales(2022)], settled=settled, told=turned) == ["period"]


def test_every_question_of_the_plan_is_answered() -> None:
    plan = Plan("filings", (SALES, ask("value", "net_income", APPLE, 2024)), (APPLE,))
    curated = Curated(numbered(apple_sales(2024)), (Slot(SALES, ((1,),)),))
    checks = walk(plan, curated, [Pointed(SALES, (1,))])
    assert [c.claim for c in checks if not c.held] == ["every question of the plan is answered"]


PARTS = Ask("parts", (Measure("net_sales", "", "segments"),), (APPLE,), (Period(2024),))
CHINA_ASKED = Ask("value", (Measure("net_sales", "Greater China"),), (APPLE,), (Period(2024),))
STATEMENT = ask("statement", "net_sales net_income total_assets", APPLE, 2024)


@pytest.mark.parametrize(
    ("asked", "told", "figures", "aspects"),
    [
        (PARTS, CHINA_ASKED, [CHINA], []),
        (PARTS, SALES, [apple_sales(2024)], ["item"]),
        (PARTS, replace(CHINA_ASKED, operation="sum"), [CHINA], ["operation"]),
        (STATEMENT, ask("value", "net_sales total_assets", APPLE, 2024), [apple_sales(2024), ASSETS], []),
        (STATEMENT, ask("value", "total_assets net_sales", APPLE, 2024), [ASSETS, apple_sales(2024)], ["item"]),
        (STATEMENT, ask("value", "gross_profit", APPLE, 2024), [figure(APPLE, "gross_profit", 2024, 180683)], ["item"]),
        (STATEMENT, ask("value", "net_sales", APPLE, 2023), [apple_sales(2023)], ["period"]),
        (STATEMENT, ask("value", "net_sales", META, 2024), [meta_sales(2024)], ["company"]),
    ],
)
def test_a_breakdown_tells_parts_and_a_statement_its_items(
    asked: Ask, told: Ask, figures: list[Figure], aspects: list[str]
) -> None:
    assert faults(asked, figures, told=told) == aspects


def test_a_passage_is_of_its_section_its_company_and_its_time() -> None:
    outline = Ask("outline", (Measure(None, "Item 1A"),), (APPLE,), (Period(2024),))
    passage = Passage("r", "Item 1A. Risk Factors", "text", 0, 4, entity="Apple Inc.", filed=date(2024, 11, 1))

    def unsound(held: Passage, as_of: date | None = None) -> list[str]:
        curated = Curated((Evidence(1, passage=held),), ())
        checks = walk(Plan("filings", (outline,), (APPLE,), as_of, text=True), curated, [Pointed(outline, (1,))])
        return [c.aspect for c in checks if not c.held]

    assert unsound(passage, date(2025, 1, 1)) == []
    assert unsound(replace(passage, section="Item 7")) == ["item"]
    assert unsound(replace(passage, entity="Meta Platforms, Inc.")) == ["company"]
    assert unsound(passage, date(2024, 10, 31)) == ["date"]
    assert unsound(replace(passage, filed=None), date(2025, 1, 1)) == ["date"]

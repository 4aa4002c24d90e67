"""A draft that is off is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.agent import Agent
from muniment.agents.telling.rendering import render
from muniment.agents.verifying.verifier import verify
from muniment.graphs import building
from muniment.records import (
    Ask,
    Company,
    Curated,
    Draft,
    Evidence,
    Fact,
    Figure,
    Listing,
    Measure,
    Passage,
    Period,
    Plan,
    Pointed,
    Slot,
)
from muniment.verdicts import Check, Verdict

APPLE = Company(320193, "Apple Inc.", ("AAPL",))


def figure(value: int, year: int, **changes: object) -> Figure:
    filed = Fact(
        320193,
        "us-gaap:Revenues",
        Decimal(value),
        "USD",
        date(year, 9, 28),
        date(year - 1, 10, 1),
        accession="a",
        form="10-K",
        filed=date(year, 11, 1),
    )
    made = Figure(
        "net_sales",
        "net sales",
        "Apple Inc.",
        320193,
        f"FY{year}",
        Decimal(value),
        "USD",
        filed.start,
        filed.end,
        filed,
        record="a",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def case(*figures: Figure, operation: str = "value", years: tuple[int, ...] = (2024,)) -> tuple[Plan, Curated, Draft]:
    ask = Ask(operation, (Measure("net_sales"),), (APPLE,), tuple(Period(y) for y in years))  # type: ignore[arg-type]
    numbers = tuple(range(1, len(figures) + 1))
    curated = Curated(
        tuple(Evidence(n, figure=f) for n, f in zip(numbers, figures, strict=True)),
        (Slot(ask, tuple((n,) for n in numbers)),),
    )
    plan = Plan("filings", (ask,), (APPLE,))
    return plan, curated, render(plan, curated, [Pointed(ask, numbers)])


GOOD = figure(391_035_000_000, 2024)


def faults(plan: Plan, curated: Curated, draft: Draft) -> tuple[str, ...]:
    return verify(plan, curated, draft, lambda passage: None).faults


def test_sound_draft_holds() -> None:
    plan, curated, draft = case(GOOD)
    verdict = verify(plan, curated, draft, lambda passage: None)
    assert (verdict.sound, verdict.faults) == (True, ())


@pytest.mark.parametrize(
    "tamper",
    [
        lambda d: replace(d, text=d.text.replace("391,035", "391,053")),
        lambda d: replace(d, text=d.text.replace("million", "billion")),
        lambda d: replace(d, text=d.text.replace("$391", "-$391")),
        lambda d: replace(d, text=d.text.replace("Apple", "Alphabet")),
        lambda d: replace(d, text=d.text.replace("2024", "2023")),
        lambda d: replace(d, text=d.text + " It will double next year."),
        lambda d: replace(d, values=(replace(d.values[0], value=Decimal(391_035)),)),
        lambda d: replace(d, values=(replace(d.values[0], unit="EUR"),)),
        lambda d: replace(d, citations=(replace(d.citations[0], record="0000000000-00-000000"),)),
        lambda d: replace(d, pointed=(replace(d.pointed[0], evidence=(7,)),)),
    ],
    ids=["digits", "scale word", "sign", "company", "period", "added claim", "scale", "unit", "citation", "evidence"],
)
def test_tampered_draft_is_caught(tamper: Callable[[Draft], Draft]) -> None:
    plan, curated, draft = case(GOOD)
    assert faults(plan, curated, tamper(draft))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GOOD, value=Decimal(391_035_000)),
        replace(GOOD, entity="Alphabet Inc."),
        replace(GOOD, cik=1652044),
        replace(GOOD, fiscal="FY2023"),
        replace(GOOD, unit="shares"),
        replace(GOOD, item="net_income"),
        replace(GOOD, record="b"),
        replace(GOOD, fact=None),
    ],
    ids=["scale", "company", "cik", "period", "unit", "item", "accession", "nothing filed"],
)
def test_wrong_evidence_is_caught(wrong: Figure) -> None:
    plan, curated, draft = case(GOOD)
    assert faults(plan, replace(curated, evidence=(Evidence(1, figure=wrong),)), draft)


def test_evidence_filed_too_late_is_caught() -> None:
    plan, curated, draft = case(GOOD)
    assert faults(replace(plan, as_of=date(2024, 10, 31)), curated, draft) == ("net sales was filed in time",)


def test_wrong_derivation_is_caught() -> None:
    wrong = figure(5, 2024, fact=None, program=("difference",), operands=(GOOD, figure(383_285_000_000, 2023)))
    plan, curated, _ = case(wrong)
    curated = replace(
        curated,
        evidence=(*curated.evidence, Evidence(2, figure=wrong.operands[0]), Evidence(3, figure=wrong.operands[1])),
    )
    draft = render(plan, curated, [Pointed(plan.asks[0], (1,))])
    assert "net sales computed again" in faults(plan, curated, draft)


def test_computed_value_that_its_figures_do_not_give_is_named() -> None:
    plan, curated, draft = case(GOOD, figure(383_285_000_000, 2023), operation="change", years=(2024, 2023))
    off = tuple(replace(v, value=v.value + 1) if v.program else v for v in draft.values)
    named = {f"the value of {v.label}" for v in draft.values if v.program}
    assert named
    assert named <= set(faults(plan, curated, replace(draft, values=off)))


def test_swapped_operands_are_caught() -> None:
    plan, curated, draft = case(GOOD, figure(383_285_000_000, 2023), operation="change", years=(2024, 2023))
    assert faults(plan, curated, draft) == ()
    swapped = render(plan, curated, [replace(draft.pointed[0], evidence=(2, 1))])
    assert faults(plan, curated, swapped)


@pytest.mark.parametrize("room", ["verify", "curate"])
def test_guard_that_fails_to_run_is_a_no(agent: Agent, monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(building, room, broken)
    answer = Agent(agent.settings).ask("What were Apple's net sales in fiscal 2024?")
    assert (answer.status, answer.reason, answer.values) == ("abstained", "unverified", ())


def test_unproven_draft_goes_back_once_and_is_then_refused(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        building, "verify", lambda *_: Verdict((Check("a", True), Check("the number 7 in the text", False)))
    )
    answer = Agent(agent.settings).ask("What were Apple's net sales in fiscal 2024?")
    assert (answer.status, answer.reason) == ("abstained", "unverified")
    assert [s.room for s in answer.steps].count("widen") == 1
    assert [s.room for s in answer.steps].count("verify") == 2


CLAUSE = "Either party may end this agreement on thirty days' notice."


def listed(text: str) -> tuple[Plan, Curated]:
    passage = Passage("doc-1", "", CLAUSE, 0, len(CLAUSE), document="Lease")
    return Plan("library", (), ()), Curated((Evidence(1, passage=passage),), (), listing=Listing(text))


def test_listing_that_says_where_each_clause_stands_holds() -> None:
    plan, curated = listed("Notice is thirty days [1].")
    assert verify(plan, curated, render(plan, curated, ()), lambda passage: CLAUSE).sound


def test_mark_without_a_citation_is_caught_in_a_listing() -> None:
    plan, curated = listed("Notice is thirty days [2].")
    draft = render(plan, curated, ())
    assert verify(plan, curated, draft, lambda passage: CLAUSE).faults == ("every mark is of a citation",)


def test_clause_that_is_not_in_its_original_is_caught_in_a_listing() -> None:
    plan, curated = listed("Notice is thirty days [1].")
    draft = render(plan, curated, ())
    moved = verify(plan, curated, draft, lambda passage: CLAUSE.replace("thirty", "sixty"))
    assert moved.faults == ("the quotation is at its place in the original",)


def test_listing_told_in_other_words_is_caught() -> None:
    plan, curated = listed("Notice is thirty days [1].")
    draft = replace(render(plan, curated, ()), text="Notice is sixty days [1].")
    assert verify(plan, curated, draft, lambda passage: CLAUSE).faults == ("what is told is what is on record",)

"""The plan is the contract: from sound evidence, any one slot changed turns the verdict. No Postgres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.agents.telling.rendering import render
from muniment.agents.verifying.verifier import verify
from muniment.operands import operands
from muniment.records import (
    Ask,
    Company,
    Curated,
    Draft,
    Evidence,
    Fact,
    Figure,
    Measure,
    Operation,
    Period,
    Plan,
    Pointed,
    Slot,
)

APPLE = Company(320193, "Apple Inc.", ("AAPL",))
META = Company(1326801, "Meta Platforms, Inc.", ("META",))
AS_OF = date(2026, 1, 1)
ITEMS = {"net_sales": "net sales", "net_income": "net income"}


def filed(measure: Measure, company: Company, period: Period, value: int) -> Figure:
    year = period.year or 0
    fact = Fact(
        company.cik,
        f"us-gaap:{measure.item}",
        Decimal(value),
        "USD",
        date(year, 12, 31),
        date(year, 1, 1),
        accession=f"{company.cik}-{year}",
        form="10-K",
        filed=date(year + 1, 2, 1),
    )
    item = measure.item or ""
    return Figure(
        item,
        ITEMS[item],
        company.name,
        company.cik,
        period.label,
        fact.value,
        "USD",
        fact.start,
        fact.end,
        fact,
        record=fact.accession,
        bases=(0,),
    )


Case = tuple[Plan, Curated, Draft]


def made(ask: Ask, figures: tuple[Figure, ...], plan: Plan | None = None) -> Case:
    numbers = tuple(range(1, len(figures) + 1))
    evidence = tuple(Evidence(n, figure=f) for n, f in zip(numbers, figures, strict=True))
    curated = Curated(evidence, (Slot(ask, tuple((n,) for n in numbers)),))
    plan = plan or Plan("filings", (ask,), ask.entities, AS_OF)
    return plan, curated, render(plan, curated, [Pointed(ask, numbers)])


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    """An ask of figures, whichever operation."""
    operation: Operation = draw(
        st.sampled_from(["value", "change", "percent_change", "sum", "average", "exceeds", "largest", "difference"])
    )
    first = draw(st.integers(2012, 2022))
    years = (Period(first + 1), Period(first))
    measure = Measure(draw(st.sampled_from(list(ITEMS))))
    if operation in ("exceeds", "difference"):
        return Ask(operation, (measure,), (APPLE, META), years[:1], "more" if operation == "exceeds" else "")
    return Ask(operation, (measure,), (APPLE,), years[: 1 if operation == "value" else 2])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Ask, tuple[Figure, ...]]:
    """An ask with sound evidence."""
    ask = draw(asks())
    values = st.integers(10**6, 10**12)
    return ask, tuple(filed(m, e, p, draw(values)) for m, e, p in operands(ask))


def sound(case: Case) -> bool:
    plan, curated, draft = case
    return verify(plan, curated, draft, lambda _: None).sound


@given(cases())
def test_sound_evidence_is_sound(case: tuple[Ask, tuple[Figure, ...]]) -> None:
    ask, figures = case
    plan, curated, draft = made(ask, figures)
    assert verify(plan, curated, draft, lambda _: None).faults == ()


def _other_fact(figure: Figure, **changes: object) -> Figure:
    assert figure.fact is not None
    return replace(figure, fact=replace(figure.fact, **changes))  # type: ignore[arg-type]


SLOTS: dict[str, Callable[[Figure], Figure]] = {
    "company": lambda f: _other_fact(replace(f, cik=789019, entity="Microsoft Corporation"), cik=789019),
    "company's number": lambda f: _other_fact(replace(f, cik=789019), cik=789019),
    "item": lambda f: replace(f, item="cost_of_sales", label="cost of sales"),
    "member": lambda f: _other_fact(f, dimensions=(("srt:ProductOrServiceAxis", "aapl:IPhoneMember"),)),
    "year": lambda f: replace(f, fiscal=f"FY{int(f.fiscal[-4:]) - 5}"),
    "quarter": lambda f: replace(f, fiscal=f"Q3 {f.fiscal}"),
    "length": lambda f: _other_fact(
        replace(f, start=f.end and f.end - timedelta(days=90)), start=f.end and f.end - timedelta(days=90)
    ),
    "unit": lambda f: _other_fact(replace(f, unit="shares"), unit="shares"),
    "value": lambda f: replace(f, value=f.value + 1),
    "accession": lambda f: replace(f, record="0000000000-00-000000"),
    "filed too late": lambda f: _other_fact(f, filed=AS_OF + timedelta(days=1)),
}


@pytest.mark.parametrize("slot", SLOTS)
@given(data=st.data(), case=cases())
def test_evidence_of_another_slot_turns_the_verdict(
    slot: str, data: st.DataObject, case: tuple[Ask, tuple[Figure, ...]]
) -> None:
    ask, figures = case
    place = data.draw(st.integers(0, len(figures) - 1))
    wrong = (*figures[:place], SLOTS[slot](figures[place]), *figures[place + 1 :])
    assert not sound(made(ask, wrong))


@given(case=cases())
def test_a_figure_that_nobody_filed_turns_the_verdict(case: tuple[Ask, tuple[Figure, ...]]) -> None:
    ask, figures = case
    plan, curated, draft = made(ask, figures)
    unfiled = tuple(replace(e, figure=e.figure and replace(e.figure, fact=None)) for e in curated.evidence)
    assert not sound((plan, replace(curated, evidence=unfiled), draft))


PLANS: dict[str, Callable[[Ask], Ask]] = {
    "company": lambda a: replace(a, entities=tuple(Company(789019, "MICROSOFT CORP", ("MSFT",)) for _ in a.entities)),
    "year": lambda a: replace(a, periods=tuple(Period((p.year or 0) + 3) for p in a.periods)),
    "span": lambda a: replace(a, periods=tuple(replace(p, span="Q2") for p in a.periods)),
    "item": lambda a: replace(a, measures=(Measure("total_assets"),)),
    "narrowing word": lambda a: replace(a, measures=(replace(a.measures[0], words="display"),)),
    "operation": lambda a: replace(a, operation="average" if a.operation != "average" else "sum"),
    "threshold": lambda a: replace(a, threshold=Decimal(7)),
    "claim": lambda a: replace(a, claim="less" if a.claim == "more" else "down"),
    "shorter time": lambda a: replace(a, per="day"),
}


@pytest.mark.parametrize("slot", PLANS)
@given(case=cases())
def test_a_plan_that_asks_for_something_else_is_not_answered_by_it(
    slot: str, case: tuple[Ask, tuple[Figure, ...]]
) -> None:
    ask, figures = case
    other = PLANS[slot](ask)
    _, curated, draft = made(ask, figures)
    assert not verify(Plan("filings", (other,), other.entities, AS_OF), curated, draft, lambda _: None).sound


@given(case=cases())
def test_a_second_question_of_the_plan_must_be_answered(case: tuple[Ask, tuple[Figure, ...]]) -> None:
    ask, figures = case
    _, curated, draft = made(ask, figures)
    more = replace(ask, measures=(Measure("total_assets"),))
    assert not verify(Plan("filings", (ask, more), ask.entities, AS_OF), curated, draft, lambda _: None).sound


def test_figures_of_two_bases_are_not_taken_together() -> None:
    ask = Ask("change", (Measure("net_sales"),), (APPLE,), (Period(2023), Period(2022)))
    new, old = (filed(m, e, p, 5_100) for m, e, p in operands(ask))
    assert not sound(made(ask, (replace(new, bases=(1,)), replace(old, bases=(0,)))))


def test_figures_of_two_currencies_are_not_taken_together() -> None:
    ask = Ask("difference", (Measure("net_sales"),), (APPLE, META), (Period(2023),))
    first, second = (filed(m, e, p, 5_100) for m, e, p in operands(ask))
    assert not sound(made(ask, (first, _other_fact(replace(second, unit="EUR"), unit="EUR"))))


def test_meta_2024_is_no_evidence_for_apple_2024() -> None:
    ask = Ask("value", (Measure("net_sales"),), (APPLE,), (Period(2024),))
    wrong = filed(Measure("net_sales"), META, Period(2024), 164_501_000_000)
    assert not sound(made(ask, (wrong,)))


def test_apple_2022_is_no_evidence_for_apple_2024() -> None:
    ask = Ask("value", (Measure("net_sales"),), (APPLE,), (Period(2024),))
    wrong = filed(Measure("net_sales"), APPLE, Period(2022), 394_328_000_000)
    assert not sound(made(ask, (wrong,)))

"""The rooms that every lane shares: route, curate, reason, verify, answer.

Each is a plain function of what it reads. How they are joined is in `building`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from muniment.agents.reading.words import plain
from muniment.agents.reasoner import point
from muniment.agents.telling.rendering import render, render_refutation
from muniment.agents.telling.sentences import bears_out
from muniment.errors import Abstention
from muniment.graphs.choosing import choose_domain
from muniment.models.language_model import Adapter, LanguageModel
from muniment.plugins import Domain
from muniment.records import Answer, Before, Curated, Draft, Plan, Pointed, Record, Slot
from muniment.verdicts import Verdict


def make_plan(
    domains: Mapping[str, Domain],
    question: str,
    as_of: date | None,
    named: str | None,
    records: tuple[Record, ...],
    before: Before | None = None,
    within: tuple[str, ...] = (),
) -> Plan:
    """The room `route`: the domain's plan for a question that was cleaned; see `choosing.choose_domain`."""
    cleaned = plain(question)
    domain, said = choose_domain(domains, cleaned, named, records, before)
    if within and domain.inside is not None:
        domain = domain.inside(within)
    plan = domain.make_plan(cleaned, as_of, before)
    return replace(plan, notes=(*plan.notes, *([said] if said else ())), within=tuple(within))


def make_draft(
    plan: Plan,
    curated: Curated,
    model: LanguageModel,
    question: str,
    adapter: Adapter | None = None,
) -> Draft:
    """The room `reason`: a false premise is corrected; else the model's pointing is rendered."""
    for slot in curated.premise:
        pointed = _forced(slot)
        new, old = (_value(curated, n) for n in pointed.evidence)
        turned = -1 if slot.ask.measures[0].loss else 1
        if not bears_out(slot.ask, turned * new, turned * old):
            return _signed(render_refutation(curated, pointed), model)
    programs = point(plan, curated, model, plain(question), adapter)
    asked = any(p.words for p in programs)
    return _signed(render(plan, curated, programs), model, adapter if asked else None)


def _signed(draft: Draft, model: LanguageModel, adapter: Adapter | None = None) -> Draft:
    return replace(draft, model=model.name, adapter=adapter.name if adapter else None)


def _forced(slot: Slot) -> Pointed:
    return Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=True)


def _value(curated: Curated, n: int) -> Decimal:
    figure = curated.evidence[n - 1].figure
    assert figure is not None
    return figure.value


def make_answer(plan: Plan, draft: Draft, verdict: Verdict, curated: Curated) -> Answer:
    """The room `answer`: what was proven is said; a refuted premise is refused with the record's correction."""
    return Answer(
        status="abstained" if draft.refuted else "answered",
        reason="unverified" if draft.refuted else None,
        text=draft.text,
        values=draft.values,
        citations=draft.citations,
        checked=verdict.checked,
        held=verdict.held,
        model=draft.model,
        adapter=draft.adapter,
        left_out=curated.left_out,
        chance=next((p.chance for p in draft.pointed if p.chance is not None), curated.chance),
        carried=(*plan.carried, *curated.carried),
        tables=draft.tables,
        aspects=verdict.aspects,
        notes=plan.notes,
    )


def refusal(error: Abstention) -> Answer:
    """The answer that says why there is none."""
    return Answer("abstained", error.reason, re.sub(r"\s+", " ", error.sentence))

"""What an answer rests on, for whoever wants to see it: evidence, what was left out, checks, computations, a series."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from muniment.agents.amounts import show
from muniment.agents.computation import written_out
from muniment.agents.telling.words import shown_value, when
from muniment.looking import Trace
from muniment.records import Answer, Evidence, Value
from muniment.web.bodies import CheckOut, ComputedOut, EvidenceOut, ProofOut, SeriesOut
from muniment.wording import display_name

NEEDED = {
    "out_of_domain": "A question about what companies have filed, or about records you hand in.",
    "unknown_entity": "The company's ticker, CIK or registered name; its filings must be on record (muniment fetch).",
    "ambiguous_entity": "One company or record, by its ticker, CIK or title.",
    "no_record": "The filing itself: set EDGAR_IDENTITY and fetch it.",
    "item_not_reported": "A line item, segment or product that the company reports under a name of its own.",
    "period_not_reported": "A fiscal period that is on record, or the filing that reports this one.",
    "insufficient_evidence": "A question whose every word can be accounted for by the record.",
    "unverified": "A question that takes nothing for granted which the record does not bear out.",
    "model_unavailable": "The model: muniment doctor says what is missing.",
}


def proof_of(trace: Trace) -> ProofOut:
    """The proof of a run's answer, from what was kept of it."""
    held: dict[str, Any] = {}
    for room in trace.rooms:
        held |= room.changed
    answer = trace.run.answer
    curated, verdict = held.get("evidence"), held.get("verdict")
    evidence = curated.evidence if curated else ()
    values = answer.values if answer else ()
    written = [(v.label, *written_out(v, evidence)) for v in values]
    return ProofOut(
        evidence=[_evidence(e) for e in evidence],
        left_out=[{"what": x.what, "why": x.why} for x in (curated.left_out if curated else ())],
        checks=[CheckOut(claim=c.claim, held=c.held) for c in (verdict.checks if verdict else ())],
        computed=[ComputedOut(label=a, formula=b, figures=c) for a, b, c in written if b],
        series=series_of(answer) if answer else None,
        needed=NEEDED.get(answer.reason or "", "") if answer else "",
    )


def series_of(answer: Answer) -> SeriesOut | None:
    """The answer's values as a series over periods, the oldest first, where one thing of one company stands in three or more."""
    groups: dict[tuple[str, str, str], list[Value]] = defaultdict(list)
    for value in answer.values:
        if value.fiscal and not (value.program and value.label.startswith(("change", "percent change"))):
            groups[value.entity, value.label, value.unit].append(value)
    for (entity, label, unit), values in groups.items():
        each = {v.fiscal: v for v in values}
        if len(each) >= 3:
            order = sorted(each.values(), key=lambda v: (v.end.isoformat() if v.end else "", v.fiscal[-4:], v.fiscal))
            return SeriesOut(
                label=f"{display_name(entity)}: {label}" if entity else label,
                unit=unit,
                periods=[v.fiscal for v in order],
                values=[f"{v.value:f}" for v in order],
                shown=[show(v.value, v.unit) for v in order],
            )
    return None


def _evidence(entry: Evidence) -> EvidenceOut:
    if entry.passage is not None:
        p = entry.passage
        where = " · ".join(x for x in (display_name(p.entity), p.form, p.fiscal, p.section, p.heading) if x)
        return EvidenceOut(n=entry.n, kind="passage", text=p.text, record=p.record, where=where)
    f = entry.figure
    assert f is not None
    text = f"{f.label}: {shown_value(f)} {when(f)}".rstrip()
    where = " · ".join(
        x for x in (display_name(f.entity), f.fact.concept if f.fact else "computed from other evidence") if x
    )
    return EvidenceOut(n=entry.n, kind="fact", text=text, record=f.record, where=where)

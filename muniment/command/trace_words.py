"""A run told in a line a room, for whoever asked; the whole of it (statements, prompts, state) is `muniment trace RUN`."""

from __future__ import annotations

from typing import Any

from muniment.calls import ModelCall
from muniment.items.line_items import line_items
from muniment.looking import RoomTrace, Trace
from muniment.records import Answer, Ask, Curated, Draft, Found, Plan
from muniment.verdicts import Verdict


def in_words(trace: Trace) -> str:
    """The rooms of a run in their order: how long each took, and what came of it."""
    rooms = [_line(room) for room in trace.rooms]
    whole = sum(r.step.seconds for r in trace.rooms)
    return "\n".join([*rooms, f"{whole:7.3f} s  all; everything: muniment trace {trace.run.id}"])


def _line(room: RoomTrace) -> str:
    step = room.step
    models = sum(isinstance(c, ModelCall) for c in step.calls)
    queries = len(step.calls) - models
    called = [f"{queries} queries" if queries > 1 else "1 query"] if queries else []
    called += [f"{models} calls of the model" if models > 1 else "1 call of the model"] if models else []
    came = [said for value in room.changed.values() if (said := _said(value))]
    told = "; ".join([*([step.note] if step.note else []), *came, *called])
    return f"{step.seconds:7.3f} s  {step.room:<17} {told}".rstrip()


def _said(value: Any) -> str:
    if isinstance(value, Plan):
        return f"understood: {'; '.join(_asked(a) for a in value.asks) or 'what a text says'} ({value.domain})"
    if isinstance(value, Found):
        figures = sum(len(a.figures) for a in (*value.asks, *value.options))
        return (
            f"found {_count(figures, 'figure')}"
            if figures or not value.passages
            else f"found {_count(len(value.passages), 'passage')}"
        )
    if isinstance(value, Curated):
        return f"kept {_count(len(value.evidence), 'piece')} of evidence, left out {len(value.left_out)}"
    if isinstance(value, Draft):
        return f"drafted {_count(len(value.values), 'figure')} with {_count(len(value.citations), 'citation')}"
    if isinstance(value, Verdict):
        return f"{value.held} of {_count(value.checked, 'check')} held"
    return value.status if isinstance(value, Answer) else ""


def _asked(ask: Ask) -> str:
    measures = " and ".join(line_items()[m.item].label if m.item else m.phrase or m.words for m in ask.measures)
    whose = " and ".join(c.called for c in ask.entities) or ("every company" if ask.everyone else "")
    when = ", ".join(p.label for p in ask.periods)
    operation = "" if ask.operation in ("value", "outline") else f"{ask.operation.replace('_', ' ')} of"
    parts = (
        operation,
        measures,
        whose and f"of {whose}",
        when and f"for {when}",
    )
    return " ".join(p for p in parts if p)


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"

"""The draft of an answer from pointed programs. Nothing here decides what is said; it only says it, with values and citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from muniment.agents.telling.comparisons import (
    tell_extreme,
    tell_fold,
    tell_joined,
    tell_periods,
    tell_rank,
    tell_series,
)
from muniment.agents.telling.quotations import tell_outline, tell_quotation
from muniment.agents.telling.sentences import (
    tell_change,
    tell_computed,
    tell_exceeds,
    tell_formula,
    tell_ratio,
    tell_value,
)
from muniment.agents.telling.tables import MANY, value_table
from muniment.agents.telling.words import listed
from muniment.agents.telling.writer import Writer
from muniment.operands import arity
from muniment.records import Curated, Draft, Plan, Pointed

Teller = Callable[[Writer, Pointed], None]
_TELLERS: dict[str, Teller] = {
    "value": tell_value,
    "change": tell_change,
    "percent_change": tell_change,
    "ratio": tell_ratio,
    "largest": tell_extreme,
    "smallest": tell_extreme,
    "exceeds": tell_exceeds,
    "formula": tell_formula,
    "rank": tell_rank,
    "every": tell_fold,
    "any": tell_fold,
    "first": tell_fold,
    "last": tell_fold,
    "count": tell_fold,
    "above": tell_fold,
    "below": tell_fold,
    "periods": tell_periods,
}


def render(plan: Plan, curated: Curated, pointed: Sequence[Pointed]) -> Draft:
    """The draft of the answer."""
    writer = Writer(curated.evidence)
    if curated.listing is not None:
        table = curated.listing.table
        for entry in curated.evidence:
            assert entry.passage is not None
            writer.cite(entry, entry.passage.text)
        return Draft(curated.listing.text, (), tuple(writer.citations), (), (table,) if table is not None else ())
    for programs in _grouped(pointed, plan):
        first = programs[0]
        if any(p.ask.joined for p in programs):
            tell_joined(writer, programs)
            continue
        if first.ask.operation == "outline":
            tell_outline(writer, first)
        elif first.sentence is not None:
            tell_quotation(writer, first)
        elif len(programs) > 1 or _is_table(first, plan):
            value_table(writer, programs)
        else:
            _teller(first, plan)(writer, first)
    writer.lines += _notes(curated)
    # A series and its average would each tell the same figures; no sentence is said twice.
    text = " ".join(dict.fromkeys(writer.lines))
    return Draft(text, tuple(writer.values), tuple(writer.citations), tuple(pointed), tuple(writer.tables))


def _grouped(pointed: Sequence[Pointed], plan: Plan) -> list[list[Pointed]]:
    """The programs in order; plain figures of filings that are many together make one group, which is told as a table."""
    if any(p.ask.joined for p in pointed):
        return [list(pointed)]
    plain = [
        p
        for p in pointed
        if p.sentence is None and p.ask.operation == "value" and not p.ask.per and plan.domain == "filings"
    ]
    if sum(len(p.evidence) for p in plain) < _many(plan) or len(plain) != len(pointed):
        return [[p] for p in pointed]
    return [list(plain)]


def _many(plan: Plan) -> int:
    """From so many figures on a table tells them; a breakdown, or a statement, is one anyway."""
    return 1 if any(a.operation in ("parts", "statement") for a in plan.asks) else MANY


def _is_table(program: Pointed, plan: Plan) -> bool:
    ask = program.ask
    return (
        ask.operation == "value" and not ask.per and len(program.evidence) >= _many(plan) and bool(ask.entities[0].name)
    )


def _teller(program: Pointed, plan: Plan) -> Teller:
    ask = program.ask
    if ask.operation in ("above", "below") and plan.domain != "filings":
        return tell_periods
    if (
        ask.operation in ("change", "percent_change", "ratio")
        and ask.of != "value"
        and len(program.evidence) > arity(ask)
    ):
        return tell_series
    return _TELLERS.get(ask.operation, tell_computed)


def _notes(curated: Curated) -> list[str]:
    """What must be said besides: who was left out and why, and which year the newest is that several companies share."""
    lines = list(curated.notes)
    missing: dict[str, list[str]] = {}
    for left in curated.left_out if curated.slots else ():
        missing.setdefault(left.why, []).append(left.what)
    if missing:
        lines.append(f"Left out: {'; '.join(f'{listed(who)} ({why})' for why, who in missing.items())}.")
    return lines


def render_refutation(curated: Curated, pointed: Pointed) -> Draft:
    """The draft that corrects a question's false premise from the record."""
    writer = Writer(curated.evidence)
    tell_change(writer, replace(pointed, ask=replace(pointed.ask, claim="")))
    text = f"The record does not bear out the question. {' '.join(writer.lines)}"
    return Draft(text, tuple(writer.values), tuple(writer.citations), (pointed,), refuted=True)

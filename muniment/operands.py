"""The figures that an ask operates on, in their order, and the things that they make; and how what is relative in a plan is settled.

The finder looks the figures up in this order, the verifier checks them in it, and the renderer tells them from it. `settled_ask` is
the one place where a plan's relative periods, and "every company on record", become the ones that were looked up; the verifier
makes the same step again from the plan, so that evidence for another year or company cannot pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from muniment.programs import compute
from muniment.records import Ask, Company, Measure, Period, Settled

Operand = tuple[Measure, Company, Period]


def operands(ask: Ask) -> tuple[Operand, ...]:
    """What each figure of an ask must be of: measure, company, period, in order."""
    if ask.terms:
        return tuple((m, ask.entities[0], p) for m, p in ask.terms)
    if ask.paired:
        return tuple((m, e, p) for m, e in zip(ask.measures, ask.entities, strict=True) for p in ask.periods)
    if ask.of == "ratio":
        pairs = [ask.measures[n : n + 2] for n in range(0, len(ask.measures), 2)]
        return tuple((m, e, p) for pair in pairs for e in ask.entities for p in ask.periods for m in pair)
    return tuple((m, e, p) for m in ask.measures for e in ask.entities for p in ask.periods)


def arity(ask: Ask) -> int:
    """How many figures make one of the things that an ask compares, ranks or counts."""
    return 1 if ask.of == "value" else 2


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things that an ask compares: the places of its figures among the operands, and what it comes to."""

    places: tuple[int, ...]
    value: Decimal
    operand: Operand


def things(ask: Ask, values: Sequence[Decimal]) -> tuple[Thing, ...]:
    """The things of an ask, from the values of its figures in order; of a loss the value is turned.

    Raises:
        ZeroDivisionError: one of them is relative to nothing.
    """
    each, size = operands(ask), arity(ask)
    found = []
    for n in range(0, len(each), size):
        places = tuple(range(n, n + size))
        told = [turned(each[k][0], values[k]) for k in places]
        value = told[0] if ask.of == "value" else compute(ask.of, told)
        found.append(Thing(places, value, each[n]))
    return tuple(found)


def turned(measure: Measure, value: Decimal) -> Decimal:
    """A value with the sign that the measure is asked with."""
    return -value if measure.loss else value


def passes(ask: Ask, value: Decimal) -> bool:
    """Whether a thing is what the ask claims: above, or below, its threshold."""
    limit = ask.threshold or Decimal(0)
    return value < limit if ask.claim in ("less", "down") else value > limit


def settled_ask(ask: Ask, everyone: Sequence[Company], settled: Sequence[Settled]) -> Ask:
    """An ask with its relative periods, and "every company", as they were settled.

    Args:
        ask: of the plan.
        everyone: the companies that "every company" came to.
        settled: what each relative period came to; for one company, or for all (CIK 0).
    """
    aside = {c.cik for c in ask.without}
    entities = tuple(c for c in everyone if c.cik not in aside) if ask.everyone else ask.entities
    table = {(s.asked, s.cik): s.periods for s in settled}
    cik = entities[0].cik if len(entities) == 1 else 0
    periods: list[Period] = []

    def of(period: Period) -> tuple[Period, ...]:
        return table.get((period, cik)) or table.get((period, 0)) or (period,)

    for period in ask.periods:
        found = of(period)
        if period.open and ask.of in ("change", "percent_change"):
            found = tuple(p for a, b in pairwise(found) for p in (b, a))
        periods.extend(found)
    terms = tuple((measure, of(period)[0]) for measure, period in ask.terms)
    return replace(ask, entities=entities, periods=tuple(periods), everyone=False, terms=terms)


def consistent(settled: Sequence[Settled]) -> bool:
    """Whether relative periods were settled alike: what is so many years back lies so many years before the newest."""
    newest: dict[tuple[int, str, bool, bool], set[int]] = {}
    for s in settled:
        if s.asked.open:
            years = [p.year for p in s.periods if p.year is not None]
            if any(b != a + 1 for a, b in pairwise(years)) or len(years) != len(s.periods):
                return False
            if years and s.asked.year and years[0] < s.asked.year:
                return False
        elif s.asked.back is not None and len(s.periods) == 1 and s.periods[0].year is not None:
            (period,) = s.periods
            in_quarters = s.asked.span == "Q4" and not s.asked.named and not s.asked.of_year
            place = (period.year or 0) * 4 + int(period.span[1]) if in_quarters else period.year or 0
            key = (s.cik, "quarter" if in_quarters else "year", s.asked.named, s.asked.of_year)
            newest.setdefault(key if s.asked.named else (*key[:2], False, False), set()).add(place + s.asked.back)
    return all(len(places) == 1 for key, places in newest.items() if not key[2])

"""The plan of a question that defines what it asks for: the formula's line items, each of its period, for the company asked about.

Of one period the measure is told, of several each, of two that are compared the first beside the second, and of a mean the mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.agents.reading.defined_measures import DefinedMeasure
from muniment.agents.reading.written_formulas import Term
from muniment.errors import Abstention
from muniment.records import Ask, Measure, Period, Plan

Terms = tuple[tuple[Measure, Period], ...]
_COMPARED = ("up", "down", "")
MOST_PERIODS = 5
_BETTER = re.compile(r"\b(?:improv|better|worse|deteriorat|strengthen|weaken|health)\w*", re.IGNORECASE)
_LESS_IS_BETTER = re.compile(r"\b(?:365|360|days?|debt|leverage|costs?|expenses?|burden|payout)\b", re.IGNORECASE)
"""Measures of which nobody can tell whether more is better."""


def with_formula(plan: Plan, defined: DefinedMeasure) -> Plan:
    """The plan that was made of the question with its stand-in, with the formula in its place.

    Raises:
        Abstention: `insufficient_evidence`, where the question asks for more, or other, than the measure of one company.
    """
    return replace(plan, asks=tuple(_asks(plan.asks, defined)))


def _asks(asks: Sequence[Ask], defined: DefinedMeasure) -> list[Ask]:
    ask = asks[0]
    plain = replace(ask, measures=(Measure("total_assets"),), periods=(), entities=(), claim="", percent=False)
    stands_alone = plain == Ask(ask.operation, (Measure("total_assets"),), (), ())
    periods = ask.periods or (Period(),)
    if (
        len(asks) != 1
        or not stands_alone
        or [(m.item, m.words) for m in ask.measures] != [("total_assets", "")]
        or len(ask.entities) != 1
        or len(periods) > MOST_PERIODS
        or not all(_is_closed(p, defined.terms) for p in periods)
        or (len(periods) > 1 and any(t.period for t in defined.terms))
    ):
        raise _other(defined)
    each = [tuple((_measure(t), _of(t, p)) for t in defined.terms) for p in periods]
    if ask.operation == "value":
        return [_formula(ask, defined, defined.formula, terms) for terms in each]
    if ask.operation == "change" and len(each) == 2 and ask.claim in _COMPARED:
        # Both are told, the one that is compared first.
        said = (
            ""
            if _BETTER.search(defined.question) and _LESS_IS_BETTER.search(f"{defined.name} {defined.formula}")
            else ask.claim
        )
        return [replace(_formula(ask, defined, defined.formula, each[0] + each[1]), claim=said)]
    if ask.operation == "average" and len(each) > 1:
        size = len(defined.terms)
        added = " + ".join(_shifted(defined.formula, n * size) for n in range(len(each)))
        averaged = replace(defined, name=f"average {defined.name}")
        return [_formula(ask, averaged, f"(({added}) / {len(each)})", sum(each, ()))]
    raise _other(defined)


def _other(defined: DefinedMeasure) -> Abstention:
    return Abstention(
        "insufficient_evidence",
        f"The question defines “{defined.name}”; ask for it of one company and one fiscal year.",
    )


def _formula(ask: Ask, defined: DefinedMeasure, formula: str, terms: Terms) -> Ask:
    measures = tuple(dict.fromkeys(m for m, _ in terms))
    periods = tuple(dict.fromkeys(p for _, p in terms))
    return Ask("formula", measures, ask.entities, periods, formula=formula, terms=terms, called=defined.name)


def _shifted(formula: str, by: int) -> str:
    return re.sub(r"\bt(\d+)\b", lambda m: f"t{int(m[1]) + by}", formula)


def _measure(term: Term) -> Measure:
    return Measure(term.item, "" if term.item else term.words, term.words, said=term.words)


def _of(term: Term, period: Period) -> Period:
    """The period of a term, where the measure is asked for a period."""
    if term.period is not None:
        return term.period
    return replace(period, year=(period.year or 0) - term.back) if term.back else period


def _is_closed(period: Period, terms: Sequence[Term]) -> bool:
    """Whether it is known of which period each term is; the last of those that the formula names must be the one asked for."""
    said = [t.period for t in terms if t.period is not None]
    years = [p.year for p in said if p.year is not None and p.span == "FY"]
    if len(said) == len(terms) and period in (Period(), Period(back=0)):
        return True
    if period.open or period.calendar or (period.year is None and period.end is None):
        return False
    if any(t.back for t in terms) and (period.year is None or period.span != "FY"):
        return False
    # "FY2023, where X is A of FY2022 over B of FY2022" asks for two years.
    return not (years and len(said) == len(terms) and period.year is not None and max(years) != period.year)

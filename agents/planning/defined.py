"""The plan of a question that defines what it asks for: the formula's line items, each of its fiscal year, for the company asked about."""

from __future__ import annotations

from dataclasses import replace

from muniment.agents.reading.defined_measures import DefinedMeasure
from muniment.errors import Abstention
from muniment.records import Ask, Measure, Period, Plan


def with_formula(plan: Plan, defined: DefinedMeasure) -> Plan:
    """The plan that was made of the question with its stand-in, with the formula in its place.

    Raises:
        Abstention: `insufficient_evidence`, where the question asks for more, or other, than the measure of one company and one year.
    """
    ask = plan.asks[0]
    period = ask.periods[0] if len(ask.periods) == 1 else Period()
    plain = replace(ask, measures=(Measure("total_assets"),), periods=(), entities=()) == Ask(
        "value", (Measure("total_assets"),), (), ()
    )
    if (
        len(plan.asks) != 1
        or not plain
        or [(m.item, m.words) for m in ask.measures] != [("total_assets", "")]
        or len(ask.entities) != 1
        or not _is_year(period, all(t.year is not None for t in defined.terms))
    ):
        raise Abstention(
            "insufficient_evidence",
            f"The question defines “{defined.name}”; ask for it of one company and one fiscal year.",
        )
    terms = tuple(
        (Measure(t.item, "", t.words), Period(t.year if t.year is not None else (period.year or 0) - t.back))
        for t in defined.terms
    )
    measures = tuple(dict.fromkeys(m for m, _ in terms))
    periods = tuple(dict.fromkeys(p for _, p in terms))
    asked = Ask("formula", measures, ask.entities, periods, formula=defined.formula, terms=terms, called=defined.name)
    return replace(plan, asks=(asked,))


def _is_year(period: Period, all_said: bool) -> bool:
    """Whether a period is a fiscal year that is named; where the formula names all of its years, none need be."""
    if period.span != "FY" or period.end is not None or period.open or period.calendar:
        return False
    return period.year is not None or (all_said and period.back == 0)

"""Forms of question that want the most or the least: of companies, of periods, of changes; rankings."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.agents.planning.form import Form
from muniment.agents.planning.measures import unclear
from muniment.agents.planning.relations import whole_first
from muniment.agents.planning.times import (
    pairs_of,
    wants_quarters,
)
from muniment.records import Ask, Base, Claim, Company, Measure, Operation, Period


def extreme(f: Form) -> list[Ask]:
    """The most or the least: of companies, of periods, of changes; a ranking."""
    kinds = f.kinds
    wanted = kinds & {"largest", "smallest", "more", "less", "rank"}
    if f.changes and f.threshold is None:
        wanted |= kinds & {"exceed", "below"}
    if not wanted or (f.multiple and not f.everyone):
        return []
    if any(o.kind == "loss" and o.word == "negative" for o in f.clause.operations) and "more" in kinds:
        kinds = (kinds - {"more"}) | {"smallest"}
    least = kinds & {"smallest", "less", "below"} and not kinds & {"largest", "more", "exceed"} and not _worst_loss(f)
    which: Operation = "smallest" if least else "largest"
    of: Base = "value"
    measures = f.measures
    if kinds & {"share", "share_as", "ratio"} and len(measures) == 2:
        of = "ratio"
        measures = (measures[1], measures[0]) if whole_first(f.clause) else measures
    elif f.changes:
        of = "percent_change" if f.percent or (f.by_rate and not f.in_money) else "change"
        which = _extreme_change(f, which)
    if any(m.loss for m in measures) and f.changes and f.which_year:
        # A loss that turned into a profit is no change of one.
        raise unclear(f.clause)
    operation: Operation = "rank" if "rank" in kinds or f.most not in (None, 1) else which
    if f.everyone:
        return [_over_companies(f, operation, which, of, measures, ())]
    if f.yes_no and not f.which_company and not f.which_year:
        return f.compared(which, of, measures)
    if f.amount_of_difference:
        return []
    if f.paired and of == "value":
        return f.compared_measures(which)
    if len(f.entities) > 1 and not f.which_year:
        return [_over_companies(f, operation, which, of, measures, f.entities)]
    if len(measures) > 1 and of == "value" and not f.which_year and "who" in kinds and len(f.periods) == 1:
        return f.compared_measures(which)
    if of in ("change", "percent_change"):
        if len(measures) > 1 and len(f.entities) == 1 and not f.which_year:
            return f.changes_of()
        if len(f.series) == 1 and not f.series[0].open:
            return []
        periods = f.change_periods(inclusive=any(m.relation != "range" for m in f.clause.periods) or f.which_year)
        return [Ask(which, (m,), (e,), periods, of=of) for m in measures for e in f.entities]
    series = f.series
    if len(series) > 1 or series[0].open or f.which_year or wants_quarters(f.clause):
        if len(series) == 1 and not series[0].open:
            series = (Period(1900, open="since"),) if not f.clause.periods else series
        if of == "ratio":
            return [Ask(operation, measures, (e,), series, of="ratio", percent=True) for e in f.entities]
        most = f.most if operation == "rank" else None
        return [Ask(operation, (m,), (e,), series, most=most) for m in measures for e in f.entities]
    return []


def _worst_loss(f: Form) -> bool:
    """True for "the worst loss", which is the largest."""
    return any(m.loss for m in f.measures) and any(o.word in ("worst", "bottom") for o in f.clause.operations)


def _extreme_change(f: Form, which: Operation) -> Operation:
    """The largest fall is the smallest change; of a loss, what grew most fell most in income."""
    down = "down" in f.clause.directions or "worse" in f.clause.directions
    turned = any(m.loss for m in f.measures)
    return ("smallest" if which == "largest" else "largest") if down != turned and down and not turned else which


def _over_companies(
    f: Form,
    operation: Operation,
    which: Operation,
    of: Base,
    measures: Sequence[Measure],
    entities: tuple[Company, ...],
) -> Ask:
    claim: Claim = "less" if which == "smallest" else "more"
    if of in ("change", "percent_change"):
        periods: tuple[Period, ...] = pairs_of(f.clause, f.memory)[0]
    else:
        periods = f.periods if entities and len(f.periods) > 1 and not f.everyone else f.periods[:1]
    size = 2 if of == "ratio" else 1
    return Ask(
        operation,
        tuple(measures[:size]),
        entities,
        periods,
        claim if operation == "rank" else "",
        of=of,
        percent=of == "ratio",
        everyone=not entities,
        most=f.most,
    )

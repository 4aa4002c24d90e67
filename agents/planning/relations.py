"""Forms of question that relate two figures or more: ratios, differences, sums, averages, changes, comparisons."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from muniment.agents.planning.form import Form
from muniment.agents.planning.measures import unclear
from muniment.agents.planning.times import (
    ends,
    in_order,
    pairs_of,
)
from muniment.agents.reading.reading import Clause
from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Ask, Base, Measure

_WITHIN = re.compile(r"^\s*(?:in|within|out\s+of|among)\b")
_LISTS = re.compile(r"\b(?:and|or|plus|as\s+well\s+as|along\s+with|also|then|vs|versus)\b|[,;&+?.:]")


def compound_growth(f: Form) -> list[Ask]:
    """ "CAGR of A's revenue from 2021 to 2024"."""
    if "growth_rate" not in f.kinds:
        return []
    if len(f.periods) == 1 and not f.periods[0].open:
        raise Abstention("insufficient_evidence", "A growth rate needs a first and a last fiscal year.")
    pair = ends(f.periods)
    if f.everyone or (len(f.entities) > 1 and f.kinds & {"largest", "smallest", "more", "less", "rank"}):
        raise Abstention("insufficient_evidence", "Compound rates are told of one company at a time; name one.")
    return [Ask("growth_rate", (m,), (e,), pair) for m in f.measures for e in f.entities]


def per_share(f: Form) -> list[Ask]:
    """ "Free cash flow per diluted share": of a figure that is none by itself."""
    if "per_share" not in f.kinds or len(f.measures) != 1 or not f.measures[0].item:
        return []
    item = line_items()[f.measures[0].item]
    if item.unit != "money" or f.changes or f.kinds & {"more", "less", "largest", "smallest", "compare"}:
        raise unclear(f.clause)
    count = Measure("shares_basic" if any("basic" in o.word for o in f.clause.operations) else "shares_diluted")
    return [Ask("ratio", (f.measures[0], count), (e,), (p,)) for e in f.entities for p in f.periods]


def _explained(f: Form) -> list[Ask]:
    """A ratio that is named, and then said what it is of: "net margin (profit as a share of sales)".

    Raises:
        Abstention: it is of other figures, or as a share of another.
    """
    measure, *others = f.measures
    formula = line_items()[measure.item].formula if measure.item else None
    if formula is None or not {m.item for m in others} <= set(formula[1]) or any(m.words for m in others):
        raise unclear(f.clause)
    return [Ask("value", (measure,), (e,), (p,)) for e in f.entities for p in f.periods]


def ratio(f: Form) -> list[Ask]:
    """One figure as a part, or a multiple, of another: "what share of A was B", "A divided by B", "A / B"."""
    measures = f.measures
    said = f.kinds & {"share", "share_as", "ratio"}
    if "average" in f.kinds:
        return []
    if said and len(measures) >= 2 and measures[0].item and line_items()[measures[0].item].unit == "pure":
        return _explained(f)
    if said and f.paired:
        raise Abstention(
            "insufficient_evidence", "A ratio is told of two figures of one company; ask for both companies' figures."
        )
    if said and len(f.entities) == 2 and len(measures) == 1 and not measures[0].words:
        raise Abstention(
            "insufficient_evidence", "A ratio is told of two figures of one company; ask for both companies' figures."
        )
    if said and len(measures) == 1 and measures[0].words and measures[0].item:
        return f.ratios(measures[0], Measure(measures[0].item))
    before = [m for m in f.memory.measures if m not in measures]
    points = any(f.clause.says(w) for w in ("that", "it", "this", "those", "they"))
    if (
        said
        and len(measures) == len(before) == 1
        and f.clause.items
        and (f.memory.session or points)
        and not f.clause.left
    ):
        return f.ratios(before[0], measures[0])
    if said and len(measures) >= 2:
        over, under = (measures[1], measures[0]) if whole_first(f.clause) else (measures[0], measures[1])
        return f.ratios(over, under)
    if len(measures) == 2 and (
        _divided(f.clause) or (f.kinds & {"percent"} and "compare" in f.kinds and _related(f.clause))
    ):
        return f.ratios(*measures)
    return []


def unrelated(f: Form) -> list[Ask]:
    """Two line items in a relation that was not read: nothing that lists stands between them."""
    if len(f.measures) > 1 and _related(f.clause) and not f.paired and not (f.yes_no and f.beyond):
        raise Abstention(
            "insufficient_evidence", f"It is not clear how “{f.clause.text.strip(' ?.,')}” relates its figures."
        )
    return []


def difference(f: Form) -> list[Ask]:
    """How much more one is than the other: of companies, of measures, of periods."""
    if "difference" not in f.kinds:
        return []
    if f.changes and len(f.entities) == 2:
        of: Base = "percent_change" if f.percent else "change"
        pair = pairs_of(f.clause, f.memory)[0]
        return [Ask("difference", f.measures[:1], f.entities, pair, of=of)]
    if f.changes:
        return []
    if len(f.measures) > 2:
        raise unclear(f.clause)
    if f.paired:
        measures, entities = zip(*f.pairing, strict=True)
        return [Ask("difference", measures, entities, f.periods[:1], paired=True)]
    if len(f.entities) == 2:
        return [Ask("difference", (m,), f.entities, (p,)) for m in f.measures for p in f.periods]
    if len(f.measures) == 2 and len(f.entities) == 1:
        return [Ask("difference", f.measures, f.entities, (p,)) for p in f.periods]
    if len(f.entities) > 2:
        raise Abstention("insufficient_evidence", "A difference is between two; name the two companies.")
    return f.changes_of(claims=False)


def average(f: Form) -> list[Ask]:
    """The mean of several periods, companies or changes."""
    if "average" not in f.kinds or f.per:
        return []
    averaged = next((o for o in f.clause.operations if o.kind == "average"), None)
    against = f.kinds & {"compare", "difference", "more", "less", "exceed", "below"} and not f.changes
    if averaged and against and any(m.end <= averaged.start for m in f.clause.periods):
        # One period against the mean of others.
        raise unclear(f.clause)
    several = len(f.periods) > 1 or f.periods[0].open
    if f.kinds & {"share", "share_as", "ratio"}:
        shared = _ratio_item(f)
        if shared is None or not several:
            raise unclear(f.clause)
        return [Ask("average", (shared,), (e,), f.periods) for e in f.entities]
    if f.changes and several:
        of: Base = "percent_change" if f.percent else "change"
        return [
            Ask("average", (m,), (e,), f.change_periods(inclusive=False), of=of) for m in f.measures for e in f.entities
        ]
    if several:
        return f.each("average", f.periods)
    if len(f.entities) > 1 or f.everyone:
        return [Ask("average", (m,), f.entities, f.periods[:1], everyone=f.everyone) for m in f.measures]
    raise Abstention("insufficient_evidence", "An average needs several fiscal periods or companies.")


def _ratio_item(f: Form) -> Measure | None:
    """The line item that is one measure to the other, of which the mean is asked: "the average of capex as a share of sales".

    None where the mean is of one of the two ("average capex to revenue"), which is another figure.
    """
    if len(f.measures) != 2 or any(m.words or m.loss for m in f.measures):
        return None
    averaged = list(re.finditer(r"\b(?:average|mean)\b(?P<whole>\s+(?:ratio\s+|share\s+)?of\b)?", f.clause.text))
    first = min((i.start - f.clause.start for i in f.clause.items), default=0)
    if len(averaged) != 1 or not averaged[0]["whole"] or averaged[0].end() > first:
        return None
    pair = tuple(m.item for m in (f.measures[::-1] if whole_first(f.clause) else f.measures))
    return next((Measure(i.key) for i in line_items().values() if i.formula == ("ratio", pair)), None)


def summed(f: Form) -> list[Ask]:
    """Several figures added up."""
    if "sum" not in f.kinds or f.changes:
        return []
    several = len(f.periods) > 1 or f.periods[0].open
    if len(f.entities) > 1 or several or f.everyone:
        return [Ask("sum", (m,), f.entities, f.periods, everyone=f.everyone) for m in f.measures]
    if len(f.measures) > 1:
        return [Ask("sum", f.measures, f.entities, f.periods)]
    return []


def compared_yes_no(f: Form) -> list[Ask]:
    """ "Did A have more than B?", "was it higher in 2024 than in 2023?", with exceed, beat, surpass."""
    if not f.yes_no or not f.beyond or f.changes:
        return []
    return f.compared("smallest" if f.beyond == "less" else "largest", "value", f.measures)


def change(f: Form) -> list[Ask]:
    """How a figure changed, in its unit or in per cent; with yes or no where a rise or fall was claimed."""
    pure = all(m.item and line_items()[m.item].unit == "pure" for m in f.measures)
    said = f.changes or ("percent" in f.kinds and not f.clause.amounts and not pure)
    if not said:
        return []
    if not f.changes and len(f.entities) > 1 and f.kinds & {"exceed", "below", "more", "less"} and not f.clause.amounts:
        raise Abstention(
            "insufficient_evidence",
            "How much larger in per cent is told of one company's periods; ask for both figures.",
        )
    if len(f.entities) > 1 and "compare" in f.kinds and not f.yes_no:
        pair = pairs_of(f.clause, f.memory)[0]
        in_money = f.in_money or f.kinds & {"difference"}
        of: Base = "percent_change" if f.percent or not in_money else "change"
        return [Ask("largest", (m,), f.entities, pair, of=of) for m in f.measures]
    listed = len(f.clause.periods) > 2 and all(m.relation in ("at", "newest", "before") for m in f.clause.periods)
    if f.yes_no and listed and f.claim in ("up", "down"):
        return [
            Ask("every", (m,), (e,), f.change_periods(inclusive=True), f.claim, Decimal(0), of="change")
            for m in f.measures
            for e in f.entities
        ]
    return f.changes_of(claims=f.yes_no)


def compare(f: Form) -> list[Ask]:
    """ "Compare A and B", "A versus B": the larger, or the change, or both figures."""
    if "compare" not in f.kinds:
        return []
    if f.paired:
        return f.compared_measures("largest")
    if len(f.entities) > 1 or f.everyone:
        return [Ask("largest", (m,), f.entities, f.periods, everyone=f.everyone) for m in f.measures]
    if len(f.periods) == 2 and not any(p.open for p in f.periods):
        old, new = in_order(f.periods)
        return f.each("change", (new, old))
    if len(f.periods) > 2:
        return f.each("value", f.periods)
    if len(f.measures) == 2:
        return f.compared_measures("largest")
    last = f.clause.periods[-1] if f.clause.periods else None
    if last is not None:
        return f.changes_of(claims=False)
    raise unclear(f.clause)


def _divided(clause: Clause) -> bool:
    """True for "A / B", "A over B", with nothing else between two line items."""
    pairs = pairwise(clause.items)
    return any(
        clause.text[a.end - clause.start : b.start - clause.start].strip() in ("/", "over", "÷", "per", "to")
        for a, b in pairs
    )


def _related(clause: Clause) -> bool:
    """True when two line items stand in a relation that was not read: nothing that lists stands between them."""
    between = (clause.text[a.end - clause.start : b.start - clause.start] for a, b in pairwise(clause.items))
    return any(not _LISTS.search(text) for text in between)


def whole_first(clause: Clause) -> bool:
    """True where the first item named is the whole: "what share of A was B", "as a percentage of A, how large was B".

    What follows "share of", "relative to" or "divided by" is the whole; of "the ratio of A to B" it is the second.
    """
    marks = [o for o in clause.operations if o.kind in ("share", "share_as", "ratio")]
    whole = next((o for o in marks if o.kind != "ratio"), None)
    if whole is None:
        relative = next((o for o in marks if o.word.split()[0] in ("relative", "divided", "divide", "in")), None)
        return relative is not None and clause.items[0].start >= relative.end
    following = next((i for i in clause.items if i.start >= whole.end), None)
    if following is None or following is not clause.items[0]:
        return False
    between = (
        clause.text[following.end - clause.start : clause.items[1].start - clause.start]
        if len(clause.items) > 1
        else ""
    )
    # "The share of B in A".
    return not _WITHIN.search(between)

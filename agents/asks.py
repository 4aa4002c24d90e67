"""Turn the clauses of a question into asks: an operation over line items, companies and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from muniment.agents.clauses import Clause
from muniment.agents.item_words import ItemMention
from muniment.agents.operation_words import asks_yes_or_no, claim_of
from muniment.errors import Abstention
from muniment.records import Ask, Claim, Company, Measure, Operation, Period

_BASE = re.compile(
    r"(?:from|since|than|versus|vs\.?|against|over|relative\s+to|compared?\s+(?:to|with)|\bto|with)\s*(?:in|the|that\s+of|its|fiscal|those\s+of)?\s*$"
)
_BREAKDOWN = re.compile(
    r"\bby\s+(?:product|segment|region|geograph\w+|categor\w+|countr\w+|business|division|quarter|month|channel|customer|year)s?\b"
)
_LISTS = re.compile(r"\b(?:and|or|plus|as\s+well\s+as|along\s+with|also|then)\b|[,;&+?.:]")
_MOVES = re.compile(
    r"\b(?:gr[eo]w|chang|(?:in|de)creas|ris[ei]|rose|declin|f[ae]ll|drop|gain|shr[iau]nk|climb|jump|go\b|goes|gone|went|improv|worsen|plunge|soar|surge|swing)"
)
_WHICH = re.compile(r"\b(?:which|who|what)\b")


@dataclass(slots=True)
class Memory:
    """What an earlier clause settled, for a later one that leaves it out; `session` says that an earlier question did."""

    entities: tuple[Company, ...] = ()
    measures: tuple[Measure, ...] = ()
    periods: tuple[Period, ...] = ()
    session: bool = False


def make_asks(clauses: list[Clause], memory: Memory) -> tuple[Ask, ...]:
    """What the clauses ask for; a later clause inherits what it leaves out.

    Args:
        clauses: of the question.
        memory: the companies named anywhere in the question, and what an earlier question settled.

    Raises:
        Abstention: `insufficient_evidence`, when it is not clear what is asked.
    """
    asks: list[Ask] = []
    for clause in clauses:
        own = tuple({m.companies[0].cik: m.companies[0] for m in clause.entities if m.companies}.values())
        memory.entities = own or memory.entities
        measures = measures_of(clause, memory)
        if not measures and any(o.kind == "profitable" for o in clause.operations):
            measures = (Measure("net_income", "", "net income"),)
        if not measures:
            if clause.operations or clause.left:
                raise Abstention(
                    "insufficient_evidence", f"It is not clear what “{clause.text.strip(' ?.,')}” asks for."
                )
            continue
        for ask in _clause_asks(clause, measures, memory):
            if ask not in asks:
                asks.append(ask)
        memory.measures = measures
    if not asks:
        raise Abstention("insufficient_evidence", "It is not clear which figure is asked for.")
    return tuple(asks)


def measures_of(clause: Clause, memory: Memory) -> tuple[Measure, ...]:
    """What a clause asks for; what an earlier one asked for, where it names nothing."""
    if clause.items:
        found = []
        for mention in clause.items:
            measure = measure_of(clause, mention)
            found += [replace(measure, item=key) for key in mention.items]
        return tuple(dict.fromkeys(found))
    if clause.left and memory.measures and not re.search(r"\b(?:what|how\s+much)\b", clause.text):
        return (Measure(memory.measures[0].item, clause.left[0][0], clause.left[0][0]),)
    if clause.left:
        return tuple(Measure(None, run, run) for run, _, _ in clause.left)
    return memory.measures


def measure_of(clause: Clause, mention: ItemMention) -> Measure:
    """A line item with the left-over words nearest to it, and the phrase that both make where they touch."""
    near = [
        run
        for run in clause.left
        if not _said_of_payment(mention, run[0]) and min(clause.items, key=lambda i: _distance(i, run)) is mention
    ]
    words_near = " ".join(run for run, _, _ in near)
    base = clause.start
    clause.text[mention.start - base : mention.end - base]
    phrase = ""
    for _run, start, end in near:
        lo, hi = min(start, mention.start), max(end, mention.end)
        if hi - lo <= (end - start) + (mention.end - mention.start) + 8:
            phrase = clause.text[lo - base : hi - base]
    return Measure(mention.items[0], words_near, phrase)


def _said_of_payment(mention: ItemMention, words: str) -> bool:
    """ "Paid" says nothing more of a dividend; of a tax it is the cash, and not the expense."""
    return words.lower() in ("paid", "pay") and mention.items[0] in (
        "dividends_paid",
        "share_repurchases",
        "interest_paid",
        "income_taxes_paid",
    )


def _distance(item: ItemMention, run: tuple[str, int, int]) -> int:
    return min(abs(item.start - run[2]), abs(run[1] - item.end))


def _clause_asks(clause: Clause, measures: tuple[Measure, ...], memory: Memory) -> list[Ask]:
    entities = memory.entities
    kinds = {o.kind for o in clause.operations}
    yes_no = asks_yes_or_no(clause.text)
    if "growth_rate" in kinds:
        return [Ask("growth_rate", (m,), (e,), _ends(_series(clause, memory))) for m in measures[:1] for e in entities]
    if _BREAKDOWN.search(clause.text):
        raise Abstention(
            "insufficient_evidence", "A breakdown is not told as a whole; name one segment, product or region."
        )
    if kinds & {"ratio_of", "ratio_as"} and len(measures) == 1 and measures[0].words and measures[0].item:
        whole = Measure(measures[0].item)
        return [
            Ask("ratio", (measures[0], whole), (e,), (p,), percent=True)
            for e in entities
            for p in periods_of(clause, memory)
        ]
    said_before = [m for m in memory.measures if m not in measures]
    if (
        kinds & {"ratio_of", "ratio_as"}
        and len(measures) == len(said_before) == 1
        and (memory.session or re.search(r"\bthat\b", clause.text))
    ):
        # "… and what share of revenue was that?"
        return [
            Ask("ratio", (said_before[0], measures[0]), (e,), (p,), percent=_percent(clause))
            for e in entities
            for p in periods_of(clause, memory)
        ]
    if kinds & {"ratio_of", "ratio_as"} and len(measures) >= 2:
        over, under = (measures[1], measures[0]) if _whole_first(clause) else (measures[0], measures[1])
        return [
            Ask("ratio", (over, under), (e,), (p,), percent="ratio_of" in kinds or _percent(clause))
            for e in entities
            for p in periods_of(clause, memory)
        ]
    if len(measures) == 2 and (_divided(clause) or (kinds == {"compare", "percent_change"} and _related(clause))):
        # "How big was A compared to B, in percent?"
        return [Ask("ratio", measures, (e,), (p,), percent=True) for e in entities for p in periods_of(clause, memory)]
    if "profitable" in kinds:
        sign: Claim = "less" if re.search(r"\bloss|unprofitable", clause.text) else "more"
        income = Measure("net_income", "", "net income")
        return [
            Ask("exceeds", (income,), (e,), (p,), claim=sign, threshold=Decimal(0))
            for e in entities
            for p in periods_of(clause, memory)
        ]
    multiple = any(claim_of(o.word) in ("double", "triple", "halve") for o in clause.operations)
    ranked = kinds & {"largest", "smallest", "more", "less"} or ("difference" in kinds and len(entities) > 1)
    if ranked and not multiple and clause.amount is None and any(_MOVES.search(o.word) for o in clause.operations):
        return _changes_of_each(clause, measures, memory)
    if (
        yes_no
        and not multiple
        and "compare" in kinds
        and kinds & {"largest", "smallest"}
        and max(len(measures), len(entities)) == 2
    ):
        return [_exceeds(clause, measures, memory, "more" if "largest" in kinds else "less")]
    if not multiple and kinds & {"more", "less"} and (yes_no or clause.amount is not None):
        return [_exceeds(clause, measures, memory, "more" if "more" in kinds else "less")]
    if (
        kinds & {"largest", "smallest"}
        and (len(entities) > 1 or len(periods_of(clause, memory)) > 1)
        and (_WHICH.search(clause.text) or not kinds & {"change", "difference", "percent_change", "compare"})
    ):
        which: Operation = "largest" if "largest" in kinds else "smallest"
        return [Ask(which, measures[:1], entities, periods_of(clause, memory))]
    if "difference" in kinds and len(entities) == 2:
        return [Ask("difference", measures[:1], entities, (p,)) for p in periods_of(clause, memory)[:1]]
    if "difference" in kinds and len(measures) == 2 and len(entities) == 1:
        return [Ask("difference", measures, entities, periods_of(clause, memory)[:1])]
    if kinds & {"average"} and len(periods_of(clause, memory)) > 1:
        return [Ask("average", (m,), (e,), periods_of(clause, memory)) for m in measures for e in entities]
    if "average" in kinds and len(entities) > 1:
        return [Ask("average", measures[:1], entities, periods_of(clause, memory)[:1])]
    if "average" in kinds:
        raise Abstention("insufficient_evidence", "An average needs several fiscal periods or companies.")
    if "sum" in kinds and (len(periods_of(clause, memory)) > 1 or len(entities) > 1):
        return [Ask("sum", measures[:1], entities, periods_of(clause, memory))]
    if _related(clause):
        raise Abstention(
            "insufficient_evidence", f"It is not clear how “{clause.text.strip(' ?.,')}” relates its figures."
        )
    if kinds & {"change", "percent_change", "difference"} or any(m.relation in ("yoy",) for m in clause.periods):
        claims = [c for o in clause.operations if (c := claim_of(o.word))] if yes_no else []
        new, old = two_periods(clause, memory)
        percent = "percent_change" in kinds or any(m.relation == "yoy" for m in clause.periods)
        return [
            Ask("percent_change" if percent else "change", (m,), (e,), (new, old), claim=claims[0] if claims else "")
            for m in measures
            for e in entities
        ]
    if "compare" in kinds and len(entities) == 1 and len(periods_of(clause, memory)) == 2:
        old, new = in_order(periods_of(clause, memory))
        return [Ask("change", (m,), entities, (new, old)) for m in measures]
    if "compare" in kinds and len(entities) > 1:
        return [Ask("largest", (m,), entities, periods_of(clause, memory)[:1]) for m in measures]
    if clause.amount is not None or kinds - {"sum", "compare", "profitable"}:
        raise Abstention("insufficient_evidence", f"It is not clear what “{clause.text.strip(' ?.,')}” wants computed.")
    return [Ask("value", (m,), (e,), (p,)) for e in entities for m in measures for p in periods_of(clause, memory)]


def _changes_of_each(clause: Clause, measures: tuple[Measure, ...], memory: Memory) -> list[Ask]:
    """What each changed by, for "which grew more, A or B?": that the one figure is larger than the other says nothing of it."""
    periods = periods_of(clause, memory)
    several = len(memory.entities) > 1 or len(measures) > 1
    if not several and len(periods) < 2:
        raise Abstention(
            "insufficient_evidence",
            "It is not clear which changes are compared: name the companies or the fiscal years.",
        )
    if several and len(periods) > 1:
        pairs = [_ends(periods)]
    else:
        pairs = [(p, period_before(p, Period(back=1))) for p in periods]
    return [Ask("percent_change", (m,), (e,), pair) for m in measures for e in memory.entities for pair in pairs]


def _divided(clause: Clause) -> bool:
    """True for "A / B", with nothing else between two line items."""
    pairs = pairwise(sorted(clause.items, key=lambda i: i.start))
    return any(clause.text[a.end - clause.start : b.start - clause.start].strip() == "/" for a, b in pairs)


def _related(clause: Clause) -> bool:
    """True when two line items stand in a relation that was not read: nothing that lists stands between them."""
    pairs = pairwise(sorted(clause.items, key=lambda i: i.start))
    between = (clause.text[a.end - clause.start : b.start - clause.start] for a, b in pairs)
    return any(not _LISTS.search(text) for text in between)


def _percent(clause: Clause) -> bool:
    return bool(re.search(r"\b(?:percent|percentage|per cent|share|fraction|proportion|portion)\b|%", clause.text))


def _whole_first(clause: Clause) -> bool:
    """True for "what share of A was B" and "as a percentage of A, how large was B", where the first item is the whole."""
    of = next(o for o in clause.operations if o.kind in ("ratio_of", "ratio_as"))
    whole = of.kind == "ratio_of" or bool(re.match(r"(?:expressed\s+)?as\s+an?\b", of.word))
    return whole and clause.items[0].start >= of.end


def _exceeds(clause: Clause, measures: tuple[Measure, ...], memory: Memory, claim: Claim) -> Ask:
    periods = periods_of(clause, memory)
    if clause.amount is not None:
        return Ask("exceeds", measures[:1], memory.entities[:1], periods[:1], claim=claim, threshold=clause.amount)
    if len(memory.entities) == 2:
        return Ask("exceeds", measures[:1], memory.entities, periods[:1], claim=claim)
    if len(measures) == 2:
        return Ask("exceeds", measures, memory.entities[:1], periods[:1], claim=claim)
    mentions = sorted((m for m in clause.periods if m.periods), key=lambda m: m.start)
    pair = [m.periods[0] for m in mentions[:2]]
    if len(pair) < 2 or any(p.back for p in pair):
        pair = list(two_periods(clause, memory))
    return Ask("exceeds", measures[:1], memory.entities[:1], tuple(pair), claim=claim)


def periods_of(clause: Clause, memory: Memory) -> tuple[Period, ...]:
    """The periods of a clause, in the order named; those of an earlier clause, or the newest fiscal year, where it names none."""
    own: list[Period] = []
    for mention in clause.periods:
        for period in mention.periods:
            if mention.relation == "before":
                period = period_before(
                    own[0] if own else memory.periods[0] if memory.periods else Period(back=0), period
                )
            if mention.relation == "since":
                own.append(period)
                own.append(Period(back=0))
            elif period not in own:
                own.append(period)
    own = _share_year(own)
    settled = memory.periods[0].year if memory.periods else None
    if settled is not None:
        # "Q2?" after a question of a year is of that year.
        own = [Period(settled, p.span) if p.named and p.year is None else p for p in own]
    found = tuple(own) or memory.periods or (Period(back=0),)
    memory.periods = found
    return found


def _share_year(periods: list[Period]) -> list[Period]:
    """ "The first and second quarter of 2023": a quarter without a year takes the year named beside it."""
    year = next((p.year for p in periods if p.year is not None), None)
    bare = [p for p in periods if p.named and p.year is None]
    if year is None or not bare:
        return periods
    spans = [p if p not in bare else Period(year, p.span) for p in periods]
    return [p for p in spans if not (p.span == "FY" and p.year == year)] or spans


def period_before(anchor: Period, wanted: Period) -> Period:
    """The same span a year before the anchor ("the prior year"), or the quarter before it."""
    if wanted.span != "FY" and anchor.span.startswith("Q") and anchor.year is not None:
        quarter = anchor.year * 4 + int(anchor.span[1]) - 2
        return Period(quarter // 4, f"Q{quarter % 4 + 1}")  # type: ignore[arg-type]
    if wanted.span != "FY" and anchor.year is not None:
        raise Abstention("insufficient_evidence", f"The quarter before which? What was asked is of {anchor.label}.")
    if anchor.year is not None:
        return Period(anchor.year - 1, anchor.span)
    if anchor.end is not None:
        return Period(span=anchor.span, end=_year_earlier(anchor.end))
    quarters = anchor.span == "Q4" and wanted.span == "FY" and not anchor.named
    return Period(span=anchor.span, back=(anchor.back or 0) + (4 if quarters else 1), named=anchor.named)


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def two_periods(clause: Clause, memory: Memory) -> tuple[Period, Period]:
    """The newer and the older period of a change."""
    earlier = memory.periods
    own = periods_of(clause, memory)
    if len(own) >= 2:
        old, new = in_order((own[0], own[-1]))
        return new, old
    single = own[0]
    based = clause.periods and _BASE.search(clause.text[: clause.periods[-1].start - clause.start].rstrip())
    if based and clause.periods[-1].relation != "before":
        later = earlier[0] if earlier and earlier[0] != single else _after(single)
        old, new = in_order((single, later))
        memory.periods = (new,)
        return new, old
    if based and earlier:
        return earlier[0], single
    return single, period_before(single, Period(back=1))


def _after(period: Period) -> Period:
    return Period(period.year + 1, period.span) if period.year is not None else Period(back=0)


def in_order(pair: tuple[Period, ...]) -> tuple[Period, Period]:
    """Two periods, the older first; a relative period is newer than a named one, and the smaller `back` the newer."""

    def rank(p: Period) -> tuple[int, str, str]:
        if p.year is not None:
            return p.year, p.span, ""
        if p.end is not None:
            return p.end.year, "", p.end.isoformat()
        return 9999 - (p.back or 0), "", ""

    a, b = sorted((pair[0], pair[-1]), key=rank)
    return a, b


def _series(clause: Clause, memory: Memory) -> tuple[Period, ...]:
    found = periods_of(clause, memory)
    if len(found) == 1:
        raise Abstention("insufficient_evidence", "A growth rate needs a first and a last fiscal year.")
    return found


def _ends(periods: tuple[Period, ...]) -> tuple[Period, Period]:
    old, new = in_order((periods[0], periods[-1]))
    return new, old

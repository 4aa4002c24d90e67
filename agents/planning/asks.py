"""Turn the clauses of a question into asks: an operation over line items, companies and periods.

The forms of question stand in `FORMS`, in the order in which they are tried; each gives the asks of a clause, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.agents.planning.extremes import extreme
from muniment.agents.planning.form import Form
from muniment.agents.planning.listings import LISTS, listed_companies, parts, statement
from muniment.agents.planning.measures import told_by, unclear
from muniment.agents.planning.relations import (
    average,
    change,
    compare,
    compared_yes_no,
    compound_growth,
    difference,
    per_share,
    ratio,
    summed,
    unrelated,
)
from muniment.agents.planning.tests_asked import (
    beyond_amount,
    companies_beyond_before,
    companies_that_moved,
    every_year,
    profit,
)
from muniment.agents.planning.times import (
    Memory,
    periods_of,
)
from muniment.agents.reading.reading import Clause
from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.records import Ask


def make_asks(clauses: Sequence[Clause], memory: Memory) -> tuple[Ask, ...]:
    """What the clauses ask for; a later clause inherits what it leaves out.

    Args:
        clauses: of the question.
        memory: the companies named anywhere in the question, and what an earlier question settled.

    Raises:
        Abstention: `insufficient_evidence`, when it is not clear what is asked.
    """
    asks: list[Ask] = []
    for clause in clauses:
        aside = tuple(m.companies[0] for m in clause.excluded)
        left_aside = tuple(dict.fromkeys((*memory.left_aside, *aside)))
        own = tuple(
            c
            for c in {m.companies[0].cik: m.companies[0] for m in clause.companies if m.companies}.values()
            if c not in left_aside
        )
        memory.left_aside = left_aside
        memory.entities = own or tuple(c for c in memory.entities if c not in left_aside)
        form = Form(clause, memory)
        _refuse_months(form)
        _refuse_weeks(form)
        if not form.measures and not clause.kinds & LISTS:
            if clause.operations or clause.left:
                raise unclear(clause)
            continue
        if aside and not form.everyone:
            raise unclear(clause)
        found = asks_of(form)
        _refuse_what_is_not_done(form, found)
        for ask in found:
            ask = replace(ask, without=left_aside) if ask.everyone else ask
            if ask not in asks:
                asks.append(ask)
        memory.measures = form.measures
        memory.said = tuple(dict.fromkeys((*memory.said, *(p for m in clause.periods for p in m.periods))))
        memory.periods = tuple(dict.fromkeys(p for p in periods_of(clause, memory)))
    if not asks:
        raise Abstention("insufficient_evidence", "It is not clear which figure is asked for.")
    return tuple(_counted(a, clauses) for a in asks)


def _counted(ask: Ask, clauses: Sequence[Clause]) -> Ask:
    """An ask for a figure per day, with the number of days that another clause says: "Take 365 days."."""
    said = next((m for c in clauses if (m := _DAYS.search(c.text))), None)
    return replace(ask, times=Decimal(said.group(1))) if ask.per == "day" and ask.times is None and said else ask


_DAYS = re.compile(r"\b(36[056])\s+days\b")
_DONE_BY: dict[str, frozenset[str]] = {
    "ratio": frozenset({"ratio"}),
    "share": frozenset({"ratio"}),
    "share_as": frozenset({"ratio"}),
    "per_share": frozenset({"ratio"}),
    "average": frozenset({"average", "growth_rate"}),
    "difference": frozenset("difference change percent_change exceeds largest smallest rank".split()),
    "growth_rate": frozenset({"growth_rate"}),
    "count": frozenset({"count"}),
    "rank": frozenset({"rank"}),
    "exceed": frozenset(
        "exceeds above below every any first last count largest smallest change percent_change difference".split()
    ),
    "below": frozenset(
        "exceeds above below every any first last count largest smallest change percent_change difference".split()
    ),
    "largest": frozenset("largest smallest rank exceeds".split()),
    "smallest": frozenset("largest smallest rank exceeds".split()),
    "every": frozenset(
        "every any first last count above below value change percent_change ratio largest smallest average rank sum".split()
    ),
    "first": frozenset("first value change percent_change above below".split()),
}
"""By which operations of an ask what a clause names is done; what is done by none of them would be passed over in silence."""


def _refuse_what_is_not_done(form: Form, asks: Sequence[Ask]) -> None:
    """Refuse a clause of which an operation that it names is not carried out by its asks.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    done = {x for a in asks for x in (a.operation, a.of, *(("average",) if a.per else ()))}
    if any(
        m.item and (formula := line_items()[m.item].formula) and formula[0] == "ratio" for a in asks for m in a.measures
    ):
        done.add("ratio")
    alone = all(len(a.entities) == 1 and not a.everyone for a in asks)
    whose = any(o.kind == "who" and re.search(r"compan|firm|who", o.word) for o in form.clause.operations)
    if whose and alone and not any(a.operation == "value" for a in asks):
        raise Abstention("insufficient_evidence", "Which companies? The question names one only.")
    for kind in form.kinds:
        if kind in _DONE_BY and not done & _DONE_BY[kind]:
            raise unclear(form.clause)
    if _passed_over(form, asks):
        raise unclear(form.clause)


def _passed_over(form: Form, asks: Sequence[Ask]) -> bool:
    """Whether something that a clause names is in none of its asks: a period, a line item, a claim, a number of years, quarters."""
    told = {p for a in asks for p in a.periods}
    years = {p.year for p in told}
    ends = [p for m in form.clause.periods if m.relation in _NAMING for p in (*m.periods[:1], *m.periods[-1:])]
    if any(p.year is not None and p.year not in years for p in ends):
        return True
    asked = {m.item for a in asks for m in a.measures if m.item}
    items = asked | {part for item in asked for part in _parts(item)}
    items |= {i for mark in form.clause.items for i in mark.items if asked & set(_parts(i))}
    if len(form.clause.items) > 1 and any(items.isdisjoint(told_by(form.clause, mark)) for mark in form.clause.items):
        return True
    moves = ("change", "percent_change")
    if form.yes_no and form.claim and not any(a.claim or a.operation in moves or a.of in moves for a in asks):
        return True
    if (
        form.multiple
        and (form.yes_no or form.everyone or form.which_company)
        and not any(a.claim in ("double", "triple", "halve") for a in asks)
    ):
        return True
    if any(d == "quadruple" for d in form.clause.directions) and form.yes_no:
        return True
    if form.multiple and len(form.entities) > 1 and _behind_multiple(form):
        return True
    quarters = any(p.span.startswith("Q") or p.end is not None for p in told) or any(a.per for a in asks)
    return bool(_QUARTERS.search(form.clause.text)) and not quarters


def _parts(item: str) -> tuple[str, ...]:
    """The line items that a measure is computed from."""
    formula = line_items()[item].formula
    return tuple(formula[1]) if formula else ()


_NAMING = ("at", "range", "since", "after", "until")
"""Relations of a period to the figure that name years of their own; of a range the ends must be told."""
_QUARTERS = re.compile(r"\bquarter(?:s|ly)?\b")
_MULTIPLE = re.compile(r"\b(?:double|twice|triple|treble|thrice|half|times)\b")


def _behind_multiple(form: Form) -> bool:
    """True for "double Meta's", "twice as much as Meta": one company's figure against another's."""
    multiple = _MULTIPLE.search(form.clause.text)
    return multiple is not None and any(m.start - form.clause.start >= multiple.end() for m in form.clause.companies)


def _refuse_months(form: Form) -> None:
    """Refuse a flow of a single month, which no periodic report states; a balance at its end may be.

    Raises:
        Abstention: `period_not_reported`.
    """
    flows = [m for m in form.measures if m.item and not _is_balance(line_items()[m.item])]
    if flows and any(m.relation == "month" for m in form.clause.periods):
        raise Abstention(
            "period_not_reported", "Filings state no figure for a single month; ask for a quarter or a year."
        )


def _refuse_weeks(form: Form) -> None:
    """Refuse what is asked of a time that no report is of: "last week", "yesterday", "the past 30 days".

    Raises:
        Abstention: `period_not_reported`.
    """
    row = form.clause.elements
    short = any(
        e.norm == "yesterday" or (e.norm in _SHORT and n and row[n - 1].norm in _LATELY)
        for n, e in enumerate(row)
        if e.kind == "word"
    )
    if (short and not form.clause.periods) or _LAST_DAYS.search(form.clause.text):
        raise Abstention(
            "period_not_reported", "Filings state no figure for days or weeks; ask for a quarter or a year."
        )


_SHORT = frozenset("week weekend day month fortnight night".split())
_LATELY = frozenset("last past previous this that latest current coming".split())
_LAST_DAYS = re.compile(
    r"\b(?:last|past|previous|first)\s+(?:\w+\s+)?(?:\d+|two|three|four|five|six|seven|ten|thirty|ninety|few|couple\s+of)\s+(?:days|weeks)\b",
    re.IGNORECASE,
)


def _is_balance(item: LineItem) -> bool:
    """True for a balance, and for a ratio of two balances."""
    parts = item.formula[1] if item.formula else ()
    return item.instant or (bool(parts) and all(line_items()[p].instant for p in parts))


def asks_of(form: Form) -> list[Ask]:
    """The asks of the first form of question that fits.

    Raises:
        Abstention: `insufficient_evidence`, when none does.
    """
    for find in FORMS:
        asks = find(form)
        if asks:
            return asks
    raise unclear(form.clause)


def _conditions(f: Form) -> list[Ask]:
    """Companies of which two things hold: "with net sales above $50 billion and a falling gross margin"."""
    if not f.everyone or len(f.clause.items) != 2 or "who" not in f.kinds | {"who" if "everyone" in f.kinds else ""}:
        return []
    first, second = f.clause.items
    cut = next((e for e in f.clause.elements if e.norm in ("and", "but") and first.end <= e.start < second.start), None)
    if cut is None:
        return []
    halves = [f.clause.between(f.clause.start, cut.start), f.clause.between(cut.end, f.clause.end)]
    forms = [Form(_with_periods(h, f.clause), Memory()) for h in halves]
    for form in forms:
        form.all_companies = True
        if not (form.threshold is not None or form.claim in ("up", "down") or form.kinds & {"profit", "loss"}):
            return []
    asks = [a for form in forms for a in asks_of(form)]
    return [replace(a, joined=n > 0) for n, a in enumerate(asks)] if len(asks) == 2 else []


def _with_periods(clause: Clause, whole: Clause) -> Clause:
    """A part of a clause with the periods of the whole, where it names none."""
    return replace(clause, periods=clause.periods or whole.periods)


_COMPUTED = frozenset(
    "below growth_rate largest smallest more less exceed share share_as ratio difference never".split()
)
"""Operations that a plain figure does not carry out."""


def _value(f: Form) -> list[Ask]:
    """A figure, or several."""
    if f.threshold is not None or f.kinds & _COMPUTED or (f.yes_no and f.kinds & {"profit", "loss"}):
        raise unclear(f.clause)
    if f.paired:
        return [Ask("value", (m,), (e,), (p,)) for m, e in f.pairing for p in f.periods]
    if f.per:
        return [
            Ask("value", (m,), (e,), (p,), per=f.per, times=f.times)
            for e in f.entities
            for m in f.measures
            for p in f.periods
        ]
    return [Ask("value", (m,), (e,), f.periods) for e in f.entities for m in f.measures]


FORMS: tuple[Callable[[Form], list[Ask]], ...] = (
    parts,
    statement,
    _conditions,
    compound_growth,
    beyond_amount,
    profit,
    every_year,
    companies_that_moved,
    companies_beyond_before,
    per_share,
    extreme,
    ratio,
    listed_companies,
    difference,
    average,
    summed,
    compared_yes_no,
    unrelated,
    change,
    compare,
    _value,
)

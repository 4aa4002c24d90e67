"""The periods that a clause asks for, in the order named, and the pairs that a change is told between.

A year before or after another is counted from the one that the clause, or an earlier one, names. What is counted from the newest
stays so (`Period.back`), and is settled once for the whole plan by `tools.settling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from muniment.agents.reading.periods import PeriodMark
from muniment.agents.reading.reading import Clause
from muniment.errors import Abstention
from muniment.records import Company, Measure, Period, Span

_BASE = re.compile(
    r"\b(?:from|since|than|versus|vs\.?|against|over|relative\s+to|compared?\s+(?:to|with)|to|with|on)\s*(?:in|the|that\s+of|its|fiscal|those\s+of|what\s+it\s+was\s+in)?\s*$"
)
_YEARS_BEFORE = re.compile(
    r"\byears\s+(?:before|prior\s+to|preceding|leading\s+up\s+to)\s+(?:fiscal\s+|fy\s*)?(?:year\s+)?(?:19|20)\d\d\b"
)
_LISTED = re.compile(r"\b(?:in|for|during|of|over)\s*$")
QUARTERS: tuple[Span, ...] = ("Q1", "Q2", "Q3", "Q4")
NEWEST = Period(back=0)


@dataclass(slots=True)
class Memory:
    """What an earlier clause settled, for a later one that leaves it out; `session` says that an earlier question did."""

    entities: tuple[Company, ...] = ()
    measures: tuple[Measure, ...] = ()
    periods: tuple[Period, ...] = ()
    session: bool = False
    left_aside: tuple[Company, ...] = ()
    said: tuple[Period, ...] = ()


def periods_of(clause: Clause, memory: Memory) -> tuple[Period, ...]:
    """The periods of a clause, in the order named; those of an earlier clause, or the newest fiscal year, where it names none.

    Raises:
        Abstention: years are counted back from one that is not among them.
    """
    if _YEARS_BEFORE.search(clause.text):
        raise Abstention("insufficient_evidence", "Which years before it? Name them, or a first and a last one.")
    own: list[Period] = []
    for mark in clause.periods:
        for period in _of_mark(mark, own, memory):
            if period not in own:
                own.append(period)
    settled = memory.periods[0].year if memory.periods else None
    if settled is not None:
        # "Q2?" after a question of a year is of that year.
        own = [Period(settled, p.span) if p.named and p.year is None and p.back == 0 else p for p in own]
    if wants_quarters(clause):
        own = _quarters(own or [p for p in memory.periods if p.span == "FY"], clause)
    return tuple(own) or memory.periods or (NEWEST,)


def _of_mark(mark: PeriodMark, own: list[Period], memory: Memory) -> tuple[Period, ...]:
    if mark.relation in ("before", "next"):
        anchors = own or list(memory.periods[:1])
        if not anchors and mark.relation == "next":
            raise Abstention("insufficient_evidence", "The year after which? The question names none.")
        return tuple(shifted(anchors[-1], p) if anchors else replace(p, back=max(p.back or 0, 0)) for p in mark.periods)
    if mark.relation in ("since", "after", "until"):
        return tuple(replace(p, open=mark.relation) for p in mark.periods)
    return mark.periods


def wants_quarters(clause: Clause) -> bool:
    """True where the figure of each fiscal quarter is asked for: "quarterly revenue", "every quarter of 2024"."""
    return "quarterly" in clause.kinds or any(
        o.kind in ("every", "any", "count") and "quarter" in o.word for o in clause.operations
    )


def _quarters(years: list[Period], clause: Clause) -> list[Period]:
    if any(m.relation == "newest" for m in clause.periods):
        return [Period(span="Q4", back=0)]
    if not years:
        return [Period(span="Q4", back=n) for n in (3, 2, 1, 0)]
    found: list[Period] = []
    for period in years:
        if period.span != "FY" or period.end is not None or period.open:
            found.append(period)
        else:
            found += [replace(period, span=q, of_year=period.year is None) for q in QUARTERS]
    return found


def shifted(anchor: Period, wanted: Period) -> Period:
    """The period so many years, or quarters, from the anchor: the same span a year before, or the quarter before it."""
    back = wanted.back or 0
    if wanted.named and anchor.year is not None:
        return Period(anchor.year - back, wanted.span)
    if wanted.span != "FY" and anchor.year is not None:
        if not anchor.span.startswith("Q"):
            raise Abstention("insufficient_evidence", f"The quarter beside which? What was asked is of {anchor.label}.")
        quarter = anchor.year * 4 + int(anchor.span[1]) - 1 - back
        return Period(quarter // 4, QUARTERS[quarter % 4])
    if anchor.year is not None:
        return replace(anchor, year=anchor.year - back, open="")
    if anchor.end is not None:
        return replace(anchor, end=_years_earlier(anchor.end, back))
    in_quarters = anchor.span == "Q4" and wanted.span == "FY" and not anchor.named and not anchor.of_year
    return replace(anchor, back=(anchor.back or 0) + (4 * back if in_quarters else back), open="")


def _years_earlier(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def year_before(period: Period) -> Period:
    """The same span a year before."""
    return shifted(period, Period(back=1))


def pairs_of(clause: Clause, memory: Memory) -> tuple[tuple[Period, Period], ...]:
    """The newer and the older period of each change that a clause asks for.

    Of a range the ends, and every year's change where each is asked for; of a list ("in 2022, 2023 and 2024") each with the year
    before; of one year, that and the one before.
    """
    earlier = memory.periods
    own = periods_of(clause, memory)
    if not clause.periods and len(memory.said) == 2 and all(p.year is not None for p in memory.said):
        # "What was it in 2021, what in 2023, and how much did it fall?"
        old, new = in_order(memory.said)
        return ((new, old),)
    each = (
        "every" in clause.kinds
        or ("yoy" in clause.kinds and len(own) > 1 and not _is_one_year_on(clause, own))
        or "count" in clause.kinds
        or "any" in clause.kinds
    )
    opened = next((p for p in own if p.open), None)
    if opened is not None and opened.open == "until":
        raise Abstention("insufficient_evidence", f"From which year until {opened.label}? The question names none.")
    if opened is not None:
        return ((NEWEST, replace(opened, open="")),) if not each else ((opened, opened),)
    if wants_quarters(clause) and len(own) > 1:
        return tuple((p, _quarter_or_year_before(p, clause)) for p in own)
    if len(own) >= 2:
        if each and _is_range(clause, own) and "yoy" not in clause.kinds:
            return tuple((b, a) for a, b in pairwise(own))
        if each or _is_list(clause, own):
            return tuple((p, year_before(p)) for p in own)
        old, new = in_order((own[0], own[-1]))
        return ((new, old),)
    single = own[0]
    last = clause.periods[-1] if clause.periods else None
    if last is not None and last.relation not in ("before", "next") and _BASE.search(_text_before(clause, last)):
        later = earlier[0] if earlier and earlier[0] != single else _after(single)
        old, new = in_order((single, later))
        return ((new, old),)
    if last is not None and last.relation == "before" and not earlier and len(clause.periods) == 1:
        return ((NEWEST if single.span == "FY" else replace(single, back=0), single),)
    if last is not None and last.relation == "before" and earlier and earlier[0] != single:
        return ((earlier[0], single),)
    return ((single, _quarter_or_year_before(single, clause)),)


def _quarter_or_year_before(period: Period, clause: Clause) -> Period:
    """What a quarter is compared with: the one before it where "quarter over quarter" is asked, else the same a year before."""
    if (
        clause.says("quarter", "over", "quarter")
        or clause.says("qoq")
        or clause.says("sequentially")
        or clause.says("sequential")
    ):
        return shifted(period, Period(span="Q4", back=1))
    return year_before(period)


def _is_one_year_on(clause: Clause, own: tuple[Period, ...]) -> bool:
    """Whether a range goes from one year to the next: its "year over year" change is one."""
    if len(own) != 2 or not _is_range(clause, own):
        return False
    old, new = in_order(own)
    return old.year is not None and new == replace(old, year=old.year + 1)


def _is_range(clause: Clause, own: tuple[Period, ...]) -> bool:
    return any(m.relation == "range" for m in clause.periods) and len(own) >= 2


def _is_list(clause: Clause, own: tuple[Period, ...]) -> bool:
    """True for years listed side by side, as in "growth in 2022, 2023 and 2024"; what stands against each other is none."""
    marks = [m for m in clause.periods if m.periods]
    if len(marks) < 2 or any(m.relation != "at" for m in marks) or {"compare", "difference"} & clause.kinds:
        return False
    if any(_BASE.search(_text_before(clause, m)) for m in marks[1:]):
        return False
    return len(own) > 2 or bool(_LISTED.search(_text_before(clause, marks[0])))


def _text_before(clause: Clause, mark: PeriodMark) -> str:
    return clause.text[: mark.start - clause.start].rstrip()


def _after(period: Period) -> Period:
    return replace(period, year=period.year + 1) if period.year is not None else replace(period, back=0)


_ENDS_IN: dict[Span, int] = {"Q1": 1, "H1": 2, "Q2": 2, "9M": 3, "Q3": 3, "H2": 4, "Q4": 4, "FY": 4}


def age(period: Period) -> tuple[int, int]:
    """Where a fiscal period ends, for putting several in order, the oldest first: its year, and its quarter."""
    return period.year or 0, _ENDS_IN.get(period.span, 0)


def in_order(pair: tuple[Period, ...]) -> tuple[Period, Period]:
    """Two periods, the older first; a relative period is newer than a named one, and the smaller `back` the newer."""

    def rank(p: Period) -> tuple[int, str, str]:
        if p.year is not None:
            return p.year, str(_ENDS_IN.get(p.span, 0)), ""
        if p.end is not None:
            return p.end.year, "", p.end.isoformat()
        return 9999 - (p.back or 0), "", ""

    a, b = sorted((pair[0], pair[-1]), key=rank)
    return a, b


def ends(periods: tuple[Period, ...]) -> tuple[Period, Period]:
    """The newest and the oldest of several periods."""
    if len(periods) == 1 and periods[0].open:
        return NEWEST, replace(periods[0], open="")
    old, new = in_order((periods[0], periods[-1]))
    return new, old

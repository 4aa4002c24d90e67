"""Settle what is relative in a plan, once for all of it: "the latest year", "last quarter", "since 2020", "every company".

For one company the newest period is that of its own records; where several are compared it is the newest that all of them have,
so that no two years stand side by side. Which figures these periods have is not looked up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.records import Ask, Company, Period, Plan, Settled, Span
from muniment.tools.figures import Figures

_ENDS_WITH: dict[Span, Span] = {"H1": "Q2", "9M": "Q3", "FY": "Q4", "H2": "Q4"}
# A span that nobody filed follows from those that end and begin it.
_FOLLOWS: dict[Span, tuple[Span, Span]] = {
    "Q4": ("FY", "9M"),
    "H2": ("FY", "H1"),
    "Q3": ("9M", "H1"),
    "Q2": ("H1", "Q1"),
}
_YEAR_TO_DATE: tuple[Span, ...] = ("Q1", "H1", "9M")


def settle(
    plan: Plan, book: Callable[[Company], Figures], on_record: Callable[[], Sequence[Company]]
) -> tuple[tuple[Settled, ...], tuple[Company, ...]]:
    """What the plan's relative periods come to, and which companies "every company" is.

    Args:
        plan: with relative and open periods.
        book: the figures of a company.
        on_record: the companies that have records, asked for only where all are meant.

    Raises:
        Abstention: no such period is on record.
    """
    everyone = tuple(on_record()) if any(a.everyone for a in plan.asks) else ()
    named = tuple(dict.fromkeys(e for a in plan.asks for e in a.entities))
    found: dict[tuple[Period, int], Settled] = {}
    for ask in plan.asks:
        companies = everyone if ask.everyone else named if len(named) > 1 else ask.entities
        for period in ask.periods:
            for settled in _settled(period, ask, companies, book):
                found.setdefault((settled.asked, settled.cik), settled)
    return tuple(found.values()), everyone


def settled_period(book: Figures, period: Period) -> Period:
    """What one period comes to for one company.

    Raises:
        Abstention: no such period is on record.
    """
    if period.end is not None or period.calendar:
        return by_end(book, period)
    if period.back is None:
        return period
    (found,) = _newest(period, book.company.cik, [book], everyone=False)
    return found.periods[-1]


def _settled(
    period: Period, ask: Ask, companies: Sequence[Company], book: Callable[[Company], Figures]
) -> list[Settled]:
    if period.year is not None and not period.open and not period.calendar:
        return []
    if period.end is not None or period.calendar:
        own = ask.entities or companies
        each = [(e, by_end(book(e), period)) for e in own]
        if len({p for _, p in each}) > 1 and len(own) > 1 and len(ask.entities) > 1:
            raise Abstention(
                "insufficient_evidence",
                f"The companies' fiscal periods that ended {period.end} are not alike; name a fiscal year.",
            )
        return (
            [Settled(period, 0, (p,)) for _, p in each[:1]]
            if len(own) > 1 and len(ask.entities) > 1
            else [Settled(period, e.cik, (p,)) for e, p in each]
        )
    cik = companies[0].cik if len(companies) == 1 else 0
    books = [book(e) for e in companies]
    if not ask.everyone and len(companies) > 1 and len(ask.entities) == 1:
        # Each of several asks is of one company, all of the same period.
        return [replace(s, cik=ask.entities[0].cik) for s in _newest(period, 0, books, ask.everyone)]
    return _newest(period, cik, books, ask.everyone)


def _newest(period: Period, cik: int, books: Sequence[Figures], everyone: bool) -> list[Settled]:
    if period.open:
        return [Settled(period, cik, _opened(period, books))]
    back = period.back or 0
    if period.span == "TTM":
        return [Settled(period, cik, (trailing(books[0]),))]
    if period.span == "FY" or period.of_year:
        years = _years(books, everyone, "FY")
        if back < len(years):
            return [
                Settled(period, cik, (replace(period, year=years[0] - back, back=None, of_year=False, named=False),))
            ]
    elif period.named:
        years = _years(books, everyone, period.span)
        if back < len(years):
            return [Settled(period, cik, (Period(years[back], period.span),))]
    else:
        ends = [newest_quarter(b) for b in books]
        known = [n for n in ends if n is not None]
        if known:
            quarter = min(known) - back
            return [Settled(period, cik, (Period(quarter // 4, f"Q{quarter % 4 + 1}"),))]  # type: ignore[arg-type]
    whose = books[0].company.called if len(books) == 1 else "these companies together"
    raise Abstention("period_not_reported", f"No such period of {whose} is on record.")


def _years(books: Sequence[Figures], everyone: bool, span: Span) -> list[int]:
    """The years of a span that the companies have, the newest first: that all have, or of every company on record that most have."""
    each = [years_of(b, span) for b in books]
    if not everyone:
        return sorted(set.intersection(*each), reverse=True) if each else []
    count = Counter(y for years in each for y in years)
    most = max(count.values(), default=0)
    newest = max((y for y, n in count.items() if n == most), default=None)
    return sorted((y for y in count if newest is not None and y <= newest), reverse=True)


def years_of(book: Figures, span: Span) -> set[int]:
    """The fiscal years in which a company has figures of a span, filed or following from others."""
    held: dict[str, set[int]] = {}
    for _, place in book.places:
        held.setdefault(place.span, set()).add(place.year)
    whole, part = _FOLLOWS.get(span, ("", ""))
    return held.get(span, set()) | (held.get(whole, set()) & held.get(part, set()))


def newest_quarter(book: Figures) -> int | None:
    """The newest quarter of a company, as four times its fiscal year and its number from 0."""
    places = book.places
    if not places:
        return None
    _, newest = max(places, key=lambda pair: pair[0])
    span = _ENDS_WITH.get(newest.span, newest.span)
    return newest.year * 4 + int(span[1]) - 1


def trailing(book: Figures, end: date | None = None) -> Period:
    """The twelve months to the newest quarter, or to the one that ended on a day; those to a fourth quarter are the year."""
    if end is not None:
        quarter = by_end(book, Period(span="Q4", end=end))
        year, span = quarter.year or 0, quarter.span
    else:
        newest = newest_quarter(book)
        if newest is None:
            raise Abstention("period_not_reported", f"No quarter of {book.company.called} is on record.")
        year, span = newest // 4, f"Q{newest % 4 + 1}"  # type: ignore[assignment]
    return Period(year) if span in ("Q4", "FY") else Period(year, "TTM", through=span)


def _opened(period: Period, books: Sequence[Figures]) -> tuple[Period, ...]:
    """ "Since 2020": every year from it to the newest."""
    assert period.year is not None
    span: Span = period.span
    years = sorted(set.intersection(*(years_of(b, span) for b in books)))
    if period.open == "until":
        kept = [y for y in years if y <= period.year]
    else:
        kept = [y for y in years if y >= period.year + (period.open == "after")]
    unbroken = kept[-1:]
    for year in reversed(kept[:-1]):
        if year != unbroken[0] - 1:
            break
        unbroken.insert(0, year)
    if not unbroken or (period.open == "since" and period.year > 1900 and unbroken[0] > period.year):
        first = f" before fiscal {unbroken[0]}" if unbroken else ""
        raise Abstention("period_not_reported", f"No years{first} that are asked for are on record without a gap.")
    return tuple(Period(y, span) for y in unbroken)


def by_end(book: Figures, period: Period) -> Period:
    """The fiscal period of a company that ended on a day, or about it; a calendar year where it reports by these.

    Raises:
        Abstention: it has no such period.
    """
    if period.calendar:
        if not _by_calendar_years(book):
            raise Abstention(
                "period_not_reported",
                f"{book.company.called} does not report by calendar years; ask for a fiscal year.",
            )
        if period.end is None:
            return replace(period, calendar=False)
    end = period.end
    assert end is not None
    if period.span == "TTM":
        return trailing(book, end)
    near = [(abs((day - end).days), place) for day, place in book.places if abs((day - end).days) <= 7]
    if not near:
        raise Abstention(
            "period_not_reported", f"{book.company.called} has no fiscal period on record that ended {end}."
        )
    year_end = book.calendar.year_end(end)
    assert year_end is not None
    _, place = min(near, key=lambda pair: (pair[0], pair[1].label))
    if place.span == "TP":
        return Period(place.year, "TP")
    at: Span = next((p.span for _, p in near if p.span.startswith("Q")), "Q4")
    span: Span = period.span if period.span != "Q4" else at
    if period.span == "FY" and abs((year_end - end).days) > 10:
        span = at
    return Period(place.year, span)


def _by_calendar_years(book: Figures) -> bool:
    ends = book.calendar.ends
    return bool(ends) and ((ends[-1].month == 12 and ends[-1].day >= 24) or (ends[-1].month == 1 and ends[-1].day <= 6))

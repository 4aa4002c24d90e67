"""When a contract ends, is renewed, and must be given notice of: arithmetic over what it states, in calendar days.

A term of three years from 1 January 2025 ends on 31 December 2027, its last day (as courts count where a contract is silent: a term "from" a day
includes it). "On the third anniversary" is that day. Notice of sixty days before the end is given on the sixtieth day before it at the latest.
Business days are Mondays to Fridays; holidays are not known here. What lacks a start, a length or an end is not computed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DURATION = re.compile(r"P(\d+)([DWMY])(, business days)?")
DEADLINE = "last day to stop the renewal"
MOST_RENEWALS, LAST_YEAR = 200, 2200
"""Renewals that are looked ahead, and the year behind which none is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a contract states of its time: the term's end, or its start and length; the renewal's length where it is renewed by itself, and the notice
    that stops it. Durations by ISO 8601, "P10D, business days" for such days. `anniversary`: the end falls on the day of the start."""

    start: date | None = None
    term: str = ""
    end: date | None = None
    anniversary: bool = False
    renewal: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something of a contract falls: `DEADLINE`, "renewal" (the first day of the next term) or "end"."""

    day: date
    what: str


def end_of(stated: Stated) -> date | None:
    """The last day of the first term, as stated or computed; None where it cannot be known.

    >>> end_of(Stated(date(2025, 1, 1), "P3Y")).isoformat(), end_of(Stated(date(2024, 1, 31), "P1M")).isoformat()
    ('2027-12-31', '2024-02-28')
    """
    if stated.end is not None or stated.start is None or not stated.term:
        return stated.end
    after = moved(stated.start, stated.term)
    return after if stated.anniversary else after - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A renewal that comes by itself: the last day of the term before it, the last day to stop it, its own first and last day."""

    end: date
    deadline: date
    begins: date
    renewed: date


def renewals(stated: Stated) -> tuple[Renewal, ...]:
    """The renewals of a contract in their order, as far as they are looked ahead; none where its end, their length or their notice is not stated."""
    end = end_of(stated)
    if end is None or not stated.renewal or not stated.notice:
        return ()
    found: list[Renewal] = []
    while len(found) < MOST_RENEWALS and (not found or found[-1].renewed.year < LAST_YEAR):
        last = _renewed(end, stated.renewal, len(found))
        after = _renewed(end, stated.renewal, len(found) + 1)
        found.append(Renewal(last, moved(last, stated.notice, back=True), last + timedelta(days=1), after))
    return tuple(found)


def payments(term: str, every: str) -> int | None:
    """How many payments fall into a term, one for each whole period; None where they do not fill it.

    >>> payments("P5Y", "P1M"), payments("P18M", "P3M"), payments("P1Y", "P1W"), payments("P18M", "P1Y")
    (60, 6, None, None)
    """
    length, period = (_DURATION.fullmatch(d) for d in (term, every))
    if length is None or period is None or length[3] or period[3]:
        return None
    months = {"M": 1, "Y": 12}
    if length[2] in months and period[2] in months:
        whole, part = (int(d[1]) * months[d[2]] for d in (length, period))
    elif length[2] == period[2]:
        whole, part = int(length[1]), int(period[1])
    else:
        return None
    return whole // part if part and whole % part == 0 else None


def dues(stated: Stated, since: date, until: date) -> tuple[Due, ...]:
    """What falls between two days, both counted, in their order."""
    end = end_of(stated)
    if end is None:
        return ()
    found = []
    for n in range(MOST_RENEWALS if stated.renewal else 1):
        last = _renewed(end, stated.renewal, n)
        if last > until and (not stated.notice or moved(last, stated.notice, back=True) > until):
            break
        if not stated.renewal:
            found.append(Due(last, "end"))
            continue
        if stated.notice:
            found.append(Due(moved(last, stated.notice, back=True), DEADLINE))
        found.append(Due(last + timedelta(days=0 if stated.anniversary else 1), "renewal"))
    return tuple(sorted((d for d in found if since <= d.day <= until), key=lambda d: (d.day, d.what)))


def current_end(stated: Stated, today: date) -> date | None:
    """The last day of the term that runs on a day, after the renewals that came by themselves; the first term's where none did."""
    end = end_of(stated)
    if end is None or not stated.renewal:
        return end
    for n in range(MOST_RENEWALS):
        if (last := _renewed(end, stated.renewal, n)) >= today:
            return last
    return None


def _renewed(end: date, renewal: str, times: int) -> date:
    """The last day after so many renewals. What ends with a month goes on ending with one."""
    if not times:
        return end
    count, unit, _ = _parts(renewal)
    return moved(end + timedelta(days=1), f"P{count * times}{unit}") - timedelta(days=1)


def moved(day: date, by: str, back: bool = False) -> date:
    """A day moved by a duration; a month's last day stands for one that a month does not have.

    >>> moved(date(2024, 3, 11), "P10D, business days", back=True).isoformat()
    '2024-02-26'
    """
    count, unit, of_business = _parts(by)
    sign = -1 if back else 1
    if of_business:
        left = count
        while left:
            day += timedelta(days=sign)
            left -= day.weekday() < 5
        return day
    if unit in "DW":
        return day + timedelta(days=sign * count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + sign * count * (12 if unit == "Y" else 1)
    year, month = divmod(min(months, date.max.year * 12 + 11), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _parts(duration: str) -> tuple[int, str, bool]:
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration!r} is no duration")
    return int(match[1]), match[2], match[3] is not None

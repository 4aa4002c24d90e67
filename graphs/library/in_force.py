"""Which contracts and policies of the library are in force: on the day, or at the time, that a question names, or today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from muniment.errors import Abstention
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import Regulating, regulating
from muniment.tools.contracts.dating.dates import MONTHS, dates
from muniment.wording import squash

_ON_DAY = re.compile(
    r"\b(?:as\s+(?:of|at|on)|on|at|in\s+force\s+(?:on|at)|back\s+(?:on|in)|valid\s+on|until|before)\W+(?:the\s+)?$",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    rf"\b(?:in|during|back\s+in|throughout)\s+(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>20\d\d)\b", re.IGNORECASE
)


def day_asked(question: str) -> date | None:
    """The day of which a question asks what was in force: "as of 2023-06-01"; None where it names none."""
    found = {day for day, at in dates(question) if _ON_DAY.search(question[:at])}
    return found.pop() if len(found) == 1 else None


def time_asked(question: str, today: date) -> tuple[date, date] | None:
    """The first and last day of the month or year in the past of which a question asks: "in May 2025"; None where it names none, or several.

    >>> time_asked("Was business class allowed in May 2025?", date(2026, 1, 1))
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 31))
    """
    found = {(m["year"], m["month"].lower() if m["month"] else "") for m in _IN_TIME.finditer(question)}
    if len(found) != 1 or dates(question):
        return None
    year, month = found.pop()
    number = MONTHS.index(month) + 1 if month else 0
    first = date(int(year), number or 1, 1)
    after = date(int(year) + (number or 12) // 12, (number or 12) % 12 + 1, 1)
    last = min(date.fromordinal(after.toordinal() - 1), today)
    return (first, last) if first <= today else None


def documents_in_force(
    documents: Documents, within: Sequence[str], as_of: date | None, day: date | None = None
) -> list[Regulating]:
    """The contracts and policies that count on a day; of versions of one policy (of one title) the newest that was in force.

    Args:
        documents: of the library.
        within: only in these collections.
        as_of: the library as it was on a day, and what was in force then.
        day: what was in force on a day by its own words, of the library as it is.
    """
    day = as_of or day or datetime.now(UTC).date()
    every = regulating(documents.store, within, as_of)
    newest: dict[str, date] = {}
    for d in every:
        if d.title and d.effective and d.effective <= day:
            newest[squash(d.title)] = max(d.effective, newest.get(squash(d.title), d.effective))
    return [d for d in every if d.effective is None or d.effective == newest.get(squash(d.title))]


def in_force_at(documents: Documents, within: Sequence[str], time: tuple[date, date]) -> list[Regulating]:
    """What was in force at a time in the past, by its own words.

    Raises:
        Abstention: a version took the place of another within that time.
    """
    first, last = (documents_in_force(documents, within, None, day) for day in time)
    changed = [d.name for d in last if d not in first]
    if changed:
        raise Abstention(
            "insufficient_evidence",
            f"{changed[0]} came into force between {time[0]} and {time[1]}; name the day that is meant.",
        )
    return last

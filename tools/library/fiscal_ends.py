"""When a company's fiscal years end, and what it calls them, as far as one document says it.

An annual report says it outright. An interim one says it by its columns: the newest quarter or half that it names ends where the
document does; what runs from the year's beginning begins the day after the year before ended; and its balance sheet stands beside that
of the end of the preceding fiscal year (Regulation S-X, 17 CFR 210.10-01(c)(1)). Where these differ nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muniment.tools.library.printed_period import (
    FiscalEnds,
    PrintedPeriod,
    last_day,
    part_of_year,
    read_day,
    whole_years_of,
)
from muniment.tools.library.title_page import TitlePage

_YEARS_ENDED = re.compile(
    r"\b(?:fiscal|financial|for\s+the)?\s*years?\s+(?:that\s+)?end(?:ed|ing|s)(?:\s+on)?\s+(?P<day>[^\n,;|]{3,18})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statement: what stands over it, and the period that it surely is of; `is_balance` where it is a balance sheet's."""

    head: str
    caption: str
    period: PrintedPeriod | None
    is_balance: bool


def fiscal_ends(title: TitlePage, columns: Sequence[Column]) -> FiscalEnds | None:
    """The fiscal years of the company of a document; None where it does not say.

    Args:
        title: what the document says of itself.
        columns: of its statements.
    """
    if title.end is not None and title.is_annual:
        return FiscalEnds(title.end.month, title.end.day, _offset(title, title.end.month, title.end.day))
    end = title.end or newest_balance(columns)
    named = _by_newest_part(columns, end) if end else None
    if named is not None:
        return named
    said = {on for c in columns for m in _YEARS_ENDED.finditer(c.caption) if (on := read_day(m["day"])) is not None}
    found = said or _by_what_begins(columns) or _by_balances(columns, end)
    if len(found) != 1:
        return None
    month, day = next(iter(found))
    return FiscalEnds(month, day, _offset(title, month, day))


def newest_balance(columns: Iterable[Column]) -> date | None:
    """The newest day that a balance sheet stands for."""
    return max((c.period.end for c in columns if c.is_balance and c.period), default=None)


def _offset(title: TitlePage, month: int, day: int) -> int:
    """What is added to the year in which a fiscal year ends to get the name that the document gives the one in which its own period lies."""
    if title.end is None or title.fiscal_year is None:
        return 0
    offset = title.fiscal_year - FiscalEnds(month, day).name_of(title.end)
    return offset if offset in (-1, 0) else 0


def _by_newest_part(columns: Sequence[Column], end: date) -> FiscalEnds | None:
    """The fiscal year whose quarter or half, the newest that a column names, ends where the document does."""
    parts = [part for c in columns if not c.is_balance and (part := part_of_year(c.head))]
    newest = max(((p.year, p.quarters) for p in parts), default=None)
    if (
        newest is None
        or (end + timedelta(days=1)).day != 1
        or any(y > newest[0] for c in columns for y in whole_years_of(c.head))
    ):
        return None
    year, quarters = newest
    month = end.month + 3 * (4 - quarters)
    ended = last_day(end.year + (month - 1) // 12, (month - 1) % 12 + 1)
    return FiscalEnds(ended.month, ended.day, year - ended.year) if year - ended.year in (-1, 0) else None


def _by_what_begins(columns: Sequence[Column]) -> set[tuple[int, int]]:
    """The day before what runs for six or nine months; that is from the year's beginning, where an interim report shows it."""
    starts = {c.period.start for c in columns if c.period and not c.is_balance and c.period.months in (6, 9)}
    before = {s - timedelta(days=1) for s in starts if s is not None}
    return {(d.month, d.day) for d in before if (d + timedelta(days=1)).day == 1}


def _by_balances(columns: Sequence[Column], end: date | None) -> set[tuple[int, int]]:
    """The other day of a balance sheet, which is not the same day of another year."""
    days = {c.period.end for c in columns if c.is_balance and c.period}
    interim = any(c.period and c.period.months == 3 for c in columns if not c.is_balance)
    return {(d.month, d.day) for d in days if interim and end and (d.month, d.day) != (end.month, end.day)}

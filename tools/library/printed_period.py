"""The period that the head of a column names: "Fiscal Years Ended February 2, 2019", "For the years ended June 30, | 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|sept)\.?"
DATE = rf"{_MONTH}\s+\d{{1,2}}\s*,?\s*(?:19|20)\d\d|\d{{1,2}}\s+{_MONTH}\s+(?:19|20)\d\d"
_DATE = re.compile(DATE, re.IGNORECASE)
_DAY = re.compile(rf"({_MONTH})\s+(\d{{1,2}})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_NO_PERIOD = re.compile(
    r"%|\b(?:percent|change|variance|increase|decrease|adjust\w*|previously|pro forma|historical)\b", re.IGNORECASE
)
_LENGTHS = (
    (re.compile(r"\b(?:three|3)[\s-]+months?\b|\b(?:13|14|12|16)[\s-]+weeks?\b|\bquarters?\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:six|6)[\s-]+months?\b|\b(?:26|27|24)[\s-]+weeks?\b", re.IGNORECASE), 6),
    (re.compile(r"\b(?:nine|9)[\s-]+months?\b|\b(?:39|40|36)[\s-]+weeks?\b", re.IGNORECASE), 9),
    (re.compile(r"\b(?:twelve|12)[\s-]+months?\b|\b5[23][\s-]+weeks?\b|\b(?:fiscal\s+)?years?\b", re.IGNORECASE), 12),
)


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """The end of a period, and its length in months; None for a balance, or where it is not said."""

    end: date
    months: int | None = None

    @property
    def start(self) -> date | None:
        """Its first day, to within the week that a 52/53-week calendar leaves."""
        if self.months is None:
            return None
        month = self.end.month - self.months
        year = self.end.year + (month - 1) // 12
        month = (month - 1) % 12 + 1
        before = (
            _last_day(year, month)
            if self.end == _last_day(self.end.year, self.end.month)
            else min(date(year, month, min(self.end.day, 28)), _last_day(year, month))
        )
        return before + timedelta(days=1)


def read_date(text: str) -> date | None:
    """A date in words: "February 2, 2019", "2 February 2019"."""
    found = re.search(rf"({_MONTH})", text, re.IGNORECASE)
    numbers = re.findall(r"\d+", text)
    if found is None or len(numbers) < 2:
        return None
    day, year = (int(n) for n in numbers[:2])
    try:
        return date(year, _month(found.group(1)), day)
    except ValueError:
        return None


def read_period(
    head: str, caption: str, end: date | None, months: int | None, named: int | None = None
) -> PrintedPeriod | None:
    """The period of a column.

    Args:
        head: what stands over it.
        caption: what stands over the table, which may say the day and the length for all columns.
        end: the end of the document's own period, for heads that say but a year.
        months: the length of what the document reports on, where neither says one.
        named: the year by which the document calls the one that ended then; the year of `end` where it is not known.

    Returns:
        None where the head names no year, or names two, or something beside the figures of a period: a change, a share.
    """
    if _NO_PERIOD.search(head):
        return None
    length = _length(head) or _length(caption) or months
    dates = list(dict.fromkeys(_DATE.findall(head)))
    if len(dates) == 1:
        on = read_date(dates[0])
        return PrintedPeriod(on, length) if on else None
    years = list(dict.fromkeys(int(y) for y in _YEAR.findall(head)))
    if dates or len(years) != 1:
        return None
    day = _DAY.search(head) or _DAY.search(_last_line(caption))
    if day:
        on = read_date(f"{day.group(1)} {day.group(2)}, {years[0]}")
        return PrintedPeriod(on, length) if on else None
    if end is None:
        return None
    return PrintedPeriod(_in_year(end, end.year + years[0] - (named or end.year)), length)


def years_of(heads: Iterable[str]) -> list[int]:
    """The years that heads name."""
    return [int(y) for head in heads for y in _YEAR.findall(head)]


def _length(text: str) -> int | None:
    found = {months for pattern, months in _LENGTHS if pattern.search(text)}
    return found.pop() if len(found) == 1 else min(found, default=None) if found == {3, 12} else None


def _last_line(caption: str) -> str:
    return caption[-120:]


def _in_year(end: date, year: int) -> date:
    return (
        _last_day(year, end.month) if end == _last_day(end.year, end.month) else date(year, end.month, min(end.day, 28))
    )


def _month(word: str) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(word.lower().rstrip(".")[:3]))


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

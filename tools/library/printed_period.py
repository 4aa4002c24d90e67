"""The period that the head of a column names: "Fiscal Years Ended February 2, 2019", "For the years ended June 30, | 2023", "Q3 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|sept)\b\.?"
DATE = rf"{_MONTH}\s+\d{{1,2}}\s*,?\s*(?:19|20)\d\d|\d{{1,2}}\s+{_MONTH}\s+(?:19|20)\d\d"
_DATE = re.compile(DATE, re.IGNORECASE)
_DAY = re.compile(rf"({_MONTH})\s+(\d{{1,2}})(?!\d)|(?<!\d)(\d{{1,2}})\s+({_MONTH})", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?![\d.])|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_SHORT = re.compile(
    r"\b(?:FY|CY|[QHq]\s?[1-4]\s?|[1-4]\s?[QHqh]|9M\s?)[\s'’-]*(\d\d)(?!\d)|(?<!\d)(?:19|20)?(\d\d)\s?(?:FY|Q[1-4])\b"
)
_SPLIT_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[/–-]\d\d(?!\d)")
_NO_PERIOD = re.compile(
    r"%|\b(?:percent|change|variance|increase|decrease|adjust\w*|previously|pro forma|historical|budget\w*|forecast|guidance|plan|target|outlook"
    r"|estimated?|as\s+(?:originally\s+)?reported|constant\s+currency|notes?|ytd\s+budget|average|cumulative)\b",
    re.IGNORECASE,
)
_LENGTHS = (
    (re.compile(r"\b(?:three|3)[\s-]+months?\b|\b(?:13|14|12|16)[\s-]+weeks?\b|\bquarters?\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:six|6)[\s-]+months?\b|\b(?:26|27|24)[\s-]+weeks?\b", re.IGNORECASE), 6),
    (re.compile(r"\b(?:nine|9)[\s-]+months?\b|\b(?:39|40|36)[\s-]+weeks?\b", re.IGNORECASE), 9),
    (
        re.compile(
            r"\b(?:twelve|12)[\s-]+months?\b|\b5[23][\s-]+weeks?\b|(?<!half[\s-])\b(?:fiscal\s+|full\s+)?years?\b|\bFY\s?['’]?\d\d|\btotal\b",
            re.IGNORECASE,
        ),
        12,
    ),
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(
    r"\bQ\s?([1-4])(?!\d)|(?<!\d)([1-4])\s?Q(?:\b|(?=\s?['’]?\d\d))|\b(first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\bH\s?([12])(?!\d)|(?<!\d)([12])\s?H(?:\b|(?=\s?['’]?\d\d))|\b(first|second)[\s-]+half\b", re.IGNORECASE
)
_NINE = re.compile(r"\b9\s?M(?:\b|(?=\s?['’]?\d\d))")


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
            last_day(year, month)
            if self.end == last_day(self.end.year, self.end.month)
            else min(date(year, month, min(self.end.day, 28)), last_day(year, month))
        )
        return before + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FiscalEnds:
    """The month and day on which fiscal years end; `offset` is added to that day's year to get the year's name: 0 or -1."""

    month: int
    day: int
    offset: int = 0

    def end_of(self, year: int) -> date:
        """The last day of the fiscal year of a name."""
        calendar = year - self.offset
        return last_day(calendar, self.month) if self._at_month_end else on_day(calendar, self.month, self.day)

    def name_of(self, day: date) -> int:
        """What the fiscal year in which a day lies is called; a 52/53-week year may end a week later."""
        years = (day.year + self.offset + n for n in (-1, 0, 1))
        return next(year for year in years if day <= self.end_of(year) + timedelta(days=7))

    @property
    def _at_month_end(self) -> bool:
        return self.day >= 28 and (date(2023, self.month, min(self.day, 28)) + timedelta(days=4)).month != self.month


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A quarter, half, or nine months that a head names: its fiscal year, the quarters to its end, and its months."""

    year: int
    quarters: int
    months: int


def read_date(text: str) -> date | None:
    """A date in words or in numbers: "February 2, 2019", "2 February 2019", "31.12.2023", "2023-12-31"; None for what may be either of two days.

    >>> read_date("31/12/2023"), read_date("4/5/2023") is None, read_date("30.06.2024")
    (datetime.date(2023, 12, 31), True, datetime.date(2024, 6, 30))
    """
    if numeric := _NUMERIC.search(text):
        return _numeric(numeric)
    found = re.search(rf"({_MONTH})", text, re.IGNORECASE)
    numbers = re.findall(r"\d+", text)
    if found is None or len(numbers) < 2:
        return None
    day, year = (int(n) for n in numbers[:2])
    return _valid(year, _month(found.group(1)), day)


def _numeric(found: re.Match[str]) -> date | None:
    if found[5]:
        return _valid(int(found[5]), int(found[6]), int(found[7]))
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    # Points part day and month in that order; of strokes only the size tells.
    if found[2] == "." or first > 12:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 or first == second else None


def read_day(text: str) -> tuple[int, int] | None:
    """The month and day that a text names, in either order."""
    found = _DAY.search(text)
    if found is None:
        return None
    month, day = _month(found[1] or found[4]), int(found[2] or found[3])
    return (month, day) if _valid(2000, month, day) else None


def part_of_year(head: str) -> PartOfYear | None:
    """The quarter, half or nine months of one fiscal year that a head names.

    >>> part_of_year("Q3 2023"), part_of_year("FY24 Q1").quarters, part_of_year("First half 2024").months
    (PartOfYear(year=2023, quarters=3, months=3), 1, 6)
    """
    years = _years(head)
    if len(years) != 1:
        return None
    for pattern, each, months in ((_QUARTER, 1, 3), (_HALF, 2, 6)):
        said = {g.lower() for m in pattern.findall(head) for g in m if g}
        if len(said) == 1:
            (number,) = said
            return PartOfYear(years[0], each * (_ORDINALS.get(number) or int(number)), months)
        if said:
            return None
    return PartOfYear(years[0], 3, 9) if _NINE.search(head) else None


def read_period(
    head: str,
    caption: str,
    end: date | None,
    months: int | None,
    named: int | None = None,
    ends: FiscalEnds | None = None,
) -> PrintedPeriod | None:
    """The period of a column.

    Args:
        head: what stands over it.
        caption: what stands over the table, which may say the day and the length for all columns.
        end: the end of the document's own period, for heads that say but a year.
        months: the length of what the document reports on, where neither says one.
        named: the year by which the document calls the one that ended then; the year of `end` where it is not known.
        ends: when fiscal years end, for heads that name a part of one, or a whole one in a report on a part.

    Returns:
        None where the head names no year, or names two, or something beside the figures of a period: a change, a share, a budget.
    """
    if _NO_PERIOD.search(head) or _SPLIT_YEAR.search(head):
        return None
    if part := part_of_year(head):
        return None if ends is None else PrintedPeriod(_end_of_part(part, ends), part.months)
    length = _length(head) or _length(caption) or months
    dates = list(dict.fromkeys(d.group() for p in (_DATE, _NUMERIC) for d in p.finditer(head)))
    if len(dates) == 1:
        on = read_date(dates[0])
        return PrintedPeriod(on, length) if on else None
    years = _years(head)
    if dates or len(years) != 1:
        return None
    day = read_day(head) or read_day(_last_line(caption))
    if day:
        on = _valid(years[0], *day)
        return PrintedPeriod(on, length) if on else None
    if end is None:
        return PrintedPeriod(ends.end_of(years[0]), length) if ends and length == 12 else None
    if length == 12 and ends is not None and (end.month, end.day) != (ends.month, ends.day):
        return PrintedPeriod(ends.end_of(years[0]), length)
    return PrintedPeriod(_in_year(end, end.year + years[0] - (named or end.year)), length)


def years_of(heads: Iterable[str]) -> list[int]:
    """The years that heads name."""
    return [y for head in heads for y in _years(head)]


def whole_years_of(head: str) -> list[int]:
    """The years that a head names as whole ones."""
    return _years(head) if _length(head) == 12 and not part_of_year(head) else []


def _years(head: str) -> list[int]:
    long = [int(y) for y in _YEAR.findall(head)]
    short = [2000 + int(a or b) for a, b in _SHORT.findall(head)] if not long else []
    return list(dict.fromkeys(long or short))


def _end_of_part(part: PartOfYear, ends: FiscalEnds) -> date:
    ended = ends.end_of(part.year)
    month = ended.month - 3 * (4 - part.quarters)
    year = ended.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    return last_day(year, month) if ended == last_day(ended.year, ended.month) else on_day(year, month, ended.day)


def _length(text: str) -> int | None:
    found = {months for pattern, months in _LENGTHS if pattern.search(text)}
    return found.pop() if len(found) == 1 else min(found, default=None) if found == {3, 12} else None


def _last_line(caption: str) -> str:
    return caption[-120:]


def _in_year(end: date, year: int) -> date:
    return last_day(year, end.month) if end == last_day(end.year, end.month) else on_day(year, end.month, end.day)


def _month(word: str) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(word.lower().rstrip(".")[:3]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def on_day(year: int, month: int, day: int) -> date:
    """A day of a year; of a month's last days the 28th, where 29, 30 or 31 may not be."""
    return date(year, month, min(day, 28)) if _valid(year, month, day) is None else date(year, month, day)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

"""Days, months, quarters and years as stretches of time, as the cells of lists and questions about them write them.

A day in numbers that may be two (04/03/2024) is read in the order that the other days of its column tell, or not at all. What is
relative to today is not read here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from muniment.tools.contracts.dating.numeric_dates import Order
from muniment.tools.contracts.dating.numeric_dates import order_of as order_told

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:19|20)\d\d"
_FORMS = re.compile(
    rf"(?<![\w.,-])(?:"
    rf"(?P<iso>(?P<iso_y>{_YEAR})(?P<iso_by>[-/.])(?P<iso_m>\d\d)(?P=iso_by)(?P<iso_d>\d\d))(?:[T\s]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?"
    rf"|(?P<one>\d{{1,2}})(?P<by>[./-])(?P<two>\d{{1,2}})(?P=by)(?P<num_y>{_YEAR}|\d\d)(?:\s\d\d:\d\d(?::\d\d)?)?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<month>{_MONTH})(?:[\s,-]*(?P<year>{_YEAR}|(?<=-)\d\d|(?<=\s)['’]\d\d))?"
    rf"|(?P<month_first>{_MONTH})\s*(?P<day_next>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*,?\s*(?P<year_last>{_YEAR}))?"
    rf"|(?P<only_month>{_MONTH})(?:[\s,-]*(?:of\s+)?(?P<month_year>{_YEAR}|(?<=-)\d\d|(?<=\s)['’]\d\d))?"
    rf"|(?P<ym_y>{_YEAR})[-/](?P<ym_m>0[1-9]|1[0-2])|(?P<my_m>0[1-9]|1[0-2])/(?P<my_y>{_YEAR})"
    rf"|Q(?P<quarter>[1-4])(?:[\s/-]*(?:of\s+)?(?P<quarter_year>{_YEAR}))?|(?P<yq_y>{_YEAR})[\s-]*Q(?P<yq_q>[1-4])"
    rf"|(?P<worded>first|second|third|fourth)\s+quarter(?:\s+(?:of\s+)?(?P<worded_year>{_YEAR}))?"
    rf"|(?P<only_year>{_YEAR})"
    rf")(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_WORDED = "first second third fourth".split()
_SHORT_YEAR = re.compile(r"\b(\d{1,2}([./-])\d{1,2}\2)(\d\d)\b")
_BARE_YEAR = re.compile(rf"^(\d{{1,2}}\s+{_MONTH}\s+)(\d\d)$", re.IGNORECASE)
"""A cell is a day whole: "6 Jan 25"; in a sentence the number may be of something else."""
_POINTS = re.compile(r"\s*\d{1,2}\.\d{1,2}\.")
CENTURY = 70
"""From this two-digit year on the last century is meant."""
_MAY_MEANT = re.compile(
    r"\b(?:in|of|during|since|before|after|until|till|by|from|to|and|through|for|late|early|mid|this|last|each)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, both ends in it."""

    first: date
    last: date

    def holds(self, other: Span) -> bool:
        """Whether another lies within it."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of time as a text says it: where, and which; a month or a day without its year has several, one for each year it may be of."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    def of(self, year: int) -> Span | None:
        """The stretch in a year; None where there is no such day."""
        try:
            if self.day is not None and self.month is not None:
                day = date(year, self.month, self.day)
                return Span(day, day)
            first, last = (
                (self.month, self.month)
                if self.month
                else (3 * self.quarter - 2, 3 * self.quarter)
                if self.quarter
                else (1, 12)
            )
            return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        except ValueError:
            return None


def order_of(texts: Sequence[str]) -> Order | None:
    """In which order a column writes its days in numbers; None where no day tells, or two disagree. Days parted by points come first.

    >>> order_of(["04/03/24", "28/02/24"]), order_of(["04/03/2024"]), order_of(["04.03.2024"])
    ('day first', None, 'day first')
    """
    told = order_told("\n".join(_SHORT_YEAR.sub(r"\g<1>20\3", text) for text in texts))
    points = bool(texts) and all(_POINTS.match(text) for text in texts)
    return told or ("day first" if points else None)


def span_of(text: str, order: Order | None) -> Span | None:
    """The stretch of time that a whole cell states; None where it states none, or may state two.

    >>> span_of("14-Mar-25", None), span_of("04/03/2024", None), span_of("Q1 2025", None).last
    (Span(first=datetime.date(2025, 3, 14), last=datetime.date(2025, 3, 14)), None, datetime.date(2025, 3, 31))
    >>> span_of("2024/03/14", None) == span_of("2024.03.14", None) == span_of("14 Mar 24", None) == span_of("2024-03-14", None)
    True
    """
    text = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", "", text.strip(), flags=re.IGNORECASE)
    match = _FORMS.fullmatch(_BARE_YEAR.sub(r"\1'\2", text))
    if match is None:
        return None
    said = _said(match, order)
    return said.of(said.year) if said is not None and said.year is not None else None


def spans_in(text: str, order: Order | None) -> Iterator[Said]:
    """The stretches of time that a question says, from left to right; "may" counts as a month where it stands as one."""
    for match in _FORMS.finditer(text):
        bare = (match["only_month"] or "").rstrip(".").lower()
        if bare in ("may", "mar", "sep", "dec", "march") and not match["month_year"] and match["only_month"].islower():
            if bare != "march" and not _MAY_MEANT.search(text[: match.start()]):
                continue
            if bare == "may" and re.match(r"\s+(?:i|we|you|not|be|have)\b", text[match.end() :], re.IGNORECASE):
                continue
        if bare == "may" and not match["month_year"] and not _MAY_MEANT.search(text[: match.start()]):
            continue
        said = _said(match, order)
        if said is not None:
            yield said


def _said(m: re.Match[str], order: Order | None) -> Said | None:
    at = (m.start(), m.end())
    if m["iso"]:
        return Said(*at, int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"]))
    if m["one"]:
        one, two = int(m["one"]), int(m["two"])
        if one > 12 >= two:
            order = "day first"
        elif two > 12 >= one:
            order = "month first"
        elif one == two:
            order = "day first"
        if order is None:
            return None
        day, month = (one, two) if order == "day first" else (two, one)
        return Said(*at, _year(m["num_y"]), month, day)
    if m["day"] or m["month_first"]:
        month = _MONTHS.index((m["month"] or m["month_first"])[:3].lower()) + 1
        year = m["year"] or m["year_last"]
        return Said(*at, _year(year) if year else None, month, int(m["day"] or m["day_next"]))
    if m["only_month"]:
        month = _MONTHS.index(m["only_month"][:3].lower()) + 1
        return Said(*at, _year(m["month_year"]) if m["month_year"] else None, month)
    if m["ym_y"] or m["my_y"]:
        return Said(*at, int(m["ym_y"] or m["my_y"]), int(m["ym_m"] or m["my_m"]))
    if m["quarter"] or m["yq_q"]:
        year = m["quarter_year"] or m["yq_y"]
        return Said(*at, int(year) if year else None, quarter=int(m["quarter"] or m["yq_q"]))
    if m["worded"]:
        year = m["worded_year"]
        return Said(*at, int(year) if year else None, quarter=_WORDED.index(m["worded"].lower()) + 1)
    return Said(*at, int(m["only_year"]))


def _year(text: str) -> int:
    year = int(text.lstrip("'’"))
    return year if year > 99 else year + (1900 if year >= CENTURY else 2000)

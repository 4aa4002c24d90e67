"""Dates as contracts write them, and those that a contract gives a name: "this 3rd day of May, 2010 (the “Effective Date”)"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth"
    " thirty-first"
).split()
_LAST = "last"
_IN_WORDS = re.compile(
    rf"\b(?P<ordinal>{_LAST}|{'|'.join(sorted((o.replace('-', '[- ]') for o in ORDINALS), key=len, reverse=True))})\s+(?:day\s+)?of\s+(?P<month_said>{'|'.join(MONTHS)})\s*,?\s*(?P<year_said>(?:19|20)\d\d)"
    rf"|(?<!\d)(?P<day>\d{{1,2}})\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)?(?:\s+day)?(?:\s+of)?\s+(?P<month>{'|'.join(MONTHS)})\s*,?\s*(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month_first>{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}|sept)\.?\s+(?P<day_next>\d{{1,2}})\s?(?:st|nd|rd|th)?\s*,?\s*(?P<year_last>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(
    r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-])|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
CENTURY = 50
"""From this two-digit year on the last century is meant."""

_NAME = r"(?:(?:[A-Z][a-z]+ ){0,2}[Dd]ate|(?:End|Expiry|Start|Commencement) of (?:the )?(?:[A-Z][a-z]+ )?(?:Term|Period|Lease|Hire))"
_QUOTE = "\"“”‘’'*_"
_NAMED_AFTER = re.compile(
    rf"[^.;()]{{0,12}}[(,]\s*(?:the\s+|hereinafter\s+|referred\s+to\s+as\s+)*[{_QUOTE}]{{0,4}}(?:the\s+)?(?P<name>{_NAME})[{_QUOTE}]{{0,4}}"
)
_NAMED_BEFORE = re.compile(
    rf"(?P<name>{_NAME})[{_QUOTE}]{{0,4}}\s*(?:[:|]|(?<=[a-z])\s|means|is|shall\s+mean|shall\s+be|will\s+be|as\s+of|of\s+this\s+\w+\s+is)\s*(?:the\s+|on\s+)?[\s|{_QUOTE}:]*$"
)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date that a contract gives a name, such as "Effective Date", and where both stand."""

    name: str
    day: date
    start: int
    end: int


def dates(text: str) -> list[tuple[date, int]]:
    """The dates of a text and where each begins; days and months in numbers are told by their size, or not at all.

    >>> [d.isoformat() for d, _ in dates("this 3rd day of May, 2010, or 13/07/05, or 4/8/2020, or the last day of April, 2027")]
    ['2010-05-03', '2027-04-30', '2005-07-13']
    """
    found = []
    for m in _IN_WORDS.finditer(text):
        month = (m["month"] or m["month_first"] or m["month_said"]).lower()[:3]
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month))
        year = int(m["year"] or m["year_last"] or m["year_said"])
        found.append((_valid(year, number, _day_of(m, year, number)), m.start()))
    for m in _IN_NUMBERS.finditer(text):
        if m[5]:
            found.append((_valid(int(m[5]), int(m[6]), int(m[7])), m.start()))
            continue
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        year += 0 if year > 99 else 1900 if year >= CENTURY else 2000
        if first > 12 or second > 12 or first == second:
            day, month_number = (first, second) if first > 12 else (second, first)
            found.append((_valid(year, month_number, day), m.start()))
    return [(d, at) for d, at in found if d is not None]


def _day_of(m: re.Match[str], year: int, month: int) -> int:
    """The day of the month that a date in words names."""
    if m["ordinal"] is None:
        return int(m["day"] or m["day_next"])
    said = m["ordinal"].lower().replace(" ", "-")
    return monthrange(year, month)[1] if said == _LAST else ORDINALS.index(said) + 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def named_dates(text: str) -> tuple[NamedDate, ...]:
    """The dates of a text that are given a name there; a name that is given to two dates is no name of either.

    >>> [(n.name, n.day.isoformat()) for n in named_dates('made on 1 May 2020 (the "Effective Date"). Expiry Date: 4 June 2021')]
    [('Effective Date', '2020-05-01'), ('Expiry Date', '2021-06-04')]
    """
    found: dict[str, list[NamedDate]] = {}
    for day, at in dates(text):
        written = written_end(text, at)
        after = _NAMED_AFTER.match(text, written)
        before = _NAMED_BEFORE.search(text, max(0, at - 60), at)
        if after is not None:
            named = NamedDate(" ".join(after["name"].split()).title(), day, at, after.end())
        elif before is not None:
            named = NamedDate(" ".join(before["name"].split()).title(), day, before.start(), written)
        else:
            continue
        found.setdefault(named.name, []).append(named)
    return tuple(of[0] for of in found.values() if len({n.day for n in of}) == 1)


def written_end(text: str, at: int) -> int:
    """Where the date that begins at a place ends."""
    match = _IN_WORDS.match(text, at) or _IN_NUMBERS.match(text, at)
    assert match is not None
    return match.end()


def unread_name(text: str, names: Sequence[str]) -> bool:
    """Whether a text gives a name to a date, and not a date that is read: "Effective Date" means 4/8/2020."""
    read = {n.name for n in named_dates(text)}
    return any(
        name not in read
        and re.search(
            rf"{name}[{_QUOTE}]{{0,4}}\s*(?:[:|]|means|shall\s+mean|is\s+defined)|[(,]\s*(?:the\s+)?[{_QUOTE}]{{1,4}}{name}[{_QUOTE}]{{1,4}}",
            text,
        )
        for name in names
    )

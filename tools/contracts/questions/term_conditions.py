"""The condition that a question sets on all contracts, and whether the values of one contract's field pass it.

A day, an amount, a length, a place, a way to assign, or that a clause is there or not. What is compared is the sheet's normalised value; where that
cannot be compared (several amounts, a formula), it is not told.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from muniment.tools.contracts.dating.dates import MONTHS, dates
from muniment.tools.contracts.dating.durations import durations
from muniment.tools.contracts.jurisdiction import places_named
from muniment.tools.contracts.money import amounts
from muniment.tools.contracts.schedule import DEADLINE

Test = Literal[
    "", "has", "lacks", "is", "is not", "before", "after", "within", "below", "above", "longer", "shorter", "alone"
]
_OTHER_THAN = re.compile(
    r"\b(?:other\s+than|except(?:ing)?(?:\s+for)?|excluding|apart\s+from|but\s+not|outside(?:\s+of)?|different\s+from|(?:are|is)(?:\s+not|n['’]t)\s+(?:governed|under|subject))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|by|until|prior\s+to|earlier\s+than|no\s+later\s+than)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|later\s+than|beyond|past|from)\b", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:below|under|less\s+than|lower\s+than|at\s+most|not\s+more\s+than|up\s+to|smaller\s+than|shorter\s+than|within)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:above|over|more\s+than|exceed\w*|at\s+least|greater\s+than|higher\s+than|longer\s+than|or\s+more)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:in|during|of)\s+(?P<year>20\d\d)\b", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\b(?:\s+(?P<year>20\d\d)\b)?", re.IGNORECASE)
DATED = frozenset({"end of the term", "effective date", "agreement date", DEADLINE})
"""Fields whose values are days."""


def condition(field: str, rest: str, lacks: bool, today: date | None) -> tuple[Test, str, set[str]] | None:
    """The test that a field must pass, what it is compared with, and the words that say so."""
    if field in ("end of the term", "renewal", "effective date", "agreement date", DEADLINE):
        day = _day(rest, today)
        if day is None and re.search(rf"\b(?:{'|'.join(MONTHS)}|next|this)\b", rest, re.IGNORECASE):
            return None
        if day is not None:
            test: Test = (
                "within"
                if len(day) == 2
                else "before"
                if _BEFORE.search(rest)
                else "after"
                if _AFTER.search(rest)
                else "is"
            )
            return (
                test,
                "/".join(d.isoformat() for d in day),
                set(re.findall(r"\w+", " ".join(re.findall(r"\b\d[\w,]*\b", rest)))),
            )
    if _OTHER_THAN.search(rest):
        codes = places_named(rest) or places_named(rest.title())
        if field == "governing law" and len(codes) == 1:
            return "is not", codes[0], _place_words(rest) | {"other", "than", "except", "outside", "excluding"}
        return None
    if field == "governing law" and re.search(r"\b(?:US|U\.S\.|American|United\s+States)\b", rest):
        return ("is", "US", {"us", "u.s", "american", "united", "states", "state"}) if not lacks else None
    if field == "governing law":
        codes = places_named(rest) or places_named(rest.title())
        if len(codes) == 1:
            return ("is", codes[0], _place_words(rest)) if not lacks else None
        return ("lacks" if lacks else "has", "", set()) if not codes else None
    if field == "forum" and (codes := places_named(rest) or places_named(rest.title())):
        return ("is", codes[0], _place_words(rest)) if len(codes) == 1 and not lacks else None
    if field == "forum" and re.search(r"\barbitrat", rest, re.IGNORECASE):
        return "lacks" if lacks else "is", "arbitration", set()
    if field in ("cap on liability", "insurance") and (money := amounts(rest)):
        test = "below" if _BELOW.search(rest) else "above" if _ABOVE.search(rest) else "is"
        return test, f"{money[0].amount:f}", set(re.findall(r"\w+", rest[money[0].start : money[0].end].lower()))
    if (lengths := durations(rest)) and field not in DATED:
        test = "shorter" if _BELOW.search(rest) else "longer" if _ABOVE.search(rest) else "is"
        return test, lengths[0].iso, set(re.findall(r"\w+", rest[lengths[0].start : lengths[0].end].lower()))
    if field == "renewal" and re.search(
        r"automatic|auto-?\s?renew|by\s+(?:itself|themselves)|tacit|evergreen|roll", rest, re.IGNORECASE
    ):
        return ("is", "automatic", {"themselves", "tacitly"}) if not lacks else None
    if field == "assignment":
        without = re.search(r"\bwithout\b[^?]*\bconsent\b|\bfreely\b", rest, re.IGNORECASE)
        need = re.search(r"\b(?:need|requir|with|only)\w*\b[^?]*\bconsent\b", rest, re.IGNORECASE)
        if without or need:
            return "is", "free" if without else "with consent", {"freely", "only"}
    return "lacks" if lacks else "has", "", set()


def _place_words(rest: str) -> set[str]:
    """The words of the places that are named, which stand in capitals or were found as such."""
    return {
        w.lower().removesuffix("'s")
        for w in re.findall(r"[\w'-]*\w", rest)
        if places_named(w.title()) or w[0].isupper()
    } | {
        "new",
        "york",
        "jersey",
        "hampshire",
        "mexico",
        "north",
        "south",
        "carolina",
        "dakota",
        "west",
        "virginia",
        "kong",
        "hong",
        "kingdom",
        "united",
        "states",
        "wales",
        "zealand",
    }


def _day(rest: str, today: date | None) -> tuple[date, ...] | None:
    """The day that is compared with, or the first and last day of the month or year that is meant."""
    found = dates(rest)
    if found:
        return (found[0][0],)
    month = _IN_MONTH.search(rest)
    if month and (month["year"] or today):
        number = MONTHS.index(month["month"].lower()) + 1
        year = int(month["year"]) if month["year"] else today.year + (number < today.month) if today else 0
        first = date(year, number, 1)
        last = date(year + number // 12, number % 12 + 1, 1)
        return (
            (first,) if _BEFORE.search(rest) or _AFTER.search(rest) else (first, date.fromordinal(last.toordinal() - 1))
        )
    of_year = _IN_YEAR.search(rest) or re.search(r"\b(?P<year>20\d\d)\b", rest)
    if of_year:
        year = int(of_year["year"])
        if _BEFORE.search(rest[: of_year.start("year")]) and not _IN_YEAR.search(rest):
            return (date(year, 1, 1),)
        if _AFTER.search(rest[: of_year.start("year")]) and not _IN_YEAR.search(rest):
            return (date(year, 12, 31),)
        return date(year, 1, 1), date(year, 12, 31)
    return None


def passes(field: str, test: Test, value: str, values: tuple[str, ...]) -> bool | None:
    """Whether the values of a contract's field pass the test of a question; None where that cannot be told of them.

    >>> passes("governing law", "is", "US", ("US-NY",))
    True
    """
    if test == "has":
        return bool(values)
    if test == "lacks":
        return not values
    if not values:
        return None
    if field == "parties":
        wanted = set(re.findall(r"\w+", value.lower()))
        return any(wanted and wanted <= set(re.findall(r"\w+", v.lower())) for v in values)
    if test in ("before", "after", "within") or (test == "is" and field in DATED):
        return _by_day(test, value, values)
    if test in ("below", "above"):
        found = [m.amount for v in values for m in amounts(v)]
        if len(found) != 1:
            return None
        return found[0] < Decimal(value) if test == "below" else found[0] > Decimal(value)
    if test in ("longer", "shorter"):
        lengths = {
            days for v in values for part in [re.search(r"P\d+[DWMY]", v)] if part and (days := _days(part.group()))
        }
        if len(lengths) != 1:
            return None
        return lengths.pop() > _days(value) if test == "longer" else lengths.pop() < _days(value)
    if test == "is not":
        alike = [passes(field, "is", value, (v,)) for v in values]
        return None if len(set(alike)) > 1 else not alike[0]
    if value.startswith("P") and value[1:2].isdigit():
        return any(value in v for v in values)
    return any(v == value or v.startswith((f"{value}-", f"{value},")) or f", {value}" in v for v in values)


def _by_day(test: Test, value: str, values: tuple[str, ...]) -> bool | None:
    if len(values) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\d", values[0]):
        return None
    day = date.fromisoformat(values[0])
    bounds = [date.fromisoformat(d) for d in value.split("/")]
    if len(bounds) == 2:
        return bounds[0] <= day <= bounds[1]
    return day < bounds[0] if test == "before" else day > bounds[0] if test == "after" else day == bounds[0]


def _days(duration: str) -> int:
    """The length of a duration in days, a month as thirty and a year as three hundred and sixty-five, to compare by."""
    match = re.fullmatch(r"P(\d+)([DWMY])", duration)
    return int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]] if match else 0

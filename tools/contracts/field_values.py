"""A value that a person writes for a field of a contract's sheet, normalised as the sheet has it: "1 March 2024" is 2024-03-01, "two years" P2Y."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from muniment.errors import BadInput
from muniment.tools.contracts.dating.dates import dates
from muniment.tools.contracts.dating.durations import durations
from muniment.tools.contracts.jurisdiction import place_name, places_named
from muniment.tools.contracts.money import amounts

LONGEST = 300
"""Characters of a value."""
_DURATION = re.compile(r"P\d{1,4}[DWMY](?:, business days)?")
_HOW = re.compile(r"(?P<how>automatic|by choice)(?:,\s*(?P<length>.+))?", re.IGNORECASE)


def normalised(field: str, written: str) -> str:
    """The value of a field that a person writes.

    Raises:
        BadInput: it is not a value of the field.
    """
    text = " ".join(written.split())
    read, what = _READ.get(field, (_anything, "a few words"))
    value = read(text) if 0 < len(text) <= LONGEST else None
    if value is None:
        raise BadInput(f"{text[:60]!r} is no value of {field}: write {what}")
    return value


def _day(text: str) -> str | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    found = {day.isoformat() for day, _ in dates(text)}
    return found.pop() if len(found) == 1 else None


def _length(text: str) -> str | None:
    if _DURATION.fullmatch(text):
        return text
    found = {(d.iso, d.of_business) for d in durations(text)}
    if len(found) != 1:
        return None
    iso, of_business = found.pop()
    return f"{iso}, business days" if of_business else iso


def _renewal(text: str) -> str | None:
    said = _HOW.fullmatch(text)
    if said is None:
        return None
    how = said["how"].lower()
    if not said["length"]:
        return how
    length = _length(said["length"])
    return f"{how}, {length}" if length else None


def _recurring(text: str) -> str | None:
    said = re.fullmatch(r"(?P<amount>.+?) per (?P<every>.+)", text)
    found = amounts(said["amount"]) if said else ()
    every = _length(f"1 {said['every']}" if said and said["every"].isalpha() else said["every"]) if said else None
    return f"{found[0].shown} per {every}" if len(found) == 1 and every else None


def _law(text: str) -> str | None:
    if place_name(text.upper()):
        return text.upper()
    found = places_named(text)
    return found[0] if len(found) == 1 else None


def _anything(text: str) -> str | None:
    return text


_DAY = (_day, "one day, such as 2024-03-01")
_LENGTH = (_length, "one length of time, such as 60 days or P60D")
_READ: dict[str, tuple[Callable[[str], str | None], str]] = {
    "agreement date": _DAY,
    "effective date": _DAY,
    "end of the term": _DAY,
    "term": _LENGTH,
    "notice to stop the renewal": _LENGTH,
    "termination for cause": _LENGTH,
    "payment terms": _LENGTH,
    "renewal": (_renewal, "“automatic, 1 year”, “by choice, 2 years”, or without the length"),
    "recurring payment": (_recurring, "one amount and how often, such as $500 per month"),
    "governing law": (_law, "one country or state, such as US-NY or New York"),
}

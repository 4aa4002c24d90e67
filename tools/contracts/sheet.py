"""The sheet of a contract: what its clauses state of dates, term, renewal, notice and governing law, each with its clause.

Values are read by rules out of clauses that the tuned reader found, and normalised: dates and durations by ISO 8601, laws by ISO 3166. What a
clause says in another way is not read, and what no clause says is absent; neither is guessed. Nothing is computed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from muniment.tools.contracts.durations import Duration, durations
from muniment.tools.contracts.jurisdiction import governing_laws

Status = Literal["stated", "unread", "absent"]
_MONTHS = "january february march april may june july august september october november december".split()
_IN_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)?(?:\s+day)?(?:\s+of)?\s+(?P<month>{'|'.join(_MONTHS)})\s*,?\s*(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month_first>{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|sept)\.?\s+(?P<day_next>\d{{1,2}})\s?(?:st|nd|rd|th)?\s*,?\s*(?P<year_last>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(
    r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-])|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
CENTURY = 50
"""From this two-digit year on the last century is meant."""
_UNTIL = re.compile(
    r"\b(?:until|through|expires?(?:\s+on)?|ends?(?:\s+on)?|terminat\w+(?:\s+\w+){0,4}?\s+on|to\s+and\s+including|up\s+to|ending(?:\s+on)?|ends?\s+as\s+of|earlier\s+of\s+\(\w\)|expir\w+(?:\s+date)?\s*(?:is|of|on|:))"
    r"\W{0,3}(?:the\s+|and\s+including\s+)?$",
    re.IGNORECASE,
)
_TACIT = re.compile(
    r"\b(?:automatic\w*|tacit\w*)\b[^.;]{0,80}\b(?:renew|exten|continu)|\b(?:renew|exten|continu)\w*[^.;]{0,60}\bautomatic",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(?:option|elect\w*|right)\s+(?:\w+\s+){0,4}?(?:to\s+)?(?:renew|extend|continue)|\bmay\s+(?:\w+\s+){0,5}?(?:renew|extend)|\brenewable\b|\boption\b[^.;]{0,60}\brenew",
    re.IGNORECASE,
)
_REGULAR = (
    ("P1Y", re.compile(r"\bannual(?:ly)?\b|\byear[\s-]+to[\s-]+year\b", re.IGNORECASE)),
    ("P1M", re.compile(r"\bmonth(?:ly)?[\s-]+to[\s-]+month(?:ly)?\b", re.IGNORECASE)),
)
_NOTICE = re.compile(r"\bnotice|\bnotif", re.IGNORECASE)
_NO_TERM = re.compile(
    r"\b(?:at\s+least|not\s+less\s+than|less\s+than|prior|within|following|more\s+than|every)\s+(?:a\s+|the\s+)?(?:period\s+of\s+)?$",
    re.IGNORECASE,
)
_NOT_OF_TERM = re.compile(
    r"\W*(?:prior|advance|written|notice|before|after\s+(?:receipt|notice|written)|['’]\s*(?:prior|written|notice|advance))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the sheet.

    Args:
        name: what it is.
        kind: the kind of clause that it is read from.
        status: "stated" by a clause, "unread" where a clause is there that says it in another way, or "absent".
        values: as stated, normalised; several where the clauses state several.
        clauses: the numbers of the clauses that it was read from, or that were looked at, among those given.
    """

    name: str
    kind: str
    status: Status
    values: tuple[str, ...] = ()
    clauses: tuple[int, ...] = ()


def read_sheet(clauses: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    """The sheet of a contract.

    Args:
        clauses: its clauses that are surely enough ones, each with its kind and text, the likeliest of a kind first.
    """
    return tuple(_field(name, kind, read, clauses) for name, (kind, read) in _FIELDS.items())


def _field(name: str, kind: str, read: Callable[[str], tuple[str, ...]], clauses: Sequence[tuple[str, str]]) -> Field:
    own = [(n, read(text)) for n, (k, text) in enumerate(clauses) if k == kind]
    stated = [(n, values) for n, values in own if values]
    if not stated:
        return Field(name, kind, "unread" if own else "absent", (), tuple(n for n, _ in own))
    return Field(
        name, kind, "stated", tuple(dict.fromkeys(v for _, vs in stated for v in vs)), tuple(n for n, _ in stated)
    )


def _laws(text: str) -> tuple[str, ...]:
    return tuple(law.code for law in governing_laws(text))


def dates(text: str) -> list[tuple[date, int]]:
    """The dates of a text and where each begins; days and months in numbers are told by their size, or not at all.

    >>> [d.isoformat() for d, _ in dates("this 3rd day of May, 2010, or 13/07/05, or 4/8/2020")]
    ['2010-05-03', '2005-07-13']
    """
    found = []
    for m in _IN_WORDS.finditer(text):
        month = (m["month"] or m["month_first"]).lower()[:3]
        number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
        found.append((_valid(int(m["year"] or m["year_last"]), number, int(m["day"] or m["day_next"])), m.start()))
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


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sole_date(text: str) -> tuple[str, ...]:
    """The one date of a text that is not the end of something."""
    found = {d.isoformat() for d, at in dates(text) if not _UNTIL.search(text[:at])}
    return (found.pop(),) if len(found) == 1 else ()


def _end(text: str) -> tuple[str, ...]:
    """The date on which a term ends, where it is stated as one."""
    found = {d.isoformat() for d, at in dates(text) if _UNTIL.search(text[:at])}
    return tuple(found) if len(found) == 1 else ()


def _term(text: str) -> tuple[str, ...]:
    """The length of the first term: the one length of a text that is none of a notice."""
    renewal = re.search(r"\b(?:renew|thereafter|successive|additional|extend)", text, re.IGNORECASE)
    first = text[: renewal.start()] if renewal else text
    found = {d.iso for d in durations(first) if _of_term(first, d)}
    return tuple(found) if len(found) == 1 else ()


def _of_term(text: str, duration: Duration) -> bool:
    return not _NO_TERM.search(text[: duration.start]) and not _NOT_OF_TERM.match(text[duration.end :])


def _renewal(text: str) -> tuple[str, ...]:
    """Whether a term is renewed by itself or as somebody chooses, where a clause says so, and the length of the renewed term."""
    how = "automatic" if _TACIT.search(text) else "by choice" if _CHOICE.search(text) else ""
    if not how:
        return ()
    after = re.search(r"\b(?:renew|exten|successive|additional|thereafter|subsequent)", text, re.IGNORECASE)
    rest = text[after.start() :] if after else text
    found = {d.iso for d in durations(rest) if _of_term(rest, d)}
    found |= {iso for iso, words in _REGULAR if words.search(rest)} if not found else set()
    return (f"{how}, {found.pop()}",) if len(found) == 1 else (how,)


def _notice(text: str) -> tuple[str, ...]:
    """The length of the notice that stops a renewal: the one length of a text beside a notice."""
    near = [
        d for d in durations(text) if not _of_term(text, d) or _NOTICE.search(text[max(0, d.start - 60) : d.end + 60])
    ]
    strict = [d for d in near if not _of_term(text, d)]
    found = {(d.iso, d.of_business) for d in strict or near}
    if len(found) != 1:
        return ()
    iso, of_business = found.pop()
    return (f"{iso}, business days" if of_business else iso,)


_FIELDS: Mapping[str, tuple[str, Callable[[str], tuple[str, ...]]]] = {
    "document": ("Document Name", lambda text: (" ".join(text.split()),)),
    "agreement date": ("Agreement Date", _sole_date),
    "effective date": ("Effective Date", _sole_date),
    "term": ("Expiration Date", _term),
    "end of the term": ("Expiration Date", _end),
    "renewal": ("Renewal Term", _renewal),
    "notice to stop the renewal": ("Notice Period To Terminate Renewal", _notice),
    "governing law": ("Governing Law", _laws),
}

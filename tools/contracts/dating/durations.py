"""Lengths of time as contracts write them, as ISO 8601 durations: "sixty (60) days" is P60D, "a period of two years" P2Y."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SMALL = (
    {word: n for n, word in enumerate(_ONES)}
    | _TENS
    | {f"{ten}-{one}": n + k for ten, n in _TENS.items() for k, one in enumerate(_ONES[:10]) if k}
)
_SPACED = {word.replace("-", " "): n for word, n in _SMALL.items()}
_SMALL_WORD = "|".join(w.replace("-", r"[\s-]+") for w in sorted(_SMALL, key=len, reverse=True))
NUMBER_WORD = rf"(?:(?:(?:{'|'.join(_ONES[1:10])})\s+)?hundred(?:\s+(?:and\s+)?(?:{_SMALL_WORD}))?|{_SMALL_WORD})"
"""A pattern of the whole numbers below a thousand in words."""
_DURATION = re.compile(
    rf"(?<![\w.$-])(?:(?P<word>{NUMBER_WORD})|(?P<digits>\d{{1,4}}))(?:\s*\(\s*(?P<again>\d{{1,4}}|[a-z -]+?)\s*\))?[\s-]*"
    r"(?:(?P<kind>consecutive|calendar|additional|business|working|full|successive)[\s-]+)*(?P<unit>day|week|month|year)s?\b(?!\s+of\s+age)",
    re.IGNORECASE,
)
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_NO_TERM = re.compile(
    r"\b(?:at\s+least|not\s+less\s+than|less\s+than|prior|within|following|more\s+than|every)\s+(?:a\s+|the\s+)?(?:period\s+of\s+)?$",
    re.IGNORECASE,
)
_NOT_OF_TERM = re.compile(
    r"\W*(?:prior|advance|written|notice|before|after\s+(?:receipt|notice|written)|['’]\s*(?:prior|written|notice|advance))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ISO 8601, whether business days are meant, and where it stands in the text."""

    iso: str
    of_business: bool
    start: int
    end: int


def durations(text: str) -> tuple[Duration, ...]:
    """The lengths of time of a text, in their order; one whose words and figures disagree is none.

    >>> [d.iso for d in durations("at least sixty (60) days before the end of the 2-year term")]
    ['P60D', 'P2Y']
    >>> durations("ninety (60) days")
    ()
    """
    found = []
    for match in _DURATION.finditer(text):
        number = _number(match.group("word") or match.group("digits"))
        again = match.group("again")
        if number is None or (again is not None and again.isdigit() and int(again) != number):
            continue
        unit = _UNITS[match.group("unit").lower()]
        business = re.search(r"business|working", match.group(), re.IGNORECASE) is not None
        found.append(Duration(f"P{number}{unit}", business, match.start(), match.end()))
    return tuple(found)


def of_term(text: str, duration: Duration) -> bool:
    """Whether a length of a text is that of a term, and none of a notice or of what happens within it."""
    return not _NO_TERM.search(text[: duration.start]) and not _NOT_OF_TERM.match(text[duration.end :])


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    bare = " ".join(text.lower().replace("-", " ").split())
    hundreds, hundred, rest = bare.partition("hundred")
    if not hundred:
        hundreds, rest = "", bare
    parts = hundreds.strip(), rest.strip().removeprefix("and ").strip()
    if any(part and part not in _SPACED for part in parts):
        return None
    return (_SPACED.get(parts[0], 1) * 100 if hundred else 0) + _SPACED.get(parts[1], 0)

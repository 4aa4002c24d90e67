"""The years, quarters, halves and months that a question and what is said of the records name: what is said of a part is not said of the year."""

from __future__ import annotations

import re

from muniment.tools.own.record_cells import years_in

_QUARTER = re.compile(r"\bq([1-4])\b|\b(first|second|third|fourth)\s+(?:fiscal\s+)?quarter\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")
_PARTS = re.compile(
    r"\b(?:(?P<half>first|second)\s+(?:half|six\s+months)|h(?P<h>[12])\b|(?:the\s+)?half[\s-]year|(?P<nine>nine)[\s-]+months|(?P<three>three)[\s-]+months"
    r"|(?P<six>six)[\s-]+months|(?:for|in|of|during)\s+the\s+(?P<q>quarter))",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"\b(?:end|ended|ending|at|as\s+of)\b[^?]*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b", re.IGNORECASE
)


def other_period(question: str, said: str) -> bool:
    """Whether a question names years, or a quarter, and what is said names others and none of those: next year's of this year's.

    >>> other_period("What was revenue in fiscal 2024?", "For fiscal 2025 the Company expects revenue of $332 million.")
    True
    >>> other_period("What was revenue in 2023?", "Revenue rose in 2024 from $5 million in 2023.")
    False
    >>> other_period("What was revenue in Q4 2023?", "Revenue rose by 4% to $5 million.")
    True
    """
    for named in (years_in, _quarters, _parts):
        asked, told = set(named(question)), set(named(said))
        # A quarter that is asked for must be said.
        if asked and not asked & told and (told or named is not years_in):
            return True
    # What is said of a part of a year is not said of the year.
    parted = bool(_quarters(said) or _parts(said))
    return (
        bool(years_in(question))
        and parted
        and not (_quarters(question) or _parts(question) or _NAMED_DAY.search(question))
    )


def part_unnamed(question: str, said: str) -> bool:
    """Whether a question asks for a part of a year, a quarter, a half or nine months, and what is said names no such part.

    >>> part_unnamed("Operating cash flow in H1 2023?", "Cash flow from operating activities 2023")
    True
    """
    return bool(_lengths(question) - _lengths(said))


def _lengths(text: str) -> set[str]:
    """The kinds of parts of a year that a text names."""
    return {"quarter" if p in ("3M", "Q") else "half" if p.startswith("H") else p for p in _parts(text)} | (
        {"quarter"} if _quarters(text) else set()
    )


def _parts(text: str) -> list[str]:
    """The parts of a year that a text names, quarters aside."""
    found = []
    for m in _PARTS.finditer(text):
        half = (m["half"] or "").lower()
        first = half == "first" or m["h"] == "1"
        found.append(
            "H1"
            if first
            else "H2"
            if half or m["h"]
            else "9M"
            if m["nine"]
            else "3M"
            if m["three"]
            else "Q"
            if m["q"]
            else "H"
        )
    return found


def _quarters(text: str) -> list[str]:
    return [a or str(_ORDINALS.index(b.lower()) + 1) for a, b in _QUARTER.findall(text)]

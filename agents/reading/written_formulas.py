"""A formula in words as arithmetic: "365 * (average inventory between FY2022 and FY2023) / COGS" over line items and fiscal years.

What a formula defines, and where in a question it stands, is `defined_measures`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from muniment.agents.reading.definitions import item_named
from muniment.agents.reading.periods import find_periods
from muniment.agents.reading.words import fold_same_length
from muniment.items.line_items import line_items
from muniment.records import Period

DEEPEST = 8
"""How deep definitions may rest on each other."""
_WHOLE = re.compile(
    r"^(?P<of>.+?),\s+(?:(?:and\s+|then\s+)?(?:all(?:\s+of\s+(?:it|this|that))?|the\s+(?:whole|sum|total|result|difference))\s+)?(?=(?:divided|multiplied|over|times)\b)",
    re.IGNORECASE,
)
"""What is said of everything before it: "a plus b, all divided by c", "a less b, divided by c"."""

YEAR = r"(?:(?:FY\s?['’]?|fiscal(?:\s+year)?\s+|year\s+)?(?:19|20)\d\d|FY\s?['’]?\d\d)"
_AVERAGE = re.compile(
    r"^(?:the\s+|an?\s+)?(?:simple\s+|plain\s+|arithmetic\s+|straight\s+)?(?:average|mean)(?:\s+(?:balance|value|level|amount)s?)?(?:\s+of|\s+in|\s+for)?\s+",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"^(?:the\s+)?(?:change|increase)\s+in\s+", re.IGNORECASE)
_TIME = "\x00"
"""Stands in a text for the periods that it names."""
_AROUND = r"(?:\b(?:at|as|on|for|of|in|from|between|and|both|the|to|over|across|during|ends?|close|fiscal|financial|years?|year[- ]ends?|ended|ending|balances?)\b|[\s,()&–-])*"
_TIMES = re.compile(
    rf"{_AROUND}{_TIME}(?:{_AROUND}{_TIME})*(?:['’]s\b)?(?:[\s,()]|\byear[- ]ends?\b|\bends?\b|\bclose\b|\bbalances?\b)*",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:beginning|start|opening)s?\b", re.IGNORECASE)
_OPEN_AND_CLOSE = re.compile(
    r"\b(?:at\s+|of\s+)?(?:the\s+)?(?:(?:its|their)\s+)?(?:beginning|start|opening)(?:[\s-]+of[\s-]+(?:the\s+)?(?:fiscal\s+)?year)?(?:\s+balances?)?\s+(?:and|to|&)\s+(?:the\s+)?(?:end|close|closing|ending)(?:[\s-]+of[\s-]+(?:the\s+)?(?:fiscal\s+)?year)?(?:\s+(?:of|balances?)\b)*",
    re.IGNORECASE,
)
MOST_TIMES = 5
_EARLIER = re.compile(
    r"^(?:the\s+)?(?:prior|previous|preceding|last)[- ]year(?:['’]s)?\s+|\s+(?:of|in|for)\s+the\s+(?:prior|previous|preceding)\s+(?:fiscal\s+)?year$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^(?:(?:the|its|their|total|company['’]s|that\s+year['’]s|year[- ]end|ending|closing|same[- ]year|net(?=\s+(?:trade|accounts?|receivables?|inventor|property|pp&e)))\s+)+|\s+(?:at\s+(?:the\s+)?(?:fiscal\s+)?year[- ]?end|for\s+(?:the|that)\s+(?:fiscal\s+)?year|(?:of|in)\s+the\s+same\s+year)$",
    re.IGNORECASE,
)
_COUNTED = {"one": "1", "two": "2", "four": "4", "one hundred": "100", "a hundred": "100"}
_OWN_ROW = re.compile(
    r"(?!.*\b(?:average|mean|change|prior|previous|last|next|first|years?|quarters?|months?|adjusted|each|ratio|it|we|i|you|that)\b)[A-Za-z][\w&’'/.-]*(?:[, ]+[\w&’'/.-]+){0,11}",
    re.IGNORECASE,
)
"""What may name a row of a company's own."""
_LOWER = (
    ("+", re.compile(r"\s*\+\s*|\s+(?:plus|added\s+to)\s+", re.IGNORECASE)),
    ("-", re.compile(r"\s+[-−–]\s*|\s*[−–]\s+|\s+(?:less|minus)\s+", re.IGNORECASE)),
)
_HIGHER = (
    ("*", re.compile(r"\s*[*×·]\s*|\s+(?:x|times|multiplied\s+by)\s+", re.IGNORECASE)),
    (
        "/",
        re.compile(
            r"\s*[/÷]\s*|\s+(?:over(?!\s+(?:the\s+)?(?:fiscal\s+(?:years?\s+)?|years?\s+)?(?:(?:19|20)\d\d|FY|two|three|four|five|last|past|same|period|years?)\b)|divided\s+by|per)\s+",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A line item of a formula, of a period that is said, or of so many years before the one asked about.

    A term that is none of the line items is a row of the company's own, by its words.
    """

    item: str | None
    words: str
    period: Period | None = None
    back: int = 0


class Unread(Exception):
    """A formula, or a part of one, that is not understood."""


def computes(text: str) -> bool:
    """Whether a text has an operation in it: "the profit" computes nothing."""
    signs = (p for _, p in (*_LOWER, *_HIGHER))
    return any(s.search(text) for s in signs) or bool(_AVERAGE.match(text))


def item_in(words: str) -> str | None:
    """The key of the line item that words of a formula name, whatever articles and "at year end" stand around it."""
    bare = _NOTHING.sub("", _unwrapped(words.strip()))
    return item_named(words.strip()) or item_named(bare) or item_named(_NOTHING.sub("", bare))


class FormulaReader:
    """Reads formulas into arithmetic; its terms are numbered as they come."""

    def __init__(self, defined: Mapping[str, str], terms: list[Term]) -> None:
        self.defined = {n.partition("(")[0].strip().lower(): f for n, f in defined.items()}
        self.defined |= {n.partition("(")[2].rstrip(") ").lower(): f for n, f in defined.items() if "(" in n}
        self.terms = terms

    def read(self, text: str, depth: int) -> str:
        """A formula in the notation of `muniment.formulas`.

        Raises:
            Unread: a part of it is not understood.
        """
        if depth > 3 * DEEPEST:
            raise Unread
        text = _unwrapped(" ".join(text.split()).strip(" ,.;"))
        if whole := _WHOLE.match(text):
            text = f"({whole['of']}) {text[whole.end() :]}"
        for signs in (_LOWER, _HIGHER):
            cut = _last(text, signs)
            if cut is not None:
                sign, start, end = cut
                return f"({self.read(text[:start], depth + 1)} {sign} {self.read(text[end:], depth + 1)})"
        return self._leaf(text, depth)

    def _leaf(self, text: str, depth: int) -> str:
        if number := re.fullmatch(rf"(?!{YEAR}$)(\d{{1,6}}(?:\.\d{{1,6}})?)\s*(%?)", text):
            return f"({number[1]} / 100)" if number[2] else number[1]
        if text.lower() in _COUNTED:
            return _COUNTED[text.lower()]
        if text.lower() in self.defined:
            return self.read(self.defined[text.lower()], depth + 3)
        if match := _AVERAGE.match(text):
            terms = self._several(text[match.end() :])
            return f"(({' + '.join(terms)}) / {len(terms)})"
        if match := _CHANGED.match(text):
            first, *between, last = self._several(text[match.end() :], flows=True)
            if between:
                raise Unread
            return f"({last} - {first})"
        earlier = _EARLIER.sub("", text)
        if earlier != text:
            return self._add(earlier, back=1)
        words, periods = _timed(text)
        if len(periods) > 1:
            raise Unread
        return self._add(words, periods[0] if periods else None)

    def _several(self, text: str, *, flows: bool = False) -> list[str]:
        """The terms of an item at several times, the earliest first; where none are said, the year before and the one asked about.

        Raises:
            Unread: one time alone is said, or none of what is no balance.
        """
        closes = _OPEN_AND_CLOSE.search(_unwrapped(text))
        words, periods = _timed(_OPEN_AND_CLOSE.sub(" ", _unwrapped(text)) if closes else text)
        if closes and len(periods) == 1 and periods[0].year is not None and periods[0].span == "FY":
            periods = [replace(periods[0], year=periods[0].year - 1), *periods]
        if not periods:
            item = item_in(words)
            if not flows and (item is None or not line_items()[item].instant):
                raise Unread
            return [self._add(words, back=1), self._add(words)]
        if not 1 < len(set(periods)) == len(periods) <= MOST_TIMES:
            raise Unread
        dated = [p for p in periods if p.end is not None]
        if dated and len(dated) < len(periods):
            raise Unread
        return [self._add(words, p) for p in sorted(periods, key=lambda p: (p.end or date.min, p.year or 0))]

    def _add(self, words: str, period: Period | None = None, back: int = 0) -> str:
        item = item_in(words)
        bare = _NOTHING.sub("", _unwrapped(words.strip()))
        if item is None and not _OWN_ROW.fullmatch(bare):
            raise Unread
        term = Term(item, bare, period, back)
        if term not in self.terms:
            self.terms.append(term)
        return f"t{self.terms.index(term)}"


def _timed(text: str) -> tuple[str, list[Period]]:
    """A text without the periods that it names, and these.

    Raises:
        Unread: a period is one that no figure is of.
    """
    text = _unwrapped(text.strip())
    marks = find_periods(fold_same_length(text))
    if not marks:
        return text, []
    if _OPENS.search(text) or any(m.relation not in ("at", "range") for m in marks):
        raise Unread
    bare = text
    for mark in reversed(marks):
        bare = f"{bare[: mark.start]} {_TIME} {bare[mark.end :]}"
    if len(re.findall(_TIMES, bare)) != 1:
        raise Unread
    return _TIMES.sub(" ", bare).strip(), [p for m in marks for p in m.periods]


def _unwrapped(text: str) -> str:
    """A text without the parentheses around the whole of it.

    Raises:
        Unread: they do not match.
    """
    while True:
        depth = 0
        closes = [depth := depth + (c == "(") - (c == ")") for c in text]
        if any(d < 0 for d in closes) or (closes and closes[-1] != 0):
            raise Unread
        if not (text.startswith("(") and text.endswith(")") and all(d > 0 for d in closes[:-1])):
            return text
        text = text[1:-1].strip()


def _last(text: str, signs: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[str, int, int] | None:
    """The last of some operations that stands in no parentheses, and not between the years of a span."""
    depth = 0
    depths = [depth := depth + (c == "(") - (c == ")") for c in text]
    found = [
        (match.start(), match.end(), sign)
        for sign, pattern in signs
        for match in pattern.finditer(text)
        if match.start() > 0
        and depths[match.start() - 1] == 0
        and match.end() < len(text)
        and not (
            re.search(rf"{YEAR}$", text[: match.start()], re.IGNORECASE)
            and re.match(YEAR, text[match.end() :], re.IGNORECASE)
            and sign == "-"
        )
    ]
    if not found:
        return None
    start, end, sign = max(found)
    return sign, start, end

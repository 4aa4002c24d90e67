"""A formula in words as arithmetic: "365 * (average inventory between FY2022 and FY2023) / COGS" over line items and fiscal years.

What a formula defines, and where in a question it stands, is `defined_measures`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from muniment.agents.reading.definitions import item_named

DEEPEST = 8
"""How deep definitions may rest on each other."""
_WHOLE = re.compile(
    r"^(?P<of>.+?),\s+(?:all(?:\s+of\s+(?:it|this|that))?|the\s+(?:whole|sum|total))\s+(?=(?:divided|multiplied|over|times)\b)",
    re.IGNORECASE,
)
"""What is said of everything before it: "a plus b, all divided by c"."""

YEAR = r"(?:(?:FY\s?['’]?|fiscal(?:\s+year)?\s+|year\s+)?(?:19|20)\d\d|FY\s?['’]?\d\d)"
_SPAN = rf"(?:(?:between|from|for|of|in|over|across|at)\s+)?(?:the\s+)?(?:year[- ]ends?\s+(?:of\s+)?)?(?P<first>{YEAR})\s*(?:and|to|&|-|–)\s*(?P<last>{YEAR})"
_AVERAGE = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?:the\s+)?(?:average|mean)(?:\s+of)?\s+\(?(?P<item>.+?)\s+(?:at\s+the\s+ends?\s+of\s+)?{_SPAN}\)?",
        rf"(?:the\s+)?(?:average|mean)\s+(?:of\s+)?{_SPAN}\s+(?P<item>.+)",
    )
)
_CHANGED = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?:the\s+)?(?:change|increase)\s+in\s+(?P<item>.+?)\s+{_SPAN}",
        r"(?:the\s+)?(?:change|increase)\s+in\s+(?P<item>.+)",
    )
)
_OF_YEAR = re.compile(
    rf"^(?:(?P<before>{YEAR})(?:['’]s)?\s+)|(?:\s*,?\s+(?:(?:in|for|at|of|during|from)\s+)?(?:the\s+)?(?:end\s+of\s+)?(?P<behind>{YEAR}))$|\s*\((?P<within>{YEAR})\)$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"^(?:the\s+)?(?:prior|previous|preceding|last)[- ]year(?:['’]s)?\s+|\s+(?:of|in|for)\s+the\s+(?:prior|previous|preceding)\s+(?:fiscal\s+)?year$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^(?:(?:the|its|their|total|company['’]s|that\s+year['’]s|year[- ]end|ending|same[- ]year)\s+)+|\s+(?:at\s+(?:the\s+)?(?:fiscal\s+)?year[- ]?end|for\s+(?:the|that)\s+(?:fiscal\s+)?year|(?:of|in)\s+the\s+same\s+year)$",
    re.IGNORECASE,
)
_LOWER = (
    ("+", re.compile(r"\s*\+\s*|\s+(?:plus|added\s+to)\s+", re.IGNORECASE)),
    ("-", re.compile(r"\s+[-−–]\s*|\s*[−–]\s+|\s+(?:less|minus)\s+", re.IGNORECASE)),
)
_HIGHER = (
    ("*", re.compile(r"\s*[*×·]\s*|\s+(?:x|times|multiplied\s+by)\s+", re.IGNORECASE)),
    ("/", re.compile(r"\s*[/÷]\s*|\s+(?:over|divided\s+by|per)\s+", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A line item of a formula: of a fiscal year, or of so many years before the one asked about."""

    item: str
    words: str
    year: int | None = None
    back: int = 0


class Unread(Exception):
    """A formula, or a part of one, that is not understood."""


def computes(text: str) -> bool:
    """Whether a text has an operation in it: "the profit" computes nothing."""
    signs = (p for _, p in (*_LOWER, *_HIGHER))
    return any(s.search(text) for s in signs) or bool(_AVERAGE[0].search(text))


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
        if number := re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)\s*(%?)", text):
            return f"({number[1]} / 100)" if number[2] else number[1]
        if text.lower() in self.defined:
            return self.read(self.defined[text.lower()], depth + 3)
        for pattern in _AVERAGE:
            if match := pattern.fullmatch(text):
                first, last = self._both(match)
                return f"(({first} + {last}) / 2)"
        for pattern in _CHANGED:
            if match := pattern.fullmatch(text):
                first, last = self._both(match)
                return f"({last} - {first})"
        return self._term(text)

    def _both(self, match: re.Match[str]) -> tuple[str, str]:
        """An item at the first and the last of two years; where none are said, the year before and the one asked about."""
        said = match.groupdict()
        if not said.get("first"):
            return self._add(match["item"], None, 1), self._add(match["item"], None)
        first, last = sorted((_year(said["first"]), _year(said["last"])))
        if first == last:
            raise Unread
        return self._add(match["item"], first), self._add(match["item"], last)

    def _term(self, text: str) -> str:
        earlier = _EARLIER.sub("", text)
        if earlier != text:
            return self._add(earlier, None, 1)
        match = _OF_YEAR.search(text)
        if match is None:
            return self._add(text, None)
        year = _year(match["before"] or match["behind"] or match["within"])
        return self._add(text[: match.start()] + text[match.end() :], year)

    def _add(self, words: str, year: int | None, back: int = 0) -> str:
        item = item_in(words)
        if item is None:
            raise Unread
        term = Term(item, _NOTHING.sub("", _unwrapped(words.strip())), year, back)
        if term not in self.terms:
            self.terms.append(term)
        return f"t{self.terms.index(term)}"


def _year(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


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

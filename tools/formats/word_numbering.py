"""The numbers that Word writes before paragraphs: "4.2(b)" stands nowhere in the file, it is counted (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A numbering instance: its abstract definition, whose counters it shares, and its levels."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of one document.

    Args:
        numbering: the part `word/numbering.xml`, if there is one.
    """

    def __init__(self, numbering: etree._Element | None) -> None:
        self._lists = {} if numbering is None else _lists(numbering)
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def depth_of(self, number: str, style: str) -> int | None:
        """The level of a list that is a paragraph style's own; None where none is."""
        of = self._lists.get(number)
        return next((n for n, level in of.levels.items() if level.style == style), None) if of and style else None

    def label(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list at a level (from 0): "4.2(b)", a bullet, or nothing."""
        of = self._lists.get(number)
        if of is None or level not in of.levels:
            return ""
        counts = self._counts.setdefault(of.abstract, [None] * LEVELS)
        own = of.levels[level]
        if level in of.restarts and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = of.restarts[level]
        else:
            held = counts[level]
            counts[level] = own.start if held is None else held + 1
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = None
        if own.form == "bullet":
            return "•"
        text = own.text
        for n in range(level + 1):
            if f"%{n + 1}" in text:
                count = counts[n]
                if count is None:
                    count = counts[n] = of.levels[n].start if n in of.levels else 1
                form = "decimal" if own.legal else of.levels[n].form if n in of.levels else "decimal"
                text = text.replace(f"%{n + 1}", _FORMS.get(form, str)(count))
        return text.strip()


def _lists(numbering: etree._Element) -> dict[str, _List]:
    abstract = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in numbering.iter(f"{W}abstractNum")}
    found: dict[str, _List] = {}
    for num in numbering.iter(f"{W}num"):
        of = num.find(f"{W}abstractNumId")
        name = "" if of is None else of.get(f"{W}val", "")
        each = _List(name, dict(abstract.get(name, {})))
        for override in num.iter(f"{W}lvlOverride"):
            level = _whole(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                each.restarts[level] = _whole(start.get(f"{W}val"), 1)
            each.levels |= _levels(override)
        found[num.get(f"{W}numId", "")] = each
    return found


def _levels(of: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for lvl in of.iterchildren(f"{W}lvl"):
        level = _Level()
        for child in lvl:
            value = child.get(f"{W}val", "")
            if child.tag == f"{W}numFmt":
                level.form = value
            elif child.tag == f"{W}lvlText":
                level.text = value
            elif child.tag == f"{W}start":
                level.start = _whole(value, 1)
            elif child.tag == f"{W}isLgl":
                level.legal = value not in ("0", "false")
            elif child.tag == f"{W}pStyle":
                level.style = value
        found[_whole(lvl.get(f"{W}ilvl"), 0)] = level
    return found


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _letters(n: int) -> str:
    """As Word counts: z is followed by aa, then bb."""
    return chr(97 + (n - 1) % 26) * (1 + (n - 1) // 26) if n > 0 else str(n)


def _roman(n: int) -> str:
    if not 0 < n < 4000:
        return str(n)
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        text += letters * (n // value)
        n %= value
    return text


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "ordinal": _ordinal,
    "none": lambda n: "",
}

"""What a contract defines: “Affiliate” means …; and which of its defined words a clause uses.

A definition is the sentence that gives a word its meaning. A word in brackets after what it stands for ("the “Agreement”") is none: it names, and
limits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from muniment.tools.contracts.entailment import sentences_of

_QUOTED = r"[“\"‘']\s*(?P<name>[A-Z][\w&’'/-]*(?:\s+[\w&’'/-]+){0,5})\s*[”\"’']"
_DEFINES = re.compile(
    rf"{_QUOTED}\s*(?:,[^,]{{0,80}},\s*)?(?:(?:shall\s+|will\s+)?(?:means?|be\s+defined|have\s+the\s+meaning|refers?\s+to|includes?)\b|has\s+the\s+meaning\b|is\s+defined\b|:\s)"
)
MOST = 3
"""Definitions that are told with a clause."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined word, and the characters of the sentence that defines it."""

    name: str
    start: int
    end: int


def definitions(text: str) -> tuple[Definition, ...]:
    """The definitions of a contract, in their order; a word that is defined twice has the first.

    >>> [d.name for d in definitions('“Affiliate” means a company that controls a party. Acme (the “Buyer”) pays.')]
    ['Affiliate']
    """
    found: dict[str, Definition] = {}
    for start, end in sentences_of(text):
        for match in _DEFINES.finditer(text, start, end):
            name = " ".join(match["name"].split())
            found.setdefault(name, Definition(name, start, end))
    return tuple(found.values())


def used(clause: str, names: Collection[str]) -> list[str]:
    """The defined words that a clause uses, as they are written or in the plural, in the order in which it does; the longest where one is within another.

    >>> used("Its Representatives may see Confidential Information.", ["Representative", "Information", "Confidential Information"])
    ['Representative', 'Confidential Information']
    """
    places = {
        name: m for name in names if (m := re.search(rf"(?<![\w“\"]){re.escape(name)}(?:s|es)?(?![\w”\"])", clause))
    }
    kept = [
        name
        for name, m in places.items()
        if not any(o is not m and o.start() <= m.start() and m.end() <= o.end() for o in places.values())
    ]
    return sorted(kept, key=lambda name: places[name].start())[:MOST]

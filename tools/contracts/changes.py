"""Whether a provision of an amendment changes a clause of the contract: it names its number, a word that it defines, or quotes what it replaces.

"In clause 10.2, “£750,000” is replaced" speaks of no liability; that clause 10.2 does is told by the contract.
"""

from __future__ import annotations

import re
from typing import Literal

Touched = Literal["", "itself", "a word"]
_NUMBERED = re.compile(
    r"^[^\w\n(]{0,4}(?:(?:section|clause|article|paragraph)\s+)?(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.):]?\s)|^[^\w\n]{0,2}\((?P<item>\d{1,2}|[a-z]{1,3})\)\s",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?)\s+(?P<first>\d{1,3}(?:\.\d{1,3})*(?:\s?\([a-z0-9]{1,4}\))*)(?P<more>(?:\s*(?:,|and|or|to|through|-)\s*\d{1,3}(?:\.\d{1,3})*(?:\s?\([a-z0-9]{1,4}\))*)*)",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"(?:\bdefinitions?\s+of\s+(?:the\s+)?(?:term\s+)?|^\W*(?:[\d.]+\s+)?)[\"“”'’*_]{1,3}(?P<name>[A-Z][\w &-]{2,60}?)[\"“”'’*_]{1,3}",
    re.MULTILINE,
)
_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”]{3,400})[\"”]")
LEAST_WORDS = 3
"""Words that a quotation without a figure must have to be one of a clause, and not a name."""


def section_at(text: str, place: int) -> str:
    """The number of the section in which a place of a text stands, as "10.2" or "3(1)"; empty where none is numbered.

    >>> section_at("10. LIABILITY\\n10.2 Liability shall not exceed £750,000.", 30)
    '10.2'
    """
    number, item = "", ""
    for m in _NUMBERED.finditer(text, 0, text.find("\n", place) if "\n" in text[place:] else len(text)):
        if m.start() > place:
            break
        number, item = (m["number"], "") if m["number"] else (number, f"({m['item'].lower()})")
    return f"{number}{item}" if number else ""


def touches(provision: str, clause: str, section: str) -> Touched:
    """What a provision of an amendment changes of a clause: the clause itself, by its number or its words, a word that it uses and the contract defines, or nothing.

    Args:
        provision: of the amendment.
        clause: what is cited of the contract.
        section: the number of the section in which that stands.

    >>> touches('2.5 In clause 10.2, "£750,000" is replaced with "£1,200,000".', "shall not exceed £750,000", "10.2")
    'itself'
    """
    named = {
        re.sub(r"\s", "", n)
        for m in _NAMES.finditer(provision)
        for n in re.findall(r"\d{1,3}(?:\.\d{1,3})*(?:\s?\([a-z0-9]{1,4}\))*", m["first"] + m["more"])
    }
    if section and any(_within(section, n) or _within(n, section) for n in named):
        return "itself"
    said = " ".join(clause.split()).casefold()
    if any(
        words in said
        for m in _QUOTED.finditer(provision)
        if (words := " ".join(m["words"].split()).casefold())
        and (re.search(r"\d", words) or len(words.split()) >= LEAST_WORDS)
    ):
        return "itself"
    defined = (" ".join(m["name"].split()).casefold() for m in _DEFINES.finditer(provision))
    return "a word" if any(name in said for name in defined) else ""


def _within(section: str, of: str) -> bool:
    """Whether a section is another, or a part of it."""
    return section == of or (section.startswith(of) and section[len(of)] in ".(")

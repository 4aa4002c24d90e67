"""Words that stand for a line item named before: "between that and revenue"; "Basic?" after diluted earnings per share."""

from __future__ import annotations

import re

from muniment.agents.reading.items import item_at
from muniment.agents.reading.roles import is_function
from muniment.agents.reading.words import words
from muniment.items.line_items import line_items
from muniment.records import Before
from muniment.wording import content_stems

_SHARED = 2
"""So many words of its label a sibling has in common with the item asked about before."""


_THAT = re.compile(r"\b(between|than|from)\s+(?:that|it|this)\s+and\b", re.IGNORECASE)


def with_item(text: str, before: Before) -> str:
    """The question with "between that and …" written out as the line item asked about before."""
    item = next((m.item for m in before.asks[-1].measures if m.item and not m.words), None)
    return _THAT.sub(lambda m: f"{m[1]} {line_items()[item].label} and", text) if item else text


def with_sibling(text: str, before: Before) -> str:
    """The question with such a word written out as the line item's whole label; as it is where none is meant, or several are."""
    item = next((m.item for m in before.asks[-1].measures if m.item and not m.words), None)
    row = words(text.lower())
    if item is None or any(item_at(row, n) for n in range(len(row))):
        return text
    own = content_stems(line_items()[item].label)
    for match in re.finditer(r"[A-Za-z-]{4,}", text):
        stem = next(iter(content_stems(match.group())), "")
        if not stem or stem in own or is_function(words(match.group().lower())[0]):
            continue
        meant = [
            i.label
            for i in line_items().values()
            if stem in (each := content_stems(i.label)) and len(each & own) >= _SHARED and len(each) == len(own)
        ]
        if len(meant) == 1:
            return text[: match.start()] + meant[0] + text[match.end() :]
    return text

"""What turns a condition round: a "not" before it, "excluded" behind it, and what is joined to one that is turned."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.question_words import Words

NEGATED = re.compile(
    r"(?:\b(?:not|never|no|non|neither|without|except(?:ing)?(?:\s+for)?|excluding|outside(?:\s+of)?|other\s+than|apart\s+from|leaving\s+out|lack(?:s|ing)?|missing|awaiting"
    r"|needs?|needing|(?:are|is|was|were|has|have|had|do|does|did)n['’]?t|(?:still\s+|yet\s+)to\s+be)"
    r"(?:\s+(?:yet|been|be|in|on|of|the|a|an|from|by|at|to|for|have|has|got|any|already|currently|those|ones|marked|as))*[\s-]+)$",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\s*(?:are\s+|is\s+)?(?:excluded|aside|apart|not\s+(?:included|counted)|left\s+out)\b", re.IGNORECASE
)
_JOINED = re.compile(r"\W*(?:and|or|nor|,)\W*(?:or\s+|and\s+)?(?:the\s+|in\s+|by\s+|from\s+)?", re.IGNORECASE)


def is_negated(words: Words, first: int, last: int, head: Collection[str] = ()) -> bool:
    """Whether a "not" stands before a stretch of words, or "excluded" behind it; it is taken with it.

    Args:
        words: the question's.
        first: the place of the first of the stretch.
        last: that of the last.
        head: the words of the column, which may stand between: "not approved by Mark".
    """
    named = first
    while named and (words.all[named - 1].stem in head or words.all[named - 1].text.lower() == "by"):
        named -= 1
    if named < first and NEGATED.search(words.text[: words.all[named].start]):
        words.take(range(named, first))
        first = named
    match = NEGATED.search(words.text[: words.all[first].start])
    if match:
        words.take_stretch(match.start(), match.end())
        return True
    behind = _LEFT_OUT.match(words.text, words.all[last].end)
    if behind:
        words.take_stretch(behind.start(), behind.end())
    return behind is not None


def with_joined(found: Sequence[Condition], words: Words) -> list[Condition]:
    """The conditions, each value that is joined to one that is turned turned as well: "not Sales or Finance"."""
    kept = list(found)
    for n, c in sorted(enumerate(found), key=lambda p: p[1].places):
        before = [
            k
            for k in kept
            if k.negated and k.column == c.column and k.test == c.test and k.places and c.places and k.places < c.places
        ]
        if c.values and not c.negated and before:
            nearest = max(before, key=lambda k: k.places)
            between = words.text[words.all[nearest.places[-1]].end : words.all[c.places[0]].start]
            if _JOINED.fullmatch(between):
                words.take(k for k, w in enumerate(words.all) if nearest.places[-1] < k < c.places[0])
                kept[n] = replace(c, negated=True)
    return kept

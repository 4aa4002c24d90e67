"""Sentences around a question that only say who asks, and why: "My dad worked at Intel for years. What was its net income in 2021?"

Such a sentence asks for nothing, names no line item, restricts nothing ("I only care about toasters"), and the question does not
point back to it ("… revenue there"). Its words then say nothing of the figure. A sentence that only names a thing ("Toasters.")
is none: it needs a speaker, or a verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from muniment.agents.reading.elements import Element
from muniment.agents.reading.phrases import groups
from muniment.agents.reading.words import words

_ENDS = frozenset(".?!;")
_ASKS = frozenset(
    "what how which who whose when why give show tell find get compare list rank name did does do".split()
)
_WANTS = frozenset(
    "want need like give tell show wonder ask know compare get see find curious look care interested".split()
)
_VERBS = frozenset(
    "is was are were has have had do does did can could i'm we're i've it it's that that's this there's isn't wasn't".split()
)
_POINTS = frozenset("there them those these such".split())


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(w.stem for p in groups("talk")[group] for w in words(p))


def without_background(row: list[Element], text: str) -> list[Element]:
    """The row, with background sentences blanked; the companies they name stay only where the question names none."""
    parts = _sentences(row, text)
    if len(parts) < 2:
        return row
    asking = [p for p in parts if any(e.kind == "item" for e in p)]
    if not asking:
        return row
    rest = [e for p in asking for e in p]
    named = any(e.kind == "company" for e in rest) or _names_all(rest)
    if any(e.norm in _POINTS for e in rest):
        return row
    found: list[Element] = []
    for part in parts:
        if part in asking or not _is_background(part, text, named):
            found += part
        else:
            found += [_blanked(e, named) for e in part]
    return found


def _sentences(row: Sequence[Element], text: str) -> list[list[Element]]:
    """The row cut where sentences end; a colon ends an opening of the asker's."""
    parts: list[list[Element]] = [[]]
    for n, element in enumerate(row):
        parts[-1].append(element)
        following = row[n + 1] if n + 1 < len(row) else None
        ends = element.kind == "sign" and element.norm in _ENDS and following is not None
        if (ends and following is not None and following.start > element.end) or (
            element.kind == "sign" and element.norm in (":", "-") and len(parts[-1]) > 2 and _has_asker(parts[-1])
        ):
            parts.append([])
    return [p for p in parts if p]


def _is_background(part: Sequence[Element], text: str, named: bool) -> bool:
    words_of = [e for e in part if e.kind == "word"]
    if named and not words_of and all(e.kind in ("talk", "company", "sign") for e in part):
        return True
    if any(e.kind == "item" for e in part) or any(e.stem in _stems("restricts") for e in words_of):
        return False
    asker = _has_asker(part)
    question = any(e.kind == "sign" and e.norm == "?" for e in part)
    # What is done with figures is asked in a sentence of its own too: "Give me the change from 2023."
    if any(e.kind in ("operation", "amount", "period") for e in part):
        wants = any(e.stem in _WANTS or e.norm in _ASKS for e in words_of)
        if wants or question or not asker:
            return False
    if question and any(e.norm in _ASKS for e in words_of[:2]):
        return False
    return asker or (named and any(e.norm in _VERBS for e in words_of))


def _has_asker(part: Sequence[Element]) -> bool:
    return any(e.kind == "word" and (e.norm in groups("talk")["asker"] or e.stem in _stems("people")) for e in part)


def _names_all(row: Sequence[Element]) -> bool:
    return any(getattr(e.value, "kind", "") == "everyone" for e in row)


def _blanked(element: Element, named: bool) -> Element:
    """An element of a background sentence as talk; a company stays where the question leaves open which is meant."""
    if element.kind == "sign" or (element.kind == "company" and not named):
        return element
    return Element(element.start, element.end, "talk", None)

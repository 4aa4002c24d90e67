"""Sentences around a question that only say who asks, and why: "My dad worked at Intel for years. What was its net income in 2021?"

Such a sentence asks for nothing, restricts nothing ("I only care about toasters"), and the question does not point back to it
("… revenue there"). Its words then say nothing of the figure; a line item in it is none that is asked for, where another sentence
asks for one. A sentence that only names a thing ("Toasters.") is no background: it needs a speaker, a verb, or a word of chat.
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
_SPANS = frozenset(w.stem for w in words("year quarter month period"))
_CHAT = frozenset(
    "lol haha hah lmao hey hi hello bonjour hola ciao hallo sorry quick question here honestly ugh wow hmm guys folks speaking feeling writing working trying"
    " thinking wondering building preparing greetings morning afternoon evening fan nerd btw fyi".split()
)
"""Words that mark a verbless stretch as chat: "Diamond hands here lol.", "Tax nerd question:"."""


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(w.stem for p in groups("talk")[group] for w in words(p))


@cache
def _restricting() -> frozenset[str]:
    """By the word itself: "marketing budgets" is no word of "markets"."""
    return frozenset(w.norm for p in groups("talk")["restricts"] for w in words(p))


def without_background(row: list[Element], text: str) -> list[Element]:
    """The row, with background sentences blanked; the companies they name stay only where the question names none."""
    parts = _sentences(row, text)
    if len(parts) < 2:
        return row
    with_item = [p for p in parts if any(e.kind == "item" for e in p)]
    asking = [p for p in with_item if _asks(p)] or with_item
    if not asking:
        return row
    rest = [e for p in asking for e in p]
    if any(e.norm in _POINTS and not _of_period(rest, n) for n, e in enumerate(rest)):
        return row
    kept = {"company"} if not (any(e.kind == "company" for e in rest) or _names_all(rest)) else set()
    kept |= {"period"} if not any(e.kind == "period" for e in rest) else set()
    found: list[Element] = []
    for part in parts:
        if part in asking or not _is_background(part, "company" not in kept):
            found += part
        else:
            found += [_blanked(e, kept) for e in part]
    return found


def _asks(part: Sequence[Element]) -> bool:
    """True for a sentence that asks, by its sign or by a word of asking."""
    last = part[-1]
    question = last.kind == "sign" and last.norm == "?"
    return question or any(e.norm in _ASKS for e in part if e.kind == "word") or _names_all(part)


def _of_period(row: Sequence[Element], n: int) -> bool:
    """True for "those first six months": what is pointed at is a period, which the question names itself."""
    following = row[n + 1] if n + 1 < len(row) else None
    return following is not None and (following.kind == "period" or following.stem in _SPANS)


def _sentences(row: Sequence[Element], text: str) -> list[list[Element]]:
    """The row cut where sentences end; a colon ends an opening of the asker's."""
    parts: list[list[Element]] = [[]]
    for n, element in enumerate(row):
        parts[-1].append(element)
        following = row[n + 1] if n + 1 < len(row) else None
        ends = element.kind == "sign" and element.norm in _ENDS and following is not None
        if (ends and following is not None and following.start > element.end) or (
            element.kind == "sign"
            and element.norm in (":", "-")
            and len(parts[-1]) > 2
            and (_has_asker(parts[-1]) or _chats(parts[-1]))
        ):
            parts.append([])
    return [p for p in parts if p]


def _is_background(part: Sequence[Element], named: bool) -> bool:
    words_of = [e for e in part if e.kind == "word"]
    if named and not words_of and all(e.kind in ("talk", "company", "sign") for e in part):
        return True
    if any(e.norm in _restricting() for e in words_of):
        return False
    asker = _has_asker(part)
    question = any(e.kind == "sign" and e.norm == "?" for e in part)
    # What is done with figures is asked in a sentence of its own too: "Give me the change from 2023."
    if any(e.kind in ("operation", "amount", "period", "item") for e in part):
        wants = any(_wants(part, n) for n, e in enumerate(part) if e.kind == "word")
        if wants or question or not (asker or _chats(part)):
            return False
    if question and any(e.norm in _ASKS for e in words_of[:2]):
        return False
    return asker or _chats(part) or (named and any(e.norm in _VERBS for e in words_of))


def _wants(part: Sequence[Element], n: int) -> bool:
    """True for a word of asking where it asks: at the head of its sentence, or behind "I", "to", "please"."""
    before = part[n - 1].norm if n else ""
    if part[n].norm in _ASKS:
        return True
    return part[n].stem in _WANTS and (
        n == 0 or before in ("to", "please", "and", "also", "then", "you", "i", "we", "me", "i'd", ",")
    )


def _chats(part: Sequence[Element]) -> bool:
    return any(e.kind == "word" and e.norm in _CHAT for e in part)


def _has_asker(part: Sequence[Element]) -> bool:
    return any(e.kind == "word" and (e.norm in groups("talk")["asker"] or e.stem in _stems("people")) for e in part)


def _names_all(row: Sequence[Element]) -> bool:
    return any(getattr(e.value, "kind", "") == "everyone" for e in row)


def _blanked(element: Element, kept: set[str]) -> Element:
    """An element of a background sentence as talk; a company, or a period, stays where the question leaves open which is meant."""
    if element.kind == "sign" or element.kind in kept:
        return element
    return Element(element.start, element.end, "talk", None)

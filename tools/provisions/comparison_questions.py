"""Which two documents, or versions of one, a question asks to compare: "how does the Harrow lease differ from our template?", "what changed in the
travel policy since 2023-06-01?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muniment.tools.contracts.dating.dates import dates
from muniment.wording import FUNCTION_WORDS, stem, tokens

_TWO = (
    re.compile(
        r"\b(?:how|where|in\s+(?:what|which)\s+(?:ways?|points?|clauses?|respects?))\s+(?:does|do|is|are|did)\s+(?P<first>.+?)\s+(?:differ|differs|different|deviate|deviates|depart|departs|diverge|diverges)\s+from\s+(?P<second>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhat\s+(?:did|has|have)\s+(?!been\b)(?P<first>.+?)\s+changed?\s+(?:from|in|against|compared\s+(?:to|with))\s+(?P<second>.+)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:differences?|deviations?)\b.*?\bbetween\s+(?P<first>.+?)\s+and\s+(?P<second>.+)", re.IGNORECASE),
    re.compile(r"\bdeviations?\s+(?:of|in)\s+(?P<first>.+?)\s+from\s+(?P<second>.+)", re.IGNORECASE),
    re.compile(
        r"^\W*(?:please\s+|can\s+you\s+)?compare\s+(?P<first>.+?)\s+(?:with|to|against|and)\s+(?P<second>.+)",
        re.IGNORECASE,
    ),
)
_VERSIONS = (
    re.compile(
        r"\bwhat(?:['’]s|\s+(?:is|was|has|have|had))?\s+(?:been\s+)?(?:changed|new|different|updated)\s+(?:in|about|with)\s+(?P<first>.+)",
        re.IGNORECASE,
    ),
    re.compile(r"\bhow\s+(?:has|have|did)\s+(?P<first>.+?)\s+(?:been\s+)?change[ds]?\b(?P<rest>.*)", re.IGNORECASE),
    re.compile(
        r"\b(?:what|which|list|show(?:\s+me)?)\b.{0,20}?\bchanges?\s+(?:were\s+made\s+|were\s+there\s+|have\s+been\s+made\s+)?(?:to|in|of)\s+(?P<first>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhat\s+did\s+the\s+(?:new|latest|current|newest|last)\s+version\s+of\s+(?P<first>.+?)\s+change\b(?P<rest>.*)",
        re.IGNORECASE,
    ),
)
_SINCE = re.compile(
    r"[\s,]*\b(?:since|from|after|compared\s+(?:to|with)|against|versus|vs\.?|between|over)\b(?P<what>.*)$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"[\s,]*\b(?:on|with\s+effect\s+(?:from|on)|effective(?:\s+(?:from|on))?)\b(?P<what>.*)$", re.IGNORECASE
)
_BEFORE = re.compile(
    r"^\W*(?:the\s+|its\s+|our\s+)?(?:last|previous|prior|former|old|older|earlier|preceding|time)\b(?:\s+(?:version|one|time|edition|issue|update|revision))?\W*$",
    re.IGNORECASE,
)
OPTIONAL = frozenset(
    stem(w)
    for w in "contract agreement nda lease license licence deal policy policies document manual handbook procedure version draft text standard our my their its new newest latest current signed last company file we us one which that".split()
)
"""Words that need not stand in a document's name, and tell only between documents that bear the others."""


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """The words by which two documents are named; `second` is empty where an earlier version is meant, that of `since` or the one before. `on` is the day
    on which the later version came into force, where it is not the newest."""

    first: str
    second: str = ""
    since: date | None = None
    on: date | None = None


def comparison_asked(question: str) -> ComparisonAsked | None:
    """What a question asks to compare; None where it asks something else, or with something that is not understood.

    >>> comparison_asked("How does the Harrow lease differ from our template?")
    ComparisonAsked(first='the Harrow lease', second='our template', since=None, on=None)
    >>> comparison_asked("What changed in the travel policy since June 1, 2023?")
    ComparisonAsked(first='the travel policy', second='', since=datetime.date(2023, 6, 1), on=None)
    """
    asked = question.strip().rstrip("?!. ")
    for pattern in _TWO:
        if found := pattern.search(asked):
            return ComparisonAsked(found["first"].strip(" ,"), found["second"].strip(" ,"))
    for pattern in _VERSIONS:
        if found := pattern.search(asked):
            named = found["first"] + (found.groupdict().get("rest") or "")
            at = _ON.search(named)
            if at is not None and len(on := {day for day, _ in dates(at["what"])}) == 1:
                return ComparisonAsked(named[: at.start()].strip(" ,"), "", None, on.pop())
            since = _SINCE.search(named)
            if since is None:
                return ComparisonAsked(named.strip(" ,"))
            days = {day for day, _ in dates(since["what"])}
            if len(days) != 1 and not _BEFORE.match(since["what"]):
                return None
            return ComparisonAsked(named[: since.start()].strip(" ,"), "", days.pop() if days else None)
    return None


def documents_named(words: str, cards: Mapping[int, frozenset[str]]) -> list[int]:
    """The documents whose names bear all words that a phrase names one by; of those the ones that bear most of the words that need not.

    Args:
        words: "our Harrow lease".
        cards: the stems of each document's names.
    """
    said = {stem(t) for t in tokens(words) if t not in FUNCTION_WORDS}
    needed, more = said - OPTIONAL, said & OPTIONAL
    fit = (
        [id for id, card in cards.items() if needed <= card]
        if needed
        else [id for id, card in cards.items() if more & card]
    )
    most = max((len(more & cards[id]) for id in fit), default=0)
    return [id for id in fit if len(more & cards[id]) == most]

"""Find the standard line items that a question names, the longest name first; mend typing errors in their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from muniment.common_words import STOP
from muniment.line_items import line_items
from muniment.wording import is_english, singular, tokens

_WORD = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)?(?:'(?:s|m|d|t|re|ve|ll)\b)?|&")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question, as it is compared, and where it stands."""

    norm: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ItemMention:
    """A stretch of the question that names line items; more than one when the words fit several alike."""

    start: int
    end: int
    items: tuple[str, ...]


_SEVERAL = (
    # "How much did they make?" may mean sales or profit, so both are told.
    (
        re.compile(
            r"\bhow\s+much\s+(?:money\s+)?(?:did|does|do|has|have|was|were)\b[^?.;]{0,60}?\b(?:make|made|making|bring\s+in|earn|earned)\b(?!\s+(?:in\s+)?(?:profit|net|from|revenue|sales))"
        ),
        {
            "make": ("net_income", "net_sales"),
            "made": ("net_income", "net_sales"),
            "making": ("net_income", "net_sales"),
            "bring in": ("net_sales",),
            "earn": ("net_income",),
            "earned": ("net_income",),
        },
    ),
)


# "Did they make a profit?" asks for a sign, not for the item of that name.
_MADE_A = re.compile(r"\b(?:make|made|turn(?:ed)?|post(?:ed)?|report(?:ed)?)\s+a\s+$")
# "How much cash did they generate?" asks for a flow; only of some verbs cash is the balance.
_CASH = re.compile(r"\bhow\s+much\s+(cash)\s+(?:did|does|do|has|have|was|were)\b([^?.;]*)")
_CASH_HELD = re.compile(
    r"\b(?:have|had|h[eo]ld|report\w*|show\w*|record\w*|carry|carried|sit\w*|sat|keep|kept|end\w*|own\w*|possess\w*|on\s+hand|disclos\w*|list\w*|state\w*)\b"
)
_CASH_FLOW = re.compile(r"\b(?:generat\w+|produc\w+)\b")


def words(text: str) -> list[Word]:
    """The words of a folded text."""
    found = []
    for match in _WORD.finditer(text):
        raw = match.group().partition("'")[0]
        found.append(Word(singular(raw), match.start(), match.start() + len(raw)))
    return found


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Every name of every line item as words, with the item's key; an earlier item keeps a name that a later one repeats."""
    table: dict[tuple[str, ...], str] = {}
    for item in line_items().values():
        for phrase in item.phrases:
            table.setdefault(tuple(w.norm for w in words(phrase.lower().replace("-", " "))), item.key)
    return table


def find_items(text: str) -> list[ItemMention]:
    """The line items named in a folded text, in order, without overlaps."""
    table, longest = phrases(), max(len(p) for p in phrases())
    row = words(text)
    found: list[ItemMention] = []
    n = 0
    while n < len(row):
        for count in range(min(longest, len(row) - n), 0, -1):
            stretch = row[n : n + count]
            key = table.get(tuple(w.norm for w in stretch))
            if (
                key
                and not _MADE_A.search(text, 0, stretch[0].start)
                and "\x00" not in text[stretch[0].start : stretch[-1].end]
            ):
                found.append(ItemMention(stretch[0].start, stretch[-1].end, (key,)))
                n += count
                break
        else:
            n += 1
    return _of_cash(text, found) or _find_several(text)


def _of_cash(text: str, found: list[ItemMention]) -> list[ItemMention]:
    """The items found, with "how much cash did … generate" taken for the flow; of another verb, cash names no item."""
    match = _CASH.search(text)
    if match is None or _CASH_HELD.search(match.group(2)):
        return found
    others = [m for m in found if m.start != match.start(1)]
    if others or not _CASH_FLOW.search(match.group(2)):
        return others
    return [ItemMention(match.start(1), match.end(1), ("operating_cash_flow",))]


def _find_several(text: str) -> list[ItemMention]:
    for pattern, verbs in _SEVERAL:
        match = pattern.search(text)
        if match:
            verb = next(
                v for v in sorted(verbs, key=len, reverse=True) if re.sub(r"\s+", " ", match.group()).endswith(v)
            )
            return [ItemMention(match.end() - len(verb), match.end(), verbs[verb])]
    return []


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    names = {w for phrase in phrases() for w in phrase}
    return frozenset(names | STOP), tuple(sorted(w for w in names if len(w) >= 4))


def mend(word: str, known: Iterable[str] = ()) -> str | None:
    """A misspelt word of a line item's name, mended; None when the word is known, short, or near to several."""
    every, choices = _vocabulary()
    norm = singular(word.lower())
    if (
        is_english(word)
        or len(norm) < 4
        or norm in every
        or norm in {singular(t) for k in known for t in tokens(k)}
        or not norm.isalpha()
    ):
        return None
    limit = 1 if len(norm) < 6 else 2
    near = process.extract(norm, choices, scorer=OSA.distance, score_cutoff=limit, limit=5)
    best = [w for w, score, _ in near if score == near[0][1]] if near else []
    return best[0] if len(best) == 1 and best[0][0] == norm[0] else None

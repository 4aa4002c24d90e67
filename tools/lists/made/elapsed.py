"""How many days lie between two days of a row: "took the longest", "how long was it open", "days from order to delivery".

The first day is not counted. Where a column of the list itself says how long something took, that is what is meant unless both days are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.conditions.times import says_days
from muniment.tools.lists.heads import kinds, says_begin, says_end, words_of_head
from muniment.tools.lists.question_words import Words
from muniment.tools.lists.relation import Column, Relation, Row
from muniment.tools.lists.spans import Span

_LASTS = re.compile(
    r"\b(?:(?:took|takes?|taken|taking|last(?:s|ed)|turnaround|stay(?:s|ed)?|away|on\s+the\s+road|out\s+for)\b|(?:time|days|long)\s+to\b|(?<=\bhow\slong\s)(?:was|were)\b(?=.*\b(?:open|out)\W*$))",
    re.IGNORECASE,
)
"""What says that something went on."""
_LONG = re.compile(
    r"\bhow\s+long\b|\blong(?:er|est)\b|\bshort(?:er|est)\b|\b(?:quick|fast|slow)(?:er|est)\b|\b(?:how\s+many\s+)?(?:days|weeks)\b|\btime\b|\bgap\b|\bturnaround\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|between)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_TO = re.compile(r"\W*(?:\w+\s+)?(?:to|and|until|till)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|since|before|until)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_LONG_AFTER = re.compile(r"\b(?:long|days|weeks)\s+(after\s+(?:\w+\s+){0,2})$", re.IGNORECASE)
_TIME = re.compile(r"\b(?:time|gap)\b", re.IGNORECASE)


def with_elapsed(words: Words, relation: Relation) -> tuple[Relation, Column] | None:
    """The list with the days between the two days that a question speaks of, its words for these taken; None where it speaks of none."""
    if not _LONG.search(words.text):
        return None
    days = [c for c in relation.columns if c.kind == "span" and _are_days(relation, c)]
    named = sorted(((p[0], c) for c in days if (p := _free(words, c))), key=lambda p: p[0])
    lasts = _LASTS.search(words.text)
    own = any(c.kind == "amount" and set(words_of_head(c.head)) & kinds()["long"] for c in relation.columns)
    joined = _joined(words, [at for at, _ in named])
    if len(named) == 2 and (joined or lasts):
        pair = _in_order(relation, *(c for _, c in named))
    elif lasts and not own and len(named) < 2:
        pair = _lasting(relation, days, [c for _, c in named])
    else:
        return None
    if pair is None:
        return None
    for m in (joined, lasts, _TIME.search(words.text)):
        words.take_stretch(*(m.span() if isinstance(m, re.Match) else m or (0, 0)))
    for _, column in named:
        words.take(_free(words, column))
    first, last = pair
    values = [_between(r, first, last) for r in relation.rows]
    return relation.with_made(f"days from {first.head} to {last.head}", "amount", values, "days")


def _free(words: Words, column: Column) -> list[int]:
    return [n for n in says_days(words, column) if not words.is_taken(n)]


def _joined(words: Words, named: Sequence[int]) -> tuple[int, int] | None:
    """Where two days are said as "from … to …", or one after the other; None where they are not."""
    if len(named) != 2:
        return None
    one, two = (words.all[n] for n in named)
    between = words.text[one.end : two.start]
    before = words.text[: one.start]
    if (lead := _FROM.search(before)) and _TO.fullmatch(between):
        return lead.start(), two.end
    if lead := _LONG_AFTER.search(before):
        return lead.start(1), one.end
    behind = _AFTER.search(between)
    return (one.end + behind.start(), two.end) if behind else None


def _lasting(relation: Relation, days: list[Column], named: list[Column]) -> tuple[Column, Column] | None:
    """The one day on which something began, and the one on which it ended."""
    pairs = [
        (one, two)
        for one in days
        for two in days
        if one != two and says_begin(one.head) and says_end(two.head) and _in_order(relation, one, two) == (one, two)
    ]
    fit = [p for p in pairs if all(c in p for c in named)]
    return fit[0] if len(fit) == 1 else None


def _in_order(relation: Relation, one: Column, two: Column) -> tuple[Column, Column] | None:
    """Two columns of days, the earlier first; None where neither is the earlier in every row."""
    gaps = [g.value for r in relation.rows if (g := _between(r, one, two)) is not None]
    if not gaps:
        return None
    return (one, two) if min(gaps) >= 0 else (two, one) if max(gaps) <= 0 else None


def _between(row: Row, one: Column, two: Column) -> Amount | None:
    first, last = row.values[one.at], row.values[two.at]
    if not isinstance(first, Span) or not isinstance(last, Span):
        return None
    return Amount(Decimal((last.first - first.first).days), "days")


def _are_days(relation: Relation, column: Column) -> bool:
    return all(v.first == v.last for r in relation.rows if isinstance(v := r.values[column.at], Span))

"""One column held against another of the same row: below its reorder level, delivered later than expected, returned late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.conditions.condition import Condition, Test
from muniment.tools.lists.conditions.negation import is_negated
from muniment.tools.lists.heads import alike, says_end, verbs, words_of_head
from muniment.tools.lists.question_words import Word, Words, stems_of
from muniment.tools.lists.relation import Column, Relation
from muniment.wording import stem, tokens

_THAN = re.compile(
    r"\b(?:(?P<over>over|above|more\s+than|higher\s+than|greater\s+than|exceed(?:s|ed|ing)?|beyond)|(?P<under>below|under|less\s+than|fewer\s+than|lower\s+than)"
    r"|(?P<after>after|later\s+than|past)|(?P<before>before|earlier\s+than|ahead\s+of)|(?P<until>by|on\s+or\s+before|no\s+later\s+than)"
    r"|(?P<equal>equal\s+to|the\s+same\s+as))\s+(?:(?:the|its|their|his|her|our|it\s+was|it\s+is|they\s+were|they\s+are|was|were|what\s+was)\s+){0,2}|(?P<same>=)\s*",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"(?<!days\s)(?<!how\s)(?<!weeks\s)\b(?:(?P<after>late|behind\s+schedule)|(?P<until>(?:on|in)\s+time|on\s+schedule))\b(?!\s+(?:fees?|fines?|charges?|returns?|payments?|shift))",
    re.IGNORECASE,
)
"""Held against the day that was planned."""
_GOES = re.compile(
    r"\b(?:(?:has|have|had)\s+)?(?:came|come|comes|went|gone|fell|fallen|falls?|dropp?(?:ed|s)?|dipped|ran|turned|arriv(?:ed|es?))(?:\s+(?:in|back|up|out))?\s+$",
    re.IGNORECASE,
)
"""What says no more than "is" before a comparison."""
_PLANNED = frozenset(
    alike(stem(w)) for w in "due deadline expected planned target scheduled promised agreed proposed".split()
)
_HELD = frozenset(stem(w) for w in "hand stock quantity actual spent current".split())
"""Heads of what there is, where a bound is spoken of."""
_LONGEST_HEAD = 4


def beside_conditions(words: Words, relation: Relation) -> Iterator[Condition]:
    """The columns of amounts or days that a question holds against others, their words taken; a head that was read whole may be one of these."""
    for m in _THAN.finditer(words.text):
        test = _test(m)
        kinds = ("span",) if m["after"] or m["before"] or m["until"] else ("amount",)
        columns = [c for c in relation.columns if c.kind in (("amount", "span") if test == "equal" else kinds)]
        behind = next((n for n, w in enumerate(words.all) if w.start >= m.end()), None)
        other, places = _named_from(words, behind, columns)
        if other is not None:
            yield from _held(words, relation, m, other, places)
    for m in _LATE.finditer(words.text):
        planned = [c for c in relation.columns if c.kind == "span" and set(words_of_head(c.head)) & _PLANNED]
        if len(planned) == 1:
            yield from _held(words, relation, m, planned[0], range(0))


def _held(
    words: Words, relation: Relation, m: re.Match[str], other: Column, places: Sequence[int]
) -> Iterator[Condition]:
    # "=" is no word.
    own = words.between(*m.span()) or list(places[:1])
    column, named = _held_against(words, relation, other, m.start())
    if column is None or any(words.is_taken(n) for n in own if n not in places) or _differ(relation, column, other):
        return
    words.take([*own, *places])
    first = named if named is not None and named == own[0] - 1 else own[0]
    negated = is_negated(words, first, own[-1])
    yield Condition(column, _test(m), other=other, negated=negated)


def is_of_plans(question: str) -> bool:
    """Whether a question speaks of what was planned without naming it: "delivered late"."""
    return _LATE.search(question) is not None


def _test(m: re.Match[str]) -> Test:
    said = next(k for k, v in m.groupdict().items() if v)
    return cast(Test, "equal" if said == "same" else said)


def _named_from(words: Words, at: int | None, columns: Sequence[Column]) -> tuple[Column | None, range]:
    """The column whose head stands at a place, or the only one that has the words there, and the places of these."""
    for size in range(_LONGEST_HEAD, 0, -1):
        said = {w.stem for w in words.all[at : at + size]} if at is not None else set()
        if at is None or len(words.all) < at + size:
            continue
        fit = [c for c in columns if set(words_of_head(c.head)) == said] or [
            c for c in columns if said - {"date", "day"} and said - {"date", "day"} <= set(words_of_head(c.head))
        ]
        if len(fit) == 1:
            return fit[0], range(at, at + size)
    return None, range(0)


def _held_against(words: Words, relation: Relation, other: Column, end: int) -> tuple[Column | None, int | None]:
    """The column that is held against another, and where it is named: the one that is named nearest before, or that says what there is, or was done."""
    every = [c for c in relation.columns if c.kind == other.kind and c != other and not c.made]
    before = [(n, w) for n, w in enumerate(words.all) if w.end <= end]
    goes = _GOES.search(words.text[:end])
    for n, word in reversed(before):
        named = [c for c in every if _says(word, c) and not _is_of_rows(word, c, relation)]
        if len(named) == 1:
            words.take([n])
            return named[0], n
    if other.kind == "amount":
        fit = [c for c in every if set(words_of_head(c.head)) & _HELD]
    else:
        fit = [c for c in every if says_end(c.head) and not set(words_of_head(c.head)) & _PLANNED]
    if len(fit) != 1:
        return None, None
    if goes:
        words.take_stretch(*goes.span())
    return fit[0], None


def _says(word: Word, column: Column) -> bool:
    own = set(words_of_head(column.head)) - {"date", "day"}
    if column.kind == "span":
        return not own & _PLANNED and (word.stem in own or bool(verbs().get(word.stem, frozenset()) & own))
    return word.stem in own


def _is_of_rows(word: Word, column: Column, relation: Relation) -> bool:
    """Whether a word calls the rows what a head says that was done: "orders" are not what was "Ordered"."""
    return word.stem in stems_of(relation.title) and not set(tokens(word.text)) & set(tokens(column.head))


def _differ(relation: Relation, one: Column, other: Column) -> bool:
    """Whether the amounts of two columns are of different units in some row."""
    pairs = ((r.values[one.at], r.values[other.at]) for r in relation.rows)
    return any(
        isinstance(a, Amount) and isinstance(b, Amount) and a.unit and b.unit and a.unit != b.unit for a, b in pairs
    )

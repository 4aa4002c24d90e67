"""Questions that hold two things of a list against each other, or ask yes or no of one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from muniment.tools.lists.columns_meant import amount_meant
from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.heads import is_additive
from muniment.tools.lists.query import Query
from muniment.tools.lists.question import Question
from muniment.wording import stem

COMPARATIVE = re.compile(
    r"\b(?P<more>more(?:\s+expensive)?|higher|larger|bigger|greater|longer|older|heavier|dearer|later)\b"
    r"|\b(?P<less>less(?:\s+expensive)?|fewer|lower|smaller|shorter|younger|cheaper|lighter|earlier)\b",
    re.IGNORECASE,
)
COMPARES = re.compile(rf"{COMPARATIVE.pattern}|\b(?:exceed|beat|outsell|surpass)\w*", re.IGNORECASE)
YES_NO = re.compile(r"\W*(?:on\s+average\W+|overall\W+)?(?:is|are|was|were|does|do|did|has|have|had)\b", re.IGNORECASE)
_MUCH = frozenset("more less fewer".split())
_OF_TIME = frozenset("longer shorter older younger later earlier".split())
_BEATS = frozenset(stem(w) for w in "exceed beat outsell differ surpass".split())


def pair_of(question: Question) -> Condition | None:
    """The two values of one column that a question names, where it does."""
    return next((c for c in question.found if c.test == "is" and len(c.values) == 2 and not c.negated), None)


def read_comparison(question: Question, difference: bool, average: bool) -> Query | None:
    """Which of two has more, whether the first has, or by how much; on average, or together where it is said how much more."""
    pair = pair_of(question)
    if pair is None:
        return None
    others = tuple(c for c in question.found if c is not pair)
    said = question.take(COMPARATIVE)
    beats = [n for n, w in question.words.left() if w.stem in _BEATS]
    question.words.take(
        [n for n, w in question.words.left() if w.stem in _BEATS or w.text.lower() in ("than", "between")]
    )
    spans = [c for c in question.mentioned if c.kind == "span"] or question.of_kind("span")
    timed = said is not None and said.group().lower() in _OF_TIME
    target = amount_meant(question) or (spans[0] if len(spans) == 1 and timed and not difference else None)
    if target is None or question.beside(target, pair.column):
        return None
    two = (replace(pair, values=pair.values[:1]), replace(pair, values=pair.values[1:]))
    word = COMPARATIVE.search(question.text)
    much = word is not None and word.group().lower() in _MUCH
    adds = target.kind == "amount" and not target.made and is_additive(target.head, target.unit)
    fold: Literal["", "sum", "average"] = "average" if average else "sum" if much and adds else ""
    if difference:
        return Query("difference", others, target, tested=two, fold=fold)
    if said is None and not beats:
        return None
    more = said is None or bool(said["more"])
    if YES_NO.match(question.text):
        return Query("holds", others, target, tested=two, value=more, fold=fold)
    return Query("more" if more else "less", others, target, tested=two, fold=fold)


def read_yes_no(question: Question) -> Query | None:
    """Yes or no: the one thing that is named, and what is asked of it."""
    if not YES_NO.match(question.text) or question.beside():
        return None
    for tested in reversed(question.found):
        keys = [c for c in question.found if c is not tested]
        named = all(c.test == "is" and len(c.values) == 1 and not c.negated for c in keys)
        if keys and named and question.left_by(keys) == 1:
            return Query("holds", tuple(keys), tested=(tested,))
    return None

"""What a question says of columns of yes or no, and of cells that are blank or not: "unpaid", "not yet returned", "without a sponsor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.conditions.negation import NEGATED, is_negated
from muniment.tools.lists.conditions.times import says_days
from muniment.tools.lists.heads import words_of_head
from muniment.tools.lists.question_words import Words, stems_of
from muniment.tools.lists.relation import Relation
from muniment.wording import tokens

_ASKS_DAY = re.compile(r"\s*(?:what|when|on\s+which)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:have|has|had|been|already|were|was|are|is)(?:\s+(?:been|already|now|since|all))*\s+$", re.IGNORECASE
)
_WITHOUT = re.compile(
    r"\b(?:without|missing|lack(?:s|ing)?|(?:has|have|had|with|got|there\s+is|list(?:s|ed)?)\s+no|no)\s+(?:an?\s+|any\s+|the\s+|their\s+|its\s+)?$",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\s+(?:is\s+|are\s+)?(?:missing|blank|empty|left\s+blank|not\s+(?:given|filled(?:\s+in)?|recorded|known|listed))\b",
    re.IGNORECASE,
)
_LEADS = frozenset("in on at with from for under by to".split())
_LINKS = frozenset(("is", "has", "have"))


def flag_conditions(words: Words, relation: Relation) -> Iterator[Condition]:
    """Columns of yes or no whose head the question has, or has with "un" before it."""
    for column in (c for c in relation.columns if c.kind == "flag"):
        head = [w for w in words_of_head(column.head) if w not in _LINKS]
        at = [n for n in words.find(head) if not any(words.is_taken(k) for k in range(n, n + len(head)))]
        apart = [n for n, w in words.left() if w.stem in head]
        at = [n for n in at if not _is_done_by_habit(words, n, column.head)]
        if at and not _is_led(words, at[0], column.head):
            continue
        if at or (len(head) > 1 and {words.all[n].stem for n in apart} == set(head)):
            places = tuple(range(at[0], at[0] + len(head))) if at else tuple(apart)
            negated = is_negated(words, places[0], places[-1])
            words.take(places)
            yield Condition(column, "yes", negated=negated, places=places)
            continue
        for n, word in words.left():
            if len(head) == 1 and word.text.lower().startswith("un") and stems_of(word.text[2:]) == head:
                words.take([n])
                yield Condition(column, "yes", negated=True, places=(n,))


def _is_done_by_habit(words: Words, at: int, head: str) -> bool:
    """Whether a verb says what somebody does, where a head says that it is done: who "pays more" has not "Paid"."""
    said = words.all[at].text.lower()
    done = any(t.endswith("ed") or t in ("paid", "sent") for t in tokens(head))
    return done and said.endswith(("s", "ing")) and said not in tokens(head)


def _is_led(words: Words, at: int, head: str) -> bool:
    """Whether a head that begins with a preposition stands behind it in the question too: "in the safe" is "In safe", "have a safe" is not."""
    lead = head.split()[0].lower()
    return lead not in _LEADS or any(w.text.lower() == lead for w in words.all[max(0, at - 3) : at])


def filled_conditions(words: Words, relation: Relation) -> Iterator[Condition]:
    """Of columns with blanks: what has happened or not, and what is without something."""
    for column in relation.columns:
        blank = [r.cells[column.at] for r in relation.rows if r.values[column.at] is None]
        if not blank:
            continue
        # "n/a" is not "not yet".
        if column.kind == "span" and not any(c.isalpha() for text in blank for c in text):
            yield from _happened(words, Condition(column, "filled"))
        head = list(words_of_head(column.head))
        for at in words.find(head):
            places = tuple(range(at, at + len(head)))
            without = _WITHOUT.search(words.text[: words.all[at].start])
            missing = _MISSING.match(words.text, words.all[places[-1]].end)
            if (without or missing) and not any(words.is_taken(n) for n in places):
                words.take(places)
                for m in filter(None, (without, missing)):
                    words.take_stretch(m.start(), m.end())
                yield Condition(column, "filled", negated=True, places=places)


def _happened(words: Words, condition: Condition) -> Iterator[Condition]:
    if _ASKS_DAY.match(words.text):
        return
    for n in says_days(words, condition.column):
        before = words.text[: words.all[n].start]
        if not words.is_taken(n) and (NEGATED.search(before) or _HAPPENED.search(before)):
            negated = is_negated(words, n, n)
            words.take([n])
            yield Condition(condition.column, "filled", negated=negated, places=(n,))
            return

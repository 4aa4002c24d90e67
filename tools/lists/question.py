"""A question held against one list: its words, the conditions that it puts, and the columns that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from muniment.tools.lists.cell_amounts import is_money
from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.heads import (
    alike,
    called,
    done,
    is_of,
    kinds,
    passed_words,
    words_of_head,
)
from muniment.tools.lists.question_words import Word, Words, stems_of
from muniment.tools.lists.relation import Column, Kind, Relation
from muniment.wording import stem, tokens

_WHO = re.compile(r"\b(?:who(?:se|m)?|which\s+(?:person|people))\b", re.IGNORECASE)
PLAIN = frozenset(stem(w) for w in "amount total value sum".split())
"""Heads of amounts that say nothing of what they are of: their value is their worth."""
WORTH = frozenset(stem(w) for w in "value amount money worth".split())
_PEOPLE = frozenset(
    stem(w)
    for w in "people person employee staff member colleague worker team individual human somebody anyone anybody someone everyone".split()
)
_QUANTITY = frozenset(("quantiti", "unit", "piec", "stock", "pcs"))
_PRICED = frozenset(("price", "cost"))
_PARTICLES = frozenset("back out in up on off over down away".split())
_NOUNS_OF: dict[Kind, frozenset[str]] = {
    "span": frozenset(stem(w) for w in "date day time".split()),
    "amount": frozenset(stem(w) for w in "amount figure".split()),
    "text": frozenset(alike(stem(w)) for w in "number id code name reference address".split()),
    "flag": frozenset(),
}
"""What may be said behind a column's head: "interview date", "order numbers"."""
_ALL = re.compile(r"\b(?:across|over|of|in|for|from)\s+all\s+(?:the\s+|our\s+)?$|\ball\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a column that parts nothing: "over all departments"."""
_THE_MOST = re.compile(r"\s+the\s+(?:most|least|fewest)\s*(?:\?|$|overall\b|in\s+total\b)", re.IGNORECASE)
_DONE = frozenset("sold sent paid bought held made given taken lent left built drawn begun won met".split())
"""Participles that do not end in "ed"."""
_OF_DAYS = re.compile(
    r"\b(?:when|dates?|days?|latest|earliest|first|last|recent(?:ly)?|newest|oldest|long(?:er|est)?|short(?:er|est)|next|before|after|since|until|time)\b",
    re.IGNORECASE,
)
_LONGEST_HEAD = 4


class Question:
    """One question about one list. What reads a word takes it; `mentioned` are the columns that it names, in the order in which they are read."""

    def __init__(self, words: Words, relation: Relation, *asked: Column) -> None:
        self.words, self.relation = words, relation
        self.text = words.text
        self.columns = relation.columns
        self.key = relation.columns[0]
        self.mentioned: list[Column] = [*asked]
        self.found: list[Condition] = []

    # Words

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first stretch that a pattern finds, of words that nothing else has read; they are taken."""
        for m in pattern.finditer(self.text):
            places = self.words.between(m.start(), m.end())
            if places and not any(self.words.is_taken(n) for n in places):
                self.words.take(places)
                return m
        return None

    def content_left(self) -> list[Word]:
        """The words that nothing has read, but for those that may be passed over."""
        return [w for _, w in self.words.left() if w.text.lower() not in passed_words()]

    @property
    def asks_who(self) -> bool:
        """Whether somebody is asked for."""
        return bool(_WHO.search(self.text))

    @cached_property
    def titled(self) -> frozenset[str]:
        """The words that stand over the list, and what its rows are called by them."""
        own = frozenset(stems_of(self.relation.title))
        return own | called(own | set(words_of_head(self.key.head)))

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What is done with the things of the list: invoices are sent."""
        return done(self.titled | set(words_of_head(self.key.head)))

    @cached_property
    def row_nouns(self) -> frozenset[str]:
        """What the rows are called: by what stands over the list, by its first column, and people where it names any."""
        people = any(set(words_of_head(c.head)) & kinds()["who"] for c in self.columns)
        return self.titled | set(words_of_head(self.key.head)) | (_PEOPLE if people else frozenset())

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What the rows are called, and what their amounts are in."""
        own = set(self.row_nouns)
        amounts = self.of_kind("amount")
        money = [c for c in amounts if is_money(c.unit)]
        own |= {"money"} if money else set()
        sole = money if len(money) == 1 else amounts if len(amounts) == 1 else []
        own |= WORTH if sole and set(words_of_head(sole[0].head)) & PLAIN else set()
        own |= {"item"} if self.quantity is None else set()
        return frozenset(own | {s for c in amounts for s in stems_of(c.unit)})

    # Rows

    @property
    def is_of_single_row(self) -> bool:
        """Whether the conditions leave one row."""
        return bool(self.found) and self.left_by(self.found) == 1

    def left_by(self, conditions: Sequence[Condition]) -> int:
        """How many rows fulfil conditions."""
        return sum(all(c.holds(r) for c in conditions) for r in self.relation.rows)

    # Columns that are named

    def read_full_heads(self) -> None:
        """Heads of several words that the question has whole, whatever else their words may mean: "number of nights"."""
        for column in sorted(self.columns, key=lambda c: -len(words_of_head(c.head))):
            plain = [s for s in stems_of(column.head) if s not in ("of", "the")]
            for stems in (list(words_of_head(column.head)), plain, stems_of(column.head)):
                at = self.words.find(stems) if len(stems) > 1 and column.kind != "flag" else []
                places = range(at[0], at[0] + len(stems)) if at else range(0)
                if places and not any(self.words.is_taken(n) for n in places):
                    self.words.take(places)
                    self.mentioned.append(column)
                    break

    def read_heads(self) -> None:
        """The columns that the words left over name: whole heads, though their words stand apart, or words of a head that no other has."""
        left = {w.stem for _, w in self.words.left()}
        for column in self.columns:
            head = set(words_of_head(column.head))
            if len(head) > 1 and head <= left and column not in self.mentioned:
                self.words.take([n for n, w in self.words.left() if w.stem in head])
                self.mentioned.append(column)
        n = 0
        while n < len(self.words.all):
            column_at, size = self._head_at(n)
            if column_at is not None:
                self.words.take(range(n, n + size))
                whole = column_at.kind == "text" and _ALL.search(self.text[: self.words.all[n].start])
                if column_at not in self.mentioned and not whole:
                    self.mentioned.append(column_at)
            n += size

    def _head_at(self, at: int) -> tuple[Column | None, int]:
        """The column that words from a place on name, and how many of them do."""
        if self._is_deed(at):
            return None, 1
        for size in range(min(_LONGEST_HEAD, len(self.words.all) - at), 0, -1):
            places = range(at, at + size)
            if any(self.words.is_taken(n) for n in places):
                continue
            said = {self.words.all[n].stem for n in places}
            whole = [c for c in self.columns if set(words_of_head(c.head)) == said and self._is_named(places, c)]
            rows = (
                said <= self.titled
                or said & _PARTICLES
                or all(self.words.all[n].text.lower() in passed_words() for n in places)
            )
            parts = [] if rows else [c for c in self.columns if said <= set(words_of_head(c.head))]
            fit = whole or parts
            if len(fit) == 1 and fit[0].kind == "text" and self._is_done(places, fit[0]):
                return None, 1
            if len(fit) == 1 and fit[0].kind == "span" and self._has_happened(places, fit[0]):
                self.words.take(places)
                return None, size
            if len(fit) == 1:
                after = at + size
                more = after < len(self.words.all) and not self.words.is_taken(after)
                return fit[0], size + (more and self.words.all[after].stem in _NOUNS_OF[fit[0].kind])
        return None, 1

    def _is_named(self, places: Sequence[int], column: Column) -> bool:
        """Whether words that are a whole head name its column: "to" does not, and "claims" are the rows, not what is "Claimed"."""
        typed = [self.words.all[n] for n in places]
        if all(w.text.lower() in passed_words() for w in typed):
            return all(w.is_capital and n > 0 for n, w in zip(places, typed, strict=True))
        said = {t for w in typed for t in tokens(w.text)}
        same = said <= set(tokens(column.head))
        if not same and any(h.startswith(t) and is_of(t, h) for h in tokens(column.head) for t in said):
            # A request is no requester.
            return False
        return same or not {w.stem for w in typed} <= self.titled

    def _is_done(self, places: Sequence[int], column: Column) -> bool:
        """Whether words say what was done where a head names a thing: "billed" asks for no "Billing"."""
        own = set(tokens(column.head))
        said = [t for n in places for t in tokens(self.words.all[n].text)]
        return any(t.endswith(("ed", "ing")) and t not in own for t in said)

    def _has_happened(self, places: Sequence[int], column: Column) -> bool:
        """Whether words say but that something was done which was done in every row: "the fish sold to Rowse", where no day is asked for."""
        done_in_all = all(r.values[column.at] is not None for r in self.relation.rows)
        said = [w for n in places for w in tokens(self.words.all[n].text)]
        return done_in_all and all(w.endswith("ed") or w in _DONE for w in said) and not _OF_DAYS.search(self.text)

    def _is_deed(self, at: int) -> bool:
        """Whether a word is what somebody did: "what did Ruiz order?" asks for no order, "who sold the most?" not of what."""
        if _THE_MOST.match(self.text, self.words.all[at].end):
            return True
        asks = re.match(r"\W*(?:what|which|who|how)\b.*\b(?:did|does|do)\b", self.text, re.IGNORECASE)
        return bool(asks) and at == len(self.words.all) - 1 and not self.words.all[at].text.lower().endswith("s")

    # Columns of a kind

    def of_kind(self, kind: Kind) -> list[Column]:
        """The columns of a kind."""
        return [c for c in self.columns if c.kind == kind]

    def named(self, *wanted: Kind) -> list[Column]:
        """The columns of some kinds that are mentioned, and that no condition is of."""
        used = {c.column.at for c in self.found}
        return [c for c in self.mentioned if c.kind in wanted and c.at not in used]

    def beside(self, *others: Column | None) -> list[Column]:
        """The columns that are mentioned besides those of conditions, those that name the rows, and others."""
        used = {c.column.at for c in self.found}
        names = {c.at for c in self.columns if c.kind == "text" and c.distinct} | {self.key.at}
        return [c for c in self.mentioned if c.at not in used | names and c not in others]

    @cached_property
    def quantity(self) -> Column | None:
        """The column that counts pieces, where there is one."""
        every = [c for c in self.of_kind("amount") if not is_money(c.unit)]
        heads = ((c, set(words_of_head(c.head))) for c in every)
        return next((c for c, head in heads if head & _QUANTITY and not head & _PRICED), None)

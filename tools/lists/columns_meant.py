"""Which columns of a list a question means where it does not name them: of how much, of whom, of which day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.tools.lists.cell_amounts import is_money
from muniment.tools.lists.heads import alike, is_of, is_of_money, kinds, verbs, words_of_head
from muniment.tools.lists.question import PLAIN, WORTH, Question
from muniment.tools.lists.relation import Column, Relation
from muniment.tools.lists.table_lists import is_mark
from muniment.wording import stem

_MUCH = re.compile(r"\bhow\s+much\b|\bwhat\s+(?:do|does|did)\b(?=.*\b(?:cost|owe|earn|spend|pay)\b)", re.IGNORECASE)
_HOW = re.compile(
    r"\bhow\s+(?P<kind>long|old|far|heavy|tall|high|big)\b|\bhow\s+much\b[^?]*?\b(?P<weigh>weigh|cost|earn|owe|spend|spent|pay|paid|worth)\b",
    re.IGNORECASE,
)
_SELF = frozenset(stem(w) for w in "name employee person people member".split())
"""Heads of the column that says who a row is, where others name people too."""
_ADDRESSES = frozenset(alike(stem(w)) for w in "email telephone identifier number".split())
_GENERIC = frozenset(
    stem(w) for w in "date name day time number amount total value type kind code id status note comment count".split()
)
"""Words of heads that say of which kind a column is, not of what."""
_BOUNDS = frozenset(stem(w) for w in "reorder capacity".split())
_NUMBERED = re.compile(r"\s*[<>~≈(]?\s*[$€£-]?\s*\d[\d.,]*\s*\S{0,6}\s*$")


def amount_meant(question: Question) -> Column | None:
    """The column of amounts that is meant: the one that is mentioned, or the only one that may be."""
    named = [c for c in question.mentioned if c.kind == "amount"]
    if named:
        return named[0] if len(named) == 1 else None
    used = {c.column.at for c in question.found}
    every = [c for c in question.of_kind("amount") if c.at not in used] or question.of_kind("amount")
    measure = by_how(question, every)
    if measure is not None:
        return measure
    money = [c for c in every if is_money(c.unit)]
    if _MUCH.search(question.text):
        money = money or [c for c in every if not c.unit and is_of_money(c.head)]
        return money[0] if len(money) == 1 else None
    worth = {w.stem for _, w in question.words.left()} & WORTH
    if worth and len(money) == 1 and set(words_of_head(money[0].head)) & PLAIN:
        return money[0]
    return every[0] if len(every) == 1 and _is_sole(question, every[0]) else None


def _is_sole(question: Question, column: Column) -> bool:
    """Whether a column of amounts that is not named is meant: it is no bound, and no other has numbers among words ("<0.5")."""
    others = [c for c in question.of_kind("text") if not c.distinct and not is_mark(c.head)]
    numbers = [sum(bool(_NUMBERED.match(r.cells[c.at])) for r in question.relation.rows) for c in others]
    bound = set(words_of_head(column.head)) & _BOUNDS
    return not bound and not any(3 * n >= len(question.relation.rows) for n in numbers)


def by_how(question: Question, every: Sequence[Column]) -> Column | None:
    """The column that "how long", "how old", "how much does it cost" asks for."""
    m = _HOW.search(question.text)
    if m is None:
        return None
    said = (m["kind"] or m["weigh"]).lower()
    heads = kinds().get({"spent": "spend", "paid": "pay"}.get(said, said), frozenset())
    fit = [c for c in every if set(words_of_head(c.head)) & heads]
    if len(fit) != 1:
        return None
    question.words.take([n for n, w in question.words.left() if w.text.lower() == said])
    return fit[0]


def asks_how_much(question: Question) -> bool:
    """Whether an amount of money, or how long or old something is, is asked for."""
    return bool(_MUCH.search(question.text) or _HOW.search(question.text))


def does(question: Question, column: Column) -> bool:
    """Whether a word left over says what is done in a column; it is taken."""
    own = set(words_of_head(column.head)) - _GENERIC
    hits = [n for n, w in question.words.left() if w.stem in own or verbs().get(w.stem, frozenset()) & own]
    question.words.take(hits)
    return bool(hits)


def person_meant(question: Question) -> Column | None:
    """The column that "who" asks for: the only one of people, that which a verb names, or that of the rows themselves."""
    used = {c.column.at for c in question.found}
    heads = {c: set(words_of_head(c.head)) for c in question.of_kind("text") if c.at not in used}
    doing = [c for c in heads if are_names(question.relation, c) and _acts(question, c)]
    if len(doing) == 1:
        does(question, doing[0])
        return doing[0]
    every = [c for c, head in heads.items() if head & kinds()["who"] and not head & _ADDRESSES]
    own = [c for c in every if heads[c] & _SELF and c.at <= 1]
    if not every and question.key in heads and question.key.distinct and are_names(question.relation, question.key):
        full = sum(" " in r.cells[question.key.at] for r in question.relation.rows)
        return question.key if 2 * full > len(question.relation.rows) else None
    return own[0] if len(own) == 1 else every[0] if len(every) == 1 else None


def _acts(question: Question, column: Column) -> bool:
    """Whether a word left over says what those do whom a column names: who commanded is a commander."""
    own = set(words_of_head(column.head)) - _GENERIC
    left = [w.stem for _, w in question.words.left()]
    return any(w in own or any(is_of(w, h) for h in own) or verbs().get(w, frozenset()) & own for w in left)


def are_names(relation: Relation, column: Column) -> bool:
    """Whether what stands in a column may be names of people: words with capitals, and no digits."""
    said = [r.cells[column.at] for r in relation.rows if r.values[column.at] is not None]
    return column.kind == "text" and all(t[:1].isupper() and not any(c.isdigit() for c in t) for t in said)


def is_dated_by(question: Question, column: Column) -> bool:
    """Whether what happened is what a column of days is of: an invoice date is not that on which it was paid."""
    own = set(words_of_head(column.head)) - _GENERIC
    said = [question.words.all[n] for c in question.found for n in c.places]
    deeds = {w.stem for w in said if w.text.lower().endswith(("ed", "en", "id", "nt", "ld", "pt"))}
    return not own or (bool(own & {w.stem for w in question.words.all}) and deeds <= own)

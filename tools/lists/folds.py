"""Questions for how many, how much together, how much on average, and which share."""

from __future__ import annotations

import re
from typing import Literal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import is_money
from muniment.tools.lists.columns_meant import amount_meant
from muniment.tools.lists.heads import is_additive, words_of_head
from muniment.tools.lists.query import Query
from muniment.tools.lists.question import Question
from muniment.tools.lists.question_words import PIECES, stems_of
from muniment.tools.lists.relation import Column
from muniment.wording import stem, tokens

_HOW_MANY = re.compile(r"\bhow\s+many\s+((?:\w+\s+)?\w+)", re.IGNORECASE)
_DIFFERENT = re.compile(r"\b(?:different|distinct|unique|separate)\b", re.IGNORECASE)
_SPENT = frozenset(stem(w) for w in "spend cost revenue sale value budget money".split())


def read_count(question: Question, each: Column | None) -> Query | None:
    """How many rows, how many different values of a column, or how many of what a column counts.

    Raises:
        Abstention: what is counted may be the rows, or what several of them are of.
    """
    asked = _HOW_MANY.search(question.text)
    nouns = stems_of(asked.group(1)) if asked else []
    used = {c.column.at for c in question.found}
    amounts = [c for c in question.mentioned if c.kind == "amount" and not (c.made and c.at in used)]
    if len(amounts) == 1 and asked is not None:
        counted = set(nouns) & {*words_of_head(amounts[0].head), *stems_of(amounts[0].unit)}
        return read_fold(question, "sum", each) if counted or _is_condition(question, asked) else None
    if amounts:
        return None
    unit = [c for c in question.of_kind("amount") if set(nouns[:1]) & set(stems_of(c.unit)) and not is_money(c.unit)]
    whole = [c for c in unit if stems_of(c.unit) == nouns[:1]]
    unit = whole or unit
    if len(unit) > 1:
        return None
    if len(unit) == 1:
        question.words.take([n for n, w in question.words.left() if w.stem == nouns[0]])
        question.mentioned.append(unit[0])
        return read_fold(question, "sum", each)
    different = bool(_DIFFERENT.search(question.text))
    things = any(set(stems_of(v)) & set(nouns[:1]) for c in question.found for v in c.values)
    if question.quantity is not None and not different and (set(nouns[:1]) & PIECES or things):
        # "How many laptops" may be the rows, or what their quantities come to.
        return None
    question.words.take([n for n, w in question.words.left() if _DIFFERENT.fullmatch(w.text)])
    columns = [c for c in question.named("text", "span") if not c.distinct and each is None]
    if len(columns) > 1:
        return None
    if columns:
        exact = asked is not None and bool(set(tokens(asked.group(1))) & set(tokens(columns[0].head)))
        return Query("distinct", tuple(question.found), columns[0], each, several=exact)
    if things and each is None:
        _refuse_repeated(question)
    return Query("count", tuple(question.found), None, each)


def _refuse_repeated(question: Question) -> None:
    """Refuse to count rows where what is counted by a value ("dogs") may be what several rows are of.

    Raises:
        Abstention: no column tells the rows apart, and the first one has some of them twice.
    """
    key, relation = question.key, question.relation
    rows = [r for r in relation.rows if all(c.holds(r) for c in question.found)]
    names = {relation.text(r, key).lower() for r in rows}
    if key.kind == "text" and len(names) < len(rows) and not any(c.distinct for c in question.of_kind("text")):
        said = f"{len(rows)} rows fulfil this, of {len(names)} different “{key.head}”"
        raise Abstention("ambiguous_entity", f"{said}. Which is to be counted?")


def read_fold(question: Question, operation: Literal["sum", "average"], each: Column | None) -> Query | None:
    """What the amounts of a column come to; of a single row, its cell.

    Raises:
        Abstention: it may be either of several columns.
    """
    target = amount_meant(question)
    if target is None:
        amounts = question.of_kind("amount")
        if len(amounts) > 1 and not question.mentioned and not question.content_left():
            raise Abstention("ambiguous_entity", f"Of which column: {', '.join(f'“{c.head}”' for c in amounts[:6])}?")
        return None
    if any(c.kind == "amount" and c != target for c in question.mentioned):
        return None
    if question.beside(target) and not each:
        return None
    if operation == "sum" and each is None and question.is_of_single_row:
        return Query("cell", tuple(question.found), target)
    if operation == "sum" and (target.made or not is_additive(target.head, target.unit)):
        return None
    if operation == "average" and each is not None and each.made:
        # The average of a month is of its rows, or of the months' sums.
        return None
    if operation == "sum" and "total" in words_of_head(target.head) and question.found and _is_of_one(question):
        # "The total of her order" is of one order.
        return Query("cell", tuple(question.found), target)
    return Query(operation, tuple(question.found), target, each)


def read_share(question: Question) -> Query | None:
    """A part of the whole: of amounts where one is mentioned, else of rows."""
    if len(question.found) != 1:
        return None
    amounts = [c for c in question.mentioned if c.kind == "amount"]
    spent = {w.stem for _, w in question.words.left()} & _SPENT
    target = amounts[0] if amounts else amount_meant(question) if spent else None
    if (spent and target is None) or (target is not None and not is_additive(target.head, target.unit)):
        return None
    return Query("share", tuple(question.found), target)


def _is_condition(question: Question, asked: re.Match[str]) -> bool:
    """Whether what is counted is said by a condition: "how many suture kits"."""
    said = {n for n, w in enumerate(question.words.all) if asked.start(1) <= w.start < asked.end(1)}
    return any(said & set(c.places) for c in question.found)


def _is_of_one(question: Question) -> bool:
    """Whether the question speaks of one of the rows: "the order"."""
    nouns = question.titled | set(words_of_head(question.key.head))
    return any(w.stem in nouns and not w.text.lower().endswith("s") for w in question.words.all)

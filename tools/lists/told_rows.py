"""Questions for a cell, or for the rows that conditions leave."""

from __future__ import annotations

import re

from muniment.tools.lists.columns_meant import amount_meant, are_names, asks_how_much, does, is_dated_by, person_meant
from muniment.tools.lists.comparisons import YES_NO
from muniment.tools.lists.heads import kinds, passed_words, words_of_head
from muniment.tools.lists.query import Query
from muniment.tools.lists.question import Question
from muniment.tools.lists.relation import Column
from muniment.wording import singular, tokens

LISTS = re.compile(r"\b(?:which|list|show|names?\s+of|what\s+are|give\s+me|who|name)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:list|show\s+(?:me\s+)?all|names\s+of|all\s+(?:the|our)|what\s+are|which\s+are|each|every)\b", re.IGNORECASE
)
_WHEN = re.compile(r"\b(?:when|(?:on\s+)?(?:what|which)\s+(?:date|day))\b", re.IGNORECASE)
_HOW_LONG = re.compile(r"\bhow\s+long\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_HOW = re.compile(r"\bhow\b", re.IGNORECASE)
_WHO_IS = re.compile(r"\W*who(?:['’]s|\s+(?:is|was|are|were))\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"\W*what(?:['’]s|\s+(?:is|was|were|are|has|have))\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:how|when|where|why|what|who)\b", re.IGNORECASE)


def read_rows(question: Question) -> Query | None:
    """A cell of a column that is asked for, else the rows."""
    if not question.found or YES_NO.match(question.text):
        return None
    target = _column(question)
    conditions = tuple(question.found)
    if target is not None:
        # "Her fees" may be their sum.
        plural = target.kind != "amount" and _is_plural(question, target)
        several = plural or bool(_LISTED.search(question.text))
        return Query("cell", conditions, target, several=several)
    text = question.text
    if question.beside() or _WHEN.search(text) or _WHERE.search(text) or _HOW.search(text):
        return None
    if not LISTS.search(text) and not _names_rows(question):
        return None
    if any(c.column.distinct and c.test == "is" and not question.asks_who for c in conditions):
        # "What is in bin B2" asks for something of a row that it names, and does not say what.
        return None
    shown = person_meant(question) if question.asks_who else None
    if question.asks_who and shown is None:
        return None
    return Query("list", conditions, shown=shown)


def _column(question: Question) -> Column | None:
    """The column whose cell is asked for; None where none is, or it is not told which."""
    used = {c.column.at for c in question.found}
    asked = [c for c in question.mentioned if c.at not in used]
    if len(asked) == 2:
        asked = [c for c in asked if c != question.key]
    if asked:
        return asked[0] if len(asked) == 1 and _fits(question, asked[0]) else None
    if _WHEN.search(question.text):
        said = [c for c in question.of_kind("span") if c.at not in used and does(question, c)]
        return said[0] if len(said) == 1 else None
    if _WHERE.search(question.text):
        places = kinds()["where"]
        fit = [c for c in question.of_kind("text") if set(words_of_head(c.head)) & places and c.at not in used]
        return fit[0] if len(fit) == 1 else None
    return amount_meant(question) if asks_how_much(question) else None


def _fits(question: Question, column: Column) -> bool:
    """Whether a column that is mentioned is of the kind that is asked for: a day for "when", somebody for "who"."""
    if _WHEN.search(question.text):
        return column.kind == "span" and is_dated_by(question, column)
    if _HOW_LONG.search(question.text) and column.kind == "span":
        return False
    if question.asks_who and column.kind != "text":
        return False
    if question.asks_who and not set(words_of_head(column.head)) & kinds()["who"]:
        # "Who is the host", "who mentors her", "who was it approved by".
        first = question.words.all[1:3]
        says = _WHO_IS.match(question.text) or any(w.stem in words_of_head(column.head) for w in first)
        return bool(says and are_names(question.relation, column)) or "by" in tokens(column.head)
    return True


def _names_rows(question: Question) -> bool:
    """Whether a question but names rows: "events without a sponsor", "what was bought in 2022"."""
    if _WHAT_IS.match(question.text):
        return True
    first = next((n for n, w in enumerate(question.words.all) if w.text.lower() not in passed_words()), None)
    if any(first in c.places for c in question.found) and not _ASKS.search(question.text):
        return True
    plural = any(w.stem in question.nouns and w.text.lower().endswith("s") for w in question.words.all[:4])
    return plural and not _ASKS.search(question.text)


def _is_plural(question: Question, column: Column) -> bool:
    """Whether a column is asked for in the plural: "order numbers"."""
    own = {*words_of_head(column.head), "number", "name", "code"}
    heads = {h.lower() for h in column.head.split()}
    said = [w.text.lower() for w in question.words.all if w.stem in own]
    return any((singular(w) != w or w == "ids") and w not in heads for w in said)

"""The month, quarter, year or day of the week of a row's day, for each of which something is asked: "per month", "in which quarter"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from muniment.tools.lists.conditions.times import span_column
from muniment.tools.lists.heads import words_of_head
from muniment.tools.lists.question_words import Words
from muniment.tools.lists.relation import Relation
from muniment.tools.lists.spans import Span

_ASKED = re.compile(
    r"\b(?:per|by|each|every|which|what)\s+(?P<period>month|quarter|year|weekday|day\s+of\s+the\s+week)\b",
    re.IGNORECASE,
)
_SAID: dict[str, Callable[[date], str]] = {
    "month": lambda d: f"{d:%B} {d.year}",
    "quarter": lambda d: f"Q{(d.month + 2) // 3} {d.year}",
    "year": lambda d: str(d.year),
    "weekday": lambda d: f"{d:%A}",
}


def with_period(words: Words, relation: Relation) -> Relation:
    """The list with the period that a question asks by, of the days that it means; the list itself where it asks by none, or has a column of it."""
    m = _ASKED.search(words.text)
    if m is None:
        return relation
    period = "weekday" if "day" in m["period"].lower() else m["period"].lower()
    if any(period in words_of_head(c.head) for c in relation.columns):
        return relation
    column = span_column(words, [c for c in relation.columns if c.kind == "span"])
    own = {v for r in relation.rows if column is not None and isinstance(v := r.values[column.at], Span)}
    say = _SAID[period]
    # A month that is written "Q1 2024" is not known.
    if column is None or any(say(s.first) != say(s.last) or (period == "weekday" and s.first != s.last) for s in own):
        return relation
    spans = (r.values[column.at] for r in relation.rows)
    said = [say(v.first) if isinstance(v, Span) else None for v in spans]
    return relation.with_made(f"{period.capitalize()} (of {column.head})", "text", said)[0]

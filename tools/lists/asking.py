"""Ask the lists of a document, or of several records: the one that can answer does; two that would are said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from muniment.errors import Abstention
from muniment.records import Table
from muniment.tools.lists.queries import query_of, unmatched
from muniment.tools.lists.relation import Relation
from muniment.tools.lists.table_lists import properties_of, relation_of
from muniment.tools.lists.telling.answering import answer
from muniment.tools.lists.telling.held_rows import Told

T = TypeVar("T")
_POINTS_BACK = re.compile(
    r"^\W*(?:and|so|but|or|also|then|what\s+about|how\s+about)\b|\b(?:those|these|them|they|their|that\s+one|the\s+same(?:\s+ones?)?|it)\b(?!\s+(?:who|that|which|with|in|from|not|still|without)\b)",
    re.IGNORECASE,
)
"""A question that leans on another before it: "how many of those are paid?"."""


@dataclass(frozen=True)
class Asked(Generic[T]):
    """A table that may be a list: what names it to the caller, the table itself, and what stands over it. It is read as one once."""

    place: T
    table: Table
    title: str

    @cached_property
    def relation(self) -> Relation | None:
        """The list; None where the table is none."""
        return relation_of(self.table, self.title)

    @property
    def properties(self) -> int:
        """How many properties its things have."""
        return properties_of(self.relation)


def ask_lists(question: str, tables: Iterable[Asked[T]], after: bool = False) -> tuple[T, Told] | None:
    """What the one list that can answers; None where none can.

    Args:
        question: as typed.
        tables: those that may be meant.
        after: it follows another question, so that what names no rows ("what is the total?") may be of that one's rows.

    Raises:
        Abstention: two would answer differently, or the question is understood of a list and cannot be told of it.
    """
    if _POINTS_BACK.search(question):
        return None
    told: list[tuple[T, Told, str]] = []
    refused: list[Abstention] = []
    for asked in tables:
        relation = asked.relation
        if relation is None:
            continue
        try:
            read = query_of(question, relation)
            if read is not None and (read[0].conditions or not after):
                told.append((asked.place, answer(*read), asked.title))
        except Abstention as refusal:
            refused.append(refusal)
    if len({(t.listing.text, t.listing.table) for _, t, _ in told}) > 1:
        names = " or ".join(dict.fromkeys(f"“{title}”" for *_, title in told))
        raise Abstention("ambiguous_entity", f"Several lists would answer. Which is meant: {names}?")
    if told:
        place, first, _ = told[0]
        return place, first
    if refused:
        raise refused[0]
    return None


def not_matched(question: str, asked: Asked[T]) -> str:
    """Why a list that nothing else stands beside does not answer: the words that could not be matched with it, so that they may be put otherwise."""
    left = [] if asked.relation is None else unmatched(question, asked.relation)
    if not left:
        return "The list does not tell this as it stands."
    names = ", ".join(f"“{w}”" for w in dict.fromkeys(left))
    return f"No row or column of the list could be matched with {names}, so nothing is told."

"""What the rows of a list must fulfil in one of its columns, and whether a row does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.question_words import stems_of
from muniment.tools.lists.relation import Column, Relation, Row, Value
from muniment.tools.lists.spans import Span

Test = Literal[
    "is", "contains", "over", "at least", "under", "at most", "equal", "in", "before", "after", "since", "until", "yes", "filled", "unit"
]  # fmt: skip


_BESIDE = {"equal": "the same as", "in": "the same as", "until": "not after", "since": "not before"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one column.

    Args:
        column: whose cells are tested.
        test: how.
        values: the column's own words, in small letters, of which one must stand there ("is"), or be a part ("contains"); or the unit of its amounts.
        amount: what an amount is held against.
        span: what a time is held against.
        other: the column whose cell of the same row the cell is held against.
        negated: it must not hold.
        places: the words of the question that say so.
    """

    column: Column
    test: Test
    values: tuple[str, ...] = ()
    amount: Decimal | None = None
    span: Span | None = None
    other: Column | None = None
    negated: bool = False
    places: tuple[int, ...] = ()

    def holds(self, row: Row) -> bool | None:
        """Whether a row fulfils it; None where its cell is blank, and so does not say."""
        value = row.values[self.column.at]
        if self.test == "filled":
            return (value is not None) != self.negated
        if self.other is not None:
            return self._beside(value, row.values[self.other.at])
        return None if value is None else self._of(value, row.cells[self.column.at]) != self.negated

    def _beside(self, value: Value | None, other: Value | None) -> bool | None:
        if isinstance(value, Amount) and isinstance(other, Amount):
            return _of_amount(self.test, value.value, other.value) != self.negated
        if isinstance(value, Span) and isinstance(other, Span):
            return _of_time(self.test, value, other) != self.negated
        return None

    def _of(self, value: Value, text: str) -> bool:
        if isinstance(value, Amount) and self.test == "unit":
            return value.unit in self.values
        if isinstance(value, Amount) and self.amount is not None:
            return _of_amount(self.test, value.value, self.amount)
        if isinstance(value, Span) and self.span is not None:
            return _of_time(self.test, value, self.span)
        if isinstance(value, bool):
            return value
        if self.test == "contains":
            held = stems_of(text)
            return any(within(stems_of(v), held) for v in self.values)
        return text.lower() in self.values

    def said(self, relation: Relation) -> str:
        """The condition in words."""
        head, no = f"“{self.column.head}”", "not " if self.negated else ""
        if self.test == "filled":
            return f"{head} is {'blank' if self.negated else 'not blank'}"
        if self.test == "yes":
            return f"{head} is {'no' if self.negated else 'yes'}"
        if self.other is not None:
            return f"{head} is {no}{_BESIDE.get(self.test, self.test)} “{self.other.head}”"
        if self.test == "unit":
            return f"{head} is {no}in {self.values[0]}"
        if self.amount is not None:
            test = "" if self.test == "equal" else f"{self.test} "
            return f"{head} is {no}{test}{f'{self.amount:,f} {self.column.unit}'.strip()}"
        if self.span is not None:
            return f"{head} is {no}{_time_in_words(self.test, self.span)}"
        shown = {r.cells[self.column.at].lower(): r.cells[self.column.at] for r in relation.rows}
        names = " or ".join(f"“{shown.get(v, v)}”" for v in self.values)
        if self.test == "contains":
            return f"{head} {'does not contain' if self.negated else 'contains'} {names}"
        return f"{head} is {no}{names}"


def _of_amount(test: Test, own: Decimal, limit: Decimal) -> bool:
    tests = {"over": own > limit, "at least": own >= limit, "under": own < limit, "at most": own <= limit}
    return tests.get(test, own == limit)


def _of_time(test: Test, own: Span, asked: Span) -> bool:
    tests = {
        "in": asked.holds(own),
        "before": own.last < asked.first,
        "after": own.first > asked.last,
        "since": own.first >= asked.first,
    }
    return tests.get(test, own.last <= asked.last)


def _time_in_words(test: Test, span: Span) -> str:
    first, last = span.first.isoformat(), span.last.isoformat()
    whole = first if first == last else f"in {first} to {last}"
    ways = {
        "before": f"before {first}",
        "after": f"after {last}",
        "since": f"from {first} on",
        "until": f"until {last}",
    }
    return ways.get(test, whole)


def within(some: Sequence[str], held: Sequence[str]) -> bool:
    """Whether words stand beside each other, in their order, among others."""
    return any(list(held[n : n + len(some)]) == list(some) for n in range(len(held) - len(some) + 1))

"""What a question wants of a list, once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.relation import Column

Operation = Literal[
    "cell", "list", "count", "distinct", "sum", "average", "largest", "smallest", "difference", "more", "less", "share", "exists", "holds"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """Of the rows that fulfil all `conditions`, something of `target`, for each value of `group` where there is one, of `top` of them.

    Args:
        operation: what is done.
        conditions: what the rows must fulfil.
        target: the column that something is done with, or whose cell is told.
        group: the column by whose values rows are taken together.
        shown: the column whose values name what is told; None for the rows themselves.
        top: how many of the largest or smallest are wanted.
        nth: only the last of these is.
        value: the largest value itself is wanted, not whose it is; of two things, whether the first has more.
        several: several rows may be meant: cells are listed, and the different values counted.
        fold: how several rows of one of two things that are compared are taken together; empty where one row of each is needed.
        tested: what must hold, for yes or no; or the two things that are compared.
    """

    operation: Operation
    conditions: tuple[Condition, ...] = ()
    target: Column | None = None
    group: Column | None = None
    shown: Column | None = None
    top: int = 1
    nth: bool = False
    value: bool = False
    several: bool = False
    fold: Literal["", "sum", "average"] = ""
    tested: tuple[Condition, ...] = ()

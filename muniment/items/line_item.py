"""One standard line item, and how the tables of them write one down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Formula = tuple[Literal["sum", "difference", "ratio"], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LineItem:
    """One standard line item.

    `additive` items may be summed and subtracted over time, so that fourth quarters and trailing twelve months can be
    derived; per-share amounts, averages and rates may not. Of a `widest` item a statement may show the whole and a part
    of it under different concepts (all revenue and revenue from contracts); the largest is the whole. A pure number is
    shown as a percentage or, when not `percent`, as a multiple.
    """

    key: str
    label: str
    phrases: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    formula: Formula | None = None
    instant: bool = False
    additive: bool = True
    unit: Literal["money", "per_share", "shares", "pure", "people"] = "money"
    plural: bool = False
    widest: bool = False
    percent: bool = True


def duration(
    key: str, label: str, phrases: str, concepts: str, formula: Formula | None = None, widest: bool = False
) -> LineItem:
    """A flow over a period, in money. `phrases` are separated by commas, `concepts` by spaces."""
    names = _phrases(label, phrases)
    return LineItem(key, label, names, tuple(concepts.split()), formula, plural=_plural(label), widest=widest)


def instant(key: str, label: str, phrases: str, concepts: str, formula: Formula | None = None) -> LineItem:
    """A balance at a date, in money. `phrases` are separated by commas, `concepts` by spaces."""
    names = _phrases(label, phrases)
    return LineItem(key, label, names, tuple(concepts.split()), formula, True, False, plural=_plural(label))


def _phrases(label: str, phrases: str) -> tuple[str, ...]:
    return (label, *(p.strip() for p in phrases.split(",") if p.strip()))


def _plural(label: str) -> bool:
    head = (
        label.removesuffix(" paid")
        .split(" on ")[0]
        .split(" of ")[0]
        .split(" from ")[0]
        .split(" in ")[0]
        .split(" and ")[-1]
    )
    return head.endswith("s") and not head.endswith(("ss", "us"))

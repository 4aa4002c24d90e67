"""Rows of a company's own that bear a line item's name beside its total: who asks for "net sales" does not mean "Total revenue" where both are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from muniment.agents.reading.definitions import item_named
from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Ask, Company, Measure, Plan
from muniment.wording import possessive, squash

TOTALLED = "net_sales"
"""The item of which statements print a part under one of the item's own names. Of balances the same names stand in cash flow statements over their changes."""
Rows = Callable[[Company], Iterable[tuple[str, str]]]
"""The concepts of a company's facts with the labels that they are printed under."""


_OVER_A_PART = frozenset({"gross_profit", "gross_margin"})
"""Items that are computed from sales and their costs: where other revenue is in the total, nobody can tell from which."""


def with_own_rows(plan: Plan, rows: Rows) -> Plan:
    """The plan, with a line item replaced by the row that the question names, where the item is that company's total over it.

    Raises:
        Abstention: `item_not_reported`, where a gross profit would have to be computed from one of the two.
    """
    return replace(plan, asks=tuple(_with_own_rows(ask, rows) for ask in plan.asks))


def _with_own_rows(ask: Ask, rows: Rows) -> Ask:
    if len(ask.entities) != 1 or not any(m.said for m in ask.measures):
        return ask
    printed = list(rows(ask.entities[0]))
    if ask.operation == "ratio" and len(ask.measures) == 2 and (apart := _apart(*ask.measures, printed)):
        return replace(ask, measures=(apart, ask.measures[1]))
    own = _beside_total(printed)
    if own and any(m.item in _OVER_A_PART for m in ask.measures) and not _is_printed("gross_profit", printed):
        raise Abstention(
            "item_not_reported",
            f"{possessive(ask.entities[0].called)} statements print “{min(own)}” beside their total and no gross profit; say from which of the two it is to be computed.",
        )
    named = {m: _row_named(m, own) for m in ask.measures}
    return replace(
        ask,
        measures=tuple(named[m] for m in ask.measures),
        terms=tuple((named.get(m, m), period) for m, period in ask.terms),
    )


def _row_named(measure: Measure, own: Collection[str]) -> Measure:
    row = next((label for label in sorted(own) if squash(label) == squash(measure.said)), "")
    named = row and measure.item == TOTALLED and not measure.words
    return replace(measure, item=None, words=row, phrase=row) if named else measure


def _beside_total(printed: Iterable[tuple[str, str]]) -> set[str]:
    """The rows that bear a name of the item beside its total."""
    item = line_items()[TOTALLED]
    total = any(c in item.concepts and label.lower().startswith("total ") for c, label in printed)
    return {label for c, label in printed if total and c not in item.concepts and item_named(label) == TOTALLED}


def _is_printed(key: str, printed: Iterable[tuple[str, str]]) -> bool:
    return any(c in line_items()[key].concepts for c, _ in printed)


def _apart(part: Measure, whole: Measure, printed: Iterable[tuple[str, str]]) -> Measure | None:
    """The row that is told as a part of an item which it is none of: "membership fees as a percentage of operating income"."""
    own = {label for _, label in printed if squash(label) == squash(part.words)}
    alone = part.item == whole.item and not whole.words and len(part.words.split()) > 1
    return replace(part, item=None, words=(row := min(own)), phrase=row) if alone and own else None

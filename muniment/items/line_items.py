"""The standard line items: what people ask for, and the XBRL concepts companies file it under.

A line item holds an ordered list of concepts (US GAAP first, then IFRS): the first that the company reports for the
period is used. A ratio holds a formula over other items instead. The tables themselves are in the modules
`income_items`, `balance_items`, `cash_items` and `ratio_items`. Matching words to items is not done here.
"""

from __future__ import annotations

from functools import cache

from muniment.items import balance_items, cash_items, income_items, ratio_items
from muniment.items.line_item import LineItem


@cache
def line_items() -> dict[str, LineItem]:
    """Every standard line item by key."""
    tables = (income_items.ITEMS, balance_items.ITEMS, cash_items.ITEMS, ratio_items.ITEMS)
    return {item.key: item for table in tables for item in table}


@cache
def statement_items(name: str) -> tuple[str, ...]:
    """The keys of the line items of a financial statement, in its order: `income`, `balance` or `cash`."""
    tables = {"income": income_items.ITEMS, "balance": balance_items.ITEMS, "cash": cash_items.ITEMS}
    return tuple(item.key for item in tables[name])


@cache
def concepts_in_use() -> frozenset[str]:
    """Every concept that some line item is read from."""
    return frozenset(c for item in line_items().values() for c in item.concepts)

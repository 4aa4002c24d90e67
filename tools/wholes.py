"""Wholes that a company files in parts: what is a part never stands for the whole unsaid.

Total debt is the sum of the debt lines on the face of the balance sheet, each by its name. A bank's revenue is its net interest
income and its noninterest income, and not its revenue from contracts with customers. Net sales are without excise tax.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.records import Company, Fact, Figure, Period
from muniment.tools.derivation import derived

EXCISE = (
    "us-gaap:RevenueFromContractWithCustomerIncludingAssessedTax",
    "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
)
BANK = ("us-gaap:InterestIncomeExpenseNet", "us-gaap:NoninterestIncome")
_WHOLE_REVENUE = ("us-gaap:Revenues", "us-gaap:RevenuesNetOfInterestExpense")
_OWED_NOW = ("debt_current", "long_term_debt_current", "short_term_borrowings", "commercial_paper")


class Book(Protocol):
    """The figures of one company; see `figures.Figures`."""

    company: Company

    def filed(self, concept: str, period: Period, item: LineItem | None = None) -> Fact | None:
        """The latest filed fact of a concept."""

    def part(self, key: str, period: Period) -> Figure | None:
        """The figure of a line item as filed, if it is."""


def is_part_of_revenue(concept: str, stated: Mapping[str, Decimal]) -> bool:
    """Whether a concept of revenue is a part of it, or more than it, by what else is filed for the same period.

    Args:
        concept: the concept.
        stated: the values filed for the period, of `EXCISE`, `BANK` and the concept itself.
    """
    including, excluding = EXCISE
    if (
        including in stated
        and excluding in stated
        and concept != excluding
        and stated.get(concept) == stated[including]
    ):
        return True
    return set(BANK) <= set(stated) and concept not in _WHOLE_REVENUE


def whole_of(book: Book, item: LineItem, period: Period) -> Figure | None:
    """The figure of an item that is told from its parts; None for others, and where the parts are not on record."""
    if item.key == "total_debt":
        return _total_debt(book, item, period)
    if item.key == "net_sales":
        return _bank_revenue(book, item, period)
    return None


def _bank_revenue(book: Book, item: LineItem, period: Period) -> Figure | None:
    if any(book.filed(c, period, item) is not None for c in _WHOLE_REVENUE):
        return None
    parts = [book.part(key, period) for key in ("net_interest_income", "noninterest_income")]
    found = [p for p in parts if p is not None]
    if len(found) < 2 or len({p.unit for p in found}) != 1:
        return None
    return derived(book.company, item, "sum", found, sum((p.value for p in found), Decimal(0)), found[0].unit, period)


def _total_debt(book: Book, item: LineItem, period: Period) -> Figure | None:
    """The debt lines of the balance sheet's face added up; a line that is not on the face is a part of another, or of the notes."""
    long = book.part("long_term_debt", period)
    if long is None or long.fact is None:
        return None
    owed = [f for key in _OWED_NOW if (f := book.part(key, period)) is not None and f.fact is not None]
    if long.fact.face:
        owed = [f for f in owed if f.fact is not None and f.fact.face]
        current = [f for f in owed if f.item == "debt_current"]
        owed = current or owed
    else:
        owed = [f for f in owed if f.item == "debt_current"] or _adding_up(book, long, owed, period)
    if not owed or len({f.unit for f in (long, *owed)}) != 1:
        return None
    operands = [*dict.fromkeys(owed), long]
    return derived(book.company, item, "sum", operands, sum((f.value for f in operands), Decimal(0)), long.unit, period)


def _adding_up(book: Book, long: Figure, owed: list[Figure], period: Period) -> list[Figure]:
    """The current portion, where it and the rest add up to the long-term debt that the company states as a whole."""
    whole = book.filed("us-gaap:LongTermDebt", period, line_items()["total_debt"])
    portion = [f for f in owed if f.item == "long_term_debt_current"]
    if whole is None or not portion or portion[0].value + long.value != whole.value:
        return []
    others = [f for f in owed if f.item != "long_term_debt_current" and f.value]
    return portion if not others else []

"""Wholes that are filed in parts: a bank's revenue, total debt, sales without excise tax."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.records import Company, Fact, Figure, Period
from muniment.tools.wholes import BANK, EXCISE, is_part_of_revenue, whole_of
from tests.filed import META, figure

JPMORGAN = Company(19617, "JPMORGAN CHASE & CO", ("JPM",))
YEAR = Period(2023)


def part(item: str, millions: int, face: bool = True, unit: str = "USD") -> Figure:
    held = figure(META, item, 2023, millions, unit=unit)
    assert held.fact is not None
    return replace(held, entity=JPMORGAN.name, cik=JPMORGAN.cik, fact=replace(held.fact, face=face))


class Page:
    """The figures of one company in one year: some by line item, some by concept."""

    def __init__(self, *parts: Figure, **concepts: int) -> None:
        self.company = JPMORGAN
        self.parts = {p.item: p for p in parts}
        self.concepts = concepts

    def filed(self, concept: str, period: Period, item: LineItem | None = None) -> Fact | None:
        """The fact of a concept."""
        amount = self.concepts.get(concept.partition(":")[2])
        held = part("net_sales", amount or 0).fact
        return None if amount is None else held

    def part(self, key: str, period: Period) -> Figure | None:
        """The figure of a line item."""
        return self.parts.get(key)


def whole(page: Page, item: str) -> tuple[Decimal, list[str]] | None:
    """The whole of an item in millions, and the items that it was added up from."""
    found = whole_of(page, line_items()[item], YEAR)
    return None if found is None else (found.value / 1_000_000, [o.item for o in found.operands])


INTEREST, OTHER = part("net_interest_income", 89267), part("noninterest_income", 68837)


def test_a_banks_revenue_is_its_interest_and_its_other_income() -> None:
    assert whole(Page(INTEREST, OTHER), "net_sales") == (Decimal(158104), ["net_interest_income", "noninterest_income"])


@pytest.mark.parametrize(
    "page",
    [
        Page(INTEREST, OTHER, Revenues=158104),
        Page(INTEREST, OTHER, RevenuesNetOfInterestExpense=158104),
        Page(INTEREST),
        Page(OTHER),
        Page(INTEREST, part("noninterest_income", 68837, unit="EUR")),
    ],
)
def test_it_is_not_added_up_where_it_is_stated_or_a_part_is_missing(page: Page) -> None:
    assert whole(page, "net_sales") is None


NOW, LONG, PAPER = part("long_term_debt_current", 10912), part("long_term_debt", 85750), part("commercial_paper", 9967)
"""Apple's term debt and commercial paper at the end of fiscal 2024."""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (Page(LONG, NOW, PAPER), (106629, ["long_term_debt_current", "commercial_paper", "long_term_debt"])),
        (Page(LONG, NOW), (96662, ["long_term_debt_current", "long_term_debt"])),
        (Page(LONG, NOW, part("debt_current", 20879)), (106629, ["debt_current", "long_term_debt"])),
        (Page(LONG, NOW, part("commercial_paper", 9967, face=False)), (96662, ["long_term_debt_current", "long_term_debt"])),
        (Page(part("long_term_debt", 85750, face=False), part("debt_current", 20879)), (106629, ["debt_current", "long_term_debt"])),
        (Page(part("long_term_debt", 85750, face=False), NOW, LongTermDebt=96662), (96662, ["long_term_debt_current", "long_term_debt"])),
    ],
)  # fmt: skip
def test_total_debt_is_the_debt_lines_of_the_balance_sheet(page: Page, found: tuple[int, list[str]]) -> None:
    assert whole(page, "total_debt") == (Decimal(found[0]), found[1])


@pytest.mark.parametrize(
    "page",
    [
        Page(NOW, PAPER),
        Page(LONG),
        Page(replace(LONG, fact=None), NOW),
        Page(LONG, part("long_term_debt_current", 10912, face=False)),
        Page(LONG, part("long_term_debt_current", 10912, unit="EUR")),
        Page(part("long_term_debt", 85750, face=False), NOW),
        Page(part("long_term_debt", 85750, face=False), NOW, LongTermDebt=96000),
        Page(part("long_term_debt", 85750, face=False), PAPER, LongTermDebt=95717),
        Page(part("long_term_debt", 85750, face=False), NOW, PAPER, LongTermDebt=96662),
    ],
)
def test_debt_whose_lines_may_not_be_all_or_overlap_has_no_total(page: Page) -> None:
    assert whole(page, "total_debt") is None


@pytest.mark.parametrize("item", ["net_income", "total_assets", "long_term_debt"])
def test_other_items_are_not_added_up(item: str) -> None:
    assert whole(Page(INTEREST, OTHER, LONG, NOW), item) is None


GROSS, NET = EXCISE
REVENUES = "us-gaap:Revenues"


@pytest.mark.parametrize(
    ("concept", "stated", "is_part"),
    [
        (GROSS, {GROSS: 334697, NET: 330000}, True),
        (REVENUES, {GROSS: 334697, NET: 330000, REVENUES: 334697}, True),
        (REVENUES, {GROSS: 334697, NET: 330000, REVENUES: 344582}, False),
        (NET, {GROSS: 330000, NET: 330000}, False),
        (GROSS, {GROSS: 334697}, False),
        (NET, {NET: 35000, BANK[0]: 89267, BANK[1]: 68837}, True),
        (REVENUES, {REVENUES: 158104, BANK[0]: 89267, BANK[1]: 68837}, False),
        (NET, {NET: 35000, BANK[0]: 89267}, False),
    ],
)
def test_a_concept_of_revenue_is_a_part_by_what_else_is_filed(
    concept: str, stated: dict[str, int], is_part: bool
) -> None:
    assert is_part_of_revenue(concept, {c: Decimal(v) for c, v in stated.items()}) is is_part

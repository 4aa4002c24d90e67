"""Which columns of a statement are of which period, and which of its amounts are told at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from muniment.tools.formats.page import Box, Line, Page, Word
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow, PrintedTable
from muniment.tools.library.printed_facts import read_statements
from muniment.tools.library.title_page import TitlePage

BOX = Box(0, 0, 1, 1)
INCOME = [("Revenue", 500), ("Gross profit", 300), ("Operating income", 200), ("Net income", 150)]
ANNUAL = TitlePage("", "Osprey Foods plc", date(2023, 6, 30), 2023, is_annual=True)


def row(label: str, amounts: Sequence[int | None], under: str = "") -> PrintedRow:
    cells = tuple(None if a is None else PrintedCell(f"$ {a:,}", BOX) for a in amounts)
    return PrintedRow((under,) if under else (), label, cells, BOX)


def facts(
    heads: Sequence[str],
    rows: Sequence[PrintedRow],
    caption: str = "Income statement (in millions)",
    text: str = "",
    title: TitlePage = ANNUAL,
) -> dict[tuple[str, int], Decimal]:
    """The amounts of an income statement by the end of their concept's name and by year."""
    page = Page(1, 600, 800, (Line((Word(text or "Osprey", BOX),)),), is_laid_out=True)
    found = read_statements([(page, [PrintedTable(1, caption, tuple(heads), tuple(rows))])], title).facts
    return {(f.fact.concept.partition(":")[2], f.fact.end.year): f.fact.value for f in found}


def of_each(*factors: int) -> list[PrintedRow]:
    return [row(label, [amount * k for k in factors]) for label, amount in INCOME]


def test_beside_the_group_the_parent_alone_is_not_told() -> None:
    found = facts(["Group 2023", "Group 2022", "Company 2023"], of_each(3, 2, 1))
    assert found["Revenues", 2023] == 1_500_000_000
    assert found["Revenues", 2022] == 1_000_000_000
    assert len(found) == 8


def test_a_column_of_notes_is_of_no_period() -> None:
    found = facts(["Note", "2023"], [row(label, [4, amount]) for label, amount in INCOME])
    assert set(found.values()) == {500_000_000, 300_000_000, 200_000_000, 150_000_000}


def test_two_columns_of_one_period_tell_nothing() -> None:
    rows = [*of_each(1, 2), row("Interest expense", [7, None])]
    assert facts(["Class A 2023", "Class B 2023"], rows) == {}


@pytest.mark.parametrize(
    ("text", "largest", "told"),
    [
        ("", 5_000_000, 5_000_000),
        ("Amounts are in thousands.", 5_000_000, 5_000_000_000),
        ("We sold thousands.", 5_000_000, None),
        ("", 900_000, None),
    ],
)
def test_amounts_without_a_scale_are_whole_where_they_are_large_and_nobody_says_otherwise(
    text: str, largest: int, told: int | None
) -> None:
    rows = [row(label, [amount * largest // 500]) for label, amount in INCOME]
    found = facts(["2023"], rows, "Income statement", text)
    assert found.get(("Revenues", 2023)) == told


def test_what_costs_hold_of_something_else_are_not_the_costs() -> None:
    inside = "Share-based compensation included in costs and expenses"
    rows = [*of_each(1), row("Research and development", [80]), row("Research and development", [9], inside)]
    assert facts(["2023"], rows)["ResearchAndDevelopmentExpense", 2023] == 80_000_000


def test_a_quarter_is_placed_by_the_newest_that_the_document_names() -> None:
    title = TitlePage("", "Orrin Bay", date(2024, 3, 31))
    found = facts(["Q4 2023", "Q1 2024", "Full year 2023"], of_each(2, 1, 8), title=title)
    assert found["Revenues", 2024] == 500_000_000

"""Summaries of several years give their older years as far as they agree with the statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.formats.page import Box
from muniment.tools.formats.printed_table import PrintedTable
from muniment.tools.library.printed_fact import PrintedFact
from muniment.tools.library.summaries import believed, is_summary


def printed(concept: str, year: int, amount: int) -> PrintedFact:
    fact = Fact(0, concept, Decimal(amount), "USD", date(year, 12, 31), date(year, 1, 1))
    return PrintedFact(fact, 1, Box(0, 0, 1, 1), str(amount))


STATED = [printed("sales", 2024, 10), printed("sales", 2023, 9), printed("income", 2024, 2)]


def test_older_years_of_what_agrees_are_believed() -> None:
    summary = [*STATED, printed("sales", 2020, 5), printed("income", 2020, 1), printed("assets", 2020, 30)]
    assert [(f.fact.concept, f.fact.end.year) for f in believed(summary, STATED)] == [("sales", 2020), ("income", 2020)]


def test_an_item_that_is_stated_otherwise_is_not_believed() -> None:
    summary = [*STATED[:2], printed("income", 2024, 3), printed("income", 2020, 1), printed("sales", 2020, 5)]
    assert [f.fact.concept for f in believed(summary, STATED)] == ["sales"]


def test_one_figure_alike_is_too_little() -> None:
    assert believed([STATED[0], printed("sales", 2020, 5)], STATED) == []


@pytest.mark.parametrize(
    ("caption", "summary"),
    [
        ("Five-year financial highlights S$’000", True),
        ("Ten year record", True),
        ("Selected consolidated financial data", True),
        ("Consolidated balance sheets", False),
        ("Depreciated over five years", False),
    ],
)
def test_a_caption_calls_a_table_a_summary(caption: str, summary: bool) -> None:
    assert is_summary(PrintedTable(1, caption, ("2024",), ())) is summary

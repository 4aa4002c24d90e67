"""When fiscal years end, as one document says it."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.library.fiscal_ends import Column, fiscal_ends, newest_balance
from muniment.tools.library.printed_period import FiscalEnds, read_period
from muniment.tools.library.title_page import TitlePage


def column(head: str, caption: str = "", balance: bool = False) -> Column:
    return Column(head, caption, read_period(head, caption, None, None), balance)


def test_an_annual_report_says_it_outright() -> None:
    page = TitlePage("10-K", "Quenby Hask", date(2024, 2, 3), 2023, is_annual=True)
    assert fiscal_ends(page, []) == FiscalEnds(2, 3, -1)
    assert fiscal_ends(TitlePage("", "Quenby Hask", date(2024, 6, 30), None, is_annual=True), []) == FiscalEnds(6, 30)


def test_the_newest_quarter_ends_where_the_document_does() -> None:
    quarters = [column(h) for h in ("Q1 2023", "Q4 2023", "Q1 2024")]
    assert fiscal_ends(TitlePage(end=date(2024, 3, 31)), quarters) == FiscalEnds(12, 31)
    assert fiscal_ends(TitlePage(end=date(2023, 9, 30)), [column("Q2 FY2024"), column("Q2 FY2023")]) == FiscalEnds(
        3, 31
    )
    assert fiscal_ends(TitlePage(end=date(2024, 6, 30)), [column("First half 2024")]) == FiscalEnds(12, 31)
    whole = [column("Q1 2024"), column("Full year 2025")]
    assert fiscal_ends(TitlePage(end=date(2024, 3, 31)), whole) is None


def test_what_runs_for_nine_months_began_with_the_year() -> None:
    page = TitlePage("10-Q", "Cobalt", date(2023, 9, 30))
    assert fiscal_ends(page, [column("Nine months ended September 30, 2023")]) == FiscalEnds(12, 31)


def test_an_interim_balance_sheet_stands_beside_that_of_the_year_before() -> None:
    page = TitlePage("10-Q", "Cobalt", date(2023, 9, 30))
    days = [column("September 30, 2023", balance=True), column("June 30, 2023", balance=True)]
    assert fiscal_ends(page, [column("Three months ended September 30, 2023"), *days]) == FiscalEnds(6, 30)
    assert fiscal_ends(page, days) is None
    assert newest_balance(days) == date(2023, 9, 30)


def test_a_caption_may_say_it_and_two_captions_that_differ_say_nothing() -> None:
    said = column("FY23", "financial years ended 30 September 2023 (FY23)")
    assert fiscal_ends(TitlePage(), [said]) == FiscalEnds(9, 30)
    assert fiscal_ends(TitlePage(), [said, column("2022", "for the year ended 30 June 2022")]) is None


@pytest.mark.parametrize(
    ("ends", "day", "named"),
    [
        (FiscalEnds(6, 30), date(2023, 9, 30), 2024),
        (FiscalEnds(6, 30), date(2023, 6, 30), 2023),
        (FiscalEnds(2, 3, -1), date(2024, 2, 3), 2023),
        (FiscalEnds(2, 3, -1), date(2023, 7, 29), 2023),
        (FiscalEnds(12, 31), date(2024, 1, 3), 2023),
    ],
)
def test_a_day_lies_in_a_year_of_a_name(ends: FiscalEnds, day: date, named: int) -> None:
    assert ends.name_of(day) == named


def test_a_year_of_a_name_ends_on_its_day() -> None:
    assert FiscalEnds(2, 28).end_of(2024) == date(2024, 2, 29)
    assert FiscalEnds(2, 3, -1).end_of(2023) == date(2024, 2, 3)

"""Fiscal years beyond those on record: what lies before and after them, transition periods, names of years, days between quarters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.fiscal_calendar import FiscalCalendar, FiscalPeriod


def day(text: str) -> date:
    return date.fromisoformat(text)


def year(end: str, focus: int | None = None, accession: str = "", days: int = 364) -> Fact:
    last = day(end)
    return Fact(1, "us-gaap:Revenues", Decimal(1), "USD", last, last - timedelta(days=days - 1), accession=accession or end, fiscal_year_focus=focus)  # fmt: skip


APPLE = FiscalCalendar([day("2022-09-24"), day("2023-09-30"), day("2024-09-28")])
MOVED = FiscalCalendar([day("2019-06-30"), day("2020-06-30"), day("2021-12-31"), day("2022-12-31")])
"""A year that ended in June until 2020 and in December from 2021 on; the half year between is a period of its own."""


@pytest.mark.parametrize(
    ("within", "end"),
    [
        ("2022-09-24", "2022-09-24"),
        ("2022-10-01", "2022-09-24"),
        ("2022-10-05", "2023-09-30"),
        ("2024-09-28", "2024-09-28"),
        ("2024-12-28", "2025-09-28"),
        ("2027-01-01", "2027-09-28"),
        ("2020-03-28", "2020-09-24"),
    ],
)
def test_the_year_in_which_a_day_lies_is_known_or_counted_on(within: str, end: str) -> None:
    assert APPLE.year_end(day(within)) == day(end)


def test_without_a_known_year_there_is_none() -> None:
    nothing = FiscalCalendar([])
    assert nothing.year_end(day("2024-01-01")) is None
    assert nothing.place(day("2024-01-01"), day("2024-12-31")) is None
    assert nothing.place(None, day("2024-12-31")) is None


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2020-07-01", "2020-12-31", "TP FY2020"),
        (None, "2020-12-31", "TP FY2020"),
        ("2019-07-01", "2020-06-30", "FY2020"),
        ("2021-01-01", "2021-12-31", "FY2021"),
        ("2021-01-01", "2021-03-31", "Q1 FY2021"),
    ],
)
def test_between_two_calendars_lies_a_transition_period(start: str | None, end: str, label: str) -> None:
    place = MOVED.place(day(start) if start else None, day(end))
    assert place is not None
    assert place.label == label


def test_years_that_follow_one_another_have_no_transition() -> None:
    assert APPLE.transitions == []
    assert FiscalCalendar([day("2019-12-31"), day("2021-12-31")]).transitions == []
    assert [(str(a), str(b)) for a, b in MOVED.transitions] == [("2020-07-01", "2020-12-31")]


@pytest.mark.parametrize(
    ("focus", "name"), [(2023, 2023), (2022, 2022), (2021, 2023), (2024, 2023)]
)  # fmt: skip
def test_a_year_is_named_as_the_company_names_it_or_by_its_end(focus: int, name: int) -> None:
    """A year that ends in January 2023 may be called 2023 or 2022, and nothing else."""
    assert FiscalCalendar.of([year("2023-01-28", focus)]).name(day("2023-01-28")) == name


def test_a_week_spilled_into_january_belongs_to_the_year_before() -> None:
    assert FiscalCalendar([day("2021-01-02")]).name(day("2021-01-02")) == 2020


def test_the_newest_period_of_a_filing_names_its_year() -> None:
    filing = [year("2022-01-29", 2022, "k"), year("2023-01-28", 2022, "k")]
    assert FiscalCalendar.of(filing).offset == -1


def test_trailing_twelve_months_are_outnumbered_by_years() -> None:
    years = [year(f"{y}-12-31", accession=f"{y}{n}", days=365) for y in (2022, 2023) for n in range(3)]
    calendar = FiscalCalendar.of([*years, year("2023-06-30", days=365)])
    assert [str(e) for e in calendar.ends] == ["2022-12-31", "2023-12-31"]


def test_a_year_end_on_leap_day_is_counted_on() -> None:
    calendar = FiscalCalendar.of([], (2, 29))
    assert str(calendar.year_end(day("2023-01-15"))) == "2023-02-28"
    assert str(calendar.year_end(day("2024-01-15"))) == "2024-02-29"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-10-01", "2023-10-31"),
        ("2023-12-31", "2024-09-14"),
        ("2023-07-02", "2024-06-29"),
        ("2023-12-31", "2024-06-29"),
        (None, "2024-10-18"),
        (None, "2024-08-15"),
    ],
)
def test_what_is_no_fiscal_period_has_no_place(start: str | None, end: str) -> None:
    assert APPLE.place(day(start) if start else None, day(end)) is None


@pytest.mark.parametrize(
    ("period", "label"), [(FiscalPeriod(2024, "FY"), "FY2024"), (FiscalPeriod(2024, "Q3"), "Q3 FY2024"), (FiscalPeriod(2022, "TP"), "TP FY2022")]
)  # fmt: skip
def test_a_period_has_its_label(period: FiscalPeriod, label: str) -> None:
    assert period.label == label

"""The period that the head of a column names."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.library.printed_period import (
    FiscalEnds,
    PartOfYear,
    PrintedPeriod,
    part_of_year,
    read_date,
    read_day,
    read_period,
    years_of,
)

JUNE = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("head", "caption", "end", "months"),
    [
        ("February 2, 2019", "Fiscal Years Ended", date(2019, 2, 2), 12),
        ("Year ended December 31, 2020", "", date(2020, 12, 31), 12),
        ("2022", "For the years ended June 30,", date(2022, 6, 30), 12),
        ("Three Months Ended June 30, 2023", "", JUNE, 3),
        ("26 Weeks Ended July 29, 2023", "", date(2023, 7, 29), 6),
        ("Nine Months Ended 30 September 2023", "", date(2023, 9, 30), 9),
        ("2021", "", date(2021, 6, 30), None),
    ],
)
def test_a_head_names_its_period(head: str, caption: str, end: date, months: int | None) -> None:
    assert read_period(head, caption, JUNE, None) == PrintedPeriod(end, months)


def test_the_day_that_a_caption_names_is_the_columns() -> None:
    assert read_period("2022", "As of September 30,", JUNE, None) == PrintedPeriod(date(2022, 9, 30))
    assert read_period("September 30 2022", "", JUNE, None) == PrintedPeriod(date(2022, 9, 30))


def test_a_bare_year_of_a_document_without_a_day_names_no_period() -> None:
    assert read_period("2022", "", None, 12) is None


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Change",
        "2023 % of sales",
        "Change from 2022",
        "2022 As Previously Reported",
        "2023 vs. 2022",
        "June 30, 2023 June 30, 2022",
    ],
)
def test_a_head_that_names_no_year_or_two_names_no_period(head: str) -> None:
    assert read_period(head, "", JUNE, 12) is None


def test_a_year_is_named_as_the_company_names_it() -> None:
    assert read_period("2022", "", date(2024, 2, 3), 12, named=2023) == PrintedPeriod(date(2023, 2, 3), 12)
    assert years_of(["Fiscal Year 2023", "2022", "Change"]) == [2023, 2022]


def test_a_period_begins_the_day_after_the_one_before_it() -> None:
    assert PrintedPeriod(JUNE, 12).start == date(2022, 7, 1)
    assert PrintedPeriod(JUNE, 3).start == date(2023, 4, 1)
    assert PrintedPeriod(date(2019, 2, 2), 12).start == date(2018, 2, 3)
    assert PrintedPeriod(JUNE).start is None


@pytest.mark.parametrize("text", ["February 30, 2023", "soon", "May"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("31.12.2023", date(2023, 12, 31)),
        ("31/12/2023", date(2023, 12, 31)),
        ("12/31/2023", date(2023, 12, 31)),
        ("2023-12-31", date(2023, 12, 31)),
        ("4/5/2023", None),
        ("31.02.2023", None),
    ],
)
def test_a_date_in_numbers_is_one_day_or_none(text: str, on: date | None) -> None:
    assert read_date(text) == on


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("Q3 2023", PartOfYear(2023, 3, 3)),
        ("FY24 Q1", PartOfYear(2024, 1, 3)),
        ("4Q23", PartOfYear(2023, 4, 3)),
        ("Second quarter 2024", PartOfYear(2024, 2, 3)),
        ("First half 2024", PartOfYear(2024, 2, 6)),
        ("H2 2023", PartOfYear(2023, 4, 6)),
        ("9M 2023", PartOfYear(2023, 3, 9)),
        ("2023", None),
        ("Q1 2024 Q2 2024", None),
    ],
)
def test_a_head_names_a_part_of_a_year(head: str, part: PartOfYear | None) -> None:
    assert part_of_year(head) == part


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Q1 2024", PrintedPeriod(date(2023, 9, 30), 3)),
        ("H1 2024", PrintedPeriod(date(2023, 12, 31), 6)),
        ("Full year 2023", PrintedPeriod(JUNE, 12)),
        ("FY2023", PrintedPeriod(JUNE, 12)),
        ("2023 Budget", None),
        ("2022 as reported", None),
        ("2023/24", None),
        ("Note", None),
    ],
)
def test_parts_and_whole_years_end_as_the_company_s_years_do(head: str, period: PrintedPeriod | None) -> None:
    assert read_period(head, "", date(2024, 3, 31), None, ends=FiscalEnds(6, 30)) == period


def test_a_part_of_a_year_whose_end_is_not_known_is_no_period() -> None:
    assert read_period("Q1 2024", "", JUNE, 12) is None


def test_a_day_may_stand_before_its_month() -> None:
    assert read_day("for the year ended 31 December") == read_day("Year ended December 31,") == (12, 31)
    assert read_day("31 February") is None

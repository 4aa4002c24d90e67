"""Fiscal periods from the facts' own dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.fiscal_calendar import FiscalCalendar


def annual(end: str, focus: int, accession: str = "a") -> Fact:
    last = date.fromisoformat(end)
    return Fact(
        1,
        "us-gaap:NetIncomeLoss",
        Decimal(1),
        "USD",
        last,
        last - timedelta(days=363),
        form="10-K",
        accession=accession,
        fiscal_year_focus=focus,
    )


APPLE = FiscalCalendar.of(
    [annual("2022-09-24", 2022, "a"), annual("2023-09-30", 2023, "b"), annual("2024-09-28", 2024, "c")]
)
HOME_DEPOT = FiscalCalendar.of(
    [annual("2023-01-29", 2022, "a"), annual("2024-01-28", 2023, "b"), annual("2025-02-02", 2024, "c")]
)
NVIDIA = FiscalCalendar.of([annual("2023-01-29", 2023, "a"), annual("2024-01-28", 2024, "b")])
INTEL = FiscalCalendar.of(
    [annual("2021-12-25", 2021, "a"), annual("2022-12-31", 2022, "b"), annual("2023-12-30", 2023, "c")]
)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "label"),
    [
        (APPLE, "2023-10-01", "2024-09-28", "FY2024"),
        (APPLE, "2024-03-31", "2024-06-29", "Q3 FY2024"),
        (APPLE, "2023-10-01", "2024-03-30", "H1 FY2024"),
        (APPLE, "2023-10-01", "2024-06-29", "9M FY2024"),
        (APPLE, "2024-09-29", "2024-12-28", "Q1 FY2025"),
        (APPLE, None, "2024-09-28", "FY2024"),
        (APPLE, None, "2024-06-29", "Q3 FY2024"),
        (HOME_DEPOT, "2023-01-30", "2024-01-28", "FY2023"),
        (HOME_DEPOT, "2023-05-01", "2023-07-30", "Q2 FY2023"),
        (NVIDIA, "2023-01-30", "2024-01-28", "FY2024"),
        (INTEL, "2022-01-01", "2022-12-31", "FY2022"),
        (INTEL, "2023-04-02", "2023-07-01", "Q2 FY2023"),
    ],
)
def test_a_period_has_its_fiscal_name(calendar: FiscalCalendar, start: str | None, end: str, label: str) -> None:
    place = calendar.place(date.fromisoformat(start) if start else None, date.fromisoformat(end))
    assert place is not None
    assert place.label == label


@pytest.mark.parametrize(
    ("start", "end"), [("2023-10-01", "2023-11-15"), ("2024-01-01", "2024-12-31"), (None, "2024-10-18")]
)
def test_what_is_no_fiscal_period_has_no_name(start: str | None, end: str) -> None:
    assert APPLE.place(date.fromisoformat(start) if start else None, date.fromisoformat(end)) is None


def test_sixteen_week_quarters_are_quarters() -> None:
    costco = FiscalCalendar.of([annual("2023-09-03", 2023, "a"), annual("2024-09-01", 2024, "b")])
    assert [
        p.label
        for p in (costco.place(date(2024, 5, 13), date(2024, 9, 1)), costco.place(date(2023, 9, 4), date(2023, 11, 26)))
        if p
    ] == ["Q4 FY2024", "Q1 FY2024"]


def test_changed_year_end_is_followed() -> None:
    calendar = FiscalCalendar.of(
        [annual("2019-06-30", 2019, "a"), annual("2020-06-30", 2020, "b"), annual("2021-12-31", 2021, "c")]
    )
    assert [str(calendar.year_end(date.fromisoformat(d))) for d in ("2020-03-31", "2021-09-30")] == [
        "2020-06-30",
        "2021-12-31",
    ]


def test_without_annual_periods_the_declared_year_end_serves() -> None:
    calendar = FiscalCalendar.of([], (12, 31))
    place = calendar.place(date(2025, 4, 1), date(2025, 6, 30))
    assert place is not None
    assert place.label == "Q2 FY2025"

"""Which versions of a figure stand on one basis: splits and recasts begin a new one, rounding does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.basis import bases_of, choose_basis, is_periodic, restatements

SPLIT = date(2020, 10, 30)
"""The day on which Apple's 10-K first stated 2019 after the split of four for one."""


def filed(
    amount: str,
    year: int,
    day: str,
    *,
    start: str = "",
    unit: str = "USD",
    decimals: int | None = None,
    accession: str = "",
) -> Fact:
    """A figure of a year, as a filing of that day states it."""
    return Fact(
        320193,
        "us-gaap:EarningsPerShareDiluted",
        Decimal(amount),
        unit,
        date(year, 9, 28),
        date.fromisoformat(start) if start else date(year - 1, 9, 29),
        decimals,
        accession=accession or day,
        filed=date.fromisoformat(day) if day else None,
    )  # fmt: skip


EPS_2019 = [filed("2.97", 2019, "2020-10-30"), filed("11.89", 2019, "2019-10-31")]
EPS_2020 = [filed("3.28", 2020, "2021-10-29"), filed("3.28", 2020, "2020-10-30")]
EPS_2018 = [filed("11.91", 2018, "2019-10-31"), filed("11.91", 2018, "2018-11-05")]


@pytest.mark.parametrize(
    ("form", "periodic"),
    [("10-K", True), ("10-K/A", True), ("10-KT", True), ("10-Q", True), ("20-F", True), ("40-F", True), ("6-K", True), ("", True), ("8-K", False), ("DEF 14A", False), ("S-1", False)],
)  # fmt: skip
def test_periodic_reports_are_told_by_their_form(form: str, periodic: bool) -> None:
    assert is_periodic(form) is periodic


def test_another_figure_for_the_same_period_begins_a_new_basis() -> None:
    assert restatements([EPS_2019, EPS_2020, EPS_2018]) == [SPLIT]


@pytest.mark.parametrize(
    ("versions", "days"),
    [
        ([filed("5854000000", 2023, "2024-01-01"), filed("5900000000", 2023, "2024-02-01")], []),
        ([filed("5900000000", 2023, "2024-01-01"), filed("5854000000", 2023, "2024-02-01")], []),
        ([filed("5854000000", 2023, "2024-01-01"), filed("6000000000", 2023, "2024-02-01", decimals=-6)], [date(2024, 2, 1)]),
        ([filed("5854000000", 2023, "2024-01-01", accession="a"), filed("1", 2023, "2024-02-01", accession="a")], []),
        ([filed("5854000000", 2023, ""), filed("1", 2023, "2024-02-01")], []),
        ([filed("5854000000", 2023, "2024-01-01"), filed("1", 2023, "2024-02-01", start="2023-01-01")], []),
        ([filed("5", 2023, "2024-01-01"), filed("9", 2023, "2024-02-01", unit="EUR")], []),
        (
            [filed("5854000000", 2023, "2024-01-01"), filed("6000000000", 2023, "2024-02-01", decimals=-9), filed("5854000000", 2023, "2024-03-01")],
            [],
        ),
        (
            [filed("5854000000", 2023, "2024-01-01"), filed("5700000000", 2023, "2024-02-01"), filed("5854000000", 2023, "2024-03-01")],
            [date(2024, 2, 1), date(2024, 3, 1)],
        ),
    ],
)  # fmt: skip
def test_rounding_and_other_periods_begin_none(versions: list[Fact], days: list[date]) -> None:
    assert restatements([versions]) == days


def chosen(*each: list[Fact]) -> list[str] | None:
    found = choose_basis(each, [SPLIT])
    return None if found is None else [str(f.value) for f in found]


def test_the_newest_basis_that_has_every_period_is_taken() -> None:
    assert chosen(EPS_2020, EPS_2019) == ["3.28", "2.97"]
    assert chosen(EPS_2019, EPS_2018) == ["11.89", "11.91"]


def test_periods_that_share_no_basis_are_not_combined() -> None:
    assert chosen(EPS_2020, EPS_2018) is None


def test_of_a_filing_that_states_a_quarter_and_a_stub_the_longer_is_taken() -> None:
    whole, stub = filed("3", 2020, "2020-10-30"), filed("1", 2020, "2020-10-30", start="2020-08-01")
    assert chosen([stub, whole], EPS_2019) == ["3", "2.97"]


def test_only_the_latest_filing_of_a_basis_counts() -> None:
    late, early = filed("3", 2020, "2021-10-29", start="2020-08-01"), filed("4", 2020, "2020-10-30")
    assert chosen([late, early]) == ["3"]


def test_a_figure_stands_on_every_basis_that_states_the_same() -> None:
    assert bases_of(EPS_2019[0], EPS_2019, [SPLIT]) == (1,)
    assert bases_of(EPS_2019[1], EPS_2019, [SPLIT]) == (0,)
    sales = [filed("260174000000", 2019, "2020-10-30"), filed("260174000000", 2019, "2019-10-31")]
    assert bases_of(sales[0], sales, [SPLIT]) == (0, 1)
    assert bases_of(sales[0], sales, []) == (0,)

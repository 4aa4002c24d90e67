"""What relative and open periods come to, for one company or for several together, and which companies "every company" is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from muniment.errors import Abstention
from muniment.records import Ask, Company, Fact, Measure, Period, Plan, Settled, Span
from muniment.tools.figures import Figures
from muniment.tools.settling import by_end, newest_quarter, settle, settled_period, trailing, years_of
from tests.filed import APPLE, INTEL, META, ask
from tests.shelf import Shelf, fact
from tests.tools.apple_shelf import SALES, shelf

LATEST = Period(back=0)
MARCH = Company(11, "March Corp.", ("MAR",))
KEPT = shelf().store


def book(company: Company) -> Figures:
    return Figures(KEPT, company)


def of(*companies: Company, **period: object) -> Ask:
    return Ask("value", (Measure("net_sales"),), companies, (Period(**period),))  # type: ignore[arg-type]


def settled(*asks: Ask, on_record: Sequence[Company] = ()) -> list[tuple[int, str]]:
    """What the periods of a plan came to, each with its company."""
    found, _ = settle(Plan("filings", asks), book, lambda: on_record)
    return [(s.cik, " ".join(p.label for p in s.periods)) for s in found]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ({"back": 0}, "FY2024"),
        ({"back": 1}, "FY2023"),
        ({"back": 2}, "FY2022"),
        ({"back": 0, "span": "Q4"}, "Q1 FY2025"),
        ({"back": 1, "span": "Q4"}, "Q4 FY2024"),
        ({"back": 4, "span": "Q4"}, "Q1 FY2024"),
        ({"back": 0, "span": "Q3", "named": True}, "Q3 FY2024"),
        ({"back": 1, "span": "Q3", "named": True}, "Q3 FY2023"),
        ({"back": 0, "span": "Q1", "named": True}, "Q1 FY2025"),
        ({"back": 0, "span": "Q2", "of_year": True}, "Q2 FY2024"),
        ({"back": 0, "span": "TTM"}, "TTM Q1 FY2025"),
        ({"year": 2022, "open": "since"}, "FY2022 FY2023 FY2024"),
        ({"year": 2022, "open": "after"}, "FY2023 FY2024"),
        ({"year": 2023, "open": "until"}, "FY2022 FY2023"),
        ({"year": 1900, "open": "since"}, "FY2022 FY2023 FY2024"),
        ({"end": date(2024, 9, 28)}, "FY2024"),
        ({"end": date(2024, 9, 30)}, "FY2024"),
        ({"end": date(2024, 6, 29)}, "Q3 FY2024"),
        ({"end": date(2024, 6, 29), "span": "Q4"}, "Q3 FY2024"),
        ({"end": date(2024, 6, 29), "span": "9M"}, "9M FY2024"),
        ({"end": date(2024, 6, 29), "span": "TTM"}, "TTM Q3 FY2024"),
        ({"end": date(2024, 9, 28), "span": "TTM"}, "FY2024"),
    ],
)
def test_of_one_company_it_is_what_its_own_records_have(period: dict[str, object], found: str) -> None:
    assert settled(of(APPLE, **period)) == [(APPLE.cik, found)]


def test_a_named_year_needs_no_settling() -> None:
    assert settled(of(APPLE, year=2024)) == []


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({"back": 3}, "No such period of Apple Inc. is on record."),
        ({"back": 2, "span": "Q3", "named": True}, "No such period of Apple Inc. is on record."),
        (
            {"year": 2020, "open": "since"},
            "No years before fiscal 2022 that are asked for are on record without a gap.",
        ),
        ({"year": 2020, "open": "until"}, "No years that are asked for are on record without a gap."),
        ({"year": 2024, "open": "after"}, "No years that are asked for are on record without a gap."),
        ({"end": date(2024, 8, 15)}, "Apple Inc. has no fiscal period on record that ended 2024-08-15."),
        ({"year": 2024, "calendar": True}, "Apple Inc. does not report by calendar years; ask for a fiscal year."),
    ],
)
def test_a_period_that_is_not_on_record_is_refused(period: dict[str, object], sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        settled(of(APPLE, **period))
    assert (refused.value.reason, refused.value.sentence) == ("period_not_reported", sentence)


def test_of_several_companies_it_is_the_newest_that_all_have() -> None:
    assert settled(of(APPLE, META, back=0)) == [(0, "FY2023")]
    assert settled(of(META, INTEL, year=1900, open="since")) == [(0, "FY2023")]


def test_each_of_several_asks_is_of_the_same_period() -> None:
    assert settled(of(APPLE, back=0), of(META, back=0)) == [(APPLE.cik, "FY2023"), (META.cik, "FY2023")]


def test_companies_that_share_no_year_are_refused_together() -> None:
    with pytest.raises(Abstention, match="No such period of these companies together is on record"):
        settled(of(META, INTEL, back=1))


def test_of_every_company_it_is_the_newest_year_that_most_have() -> None:
    everyone = replace(ask("rank", "net_sales", (), 2024), everyone=True, periods=(LATEST,))
    found, companies = settle(Plan("filings", (everyone,)), book, lambda: (APPLE, META, INTEL))
    assert companies == (APPLE, META, INTEL)
    assert [(s.cik, s.periods) for s in found] == [(0, (Period(2023),))]


def test_the_companies_on_record_are_asked_for_only_where_all_are_meant() -> None:
    def none() -> Sequence[Company]:
        raise AssertionError

    assert settle(Plan("filings", (of(APPLE, back=0),)), book, none)[1] == ()


def test_a_day_on_which_both_ended_a_period_serves_both_only_where_it_is_alike() -> None:
    assert settled(of(META, INTEL, end=date(2023, 12, 31))) == [(0, "FY2023")]
    with pytest.raises(Abstention, match="fiscal periods that ended 2023-12-31 are not alike"):
        settled(of(APPLE, META, end=date(2023, 12, 31)))


def test_a_calendar_year_is_that_of_who_reports_by_calendar_years() -> None:
    assert settled(of(META, year=2023, calendar=True)) == [(META.cik, "FY2023")]
    assert settled(of(INTEL, year=2023, calendar=True)) == [(INTEL.cik, "FY2023")]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (Period(2024), Period(2024)),
        (LATEST, Period(2024)),
        (Period(end=date(2024, 9, 28)), Period(2024)),
        (Period(span="Q4", back=0), Period(2025, "Q1")),
        (Period(1900, open="since"), Period(1900, open="since")),
    ],
)
def test_one_period_comes_to_one(period: Period, found: Period) -> None:
    assert settled_period(book(APPLE), period) == found


@pytest.mark.parametrize(
    ("span", "years"), [("FY", {2022, 2023, 2024}), ("Q1", {2023, 2024, 2025}), ("Q4", {2023, 2024}), ("Q3", {2023, 2024}), ("Q2", {2024}), ("H2", {2024}), ("TTM", set())]
)  # fmt: skip
def test_years_of_a_span_are_filed_or_follow_from_others(span: Span, years: set[int]) -> None:
    assert years_of(book(APPLE), span) == years


def filed(*ends: tuple[str, str]) -> Figures:
    """The figures of a company whose periods are these."""
    facts: list[Fact] = [
        fact(MARCH.cik, SALES, 5, end, start, filed="2026-01-01", focus=int(end[:4])) for end, start in ends
    ]
    return Figures(Shelf([MARCH], facts).store, MARCH)


def test_the_newest_quarter_ends_with_the_newest_period() -> None:
    assert newest_quarter(book(APPLE)) == 2025 * 4
    assert newest_quarter(book(META)) == 2023 * 4 + 3
    assert newest_quarter(filed(("2024-12-31", "2024-01-01"), ("2025-06-30", "2025-01-01"))) == 2025 * 4 + 1
    assert newest_quarter(filed()) is None


def test_trailing_months_of_nothing_are_refused() -> None:
    with pytest.raises(Abstention, match=r"No quarter of March Corp\. is on record"):
        trailing(filed())


def test_trailing_months_to_a_fourth_quarter_are_the_year() -> None:
    assert trailing(book(META)) == Period(2023)
    assert trailing(book(APPLE)) == Period(2025, "TTM", through="Q1")


def test_years_with_a_gap_are_refused_and_only_the_newest_stretch_serves() -> None:
    figures = filed(("2021-12-31", "2021-01-01"), ("2023-12-31", "2023-01-01"), ("2024-12-31", "2024-01-01"))
    plan = Plan("filings", (of(MARCH, year=1900, open="since"),))
    (found,), _ = settle(plan, lambda _: figures, lambda: ())
    assert found == Settled(Period(1900, open="since"), MARCH.cik, (Period(2023), Period(2024)))
    with pytest.raises(Abstention, match="No years before fiscal 2023"):
        settle(Plan("filings", (of(MARCH, year=2021, open="since"),)), lambda _: figures, lambda: ())


def test_a_transition_period_is_found_by_its_end() -> None:
    figures = filed(
        ("2019-06-30", "2018-07-01"),
        ("2020-06-30", "2019-07-01"),
        ("2020-12-31", "2020-07-01"),
        ("2021-12-31", "2021-01-01"),
    )
    assert by_end(figures, Period(end=date(2020, 12, 31))) == Period(2020, "TP")


def test_a_quarters_end_in_the_year_is_no_years_end() -> None:
    assert by_end(book(APPLE), Period(end=date(2023, 12, 30))) == Period(2024, "Q1")

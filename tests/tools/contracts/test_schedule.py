"""When a contract ends, is renewed, and must be given notice of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.tools.contracts.schedule import Due, Renewal, Stated, current_end, dues, end_of, moved, renewals

YEARLY = Stated(date(2024, 4, 3), "P2Y", renewal="P1Y", notice="P60D")


@pytest.mark.parametrize(
    ("day", "by", "back", "there"),
    [
        ("2026-03-31", "P90D", True, "2025-12-31"),
        ("2024-01-31", "P1M", False, "2024-02-29"),
        ("2024-02-29", "P1Y", False, "2025-02-28"),
        ("2027-06-30", "P6M", True, "2026-12-30"),
        ("2026-04-02", "P10D, business days", True, "2026-03-19"),
        ("2024-01-01", "P2W", False, "2024-01-15"),
    ],
)
def test_day_is_moved_by_a_duration(day: str, by: str, back: bool, there: str) -> None:
    assert moved(date.fromisoformat(day), by, back) == date.fromisoformat(there)


def test_deadlines_come_with_each_renewal() -> None:
    assert dues(YEARLY, date(2026, 1, 1), date(2027, 4, 30)) == (
        Due(date(2026, 2, 1), "last day to stop the renewal"),
        Due(date(2026, 4, 3), "renewal"),
        Due(date(2027, 2, 1), "last day to stop the renewal"),
        Due(date(2027, 4, 3), "renewal"),
    )


def test_deadline_falls_in_the_time_asked_where_the_renewal_does_not() -> None:
    assert dues(YEARLY, date(2026, 1, 1), date(2026, 3, 1)) == (Due(date(2026, 2, 1), "last day to stop the renewal"),)


def test_contract_that_is_not_renewed_ends_once() -> None:
    stated = Stated(end=date(2027, 6, 30))
    assert dues(stated, date(2026, 1, 1), date(2030, 1, 1)) == (Due(date(2027, 6, 30), "end"),)
    assert dues(stated, date(2028, 1, 1), date(2030, 1, 1)) == ()


def test_nothing_is_computed_without_a_start() -> None:
    assert end_of(Stated(term="P2Y", renewal="P1Y")) is None
    assert dues(Stated(term="P2Y", renewal="P1Y"), date(2026, 1, 1), date(2030, 1, 1)) == ()


def test_running_term_ends_after_the_renewals_that_came() -> None:
    assert current_end(YEARLY, date(2026, 11, 28)) == date(2027, 4, 2)
    assert current_end(Stated(end=date(2020, 1, 1)), date(2026, 11, 28)) == date(2020, 1, 1)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400), st.sampled_from("DWMY"))
def test_moving_on_and_back_never_comes_out_later(day: date, count: int, unit: str) -> None:
    by = f"P{count}{unit}"
    assert moved(moved(day, by), by, back=True) <= day
    assert moved(day, by) > day


def test_what_is_no_duration_is_said() -> None:
    with pytest.raises(ValueError, match="is no duration"):
        moved(date(2024, 1, 1), "3 years")


def test_renewals_tell_when_each_is_stopped_begins_and_ends() -> None:
    first, second = renewals(YEARLY)[:2]
    assert first == Renewal(date(2026, 4, 2), date(2026, 2, 1), date(2026, 4, 3), date(2027, 4, 2))
    assert (second.end, second.begins, second.renewed) == (date(2027, 4, 2), date(2027, 4, 3), date(2028, 4, 2))
    assert renewals(Stated(date(2024, 4, 3), "P2Y", renewal="P1Y")) == ()


def test_renewals_for_a_hundred_years_end() -> None:
    assert renewals(Stated(date(2024, 1, 1), "P99Y", renewal="P99Y", notice="P1Y"))[-1].renewed.year < 2400

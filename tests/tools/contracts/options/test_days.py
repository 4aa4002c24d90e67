"""The days of an option, counted from what a contract states."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.contracts.options.days import OptionDays, option_days
from muniment.tools.contracts.options.option import option

START, END = date(2024, 4, 8), date(2027, 12, 31)


@pytest.mark.parametrize(
    ("value", "of_break", "days"),
    [
        (
            "Tenant: on P3Y after the Term Commencement Date, notice P6M",
            True,
            OptionDays(date(2027, 4, 8), None, date(2026, 10, 8)),
        ),
        (
            "Tenant: on P5Y, last day, after the start, notice P9M",
            True,
            OptionDays(date(2029, 4, 7), None, date(2028, 7, 7)),
        ),
        ("Licensee: from 2026-06-01, notice P3M", True, OptionDays(date(2026, 6, 1))),
        ("Tenant: P3Y, notice P4M to P9M", False, OptionDays(None, date(2027, 3, 31), date(2027, 8, 31))),
        ("Lessee: notice P45D", False, OptionDays(last=date(2027, 11, 16))),
        ("Customer: by 2027-03-31", False, OptionDays(last=date(2027, 3, 31))),
    ],
)
def test_days_of_an_option(value: str, of_break: bool, days: OptionDays) -> None:
    read = option(value)
    assert read is not None and option_days(read, START, END, of_break) == days


def test_option_whose_start_or_end_is_unknown_has_no_days() -> None:
    for value, of_break in (("Tenant: on P3Y after the start, notice P6M", True), ("Lessee: notice P45D", False)):
        read = option(value)
        assert read is not None and option_days(read, None, None, of_break) == OptionDays()

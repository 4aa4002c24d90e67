"""The days of an option: when a break falls, and the first and last day to exercise an option, counted in calendar days from what the contract states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from muniment.tools.contracts.options.option import BREAK, Option
from muniment.tools.contracts.schedule import moved

LAST_DAYS = {
    BREAK: "last day to give notice of the break",
    "option to renew": "last day to exercise the option to renew",
    "option to buy": "last day to exercise the option to buy",
}
"""What is said of the day by which each option is exercised."""


@dataclass(frozen=True, slots=True)
class OptionDays:
    """The days of an option, each None where there is none or it cannot be known.

    Args:
        falls: the day on which a break falls, or from which on it may.
        first: before which the option cannot be exercised.
        last: after which it cannot be.
    """

    falls: date | None = None
    first: date | None = None
    last: date | None = None


def option_days(option: Option, start: date | None, end: date | None, of_break: bool) -> OptionDays:
    """The days of an option.

    Args:
        option: as stated.
        start: the day that the option's moment is counted from.
        end: the last day of the term.
        of_break: whether it ends the contract early.

    >>> option_days(Option("Tenant", how="on", after="P3Y", of="the start", least="P6M"), date(2024, 5, 1), None, True).last.isoformat()
    '2026-11-01'
    """
    if not of_break:
        if option.day is not None:
            return OptionDays(last=option.day)
        if end is None or not option.least:
            return OptionDays()
        first = moved(end, option.most, back=True) if option.most else None
        return OptionDays(None, first, moved(end, option.least, back=True))
    falls = option.day
    if option.after:
        if start is None:
            return OptionDays()
        falls = moved(start, option.after) - timedelta(days=1 if option.is_last else 0)
    if falls is None or option.how == "from" or not option.least:
        return OptionDays(falls)
    first = moved(falls, option.most, back=True) if option.most else None
    return OptionDays(falls, first, moved(falls, option.least, back=True))

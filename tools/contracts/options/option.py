"""An option as the value of its field says it, "Tenant: P5Y, notice P6M to P12M", and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

BREAK, RENEW, BUY = "option to end early", "option to renew", "option to buy"
"""The fields of the sheet that are options."""
_VALUE = re.compile(
    r"(?P<holder>[^:]+): (?:(?P<length>P\d+[DWMY]))?(?:(?P<how>on|from) (?:(?P<day>\d{4}-\d\d-\d\d)|(?P<named>the Break Date)|(?P<after>P\d+[MY])(?P<last>, last day,)? after (?P<of>[^,]+)))?"
    r"(?:,? ?(?:notice (?P<least>P\d+[DWMY](?: \(business days\))?)(?: to (?P<most>P\d+[DWMY]))?)|,? ?by (?P<by>\d{4}-\d\d-\d\d))?"
)


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is stated.

    Args:
        holder: whose.
        length: of the renewed term, ISO 8601; empty for another option, or where it is not read.
        how: of a break: "on" a moment, or "from" it on; empty for another option.
        day: the moment, or the day by which an option is exercised.
        after, of: the moment as a length after a day that has a name; `is_last` where the last day of that length is meant.
        least, most: the notice, or the first and last time to give it, counted back from the moment or the end.
    """

    holder: str
    length: str = ""
    how: str = ""
    day: date | None = None
    after: str = ""
    of: str = ""
    is_last: bool = False
    least: str = ""
    most: str = ""


def option(value: str) -> Option | None:
    """An option from the value of its field; None where it is written otherwise."""
    m = _VALUE.fullmatch(value)
    if m is None:
        return None
    day = m["day"] or m["by"]
    return Option(
        m["holder"],
        m["length"] or "",
        m["how"] or "",
        date.fromisoformat(day) if day else None,
        m["after"] or "",
        m["of"] or ("the Break Date" if m["named"] else ""),
        bool(m["last"]),
        (m["least"] or "").replace(" (business days)", ", business days"),
        m["most"] or "",
    )

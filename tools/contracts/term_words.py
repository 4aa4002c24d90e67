"""A normalised value of a contract's term as people read it: `P60D` is "60 days", `US-NY` "New York (US-NY)"."""

from __future__ import annotations

import re

from muniment.tools.contracts.jurisdiction import place_name

_DURATION = re.compile(r"\bP(\d+)([DWMY])\b")
_EVERY = re.compile(r"\bper (P1W|P1M|P3M|P1Y)\b")
_PERIODS = {"P1W": "week", "P1M": "month", "P3M": "quarter", "P1Y": "year"}
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_CODE = re.compile(r"(?<![\w-])[A-Z]{2}(?:-[A-Z]{2,3})?(?![\w-])")


def said(value: str) -> str:
    """A value in words.

    >>> said("automatic, P1Y"), said("US-NY"), said("P10D, business days")
    ('automatic, 1 year', 'New York (US-NY)', '10 business days')
    """
    days = re.fullmatch(r"P(\d+)D, business days", value)
    if days:
        return f"{days[1]} business day{'s' if days[1] != '1' else ''}"
    value = _EVERY.sub(lambda m: f"per {_PERIODS[m[1]]}", value)
    value = _DURATION.sub(lambda m: f"{m[1]} {_UNITS[m[2]]}{'s' if m[1] != '1' else ''}", value)
    return _CODE.sub(lambda m: f"{place_name(m[0])} ({m[0]})" if place_name(m[0]) else m[0], value)

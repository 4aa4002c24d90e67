"""Amounts as the cells of lists state them, exact, with the unit of the cell or of its head; and what stands there where there is none.

What an amount is of is not asked here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from muniment.tools.digits import with_commas

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "us$": "USD", "a$": "AUD", "c$": "CAD"}
_CODES = frozenset("USD EUR GBP CHF JPY INR CAD AUD SEK NOK DKK PLN CZK ZAR SGD HKD NZD CNY BRL MXN AED".split())
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<before>US\$|A\$|C\$|[$€£¥₹]|[A-Z]{3}(?=\s?[-\d(]))?\s*(?P<sign_in>[-−–])?\s*(?P<open_in>\()?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(?P<after>%|[$€£¥₹]|[A-Za-z²³µ°][\w²³/°.]*(?:\s[a-z]+)?)?\s*(?P<close>\))?\s*(?P<sign_after>[-−])?",
)
_IN_BRACKETS = re.compile(
    r"[(\[]\s*([^)\]]*)\s*[)\]]|,\s*([A-Z]{3}|%)\s*$|\b(?:in)\s+([A-Z]{3}|euros?|dollars?|pounds?|kg|km|days?|hours?)\s*$|\s([A-Z]{3}|[$€£%])\s*$"
)
_UNIT = re.compile(r"[a-z²³%°/.]{1,10}|[A-Z]{3}|[$€£¥₹%]", re.IGNORECASE)

_EMPTY = frozenset(("", "-", "–", "—", "--", "n/a", "na", "n.a.", "#n/a", "null"))
_FREE = frozenset(("free", "waived", "none", "nil", "included", "gratis", "no charge"))
NOT_YET = frozenset(
    (
        "tbc",
        "tbd",
        "tba",
        "pending",
        "unknown",
        "to be confirmed",
        "to be determined",
        "awaited",
        "awaiting",
        "not known",
    )
)
"""What says that there is something, and not what."""
_BLANK = _EMPTY | {"tbc", "tbd", "?", "."}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: a currency's code, "%", a measure as written, or nothing."""

    value: Decimal
    unit: str


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().lower() in _BLANK


def amount_of(text: str) -> Amount | None:
    """The amount that a whole cell states; brackets and a minus sign make it negative.

    >>> amount_of("(1,250.50)").value, amount_of("€ 12").unit, amount_of("3 days").unit, amount_of("A-17")
    (Decimal('-1250.50'), 'EUR', 'days', None)
    >>> amount_of("8 925.00").value, amount_of("128 400 km").value, amount_of("07 700 900"), amount_of("2024 150")
    (Decimal('8925.00'), Decimal('128400'), None, None)
    """
    m = _AMOUNT.fullmatch(with_commas(text.strip()))
    if m is None or ((m["open"] or m["open_in"]) and not m["close"]):
        return None
    value = Decimal(m["digits"].replace(",", ""))
    unit = m["before"] or m["after"] or ""
    if m["after"] in ("k", "K"):
        value, unit = value * 1000, m["before"] or ""
    negative = m["sign"] in ("-", "−", "–") or m["sign_in"] or m["sign_after"] or m["open"] or m["open_in"]
    return Amount(-value if negative else value, _SIGNS.get(unit.lower(), unit))


def is_unknown(text: str) -> bool:
    """Whether a cell of a column of amounts says that there is one, and not which: "TBC"."""
    return text.strip().lower() not in _EMPTY | _FREE and amount_of(text) is None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return unit in _CODES


def unit_of_head(head: str) -> str:
    """The unit that a head states: "Net (EUR)", "Weight kg", "Margin %"."""
    for m in _IN_BRACKETS.finditer(head):
        said = next((g for g in m.groups() if g), "").strip()
        if said and _UNIT.fullmatch(said):
            upper = said.upper()
            return _SIGNS.get(said.lower(), upper if upper in _CODES else said)
    sign = next((s for s in _SIGNS if len(s) == 1 and s in head), "")
    if sign:
        return _SIGNS[sign]
    code = next((t.upper() for t in re.findall(r"[A-Za-z]+", head.replace("_", " ")) if t.upper() in _CODES), "")
    return code or ("%" if "%" in head else "")

"""Show exact values as people read them, without losing a digit of what was filed."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def show(value: Decimal, unit: str) -> str:
    """A value with its unit: `$391,035 million`, `$6.11 per share`, `15,408,095,000 shares`, `2.02 %`."""
    if unit == "pure":
        return show_percent(value)
    if unit.endswith("/shares"):
        return f"{_money(value, unit.removesuffix('/shares'), plain=True)} per share"
    if unit == "number":
        return _grouped(value)
    return _money(value, unit) if len(unit) == 3 else f"{_grouped(value)} {unit}"


def show_percent(value: Decimal, places: int = 2) -> str:
    """A fraction as a percentage, rounded half up: `2.02%`."""
    with localcontext(prec=60):
        return f"{(value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}%"


def show_multiple(value: Decimal) -> str:
    """A quotient as a multiple: `1.45`."""
    with localcontext(prec=60):
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def show_date(day: date) -> str:
    """`September 28, 2024`."""
    return f"{day:%B} {day.day}, {day.year}"


def _money(value: Decimal, currency: str, plain: bool = False) -> str:
    sign = "-" if value < 0 else ""
    mark = _SIGNS.get(currency, f"{currency} ")
    size = abs(value)
    if not plain and size >= 1_000_000:
        with localcontext(prec=60):
            millions = size / 1_000_000
            if millions == millions.quantize(Decimal("0.001")):
                return f"{sign}{mark}{_grouped(millions, 0)} million"
    if size != size.to_integral_value():
        with localcontext(prec=60):
            size = size.quantize(Decimal("0.01"), ROUND_HALF_UP) if -size.as_tuple().exponent > 4 else size  # type: ignore[operator]
    return f"{sign}{mark}{_grouped(size)}"


def _grouped(value: Decimal, least: int = 2) -> str:
    text = f"{value:,f}"
    if "." in text:
        whole, fraction = text.split(".")
        trimmed = fraction.rstrip("0")
        text = f"{whole}.{trimmed.ljust(least, '0')}" if trimmed else whole
    return text

"""What a statement leaves open, decided by what must add up: the sign of a tax, of other income, and the power of ten of a count of shares.

What does not add up, and is not said either, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from muniment.items.line_items import line_items
from muniment.tools.library.printed_fact import PrintedFact

_Figures = Mapping[tuple[str, date | None, date], Decimal]
_OPEN = ("income_tax_expense", "other_income", "shares_basic", "shares_diluted")
_POWERS = (0, 3, 6, -3, -6)
_EARNED_BY_OTHERS = re.compile(
    r"^(?!.*\bbefore\b)(?=.*\b(?:earnings|income|loss(?:es)?|equity)\b).*\b(?:joint\s+ventures|affiliates|associates|investees|equity[\s-]method)\b",
    re.IGNORECASE,
)
"""Names what companies of which a part is owned earned."""
_NEAR = (Decimal("0.5"), Decimal(2))
"""An amount per share times the shares comes as near to net income, preferred dividends and rounding aside; a wrong power of ten is a thousand off."""


def adding_up(found: Sequence[PrintedFact]) -> Iterator[PrintedFact]:
    """The facts, each with the sign or the power of ten by which it adds up; without those that are neither proven nor sure."""
    open_items = {line_items()[k].concepts[0]: k for k in _OPEN}
    figures = {(f.fact.concept, f.fact.start, f.fact.end): f.fact.value for f in found}
    for printed in found:
        key = open_items.get(printed.fact.concept)
        value: Decimal | None = printed.fact.value
        if key == "income_tax_expense":
            value = _tax(printed, figures, _joint(found, printed))
        elif key == "other_income" and not printed.is_sure:
            value = _other_income(printed, figures)
        elif key in ("shares_basic", "shares_diluted"):
            value = _shares(printed, key, figures)
        elif not printed.is_sure:
            value = None
        if value is not None:
            yield replace(printed, fact=replace(printed.fact, value=value), is_sure=True)


def _of(printed: PrintedFact, figures: _Figures, *keys: str) -> list[Decimal]:
    """The figures of line items for a fact's own period."""
    fact = printed.fact
    each = (figures.get((line_items()[k].concepts[0], fact.start, fact.end)) for k in keys)
    return [v for v in each if v is not None]


def _joint(found: Sequence[PrintedFact], printed: PrintedFact) -> list[Decimal]:
    """What others earned that stands behind the tax, of a fact's own period."""
    fact = printed.fact
    same = (f.fact for f in found if (f.fact.start, f.fact.end) == (fact.start, fact.end))
    return [f.value for f in same if _EARNED_BY_OTHERS.search(f.label)]


def _tax(printed: PrintedFact, figures: _Figures, joint: Sequence[Decimal]) -> Decimal | None:
    """A tax with the sign by which it and what is left are the income before it; what others earned may be in what is left."""
    whole = _of(printed, figures, "pretax_income")
    left = _of(printed, figures, "income_continuing_operations", "net_income", "net_income_including_noncontrolling")
    value = printed.fact.value
    fits = {v for v in (value, -value) for w in whole for rest in left if abs(w - v - rest) <= abs(w) / 50}
    fits |= {v for v in (value, -value) for w in whole for rest in left for j in joint if w - v + j == rest}
    return fits.pop() if len(fits) == 1 else None


def _other_income(printed: PrintedFact, figures: _Figures) -> Decimal | None:
    """Other income with the sign by which it and operating income are the income before tax."""
    value = printed.fact.value
    fits = {
        v
        for v in (value, -value)
        for operating in _of(printed, figures, "operating_income")
        for pretax in _of(printed, figures, "pretax_income")
        if operating + v == pretax
    }
    return fits.pop() if len(fits) == 1 else None


def _shares(printed: PrintedFact, key: str, figures: _Figures) -> Decimal | None:
    """A count of shares in the power of ten in which net income over it is near the earnings per share."""
    earned = _of(printed, figures, "net_income", "net_income_including_noncontrolling", "income_continuing_operations")
    each = _of(printed, figures, "eps_basic" if key == "shares_basic" else "eps_diluted")
    count = printed.fact.value
    if not earned or not each or not each[0] or not count:
        return count if printed.is_sure else None
    fits = [p for p in _POWERS if _NEAR[0] < earned[0] / count.scaleb(p) / each[0] < _NEAR[1]]
    return count.scaleb(fits[0]) if len(fits) == 1 else None

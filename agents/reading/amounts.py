"""An amount that a question names: "$390 billion", "45 %", in base units; a percentage as a fraction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALE = {"th": 3, "tr": 12, "tn": 12, "b": 9, "m": 6, "k": 3}
_SCALES = r"trillion|tn|billion|bil|bn|b|million|mil|mn|mm|m|thousand|k"
_AMOUNT = re.compile(
    rf"(?P<money>(?:us)?[$€£]|usd|eur)\s?(?P<a>\d[\d,]*(?:\.\d+)?)\s*(?P<as>{_SCALES})?\b(?:\s+(?:us\s+)?(?:dollars|usd|bucks))?"
    rf"|(?<![\w.,/-])(?P<b>\d[\d,]*(?:\.\d+)?)\s*(?P<bs>{_SCALES})\b(?:\s+(?:us\s+)?(?:dollars|usd|bucks))?"
    r"|(?<![\w.,/-])(?P<c>\d[\d,]*(?:\.\d+)?)\s*(?:us\s+)?(?P<cs>dollars|usd|bucks)\b"
    r"|(?<![\w.,/-])(?P<p>\d+(?:\.\d+)?)\s*(?:%|percent\b|per\s+cent\b|pct\b)"
)


@dataclass(frozen=True, slots=True)
class AmountMark:
    """An amount and where it stands; `percent` says that it is a fraction of something."""

    start: int
    end: int
    value: Decimal
    percent: bool = False


def find_amounts(text: str) -> list[AmountMark]:
    """The amounts of a folded text, in order."""
    found = []
    for match in _AMOUNT.finditer(text):
        if match["p"]:
            found.append(AmountMark(*match.span(), Decimal(match["p"]) / 100, True))
            continue
        digits = match["a"] or match["b"] or match["c"]
        scale = match["as"] or match["bs"] or " "
        value = Decimal(digits.replace(",", "")).scaleb(_SCALE.get(scale[:2], _SCALE.get(scale[0], 0)))
        found.append(AmountMark(*match.span(), value))
    return found

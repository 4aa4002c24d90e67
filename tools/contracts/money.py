"""Amounts of money as contracts write them, in their currency's ISO 4217 code where the sign is one country's; "$" alone stays "$"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {
    "us$": "USD",
    "usd": "USD",
    "u.s.$": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "inr": "INR",
    "c$": "CAD",
    "cad": "CAD",
    "cdn$": "CAD",
    "ca$": "CAD",
    "s$": "SGD",
    "sgd": "SGD",
    "a$": "AUD",
    "aud": "AUD",
    "au$": "AUD",
    "hk$": "HKD",
    "hkd": "HKD",
    "chf": "CHF",
    "¥": "¥",
    "jpy": "JPY",
    "$": "$",
}
_NAMES = {"dollars": "$", "pounds": "£", "pounds sterling": "GBP", "euros": "EUR", "euro": "EUR", "rupees": "INR"}
_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "m": 6,
    "mm": 6,
    "million": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "lakh": 5,
    "lakhs": 5,
    "crore": 7,
    "crores": 7,
}
_SIGN = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:\.\d{3})+,\d{2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![.,]?\d)|\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?(?![.,'’]?\d)|\d[\d,]*(?:\.\d+)?(?![.,]?\d)"
"""Digits as they are grouped by commas, by points with a decimal comma ("11.900,00"), or by apostrophes."""
_POINT_PARTS = frozenset({"EUR", "CHF"})
"""Currencies in which a point before three digits may part thousands: "EUR 1.500" is not read."""
_AMOUNT = re.compile(
    rf"(?<![\w$£€])(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER})(?:\s?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?(?!\w)(?:\s+(?P<code>USD|CAD|AUD|SGD)\b)?"
    rf"|(?<![\w.,$])(?P<bare>{_NUMBER})(?:\s(?P<bare_scale>hundred|thousand|million|billion|lakhs?|crores?))?\s(?P<name>(?:US\s|U\.S\.\s)?dollars|pounds sterling|pounds|euros?|rupees|USD|GBP|EUR|INR|CAD|SGD|AUD|CHF)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, its currency, and where it stands in the text."""

    amount: Decimal
    currency: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """As the sheet shows it: `GBP 250,000`, `$1,000,000`."""
        number = f"{self.amount.normalize():,f}"
        return f"{self.currency}{number}" if len(self.currency) == 1 else f"{self.currency} {number}"


def amounts(text: str) -> tuple[Money, ...]:
    """The amounts of a text, in their order.

    >>> [m.shown for m in amounts("US$2 million, or £250,000 (two hundred and fifty thousand pounds), or Rs. 50,00,000")]
    ['USD 2,000,000', 'GBP 250,000', 'INR 5,000,000']
    >>> [m.shown for m in amounts("EUR 11.900,00, EUR 5.000.000, EUR 1.500 or CHF 1'200")]
    ['EUR 11,900', 'EUR 5,000,000', 'CHF 1,200']
    """
    found = []
    for m in _AMOUNT.finditer(text):
        number = (m["number"] or m["bare"]).rstrip(",")
        scale = m["scale"] or m["bare_scale"]
        said = (m["code"] or m["sign"] or m["name"]).lower()
        currency = (
            "USD" if said in ("us dollars", "u.s. dollars") else _SIGNS.get(said) or _NAMES.get(said) or said.upper()
        )
        if currency in _POINT_PARTS and re.fullmatch(r"\d{1,3}\.\d{3}", number):
            continue
        value = Decimal(_plain(number)).scaleb(_SCALES[scale.lower()] if scale else 0)
        found.append(Money(value, currency, m.start(), m.end()))
    return tuple(found)


def _plain(number: str) -> str:
    """A number without what parts its thousands, and with a decimal point."""
    bare = re.sub(r"['’]", "", number)
    if re.fullmatch(r"[\d.]+,\d{2}", bare) or bare.count(".") > 1:
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(",", "")

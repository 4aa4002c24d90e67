"""What a statement says of its amounts: their currency, and the power of ten of amounts, of counts of shares, and of amounts per share.

Nothing is guessed: what is said in two ways, or not at all, is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PREFIXED = {
    "US": "USD",
    "U.S.": "USD",
    "A": "AUD",
    "AU": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "S": "SGD",
    "HK": "HKD",
    "NZ": "NZD",
    "NT": "TWD",
    "R": "BRL",
    "MX": "MXN",
}
"""What stands before a dollar sign to say whose dollar it is."""
_NATIONS = {
    "Australian": "AUD",
    "Canadian": "CAD",
    "Singapore": "SGD",
    "Hong Kong": "HKD",
    "New Zealand": "NZD",
    "New Taiwan": "TWD",
    "US": "USD",
    "U.S.": "USD",
    "United States": "USD",
}
_CODES = "USD|EUR|GBP|CHF|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|INR|ZAR|BRL|MXN|AUD|CAD|NZD|SGD|HKD|TWD|KRW|THB|MYR|IDR|ILS|AED|SAR"
"""ISO 4217, of the places whose companies publish in English."""
_DOLLARS = re.compile(rf"(?<![A-Za-z])({'|'.join(re.escape(p) for p in _PREFIXED)})\s?\$")
_NATIONAL = re.compile(
    rf"\b({'|'.join(re.escape(n) for n in _NATIONS)})\s+dollars?\b|({'|'.join(re.escape(n) for n in _NATIONS)})\s?\$",
    re.IGNORECASE,
)
_CODE = re.compile(rf"\b[kTM]?({_CODES})(?=\b|m\b|mn\b|bn\b)")
_SIGNS = (
    (re.compile(r"€|\beuros?\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bpounds?\b|\bsterling\b|\bpence\b", re.IGNORECASE), "GBP"),
    (re.compile(r"\bRMB\b|\brenminbi\b|\byuan\b", re.IGNORECASE), "CNY"),
    (re.compile(r"₹|\brupees?\b|\bRs\.?(?=\s?\d|\s+(?:in\s+)?(?:crores?|lakhs?|millions?))", re.IGNORECASE), "INR"),
    (re.compile(r"₩|\bkorean won\b", re.IGNORECASE), "KRW"),
    (re.compile(r"\bswiss francs?\b", re.IGNORECASE), "CHF"),
    (re.compile(r"\bR\s?['’]000\b|\b(?:of|in)\s+rands?\b|\bsouth african rands?\b", re.IGNORECASE), "ZAR"),
    (re.compile(r"¥|\byen\b", re.IGNORECASE), "JPY"),
)
_DOLLAR = re.compile(r"\$|\bdollars?\b", re.IGNORECASE)
_PRESENTED = re.compile(
    rf"\b(?:expressed|presented|stated|reported|shown|amounts?|figures)\b[^.]{{0,80}}?\b({'|'.join(re.escape(n) for n in _NATIONS)})\s+dollars\b",
    re.IGNORECASE,
)

_UNIT = rf"(?:(?:US|U\.S\.|A|AU|C|CA|S|HK|NZ)\s?\$|[$€£¥]|(?:{_CODES}|RMB)\b|euros?|dollars|pounds|yen)"
_POWERS = {"thousands": 3, "millions": 6, "billions": 9}
_SCALES = tuple(
    (re.compile(pattern, re.IGNORECASE), power)
    for pattern, power in (
        (
            r"\b(?:expressed|stated|amounts?|figures|all|shown|presented)\s+(?:are\s+)?in\s+(?:(?:whole|US|U\.S\.)\s+){0,2}"
            rf"{_UNIT}(?!\s?(?:m|mn|bn|['’]?000)\b)(?!,?\s*(?:in\s+)?(?:thousand|million|billion))",
            0,
        ),
        (r"\b[kT](?:EUR|USD|GBP|CHF|SEK|NOK|DKK)\b|\b[kT][$€£]", 3),
        (r"\bM(?:EUR|USD|GBP|CHF|SEK|NOK|DKK)\b", 6),
        (
            rf"\bthousands\b|\bnearest\s+thousand\b|(?:\bin|{_UNIT})\s*thousand\b|(?:{_UNIT}\s?|\(|['’])000(?:['’]?s)?\b",
            3,
        ),
        (rf"\bmillions\b|\bnearest\s+million\b|(?:\bin|{_UNIT})\s*million\b|[$€£]\s?mn?\b|\b(?:{_CODES})\s?mn?\b", 6),
        (r"\b(?:in|Rs\.?|INR|rupees)\s*crores?\b|₹\s*(?:in\s+)?crores?\b", 7),
        (r"\b(?:in|Rs\.?|INR|rupees)\s*lakhs?\b|₹\s*(?:in\s+)?lakhs?\b", 5),
        (rf"\bbillions\b|(?:\bin|{_UNIT})\s*billion\b|[$€£]\s?bn\b|\b(?:{_CODES})\s?bn\b", 9),
    )
)
"""How a statement says the power of ten of its amounts: "(in thousands)", "EUR million", "£'000", "in US dollars"."""
_SHARES_IN = re.compile(
    r"\bshares\b[^;)]{0,40}?\b(?:reflected |stated |are )?in (thousands|millions|billions)", re.IGNORECASE
)
_SHARES_APART = re.compile(
    r"\bexcept\b[^)]*(?<!per )(?<!per-)(?<!per common )(?<!per ordinary )\bshares?\b", re.IGNORECASE
)
_HUNDREDTHS = re.compile(r"\b(?:pence|cents?)\b|\(\s?(?:p|c|¢)\s?\)|¢", re.IGNORECASE)
_UNITS = re.compile(rf"{_UNIT}", re.IGNORECASE)


_OF_ALL = re.compile(
    r"\b(?:amounts|figures|values|tables|financial\s+statements|accounts)\b[^.]{0,90}?\b(?:are|is|have\s+been)\b[^.]{0,60}?\b(?:in|to\s+the\s+nearest)\b[^.]{0,80}",
    re.IGNORECASE,
)


def said_of_all(text: str) -> str:
    """What a document says of all its amounts, in a sentence of its own.

    >>> said_of_all("All amounts in the tables are in thousands of pounds (£'000) unless stated otherwise. Sales grew.")
    "amounts in the tables are in thousands of pounds (£'000) unless stated otherwise"
    >>> said_of_all("Sales in the tables grew in 2024.")
    ''
    """
    said = (m.group() for m in _OF_ALL.finditer(" ".join(text.split()).replace("U.S.", "US")))
    return "; ".join(dict.fromkeys(s for s in said if scales_of(s) or currencies_of([s], "")))


def scales_of(said: str) -> set[int]:
    """The powers of ten that a statement says of its amounts; what it says of shares is not meant.

    >>> scales_of("(In thousands, except per share amounts)"), scales_of("NOK million"), scales_of("All figures in £")
    ({3}, {6}, {0})
    >>> scales_of("Group 2024 S$’000"), scales_of("shares in thousands")
    ({3}, set())
    """
    said = _SHARES_IN.sub(" ", said)
    found = {power for pattern, power in _SCALES if pattern.search(said)}
    # "In US dollars, in thousands" names the currency apart.
    return found - {0} or found


def shares_scale(said: str, own: int) -> int | None:
    """The power of ten of counts of shares: as is said of them, else that of the amounts; None where they are only said to differ."""
    if named := _SHARES_IN.search(said):
        return _POWERS[named.group(1).lower()]
    return None if _SHARES_APART.search(said) else own


def per_share_scale(row: str, table: str, currency: str) -> int | None:
    """The power of ten of an amount per share: -2 where it is in pence or cents; None where nobody says whether it is in pounds or in pence.

    >>> per_share_scale("Basic (pence)", "£m", "GBP"), per_share_scale("Diluted", "per share amounts", "USD")
    (-2, 0)
    >>> per_share_scale("Basic earnings per ordinary share", "£’000", "GBP") is None
    True
    """
    if _HUNDREDTHS.search(row) or (not _UNITS.search(row) and _HUNDREDTHS.search(table)):
        return -2
    return None if currency == "GBP" and not _UNITS.search(row) else 0


def currencies_of(said: Iterable[str], document: str) -> set[str]:
    """The currencies that statements name, by code, sign or name.

    Args:
        said: what stands over the statements, over their columns, and in their cells.
        document: all that the document says, where a bare dollar may be called by its country.

    >>> currencies_of(["S$’000", "$ 12"], ""), currencies_of(["(NOK million)"], ""), sorted(currencies_of(["$ 5", "€ 4"], ""))
    ({'SGD'}, {'NOK'}, ['EUR', 'USD'])
    >>> currencies_of(["FY2024 R'000"], "")
    {'ZAR'}
    >>> currencies_of(["$ 12"], "Amounts are expressed in thousands of Canadian dollars.")
    {'CAD'}
    """
    text = " ".join(said)
    found = {_PREFIXED[m] for m in _DOLLARS.findall(text)} | {
        _nation(a or b) for a, b in _NATIONAL.findall(text) if a or b
    }
    rest = _NATIONAL.sub(" ", _DOLLARS.sub(" ", text))
    found |= set(_CODE.findall(rest)) | {code for pattern, code in _SIGNS if pattern.search(rest)}
    # "¥" is the sign of the yuan too.
    found -= {"JPY"} if "CNY" in found and not re.search(r"\byen\b|\bJPY\b", rest, re.IGNORECASE) else set()
    if _DOLLAR.search(rest) and not any(code.endswith("D") for code in found):
        presented = {_nation(n) for n in _PRESENTED.findall(document)}
        found |= presented or {"USD"}
    return found


def _nation(name: str) -> str:
    return next(code for nation, code in _NATIONS.items() if nation.lower() == name.lower())

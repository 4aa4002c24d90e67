"""Thousands as they are parted elsewhere: by apostrophes in Switzerland, by narrow spaces in print; read as if by commas."""

from __future__ import annotations

import re

_SPACED = re.compile(
    r"[-−–+(]?\s*(?:[$€£¥₹]|[A-Z]{2,3}\s)?\s*[-−–(]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?\s?(?:%|[$€£]|[A-Za-z²³/]{1,6})?\)?"
)
"""Nothing but one amount whose thousands are parted by common spaces: in a sentence they may be two."""
_LAKHS = re.compile(r"(?<![\d,.])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])")
"""1,48,216: lakhs and crores are parted by twos, as in India."""
_PARTED = re.compile(r"(?<=\d)['’ʼ\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def with_commas(text: str) -> str:
    """A text whose thousands are parted by commas.

    >>> with_commas("-45’080"), with_commas("1’234’567.50"), with_commas("'98")
    ('-45,080', '1,234,567.50', "'98")
    >>> with_commas("1,48,216.35"), with_commas("12,345,678")
    ('148,216.35', '12,345,678')
    >>> with_commas("6 482"), with_commas("−3 204"), with_commas("128 400 km"), with_commas("2024 150"), with_commas("in 12 345 cases")
    ('6,482', '−3,204', '128,400 km', '2024 150', 'in 12 345 cases')
    """
    text = _LAKHS.sub(lambda m: f"{int(m.group().replace(',', '')):,}", text)
    if _SPACED.fullmatch(text):
        text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ",", text)
    return _PARTED.sub(",", text)

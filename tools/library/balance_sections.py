"""What a row of a balance sheet is whose label leaves to its place whether it is owned or owed, within a year or later.

"Deferred revenue" over "Total current liabilities" is owed within the year, under it later. A row belongs to the next total below it;
where a balance sheet does not part what is current nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from muniment.wording import squash

Section = Literal["current assets", "other assets", "current liabilities", "other liabilities"]
_TOTALS: tuple[tuple[re.Pattern[str], Section | None], ...] = (
    (re.compile(r"^total current assets$", re.IGNORECASE), "current assets"),
    (
        re.compile(r"^total (?:non-?\s?current|long-term|other|fixed) assets$|^total assets$", re.IGNORECASE),
        "other assets",
    ),
    (re.compile(r"^total current liabilities$", re.IGNORECASE), "current liabilities"),
    (
        re.compile(r"^total (?:non-?\s?current|long-term|other) liabilities$|^total liabilities$", re.IGNORECASE),
        "other liabilities",
    ),
    (re.compile(r"^total .*(?:equity|deficit|investment)\b", re.IGNORECASE), None),
)
_PLACED: dict[Section, dict[str, str]] = {
    "current assets": {
        "marketable securities": "marketable_securities_current",
        "investments": "marketable_securities_current",
    },
    "other assets": {
        "marketable securities": "marketable_securities_noncurrent",
        "deferred income taxes": "deferred_tax_assets",
        "deferred taxes": "deferred_tax_assets",
        "deferred tax": "deferred_tax_assets",
        "other assets": "other_noncurrent_assets",
    },
    "current liabilities": {
        "deferred revenue": "deferred_revenue_current",
        "contract liabilities": "deferred_revenue_current",
        "unearned revenue": "deferred_revenue_current",
        "term debt": "long_term_debt_current",
        "short-term debt": "debt_current",
        "current portion of long-term debt": "long_term_debt_current",
    },
    "other liabilities": {
        "deferred revenue": "deferred_revenue_noncurrent",
        "contract liabilities": "deferred_revenue_noncurrent",
        "deferred income taxes": "deferred_tax_liabilities",
        "deferred taxes": "deferred_tax_liabilities",
        "deferred tax": "deferred_tax_liabilities",
        "operating lease liabilities": "operating_lease_liabilities_noncurrent",
        "long-term debt": "long_term_debt",
        "long-term borrowings": "long_term_debt",
        "term debt": "long_term_debt",
        "other liabilities": "other_noncurrent_liabilities",
    },
}
_KEYS = {section: {squash(label): key for label, key in names.items()} for section, names in _PLACED.items()}
PLACED = frozenset(label for names in _KEYS.values() for label in names)
"""Labels, run together, that mean nothing without their place."""


def sections(labels: Sequence[str]) -> list[Section | None]:
    """The section in which each row of a balance sheet stands; None where no total tells it.

    >>> sections(["Cash", "Total current assets", "Other assets", "Total assets"])
    ['current assets', 'current assets', 'other assets', 'other assets']
    """
    found: list[Section | None] = []
    ended = [s for s in map(_section_ended, labels) if s]
    # A table that is cut off behind its current liabilities goes on with the others.
    section: Section | None = "other liabilities" if ended and ended[-1] == "current liabilities" else None
    for n, label in reversed(list(enumerate(labels))):
        if (own := _section_ended(label)) is not None:
            section = own
        elif any(p.search(label) for p, s in _TOTALS if s is None):
            # Statements that print no total of liabilities go on to the owners' part.
            section = (
                "other liabilities" if any(_section_ended(x) == "current liabilities" for x in labels[:n]) else None
            )
        found.append(section if {"current assets", "current liabilities"} & set(ended) else None)
    return found[::-1]


def _section_ended(label: str) -> Section | None:
    return next((section for pattern, section in _TOTALS if pattern.search(label.strip(" :"))), None)


def placed_item(label: str, section: Section | None) -> str | None:
    """The key of the line item that a label means where it stands.

    >>> placed_item("Deferred revenue", "other liabilities"), placed_item("Deferred revenue", None)
    ('deferred_revenue_noncurrent', None)
    """
    return _KEYS[section].get(squash(label)) if section else None

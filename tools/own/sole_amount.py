"""The one amount of a sentence that a question can mean: "How much debt was outstanding?" wants the $54.5 million, and not the whole sentence.

Where a sentence states several that fit, none is chosen, and the sentence is quoted as it stands.
"""

from __future__ import annotations

import re

from muniment.records import Record
from muniment.tools.own.record_cells import Cell, cells, years_in

_PERCENT = re.compile(
    r"\bpercent\w*|\bper\s+cent\b|%|\brates?\b|\bmargins?\b|\bportion\b|\bshare\b|\bproportion\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow\s+many\b|\bnumber\s+of\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow\s+(?:much|large|big|high)\b|\bamounts?\b|\bwhat\s+(?:is|was|were|are)\b", re.IGNORECASE)
_UNIT = r"(?:us\s+|u\.s\.\s+)?(?:euros?|dollars?|pounds|francs|usd|eur|gbp|chf|basis\s+points|hours|days|weeks|months|years|shares|employees)\b"


def sole_amount(question: str, sentence: str) -> str:
    """The amount as it is written; empty where none, or more than one, fits the question's kind and year."""
    stated = cells([Record("", sentence)])
    fitting = [c for c in stated if _fits(question, c)]
    if _HOW_MUCH.search(question) and not any(c.unit == "pure" for c in fitting):
        # "3 facilities" is no amount of debt where the sentence has one of money.
        fitting = [c for c in fitting if c.unit != "number"] or fitting
    asked = set(years_in(question))
    if len(fitting) > 1 and asked:
        fitting = [c for c in fitting if set(c.years) & asked]
    if len(fitting) != 1:
        return ""
    (amount,) = fitting
    with_unit = re.search(rf"{re.escape(amount.text)}(?:\s+{_UNIT})?", sentence[amount.column :])
    return with_unit.group() if with_unit else amount.text


def _fits(question: str, cell: Cell) -> bool:
    if _PERCENT.search(question):
        return cell.unit == "pure"
    if _HOW_MANY.search(question):
        return cell.unit == "number"
    return bool(_HOW_MUCH.search(question))

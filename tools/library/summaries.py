"""Summaries of several years, believed as far as they agree with the statements: "Five-year financial highlights".

A summary may round, restate or count otherwise; so it gives its older years only where what it says of the statements' own years is what these say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from muniment.tools.formats.printed_table import PrintedTable
from muniment.tools.library.printed_fact import PrintedFact

SUMMARY = re.compile(
    r"\b(?:three|four|five|six|seven|ten|\d{1,2})[\s-]years?\b(?:[\s-]+\w+){0,3}\s+(?:summary|record|review|highlights|overview|history|comparison)\b"
    r"|\b(?:selected|key)\s+(?:consolidated\s+)?financial\s+(?:data|figures|information|highlights)\b|\bfinancial\s+(?:highlights|record|summary)\b",
    re.IGNORECASE,
)
AGREEING = 2
"""Figures that a summary must share with the statements."""


def is_summary(table: PrintedTable) -> bool:
    """Whether a table's caption calls it a summary of years."""
    return SUMMARY.search(table.caption) is not None


def believed(summary: Sequence[PrintedFact], stated: Sequence[PrintedFact]) -> list[PrintedFact]:
    """The facts of a summary that the statements do not state, of the items of which both state a figure, and none otherwise."""
    known = {_key(f): f.fact.value for f in stated}
    agreeing = [f.fact.concept for f in summary if known.get(_key(f)) == f.fact.value]
    otherwise = {f.fact.concept for f in summary if known.get(_key(f), f.fact.value) != f.fact.value}
    if len(agreeing) < AGREEING:
        return []
    told = set(agreeing) - otherwise
    return [f for f in summary if f.fact.concept in told and _key(f) not in known]


def _key(printed: PrintedFact) -> tuple[str, date | None, date]:
    return printed.fact.concept, printed.fact.start, printed.fact.end

"""The clauses of a contract of the library, each on its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader
from muniment.store.clauses import PageClause
from muniment.tools.contracts.clauses import clauses

KEPT = 0.05
"""The chance from which on a clause is kept: far below the line from which on one is told, so that what is nearest can be shown."""


def read_clauses(pages: Sequence[str], home: Path) -> list[PageClause]:
    """The clauses of a contract; one that goes over the end of a page is cut there.

    Raises:
        ModelUnavailable: the reader's base model is not installed.
    """
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    found = []
    for c in clauses("\n".join(pages), clause_reader(home), kinds()):
        if c.chance >= KEPT:
            n = bisect_right(starts, c.start) - 1
            end = min(c.end - starts[n], len(pages[n]))
            found.append(PageClause(c.kind, n + 1, c.start - starts[n], end, c.chance))
    return found

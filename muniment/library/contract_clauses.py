"""Which documents are contracts, and their clauses, each on its page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader
from muniment.store.clauses import PageClause
from muniment.tools.contracts.clauses import clauses

KEPT = 0.05
"""The chance from which on a clause is kept: far below the line from which on one is told, so that what is nearest can be shown."""
HEAD, FRONT = 600, 6_000
"""Characters in which a contract says what it is, and in which it names its parties."""
_KIND = re.compile(
    r"\b(?:agreements?|contracts?|leases?|licen[cs]es?|deeds?|amendments?|addendum|guaranty)\b", re.IGNORECASE
)
_PARTIES = re.compile(r"\b(?:by and (?:between|among)|between|among|part(?:y|ies)|undersigned)\b", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:shall|agrees?|hereby|hereunder|herein|hereof|thereof|must|will|may not)\b", re.IGNORECASE)
FEWEST = 5
"""Words that bind, in a contract; one in plain English has "will" and "must" for them."""


def is_contract(pages: Sequence[str]) -> bool:
    """Whether a document is a contract: it says so at its head, names parties, and binds them.

    >>> is_contract(["LEASE. By and between A and B. A shall let, B agrees to pay, hereby, hereunder, as hereof."])
    True
    >>> is_contract(["Annual report. Our lease agreements with landlords shall end."])
    False
    """
    text = "\n".join(pages)
    return (
        _KIND.search(text[:HEAD]) is not None
        and _PARTIES.search(text[:FRONT]) is not None
        and len(_BINDS.findall(text)) >= FEWEST
    )


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

"""The clauses and the terms of a contract, each on its page; read when the contract is added."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader, entailment_reader
from muniment.store.library.clauses import PageClause
from muniment.store.library.contents import Contents
from muniment.store.library.contract_terms import DEFINITION, PROPOSITION, PageTerm
from muniment.tools.contracts.clauses import clauses
from muniment.tools.contracts.contract import HEAD
from muniment.tools.contracts.definitions import definitions
from muniment.tools.contracts.entailment import OF_SECRETS, read_entailments
from muniment.tools.contracts.terms import read_terms

KEPT = 0.05
"""The chance from which on a clause is kept: far below the line from which on one is told, so that what is nearest can be shown."""


def read_contract(pages: Sequence[str], home: Path) -> Contents:
    """The clauses and terms of a contract; one that goes over the end of a page is cut there.

    Raises:
        ModelUnavailable: the reader's base model is not installed.
    """
    text = "\n".join(pages)
    kept = [c for c in clauses(text, clause_reader(home), kinds()) if c.chance >= KEPT]
    placed = _Places(pages)
    terms = [PageTerm(t.field, t.value, *placed(t.start, t.end), t.chance) for t in read_terms(text, kept)]
    terms += [PageTerm(f"{DEFINITION}{d.name}", "", *placed(d.start, d.end), 1.0) for d in definitions(text)]
    if OF_SECRETS.search(text[:HEAD]):
        said = read_entailments(text, entailment_reader(home))
        terms += [PageTerm(f"{PROPOSITION}{s.proposition}", s.says, *placed(s.start, s.end), s.chance) for s in said]
    return Contents([PageClause(c.kind, *placed(c.start, c.end), c.chance) for c in kept], terms)


class _Places:
    """Where stretches of the whole text stand: the page (from 1), and the characters there."""

    def __init__(self, pages: Sequence[str]) -> None:
        self.pages = pages
        self.starts, at = [], 0
        for page in pages:
            self.starts.append(at)
            at += len(page) + 1

    def __call__(self, start: int, end: int) -> tuple[int, int, int]:
        n = bisect_right(self.starts, start) - 1
        return n + 1, start - self.starts[n], min(end - self.starts[n], len(self.pages[n]))

"""Which contract of the library a question about a clause means, and that contract's clauses of the kind asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.errors import Abstention
from muniment.graphs.library.contracts.names import ContractNames, borne
from muniment.learning.certified import least_chance
from muniment.store.library.clauses import KeptClause, contracts, find_clauses
from muniment.store.library.documents import Documents
from muniment.tools.contracts.clause_kinds import ClauseAsked
from muniment.wording import stem, tokens

MOST = 5
"""Clauses of one kind that are quoted, and contracts that are named where it is not clear which is meant."""
NEAREST = 160
"""Characters of what is nearest that a refusal shows."""


def find_contract_clauses(
    documents: Documents, asked: ClauseAsked, within: Sequence[str], as_of: date | None, risk: float
) -> list[KeptClause]:
    """The clauses that a question asks to see, the likeliest first; none where the library has no contract that it may mean.

    Args:
        documents: of the library.
        asked: the kind, and by which words the contract is named.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told that may be wrong.

    Raises:
        Abstention: several contracts may be meant, or the contract has no such clause.
    """
    every = contracts(documents.store, within, as_of)
    if not every or not (asked.named or asked.of_contract):
        return []
    meant, narrowing = ContractNames(documents, every).likeliest(asked.named)
    if not meant:
        return []
    if len(meant) > 1:
        listed = f"muniment clauses {asked.kind.lower()}"
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], listed))
    found = find_clauses(documents.store, meant, asked.kind)
    least = least_chance("clause", risk)
    told = [c for c in found if c.chance >= least]
    told = [c for c in told if narrowing == borne({stem(t) for t in tokens(c.text)}, narrowing)]
    if not told:
        near = f"page {found[0].page}: “{shortened(found[0].text)}”" if found else ""
        raise Abstention("insufficient_evidence", no_clause(asked.kind, every[meant[0]], near))
    return told[:MOST]


def unclear(names: Sequence[str], command: str) -> str:
    """That several contracts may be meant, and by which command what all of them say is listed."""
    more = len(names) - MOST
    shown = ", ".join(names[:MOST]) + (f" and {more} {'other' if more == 1 else 'others'}" if more > 0 else "")
    return f"Which contract is meant: {shown}? What all of them say is listed by: {command}"


def no_clause(kind: str, where: str, nearest: str) -> str:
    """That no clause of a kind was found somewhere, and what comes nearest, if anything does."""
    said = f"No clause of the kind “{kind}” was found in {where}."
    return f"{said} Nearest, not proven: {nearest}" if nearest else said


def shortened(text: str) -> str:
    """A clause on one line, as long as a refusal shows it."""
    said = " ".join(text.split())
    return said if len(said) <= NEAREST else f"{said[:NEAREST]} …"

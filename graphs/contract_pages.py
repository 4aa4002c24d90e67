"""Which contract of the library a question about a clause means, and that contract's clauses of the kind asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.errors import Abstention
from muniment.learning.certified import least_chance
from muniment.store.clauses import KeptClause, contracts, find_clauses
from muniment.store.documents import Documents
from muniment.tools.contracts.clause_kinds import ClauseAsked
from muniment.tools.library.finding import spaced
from muniment.wording import stem, tokens

MOST = 5
"""Clauses of one kind that are quoted, and contracts that are named where it is not clear which is meant."""
NEAREST = 160
"""Characters of what is nearest that a refusal shows."""


def find_contract_clauses(
    documents: Documents, asked: ClauseAsked, within: Sequence[str], as_of: date | None, risk: float
) -> list[KeptClause]:
    """The clauses that a question asks to see, the likeliest first; none where the library has no contract.

    Args:
        documents: of the library.
        asked: the kind, and by which words the contract is named.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told that may be wrong.

    Raises:
        Abstention: several contracts may be meant, or none has those words; or the contract has no such clause.
    """
    every = contracts(documents.store, within, as_of)
    if not every:
        return []
    words = {stem(t) for t in tokens(asked.named)}
    borne = documents.bearing(words, list(every)) if words else {}
    meant = [
        id for id, name in every.items() if words <= borne.get(id, set()) | {stem(t) for t in tokens(spaced(name))}
    ]
    if len(meant) != 1:
        raise Abstention("ambiguous_entity" if meant else "no_record", _unclear(asked, [every[id] for id in meant]))
    found = find_clauses(documents.store, meant, asked.kind)
    least = least_chance("clause", risk)
    told = [c for c in found if c.chance >= least][:MOST]
    if not told:
        raise Abstention("insufficient_evidence", _none(asked.kind, every[meant[0]], found))
    return told


def _unclear(asked: ClauseAsked, names: Sequence[str]) -> str:
    if not names:
        return f"No contract of the library bears the name “{asked.named}”."
    more = len(names) - MOST
    shown = ", ".join(names[:MOST]) + (f" and {more} {'other' if more == 1 else 'others'}" if more > 0 else "")
    return f"Which contract is meant: {shown}? The clauses of all are listed by: muniment clauses {asked.kind.lower()}"


def _none(kind: str, name: str, found: Sequence[KeptClause]) -> str:
    said = f"No clause of the kind “{kind}” was found in {name}."
    if not found:
        return said
    near = " ".join(found[0].text.split())
    return f"{said} Nearest, not proven: page {found[0].page}: “{near[:NEAREST]}{' …' if len(near) > NEAREST else ''}”"

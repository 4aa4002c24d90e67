"""Which contract of the library a question about a clause means, and that contract's clauses of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from muniment.errors import Abstention
from muniment.learning.certified import least_chance
from muniment.store.clauses import KeptClause, contracts, find_clauses
from muniment.store.contract_terms import find_terms
from muniment.store.documents import Documents
from muniment.tools.contracts.clause_kinds import ClauseAsked
from muniment.tools.library.finding import spaced
from muniment.wording import squash, stem, tokens

MOST = 5
"""Clauses of one kind that are quoted, and contracts that are named where it is not clear which is meant."""
LIKELY = 0.3
"""The chance from which on a clause that names a contract's title, parties or law helps to tell which contract is meant."""
ALIKE = 6
"""Letters that two forms of a word share."""
_AMENDS = re.compile(
    r"\b(?:amendment|addendum|variation|supplement|amending|side[\s-]letter|letter\s+of\s+variation)\b", re.IGNORECASE
)
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
    meant, narrowing = likeliest_contract(documents, asked.named, every)
    if not meant:
        return []
    # A contract and what amends it are one.
    amended = amendments(documents, every)
    meant = list(dict.fromkeys(amended.get(id, id) for id in meant))
    if len(meant) > 1:
        listed = f"muniment clauses {asked.kind.lower()}"
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], listed))
    found = find_clauses(documents.store, meant, asked.kind)
    least = least_chance("clause", risk)
    told = [c for c in found if c.chance >= least]
    told = [c for c in told if narrowing == _borne({stem(t) for t in tokens(c.text)}, narrowing)]
    if not told:
        near = f"page {found[0].page}: “{shortened(found[0].text)}”" if found else ""
        raise Abstention("insufficient_evidence", no_clause(asked.kind, every[meant[0]], near))
    return told[:MOST]


def likeliest_contract(
    documents: Documents, named: Sequence[str], every: Mapping[int, str]
) -> tuple[list[int], set[str]]:
    """The contracts that bear the words by which one is named, by their file's name, title and parties, or else by their first page; and the
    words that the one that bears most of them does not bear, which narrow the clause then."""
    words = {stem(t) for word in named for t in tokens(word)}
    if not words:
        return list(every), set()
    cards = cards_of(documents, every)
    if meant := named_outright(cards, named):
        return meant, set()
    for id, page in documents.first_pages(every).items():
        cards[id] |= set(page.split())
    borne = {id: _borne(card, words) for id, card in cards.items()}
    most = max(map(len, borne.values()))
    likeliest = [id for id, held in borne.items() if len(held) == most > 0]
    if most == len(words) or (len(likeliest) == 1 and not all(w.isdigit() for w in borne[likeliest[0]])):
        return likeliest, words - borne[likeliest[0]]
    return [], words


def cards_of(documents: Documents, every: Mapping[int, str]) -> dict[int, set[str]]:
    """The stems by which each contract is named: of its file's name, its title, its parties and its law."""
    cards = {id: {stem(t) for t in tokens(spaced(name))} for id, name in every.items()}
    for kind in ("Document Name", "Parties", "Governing Law"):
        for clause in find_clauses(documents.store, list(every), kind, LIKELY):
            cards[clause.of] |= {stem(t) for t in tokens(clause.text)}
    # A contract and what amends it are one.
    for by, of in amendments(documents, every).items():
        cards[of] |= cards[by]
    return cards


def named_outright(cards: Mapping[int, set[str]], named: Sequence[str]) -> list[int]:
    """The contracts whose cards bear all the words by which one is named."""
    words = {stem(t) for word in named for t in tokens(word)}
    return [id for id, card in cards.items() if words and _borne(card, words) == words]


def contract_meant(documents: Documents, named: Sequence[str], every: Mapping[int, str]) -> list[int]:
    """The contracts that bear all the words by which one is named; the only one there is where none are said."""
    meant, narrowing = likeliest_contract(documents, named, every)
    return [] if narrowing else meant


def amendments(documents: Documents, every: Mapping[int, str]) -> dict[int, int]:
    """The contracts that amend another one, by their titles, and which: the one that has the same parties and amends none itself."""
    titles = {id: spaced(name) for id, name in every.items()}
    parties: dict[int, set[str]] = {id: set() for id in every}
    for clause in find_clauses(documents.store, list(every), "Document Name", LIKELY):
        titles[clause.of] += f" {clause.text}"
    for term in find_terms(documents.store, list(every), fields="parties"):
        parties[term.of].add(squash(term.value))
    changing = {id for id, title in titles.items() if _AMENDS.search(title)}
    found = {}
    for id in changing:
        bases = [b for b in every if b not in changing and len(parties[b] & parties[id]) > 1]
        if len(bases) == 1:
            found[id] = bases[0]
    return found


def _borne(card: set[str], words: set[str]) -> set[str]:
    """Which of some words a card bears, in some form of them: "consultancy" for "consulting"."""
    begun = {c[:ALIKE] for c in card if len(c) >= ALIKE}
    return {w for w in words if w in card or (len(w) >= ALIKE and w[:ALIKE] in begun)}


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

"""Which contract of the library some words mean, and which contract amends which: read once for a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from muniment.store.library.clauses import find_clauses
from muniment.store.library.contract_terms import find_terms
from muniment.store.library.documents import Documents
from muniment.tools.library.finding import spaced
from muniment.wording import squash, stem, tokens

LIKELY = 0.3
"""The chance from which on a clause that names a contract's title, parties or law helps to tell which contract is meant."""
ALIKE = 6
"""Letters that two forms of a word share."""
_AMENDS = re.compile(
    r"\b(?:amendment|addendum|variation|supplement|amending|side[\s-]letter|letter\s+of\s+variation)\b", re.IGNORECASE
)


class ContractNames:
    """The names that contracts are known by.

    Args:
        documents: of the library.
        every: the contracts, their file's names by their numbers.
    """

    def __init__(self, documents: Documents, every: Mapping[int, str]) -> None:
        self.documents = documents
        self.every = every

    @cached_property
    def amended(self) -> dict[int, int]:
        """Which contract amends which."""
        return amendments(self.documents, self.every)

    @cached_property
    def cards(self) -> dict[int, set[str]]:
        """The stems by which each contract is named: of its file's name, its title, its parties and its law, and of those of what amends it."""
        cards = {id: {stem(t) for t in tokens(spaced(name))} for id, name in self.every.items()}
        for kind in ("Document Name", "Parties", "Governing Law"):
            for clause in find_clauses(self.documents.store, list(self.every), kind, LIKELY):
                cards[clause.of] |= {stem(t) for t in tokens(clause.text)}
        for by, of in self.amended.items():
            cards[of] |= cards[by]
        return cards

    @cached_property
    def _with_first_pages(self) -> dict[int, set[str]]:
        pages = self.documents.first_pages(self.every)
        return {id: card | set(pages.get(id, "").split()) for id, card in self.cards.items()}

    def likeliest(self, named: Sequence[str]) -> tuple[list[int], set[str]]:
        """The contracts that bear the words by which one is named, by their cards, or else by their first pages; one that amends another stands for that.

        Args:
            named: the words; none means any contract.

        Returns:
            The contracts, and the stems that the one which bears most of them does not bear: they narrow what is asked of it.
        """
        words = {stem(t) for word in named for t in tokens(word)}
        if not words:
            return self._bases(self.every), set()
        if meant := [id for id, card in self.cards.items() if borne(card, words) == words]:
            return self._bases(meant), set()
        held = {id: borne(card, words) for id, card in self._with_first_pages.items()}
        most = max(map(len, held.values()))
        likeliest = [id for id, bears in held.items() if len(bears) == most > 0]
        if most == len(words) or (len(likeliest) == 1 and not all(w.isdigit() for w in held[likeliest[0]])):
            return self._bases(likeliest), words - held[likeliest[0]]
        return [], words

    def _bases(self, ids: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(self.amended.get(id, id) for id in ids))


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


def borne(card: set[str], words: set[str]) -> set[str]:
    """Which of some words a card bears, in some form of them: "consultancy" for "consulting"."""
    begun = {c[:ALIKE] for c in card if len(c) >= ALIKE}
    return {w for w in words if w in card or (len(w) >= ALIKE and w[:ALIKE] in begun)}

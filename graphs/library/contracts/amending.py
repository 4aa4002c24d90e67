"""What an amendment says of a field of the contract that it amends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from muniment.graphs.library.contracts.names import amendments
from muniment.graphs.library.contracts.sheets import SheetOf, TermsTold, listed_names
from muniment.graphs.library.hanging import Stretch
from muniment.store.library.clauses import contracts
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import KeptProvision, provisions_of
from muniment.tools.contracts.changes import Touched, section_at, touches
from muniment.tools.contracts.term_words import said
from muniment.wording import FUNCTION_WORDS, stem, tokens

MOST = 3
"""Provisions of an amendment that are told beside the contract."""
HEADING = 5
"""Words that a heading may have."""
_OF_ANY = frozenset("term date day end start right law change document agreement on option".split())
"""Words of fields' names that any amendment may bear."""


class Amendment:
    """An amendment beside the contract that it amends; its provisions and the contract's pages are read once.

    Args:
        documents: of the library.
        change: the amendment.
        contract: what it amends.
    """

    def __init__(self, documents: Documents, change: SheetOf, contract: SheetOf) -> None:
        self.documents = documents
        self.change = change
        self.contract = contract

    def changes(self, *fields: str) -> bool:
        """Whether it states one of the fields itself, or changes a clause that one rests on."""
        return any(
            self.change.fields[f].status != "absent" or any(self._touches(p, f) for p in self._provisions)
            for f in fields
        )

    def speaking_of(self, field: str) -> list[KeptTerm]:
        """The provisions that change a clause that a field rests on, bear the words of the field, or change a word that it uses, the first ones in that order."""
        wanted = {stem(t) for t in tokens(field) if t not in FUNCTION_WORDS and t not in _OF_ANY}
        ranked = []
        for n, p in enumerate(self._provisions):
            how = self._touches(p, field)
            # "Non-exclusive" bears the word too; a heading says nothing.
            bears = len(p.text.split()) > HEADING and any(
                re.search(rf"\b{re.escape(w)}", p.text, re.IGNORECASE) for w in wanted
            )
            if how or bears:
                ranked.append((0 if "itself" in how else 1 if bears else 2, n, p))
        return [p.as_term(field) for _, _, p in sorted(ranked, key=lambda r: r[:2])[:MOST]]

    def _touches(self, provision: KeptProvision, field: str) -> set[Touched]:
        """How a provision changes the clauses that a field rests on; empty where it changes none."""
        rests = (self.contract.terms[n] for n in self.contract.fields[field].terms)
        found = {
            touches(provision.text, t.text, section_at(self._pages[t.page], t.start))
            for t in rests
            if t.page in self._pages
        }
        return found - {""}

    @cached_property
    def _provisions(self) -> list[KeptProvision]:
        return list(provisions_of(self.documents.store, self.change.id))

    @cached_property
    def _pages(self) -> dict[int, str]:
        return {p.number: p.text for p in self.documents.pages([self.contract.id]).get(self.contract.id, [])}


def changed_by(
    documents: Documents, of: int, stretches: Sequence[Stretch], within: Sequence[str], as_of: date | None
) -> tuple[dict[int, list[Stretch]], str]:
    """What amendments say of stretches of one contract, by the amendment's number, and what must be said of those in which nothing of it was found.

    Args:
        documents: of the library.
        of: the contract's number.
        stretches: of it.
        within: only in these collections.
        as_of: the documents as they were on a day.
    """
    every = contracts(documents.store, within, as_of)
    pages = {p.number: p.text for p in documents.pages([of]).get(of, [])}
    found: dict[int, list[Stretch]] = {}
    silent = []
    for by in (by for by, base in amendments(documents, every).items() if base == of):
        touching = [
            Stretch(p.page, p.start, p.end, p.text, 1.0)
            for p in provisions_of(documents.store, by)
            if any(touches(p.text, s.text, section_at(pages[s.page], s.start)) for s in stretches)
        ]
        if touching:
            found[by] = touching[:MOST]
        else:
            silent.append(every[by])
    return found, f"It is amended by {listed_names(silent)}, in which nothing of it was found." if silent else ""


def with_amendments(told: TermsTold, amended_by: Sequence[Amendment], field: str, subject: str = "It") -> TermsTold:
    """What is told of a contract, and which documents amend it; what they state of the field, or say of its matter, is told beside it."""
    terms, text = list(told.terms), told.listing.text
    if amended_by and not text.endswith("."):
        text += "."
    for amendment in amended_by:
        own = amendment.change.fields[field]
        text += f" {subject} is amended by “{amendment.change.name}”"
        if own.values:
            terms.append(amendment.change.terms[own.terms[0]])
            text += f", which states: {'; '.join(said(v) for v in own.values)} [{len(terms)}]"
        for provision in amendment.speaking_of(field):
            terms.append(provision)
            text += f", which says: “{' '.join(provision.text.split())}” [{len(terms)}]"
        text += "."
    return TermsTold(replace(told.listing, text=text), tuple(terms))


def left_open(contract: SheetOf, amended_by: Sequence[Amendment]) -> SheetOf:
    """A contract whose fields that an amendment changes are not read."""
    fields = {
        name: replace(f, status="unread", values=()) if f.values and any(a.changes(name) for a in amended_by) else f
        for name, f in contract.fields.items()
    }
    return replace(contract, fields=fields)

"""What an amendment says of a field of the contract that it amends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.graphs.library.contract_pages import amendments
from muniment.graphs.library.contract_sheets import SheetOf, TermsTold, listed_names
from muniment.graphs.library.hanging import Stretch
from muniment.store.clauses import contracts
from muniment.store.contract_terms import KeptTerm
from muniment.store.documents import Documents
from muniment.store.provisions import provisions_of
from muniment.tools.contracts.changes import section_at, touches
from muniment.tools.contracts.term_words import said
from muniment.wording import FUNCTION_WORDS, stem, tokens

MOST = 3
"""Provisions of an amendment that are told beside the contract."""
HEADING = 5
"""Words that a heading may have."""
_OF_ANY = frozenset("term date day end start right law change document agreement on option".split())
"""Words of fields' names that any amendment may bear."""


def speaking_of(documents: Documents, change: SheetOf, contract: SheetOf, field: str) -> list[KeptTerm]:
    """The provisions of an amendment that change a clause that a field rests on, bear the words of the field, or change a word that it uses, the first ones in that order.

    Args:
        documents: of the library.
        change: the amendment.
        contract: what it amends.
        field: of the sheet.
    """
    wanted = {stem(t) for t in tokens(field) if t not in FUNCTION_WORDS and t not in _OF_ANY}
    clauses = _clauses_of(documents, contract, field)
    ranked = []
    for n, p in enumerate(provisions_of(documents.store, change.id)):
        how = {touches(p.text, *clause) for clause in clauses}
        # "Non-exclusive" bears the word too; a heading says nothing.
        bears = (
            any(re.search(rf"\b{re.escape(w)}", p.text, re.IGNORECASE) for w in wanted)
            and len(p.text.split()) > HEADING
        )
        if "itself" in how or bears or "a word" in how:
            ranked.append((0 if "itself" in how else 1 if bears else 2, n, p))
    return [p.as_term(field) for _, _, p in sorted(ranked, key=lambda r: r[:2])[:MOST]]


def changes(documents: Documents, change: SheetOf, contract: SheetOf, field: str) -> bool:
    """Whether an amendment states a field itself, or changes a clause that the field rests on."""
    clauses = _clauses_of(documents, contract, field)
    return change.fields[field].status != "absent" or any(
        touches(p.text, *clause) for p in provisions_of(documents.store, change.id) for clause in clauses
    )


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


def with_amendments(
    documents: Documents,
    told: TermsTold,
    contract: SheetOf,
    amended_by: Sequence[SheetOf],
    field: str,
    subject: str = "It",
) -> TermsTold:
    """What is told of a contract, and which documents amend it; what they state of the field, or say of its matter, is told beside it."""
    terms, text = list(told.terms), told.listing.text
    if amended_by and not text.endswith("."):
        text += "."
    for change in amended_by:
        own = change.fields[field]
        text += f" {subject} is amended by “{change.name}”"
        if own.values:
            terms.append(change.terms[own.terms[0]])
            text += f", which states: {'; '.join(said(v) for v in own.values)} [{len(terms)}]"
        for provision in speaking_of(documents, change, contract, field):
            terms.append(provision)
            text += f", which says: “{' '.join(provision.text.split())}” [{len(terms)}]"
        text += "."
    return TermsTold(replace(told.listing, text=text), tuple(terms))


def left_open(documents: Documents, contract: SheetOf, by: Sequence[SheetOf]) -> SheetOf:
    """A contract whose fields that an amendment speaks of are not read."""
    fields = {
        name: replace(f, status="unread", values=())
        if f.values and any(changes(documents, c, contract, name) for c in by)
        else f
        for name, f in contract.fields.items()
    }
    return replace(contract, fields=fields)


def _clauses_of(documents: Documents, contract: SheetOf, field: str) -> list[tuple[str, str]]:
    """The clauses that a field rests on, each with the number of its section."""
    rests = [contract.terms[n] for n in contract.fields[field].terms]
    pages = {p.number: p.text for p in documents.pages([contract.id]).get(contract.id, [])} if rests else {}
    return [(t.text, section_at(pages[t.page], t.start)) for t in rests if t.page in pages]

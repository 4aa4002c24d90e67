"""What one contract of the library states of a term: its value or its words, with what amends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from muniment.errors import Abstention
from muniment.graphs.library.contract_arithmetic import tell_deadline, tell_owed
from muniment.graphs.library.contract_pages import amendments, contract_meant, shortened, unclear
from muniment.graphs.library.contract_sheets import (
    Marks,
    SheetOf,
    TermsTold,
    current,
    open_sheets,
    speaking_of,
    titled,
)
from muniment.graphs.library.contracts_across import find_across
from muniment.learning.certified import least_chance
from muniment.records import Listing
from muniment.store.clauses import contracts, find_clauses
from muniment.store.documents import Documents
from muniment.tools.contracts.questions.term_questions import OWED, TermAsked
from muniment.tools.contracts.schedule import DEADLINE
from muniment.tools.contracts.sheet import NEAR, Field
from muniment.tools.contracts.term_words import said
from muniment.tools.contracts.terms import FIELDS


def find_contract_terms(
    documents: Documents, asked: TermAsked, within: Sequence[str], as_of: date | None, risk: float
) -> TermsTold | None:
    """What contracts state of what is asked; None where the library has no contract that may be meant.

    Args:
        documents: of the library.
        asked: the field, and of which contract, or what must hold.
        within: only in these collections.
        as_of: the documents as they were on a day; deadlines are counted from it, or from today.
        risk: the share of what is told that may be wrong.

    Raises:
        Abstention: several contracts may be meant, or the contract does not state it.
    """
    every = contracts(documents.store, within, as_of)
    if not every:
        return None
    least = least_chance("clause", risk)
    today = as_of or datetime.now(UTC).date()
    if asked.of_all:
        return find_across(documents, asked, open_sheets(documents, every, least), today, least)
    amended = amendments(documents, every)
    # A contract and what amends it are one; what is asked is asked of the contract.
    meant = contract_meant(documents, asked.named, every)
    meant = list(dict.fromkeys(amended.get(id, id) for id in meant))
    if not meant:
        return None
    if len(meant) > 1:
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], "muniment sheet"))
    (contract,) = open_sheets(documents, {meant[0]: every[meant[0]]}, least)
    changed = [a for a, of in amended.items() if of == contract.id]
    changes = open_sheets(documents, {a: every[a] for a in changed}, least)
    if asked.field == DEADLINE:
        return tell_deadline(contract, changes, today, asked.value)
    if asked.field == OWED:
        return tell_owed(documents, contract, changes)
    return _with_amendments(documents, _of_one(documents, contract, asked, today), changes, asked.field)


def _of_one(documents: Documents, contract: SheetOf, asked: TermAsked, today: date) -> TermsTold:
    """What one contract states of a field; of an end, what is known of its renewal too.

    Raises:
        Abstention: it states nothing of it.
    """
    field = current(contract, contract.fields[asked.field], today)
    if field.status == "absent" and field.by_hand:
        raise Abstention(
            "insufficient_evidence",
            f"{contract.name} does not state {titled(asked.field)}: somebody {'said' if field.by_hand == 'corrected' else 'confirmed'} so on {field.day}.",
        )
    if field.status == "absent":
        near = _nearest(documents, contract, field)
        raise Abstention(
            "insufficient_evidence",
            f"Nothing in {contract.name} is surely read as {titled(asked.field)}; that is no proof that it states none.{near}",
        )
    marks = Marks()
    values = field.values
    if asked.field == "parties" and asked.value:
        values = tuple(v for v in values if f"({asked.value})" in v.lower())
        if not values:
            raise Abstention("insufficient_evidence", f"{contract.name} names nobody as its {asked.value}.")
    numbers = marks.of(contract, field)
    quoted = " ".join(f"[{n}]" for n in numbers)
    if field.status == "unread" or values == ("yes",):
        term = contract.terms[field.terms[0]]
        text = f"{titled(asked.field).capitalize()} of “{contract.name}”: “{' '.join(term.text.split())}” {quoted}"
    elif field.status == "computed":
        text = f"{titled(asked.field).capitalize()} of “{contract.name}”: {said(values[0])}, computed: {said(field.how)} {quoted}"
    else:
        text = f"{titled(asked.field).capitalize()} of “{contract.name}”: {'; '.join(said(v) for v in values)} {quoted}"
        if len(values) > 1 and asked.field in ("end of the term", "term", "effective date", "agreement date"):
            text += ". It states more than one; which counts is not decided here."
    if field.by_hand == "corrected":
        text += f", as corrected by hand on {field.day}"
    if asked.field == "end of the term":
        text += _after_the_end(documents, contract, marks)
    return TermsTold(Listing(text), tuple(marks.terms))


def _after_the_end(documents: Documents, contract: SheetOf, marks: Marks) -> str:
    """Whether a contract goes on behind the end of its term, as far as it is read."""
    renewal = contract.fields["renewal"]
    if renewal.status == "absent":
        near = _nearest(documents, contract, renewal, NEAR)
        return f". Whether it is then renewed is not proven.{near}" if near else ""
    numbers = " ".join(f"[{n}]" for n in marks.of(contract, renewal))
    first = contract.terms[renewal.terms[0]]
    words = "; ".join(said(v) for v in renewal.values) or f"“{' '.join(first.text.split())}”"
    return f". Its renewal: {words} {numbers}"


def _with_amendments(documents: Documents, told: TermsTold, changes: Sequence[SheetOf], field: str) -> TermsTold:
    """What a contract states, and which documents amend it; what they state of the field, or say of its matter, is told beside it."""
    if not changes:
        return told
    terms, text = list(told.terms), told.listing.text
    for change in changes:
        own = change.fields[field]
        text += f" It is amended by “{change.name}”"
        if own.values:
            terms.append(change.terms[own.terms[0]])
            text += f", which states: {'; '.join(said(v) for v in own.values)} [{len(terms)}]"
        else:
            for provision in speaking_of(documents, change, field):
                terms.append(provision)
                text += f", which says: “{' '.join(provision.text.split())}” [{len(terms)}]"
        text += "."
    return TermsTold(replace(told.listing, text=text), tuple(terms))


def _nearest(documents: Documents, contract: SheetOf, field: Field, least: float = 0.0) -> str:
    """What comes nearest to a clause of the kind."""
    kind = FIELDS[field.name]
    found = find_clauses(documents.store, [contract.id], kind, least) if kind else []
    return f" Nearest, not proven: page {found[0].page}: “{shortened(found[0].text)}”" if found else ""

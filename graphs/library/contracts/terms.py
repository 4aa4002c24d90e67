"""What one contract of the library states of a term: its value or its words, with what amends it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime

from muniment.errors import Abstention
from muniment.graphs.library.contracts.across import find_across
from muniment.graphs.library.contracts.amending import Amendment, with_amendments
from muniment.graphs.library.contracts.arithmetic import tell_deadline, tell_owed
from muniment.graphs.library.contracts.clause_pages import shortened, unclear
from muniment.graphs.library.contracts.names import ContractNames
from muniment.graphs.library.contracts.options import OPTIONS, field_meant, tell_options
from muniment.graphs.library.contracts.sheets import (
    Marks,
    SheetOf,
    TermsTold,
    current,
    open_sheets,
    titled,
)
from muniment.learning.certified import least_chance
from muniment.records import Listing
from muniment.store.library.clauses import contracts, find_clauses
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.documents import Documents
from muniment.tools.contracts.plain_terms import NEVER
from muniment.tools.contracts.questions.term_questions import FIRST, OWED, TermAsked
from muniment.tools.contracts.schedule import DEADLINE
from muniment.tools.contracts.sheet import NEAR, Field
from muniment.tools.contracts.term_words import said
from muniment.tools.contracts.terms import FIELDS
from muniment.wording import stem, tokens

_ROLE = re.compile(r"\bthe\s+([A-Z][a-z]+)\b")
_NO_ROLE = frozenset(
    stem(w)
    for w in """agreement contract lease licence license deed term services service fees fee charges charge goods products product software effective commencement
    premises work works order orders price schedule cap liability limit parties party""".split()
)
"""What "the" stands before with a capital, and is nobody."""
_BOTH = frozenset(stem(w) for w in ("either", "each", "neither", "both", "parties", "party", "mutual"))
_NARROWED = frozenset({"end of the term", "term", "effective date", "start of the term", "agreement date", *OPTIONS})
"""Fields of one value, whose words may say again what narrows a question."""


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
    names = ContractNames(documents, every)
    meant, narrowing = names.likeliest(asked.named)
    if not meant:
        return None
    if len(meant) > 1:
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], "muniment sheet"))
    (contract,) = open_sheets(documents, {meant[0]: every[meant[0]]}, least)
    changing = {by: every[by] for by, of in names.amended.items() if of == contract.id}
    amended_by = [Amendment(documents, c, contract) for c in open_sheets(documents, changing, least)]
    asked = replace(asked, field=field_meant(contract, asked.field))
    if narrowing and asked.field not in _NARROWED:
        told = _in_its_words(contract, asked.field, narrowing)
        return with_amendments(told, amended_by, asked.field) if told else None
    if narrowing and not _bears(contract.terms, contract.fields[asked.field].terms, narrowing):
        return None
    if asked.whose:
        _refuse_anothers(contract, asked)
    if asked.field in OPTIONS and (options := tell_options(contract, amended_by, asked.field)):
        return with_amendments(options, amended_by, asked.field)
    if asked.field == DEADLINE:
        return tell_deadline(contract, amended_by, today, asked.value)
    if asked.field == OWED:
        return tell_owed(documents, contract, amended_by)
    return with_amendments(_of_one(documents, contract, asked, today), amended_by, asked.field)


def _refuse_anothers(contract: SheetOf, asked: TermAsked) -> None:
    """Refuse a term of one party where what is stated of it names the other only: the Supplier's cap is not the Buyer's.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    wanted = {stem(t) for t in tokens(asked.whose)}
    said = [contract.terms[n].text for n in contract.fields[asked.field].terms if contract.terms[n].value]
    words = {stem(t) for text in said for t in tokens(text)}
    own = [p for v in contract.fields["parties"].values if wanted <= (p := {stem(t) for t in tokens(v)})]
    roles = {stem(m.lower()) for text in said for m in _ROLE.findall(text)} - _NO_ROLE
    if not roles or words & _BOTH or wanted <= words or any(p & roles for p in own):
        return
    raise Abstention(
        "insufficient_evidence",
        f"{contract.name} states {titled(asked.field)}, but not surely of {asked.whose}: “{' '.join(said[0].split())}”",
    )


def _bears(terms: Sequence[KeptTerm], numbers: Sequence[int], narrowing: Set[str]) -> bool:
    """Whether terms bear, in the contract's own words, those that narrow what is asked: "the contractual term"."""
    return narrowing <= {stem(t) for n in numbers for t in tokens(terms[n].text)}


def _in_its_words(contract: SheetOf, field: str, narrowing: Set[str]) -> TermsTold | None:
    """The one clause of a field that bears the words that narrow what is asked, in its own words; None where there is none, or several."""
    if field not in FIELDS:
        return None
    bearing = [n for n in contract.fields[field].terms if _bears(contract.terms, (n,), narrowing)]
    if len(bearing) != 1:
        return None
    term = contract.terms[bearing[0]]
    text = f"{titled(field).capitalize()} of “{contract.name}”: “{' '.join(term.text.split())}” [1]"
    return TermsTold(Listing(text), (term,))


def _of_one(documents: Documents, contract: SheetOf, asked: TermAsked, today: date) -> TermsTold:
    """What one contract states of a field; of an end, what is known of its renewal too.

    Raises:
        Abstention: it states nothing of it.
    """
    field = contract.fields[asked.field]
    if asked.value != FIRST:
        field = current(contract, field, today)
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
    if field.status == "stated" and (asked.field == "forum" or values == (NEVER,)):
        text += f", in: “{' '.join(contract.terms[field.terms[0]].text.split())}”"
    if field.by_hand == "corrected":
        text += f", as corrected by hand on {field.day}"
    if asked.field == "end of the term":
        text += _after_the_end(documents, contract, marks)
    if asked.field == "effective date":
        text += _start_of_the_term(contract, values, marks)
    return TermsTold(Listing(text), tuple(marks.terms))


def _start_of_the_term(contract: SheetOf, effective: Sequence[str], marks: Marks) -> str:
    """The day on which the term starts, where it is another than that on which the contract takes effect."""
    starts = contract.fields["start of the term"]
    if not starts.values or set(starts.values) == set(effective):
        return ""
    numbers = " ".join(f"[{n}]" for n in marks.of(contract, starts))
    return f". Its term starts: {'; '.join(said(v) for v in starts.values)} {numbers}"


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


def _nearest(documents: Documents, contract: SheetOf, field: Field, least: float = 0.0) -> str:
    """What comes nearest to a clause of the kind."""
    kind = FIELDS[field.name]
    found = find_clauses(documents.store, [contract.id], kind, least) if kind else []
    return f" Nearest, not proven: page {found[0].page}: “{shortened(found[0].text)}”" if found else ""

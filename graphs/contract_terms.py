"""What contracts of the library state of a term: of one that a question names, or of all of which a condition holds, each cell cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from muniment.errors import Abstention
from muniment.graphs.contract_pages import amendments, contract_meant, shortened, unclear
from muniment.learning.certified import least_chance
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.clauses import KeptClause, contracts, find_clauses
from muniment.store.contract_terms import KeptTerm, find_terms
from muniment.store.documents import Documents
from muniment.tools.contracts.schedule import current_end, dues, end_of, moved
from muniment.tools.contracts.sheet import TIMING, Field, read_sheet, schedule_of
from muniment.tools.contracts.term_questions import CLAUSE, DEADLINE, FIRST, TermAsked, passes
from muniment.tools.contracts.term_words import said
from muniment.tools.contracts.terms import FIELDS, states
from muniment.wording import stem

AHEAD = 3
"""Years in which the next deadline is looked for."""
NEAR = 0.15
"""The chance from which on a clause that is not sure enough to be told is yet too near to say that there is none."""


_UNREAD = "Not told, since their clause is not read as a value:"
_AMENDED = "Not told, since it is amended, or its clause is not read as a value:"
_UNSURE = "Not told, since something there comes near it and is not sure enough:"


@dataclass(frozen=True, slots=True)
class TermsTold:
    """What is told of contracts' terms, and the terms that it rests on: the marks of text and table are their numbers, from 1."""

    listing: Listing
    terms: tuple[KeptTerm, ...]


@dataclass(frozen=True, slots=True)
class _Contract:
    """A contract with its sheet, and the terms whose numbers the sheet's fields bear."""

    id: int
    name: str
    fields: Mapping[str, Field]
    terms: Sequence[KeptTerm]


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
        return _of_all(documents, asked, _opened(documents, every, least), today, least)
    amended = amendments(documents, every)
    # A contract and what amends it are one; what is asked is asked of the contract.
    meant = contract_meant(documents, asked.named, every)
    meant = list(dict.fromkeys(amended.get(id, id) for id in meant))
    if not meant:
        return None
    if len(meant) > 1:
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], "muniment sheet"))
    (contract,) = _opened(documents, {meant[0]: every[meant[0]]}, least)
    changed = [a for a, of in amended.items() if of == contract.id]
    changes = _opened(documents, {a: every[a] for a in changed}, least)
    if asked.field == DEADLINE:
        return _deadline(contract, changes, today, asked.value == FIRST)
    return _with_amendments(_of_one(documents, contract, asked), changes, asked.field)


def _opened(documents: Documents, every: Mapping[int, str], least: float) -> list[_Contract]:
    """Contracts with their sheets; a term whose words do not say so again is none."""
    terms: dict[int, list[KeptTerm]] = {id: [] for id in every}
    for term in find_terms(documents.store, list(every), least):
        if term.field in FIELDS and states(term.field, term.value, term.text):
            terms[term.of].append(term)
    return [_Contract(id, name, {f.name: f for f in read_sheet(terms[id])}, terms[id]) for id, name in every.items()]


class _Marks:
    """The numbers of the terms that are cited, from 1, in the order in which they are."""

    def __init__(self) -> None:
        self.terms: list[KeptTerm] = []

    def of(self, contract: _Contract, field: Field) -> tuple[int, ...]:
        """The numbers of what a field rests on."""
        found = []
        for term in (contract.terms[n] for n in field.terms):
            place = (term.of, term.page, term.start, term.end)
            known = [n for n, t in enumerate(self.terms, 1) if (t.of, t.page, t.start, t.end) == place]
            if not known:
                self.terms.append(term)
            found.append(known[0] if known else len(self.terms))
        return tuple(dict.fromkeys(found))


def _of_one(documents: Documents, contract: _Contract, asked: TermAsked) -> TermsTold:
    """What one contract states of a field.

    Raises:
        Abstention: it states nothing of it.
    """
    field = contract.fields[asked.field]
    if field.status == "absent":
        near = _nearest(documents, contract, field)
        raise Abstention(
            "insufficient_evidence", f"{contract.name} was searched for {_titled(asked.field)}, and states none.{near}"
        )
    marks = _Marks()
    values = field.values
    if asked.field == "parties" and asked.value:
        values = tuple(v for v in values if f"({asked.value})" in v.lower())
        if not values:
            raise Abstention("insufficient_evidence", f"{contract.name} names nobody as its {asked.value}.")
    numbers = marks.of(contract, field)
    quoted = " ".join(f"[{n}]" for n in numbers)
    if field.status == "unread" or values == ("yes",):
        term = contract.terms[field.terms[0]]
        text = f"{_titled(asked.field).capitalize()} of “{contract.name}”: “{' '.join(term.text.split())}” {quoted}"
    elif field.status == "computed":
        text = f"{_titled(asked.field).capitalize()} of “{contract.name}”: {said(values[0])}, computed: {said(field.how)} {quoted}"
    else:
        text = (
            f"{_titled(asked.field).capitalize()} of “{contract.name}”: {'; '.join(said(v) for v in values)} {quoted}"
        )
        if len(values) > 1 and asked.field in ("end of the term", "term", "effective date", "agreement date"):
            text += ". It states more than one; which counts is not decided here."
    return TermsTold(Listing(text), tuple(marks.terms))


def _with_amendments(told: TermsTold, changes: Sequence[_Contract], field: str) -> TermsTold:
    """What a contract states, and which documents amend it; what they state of the field is told beside it."""
    if not changes:
        return told
    terms, text = list(told.terms), told.listing.text
    for change in changes:
        own = change.fields[field]
        text += f" It is amended by “{change.name}”"
        if own.values:
            marks = [terms.append(change.terms[n]) or len(terms) for n in own.terms[:1]]  # type: ignore[func-returns-value]
            text += f", which states: {'; '.join(said(v) for v in own.values)} [{marks[0]}]"
        text += "."
    return TermsTold(replace(told.listing, text=text), tuple(terms))


def _deadline(contract: _Contract, changes: Sequence[_Contract], today: date, first: bool) -> TermsTold:
    """The last day to stop the next renewal of a contract, or the first.

    Raises:
        Abstention: it is not renewed by itself, or what is needed to count is not stated, or an amendment states it otherwise.
    """
    for change in changes:
        if any(change.fields[name].status != "absent" for name in TIMING):
            raise Abstention(
                "insufficient_evidence",
                f"The deadline is not computed: {contract.name} is amended by {change.name}, which states its term or renewal otherwise.",
            )
    fields = contract.fields
    stated = schedule_of(tuple(fields.values()), contract.terms)
    missing = [
        what
        for what, there in (
            ("that it is renewed by itself, and for how long", bool(stated.renewal)),
            ("the notice that stops the renewal", bool(stated.notice)),
            ("when its term ends", end_of(stated) is not None),
        )
        if not there
    ]
    if missing:
        raise Abstention(
            "insufficient_evidence",
            f"The deadline cannot be computed: {contract.name} does not state, so that it can be read, {'; nor '.join(missing)}.",
        )
    whole = end_of(stated)
    assert whole is not None
    # A deadline may lie before its term began, where the notice is longer.
    since = date.min if first else today
    coming = [d for d in dues(stated, since, moved(max(today, whole), f"P{AHEAD}Y")) if d.what == DEADLINE]
    if not coming:
        raise Abstention(
            "insufficient_evidence", f"{contract.name} has no renewal within {AHEAD} years that could still be stopped."
        )
    end = whole if first else current_end(stated, coming[0].day)
    marks = _Marks()
    parts = [
        (f"the term ends on {end}", fields["end of the term"]),
        (f"renewed by itself for {said(stated.renewal)}", fields["renewal"]),
        (f"notice of {said(stated.notice)}", fields["notice to stop the renewal"]),
    ]
    because = ", ".join(f"{words} {''.join(f'[{n}]' for n in marks.of(contract, field))}" for words, field in parts)
    after = "" if first else f" Seen from {today}."
    return TermsTold(
        Listing(
            f"The last day to stop the {'first' if first else 'next'} renewal of “{contract.name}” is {coming[0].day}, computed: {because}.{after}"
        ),
        tuple(marks.terms),
    )


def _of_all(
    documents: Documents, asked: TermAsked, every: Sequence[_Contract], today: date, least: float
) -> TermsTold | None:
    """The contracts of which a condition holds, as a table; None where the question means no field of a sheet."""
    if asked.field == DEADLINE or (asked.field not in FIELDS and not asked.field.startswith(CLAUSE)):
        return None
    if asked.kind.rstrip("s") not in ("contract", "agreement", "deal", "supplier", "vendor", "customer"):
        every = [c for c in every if _is_kind(c, asked.kind)]
    if not every:
        return None
    if asked.field.startswith(CLAUSE):
        return _with_clause(documents, asked, every, least)
    if asked.field == "renewal" and asked.test in ("before", "after", "within"):
        # It renews when the term that runs has ended.
        every = [c for c in every if any(v.startswith("automatic") for v in c.fields["renewal"].values)]
        asked = replace(asked, field="end of the term")
    held: list[_Contract] = []
    unknown: list[_Contract] = []
    near = _near(documents, every, FIELDS[asked.field]) if asked.test in ("has", "lacks") else set()
    amended = _amended(documents, every, asked.field)
    for contract in every:
        field = _current(contract, contract.fields[asked.field], today)
        result = (
            None if field.status == "unread" and asked.test not in ("has", "lacks") else passes(asked, _values(field))
        )
        if contract.id in amended or (contract.id in near and result == (asked.test == "lacks")):
            unknown.append(contract)
        elif result:
            held.append(contract)
        elif result is None and field.status != "absent":
            unknown.append(contract)
    marks = _Marks()
    rows = []
    for contract in held:
        field = _current(contract, contract.fields[asked.field], today)
        numbers = marks.of(contract, field)
        shown = "; ".join(said(v) for v in field.values) or ("see the clause" if field.terms else "not found")
        if field.name == "end of the term" and any(
            v.startswith("automatic") for v in contract.fields["renewal"].values
        ):
            shown += ", then renewed by itself"
        rows.append((Cell(contract.name), Cell(shown, numbers)))
    text = _counted(asked, held, every)
    absent = [c.name for c in every if c.fields[asked.field].status == "absent"]
    if unknown:
        why = _UNSURE if near else _UNREAD if not amended else _AMENDED
        text += f" {why} {_names(c.name for c in unknown)}."
    if absent and asked.test not in ("lacks", "has"):
        text += f" Nothing of the kind was found in: {_names(absent)}."
    table = AnswerTable(_titled(asked.field), ("Contract", asked.field.capitalize()), tuple(rows)) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))


def _amended(documents: Documents, every: Sequence[_Contract], field: str) -> set[int]:
    """The contracts that another one amends in what is asked: the field, or, for the end of the term, anything that it is counted by."""
    by_id = {c.id: c for c in every}
    counted = TIMING if field in ("end of the term", "term") else {field}
    return {
        of
        for by, of in amendments(documents, {c.id: c.name for c in every}).items()
        if any(by_id[by].fields[name].status != "absent" for name in counted if name in FIELDS)
    }


def _near(documents: Documents, every: Sequence[_Contract], kind: str) -> set[int]:
    """The contracts in which something comes too near to a kind of clause to say that there is none."""
    return {c.of for c in find_clauses(documents.store, [c.id for c in every], kind, NEAR)} if kind else set()


def _with_clause(documents: Documents, asked: TermAsked, every: Sequence[_Contract], least: float) -> TermsTold:
    """The contracts that have a clause of a kind, or have none that was found."""
    kind = asked.field.removeprefix(CLAUSE)
    found: dict[int, KeptClause] = {}
    for clause in find_clauses(documents.store, [c.id for c in every], kind, least):
        found.setdefault(clause.of, clause)
    if asked.test == "lacks":
        near = _near(documents, every, kind)
        held = [c for c in every if c.id not in near]
        unsure = [c.name for c in every if c.id in near and c.id not in found]
        more = f" {_UNSURE} {_names(unsure)}." if unsure else ""
        return TermsTold(Listing(_counted(asked, held, every) + more), ())
    near = _near(documents, every, kind)
    unsure = [c.name for c in every if c.id in near and c.id not in found]
    held = [c for c in every if c.id in found]
    terms = tuple(_as_term(found[c.id]) for c in held)
    rows = tuple((Cell(c.name), Cell(shortened(found[c.id].text), (n,))) for n, c in enumerate(held, 1))
    table = AnswerTable(kind, ("Contract", kind), rows) if rows else None
    more = f" {_UNSURE} {_names(unsure)}." if unsure else ""
    return TermsTold(Listing(_counted(asked, held, every) + more, table), terms)


def _as_term(clause: KeptClause) -> KeptTerm:
    return KeptTerm(
        clause.of, clause.document, clause.kind, "", clause.page, clause.start, clause.end, clause.chance, clause.text
    )


def _current(contract: _Contract, field: Field, today: date) -> Field:
    """A field; the end of a term that has been renewed by itself since is that of the term that runs."""
    if field.name != "end of the term" or len(field.values) != 1:
        return field
    stated = schedule_of(tuple(contract.fields.values()), contract.terms)
    end = current_end(stated, today)
    if end is None or end.isoformat() == field.values[0]:
        return field
    rests = tuple(dict.fromkeys((*field.terms, *contract.fields["renewal"].terms)))
    return Field(
        field.name,
        field.kind,
        "computed",
        (end.isoformat(),),
        rests,
        f"{field.values[0]}, renewed by itself for {stated.renewal} each time",
    )


def _values(field: Field) -> tuple[str, ...]:
    return field.values or (("",) if field.status == "unread" else ())


def _is_kind(contract: _Contract, kind: str) -> bool:
    """Whether a contract is a lease, a licence or the like, by its title or its file's name."""
    wanted = stem(kind)
    title = (
        " ".join((contract.name, *contract.fields["document"].values))
        .lower()
        .replace("non-disclosure", "nda")
        .replace("confidentiality", "nda")
    )
    return any(stem(w) == wanted for w in title.replace("_", " ").replace("-", " ").replace(".", " ").split())


def _counted(asked: TermAsked, held: Sequence[_Contract], every: Sequence[_Contract]) -> str:
    what = "contract" if len(every) == 1 else "contracts"
    names = f": {_names(c.name for c in held)}" if held else ""
    if asked.test == "lacks":
        return f"No such clause was found in {len(held)} of {len(every)} {what}{names}."
    return f"{len(held)} of {len(every)} {what}{names}."


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"“{n}”" for n in names)


def _titled(field: str) -> str:
    return {
        "parties": "the parties",
        "governing law": "the governing law",
        "term": "the length of the term",
        "renewal": "the renewal of the term",
        "document": "the title",
    }.get(field, f"the {field}" if field != "insurance" else "insurance")


def _nearest(documents: Documents, contract: _Contract, field: Field) -> str:
    """What comes nearest to a clause of the kind."""
    kind = FIELDS[field.name]
    found: list[KeptClause] = find_clauses(documents.store, [contract.id], kind) if kind else []
    return f" Nearest, not proven: page {found[0].page}: “{shortened(found[0].text)}”" if found else ""

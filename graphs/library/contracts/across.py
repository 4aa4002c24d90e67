"""Of which contracts of the library a condition holds, as a table with every cell cited; those of which it cannot be told are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.graphs.library.contracts.amending import Amendment, left_open
from muniment.graphs.library.contracts.clause_pages import shortened
from muniment.graphs.library.contracts.names import amendments
from muniment.graphs.library.contracts.sheets import (
    Marks,
    SheetOf,
    TermsTold,
    current,
    listed_names,
    titled,
)
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.clauses import KeptClause, find_clauses
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.documents import Documents
from muniment.tools.contracts.questions.term_conditions import passes
from muniment.tools.contracts.questions.term_questions import CLAUSE, OWED, TermAsked
from muniment.tools.contracts.schedule import DEADLINE
from muniment.tools.contracts.sheet import NEAR, TIMING, Field, may_be_renewed
from muniment.tools.contracts.term_words import said
from muniment.tools.contracts.terms import FIELDS
from muniment.wording import stem

_UNREAD = "Not told, since their clause is not read as a value:"
_AMENDED = "Not told, since it is amended, or its clause is not read as a value:"
_UNSURE = "Not told, since something there comes near it and is not sure enough:"


def find_across(
    documents: Documents, asked: TermAsked, every: Sequence[SheetOf], today: date, least: float
) -> TermsTold | None:
    """The contracts of which a condition holds, as a table; None where the question means no field of a sheet."""
    if asked.field in (DEADLINE, OWED) or (asked.field not in FIELDS and not asked.field.startswith(CLAUSE)):
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
    if asked.test == "alone":
        amends = amendments(documents, {c.id: c.name for c in every})
        kept = [c for c in every if c.id not in amends]
        changed = {c.id: [Amendment(documents, a, c) for a in every if amends.get(a.id) == c.id] for c in kept}
        return _alone(asked, [left_open(c, changed[c.id]) for c in kept])
    held: list[SheetOf] = []
    unknown: list[SheetOf] = []
    near = _near(documents, every, FIELDS[asked.field]) if asked.test in ("has", "lacks") else set()
    amended = _amended(documents, every, asked.field)
    for contract in every:
        field = current(contract, contract.fields[asked.field], today)
        result = (
            None
            if field.status == "unread" and asked.test not in ("has", "lacks")
            else passes(asked.field, asked.test, asked.value, _values(field))
        )
        if contract.id in amended or (contract.id in near and result == (asked.test == "lacks")):
            unknown.append(contract)
        elif result:
            held.append(contract)
        elif result is None and field.status != "absent":
            unknown.append(contract)
    marks = Marks()
    renewed = _near(documents, held, FIELDS["renewal"]) if asked.field == "end of the term" else set()
    rows = []
    for contract in held:
        field = current(contract, contract.fields[asked.field], today)
        numbers = marks.of(contract, field)
        shown = "; ".join(said(v) for v in field.values) or ("see the clause" if field.terms else "not found")
        if field.name == "end of the term":
            renewal = contract.fields["renewal"]
            by_itself = any(v.startswith("automatic") for v in renewal.values)
            open_end = may_be_renewed(renewal, contract.id in renewed)
            shown += ", then renewed by itself" if by_itself else ", may then be renewed" if open_end else ""
            numbers = tuple(dict.fromkeys((*numbers, *marks.of(contract, renewal))))
        rows.append((Cell(contract.name), Cell(shown, numbers)))
    text = _counted(asked, held, every)
    absent = [c.name for c in every if c.fields[asked.field].status == "absent"]
    if unknown:
        why = _UNSURE if near else _UNREAD if not amended else _AMENDED
        text += f" {why} {listed_names(c.name for c in unknown)}."
    if absent and asked.test not in ("lacks", "has"):
        text += f" Nothing of the kind was found in: {listed_names(absent)}."
    table = AnswerTable(titled(asked.field), ("Contract", asked.field.capitalize()), tuple(rows)) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))


def _alone(asked: TermAsked, every: Sequence[SheetOf]) -> TermsTold | None:
    """The contracts that share their value of a field with no other, where most of the others share one."""
    stated = [c for c in every if c.fields[asked.field].values]
    shared = Counter(v for c in stated for v in c.fields[asked.field].values)
    usual, count = shared.most_common(1)[0] if shared else ("", 0)
    held = [c for c in stated if all(shared[v] == 1 for v in c.fields[asked.field].values)] if count > 1 else []
    marks = Marks()
    rows = [
        (Cell(c.name), Cell("; ".join(said(v) for v in field.values), marks.of(c, field)))
        for c in held
        for field in (c.fields[asked.field],)
    ]
    text = _counted(asked, held, every)
    text += f" Of the {len(stated)} in which {titled(asked.field)} is read, {count} have {said(usual)}." if held else ""
    text += "" if held else f" No two or more share {titled(asked.field)} from which another would differ."
    unread = [c.name for c in every if c not in stated]
    text += f" In these it is not surely read: {listed_names(unread)}." if unread else ""
    table = AnswerTable(titled(asked.field), ("Contract", asked.field.capitalize()), tuple(rows)) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))


def _amended(documents: Documents, every: Sequence[SheetOf], field: str) -> set[int]:
    """The contracts that another one amends in what is asked: the field, or, for the end of the term, anything that it is counted by."""
    by_id = {c.id: c for c in every}
    counted = TIMING if field in ("end of the term", "term") else {field}
    amending = (
        Amendment(documents, by_id[by], by_id[of])
        for by, of in amendments(documents, {c.id: c.name for c in every}).items()
    )
    return {
        a.contract.id
        for a in amending
        if a.changes(*(name for name in counted if name in FIELDS)) or (field in FIELDS and a.speaking_of(field))
    }


def _near(documents: Documents, every: Sequence[SheetOf], kind: str) -> set[int]:
    """The contracts in which something comes too near to a kind of clause to say that there is none."""
    return {c.of for c in find_clauses(documents.store, [c.id for c in every], kind, NEAR)} if kind else set()


def _with_clause(documents: Documents, asked: TermAsked, every: Sequence[SheetOf], least: float) -> TermsTold:
    """The contracts that have a clause of a kind, or have none that was found."""
    kind = asked.field.removeprefix(CLAUSE)
    found: dict[int, KeptClause] = {}
    for clause in find_clauses(documents.store, [c.id for c in every], kind, least):
        found.setdefault(clause.of, clause)
    if asked.test == "lacks":
        near = _near(documents, every, kind)
        held = [c for c in every if c.id not in near]
        unsure = [c.name for c in every if c.id in near and c.id not in found]
        more = f" {_UNSURE} {listed_names(unsure)}." if unsure else ""
        return TermsTold(Listing(_counted(asked, held, every) + more), ())
    near = _near(documents, every, kind)
    unsure = [c.name for c in every if c.id in near and c.id not in found]
    held = [c for c in every if c.id in found]
    terms = tuple(_as_term(found[c.id]) for c in held)
    rows = tuple((Cell(c.name), Cell(shortened(found[c.id].text), (n,))) for n, c in enumerate(held, 1))
    table = AnswerTable(kind, ("Contract", kind), rows) if rows else None
    more = f" {_UNSURE} {listed_names(unsure)}." if unsure else ""
    return TermsTold(Listing(_counted(asked, held, every) + more, table), terms)


def _as_term(clause: KeptClause) -> KeptTerm:
    return KeptTerm(
        clause.of, clause.document, clause.kind, "", clause.page, clause.start, clause.end, clause.chance, clause.text
    )


def _values(field: Field) -> tuple[str, ...]:
    return field.values or (("",) if field.status == "unread" else ())


def _is_kind(contract: SheetOf, kind: str) -> bool:
    """Whether a contract is a lease, a licence or the like, by its title or its file's name."""
    wanted = stem(kind)
    title = (
        " ".join((contract.name, *contract.fields["document"].values))
        .lower()
        .replace("non-disclosure", "nda")
        .replace("confidentiality", "nda")
    )
    return any(stem(w) == wanted for w in title.replace("_", " ").replace("-", " ").replace(".", " ").split())


def _counted(asked: TermAsked, held: Sequence[SheetOf], every: Sequence[SheetOf]) -> str:
    what = "contract" if len(every) == 1 else "contracts"
    names = f": {listed_names(c.name for c in held)}" if held else ""
    if asked.test == "lacks":
        return f"No such clause was found in {len(held)} of {len(every)} {what}{names}."
    return f"{len(held)} of {len(every)} {what}{names}."

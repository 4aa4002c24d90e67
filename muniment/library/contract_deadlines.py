"""The sheets of the library's contracts, and the days on which something of them falls due; which are not counted is said, with why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muniment.graphs.library.contracts.amending import Amendment
from muniment.graphs.library.contracts.names import amendments
from muniment.graphs.library.contracts.options import OPTIONS, days_of
from muniment.graphs.library.contracts.sheets import SheetOf
from muniment.store.library.clauses import KeptClause
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.documents import Documents
from muniment.tools.contracts.options.days import LAST_DAYS
from muniment.tools.contracts.options.option import RENEW, option
from muniment.tools.contracts.schedule import DEADLINE, dues, end_of
from muniment.tools.contracts.sheet import FIRST_END, NEAR, TIMING, Field, may_be_renewed, schedule_of


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """A contract's sheet, `of` the document of that number: its fields, the terms whose numbers they bear, and what comes nearest to kinds of which none is sure enough."""

    of: int
    collection: str
    document: str
    fields: tuple[Field, ...]
    terms: tuple[KeptTerm, ...]
    nearest: Mapping[str, KeptClause]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something of a contract falls, and the terms that it was computed from."""

    day: date
    what: str
    collection: str
    document: str
    terms: tuple[KeptTerm, ...]


@dataclass(frozen=True, slots=True)
class ContractDeadlines:
    """Deadlines by day, and the contracts of which none can be told, with why."""

    deadlines: tuple[Deadline, ...]
    not_counted: Mapping[str, str]


def count_deadlines(
    documents: Documents, sheets: Sequence[ContractSheet], since: date, until: date
) -> ContractDeadlines:
    """When contracts end, are renewed, and must be given notice of, between two days, both counted."""
    found: list[Deadline] = []
    not_counted: dict[str, str] = {}
    by_number = {s.of: s for s in sheets}
    amended = {of: by for by, of in amendments(documents, {s.of: s.document for s in sheets}).items()}
    for sheet in sheets:
        by = by_number.get(amended.get(sheet.of, 0))
        if by is not None and Amendment(documents, _opened(by), _opened(sheet)).changes(*TIMING):
            not_counted[sheet.document] = f"it is amended by {by.document}, which states its term or renewal otherwise"
            continue
        stated = schedule_of(sheet.fields, sheet.terms)
        if end_of(stated) is None:
            not_counted[sheet.document] = "it does not state, so that it can be read, when its term ends"
            continue
        named = {f.name: f for f in sheet.fields}
        near = sheet.nearest.get(named["renewal"].kind)
        left_open = not stated.renewal and may_be_renewed(named["renewal"], near is not None and near.chance >= NEAR)
        if left_open and not named[RENEW].values:
            not_counted[sheet.document] = (
                "it may be renewed, and by whom or for how long is not surely read: see its sheet"
            )
        for due in dues(stated, since, until):
            rests = [named["end of the term"], *([named["renewal"]] if stated.renewal else [])]
            rests += [named["notice to stop the renewal"]] if due.what == DEADLINE else []
            terms = tuple(sheet.terms[n] for n in dict.fromkeys(n for f in rests for n in f.terms))
            what = FIRST_END if left_open and due.what == "end" else due.what
            found.append(Deadline(due.day, what, sheet.collection, sheet.document, terms))
        found += _of_options(sheet, named, since, until)
    return ContractDeadlines(tuple(sorted(found, key=lambda d: (d.day, d.document, d.what))), not_counted)


def _of_options(sheet: ContractSheet, fields: Mapping[str, Field], since: date, until: date) -> list[Deadline]:
    """The last days to exercise a contract's options, and the days on which breaks fall, between two days."""
    found = []
    for name in OPTIONS:
        for held in filter(None, map(option, fields[name].values)):
            days, counted_from = days_of(fields, sheet.terms, name, held)
            rests = dict.fromkeys((*fields[name].terms, *(counted_from.terms if counted_from else ())))
            terms = tuple(sheet.terms[n] for n in rests)
            due = [(days.last, LAST_DAYS[name]), (days.falls if days.last else None, "break")]
            found += [
                Deadline(day, what, sheet.collection, sheet.document, terms)
                for day, what in due
                if day is not None and since <= day <= until
            ]
    return found


def _opened(sheet: ContractSheet) -> SheetOf:
    return SheetOf(sheet.of, sheet.document, {f.name: f for f in sheet.fields}, sheet.terms)

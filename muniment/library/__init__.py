"""The private library: documents of one's own, added once and asked like filings."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from muniment.errors import Unknown
from muniment.graphs.library.comparing import DocumentComparison, compare_documents, former_version
from muniment.graphs.library.contracts.sheets import open_sheets
from muniment.graphs.library.scope_pages import scopes_of, stands
from muniment.graphs.library.searching import search_documents
from muniment.library.adding import Added, add_content, add_documents
from muniment.library.contract_deadlines import ContractDeadlines, ContractSheet, count_deadlines
from muniment.library.reviewing import Said, confirm_field, correct_field, say_absent, take_back
from muniment.store.library.clauses import KeptClause, contracts, find_clauses
from muniment.store.library.deleting import Receipt, delete_documents
from muniment.store.library.documents import Documents, Kept
from muniment.store.library.duties import KeptDuty, find_duties
from muniment.store.library.touched import Touched, find_touched
from muniment.store.store import Store
from muniment.tools.library.finding import Hit


@dataclass(frozen=True, slots=True)
class ContractClauses:
    """A contract of the library and its clauses, by kind, the likeliest of each first; those of any chance, the least likely too."""

    document: str
    clauses: tuple[KeptClause, ...]


class Library:
    """The documents of one store.

    Args:
        store: where they are kept.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.documents = Documents(store)

    def list(self, collection: str | None = None) -> Sequence[Kept]:
        """The documents that count now, of one collection or of all."""
        return self.documents.current([collection] if collection else ())

    def add(self, paths: Sequence[str | Path], collection: str = "library") -> Generator[Added, None, None]:
        """Add files, and all files of folders; tells what became of each (see `adding.add_documents`)."""
        return add_documents(self.documents, paths, collection)

    def add_content(self, content: bytes, name: str, collection: str = "library") -> Added:
        """Add a document by its bytes (see `adding.add_content`)."""
        return add_content(self.documents, content, name, collection)

    def search(self, query: str, collection: str | None = None, limit: int = 10) -> Sequence[Hit]:
        """The pages that speak of what is asked, the best first (see `graphs.library.searching`)."""
        return search_documents(self.documents, query, [collection] if collection else (), limit)

    def clauses(self, collection: str | None = None, kind: str | None = None) -> Sequence[ContractClauses]:
        """The clauses of every contract, of one collection or of all, of one kind (as CUAD names them) or of all."""
        within = [collection] if collection else ()
        names = contracts(self.store, within)
        found: dict[int, list[KeptClause]] = {id: [] for id in names}
        for clause in find_clauses(self.store, list(names), kind):
            found[clause.of].append(clause)
        return [ContractClauses(names[id], tuple(of)) for id, of in found.items()]

    def sheets(self, collection: str | None = None, least: float = 0.0) -> Sequence[ContractSheet]:
        """The sheet of every contract, of one collection or of all, of terms that are at least so likely."""
        names = contracts(self.store, [collection] if collection else ())
        nearest: dict[int, dict[str, KeptClause]] = {id: {} for id in names}
        for clause in find_clauses(self.store, list(names), None):
            if clause.chance < least:
                nearest[clause.of].setdefault(clause.kind, clause)
        kept = self.documents.of(names)
        return [
            ContractSheet(s.id, kept[s.id].collection, s.name, tuple(s.fields.values()), tuple(s.terms), nearest[s.id])
            for s in open_sheets(self.documents, names, least)
            if s.id in kept
        ]

    def review(
        self,
        collection: str,
        document: str,
        field: str,
        value: str | None = None,
        words: str = "",
        least: float = 0.0,
        said: Said = "holds",
    ) -> ContractSheet:
        """Confirm a field of a contract's sheet, correct it, or say that the contract states nothing of it; kept as a lesson (see `reviewing`).

        Args:
            collection: of the contract.
            document: its file's name.
            field: which.
            value: what holds; where it is not given, what was read is confirmed.
            words: the contract's that say so.
            least: the least chance of what is read.
            said: whether it holds, is absent, or what was said before is taken back.

        Returns:
            The contract's sheet as it is now.

        Raises:
            BadInput: the value is none of the field, or the words do not stand in the contract.
            Unknown: there is no such contract, or field.
        """
        names = contracts(self.store, [collection])
        id = next((id for id, name in names.items() if name == document), None)
        if id is None:
            raise Unknown(f"{collection} has no contract called {document}")
        (contract,) = open_sheets(self.documents, {id: document}, least)
        if said == "absent":
            say_absent(self.documents, contract, field)
        elif said == "nothing":
            take_back(self.documents, contract, field)
        elif value is None:
            confirm_field(self.documents, contract, field)
        else:
            correct_field(self.documents, contract, field, value, words)
        return next(s for s in self.sheets(collection, least) if s.of == id)

    def deadlines(
        self, since: date, until: date, collection: str | None = None, least: float = 0.0
    ) -> ContractDeadlines:
        """When contracts end, are renewed, and must be given notice of, between two days, both counted; and which were not counted, with why."""
        return count_deadlines(self.documents, self.sheets(collection, least), since, until)

    def compare(
        self,
        document: str,
        other: str = "",
        collection: str | None = None,
        since: date | None = None,
        least: float = 0.0,
    ) -> DocumentComparison:
        """How a contract or a policy differs from another one, or from its own earlier version.

        Args:
            document: its file's name.
            other: the other's; where it is not given, its earlier version comes first.
            collection: of both; any where it is not given.
            since: the day on which the earlier version was in force; where it is not given, the one before is meant.
            least: the least chance of what is read of a contract's clauses.

        Raises:
            BadInput: one of them is neither contract nor policy.
            Unknown: there is no such document, or several, or no earlier version.
        """
        first = self._named(document, collection)
        if other:
            return compare_documents(self.documents, first, self._named(other, collection), least)
        return compare_documents(self.documents, former_version(self.documents, first, since), first, least)

    def _named(self, document: str, collection: str | None) -> Kept:
        found = [d for d in self.list(collection) if d.name == document]
        if len(found) != 1:
            raise Unknown(
                f"the library has {'no document' if not found else f'{len(found)} documents'} called {document}"
            )
        return found[0]

    def duties(
        self, collection: str | None = None, as_of: date | None = None, applying: str = ""
    ) -> Sequence[KeptDuty]:
        """The duties that the policies lay down, of one collection or of all.

        Args:
            collection: only of this one.
            as_of: by the documents as they were on a day.
            applying: without policies that say that they do not apply to these; of one that does not say, `scope` is "unknown".
        """
        found = find_duties(self.store, [collection] if collection else (), as_of)
        if not applying:
            return found
        said = scopes_of(self.documents, list({d.of for d in found}))
        scope = {of: stands(said.get(of, ()), applying) for of in {d.of for d in found}}
        return [replace(d, scope=scope[d.of]) for d in found if scope[d.of] != "excluded"]

    def touched(self, collection: str | None = None) -> Sequence[Touched]:
        """The kept answers that rest on a version of a document that counts no longer."""
        return find_touched(self.store, [collection] if collection else ())

    def remove(self, collection: str, paths: Sequence[str] | None = None) -> Sequence[Receipt]:
        """Delete a collection, or some of its documents, for good (see `deleting`)."""
        return delete_documents(self.store, collection, paths)

"""The private library: documents of one's own, added once and asked like filings."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from muniment.graphs.searching import search_documents
from muniment.library.adding import Added, add_content, add_documents
from muniment.store.clauses import KeptClause, contracts, find_clauses
from muniment.store.documents import Documents, Kept, Receipt
from muniment.store.store import Store
from muniment.tools.contracts.sheet import Field, read_sheet
from muniment.tools.library.finding import Hit


@dataclass(frozen=True, slots=True)
class ContractClauses:
    """A contract of the library and its clauses, by kind, the likeliest of each first; those of any chance, the least likely too."""

    document: str
    clauses: tuple[KeptClause, ...]


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """A contract's sheet: its fields, the clauses whose numbers they bear, and what comes nearest to kinds of which none is sure enough."""

    document: str
    fields: tuple[Field, ...]
    clauses: tuple[KeptClause, ...]
    nearest: Mapping[str, KeptClause]


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
        """The pages that speak of what is asked, the best first (see `graphs.searching`)."""
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
        """The sheet of every contract, of one collection or of all, read from clauses that are at least so likely."""
        found = []
        for contract in self.clauses(collection):
            sure = tuple(c for c in contract.clauses if c.chance >= least)
            fields = read_sheet([(c.kind, c.text) for c in sure])
            nearest = {c.kind: c for c in reversed(contract.clauses) if c.chance < least}
            found.append(ContractSheet(contract.document, fields, sure, nearest))
        return found

    def remove(self, collection: str, paths: Sequence[str] | None = None) -> Sequence[Receipt]:
        """Delete a collection, or some of its documents, for good (see `Documents.delete`)."""
        return self.documents.delete(collection, paths)

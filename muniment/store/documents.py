"""The library's documents in the store: published with their facts in one transaction, and withdrawn with them.

Bytes are kept by their hash, as filings' are. What a document says is read by `tools.library`; nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from muniment.records import Fact, Filing
from muniment.store.store import Store, add_filings, copy_facts
from muniment.store.tables import CollectionRow, DocumentPageRow, DocumentRow, FactRow, FilingRow

ADDRESS = "library:"
"""Begins the accession and the address of what stands in a document of the library."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is kept: `why` is empty where it was read, `ended` where it is current."""

    id: int
    collection: str
    path: str
    name: str
    sha256: str
    reader: int
    pages: int
    form: str
    company: str
    period_end: date | None
    fiscal_year: int | None
    why: str
    added: datetime
    ended: datetime | None = None
    facts: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """What is published of a document."""

    path: str
    name: str
    sha256: str
    reader: int
    pages: int = 0
    form: str = ""
    company: str = ""
    cik: int = 0
    period_end: date | None = None
    fiscal_year: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's number from 1, its text, and the stems of its words in their order, parted by spaces."""

    number: int
    text: str
    stems: str


class Documents:
    """Reads and writes the documents of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def current(self, collection: str | None = None) -> list[Kept]:
        """The documents that count now, by collection and path."""
        facts = (
            select(func.count())
            .where(FactRow.accession == func.concat(ADDRESS, DocumentRow.id))
            .correlate(DocumentRow)
            .scalar_subquery()
        )
        query = (
            select(DocumentRow, CollectionRow.name.label("whose"), facts.label("facts"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .where(DocumentRow.ended.is_(None))
            .order_by(CollectionRow.name, DocumentRow.path)
        )
        if collection is not None:
            query = query.where(CollectionRow.name == collection)
        with self.store.database.begin() as connection:
            return [_kept(row) for row in connection.execute(query)]

    def find(self, address: str) -> Kept | None:
        """The document of an address ("library:7"), whether it is current or not."""
        id = address.removeprefix(ADDRESS)
        if not address.startswith(ADDRESS) or not id.isdigit():
            return None
        query = (
            select(DocumentRow, CollectionRow.name.label("whose"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .where(DocumentRow.id == int(id))
        )
        with self.store.database.begin() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _kept(row)

    def first_pages(self, ids: Iterable[int]) -> dict[int, str]:
        """The stems of the first page of documents."""
        query = select(DocumentPageRow.document, DocumentPageRow.stems).where(
            DocumentPageRow.document.in_(list(ids)), DocumentPageRow.number == 1
        )
        with self.store.database.begin() as connection:
            return {row.document: row.stems for row in connection.execute(query)}

    def pages(self, ids: Iterable[int]) -> dict[int, list[PageText]]:
        """The pages of documents in their order, by document."""
        query = (
            select(DocumentPageRow)
            .where(DocumentPageRow.document.in_(list(ids)))
            .order_by(DocumentPageRow.document, DocumentPageRow.number)
        )
        found: dict[int, list[PageText]] = {}
        with self.store.database.begin() as connection:
            for row in connection.execute(query):
                found.setdefault(row.document, []).append(PageText(row.number, row.text, row.stems))
        return found

    def publish(self, collection: str, version: Version, facts: Sequence[Fact], pages: Sequence[PageText] = ()) -> str:
        """Make a version the current one of its path, with its facts; the one before it ends, and its facts go.

        Args:
            collection: its name; made where there is none.
            version: what was read of the bytes.
            facts: of the document; their company and accession are set here.
            pages: its pages.

        Returns:
            The document's address.
        """
        with self.store.database.begin() as connection:
            connection.execute(insert(CollectionRow).values(name=collection).on_conflict_do_nothing())
            of = connection.execute(select(CollectionRow.id).where(CollectionRow.name == collection)).scalar_one()
            _end(connection, DocumentRow.collection == of, DocumentRow.path == version.path)
            row = {"collection": of, **{k: v for k, v in asdict(version).items() if k != "cik"}}
            id = connection.execute(insert(DocumentRow).values(row).returning(DocumentRow.id)).scalar_one()
            address = f"{ADDRESS}{id}"
            if pages:
                # A NUL cannot be kept as text.
                rows = [
                    {"document": id, "number": p.number, "text": p.text.replace("\0", ""), "stems": p.stems}
                    for p in pages
                ]
                connection.execute(insert(DocumentPageRow), rows)
            if facts:
                filing = Filing(address, version.cik, version.form, None, version.period_end, version.name, address)
                add_filings(connection, [filing])
                copy_facts(connection, [replace(f, cik=version.cik, accession=address) for f in facts])
        return address

    def withdraw(self, collection: str, paths: Sequence[str] | None = None) -> int:
        """Take documents out of what can be asked, with their facts.

        Args:
            collection: its name.
            paths: only these; all of the collection where None.

        Returns:
            How many there were.
        """
        chosen = [DocumentRow.collection.in_(select(CollectionRow.id).where(CollectionRow.name == collection))]
        if paths is not None:
            chosen.append(DocumentRow.path.in_(list(paths)))
        with self.store.database.begin() as connection:
            return _end(connection, *chosen)


def _end(connection: Connection, *chosen: ColumnElement[bool]) -> int:
    """End the current versions that fit, and delete what was read of them."""
    ended = (
        connection.execute(
            update(DocumentRow)
            .where(*chosen, DocumentRow.ended.is_(None))
            .values(ended=func.clock_timestamp())
            .returning(DocumentRow.id)
        )
        .scalars()
        .all()
    )
    addresses = [f"{ADDRESS}{id}" for id in ended]
    connection.execute(delete(DocumentPageRow).where(DocumentPageRow.document.in_(ended)))
    connection.execute(delete(FactRow).where(FactRow.accession.in_(addresses)))
    connection.execute(delete(FilingRow).where(FilingRow.accession.in_(addresses)))
    return len(addresses)


def _kept(row: Any) -> Kept:
    return Kept(
        row.id,
        row.whose,
        row.path,
        row.name,
        row.sha256,
        row.reader,
        row.pages,
        row.form,
        row.company,
        row.period_end,
        row.fiscal_year,
        row.why,
        row.added,
        row.ended,
        getattr(row, "facts", 0),
    )

"""The library's documents in the store: published with their facts in one transaction, and deleted with all that was read of them.

Bytes are kept by their hash, as filings' are. What a document says is read by `tools.library`; nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Text,
    and_,
    delete,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import array, insert

from muniment.errors import Denied, Unknown
from muniment.records import Company, Fact, Filing
from muniment.store.library.contents import NOTHING, Contents, write_contents
from muniment.store.library.deleting import at, forget
from muniment.store.library.printed_place import Corners
from muniment.store.seen import ADDRESS, called, documents_within
from muniment.store.store import Store, add_companies, add_filings, copy_facts
from muniment.store.tables import (
    CollectionRow,
    DocumentPageRow,
    DocumentRow,
    FactRow,
    FilingRow,
    SentRow,
)
from muniment.trust.anchoring import anchor
from muniment.trust.recording import add
from muniment.wording import storable

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:path, 706016))")


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is kept: `why` is empty where it was read, `ended` where it is current; `note` says what of it was not read.

    `is_shown` says that its pages have a look of their own, as a PDF's have; `effective` is the day from which a policy says to be in force.
    """

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
    note: str = ""
    is_shown: bool = True
    ended: datetime | None = None
    facts: int = 0
    effective: date | None = None

    @property
    def known(self) -> date:
        """The day from which it was known: that from which it says to be in force, or on which the library got it (UTC)."""
        return self.effective or self.added.astimezone(UTC).date()

    def about(self) -> dict[str, Any]:
        """What is told of it, as JSON."""
        return {
            "collection": self.collection,
            "document": self.name,
            "pages": self.pages,
            "form": self.form,
            "company": self.company,
            "period_end": self.period_end.isoformat() if self.period_end else None,
            "figures": self.facts,
            "why": self.why,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Named:
    """What is known of a document before its pages are looked at."""

    id: int
    name: str
    company: str
    form: str
    period_end: date | None
    fiscal_year: int | None
    pages: int


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
    note: str = ""
    is_shown: bool = True
    effective: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line of a page's text: where it begins there, its box, and whether it is a row of a table."""

    start: int
    box: Corners
    is_row: bool


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of a page: its caption, its rows of texts, the heads first, and the box of each text."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    boxes: tuple[tuple[Corners | None, ...], ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's number from 1, its text, the stems of its words in their order, parted by spaces; its name, lines and tables."""

    number: int
    text: str
    stems: str
    name: str = ""
    lines: tuple[KeptLine, ...] = ()
    tables: tuple[KeptTable, ...] = ()


class Documents:
    """Reads and writes the documents of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def any(self, within: Sequence[str] = ()) -> bool:
        """Whether there are documents that count now, in some collections or in any."""
        query = select(DocumentRow.id).where(DocumentRow.why == "", *documents_within(within))
        with self.store.database.begin() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def collections(self) -> list[str]:
        """The names of the collections that hold something."""
        query = (
            select(called.label("called"))
            .join(DocumentRow, DocumentRow.collection == CollectionRow.id)
            .where(*documents_within(()))
        )
        with self.store.database.begin() as connection:
            return list(connection.execute(query.distinct().order_by(text("called"))).scalars())

    def keep(self, content: bytes) -> None:
        """Keep a document's bytes under their hash; where the database is shared, there too until they are read, for other machines."""
        sha256 = self.store.keep(content)
        database = self.store.database
        if database.settings.database_url is not None and database.ticket is None:
            row = insert(SentRow).values(sha256=sha256, content=content).on_conflict_do_nothing()
            with self.store.database.begin() as connection:
                connection.execute(row)

    def bytes_of(self, sha256: str) -> bytes | None:
        """The bytes kept under a hash, here or in the shared database; None where they are in neither."""
        here = self.store.original(sha256)
        if here is not None:
            return here
        with self.store.database.begin() as connection:
            sent = connection.execute(select(SentRow.content).where(SentRow.sha256 == sha256)).scalar_one_or_none()
        return None if sent is None else bytes(sent)

    def newest(self) -> int:
        """The highest number of a document so far."""
        with self.store.database.begin() as connection:
            return int(connection.execute(select(func.coalesce(func.max(DocumentRow.id), 0))).scalar_one())

    def at(self, collection: str, path: str) -> Kept | None:
        """The document that counts now at a path of a collection."""
        return next(iter(self.current([collection], path=path)), None)

    def current(self, within: Sequence[str] = (), after: int = 0, path: str | None = None) -> list[Kept]:
        """The documents that count now, of some collections or of all, by collection and path.

        Args:
            within: the names of the collections.
            after: only those with a higher number, which were published later.
            path: only the one at this path.
        """
        facts = (
            select(func.count())
            .where(FactRow.accession == func.concat(ADDRESS, DocumentRow.id))
            .correlate(DocumentRow)
            .scalar_subquery()
        )
        query = (
            select(DocumentRow, called.label("whose"), facts.label("facts"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .where(
                *documents_within(within), DocumentRow.id > after, *([] if path is None else [DocumentRow.path == path])
            )
            .order_by(text("whose"), DocumentRow.path)
        )
        with self.store.database.begin() as connection:
            return [_kept(row) for row in connection.execute(query)]

    def find(self, address: str) -> Kept | None:
        """The document of an address ("library:7"), whether it is current or not."""
        id = address.removeprefix(ADDRESS)
        if not address.startswith(ADDRESS) or not id.isdigit():
            return None
        query = (
            select(DocumentRow, called.label("whose"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .where(DocumentRow.id == int(id))
        )
        with self.store.database.begin() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _kept(row)

    def versions(self, id: int) -> list[Kept]:
        """The versions of a document that could be read, the oldest first: those at its path, and documents of its collection with its title that say
        from which day they are in force."""
        own = select(DocumentRow).where(DocumentRow.id == id).subquery()
        titled = and_(DocumentRow.title == own.c.title, own.c.title != "", own.c.effective.is_not(None))
        query = (
            select(DocumentRow, called.label("whose"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .join(own, DocumentRow.collection == own.c.collection)
            .where(
                or_(
                    DocumentRow.path == own.c.path,
                    and_(titled, DocumentRow.effective.is_not(None), DocumentRow.ended.is_(None)),
                ),
                DocumentRow.why == "",
                select(DocumentPageRow.number).where(DocumentPageRow.document == DocumentRow.id).exists(),
            )
        )
        with self.store.database.begin() as connection:
            found = [_kept(row) for row in connection.execute(query)]
        return sorted(found, key=lambda d: (d.known, d.id))

    def named(self, within: Sequence[str] = (), as_of: date | None = None) -> list[Named]:
        """What is known of the documents that count now, or counted on a day, and could be read, before their pages are looked at; by their number."""
        row = DocumentRow
        query = (
            select(row.id, row.name, row.company, row.form, row.period_end, row.fiscal_year, row.pages)
            .where(row.why == "", *documents_within(within, as_of))
            .order_by(row.id)
        )
        with self.store.database.begin() as connection:
            return [Named(*found) for found in connection.execute(query)]

    def unread(self, within: Sequence[str] = (), as_of: date | None = None) -> int:
        """How many documents that count now, or counted on a day, could not be read."""
        query = select(func.count()).where(DocumentRow.why != "", *documents_within(within, as_of))
        with self.store.database.begin() as connection:
            return int(connection.execute(query).scalar_one())

    def bearing(self, words: Iterable[str], of: Sequence[int] | None = None) -> dict[int, set[str]]:
        """Which of some stems the first page of each document bears, by document; without those that bear none.

        Args:
            words: the stems.
            of: only these documents; any where None.
        """
        page = DocumentPageRow
        word = func.unnest(sql_cast(list(words), ARRAY(Text))).table_valued("stem", name="word").render_derived()
        held = func.string_to_array(page.stems, literal_column("' '")).op("@>")(
            sql_cast(array([word.c.stem]), ARRAY(Text))
        )
        query = select(page.document, word.c.stem).select_from(word).join(page, and_(page.number == 1, held))
        if of is not None:
            query = query.where(page.document.in_(of))
        found: dict[int, set[str]] = {}
        with self.store.database.begin() as connection:
            for document, stem in connection.execute(query):
                found.setdefault(document, set()).add(stem)
        return found

    def of(self, ids: Iterable[int]) -> dict[int, Kept]:
        """Documents by their number."""
        query = (
            select(DocumentRow, called.label("whose"))
            .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
            .where(DocumentRow.id.in_(list(ids)))
        )
        with self.store.database.begin() as connection:
            return {row.id: _kept(row) for row in connection.execute(query)}

    def first_pages(self, ids: Iterable[int]) -> dict[int, str]:
        """The stems of the first page of documents."""
        query = select(DocumentPageRow.document, DocumentPageRow.stems).where(
            DocumentPageRow.document.in_(list(ids)), DocumentPageRow.number == 1
        )
        with self.store.database.begin() as connection:
            return {row.document: row.stems for row in connection.execute(query)}

    def pages(self, ids: Iterable[int]) -> dict[int, list[PageText]]:
        """The text of documents' pages in their order, by document; without lines and tables (see `whole_pages`)."""
        page = DocumentPageRow
        query = (
            select(page.document, page.number, page.text, page.stems, page.name)
            .where(page.document.in_(list(ids)))
            .order_by(page.document, page.number)
        )
        found: dict[int, list[PageText]] = {}
        with self.store.database.begin() as connection:
            for row in connection.execute(query):
                found.setdefault(row.document, []).append(PageText(row.number, row.text, row.stems, row.name))
        return found

    def whole_pages(self, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], PageText]:
        """Pages with their lines and tables, each by its document and number."""
        query = select(DocumentPageRow).where(tuple_(DocumentPageRow.document, DocumentPageRow.number).in_(wanted))
        with self.store.database.begin() as connection:
            return {(row.document, row.number): _whole_page(row) for row in connection.execute(query)}

    def publish(
        self,
        collection: str,
        version: Version,
        facts: Sequence[Fact],
        pages: Sequence[PageText] = (),
        contents: Contents = NOTHING,
        company: Company | None = None,
    ) -> str:
        """Make a version the current one of its path, with its facts; the one before it ends, and is kept for who asks as of an earlier day.

        What was read of the same bytes before is replaced.

        Args:
            collection: its name; made where there is none.
            version: what was read of the bytes.
            facts: of the document; their company and accession are set here.
            pages: its pages.
            contents: what was read of a contract or a policy besides.
            company: that the facts are of, where they make it known.

        Returns:
            The document's address.

        Raises:
            Denied: it would take the place of somebody else's, in a collection that whoever acts does not manage.
        """
        with self.store.database.begin() as connection:
            of = self._collection(connection, collection)
            there = DocumentRow.collection == of, DocumentRow.path == version.path
            connection.execute(_ONE_AT_A_TIME, {"path": f"{of} {version.path}"})
            _end(connection, version.sha256, *there)
            if connection.execute(select(DocumentRow.id).where(*there, DocumentRow.ended.is_(None))).first():
                raise Denied(
                    f"{collection} has a document {version.name} of somebody else, which only who manages it may replace"
                )
            if self.store.database.ticket is None:
                connection.execute(delete(SentRow).where(SentRow.sha256 == version.sha256))
            row = {"collection": of, **{k: v for k, v in asdict(version).items() if k != "cik"}}
            id = connection.execute(insert(DocumentRow).values(row).returning(DocumentRow.id)).scalar_one()
            address = f"{ADDRESS}{id}"
            if pages:
                rows = [
                    {
                        "document": id,
                        "number": p.number,
                        "text": storable(p.text),
                        "stems": storable(p.stems),
                        "name": storable(p.name),
                        "lines": [[line.start, *line.box, line.is_row] for line in p.lines],
                        "tables": [
                            [storable(t.caption), [[storable(c) for c in row] for row in t.rows], t.boxes]
                            for t in p.tables
                        ],
                    }
                    for p in pages
                ]
                connection.execute(insert(DocumentPageRow), rows)
            write_contents(connection, id, contents)
            if facts:
                filing = Filing(address, version.cik, version.form, None, version.period_end, version.name, address)
                add_filings(connection, [filing])
                copy_facts(connection, [replace(f, cik=version.cik, accession=address) for f in facts])
            if company is not None:
                # Behind its filing, by which whoever adds may see it.
                add_companies(connection, [company])
            told = {"collection": collection, "document": version.name, "sha256": version.sha256, "unread": version.why}
            seq = add(self.store.database, connection, "added a document", {}, told, [id], [of])
        if seq is not None:
            anchor(self.store.database)
        return address

    def _collection(self, connection: Connection, name: str) -> int:
        """The number of a collection; one of one's own is made where there is none of that name.

        Raises:
            Unknown: it would be somebody else's.
        """
        found = select(CollectionRow.id).where(called == name)
        id = connection.execute(found).scalar_one_or_none()
        if id is None:
            if ":" in name:
                raise Unknown(f"there is no collection called {name}; the name of a new one has no colon")
            connection.execute(insert(CollectionRow).values(name=name).on_conflict_do_nothing())
            id = connection.execute(found).scalar_one()
        return int(id)

    def move(self, collection: str, path: str, to: str, name: str) -> None:
        """Call a document, with its earlier versions, by another path; nothing of it is read again."""
        with self.store.database.begin() as connection:
            chosen = at(collection, [path])
            ids = connection.execute(
                update(DocumentRow).where(*chosen).values(path=to, name=name).returning(DocumentRow.id)
            ).scalars()
            addresses = [f"{ADDRESS}{id}" for id in ids]
            connection.execute(update(FilingRow).where(FilingRow.accession.in_(addresses)).values(document=name))


def _end(connection: Connection, sha256: str, *chosen: ColumnElement[bool]) -> None:
    """End the current versions that fit, and delete what was read of those of the same bytes."""
    ended = (
        update(DocumentRow)
        .where(*chosen, DocumentRow.ended.is_(None))
        .values(ended=func.clock_timestamp())
        .returning(DocumentRow.id, DocumentRow.sha256)
    )
    forget(connection, [id for id, before in connection.execute(ended) if before == sha256])


def _whole_page(row: Any) -> PageText:
    return PageText(
        row.number,
        row.text,
        row.stems,
        row.name,
        tuple(KeptLine(start, tuple(box), is_row) for start, *box, is_row in row.lines),
        tuple(
            KeptTable(
                caption, tuple(map(tuple, rows)), tuple(tuple(tuple(b) if b else None for b in row) for row in boxes)
            )
            for caption, rows, boxes in row.tables
        ),
    )


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
        row.note,
        row.is_shown,
        row.ended,
        getattr(row, "facts", 0),
        row.effective,
    )

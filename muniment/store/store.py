"""The store: companies, filings, facts and passages in Postgres, and the original bytes by their sha256 on disk.

A record is published by one transaction, so a half-loaded one is never visible, and loading the same bytes twice changes
nothing. Finding the right figure or passage is not done here: see `tools.figures` and `tools.retriever`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, cast, delete, func, or_, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on, insert

from muniment.records import UNRANKED, Company, Fact, Filing, Passage
from muniment.store.database import Database
from muniment.store.seen import ADDRESS, accession_within, documents_within
from muniment.store.tables import CompanyRow, DocumentRow, FactRow, FilingRow, PassageRow, SourceRow

UNREAD = "unparsed: "
"""Begins the note of an original that could not be read; it is asked for again after a day, and its reason is told meanwhile."""
OWN_COMPANIES = 9_000_000_000
"""Where the numbers of companies begin that have none at EDGAR; Central Index Keys are far below."""
LOADER = 1
"""Raised when the normaliser reads more or differently, so that records are loaded again."""


class Store:
    """Reads and writes of one database and one folder of originals.

    Args:
        database: where the rows are.
        originals: the folder.
        within: the collections of the library that may be seen, and then nothing else is; where there are none, everything may.
    """

    def __init__(self, database: Database, originals: Path, within: Sequence[str] = ()) -> None:
        self.database = database
        self.originals = originals
        self.within = tuple(within)

    def inside(self, within: Sequence[str]) -> Store:
        """The store as one sees it who may look into some collections."""
        return Store(self.database, self.originals, within)

    def companies(self) -> list[Company]:
        """Every company known, those with loaded records first, then by the rank of EDGAR's list."""
        return self._companies()

    def reporting(self) -> list[Company]:
        """The companies with facts in the collections that one looks into."""
        told = select(FactRow.id).where(FactRow.accession == FilingRow.accession).exists()
        filed = select(FilingRow.cik).where(told, *accession_within(FilingRow.accession, self.within))
        return self._companies(CompanyRow.cik.in_(filed))

    def _companies(self, *conditions: ColumnElement[bool]) -> list[Company]:
        me = select(func.acting_person()).scalar_subquery()
        with self.database.begin() as connection:
            rows = connection.execute(
                select(
                    CompanyRow.cik,
                    CompanyRow.name,
                    CompanyRow.tickers,
                    CompanyRow.former_names,
                    CompanyRow.fiscal_year_end,
                    CompanyRow.rank,
                )
                # The same one may be known from documents of several people; one's own comes first.
                .ext(distinct_on(CompanyRow.listed, CompanyRow.cik))
                .where(or_(CompanyRow.owner == 0, me.is_not(None)), *conditions)
                .order_by(CompanyRow.listed, CompanyRow.cik, CompanyRow.owner != func.coalesce(me, 0), CompanyRow.owner)
            )
            return [
                Company(
                    r.cik, r.name, tuple(r.tickers), tuple(r.former_names), r.fiscal_year_end, rank=r.rank or UNRANKED
                )
                for r in rows
            ]

    def own_companies(self) -> frozenset[tuple[int, str]]:
        """The companies that are known from documents alone, by their number and name."""
        row = CompanyRow
        query = select(row.cik, row.name).where(row.cik >= OWN_COMPANIES)
        if self.database.ticket is None:
            query = query.where(row.owner == 0)
        with self.database.begin() as connection:
            return frozenset((cik, name) for cik, name in connection.execute(query))

    def add_companies(self, companies: Iterable[Company], listed: bool = False) -> None:
        """Add or update companies; a `listed` one (known only from EDGAR's list) never replaces one with records.

        The list is in order of size, and each of it gets its place.
        """
        with self.database.begin() as connection:
            add_companies(connection, companies, listed)

    def state(self) -> str:
        """The sha256 over everything that is loaded: the same records give the same on every machine."""
        each = func.concat(SourceRow.url, " ", SourceRow.sha256, " ", SourceRow.loader)
        filed = select(func.string_agg(each, aggregate_order_by(text("','"), SourceRow.url)))
        row = DocumentRow
        one = func.concat(row.collection, " ", row.path, " ", row.sha256, " ", row.reader)
        owned = select(func.string_agg(one, aggregate_order_by(text("','"), row.id))).where(*documents_within(()))
        with self.database.begin() as connection:
            parts = [connection.execute(query).scalar_one() for query in (filed, owned)]
        return hashlib.sha256("\n".join(p for p in parts if p).encode()).hexdigest()

    def is_loaded(self, url: str, sha256: str | None = None) -> bool:
        """True when this address was loaded by this loader, and from these bytes if a hash is given.

        One that could not be read counts as loaded for a day.
        """
        lately = SourceRow.note.not_like(f"{UNREAD}%") | (SourceRow.loaded > func.now() - text("interval '1 day'"))
        query = select(SourceRow.sha256).where(SourceRow.url == url, SourceRow.loader == LOADER, lately)
        with self.database.begin() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return found is not None and (sha256 is None or found == sha256)

    def unread(self, cik: int) -> list[tuple[str, str]]:
        """A company's originals that could not be read: each address, and why."""
        query = select(SourceRow.url, SourceRow.note).where(SourceRow.cik == cik, SourceRow.note.like(f"{UNREAD}%"))
        with self.database.begin() as connection:
            rows = connection.execute(query.order_by(SourceRow.url)).all()
        return [(row.url, row.note.removeprefix(UNREAD)) for row in rows]

    def filings(self, cik: int, as_of: date | None = None) -> list[Filing]:
        """The company's filings that the store knows, the newest first; its documents as the library held them on a day."""
        query = (
            select(
                FilingRow.accession,
                FilingRow.cik,
                FilingRow.form,
                FilingRow.filed,
                FilingRow.period_end,
                FilingRow.document,
                FilingRow.url,
            )
            .where(FilingRow.cik == cik, *accession_within(FilingRow.accession, self.within, as_of))
            .order_by(
                func.coalesce(FilingRow.filed, FilingRow.period_end).desc().nulls_last(), FilingRow.accession.desc()
            )
        )
        with self.database.begin() as connection:
            return [Filing(*row) for row in connection.execute(query)]

    def has_passages(self, accession: str) -> bool:
        """True when text of the filing is loaded."""
        query = select(PassageRow.id).where(PassageRow.accession == accession).limit(1)
        with self.database.begin() as connection:
            return connection.execute(query).first() is not None

    def load(
        self,
        source: str,
        sha256: str,
        cik: int,
        filings: Iterable[Filing],
        facts: Sequence[Fact],
        passages: Sequence[Passage] = (),
        note: str = "",
    ) -> bool:
        """Publish what was read from one original, in one transaction.

        Args:
            source: the original's address, which identifies it.
            sha256: the hash of its bytes; the same hash again changes nothing.
            cik: the company whose record it is.
            filings: the filings that the facts and passages belong to.
            facts: each stated once for its accession number, concept, unit, period and dimensions.
            passages: text with its place, when the original is a document.
            note: what was normalised or left out while reading.

        Returns:
            True when something was loaded, False when it was there already.
        """
        accession = passages[0].record if passages else None
        with self.database.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:s, 706013))"), {"s": source})
            done = select(SourceRow.sha256).where(
                SourceRow.url == source, SourceRow.loader == LOADER, SourceRow.note.not_like(f"{UNREAD}%")
            )
            if connection.execute(done).scalar_one_or_none() == sha256:
                return False
            add_filings(connection, filings)
            copy_facts(connection, facts)
            if accession:
                connection.execute(delete(PassageRow).where(PassageRow.accession == accession))
                _copy_passages(connection, passages)
            row = {"url": source, "sha256": sha256, "loader": LOADER, "cik": cik, "accession": accession, "note": note}
            statement = insert(SourceRow).values(row)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["url"], set_={**row, "loaded": func.now()})
            )
        return True

    def facts(
        self,
        cik: int,
        concepts: Iterable[str] | None = None,
        as_of: date | None = None,
        dimensional: bool | None = None,
    ) -> list[Fact]:
        """A company's facts, the latest filed first.

        Args:
            cik: the company.
            concepts: only these concepts, or all of them.
            as_of: only what had been filed by the end of that day; facts of unknown filing date are then left out, and
                documents are those that the library held on it.
            dimensional: only facts with dimensions (True) or without (False).
        """
        # Of a document the day on which the library got it is when it was known.
        added = cast(func.timezone("UTC", DocumentRow.added), Date)
        filed = FilingRow.filed if as_of is None else func.coalesce(FilingRow.filed, added)
        query = (
            select(FactRow, FilingRow.form, filed.label("filed"), FilingRow.period_end.label("reported"))
            .join(FilingRow, FilingRow.accession == FactRow.accession)
            .where(FactRow.cik == cik, *accession_within(FactRow.accession, self.within, as_of))
            .order_by(
                func.coalesce(FilingRow.filed, FilingRow.period_end).desc().nulls_last(),
                FactRow.accession.desc(),
                FactRow.id,
            )
        )
        if as_of is not None:
            document = FactRow.accession == func.concat(ADDRESS, DocumentRow.id)
            query = query.outerjoin(DocumentRow, document).where(filed <= as_of)
        if concepts is not None:
            query = query.where(FactRow.concept.in_(list(concepts)))
        if dimensional is not None:
            query = query.where((FactRow.dimensions != "") if dimensional else (FactRow.dimensions == ""))
        with self.database.begin() as connection:
            return [_fact(row) for row in connection.execute(query)]

    def filed_in(self, accession: str) -> list[Fact]:
        """The facts on record of one filing, in the order they were loaded."""
        query = (
            select(FactRow, FilingRow.form, FilingRow.filed, FilingRow.period_end.label("reported"))
            .join(FilingRow, FilingRow.accession == FactRow.accession)
            .where(FactRow.accession == accession)
            .order_by(FactRow.id)
        )
        with self.database.begin() as connection:
            return [_fact(row) for row in connection.execute(query)]

    def concepts(self, cik: int) -> list[tuple[str, str]]:
        """Every concept the company reports as a whole, with the row label it stands under ("" where no document was read).

        Rows of a segment or product are not among them: their label names the member, not the concept.
        """
        seen = accession_within(FactRow.accession, self.within)
        query = select(FactRow.concept, FactRow.label).where(FactRow.cik == cik, FactRow.dimensions == "", *seen)
        with self.database.begin() as connection:
            return [(row.concept, row.label) for row in connection.execute(query.distinct())]

    def keep(self, content: bytes) -> str:
        """Keep original bytes under their sha256, atomically; returns the hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(file.name, target)
        return sha256

    def original(self, sha256: str) -> bytes | None:
        """The bytes kept under a hash; None when they are gone, or were altered (those are set aside)."""
        path = self.path(sha256)
        if not path.exists():
            return None
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            os.replace(path, path.with_suffix(".altered"))
            return None
        return content

    def path(self, sha256: str) -> Path:
        """Where the bytes of a hash are kept."""
        return self.originals / sha256[:2] / sha256


def _fact(row: Any) -> Fact:
    return Fact(
        cik=row.cik,
        concept=row.concept,
        value=row.value,
        unit=row.unit,
        start=row.period_start,
        end=row.period_end,
        decimals=row.decimals,
        dimensions=_split(row.dimensions),
        accession=row.accession,
        form=row.form,
        filed=row.filed,
        fiscal_year_focus=row.fiscal_year_focus,
        element=row.element,
        label=row.label,
        face=row.face,
        reported=row.reported if row.filed is None else None,
    )


def _split(dimensions: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in dimensions.split(";") if pair)
    return tuple((axis, member) for axis, _, member in pairs)


def add_companies(connection: Connection, companies: Iterable[Company], listed: bool = False) -> None:
    """Add or update companies (see `Store.add_companies`)."""
    values = [
        {
            "cik": c.cik,
            "name": c.name,
            "tickers": list(c.tickers),
            "former_names": list(c.former_names),
            "listed": listed,
            "fiscal_year_end": c.fiscal_year_end,
            "rank": place if listed else None,
        }
        for place, c in enumerate(companies, 1)
    ]
    if not values:
        return
    statement = insert(CompanyRow)
    if listed:
        statement = statement.on_conflict_do_update(
            index_elements=["cik", "owner"], set_={"rank": statement.excluded.rank}
        )
    else:
        new = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=["cik", "owner"],
            set_={
                "name": new.name,
                "listed": new.listed,
                "fiscal_year_end": func.coalesce(func.nullif(new.fiscal_year_end, ""), CompanyRow.fiscal_year_end),
                "tickers": func.coalesce(func.nullif(new.tickers, text("'{}'")), CompanyRow.tickers),
                "former_names": func.coalesce(func.nullif(new.former_names, text("'{}'")), CompanyRow.former_names),
            },
        )
    connection.execute(statement, values)


def add_filings(connection: Connection, filings: Iterable[Filing]) -> None:
    """Add filings, or what is newly known of them."""
    values = [
        {
            "accession": f.accession,
            "cik": f.cik,
            "form": f.form,
            "filed": f.filed,
            "period_end": f.period_end,
            "document": f.document,
            "url": f.url,
        }
        for f in filings
    ]
    if not values:
        return
    statement = insert(FilingRow)
    new = statement.excluded
    keep = {
        name: func.coalesce(func.nullif(new[name], ""), FilingRow.__table__.c[name])
        for name in ("form", "document", "url")
    } | {name: func.coalesce(new[name], FilingRow.__table__.c[name]) for name in ("filed", "period_end")}
    connection.execute(statement.on_conflict_do_update(index_elements=["accession"], set_=keep), values)


_FACT_COLUMNS = (
    "accession",
    "cik",
    "concept",
    "unit",
    "period_start",
    "period_end",
    "value",
    "decimals",
    "dimensions",
    "fiscal_year_focus",
    "element",
    "label",
    "face",
)


def copy_facts(connection: Connection, facts: Sequence[Fact]) -> None:
    """COPY into a temporary table, then one insert; a fact read from the document itself wins over a copy of it."""
    columns = ", ".join(_FACT_COLUMNS)
    connection.execute(text(f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {columns} FROM facts WITH NO DATA"))
    rows = (
        (
            f.accession,
            f.cik,
            f.concept,
            f.unit,
            f.start,
            f.end,
            f.value,
            f.decimals,
            ";".join(f"{axis}={member}" for axis, member in f.dimensions),
            f.fiscal_year_focus,
            f.element,
            f.label,
            f.face,
        )
        for f in facts
    )
    _copy(connection, f"COPY incoming ({columns}) FROM STDIN", rows)
    updates = ", ".join(
        f"{c} = excluded.{c}" for c in ("value", "decimals", "element", "label", "fiscal_year_focus", "face")
    )
    connection.execute(
        text(
            f"INSERT INTO facts ({columns}) SELECT {columns} FROM incoming"
            f" ON CONFLICT ON CONSTRAINT facts_stated_once DO UPDATE SET {updates} WHERE excluded.element IS NOT NULL"
        )
    )


def _copy_passages(connection: Connection, passages: Sequence[Passage]) -> None:
    rows = ((p.record, p.section, p.heading, p.text, p.start, p.end) for p in passages)
    _copy(connection, "COPY passages (accession, section, heading, text, start_char, end_char) FROM STDIN", rows)


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)

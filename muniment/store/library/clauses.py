"""The clauses of the library's contracts, as they are kept: written with the document that they are of, found by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from muniment.store.seen import documents_within
from muniment.store.store import Store
from muniment.store.tables import ClauseRow, DocumentPageRow, DocumentRow


@dataclass(frozen=True, slots=True)
class PageClause:
    """A clause of a kind on a page (from 1), from one character of its text to another, and the chance that it is one."""

    kind: str
    page: int
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class KeptClause:
    """A clause with its document (its number and its file's name), where it stands there, and its text."""

    of: int
    document: str
    kind: str
    page: int
    start: int
    end: int
    chance: float
    text: str


def contracts(store: Store, within: Sequence[str], as_of: date | None = None) -> dict[int, str]:
    """The documents of which clauses are kept, by their number: their names. In some collections or in all."""
    query = (
        select(DocumentRow.id, DocumentRow.name)
        .where(
            *documents_within(within, as_of),
            select(ClauseRow.kind).where(ClauseRow.document == DocumentRow.id).exists(),
        )
        .order_by(DocumentRow.name, DocumentRow.id)
    )
    with store.database.begin() as connection:
        return {row.id: row.name for row in connection.execute(query)}


def find_clauses(store: Store, documents: Sequence[int], kind: str | None, least: float = 0.0) -> list[KeptClause]:
    """The clauses of documents, of one kind or of all, that are at least so likely; by document and kind, the likeliest first."""
    row, page = ClauseRow, DocumentPageRow
    text = func.substr(page.text, row.start + 1, row.end - row.start).label("text")
    query = (
        select(row.document, DocumentRow.name, row.kind, row.page, row.start, row.end, row.chance, text)
        .join(DocumentRow, DocumentRow.id == row.document)
        .join(page, (page.document == row.document) & (page.number == row.page))
        .where(row.document.in_(list(documents)), row.chance >= least, *([row.kind == kind] if kind else []))
        .order_by(DocumentRow.name, row.document, row.kind, row.chance.desc(), row.page, row.start)
    )
    with store.database.begin() as connection:
        return [KeptClause(*found) for found in connection.execute(query)]

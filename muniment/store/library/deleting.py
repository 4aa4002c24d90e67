"""Delete documents of the library for good: rows, figures, pages, and the bytes that no document has any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, text
from sqlalchemy.exc import DBAPIError

from muniment.errors import Conflict, Denied
from muniment.store.library.contents import forget_contents
from muniment.store.seen import ADDRESS, called, open_to
from muniment.store.store import Store
from muniment.store.tables import CollectionRow, DocumentPageRow, DocumentRow, FactRow, FilingRow
from muniment.trust.anchoring import anchor
from muniment.trust.recording import add

_HELD = "MU001"
"""What Postgres says of a document under a legal hold (migration 0013)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted of one document: the hashes of its versions' bytes, how many pages and figures had been read of them.

    `is_elsewhere` says that the same bytes belong to another document too, and so are still there.
    """

    collection: str
    path: str
    sha256: tuple[str, ...]
    pages: int
    figures: int
    is_elsewhere: bool


def delete_documents(
    store: Store, collection: str, paths: Sequence[str] | None = None, though_held: bool = False
) -> list[Receipt]:
    """Delete documents for good: every version's bytes, pages, figures and row, and a company that only they spoke of.

    Args:
        store: where they are kept.
        collection: its name.
        paths: only these; all of the collection where None.
        though_held: whether a legal hold is passed by, as only the house may: where the documents had been erased before it stood.

    Returns:
        A receipt for each document.

    Raises:
        Conflict: the collection is under a legal hold.
        Denied: whoever acts does not manage the collection.
    """
    with _heeding(collection), store.database.begin() as connection:
        if though_held:
            connection.execute(text("SELECT set_config('muniment.erasing', 'on', true)"))
        chosen = at(collection, paths)
        managed = open_to("manage").label("is_managed")
        rows = connection.execute(
            select(DocumentRow, managed).where(*chosen).order_by(DocumentRow.path, DocumentRow.id)
        ).all()
        if store.database.ticket and not all(row.is_managed for row in rows):
            raise Denied(f"you may not delete from {collection}")
        ids = [row.id for row in rows]
        page = select(DocumentPageRow.document, func.count()).where(DocumentPageRow.document.in_(ids))
        pages = dict(connection.execute(page.group_by(DocumentPageRow.document)).all())
        fact = select(FactRow.accession, func.count()).where(FactRow.accession.in_([f"{ADDRESS}{id}" for id in ids]))
        facts = dict(connection.execute(fact.group_by(FactRow.accession)).all())
        told = {"collection": collection, "documents": [[row.name, row.sha256] for row in rows]}
        of = [row.collection for row in rows]
        # Before the documents are gone, since then there are no keys for them.
        seq = (
            add(store.database, connection, "deleted documents", {"documents": len(rows)}, told, ids, of)
            if rows
            else None
        )
        forget(connection, ids)
        connection.execute(delete(DocumentRow).where(DocumentRow.id.in_(ids)))
        hashes = {row.sha256 for row in rows}
        # The receipt tells of documents that whoever deletes may see; the bytes stay for those that he may not see, too.
        shared = select(DocumentRow.sha256).where(DocumentRow.sha256.in_(hashes), open_to("read"))
        only = hashes - set(connection.execute(shared).scalars())
        gone = connection.execute(select(func.sweep())).scalar_one()
    if seq is not None:
        anchor(store.database)
    for sha256 in gone:
        store.path(sha256).unlink(missing_ok=True)
    by_path: dict[str, list[Any]] = {}
    for row in rows:
        by_path.setdefault(row.path, []).append(row)
    return [
        Receipt(
            collection,
            path,
            tuple(dict.fromkeys(row.sha256 for row in versions)),
            sum(pages.get(row.id, 0) for row in versions),
            sum(facts.get(f"{ADDRESS}{row.id}", 0) for row in versions),
            any(row.sha256 not in only for row in versions),
        )
        for path, versions in by_path.items()
    ]


@contextmanager
def _heeding(collection: str) -> Iterator[None]:
    """A legal hold, by which Postgres refuses to delete, in a sentence."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _HELD:
            raise Conflict(f"{collection} is under a legal hold, so nothing of it was deleted") from None
        raise


def at(collection: str, paths: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """That a row is of a collection, and of some paths or of any."""
    of = DocumentRow.collection.in_(select(CollectionRow.id).where(called == collection))
    return [of] if paths is None else [of, DocumentRow.path.in_(list(paths))]


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Delete what was read of documents."""
    addresses = [f"{ADDRESS}{id}" for id in ids]
    forget_contents(connection, ids)
    connection.execute(delete(DocumentPageRow).where(DocumentPageRow.document.in_(ids)))
    connection.execute(delete(FactRow).where(FactRow.accession.in_(addresses)))
    connection.execute(delete(FilingRow).where(FilingRow.accession.in_(addresses)))

"""What of the store a caller may see: named collections of the library, or, where none are named, everything that is his or shared with him.

Every query of documents, and of facts that may stand in one, takes its condition from here. Postgres asks the same again of everybody
but the owner of its tables (see migration 0012), so that a condition forgotten here shows nothing that it should not.

A collection is called by its name where it is one's own, and by its owner's name and its own ("anna:leases") otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Date, any_, case, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from muniment.store.tables import CollectionRow, DocumentRow

ADDRESS = "library:"
"""Begins the accession and the address of what stands in a document of the library."""


HOUSE = "house"
"""Called the owner of what belongs to no person."""

_me = select(func.acting_person()).scalar_subquery()

called: ColumnElement[str] = case(
    (CollectionRow.owner.is_not_distinct_from(_me), CollectionRow.name),
    (CollectionRow.owner.is_(None), func.concat(f"{HOUSE}:", CollectionRow.name)),
    else_=func.concat(CollectionRow.owner_name, ":", CollectionRow.name),
)
"""How a collection is called by whoever asks."""


def owned(owner: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """That something belongs to whoever asks."""
    return owner.is_not_distinct_from(_me)


def open_to(right: str) -> ColumnElement[bool]:
    """That a document stands in a collection on which whoever asks has a right: "read", "add" or "manage"."""
    return DocumentRow.collection == any_(cast(select(func.collections_to(right)).scalar_subquery(), ARRAY(BigInteger)))


def documents_within(within: Sequence[str], as_of: date | None = None) -> list[ColumnElement[bool]]:
    """That a document counts now, or counted at the end of a day (UTC) or was in force then, and is of the collections named."""
    named = select(CollectionRow.id).where(called.in_(list(within)))
    return [open_to("read"), *_counting(as_of), *([DocumentRow.collection.in_(named)] if within else [])]


def _counting(as_of: date | None) -> list[ColumnElement[bool]]:
    if as_of is None:
        return [DocumentRow.ended.is_(None)]
    added, ended = (cast(func.timezone("UTC", column), Date) for column in (DocumentRow.added, DocumentRow.ended))
    # A policy was in force from the day that it names, whenever the library got it.
    return [or_(added <= as_of, DocumentRow.effective <= as_of), or_(DocumentRow.ended.is_(None), ended > as_of)]


def accession_within(
    column: InstrumentedAttribute[str], within: Sequence[str], as_of: date | None = None
) -> list[ColumnElement[bool]]:
    """That an accession is of no document that does not count, and, where collections are named, of one of theirs."""
    counting = (
        select(DocumentRow.id)
        .where(DocumentRow.id == func.document_of(column), *documents_within(within, as_of))
        .correlate(column.class_)
        .exists()
    )
    return [counting if within else or_(column.not_like(f"{ADDRESS}%"), counting)]

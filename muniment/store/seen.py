"""What of the store a caller may see: named collections of the library, or, where none are named, everything.

Every query of documents, and of facts that may stand in one, takes its condition from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from muniment.store.tables import CollectionRow, DocumentRow

ADDRESS = "library:"
"""Begins the accession and the address of what stands in a document of the library."""


def documents_within(within: Sequence[str], as_of: date | None = None) -> list[ColumnElement[bool]]:
    """That a document counts now, or counted at the end of a day (UTC) or was in force then, and is of the collections named."""
    named = select(CollectionRow.id).where(CollectionRow.name.in_(list(within)))
    return [*_counting(as_of), *([DocumentRow.collection.in_(named)] if within else [])]


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
    address = func.concat(ADDRESS, DocumentRow.id)
    counting = select(address).where(*documents_within(within, as_of))
    if within:
        return [column.in_(counting)]
    if as_of is not None:
        return [or_(column.not_like(f"{ADDRESS}%"), column.in_(counting))]
    return [column.not_in(select(address).where(DocumentRow.ended.is_not(None)))]

"""What of the store a caller may see: named collections of the library, or, where none are named, everything.

Every query of documents, and of facts that may stand in one, takes its condition from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from muniment.store.tables import CollectionRow, DocumentRow

ADDRESS = "library:"
"""Begins the accession and the address of what stands in a document of the library."""


def documents_within(within: Sequence[str]) -> list[ColumnElement[bool]]:
    """That a document counts now, and is of the collections named."""
    named = select(CollectionRow.id).where(CollectionRow.name.in_(list(within)))
    return [DocumentRow.ended.is_(None), *([DocumentRow.collection.in_(named)] if within else [])]


def accession_within(column: InstrumentedAttribute[str], within: Sequence[str]) -> list[ColumnElement[bool]]:
    """That an accession is that of a document of the collections named; nothing where none are."""
    addresses = select(func.concat(ADDRESS, DocumentRow.id)).where(*documents_within(within))
    return [column.in_(addresses)] if within else []

"""The terms of the library's contracts, as they are kept: written with the document that they are of, found by field and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from muniment.store.store import Store
from muniment.store.tables import DocumentPageRow, DocumentRow, TermRow

PROPOSITION = "proposition "
"""Begins the field of what an agreement says of a proposition, by number: "follows" or "contradicted"."""


DEFINITION = "definition "
"""Begins the field of a definition, by the word that is defined; it has no value."""


SCOPE, EXCLUDED = "scope", "excluded"
"""The field of what a policy says of whom it applies to, and its value where it leaves out."""


@dataclass(frozen=True, slots=True)
class PageTerm:
    """A term with the page (from 1) on which it stands, and its characters there; see `tools.contracts.terms.Term`."""

    field: str
    value: str
    page: int
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class KeptTerm:
    """A term with its document (its number and its file's name), where it stands there, and the words that say so."""

    of: int
    document: str
    field: str
    value: str
    page: int
    start: int
    end: int
    chance: float
    text: str


def find_terms(store: Store, documents: Sequence[int], least: float = 0.0, fields: str = "%") -> list[KeptTerm]:
    """The terms of documents that are at least so likely; by document, in the order of the sheet.

    Args:
        store: where they are kept.
        documents: their numbers.
        least: the least chance.
        fields: only those fields that are like it, as SQL says; all where it is not given.
    """
    row, page = TermRow, DocumentPageRow
    text = func.substr(page.text, row.start + 1, row.end - row.start).label("text")
    query = (
        select(row.document, DocumentRow.name, row.field, row.value, row.page, row.start, row.end, row.chance, text)
        .join(DocumentRow, DocumentRow.id == row.document)
        .join(page, (page.document == row.document) & (page.number == row.page))
        .where(row.document.in_(list(documents)), row.chance >= least, row.field.like(fields))
        .order_by(DocumentRow.name, row.document, row.number)
    )
    with store.database.begin() as connection:
        return [KeptTerm(*found) for found in connection.execute(query)]

"""The provisions of the library's contracts and policies, as they are kept: written with the document that they are of, found with their nearness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from muniment.store.library.contract_terms import KeptTerm
from muniment.store.seen import documents_within
from muniment.store.store import Store
from muniment.store.tables import DocumentPageRow, DocumentRow, ProvisionRow

MOST = 4_000
"""Provisions that are looked at for one question: all of some thirty contracts; of more, those nearest in meaning."""


@dataclass(frozen=True, slots=True)
class PageProvision:
    """A provision with its page (from 1), its characters there, the stems of its words, parted by spaces, and its vector of length 1."""

    page: int
    start: int
    end: int
    lead_start: int
    lead_end: int
    heading: str
    stems: str
    vector: list[float]


@dataclass(frozen=True, slots=True)
class KeptProvision:
    """A provision with its document (its number and its file's name), where it and what leads it in stand, and the cosine to a question."""

    of: int
    document: str
    page: int
    start: int
    end: int
    lead_start: int
    lead_end: int
    heading: str
    stems: str
    near: float
    text: str
    lead: str

    def as_term(self, field: str) -> KeptTerm:
        """It as what is cited of a field; it has no value that is read."""
        return KeptTerm(self.of, self.document, field, "", self.page, self.start, self.end, 1.0, self.text)


@dataclass(frozen=True, slots=True)
class Regulating:
    """A document that has provisions: its number, its file's name, its title, and the day from which it says to be in force."""

    id: int
    name: str
    title: str
    effective: date | None


def regulating(store: Store, within: Sequence[str], as_of: date | None = None) -> list[Regulating]:
    """The documents of some collections, or of all, that have provisions; on a day also those that were in force then by their own words."""
    row = DocumentRow
    counting = documents_within(within, as_of)
    query = (
        select(row.id, row.name, row.title, row.effective)
        .where(*counting, select(ProvisionRow.number).where(ProvisionRow.document == row.id).exists())
        .order_by(row.name, row.id)
    )
    with store.database.begin() as connection:
        return [Regulating(*found) for found in connection.execute(query)]


def provisions_of(store: Store, document: int) -> list[KeptProvision]:
    """The provisions of a document, in their order; near to nothing."""
    row = ProvisionRow
    query = _held(literal(0.0)).where(row.document == document).order_by(row.number)
    with store.database.begin() as connection:
        return [KeptProvision(*found) for found in connection.execute(query)]


def find_provisions(
    store: Store, documents: Sequence[int], vector: Sequence[float], most: int = MOST
) -> list[KeptProvision]:
    """The provisions of documents that are nearest to a vector of length 1, so many at most, in their order, with the cosine of each."""
    row = ProvisionRow
    near = (-row.vector.max_inner_product(list(vector))).label("near")
    query = (
        _held(near).where(row.document.in_(list(documents))).order_by(near.desc(), row.document, row.number).limit(most)
    )
    with store.database.begin() as connection:
        held = [KeptProvision(*found) for found in connection.execute(query)]
    return sorted(held, key=lambda p: (p.of, p.page, p.start, p.end))


def _held(near: ColumnElement[float]) -> Select[*tuple[Any, ...]]:
    """Provisions with their document and words."""
    row, page = ProvisionRow, DocumentPageRow
    text = func.substr(page.text, row.start + 1, row.end - row.start)
    lead = func.substr(page.text, row.lead_start + 1, row.lead_end - row.lead_start)
    where = (row.page, row.start, row.end, row.lead_start, row.lead_end, row.heading, row.stems)
    return (
        select(row.document, DocumentRow.name, *where, near, text, lead)
        .join(DocumentRow, DocumentRow.id == row.document)
        .join(page, (page.document == row.document) & (page.number == row.page))
    )

"""The duties that the library's policies lay down, as they are kept: written with the document that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from muniment.store.seen import called, documents_within
from muniment.store.store import Store
from muniment.store.tables import CollectionRow, DocumentPageRow, DocumentRow, DutyRow


@dataclass(frozen=True, slots=True)
class PageDuty:
    """A duty with the page (from 1) on which it stands, and its characters there; see `tools.policies.duties.Duty`."""

    who: str
    force: str
    within: str
    condition: str
    heading: str
    page: int
    start: int
    end: int
    lead_start: int
    lead_end: int


@dataclass(frozen=True, slots=True)
class KeptDuty:
    """A duty with its document (its number, its collection and its file's name), where it stands there, its words, and those that lead in a list;
    whether its document says that it applies to those who were asked for, where any were: "applies" or "unknown"."""

    of: int
    collection: str
    document: str
    who: str
    force: str
    within: str
    condition: str
    heading: str
    page: int
    start: int
    end: int
    text: str
    lead: str
    scope: str = ""


def find_duties(store: Store, within: Sequence[str], as_of: date | None = None) -> list[KeptDuty]:
    """The duties of the documents of some collections, or of all, in their order."""
    row, page = DutyRow, DocumentPageRow
    text = func.substr(page.text, row.start + 1, row.end - row.start)
    lead = func.substr(page.text, row.lead_start + 1, row.lead_end - row.lead_start)
    what = (row.who, row.force, row.within, row.condition, row.heading, row.page, row.start, row.end, text, lead)
    query = (
        select(row.document, called, DocumentRow.name, *what)
        .join(DocumentRow, DocumentRow.id == row.document)
        .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
        .join(page, (page.document == row.document) & (page.number == row.page))
        .where(*documents_within(within, as_of))
        .order_by(DocumentRow.name, row.document, row.number)
    )
    with store.database.begin() as connection:
        return [KeptDuty(*found) for found in connection.execute(query)]

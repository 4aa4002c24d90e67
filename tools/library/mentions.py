"""Which documents of the library mention a thing: every one of them, counted by SQL over the stems of their pages' words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, func, literal, select, text
from sqlalchemy.orm import InstrumentedAttribute

from muniment.errors import Abstention
from muniment.plugins import Key
from muniment.records import AnswerTable, Cell, Found, Listing, Plan
from muniment.store.library.documents import Documents
from muniment.store.seen import called, documents_within
from muniment.store.store import Store
from muniment.store.tables import CollectionRow, DocumentPageRow, DocumentRow
from muniment.tools.library.finding import stems

_KINDS = "documents?|files?|papers?|contracts?|agreements?|leases?|policies|policy|reports?|filings?|e?-?mails?|letters?|invoices?|workbooks?|manuals?"
_ASKED = re.compile(
    rf"^\W*(?:how\s+many|which|what|list|show|name|find|give\s+me|tell\s+me\s+which)\s+(?:me\s+)?(?:all\s+|every\s+|the\s+|of\s+|my\s+|our\s+)*"
    rf"(?P<kind>{_KINDS})\s+(?:(?:that|which)\s+)?(?:do\s+|does\s+)?(?:mentions?|contains?|refers?\s+to|speaks?\s+of|says?|names?)\s+(?P<thing>.+?)\W*$",
    re.IGNORECASE,
)
_ANY = frozenset(("document", "file", "paper"))
MOST = 200
"""Documents that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a question counts: documents of a kind ("" for any) that mention a thing."""

    kind: str
    thing: str


def mention_asked(question: str) -> Mention | None:
    """What a question over the whole library asks for; None where it is none.

    >>> mention_asked("How many contracts mention “change of control”?")
    Mention(kind='contract', thing='change of control')
    >>> mention_asked("Which documents contain Quillon Bakery?").thing
    'Quillon Bakery'
    >>> mention_asked("What does the lease say of notice?") is None
    True
    """
    found = _ASKED.match(question)
    if found is None:
        return None
    (kind,) = stems(found["kind"])[-1:]
    return Mention("" if kind in _ANY else kind, found["thing"].strip("\"'“”‘’ "))


class Mentions:
    """Lists the documents that mention what is asked."""

    name = "mentions"
    adds: Key = "found"

    def __init__(self, store: Callable[[], Store]) -> None:
        self.store = store

    def __call__(self, question: str, plan: Plan) -> Found:
        """The documents with the pages on which it stands."""
        asked = mention_asked(question)
        wanted = " ".join(stems(asked.thing)) if asked else ""
        if asked is None or not wanted:
            raise Abstention("insufficient_evidence", "What should the documents mention? Name a word or a phrase.")
        documents = Documents(self.store())
        read = documents.named(plan.within, plan.as_of)
        if not read:
            raise Abstention("no_record", "There are no documents: add some with muniment add FOLDER.")
        rows = self._rows(wanted, asked.kind, plan)
        table = AnswerTable(
            f"Documents that mention “{asked.thing}”",
            ("Document", "Pages", "Collection"),
            tuple(tuple(map(Cell, row)) for row in rows[:MOST]),
        )
        unread = documents.unread(plan.within, plan.as_of)
        missing = f" {unread} could not be read, and were not looked into." if unread else ""
        counted = "document" if len(read) == 1 else "documents"
        said = f"{len(rows)} of {len(read)} {counted} mention{'s' if len(rows) == 1 else ''} “{asked.thing}”"
        if asked.kind:
            said += (
                f" and bear{'s' if len(rows) == 1 else ''} the word “{asked.kind}” in their name or on their first page"
            )
        return Found(listing=Listing(f"{said}.{missing}", table if rows else None))

    def _rows(self, wanted: str, kind: str, plan: Plan) -> list[tuple[str, str, str]]:
        page, document = DocumentPageRow, DocumentRow
        pages = func.string_agg(cast(page.number, String), literal(", "))
        query = (
            select(document.name, pages, called.label("called"))
            .join(page, page.document == document.id)
            .join(CollectionRow, CollectionRow.id == document.collection)
            .where(*documents_within(plan.within, plan.as_of), _holds(page.stems, wanted))
            .group_by(document.id, CollectionRow.id)
            .order_by(text("called"), document.name)
        )
        if kind:
            first = select(page.document).where(page.number == 1, _holds(page.stems, kind))
            query = query.where(document.id.in_(first) | document.name.icontains(kind))
        with self.store().database.begin() as connection:
            return [(name, on, of) for name, on, of in connection.execute(query)]


def _holds(column: ColumnElement[str] | InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    """That a text of stems holds these one behind the other."""
    return func.strpos(literal(" ").concat(column).concat(" "), f" {words} ") > 0

"""Read a passage's place in the original bytes again, so that a quotation is checked against what was filed."""

from __future__ import annotations

import re
from functools import lru_cache

from sqlalchemy import select

from muniment.errors import Unparsed
from muniment.records import Passage
from muniment.store.library.documents import Documents
from muniment.store.store import Store
from muniment.store.tables import SourceRow
from muniment.tools.documents.document import read_document
from muniment.tools.documents.markup import decode
from muniment.tools.library.reading_worker import page_safely


def read_place(store: Store, passage: Passage) -> str | None:
    """The visible text at characters `start` to `end` of the original, or of the page of a document; None when no original of it was kept."""
    if passage.page is not None:
        return _read_page(store, passage)
    query = select(SourceRow.sha256).where(SourceRow.url == passage.url)
    with store.database.begin() as connection:
        sha256 = connection.execute(query).scalar_one_or_none()
    if sha256 is None:
        return None
    text = original_text(store, sha256)
    if text is None:
        return ""
    piece = text[passage.start : passage.end]
    opened = "<div>" + re.sub(r"<[^<>]*$", "", piece) + "</div>"
    return " ".join(block.text for block in read_document(opened.encode()).blocks)


def _read_page(store: Store, passage: Passage) -> str | None:
    document = Documents(store).find(passage.record)
    content = store.original(document.sha256) if document else None
    if document is None or content is None or passage.page is None:
        return None
    try:
        page = page_safely(content, document.name, passage.page)
    except Unparsed:
        return ""
    return page.text if page is not None else ""


@lru_cache(maxsize=4)
def original_text(store: Store, sha256: str) -> str | None:
    """The decoded text of an original; None when its bytes are gone or were altered."""
    content = store.original(sha256)
    return None if content is None else decode(content)[0]

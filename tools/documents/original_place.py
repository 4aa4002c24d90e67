"""Read a passage's place in the original bytes again, so that a quotation is checked against what was filed."""

from __future__ import annotations

import re
from functools import lru_cache

from sqlalchemy import select

from muniment.records import Passage
from muniment.store.store import Store
from muniment.store.tables import SourceRow
from muniment.tools.documents.document import read_document
from muniment.tools.documents.markup import decode


def read_place(store: Store, passage: Passage) -> str | None:
    """The visible text at characters `start` to `end` of the original; None when no original of it was kept."""
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


@lru_cache(maxsize=4)
def original_text(store: Store, sha256: str) -> str | None:
    """The decoded text of an original; None when its bytes are gone or were altered."""
    content = store.original(sha256)
    return None if content is None else decode(content)[0]

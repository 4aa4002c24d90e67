"""The provisions of a contract or a policy, each on its page, embedded; read when the document is added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from muniment.models.opened import embedder
from muniment.store.library.provisions import PageProvision
from muniment.tools.formats.page_text import ReadPage
from muniment.tools.provisions.provisions import provisions
from muniment.wording import stem, tokens


def read_provisions(pages: Sequence[ReadPage], home: Path) -> list[PageProvision]:
    """The provisions of a document, each embedded with its heading and what leads it in.

    Raises:
        ModelUnavailable: the embedding model is not installed.
    """
    found = [(page, p) for page in pages for p in provisions(page.text, [n.start for n in page.lines if n.is_row])]
    texts = [f"{page.text[p.lead_start : p.lead_end]} {page.text[p.start : p.end]}".strip() for page, p in found]
    vectors = embedder(home).embed([f"{p.heading}\n{text}" for (_, p), text in zip(found, texts, strict=True)])
    return [
        PageProvision(
            page.number,
            p.start,
            p.end,
            p.lead_start,
            p.lead_end,
            p.heading,
            " ".join(stem(t) for t in tokens(text)),
            [float(x) for x in vector],
        )
        for (page, p), text, vector in zip(found, texts, vectors, strict=True)
    ]

"""A page of a document as it looks, drawn by the engine that read its words, so that their boxes fit. Scripts and forms do nothing."""

from __future__ import annotations

import io

from muniment.errors import Unparsed
from muniment.tools.formats.page import SCALE


def page_picture(content: bytes, page: int) -> bytes:
    """One page of a PDF, or the picture that a document is, as PNG.

    Raises:
        Unparsed: it is neither, or has no such page.
    """
    from muniment.tools.formats.pdf_pages import drawn_pages, page_count
    from muniment.tools.formats.scan import DOTS, picture_of

    drawn = io.BytesIO()
    if content[:1024].lstrip().startswith(b"%PDF-"):
        if not 1 <= page <= page_count(content):
            raise Unparsed(f"it has no page {page}")
        ((_, picture),) = drawn_pages(content, [page], 72.0 * SCALE)
    else:
        whole = picture_of(content)
        shrunk = 72.0 * SCALE / DOTS
        picture = whole.resize((max(1, round(whole.width * shrunk)), max(1, round(whole.height * shrunk))))
    picture.save(drawn, "PNG")
    return drawn.getvalue()

"""A page of a PDF as it looks, drawn by the engine that read its words, so that their boxes fit. Scripts and forms do nothing."""

from __future__ import annotations

import io

import pypdfium2

from muniment.errors import Unparsed
from muniment.tools.library.page import SCALE

MOST_PIXELS = 16_000_000
"""Of a picture: a page a million points wide is drawn smaller."""


def page_picture(content: bytes, page: int) -> bytes:
    """One page as PNG.

    Raises:
        Unparsed: it is no PDF, or has no such page.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        if not 1 <= page <= len(document):
            raise Unparsed(f"it has no page {page}")
        shown = document[page - 1]
    except pypdfium2.PdfiumError:
        raise Unparsed("it is no whole PDF") from None
    width, height = shown.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = io.BytesIO()
    shown.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(drawn, "PNG")
    return drawn.getvalue()

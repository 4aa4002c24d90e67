"""Text as it is typed: letters of one width on lines, so that a table set with spaces is read as a printed one.

In whatever encoding: `documents.markup.decode` tells. A page ends at a form feed, or at an empty line when it is full.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from muniment.tools.documents.markup import decode
from muniment.tools.formats.laid_out import HEIGHT, LETTER, MARGIN, PITCH, WRAPPED
from muniment.tools.formats.page import Box, Line, Page, Word
from muniment.tools.formats.page_text import with_paragraphs
from muniment.tools.formats.unseen import seen

LINES = 60
"""Lines after which a page ends at the next empty line; at twice as many it ends anyway."""


def text_pages(content: bytes) -> Iterator[Page]:
    """The pages of a text.

    Raises:
        Unparsed: it is empty, too large, or an archive.
    """
    for number, typed in enumerate(_typed_pages(seen(decode(content)[0])), 1):
        yield with_paragraphs(_page(number, typed))


def _typed_pages(text: str) -> Iterator[list[tuple[str, bool]]]:
    """The lines of each page, and whether each goes on with the one before it, since it was cut from it here."""
    for sheet in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        held: list[tuple[str, bool]] = []
        for line in sheet.expandtabs(8).split("\n"):
            if (len(held) >= LINES and not line.strip()) or len(held) >= 2 * LINES:
                yield held
                held = []
            cut = textwrap.wrap(line, WRAPPED) if len(line) > 2 * WRAPPED else [line.rstrip()]
            held += [(part, n > 0) for n, part in enumerate(cut)]
        if any(line.strip() for line, _ in held):
            yield held


def _page(number: int, typed: list[tuple[str, bool]]) -> Page:
    lines: list[Line] = []
    for n, (text, goes_on) in enumerate(typed):
        top = MARGIN + n * PITCH
        words = tuple(_word(m, top) for m in re.finditer(r"\S+", text))
        if words:
            lines.append(Line(words, goes_on=goes_on))
    right = max((line.box.right for line in lines), default=MARGIN)
    return Page(number, right + MARGIN, 2 * MARGIN + len(typed) * PITCH, tuple(lines))


def _word(found: re.Match[str], top: float) -> Word:
    left, right = MARGIN + found.start() * LETTER, MARGIN + found.end() * LETTER
    digits = [n for n, letter in enumerate(found.group()) if letter.isdigit()]
    end = left + (digits[-1] + 1) * LETTER if digits else None
    return Word(found.group(), Box(left, top, right, top + HEIGHT), end)

"""A document's bytes as what can be asked of it: what it says it is, its pages' text, and the facts of its statements.

PDF is read. Which reader takes a file is told by its name and its first bytes; what is not read is refused with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.errors import Unparsed
from muniment.tools.library.page import Box
from muniment.tools.library.pdf_pages import pdf_pages
from muniment.tools.library.printed_facts import PrintedFact, printed_facts
from muniment.tools.library.title_page import TitlePage, read_title_page

READER = 1
"""Raised when more is read, or differently, so that documents are read again."""
SUFFIXES = (".pdf",)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read of one document.

    Args:
        title: what it says of itself.
        pages: the text of each.
        facts: printed in its statements.
        unread: what of it could not be read, in words.
    """

    title: TitlePage
    pages: tuple[str, ...]
    facts: tuple[PrintedFact, ...]
    unread: tuple[str, ...] = ()


def read_library_document(content: bytes) -> ReadDocument:
    """Read a document.

    Raises:
        Unparsed: it is of a kind that is not read, locked, cut short, too large, or holds no text.
    """
    if not content:
        raise Unparsed("it is empty")
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        raise Unparsed("it is no PDF, and other kinds are not read yet")
    pages = list(pdf_pages(content))
    texts = tuple(p.text for p in pages)
    empty = [p.number for p in pages if not p.lines]
    if len(empty) == len(pages):
        raise Unparsed("none of its pages has text: it is a scan")
    title = read_title_page(texts)
    unread = (f"{len(empty)} of {len(pages)} pages have no text: {_few(empty)}",) if empty else ()
    return ReadDocument(title, texts, tuple(printed_facts(pages, title)), unread)


def words_at(content: bytes, page: int, box: Box) -> str:
    """What is printed in a box of a page; "" where there is nothing, or no such page."""
    found = next((p for p in pdf_pages(content, page) if p.number == page), None)
    if found is None:
        return ""
    inside = (
        w.text
        for line in found.lines
        for w in line.words
        if w.box.left >= box.left - 1 and w.box.right <= box.right + 1 and abs(w.box.middle - box.middle) < box.height
    )
    return " ".join(inside)


def _few(numbers: list[int]) -> str:
    return ", ".join(str(n) for n in numbers[:8]) + ("…" if len(numbers) > 8 else "")

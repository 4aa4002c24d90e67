"""A document's bytes as what can be asked of it: what it says it is, its pages' text and tables, and the facts of its statements.

Which reader takes a file is told by `formats`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from muniment.tools.formats.opening import open_document
from muniment.tools.formats.page import Box, Page
from muniment.tools.formats.page_text import ReadPage, read_page
from muniment.tools.library.finding import stems
from muniment.tools.library.hostile_text import is_for_no_reader, muted
from muniment.tools.library.printed_fact import PrintedFact
from muniment.tools.library.printed_facts import read_statements
from muniment.tools.library.title_page import TitlePage, read_title_page

READER = 13
"""Raised when more is read, or differently, so that documents are read again."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read of one document.

    Args:
        title: what it says of itself.
        pages: its pages, or what stands for such: sheets, slides, stretches of a text.
        stems: of each page, the stems of its name and its text, parted by spaces.
        facts: printed in its statements.
        year_end: when its company's fiscal years end ("MMDD"), "" where it does not say.
        unread: what of it could not be read, in words.
        is_shown: whether its pages have a look of their own, as a PDF's have.
    """

    title: TitlePage
    pages: tuple[ReadPage, ...]
    stems: tuple[str, ...]
    facts: tuple[PrintedFact, ...]
    year_end: str = ""
    unread: tuple[str, ...] = ()
    is_shown: bool = False


def read_library_document(content: bytes, name: str) -> ReadDocument:
    """Read a document.

    Args:
        content: its bytes.
        name: its file's name.

    Raises:
        Unparsed: it is of a kind that is not read, locked, cut short, too large, or holds nothing.
    """
    opened = open_document(content, name)
    title = read_title_page([p.page.text for p in opened.pages])
    statements = read_statements([(p.page, p.printed) for p in opened.pages], title)
    pages = tuple(_muted(read_page(p.page, p.tables)) for p in opened.pages)
    words = tuple(" ".join(stems(f"{p.name}\n{p.text}")) for p in pages)
    return ReadDocument(title, pages, words, statements.facts, statements.year_end, opened.unread, opened.is_shown)


def _muted(page: ReadPage) -> ReadPage:
    """A page with blanks for what speaks to machines: it is found by nobody, and never told as the document's words."""
    tables = tuple(
        replace(t, rows=tuple(tuple("" if is_for_no_reader(cell) else cell for cell in row) for row in t.rows))
        for t in page.tables
    )
    return replace(page, text=muted(page.text), tables=tables)


def page_of(content: bytes, name: str, number: int) -> Page | None:
    """One page of a document; None where it has no such page.

    Raises:
        Unparsed: see `read_library_document`.
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        from muniment.tools.formats.pdf_pages import pdf_pages

        page = next((p for p in pdf_pages(content, number) if p.number == number), None)
        if page is not None and page.lines:
            return page
    return next((p.page for p in open_document(content, name).pages if p.page.number == number), None)


def words_at(content: bytes, name: str, page: int, box: Box) -> str:
    """What stands in a box of a page; "" where there is nothing, or no such page."""
    found = page_of(content, name, page)
    if found is None:
        return ""
    inside = (
        w.text
        for line in found.lines
        for w in line.words
        if w.box.left >= box.left - 1 and w.box.right <= box.right + 1 and abs(w.box.middle - box.middle) < box.height
    )
    return " ".join(inside)

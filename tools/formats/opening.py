"""Which reader takes a file: told by its first bytes, and only for text by its name. Every reader gives pages of words, and tables.

What is not read is refused by what it is. What a reader left out is told in words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Part
from muniment.tools.formats.laid_out import OpenedPage, laid_out
from muniment.tools.formats.page import Page
from muniment.tools.formats.page_text import as_placed, with_paragraphs
from muniment.tools.formats.printed_table import printed_tables

if TYPE_CHECKING:
    from muniment.tools.formats.mail import Mail

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
SUFFIXES = (
    *(".pdf", ".docx", ".xlsx", ".xlsm", ".pptx", ".csv", ".tsv", ".html", ".htm", ".eml", ".msg", ".md", ".markdown"),
    *(".txt", ".text"),
    *PICTURES,
)
REFUSED = (".doc", ".xls", ".ppt", ".rtf", ".odt", ".ods", ".odp", ".zip", ".pages", ".numbers", ".key")
"""Documents that are not read, and are named where a folder is added, so that nobody takes them for read."""
NESTED = 3
"""How deep mails may lie in mails."""
SCANNED = 150
"""Pages of one scan that are read: 0.9 s each."""
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rtf"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_MAIL_HEADS = re.compile(rb"^(?:from|to|subject|date|received|mime-version):", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document's pages with the tables of each, and what of it could not be read; `is_shown` where its pages have a look of their own."""

    pages: tuple[OpenedPage, ...]
    unread: tuple[str, ...] = ()
    is_shown: bool = False


def open_document(content: bytes, name: str, depth: int = 0) -> Opened:
    """Read a document's bytes.

    Args:
        content: the bytes.
        name: the file's name.
        depth: how many mails it lies in.

    Raises:
        Unparsed: it is of a kind that is not read, locked, cut short, too large, or holds nothing.
    """
    opened = _reader(content, PurePath(name).suffix.lower())(content, name, depth)
    if not any(p.page.lines for p in opened.pages):
        raise Unparsed("it holds no text")
    return opened


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text: more than one in twenty is none that a text has, or there is a NUL and the rest is no UTF-8."""
    none = sum(head.count(byte) for byte in range(9))
    if b"\x00" not in head:
        return False
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return True
    return none * 20 > len(head)


def _reader(content: bytes, suffix: str) -> Callable[[bytes, str, int], Opened]:
    if not content:
        raise Unparsed("it is empty")
    head = content[:1024].lstrip()
    kind = next((kind for mark, kind in _MARKS if head.startswith(mark)), "")
    if kind == "rtf" or (suffix in REFUSED and kind != "pdf"):
        raise Unparsed("files of its kind are not read: save it as .docx, .xlsx, .pptx or PDF")
    if kind:
        return {"pdf": _pdf, "zip": _office, "ole": _ole, "picture": _picture}[kind]
    if suffix in (".pdf", ".docx", ".xlsx", ".xlsm", ".pptx", ".msg", *PICTURES):
        raise Unparsed(f"it is no whole {suffix[1:].upper()} file")
    if _is_binary(content[:4096]) and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unparsed("it is no text, and of no kind that is read")
    if suffix in (".csv", ".tsv"):
        return _delimited
    if suffix in (".md", ".markdown"):
        return _markdown
    if suffix in (".html", ".htm") or _HTML.match(content[:4096]):
        return _web
    if suffix == ".eml" or (suffix not in (".txt", ".text") and _is_mail(content[:8192])):
        return _mail
    return _text


def _is_mail(head: bytes) -> bool:
    found = _MAIL.match(head)
    return found is not None and len({m.lower() for m in _MAIL_HEADS.findall(found.group())}) >= 3


def _pdf(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.pdf_pages import pdf_pages

    pages = [with_paragraphs(p) for p in pdf_pages(content)]
    empty = [p.number for p in pages if not p.lines]
    unread: list[str] = []
    if empty:
        scanned = dict(_scanned_pages(content, empty[:SCANNED]))
        pages = [scanned.get(p.number, p) for p in pages]
        if read := [n for n, page in scanned.items() if page.lines]:
            unread.append(f"{_few(read)}: a picture, read by character recognition")
        if left := [*(n for n, page in scanned.items() if not page.lines), *empty[SCANNED:]]:
            unread.append(f"{_few(left)} of {len(pages)}: a picture without text that can be read")
    return Opened(tuple(map(_printed, pages)), tuple(unread), True)


def _scanned_pages(content: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Page]]:
    """Those of some pages that are pictures, by character recognition; empty ones are none."""
    from muniment.tools.formats.pdf_pages import drawn_pages
    from muniment.tools.formats.scan import DOTS, is_blank, scanned_page

    for number, picture in drawn_pages(content, numbers, DOTS):
        if not is_blank(picture):
            yield number, with_paragraphs(scanned_page(picture, number))


def _picture(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.scan import picture_of, scanned_page

    page = with_paragraphs(scanned_page(picture_of(content), 1))
    return Opened((_printed(page),), ("a picture, read by character recognition",), True)


def _office(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.office_file import OfficeFile

    names = OfficeFile(content).names
    if "word/document.xml" in names:
        from muniment.tools.formats.word_document import word_parts

        return _of_parts(word_parts(content))
    if "xl/workbook.xml" in names:
        from muniment.tools.formats.workbook import workbook_parts

        parts, unread = workbook_parts(content)
        return _of_parts(parts, unread)
    if "ppt/presentation.xml" in names:
        from muniment.tools.formats.slides import slide_parts

        return _of_parts(slide_parts(content))
    raise Unparsed("it is an archive, and none is ever opened")


def _ole(content: bytes, name: str, depth: int) -> Opened:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            streams = {"/".join(s) for s in file.listdir()}
    except (OSError, ValueError, IndexError, TypeError):
        raise Unparsed("it is cut short or damaged") from None
    if "EncryptedPackage" in streams:
        raise Unparsed("it is locked with a password")
    if any(s.startswith("__properties_version1.0") for s in streams):
        from muniment.tools.formats.mail import read_outlook_mail

        return _with_attachments(read_outlook_mail(content), depth)
    raise Unparsed("files of its kind are not read: save it as .docx, .xlsx, .pptx or PDF")


def _mail(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.mail import read_mail

    return _with_attachments(read_mail(content), depth)


def _delimited(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.delimited_text import delimited_part

    return _of_parts([delimited_part(content)])


def _web(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.web_page import web_parts

    return _of_parts(web_parts(content))


def _markdown(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.web_page import markdown_parts

    return _of_parts(markdown_parts(content))


def _text(content: bytes, name: str, depth: int) -> Opened:
    from muniment.tools.formats.plain_text import text_pages

    return Opened(tuple(map(_printed, text_pages(content))))


def _printed(page: Page) -> OpenedPage:
    tables = tuple(printed_tables(page))
    return OpenedPage(page, tables, tuple(map(as_placed, tables)))


def _of_parts(parts: Sequence[Part], unread: Sequence[str] = ()) -> Opened:
    return Opened(tuple(laid_out(parts)), tuple(unread))


def _with_attachments(mail: Mail, depth: int) -> Opened:
    """A mail's own pages, then those of its attachments; one that cannot be read is told of."""
    pages = list(laid_out(mail.parts))
    unread: list[str] = []
    for name, content in mail.attached:
        try:
            if depth >= NESTED:
                raise Unparsed("it lies in too many others")
            opened = open_document(content, name, depth + 1)
        except Unparsed as error:
            unread.append(f"the attachment {name} is not read: {error}")
            continue
        unread += [f"{name}: {why}" for why in opened.unread]
        for each in opened.pages:
            title = f"{name} › {each.page.name}" if each.page.name else name
            number = len(pages) + 1
            printed = tuple(replace(t, page=number) for t in each.printed)
            pages.append(OpenedPage(replace(each.page, number=number, name=title), printed, each.tables))
    return Opened(tuple(pages), tuple(unread))


def _few(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:8]) + ("…" if len(numbers) > 8 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"

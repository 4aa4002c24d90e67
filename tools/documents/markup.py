"""Read HTML and XHTML as a stream of events with places, within limits.

XHTML (every inline XBRL filing) goes through expat, which tells the byte offset of each event; what is not well-formed
goes through `html.parser`. Names are lower-cased in both. Nothing is built here: no tree, so depth costs no memory, and
no entity, DTD or external resource is ever expanded. What is unsafe or too large raises `Unparsed`, never empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Protocol, TypeVar
from xml.parsers import expat

import numpy as np

from muniment.errors import Unparsed

_ARCHIVES = {
    b"PK": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"Rar!": "a RAR archive",
    b"%PDF": "a PDF file",
}
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 512
MAX_ATTRIBUTES = 512
MAX_ELEMENTS = 1_000_000
"""The largest filing at hand has 41,000; a million take 14 seconds."""
MAX_UNCLOSED = 200
"""Tags that begin and do not end before the next: the forgiving parser looks to the end of the page for each."""

_HOLDS = frozenset({"table", "ul", "ol"})
"""What stands between does not let an end tag be left out: an item of a list within an item."""
# What a start tag closes when its end tag was left out (HTML Standard, 13.1.2.4).
_CLOSED_BY = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("tr",), "li": ("li",), "option": ("option",), "p": ("p",)}
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,40})""")

_WEB = {"ascii": "utf-8", "us-ascii": "utf-8", "utf8": "utf-8", "latin1": "cp1252", "iso-8859-1": "cp1252"}
"""Names that the web reads otherwise than Python does (WHATWG Encoding Standard, 4.2)."""
_OF_THE_WEB = frozenset(
    "utf-8 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13"
    " iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u windows-1250 windows-1251 windows-1252 windows-1253 windows-1254"
    " windows-1255 windows-1256 windows-1257 windows-1258 cp1252 gbk gb2312 gb18030 big5 euc-jp iso-2022-jp shift_jis"
    " euc-kr utf-16 utf-16le utf-16be".split()
)
"""The encodings of the web; Python's other codecs (utf-7, unicode_escape, rot13, idna) are no encodings of a page."""
_UNCLOSED = re.compile(r"<[a-zA-Z][^<>]*(?=<|\Z)")


class Reader(Protocol):
    """What receives the events. Offsets count characters of the decoded document."""

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """An element opens at character `at`."""

    def end(self, name: str, at: int) -> None:
        """An element closes; `at` is the first character after its end tag where the parser tells it."""

    def text(self, data: str, start: int, end: int) -> None:
        """Character data that stands at characters `start` to `end`."""


R = TypeVar("R", bound=Reader)


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a document's bytes, with notes on what had to be normalised.

    The byte order mark wins, then the declared character set, then UTF-8, then Windows-1252. NUL and lone surrogates
    become U+FFFD.

    Raises:
        Unparsed: the document is empty, larger than `MAX_BYTES`, or an archive: none is ever opened, so that none can
            burst, nest or point out of its folder.
    """
    if not content.strip(b" \t\r\n\x00"):
        raise Unparsed("the document is empty")
    for mark, kind in _ARCHIVES.items():
        if content.startswith(mark):
            raise Unparsed(f"the document is {kind}, not a page")
    if content[257:262] == b"ustar":
        raise Unparsed("the document is a tar archive, not a page")
    if len(content) > MAX_BYTES:
        raise Unparsed(f"the document has {len(content):,} bytes; the limit is {MAX_BYTES:,}")
    notes: list[str] = []
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        declared = _CHARSET.search(content[:2048])
        text = _decode_declared(content, declared.group(1).decode("ascii").lower() if declared else "utf-8", notes)
    if "\x00" in text:
        notes.append("NUL characters replaced")
        text = text.replace("\x00", "�")
    return text.removeprefix("﻿"), tuple(notes)


def _decode_declared(content: bytes, charset: str, notes: list[str]) -> str:
    for name in dict.fromkeys((_WEB.get(charset, charset if charset in _OF_THE_WEB else ""), "utf-8")):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            notes.append(f"not {name or charset}")
    return content.decode("cp1252", "replace")


def read(text: str, make: Callable[[], R]) -> R:
    """Send the document's events to a reader made by `make`, and give that reader back.

    A document that claims to be XML and is not so from its first elements on is read again, by a fresh reader, with the
    forgiving parser; one that breaks later was cut.

    Raises:
        Unparsed: nesting, attributes or elements beyond the limits, a DTD that declares anything, or a cut document.
    """
    if re.search(r"<!DOCTYPE[^>]*\[|<!ENTITY", text[:65536], re.IGNORECASE):
        raise Unparsed("the document declares a DTD; entities are never expanded")
    reader = make()
    if _is_xml(text):
        guard = _Guard(reader)
        try:
            _read_xml(text, guard)
            return reader
        except expat.ExpatError as error:
            if guard.elements > 1000:
                raise Unparsed(f"the document is cut or not well-formed: {error}") from None
            reader = make()
    _read_html(text, _Guard(reader))
    return reader


def _is_xml(text: str) -> bool:
    head = text[:2000].lstrip().lower()
    return head.startswith("<?xml") or "http://www.w3.org/1999/xhtml" in head


class _Guard:
    """Counts depth, attributes and elements before passing an event on."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.depth = 0
        self.elements = 0

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise Unparsed(f"elements are nested more than {MAX_DEPTH} deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise Unparsed(f"an element has more than {MAX_ATTRIBUTES} attributes")
        if self.elements > MAX_ELEMENTS:
            raise Unparsed(f"the document has more than {MAX_ELEMENTS:,} elements")
        self.reader.start(name, attributes, at)

    def end(self, name: str, at: int) -> None:
        self.depth -= 1
        self.reader.end(name, at)

    def text(self, data: str, start: int, end: int) -> None:
        self.reader.text(data, start, end)


def _read_xml(text: str, guard: _Guard) -> None:
    content = text.encode("utf-8", "surrogatepass")
    places = None if len(content) == len(text) else _characters(content)
    parser = expat.ParserCreate("utf-8")
    # Not buffer_text: it would hide where a run of text began, so runs are joined here.
    pending: list[tuple[str, int]] = []

    def place() -> int:
        at: int = parser.CurrentByteIndex
        return at if places is None else int(places[at])

    def flush(end: int) -> None:
        if pending:
            guard.text("".join(data for data, _ in pending), pending[0][1], end)
            pending.clear()

    def start(name: str, attributes: dict[str, str]) -> None:
        at = place()
        flush(at)
        guard.start(name.lower(), {k.lower(): v for k, v in attributes.items()}, at)

    def end(name: str) -> None:
        at = place()
        flush(at)
        guard.end(name.lower(), at)

    def refuse(*_: object) -> None:
        raise Unparsed("the document declares an entity; entities are never expanded")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda data: pending.append((data, place()))
    parser.EntityDeclHandler = refuse
    parser.Parse(content, True)


def _characters(content: bytes) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For every byte offset of UTF-8 `content`, and one past its end, the character offset."""
    raw = np.frombuffer(content, dtype=np.uint8)
    starts = (raw & 0xC0) != 0x80
    return np.concatenate(([0], np.cumsum(starts)))


class _Html(HTMLParser):
    """The forgiving parser: closes what real pages leave open."""

    def __init__(self, text: str, guard: _Guard) -> None:
        super().__init__(convert_charrefs=True)
        self.guard = guard
        self.open: list[str] = []
        self.lines = [0]
        self.lines.extend(m.end() for m in re.finditer("\n", text))

    def place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self.place()
        for unclosed in _CLOSED_BY.get(tag, ()):
            if unclosed in self.open and not _HOLDS.intersection(self.open[_last(self.open, unclosed) + 1 :]):
                self._close_to(unclosed, at)
        self.guard.start(tag, {k: v or "" for k, v in attrs}, at)
        if tag in VOID:
            self.guard.end(tag, at)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self.place()
        self.guard.start(tag, {k: v or "" for k, v in attrs}, at)
        self.guard.end(tag, at)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self._close_to(tag, self.place())

    def _close_to(self, tag: str, at: int) -> None:
        while self.open:
            last = self.open.pop()
            self.guard.end(last, at)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        at = self.place()
        self.guard.text(data, at, at + len(data))


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


def _read_html(text: str, guard: _Guard) -> None:
    if sum(1 for _ in _UNCLOSED.finditer(text)) > MAX_UNCLOSED:
        raise Unparsed(f"more than {MAX_UNCLOSED} tags begin and do not end")
    parser = _Html(text, guard)
    parser.feed(text)
    parser.close()
    end = len(text)
    while parser.open:
        guard.end(parser.open.pop(), end)

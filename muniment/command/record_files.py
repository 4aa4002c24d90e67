"""A file of the caller's own as a record: text as it is, a delimited file as a table, every other document by its reader.

What is handed in so lives for one question; `muniment add` keeps documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from muniment.asked import MOST_TEXT
from muniment.errors import BadInput, TooLarge, Unparsed
from muniment.records import Record, Table
from muniment.tools.documents.markup import decode
from muniment.tools.formats.delimited_text import delimited_rows
from muniment.tools.library.reading_worker import read_safely

TABLES = (".csv", ".tsv")
TEXTS = (".txt", ".md", ".markdown", ".text", "")


def read_records(files: Iterable[str]) -> tuple[Record, ...]:
    """The files as records, each named by its file.

    Raises:
        BadInput: a file cannot be read, or is of a kind that is not read; the sentence names it.
        TooLarge: a file is larger than one question may bring.
    """
    return tuple(_record(Path(name).expanduser()) for name in files)


def _record(file: Path) -> Record:
    suffix = file.suffix.lower()
    try:
        plain = suffix in TABLES + TEXTS
        if plain and file.stat().st_size > 4 * MOST_TEXT:
            raise TooLarge(f"{file.name} is larger than one question may bring")
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror or error}") from None
    try:
        if not plain:
            return _document(file.name, content)
        if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unparsed("it is no text")
        text = decode(content)[0]
    except Unparsed as error:
        raise BadInput(f"{file.name} cannot be read: {error}") from None
    if suffix not in TABLES:
        return Record(file.name, text, file.name)
    rows = tuple(row for row in delimited_rows(text) if any(row))
    if not rows:
        raise BadInput(f"{file.name} is empty")
    return Record(file.name, "", file.name, (Table(rows),))


def _document(name: str, content: bytes) -> Record:
    """A document of pages as one record: its text without the rows of its tables, and its tables."""
    read = read_safely(content, name)
    lines: list[str] = []
    for page in read.pages:
        ends = [*(line.start - 1 for line in page.lines[1:]), len(page.text)]
        lines += [
            page.text[a.start : b] for a, b in zip(page.lines, ends, strict=True) if not (a.is_row and page.tables)
        ]
        lines.append("")
    tables = tuple(Table(t.rows, t.caption) for page in read.pages for t in page.tables)
    return Record(name, "\n".join(lines).strip(), name, tables)

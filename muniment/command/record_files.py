"""A file of the caller's own as a record: text as it is, a CSV file as a table.

Other formats are refused by name; nothing is guessed from bytes that are no text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from muniment.asked import MOST_TEXT
from muniment.errors import BadInput, TooLarge
from muniment.records import Record, Table

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
    if file.suffix.lower() not in TABLES + TEXTS:
        raise BadInput(f"{file.name} is no text: files can be {', '.join((*TEXTS[:2], *TABLES))}")
    try:
        if file.stat().st_size > 4 * MOST_TEXT:
            raise TooLarge(f"{file.name} is larger than one question may bring")
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror or error}") from None
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(f"{file.name} is no text")
    text = _decoded(content)
    if file.suffix.lower() not in TABLES:
        return Record(file.name, text, file.name)
    rows = tuple(tuple(cell.strip() for cell in row) for row in csv.reader(text.splitlines(), _dialect(text)) if row)
    if not rows:
        raise BadInput(f"{file.name} is empty")
    return Record(file.name, "", file.name, (Table(rows),))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    try:
        return csv.Sniffer().sniff(text[:10_000], ",;\t|")
    except csv.Error:
        return csv.excel

"""Add documents: each is read once, in a process of its own, and published whole, so that a stop anywhere leaves nothing half there.

A file that was added before is not read again while its bytes are the same; a changed one becomes a new version, and one that is
gone from a folder is gone from the answers. The same command goes on where it was stopped.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from muniment.agents.reading.names import aliases
from muniment.errors import BadInput, Unparsed
from muniment.items.known_companies import known_companies
from muniment.records import Company
from muniment.store.documents import Documents, Kept, KeptLine, KeptTable, PageText, Version
from muniment.store.printed_place import Corners, PrintedPlace
from muniment.store.store import Store
from muniment.tools.formats.opening import REFUSED, SUFFIXES
from muniment.tools.formats.page import Box
from muniment.tools.formats.page_text import ReadPage
from muniment.tools.library.finding import stems
from muniment.tools.library.printed_facts import PrintedFact
from muniment.tools.library.reader import READER, ReadDocument
from muniment.tools.library.reading_worker import LARGEST, read_safely
from muniment.wording import squash

SENT = "sent/"
"""Begins the path of a document that is no file of this machine."""
_OWN = 9_000_000_000
"""Where the numbers of companies begin that have none at EDGAR; Central Index Keys are far below."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: `why` says why it could not be read, or what of it was not."""

    path: str
    state: Literal["added", "changed", "unchanged", "failed", "gone"]
    why: str = ""
    facts: int = 0


def add_documents(documents: Documents, paths: Sequence[str | Path], collection: str) -> Iterator[Added]:
    """Add files, and all files of folders, one after the other; tells what became of each.

    Args:
        documents: of a store.
        paths: files and folders. Of a folder that was added before, documents whose files are gone are withdrawn.
        collection: the name of the collection that they belong to.

    Raises:
        BadInput: a path does not exist, or the collection's name is empty or too long.
    """
    if not collection.strip() or len(collection) > 100:
        raise BadInput("a collection's name has 1 to 100 characters")
    roots = [Path(p).expanduser().absolute() for p in paths]
    for root in roots:
        if not root.exists():
            raise BadInput(f"{root} does not exist")
    before = {d.path: d for d in documents.current([collection])}
    closed: list[OSError] = []
    files = list(dict.fromkeys(f for root in roots for f in _files(root, closed)))
    # Each document has a process of its own, so that threads wait for as many as there are cores.
    readers = ThreadPoolExecutor(os.cpu_count())
    try:
        for file, read in zip(files, readers.map(lambda f: _read(f, before.get(_text(f))), files), strict=True):
            yield _publish(documents, file, read, collection, before.get(_text(file)))
    finally:
        readers.shutdown(cancel_futures=True)
    # What is in a folder that cannot be looked into is not known to be gone.
    hidden = [Path(e.filename) for e in closed]
    yield from (Added(_text(Path(e.filename)), "failed", e.strerror or str(e)) for e in closed)
    found = {_text(f) for f in files}
    gone = [
        p
        for p in before
        if p not in found
        and any(Path(p).is_relative_to(r) for r in roots if r.is_dir())
        and not any(Path(p).is_relative_to(h) for h in hidden)
    ]
    if gone:
        documents.withdraw(collection, gone)
    yield from (Added(p, "gone") for p in gone)


def add_content(documents: Documents, content: bytes, name: str, collection: str) -> Added:
    """Add a document that is no file of this machine: one that was sent, or came on standard input.

    Args:
        documents: of a store.
        content: its bytes.
        name: its file's name; folders in it are dropped. Another document of that name in the collection is replaced.
        collection: the name of the collection that it belongs to.

    Raises:
        BadInput: the name or the collection's is empty or too long.
    """
    named = PurePosixPath(name.replace("\\", "/")).name
    if not collection.strip() or len(collection) > 100:
        raise BadInput("a collection's name has 1 to 100 characters")
    if named in ("", ".", "..") or len(named) > 255:
        raise BadInput("a document's name has 1 to 255 characters")
    path = Path(SENT + named)
    before = next((d for d in documents.current([collection]) if d.path == _text(path)), None)
    return _publish(documents, path, _read_bytes(content, named, before), collection, before)


def _files(root: Path, closed: list[OSError]) -> Iterator[Path]:
    """The files of a folder that could be documents, in order; hidden ones and links to folders are passed over.

    Args:
        root: a folder, or a file, which is taken whatever its name.
        closed: filled with the folders that cannot be looked into.
    """
    if root.is_file():
        yield root
        return
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (
            Path(folder) / n
            for n in sorted(names)
            if n.lower().endswith((*SUFFIXES, *REFUSED)) and not n.startswith(".")
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a file gave: a document, or why there is none; neither where its bytes were read before."""

    sha256: str = ""
    content: bytes = b""
    document: ReadDocument | None = None
    why: str = ""


def _read(file: Path, before: Kept | None) -> _Read:
    try:
        if file.stat().st_size > LARGEST:
            return _Read(why=f"it is larger than {LARGEST // 1024**2} MB")
        content = file.read_bytes()
    except OSError as error:
        return _Read(why=error.strerror or str(error))
    return _read_bytes(content, file.name, before)


def _read_bytes(content: bytes, name: str, before: Kept | None) -> _Read:
    sha256 = hashlib.sha256(content).hexdigest()
    if before is not None and (before.sha256, before.reader) == (sha256, READER):
        return _Read(sha256, why=before.why)
    try:
        return _Read(sha256, content, read_safely(content, name))
    except Unparsed as error:
        return _Read(sha256, why=str(error))


def _publish(documents: Documents, file: Path, read: _Read, collection: str, before: Kept | None) -> Added:
    path, name = _text(file), _text(Path(file.name))
    if before is not None and (before.sha256, before.reader, before.why) == (read.sha256, READER, read.why):
        return Added(path, "failed" if read.why else "unchanged", read.why, before.facts)
    if read.document is None:
        if read.why:
            # Kept, so that it is not read again until its bytes change.
            documents.publish(collection, Version(path, name, read.sha256, READER, why=read.why), [])
        return Added(path, "failed", read.why)
    documents.store.keep(read.content)
    title = read.document.title
    company = _company(documents.store, title.company) if title.company else None
    facts = [replace(p.fact, element=str(_place(p))) for p in read.document.facts] if company else []
    version = Version(
        path,
        name,
        read.sha256,
        READER,
        len(read.document.pages),
        title.form,
        company.name if company else "",
        company.cik if company else 0,
        title.end,
        title.fiscal_year,
        note="; ".join(read.document.unread),
        is_shown=read.document.is_shown,
    )
    if company is not None and facts:
        documents.store.add_companies([company])
    pages = [_page(p) for p in read.document.pages]
    documents.publish(collection, version, facts, pages)
    return Added(path, "changed" if before else "added", version.note, len(facts))


def _page(read: ReadPage) -> PageText:
    return PageText(
        read.number,
        read.text,
        " ".join(stems(f"{read.name}\n{read.text}")),
        read.name,
        tuple(KeptLine(line.start, _corners(line.box), line.is_row) for line in read.lines),
        tuple(
            KeptTable(t.caption, t.rows, tuple(tuple(_corners(b) if b else None for b in row) for row in t.boxes))
            for t in read.tables
        ),
    )


def _corners(box: Box) -> Corners:
    return (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))


def _company(store: Store, name: str) -> Company:
    """The company of a name as a document states it: one on record or known, else one of its own."""
    wanted = {squash(a) for a in aliases(name)[:2]}
    for company in (*store.companies(), *known_companies().values()):
        if any(squash(a) in wanted for n in (company.name, *company.former_names) for a in aliases(n)[:2]):
            return company
    return Company(_OWN + zlib.crc32(squash(name).encode()) % 900_000_000, name)


def _text(path: Path) -> str:
    """A path as text that a database takes: bytes that are no UTF-8 are shown as question marks."""
    return str(path).encode("utf-8", "replace").decode()


def _place(printed: PrintedFact) -> PrintedPlace:
    return PrintedPlace(printed.page, _corners(printed.box), printed.text)

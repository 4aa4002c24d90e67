"""Add documents: each is read once, as a job, and published whole, so that a stop anywhere leaves nothing half there.

A file that was added before is not read again while its bytes are the same; a changed one becomes a new version, and one that is
gone from a folder is gone from the answers. The same command goes on where it was stopped.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from muniment.errors import BadInput, Lost
from muniment.library.jobs import Jobs
from muniment.library.reading import Wanted, read_document, refuse
from muniment.store.library.deleting import delete_documents
from muniment.store.library.documents import Documents, Kept
from muniment.store.sessions import NAME
from muniment.tools.formats.opening import REFUSED, SUFFIXES
from muniment.tools.library.reader import READER
from muniment.tools.library.reading_worker import LARGEST

SENT = "sent/"
"""Begins the path of a document that is no file of this machine."""
LOOKED = 0.1
"""Seconds between two looks at what has been read."""


State = Literal["added", "changed", "moved", "unchanged", "failed", "gone"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: `why` says why it could not be read, or what of it was not."""

    path: str
    state: State
    why: str = ""
    facts: int = 0


def add_documents(documents: Documents, paths: Sequence[str | Path], collection: str) -> Generator[Added, None, None]:
    """Add files, and all files of folders; tells what became of each as soon as it is known. To close it stops the work.

    Args:
        documents: of a store.
        paths: files and folders. Of a folder that was added before, documents whose files are gone are deleted, or moved where
            the same bytes have another path now.
        collection: the name of the collection that they belong to.

    Raises:
        BadInput: a path does not exist, or the collection's name is empty or too long.
        Lost: the database broke off; what was read is there, and the same call goes on.
    """
    _check_name(collection)
    roots = [Path(p).expanduser().absolute() for p in paths]
    for root in roots:
        if not root.exists():
            raise BadInput(f"{root} does not exist")
    newest = documents.newest()
    before = {d.path: d for d in documents.current([collection])}
    closed: list[OSError] = []
    files = list(dict.fromkeys(f for root in roots for f in _files(root, closed)))
    # What is in a folder that cannot be looked into is not known to be gone.
    hidden = [Path(e.filename) for e in closed]
    found = {_text(f) for f in files}
    gone = {
        p: d
        for p, d in before.items()
        if p not in found
        and any(Path(p).is_relative_to(r) for r in roots if r.is_dir())
        and not any(Path(p).is_relative_to(h) for h in hidden)
    }
    waiting: list[Wanted] = []
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        for file, sha256, why in hands.map(lambda f: _kept(documents, f, before.get(_text(f))), files):
            wanted = Wanted(collection, _text(file), sha256)
            held = before.get(wanted.path)
            moved = None if held else _moved(wanted, gone)
            if held is not None and (held.sha256, held.reader, held.why) == (sha256, READER, why or held.why):
                yield _told(held, held)
            elif moved is not None:
                documents.move(collection, moved.path, wanted.path, wanted.name)
                del gone[moved.path]
                yield Added(wanted.path, "moved", moved.why or moved.note, moved.facts)
            elif why:
                refuse(documents, wanted, why)
                yield Added(wanted.path, "failed", why)
            else:
                waiting.append(wanted)
    yield from _worked(documents, waiting, before, newest)
    yield from (Added(_text(Path(e.filename)), "failed", e.strerror or str(e)) for e in closed)
    if gone:
        delete_documents(documents.store, collection, list(gone))
    yield from (Added(p, "gone") for p in gone)


def _moved(wanted: Wanted, gone: Mapping[str, Kept]) -> Kept | None:
    """The document, gone from its path, that was read from the same bytes as a file of the same kind."""
    same = (
        d
        for d in gone.values()
        if (d.sha256, d.reader, Path(d.path).suffix) == (wanted.sha256, READER, Path(wanted.path).suffix)
    )
    return next(same, None)


def _worked(
    documents: Documents, waiting: Sequence[Wanted], before: Mapping[str, Kept], newest: int
) -> Iterator[Added]:
    """Put documents into the queue, work on it, and tell of each when it was published, whoever read it."""
    if not waiting:
        return
    jobs, pending, first = Jobs(documents), {w.path: w for w in waiting}, newest
    numbers = jobs.defer(waiting)
    worker = jobs.worker(wait=False)
    worker.start()
    try:
        while pending:
            working = worker.is_alive()
            # A document that got its number first may be published last: when nobody works any more, all are looked at again.
            for kept in documents.current([waiting[0].collection], after=newest if working else first):
                newest = max(newest, kept.id)
                wanted = pending.get(kept.path)
                if wanted is not None and wanted.sha256 == kept.sha256:
                    del pending[kept.path]
                    yield _told(kept, before.get(kept.path))
            if pending and not working:
                if worker.failed is not None:
                    raise Lost(f"the database broke off: {worker.failed}")
                open_jobs = jobs.unfinished()
                lost = set() if open_jobs.keys() & set(numbers) else set(pending)
                for path in lost:
                    del pending[path]
                    yield Added(path, "failed", "it was not read, for a fault of ours; add it again")
                worker = jobs.worker(wait=False)
                worker.start()
            time.sleep(LOOKED)
    finally:
        worker.stop()
        if pending:
            jobs.cancel(numbers)
        worker.join()


def add_content(documents: Documents, content: bytes, name: str, collection: str) -> Added:
    """Add a document that is no file of this machine: one that was sent, or came on standard input. It is read at once.

    Args:
        documents: of a store.
        content: its bytes.
        name: its file's name; folders in it are dropped. Another document of that name in the collection is replaced.
        collection: the name of the collection that it belongs to.

    Raises:
        BadInput: the name or the collection's is empty or too long.
    """
    named = PurePosixPath(name.replace("\\", "/")).name
    _check_name(collection)
    if named in ("", ".", "..") or len(named) > 255 or not re.fullmatch(NAME, named):
        raise BadInput("a document's name has 1 to 255 characters, and no control characters")
    path = _text(Path(SENT + named))
    before = documents.at(collection, path)
    wanted = Wanted(collection, path, hashlib.sha256(content).hexdigest())
    if before is None or (before.sha256, before.reader) != (wanted.sha256, READER):
        documents.keep(content)
        read_document(documents, wanted, content)
    held = documents.at(collection, path)
    assert held is not None
    return _told(held, before)


def _told(kept: Kept, before: Kept | None) -> Added:
    """What became of a document, from what is kept of it now and what was before."""
    if kept.why:
        return Added(kept.path, "failed", kept.why)
    if before is not None and before.id == kept.id:
        return Added(kept.path, "unchanged", facts=kept.facts)
    return Added(kept.path, "changed" if before else "added", kept.note, kept.facts)


def _check_name(collection: str) -> None:
    if len(collection) > 100 or not re.fullmatch(NAME, collection):
        raise BadInput("a collection's name has 1 to 100 characters, and no control characters")


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


def _kept(documents: Documents, file: Path, before: Kept | None) -> tuple[Path, str, str]:
    """A file, the hash of its bytes, which are kept where they are new, and why it cannot be read."""
    try:
        if file.stat().st_size > LARGEST:
            return file, "", f"it is larger than {LARGEST // 1024**2} MB"
        content = file.read_bytes()
    except OSError as error:
        return file, "", error.strerror or str(error)
    sha256 = hashlib.sha256(content).hexdigest()
    if before is None or (before.sha256, before.reader) != (sha256, READER):
        documents.keep(content)
    return file, sha256, ""


def _text(path: Path) -> str:
    """A path as text that a database takes: bytes that are no UTF-8 are shown as question marks."""
    return str(path).encode("utf-8", "replace").decode()

"""`muniment add`, `library` and `search`: documents of one's own, what became of each, and the pages that speak of what is asked."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from muniment.errors import BadInput, Lost
from muniment.library import Library
from muniment.library.adding import Added, State
from muniment.library.jobs import Jobs
from muniment.presenting import inert
from muniment.settings import Settings
from muniment.store.library.deleting import Receipt
from muniment.store.library.documents import Kept
from muniment.store.opening import open_store

EVERY = 2.0
"""Seconds between two looks at what is watched."""


def run_add(parsed: argparse.Namespace) -> int:
    """Add files and folders; exit code 2 where a file could not be read, and the rest is there."""
    library = Library(open_store(Settings.read()))
    if parsed.paths == ["-"]:
        if not parsed.name:
            raise BadInput("say what the document is called: --name report.pdf")
        added = library.add_content(sys.stdin.buffer.read(), parsed.name, parsed.collection)
        _tell(added, Console(stderr=True))
        print(f"{parsed.collection}: 1 {added.state}")
        return 2 if added.state == "failed" else 0
    failed = _add(library, parsed)
    held = _signs(parsed.paths)
    while parsed.watch:
        time.sleep(EVERY)
        now = _signs(parsed.paths)
        if now != held:
            failed = _add(library, parsed)
        held = now
    return 2 if failed else 0


def _signs(paths: Sequence[str]) -> dict[Path, tuple[int, int]]:
    """The sizes and times of all files of some paths: where they are the same, nothing changed."""
    roots = [Path(p).expanduser() for p in paths]
    files = (f for r in roots for f in (r.rglob("*") if r.is_dir() else [r]))
    found = {}
    for file in files:
        with suppress(OSError):
            about = file.stat()
            found[file] = (about.st_size, about.st_mtime_ns)
    return found


def _add(library: Library, parsed: argparse.Namespace) -> bool:
    """Add once; whether a file could not be read."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    counts: dict[str, int] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for added in library.add(parsed.paths, parsed.collection):
            counts[added.state] = counts.get(added.state, 0) + 1
            progress.update(task, description=inert(added.path)[-60:])
            _tell(added, progress.console)
    told = ", ".join(f"{counts[state]} {state}" for state in get_args(State) if state in counts) or "no documents there"
    print(f"{parsed.collection}: {told}", flush=True)
    if counts.get("changed") and (touched := library.touched(parsed.collection)):
        rest = "1 kept answer rests" if len(touched) == 1 else f"{len(touched)} kept answers rest"
        print(f"{rest} on a version that was replaced: muniment library --touched", file=sys.stderr)
    return bool(counts.get("failed"))


def _tell(added: Added, console: Console) -> None:
    if added.why:
        verb = "not read" if added.state == "failed" else "read in part"
        console.print(inert(f"{verb}: {added.path}: {added.why}"), markup=False, highlight=False)


def run_worker(parsed: argparse.Namespace) -> int:
    """Work on what waits to be read, until Ctrl-C or SIGTERM; what is being read then is read to its end."""
    documents = Library(open_store(Settings.read())).documents
    worker = Jobs(documents).worker(parsed.threads)
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: worker.stop())
    worker.start()
    print("reading what is added to the same database; Ctrl-C ends", file=sys.stderr, flush=True)
    while worker.is_alive():
        worker.join(0.5)
    if worker.failed is not None:
        raise Lost(f"the database broke off: {worker.failed}")
    return 0


def run_library(parsed: argparse.Namespace) -> int:
    """List the documents, or take some away."""
    library = Library(open_store(Settings.read()))
    if parsed.remove:
        receipts = library.remove(parsed.remove)
        if parsed.json:
            print(json.dumps([asdict(r) for r in receipts], ensure_ascii=False, indent=1))
            return 0
        for receipt in receipts:
            print(inert(_deleted(receipt)))
        print(f"{len(receipts)} {'document' if len(receipts) == 1 else 'documents'} of {inert(parsed.remove)} deleted")
        return 0
    if parsed.touched:
        return _touched(library, parsed)
    kept = library.list(parsed.collection)
    if parsed.json:
        documents = [{"path": d.path, **d.about()} for d in kept]
        print(json.dumps(documents, ensure_ascii=False, indent=1))
        return 0
    for d in kept:
        what = (
            f"not read: {d.why}"
            if d.why
            else " · ".join(p for p in (d.company, d.form, str(d.period_end or ""), _pages(d), _figures(d)) if p)
        )
        print(inert(f"{d.collection}  {d.name}  {what}{f' ({d.note})' if d.note else ''}"))
    waiting = len(Jobs(library.documents).unfinished())
    if waiting:
        print(f"{waiting} wait to be read", file=sys.stderr)
    if not kept:
        print("no documents: add some with muniment add FOLDER", file=sys.stderr)
    return 0


def _touched(library: Library, parsed: argparse.Namespace) -> int:
    """List the kept answers that rest on what counts no longer."""
    found = library.touched(parsed.collection)
    if parsed.json:
        print(json.dumps([{**asdict(t), "since": t.since.isoformat()} for t in found], ensure_ascii=False, indent=1))
        return 0
    for t in found:
        where = f"session {t.session}" if t.session else f"run {t.run}"
        print(inert(f"{t.document} was replaced on {t.since}: “{t.question}” ({where})"))
    if not found:
        print("every kept answer rests on what counts now", file=sys.stderr)
    return 0


def _deleted(receipt: Receipt) -> str:
    """A receipt in a line."""
    versions = len(receipt.sha256)
    what = f"{versions} {'version' if versions == 1 else 'versions'}, {_pages(receipt)}, {receipt.figures} figures"
    elsewhere = (
        "; the same file is also in another place of the library, and stays there" if receipt.is_elsewhere else ""
    )
    return f"deleted: {receipt.path} ({what}; sha256 {', '.join(h[:12] for h in receipt.sha256)}){elsewhere}"


def _pages(document: Kept | Receipt) -> str:
    return f"{document.pages} {'page' if document.pages == 1 else 'pages'}"


def _figures(document: Kept) -> str:
    return f"{document.facts} figures" if document.facts else ""


def run_search(parsed: argparse.Namespace) -> int:
    """Print the pages found, the best first; exit code 3 where there are none."""
    library = Library(open_store(Settings.read()))
    hits = library.search(" ".join(parsed.query), parsed.collection, parsed.limit)
    if parsed.json:
        print(json.dumps({"hits": [h.about() for h in hits]}, ensure_ascii=False, indent=1))
    else:
        for h in hits:
            print(inert(f"{h.document}, page {h.page}\n    {' '.join(h.text.split())}"))
    return 0 if hits else 3

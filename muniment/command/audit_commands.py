"""`muniment audit`, `hold`, `retain` and `erase`: what was told to whom, what must be kept, what must be gone."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from muniment.errors import BadInput, Unknown
from muniment.presenting import inert
from muniment.settings import Settings
from muniment.store.library.deleting import Receipt
from muniment.store.opening import open_store
from muniment.store.store import Store
from muniment.trust.anchoring import FOLDER, public_key, signing_key
from muniment.trust.audit import Audit, verify_export
from muniment.trust.disposing import dispose, erase, hold, holds, release, retain


def run_list(parsed: argparse.Namespace) -> int:
    """The newest rows."""
    for entry in Audit(_store().database).newest(max(1, parsed.last)):
        if parsed.json:
            print(json.dumps(asdict(entry), ensure_ascii=False))
            continue
        content = entry.content or {}
        what = content.get("question") or content.get("document") or content.get("collection") or ""
        told = content.get("answer") or ", ".join(
            f"{k}: {v}" for k, v in entry.said.items() if isinstance(v, str | int)
        )
        closed = " (its content was erased)" if entry.content is None else ""
        line = f"{entry.seq}  {entry.at[:19]}  {entry.who or 'nobody'}  {entry.act}  {what}"
        print(inert(f"{line}{' → ' if told and what else '  '}{told}{closed}".replace("\n", " ")))
    return 0


def run_verify(parsed: argparse.Namespace) -> int:
    """Whether every row is as it was written."""
    if parsed.file:
        verdict = verify_export(Path(parsed.file).expanduser().absolute(), parsed.key)
    else:
        verdict = Audit(_store().database).verify()
    if not verdict.holds:
        print(inert(f"Row {verdict.bad} is the first that does not hold: {verdict.why}."))
        return 1
    unsigned = f" The last {verdict.unsigned} are not signed yet." if verdict.unsigned else ""
    print(f"All {verdict.rows:,} rows are as they were written.{unsigned}")
    return 0


def run_export(parsed: argparse.Namespace) -> int:
    """Write the audit into a file."""
    target = Path(parsed.file).expanduser().absolute()
    rows = Audit(_store().database).export(target)
    print(
        inert(
            f"{parsed.file}: {rows:,} rows. muniment audit verify {parsed.file} says whether they are as they were written."
        )
    )
    return 0


def run_key(parsed: argparse.Namespace) -> int:
    """The public key."""
    folder = Settings.read().home / FOLDER
    if not folder.exists():
        raise Unknown("nothing was recorded yet; it begins when somebody is added (muniment people add)")
    print(public_key(signing_key(folder)))
    return 0


def run_hold(parsed: argparse.Namespace) -> int:
    """Put a collection under a legal hold, release it, or list the holds."""
    store = _store()
    if parsed.collection is None:
        for one in holds(store):
            print(inert(f"{one.collection}  since {one.since:%Y-%m-%d}  {one.reason}"))
        return 0
    if parsed.release:
        release(store, parsed.collection)
    else:
        hold(store, parsed.collection, parsed.reason)
    return 0


def run_retain(parsed: argparse.Namespace) -> int:
    """Say how long a collection is kept, or erase what was kept long enough."""
    if parsed.apply:
        return _told(dispose(_store()))
    if parsed.collection is None:
        raise BadInput("name the collection")
    retain(_store(), parsed.collection, parsed.days)
    return 0


def run_erase(parsed: argparse.Namespace) -> int:
    """Erase documents."""
    return _told(erase(_store(), parsed.collection, parsed.names or None))


def _told(receipts: list[Receipt]) -> int:
    for receipt in receipts:
        print(inert(f"{receipt.collection}  {receipt.path}  {receipt.pages} pages, {receipt.figures} figures"))
    print(f"{len(receipts)} {'document was' if len(receipts) == 1 else 'documents were'} erased.")
    return 0


def _store() -> Store:
    return open_store(Settings.read())

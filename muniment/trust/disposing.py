"""What is to be kept, and what is to be gone: legal holds, how long a collection is kept, and erasure.

To erase a document is to delete it and to throw its key away, so that what the audit tells of it can be read by nobody any more, while the
chain of its rows still holds. What was erased is written down in the home's `audit/erasures.jsonl`, by which a backup that is older is
brought to the same state when it is restored.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from sqlalchemy import ARRAY, Text, bindparam, text

from muniment.errors import BadInput, Unknown
from muniment.store.library.deleting import Receipt, delete_documents
from muniment.store.sessions import erase_answers, naming_any
from muniment.store.store import Store
from muniment.trust.anchoring import FOLDER
from muniment.trust.recording import record

ERASURES = "erasures.jsonl"
_THROW = text("DELETE FROM content_keys WHERE name = ANY (:names)").bindparams(bindparam("names", type_=ARRAY(Text)))
_COLLECTION = text(
    "SELECT id FROM collections WHERE owner IS NULL AND name = :name OR owner_name || ':' || name = :name"
)
_DOCUMENTS = text("SELECT id, path, name, sha256 FROM documents WHERE collection = :of ORDER BY id")


@dataclass(frozen=True, slots=True)
class Hold:
    """That nothing of a collection is deleted: why, and since when."""

    collection: str
    reason: str
    since: datetime


def hold(store: Store, collection: str, reason: str) -> None:
    """Let nothing of a collection be deleted, by anybody, until it is released.

    Raises:
        BadInput: no reason is given.
        Unknown: there is no such collection.
    """
    if not reason.strip():
        raise BadInput("a legal hold needs a reason")
    of = _number(store, collection)
    with store.database.begin() as connection:
        put = "INSERT INTO holds (collection, reason) VALUES (:of, :why) ON CONFLICT (collection) DO UPDATE SET reason = :why"
        connection.execute(text(put), {"of": of, "why": reason})
    record(store.database, "held", {}, {"collection": collection, "reason": reason}, collections=[of])


def release(store: Store, collection: str) -> None:
    """Let a collection's documents be deleted again.

    Raises:
        Unknown: there is no such collection, or it is not under a hold.
    """
    of = _number(store, collection)
    with store.database.begin() as connection:
        gone = connection.execute(text("DELETE FROM holds WHERE collection = :of RETURNING 1"), {"of": of}).first()
    if gone is None:
        raise Unknown(f"{collection} is under no legal hold")
    record(store.database, "released", {}, {"collection": collection}, collections=[of])


def holds(store: Store) -> list[Hold]:
    """The holds that stand."""
    query = "SELECT CASE WHEN c.owner IS NULL THEN c.name ELSE c.owner_name || ':' || c.name END, h.reason, h.since"
    query += " FROM holds h JOIN collections c ON c.id = h.collection ORDER BY h.since"
    with store.database.begin() as connection:
        return [Hold(*row) for row in connection.execute(text(query))]


def retain(store: Store, collection: str, days: int | None) -> None:
    """Say how long a collection's documents are kept from the day on which they were added; for ever where None.

    Raises:
        BadInput: it is no number of days.
        Unknown: there is no such collection.
    """
    if days is not None and days < 1:
        raise BadInput("documents are kept for at least a day")
    of = _number(store, collection)
    with store.database.begin() as connection:
        connection.execute(text("UPDATE collections SET kept_days = :days WHERE id = :of"), {"days": days, "of": of})
    record(store.database, "set a retention", {"days": days}, {"collection": collection}, collections=[of])


def dispose(store: Store) -> list[Receipt]:
    """Erase what has been kept as long as it is to be kept; what is under a hold stays."""
    query = text(
        "SELECT c.id, CASE WHEN c.owner IS NULL THEN c.name ELSE c.owner_name || ':' || c.name END AS called, array_agg(DISTINCT d.path) AS paths"
        " FROM collections c JOIN documents d ON d.collection = c.id WHERE d.added < now() - make_interval(days => c.kept_days)"
        " AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.collection = c.id) GROUP BY c.id ORDER BY c.id"
    )
    with store.database.begin() as connection:
        due = connection.execute(query).all()
    return [receipt for row in due for receipt in _erase(store, row.id, row.called, row.paths)]


def erase(store: Store, collection: str, names: Sequence[str] | None = None) -> list[Receipt]:
    """Delete documents for good, and make unreadable what the audit tells of them.

    Args:
        store: of the house.
        collection: as the house calls it.
        names: only the documents of these files' names; all of the collection, and what the audit tells of itself, where None.

    Raises:
        Conflict: the collection is under a legal hold.
        Unknown: there is no such collection, or document.
    """
    of = _number(store, collection)
    with store.database.begin() as connection:
        every = connection.execute(_DOCUMENTS, {"of": of}).all()
    missing = set(names or ()) - {row.name for row in every}
    if missing:
        raise Unknown(f"{collection} has no document called {sorted(missing)[0]}")
    paths = None if names is None else sorted({row.path for row in every if row.name in names})
    return _erase(store, of, collection, paths)


def _erase(store: Store, of: int, collection: str, paths: Sequence[str] | None) -> list[Receipt]:
    with store.database.begin() as connection:
        found = [r for r in connection.execute(_DOCUMENTS, {"of": of}) if paths is None or r.path in paths]
    names = [f"document:{row.id}" for row in found] + ([f"collection:{of}"] if paths is None else [])
    receipts = list(delete_documents(store, collection, paths))
    # Before the keys are thrown away: where the machine fails in between, the ledger says what is still to be done.
    _write_down(store.database.settings.home, names, [row.sha256 for row in found])
    _throw_away(store, names)
    _forget_answers(store, [row.id for row in found])
    record(store.database, "erased", {"documents": len(found)}, {})
    return receipts


def erase_again(store: Store, ledger: Path) -> int:
    """Erase what had been erased after a backup was made, in what was restored from it.

    Returns:
        How many documents were there again.

    Raises:
        BadInput: the ledger cannot be read.
    """
    names, hashes = set[str](), set[str]()
    for line in _lines(ledger):
        names |= set(line["names"])
        hashes |= set(line["sha256"])
    _write_down(store.database.settings.home, sorted(names), sorted(hashes))
    query = text(
        "SELECT d.path, CASE WHEN c.owner IS NULL THEN c.name ELSE c.owner_name || ':' || c.name END AS called"
        " FROM documents d JOIN collections c ON c.id = d.collection"
        " WHERE 'document:' || d.id = ANY (:names) AND d.sha256 = ANY (:hashes)"
    ).bindparams(bindparam("names", type_=ARRAY(Text)), bindparam("hashes", type_=ARRAY(Text)))
    with store.database.begin() as connection:
        back = connection.execute(query, {"names": sorted(names), "hashes": sorted(hashes)}).all()
    for row in back:
        delete_documents(store, row.called, [row.path], though_held=True)
    _throw_away(store, sorted(names))
    return len(back)


def _forget_answers(store: Store, documents: Sequence[int]) -> None:
    """Forget what was answered of documents, in sessions and in runs with all that is kept of these."""
    if not documents:
        return
    naming = "SELECT id FROM runs WHERE names && CAST(:ids AS bigint[]) OR answer::text ~ :naming"
    given = {"ids": list(documents), "naming": naming_any(documents)}
    with store.database.begin() as connection:
        erase_answers(connection, documents)
        runs = list(connection.execute(text(naming), given).scalars())
        for table in ("checkpoints", "checkpoint_blobs", "checkpoint_writes"):
            connection.execute(text(f"DELETE FROM {table} WHERE thread_id = ANY (:runs)"), {"runs": runs})
        connection.execute(text("DELETE FROM runs WHERE id = ANY (:runs)"), {"runs": runs})


def _throw_away(store: Store, names: Sequence[str]) -> None:
    with store.database.begin() as connection:
        connection.execute(_THROW, {"names": list(names)})


def _write_down(home: Path, names: Sequence[str], hashes: Sequence[str]) -> None:
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "names": list(names), "sha256": list(hashes)}
    opened = os.open(folder / ERASURES, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(opened, "ab") as file:
        file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        file.flush()
        os.fsync(file.fileno())


def _lines(ledger: Path) -> Iterator[dict[str, list[str]]]:
    try:
        for line in ledger.read_bytes().splitlines():
            said = orjson.loads(line)
            yield {"names": [str(n) for n in said["names"]], "sha256": [str(h) for h in said["sha256"]]}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(f"{ledger} is no ledger of erasures that can be read") from None


def _number(store: Store, collection: str) -> int:
    with store.database.begin() as connection:
        found = connection.execute(_COLLECTION, {"name": collection}).scalar_one_or_none()
    if found is None:
        raise Unknown(f"there is no collection called {collection[:100]}")
    return int(found)

"""Read the record of what was told, and hand it out as one file that can be read and verified without Muniment's database.

The file is JSON Lines: what it is, each row with its sealed bytes and, where that can be opened, its content and the key that opened it,
then the signed heads, and last a signature over all before it.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text

from muniment.errors import BadInput
from muniment.store.database import Database
from muniment.store.whole_file import whole_file
from muniment.trust.anchoring import FOLDER, HEADS, anchor, public_key, signing_key
from muniment.trust.recording import record
from muniment.trust.sealing import row_key, unseal
from muniment.trust.verifying import Head, Row, Verdict, verify

FORMAT = 1
_AT_ONCE = 1000
_READ = text(
    "SELECT seq, entry, hash, sealed, under,"
    " (SELECT jsonb_object_agg(o.name, encode(o.key, 'base64')) FROM audit_open(seq) o) AS keys"
    " FROM audit WHERE seq > :after ORDER BY seq LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as an auditor reads it; `content` is None where it may not be opened, or was erased."""

    seq: int
    at: str
    who: str | None
    key: int | None
    act: str
    said: dict[str, Any]
    content: Any


class Audit:
    """The audit of one database, as far as whoever acts may read it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows(self, after: int = 0, limit: int = _AT_ONCE) -> list[Row]:
        """Rows from a number on, with what of them can be opened."""
        with self.database.begin() as connection:
            found = connection.execute(_READ, {"after": after, "limit": limit}).all()
        rows = []
        for r in found:
            keys = {name: b64decode(key) for name, key in (r.keys or {}).items()}
            key = row_key(keys) if keys.keys() == set(r.under) else None
            rows.append(Row(r.entry, r.hash, bytes(r.sealed), key, unseal(bytes(r.sealed), key) if key else None))
        return rows

    def entries(self, after: int = 0, limit: int = 100) -> list[Entry]:
        """Rows as an auditor reads them."""
        found = []
        for row in self.rows(after, limit):
            e = orjson.loads(row.entry)
            found.append(Entry(e["seq"], e["at"], e["who"], e["key"], e["act"], e["said"], row.content))
        return found

    def newest(self, count: int, before: int = 2**62) -> list[Entry]:
        """The last rows before a number, in their order."""
        with self.database.begin() as connection:
            earlier = text("SELECT coalesce(max(seq), 0) FROM audit WHERE seq < :before")
            last = connection.execute(earlier, {"before": before}).scalar_one()
        first = max(0, last - count)
        return self.entries(first, last - first)

    def verify(self) -> Verdict:
        """Whether the rows of the database are those that were signed."""
        folder = self.database.settings.home / FOLDER
        if not (folder / HEADS).exists():
            return verify(self._every(), (), public_key(signing_key(folder)) if folder.exists() else _NOBODY)
        return verify(self._every(), _heads(folder), public_key(signing_key(folder)))

    def _every(self) -> Iterator[Row]:
        after = 0
        while rows := self.rows(after):
            yield from rows
            after += len(rows)

    def export(self, target: Path) -> int:
        """Write all of it into a file that only its owner can read; returns how many rows.

        Raises:
            BadInput: the file cannot be written.
            Conflict: it is there already.
        """
        with whole_file(target) as out:
            record(self.database, "exported the audit", {}, {})
            anchor(self.database)
            folder = self.database.settings.home / FOLDER
            key, digest, count = signing_key(folder), hashlib.sha256(), 0

            def write(line: dict[str, Any]) -> None:
                said = orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
                digest.update(said)
                out.write(said)

            made = datetime.now(UTC).isoformat(timespec="seconds")
            write({"muniment audit": FORMAT, "made": made, "public_key": public_key(key)})
            for row in self._every():
                write(_line(row))
                count += 1
            for head in _heads(folder):
                if head.seq <= count:
                    signature = b64encode(head.signature).decode()
                    write({"head": head.seq, "hash": head.hash, "signature": signature})
            whole = digest.hexdigest()
            signature = b64encode(key.sign(f"muniment audit export {whole}".encode())).decode()
            write({"end": count, "sha256": whole, "signature": signature})
        return count


_NOBODY = b64encode(bytes(32)).decode()


def verify_export(source: Path, trusted: str = "") -> Verdict:
    """Whether an exported audit is as it was written; needs no database.

    Args:
        source: the file.
        trusted: the public key that it must be signed by; the one that it names where none is given.

    Raises:
        BadInput: the file cannot be read, or is signed by another key than is trusted.
    """
    rows: list[Row] = []
    heads: list[Head] = []
    digest, named, ended = hashlib.sha256(), "", False
    try:
        with source.open("rb") as file:
            for line in file:
                said = orjson.loads(line)
                if "muniment audit" in said:
                    named = str(said["public_key"])
                elif "entry" in said:
                    rows.append(_row(said))
                elif "head" in said:
                    heads.append(Head(int(said["head"]), str(said["hash"]), b64decode(said["signature"])))
                elif "end" in said:
                    ended = _is_signed(named, digest.hexdigest(), said)
                digest.update(line)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{source} is no audit that can be read: {getattr(error, 'strerror', None) or error}") from None
    if not named:
        raise BadInput(f"{source} is no exported audit")
    if trusted and trusted != named:
        raise BadInput(f"{source} is signed by another key than the one that is trusted")
    verdict = verify(rows, heads, named)
    if verdict.holds and not ended:
        return Verdict(
            verdict.rows, verdict.rows + 1, "the file is not whole: what was exported was edited, or its end is missing"
        )
    return verdict


def _is_signed(public: str, whole: str, end: dict[str, Any]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public))
        key.verify(b64decode(end["signature"]), f"muniment audit export {whole}".encode())
    except InvalidSignature:
        return False
    return bool(end["sha256"] == whole)


def _line(row: Row) -> dict[str, Any]:
    opened = {"content": row.content, "key": b64encode(row.key).decode()} if row.key else {"content": None, "key": None}
    return {"entry": row.entry, "hash": row.hash, "sealed": b64encode(row.sealed).decode(), **opened}


def _row(said: dict[str, Any]) -> Row:
    key = b64decode(said["key"]) if said.get("key") else None
    return Row(str(said["entry"]), str(said["hash"]), b64decode(said["sealed"]), key, said.get("content"))


def _heads(folder: Path) -> Iterator[Head]:
    with (folder / HEADS).open("rb") as file:
        for line in file:
            said = orjson.loads(line)
            yield Head(int(said["seq"]), str(said["hash"]), b64decode(said["signature"]))

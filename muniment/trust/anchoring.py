"""The signed heads of the audit, outside the database: one line for each row, so that what is rewritten there is known, and from which row on.

`audit/heads.jsonl` of the home is only ever appended to; each line has a row's number and hash and an Ed25519 signature (RFC 8032) of both.
The key that signs is made with the first line and is readable by its owner alone. Who holds both the database and the home can forge all:
a copy of the heads, or only of the last one and the public key, kept where he cannot reach it, is what convicts him.
"""

from __future__ import annotations

import fcntl
import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from sqlalchemy import text

from muniment.errors import Unavailable
from muniment.store.database import Database

FOLDER, HEADS, KEY = "audit", "heads.jsonl", "signing.key"
_LAST = 4096
"""Bytes at the end of the heads in which the last line stands."""


def anchor(database: Database) -> None:
    """Sign the rows that have no head yet: that which was just written, and those whose process was killed before it came to this.

    Raises:
        Unavailable: the home's audit cannot be written.
    """
    folder = database.settings.home / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = signing_key(folder)
        with _held(folder / HEADS) as heads:
            after = _last(heads)
            with database.begin() as connection:
                rows = connection.execute(text("SELECT seq, hash FROM audit_heads(:after)"), {"after": after}).all()
            heads.seek(0, os.SEEK_END)
            for row in rows:
                heads.write(head_line(row.seq, row.hash, key))
            heads.flush()
    except (OSError, ValueError) as error:
        raise Unavailable(f"the audit's heads in {folder} cannot be written: {error}") from None


def head_line(seq: int, hash: str, key: Ed25519PrivateKey) -> bytes:
    """The head of a row, signed."""
    signature = b64encode(key.sign(said(seq, hash))).decode()
    return orjson.dumps({"seq": seq, "hash": hash, "signature": signature}, option=orjson.OPT_APPEND_NEWLINE)


def said(seq: int, hash: str) -> bytes:
    """What is signed of a row."""
    return f"muniment audit {seq} {hash}".encode()


def public_key(key: Ed25519PrivateKey) -> str:
    """The public half, as 43 letters that people can compare."""
    return b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs; made where there is none and nothing was signed yet.

    Raises:
        ValueError: it is none, or is gone while there are heads.
    """
    file = folder / KEY
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except FileNotFoundError:
        if (folder / HEADS).exists() and (folder / HEADS).stat().st_size:
            raise ValueError(f"{KEY} is gone") from None
        made = Ed25519PrivateKey.generate()
        part = folder / f"{KEY}.{os.getpid()}"
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        try:
            os.link(part, file)
        except FileExistsError:
            return signing_key(folder)
        finally:
            part.unlink()
        return made
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError(f"{KEY} is no Ed25519 key")
    return found


@contextmanager
def _held(file: Path) -> Iterator[IO[bytes]]:
    """The heads, held: another process that anchors waits."""
    with open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _last(heads: IO[bytes]) -> int:
    """The number of the last head; a line that a kill cut off is taken away."""
    size = heads.seek(0, os.SEEK_END)
    heads.seek(max(0, size - _LAST))
    tail = heads.read()
    whole, newline, cut = tail.rpartition(b"\n")
    if cut:
        heads.truncate(size - len(cut))
    return int(orjson.loads(whole.rpartition(b"\n")[2])["seq"]) if newline else 0

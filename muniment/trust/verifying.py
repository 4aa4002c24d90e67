"""Verify an audit, with nothing but its rows, its signed heads and the public key: which row is the first that is not as it was written.

What is found: a row that was edited, its sealed content too, taken out, put elsewhere, written twice; an end that was cut off; a chain
that was written anew with hashes that fit; a clock that stepped back. Not found: what was forged by somebody who also has the key that
signs, unless a head or the public key was kept elsewhere.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from muniment.trust.anchoring import said
from muniment.trust.sealing import unseal

STEP = timedelta(seconds=1)
"""How far a clock may step back, as those that are set over the network do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is kept: its text, its hash and the sealed bytes; the row's key where it was not thrown away, and what that opens."""

    entry: str
    hash: str
    sealed: bytes
    key: bytes | None = None
    content: Any = None


@dataclass(frozen=True, slots=True)
class Head:
    """A row's number and hash, signed."""

    seq: int
    hash: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows hold; the first that does not, and why. `unsigned` counts those at the end that were not signed yet."""

    rows: int
    bad: int | None = None
    why: str = ""
    unsigned: int = 0

    @property
    def holds(self) -> bool:
        """Whether every row is as it was written."""
        return self.bad is None


def verify(rows: Iterable[Row], heads: Iterable[Head], public_key: str) -> Verdict:
    """Whether an audit is as it was written.

    Args:
        rows: from the first on, in the order in which they stand.
        heads: signed, in any order.
        public_key: of the key that signed them.
    """
    signed: dict[int, str] = {}
    key = Ed25519PublicKey.from_public_bytes(b64decode(public_key))
    for head in heads:
        try:
            key.verify(head.signature, said(head.seq, head.hash))
        except InvalidSignature:
            return Verdict(0, head.seq, f"the head of row {head.seq} is not signed by this key")
        if signed.setdefault(head.seq, head.hash) != head.hash:
            return Verdict(0, head.seq, f"there are two heads of row {head.seq}: two wrote at once, or one wrote anew")
    before, at, n = "", datetime.min, 0
    last = max(signed, default=0)
    for n, row in enumerate(rows, 1):
        why = _wrong(n, row, before, at, signed, last)
        if why:
            return Verdict(n - 1, n, why)
        before, at = row.hash, _at(row)
    if n < last:
        missing = f"row {n + 1}" if last == n + 1 else f"rows {n + 1} to {last}"
        return Verdict(
            n, n + 1, f"{missing} {'is' if last == n + 1 else 'are'} signed and not there: the end was cut off"
        )
    return Verdict(n, unsigned=n - last)


def _wrong(n: int, row: Row, before: str, at: datetime, signed: dict[int, str], last: int) -> str:
    """What is wrong with the row that should be row `n`; empty where nothing is."""
    try:
        entry = orjson.loads(row.entry)
        number, time = int(entry["seq"]), _at(row)
    except (ValueError, KeyError, TypeError):
        return f"row {n} cannot be read: it was edited"
    if number != n:
        return f"row {n} is not in its place: row {number} stands there"
    if n in signed and signed[n] != row.hash:
        return f"row {n} is not the one that was signed: it was written anew"
    if hashlib.sha256((before + row.entry).encode()).hexdigest() != row.hash:
        return f"row {n} was edited: its hash does not fit it and what stands before"
    if n not in signed and n < last:
        return f"row {n} was never signed, and later ones were"
    if hashlib.sha256(row.sealed).hexdigest() != entry.get("sealed"):
        return f"the sealed content of row {n} was edited"
    if row.key is not None and unseal(row.sealed, row.key) != row.content:
        return f"what is told of the content of row {n} is not what was sealed"
    if time + STEP < at:
        return f"row {n} is dated before the row in front of it: the clock stepped back"
    return ""


def _at(row: Row) -> datetime:
    return datetime.fromisoformat(orjson.loads(row.entry)["at"].removesuffix("Z"))

"""Seal what a row of the audit says of documents, so that it can be made unreadable for good by throwing one key away.

The seal is AES-256-GCM (NIST SP 800-38D) under a key made by HKDF-SHA256 (RFC 5869) of all the keys it is under: one for the person, one
for each document and collection. Whoever lacks one of them has nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


def row_key(keys: Mapping[str, bytes]) -> bytes:
    """The key of a row that is sealed under all of these, by their names."""
    joined = b"".join(len(name).to_bytes(4, "big") + name.encode() + keys[name] for name in sorted(keys))
    return HKDF(SHA256(), 32, None, b"muniment audit").derive(joined)


def seal(content: Any, key: bytes) -> bytes:
    """JSON, sealed under a row's key; the nonce stands first."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, orjson.dumps(content, option=orjson.OPT_SORT_KEYS), None)


def unseal(sealed: bytes, key: bytes) -> Any:
    """What was sealed; None where this is not its key, or the bytes were altered."""
    try:
        return orjson.loads(AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None))
    except (InvalidTag, ValueError):
        return None

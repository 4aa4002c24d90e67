"""Write down what was done and told, where people sign in: who, when and what, with what is private sealed.

Who acts is told by Postgres. What is written stands before what it tells of: an answer that cannot be recorded is not given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import orjson
from sqlalchemy import ARRAY, BigInteger, Connection, LargeBinary, Text, bindparam, text

from muniment.errors import Lost
from muniment.store.database import Database
from muniment.trust.anchoring import anchor
from muniment.trust.sealing import row_key, seal

Act = Literal[
    "asked",
    "signed in",
    "was not let in",
    "added a document",
    "deleted documents",
    "added a person",
    "changed a person",
    "ended a person",
    "changed a group",
    "made a key",
    "ended a key",
    "shared",
    "unshared",
    "held",
    "released",
    "set a retention",
    "erased",
    "exported the audit",
    "deleted a session",
]
_KEYS = text("SELECT name, key FROM audit_keys(:names)").bindparams(bindparam("names", type_=ARRAY(Text)))
_APPEND = text("SELECT audit_append(:act, :said, :sealed, :names, :rests)").bindparams(
    bindparam("sealed", type_=LargeBinary),
    bindparam("names", type_=ARRAY(Text)),
    bindparam("rests", type_=ARRAY(BigInteger)),
)
_DOCUMENT = re.compile(r"library:(\d{1,18})")


def record(
    database: Database,
    act: Act,
    said: Mapping[str, Any],
    content: Mapping[str, Any],
    documents: Sequence[int] = (),
    collections: Sequence[int] = (),
) -> None:
    """Append a row in a transaction of its own, and sign it.

    Args:
        database: as whoever acts sees it.
        act: what was done.
        said: what of it everybody may read who may read the audit: nothing that names a document.
        content: the rest, sealed.
        documents: the numbers of those that the content speaks of.
        collections: the numbers of those that the content speaks of.

    Raises:
        Unavailable: it could not be written.
    """
    with database.begin() as connection:
        seq = add(database, connection, act, said, content, documents, collections)
    if seq is not None:
        anchor(database)


def add(
    database: Database,
    connection: Connection,
    act: Act,
    said: Mapping[str, Any],
    content: Mapping[str, Any],
    documents: Sequence[int] = (),
    collections: Sequence[int] = (),
) -> int | None:
    """Append a row in a transaction under way, as its last act, since others wait for it; `anchor` signs it once it is through.

    Returns:
        The row's number; None where nobody signs in, and nothing is recorded.

    Raises:
        Lost: a key is not there.
    """
    names = [
        f"person:{database.person_id}",
        *(f"document:{d}" for d in sorted(set(documents))),
        *(f"collection:{c}" for c in sorted(set(collections))),
    ]
    keys = {name: bytes(key) for name, key in connection.execute(_KEYS, {"names": names})}
    if not keys:
        return None
    if keys.keys() != set(names):
        raise Lost("the audit has no key for what is to be recorded; try again")
    row = {
        "act": act,
        "said": orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode(),
        "sealed": seal(content, row_key(keys)),
        "names": names,
        "rests": sorted(set(collections)),
    }
    n = connection.execute(_APPEND, row).scalar_one()
    return None if n is None else int(n)


def documents_in(*said: object) -> list[int]:
    """The numbers of the documents that are named in values, as `library:7`."""
    return sorted({int(n) for value in said for n in _DOCUMENT.findall(str(value))})

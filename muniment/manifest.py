"""A run's manifest: everything its answer depends on, as hashes, so that it can be run again and compared.

What is not in it: the machine and the time; who asked only where people sign in, so that nobody's run takes another's place. llama.cpp's output was the same over threads and batches wherever
it was measured; its version is written down because nobody guarantees that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from muniment.codec import dump
from muniment.models.language_model import Adapter, LanguageModel
from muniment.records import Before, Record
from muniment.settings import RISK


def make_manifest(
    question: str,
    as_of: date | None,
    domain: str | None,
    records: Iterable[Record],
    history: Iterable[str],
    before: Before | None,
    within: Iterable[str],
    model: LanguageModel | None,
    adapters: Mapping[str, Adapter | None],
    store: str,
    person: str,
    fetches: bool,
    risk: float = RISK,
) -> dict[str, Any]:
    """The manifest of a run that is about to begin.

    Args:
        question: as typed.
        as_of: what had been filed by that day.
        domain: the one named.
        records: the caller's own.
        history: the questions asked before, for the caller's own records.
        before: what the question may lean on.
        within: the collections of the library that may be looked into.
        model: the reasoning model, if there is one.
        adapters: of each domain.
        store: the state of the store, see `Store.state`.
        person: who asks, where people sign in.
        fetches: whether EDGAR may be asked.
        risk: the share of answers over own tables that may be wrong.
    """
    return {
        "question": question,
        "as_of": str(as_of) if as_of else None,
        "domain": domain,
        "history": list(history),
        "before": dump(before) if before else None,
        **({"within": list(within)} if within else {}),
        "records": [record_hash(r) for r in records],
        "store": store,
        **({"person": person} if person else {}),
        "model": model.sha256 if model else None,
        "adapters": {name: adapter.sha256 for name, adapter in adapters.items() if adapter},
        "code": code_hash(),
        "llama_cpp_python": version("llama-cpp-python"),
        "fetches": fetches,
        **({"risk": risk} if risk != RISK else {}),
    }


def run_id(manifest: Mapping[str, Any]) -> str:
    """The id of a run with this manifest: 16 hexadecimal digits."""
    return hashlib.sha256(orjson.dumps(manifest, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def record_hash(record: Record) -> str:
    """The sha256 of a caller's record, with its tables."""
    return hashlib.sha256(orjson.dumps(dump(record), option=orjson.OPT_SORT_KEYS)).hexdigest()


@cache
def code_hash() -> str:
    """The sha256 over this package's own files, prompts and networks included."""
    folder, digest = Path(__file__).parent, hashlib.sha256()
    files = [*folder.glob("*.py"), *folder.glob("data/*"), *folder.glob("data/wording/*")]
    files += [f for room in folder.iterdir() if room.is_dir() for f in room.rglob("*.py")]
    for file in sorted(f for f in files if f.is_file()):
        digest.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

"""The store: published by one transaction, loaded twice the same, nothing lost."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from muniment.models.embeddings import check_vectors
from muniment.records import Company, Fact, Filing, Passage
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.store import Store

FILING = Filing(
    "0000009999-25-000001", 9999, "10-K", date(2025, 2, 1), date(2024, 12, 31), "ew.htm", "https://x/ew.htm"
)
FACT = Fact(
    9999,
    "us-gaap:Assets",
    Decimal("18446744073709551617"),
    "USD",
    date(2024, 12, 31),
    accession=FILING.accession,
    form="10-K",
    filed=FILING.filed,
)
PASSAGE = Passage(FILING.accession, "Item 1. Business", "Widgets are made in Oslo.", 10, 40)


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert store.load("https://x/ew.htm", "a" * 64, 9999, [FILING], [FACT], [PASSAGE]) is True
    assert store.load("https://x/ew.htm", "a" * 64, 9999, [FILING], [FACT], [PASSAGE]) is False
    assert store.load("https://x/ew.htm", "b" * 64, 9999, [FILING], [FACT], [PASSAGE]) is True
    assert [f.value for f in store.facts(9999)] == [Decimal("18446744073709551617")]


def test_half_loaded_record_is_never_visible(store: Store) -> None:
    broken = replace(FACT, concept=None)  # type: ignore[arg-type]
    with pytest.raises(DBAPIError):
        store.load("https://x/ew.htm", "a" * 64, 9999, [FILING], [FACT, broken], [PASSAGE])
    assert (store.filings(9999), store.facts(9999), store.is_loaded("https://x/ew.htm")) == ([], [], False)
    assert store.load("https://x/ew.htm", "a" * 64, 9999, [FILING], [FACT], [PASSAGE]) is True


def test_the_documents_own_fact_wins_over_a_copy(store: Store) -> None:
    copy, own = replace(FACT, value=Decimal(5900)), replace(FACT, value=Decimal(5854), element="f-1")
    store.load("https://x/facts.json", "a" * 64, 9999, [FILING], [copy])
    store.load("https://x/ew.htm", "b" * 64, 9999, [FILING], [own])
    store.load("https://x/facts.json", "c" * 64, 9999, [FILING], [copy])
    assert [(f.value, f.element) for f in store.facts(9999)] == [(Decimal(5854), "f-1")]


def test_later_restatement_does_not_leak_back(store: Store) -> None:
    later = replace(FILING, accession="0000009999-26-000001", filed=date(2026, 2, 1))
    store.load("s", "a" * 64, 9999, [FILING, later], [FACT, replace(FACT, value=Decimal(7), accession=later.accession)])
    assert [f.value for f in store.facts(9999)] == [Decimal(7), FACT.value]
    assert [f.value for f in store.facts(9999, as_of=date(2025, 12, 31))] == [FACT.value]
    assert store.facts(9999, as_of=date(2025, 1, 31)) == []


def test_company_on_the_list_never_replaces_one_on_record(store: Store) -> None:
    store.add_companies([Company(9999, "Example Widgets Inc", ("EXW",), ("Old Widgets",), "1231")])
    store.add_companies([Company(9999, "EXAMPLE WIDGETS", ("X",)), Company(8888, "Listed Only", ("LO",))], listed=True)
    store.add_companies([Company(9999, "Example Widgets Inc.")])
    assert store.companies() == [
        Company(9999, "Example Widgets Inc.", ("EXW",), ("Old Widgets",), "1231", rank=1),
        Company(8888, "Listed Only", ("LO",), rank=2),
    ]


def test_altered_original_is_set_aside(store: Store) -> None:
    sha256 = store.keep(b"original bytes")
    assert store.original(sha256) == b"original bytes"
    store.path(sha256).write_bytes(b"other bytes")
    assert store.original(sha256) is None
    assert store.keep(b"original bytes") == sha256
    assert store.original(sha256) == b"original bytes"


@pytest.mark.parametrize(
    "vectors",
    [
        np.zeros((1, 384), np.float32),
        np.full((1, 384), np.nan, np.float32),
        np.full((1, 384), np.inf, np.float32),
        np.ones((1, 383), np.float32),
        np.ones((2, 384), np.float32),
    ],
    ids=["zeros", "nan", "infinity", "dimension", "count"],
)
def test_vector_that_cannot_be_right_is_refused(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> None:
    with pytest.raises(ValueError, match="vector"):
        check_vectors(vectors, 1)


LOADER = """
import sys
from pathlib import Path
from muniment.store.connecting import open_database
from muniment.settings import Settings
from muniment.store.store import Store
from tests.store.test_store import FACT, FILING
store = Store(open_database(Settings(home=Path(sys.argv[1]))), Path(sys.argv[1]) / "records")
for n in range(10000):
    store.load(f"s{n}", "a" * 64, 9999, [FILING], [FACT])
    print(n, flush=True)
"""


def test_kill_of_postgres_under_load_loses_nothing_acknowledged(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    database = open_database(settings)
    root = Path(__file__).resolve().parents[2]
    loader = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", LOADER, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=root,
    )
    assert loader.stdout is not None
    acknowledged = [loader.stdout.readline() for _ in range(20)]
    postmaster = int((tmp_path / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    loader.kill()
    acknowledged += loader.stdout.read().split("\n")[:-1]
    loader.wait()
    time.sleep(1.0)
    store = Store(database, tmp_path / "records")
    assert all(store.is_loaded(f"s{int(line)}", "a" * 64) for line in acknowledged if line.strip())
    assert store.facts(9999) == [FACT]
    with database.begin() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    database.close()


def test_kill_while_an_original_is_kept_leaves_nothing_under_its_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            store.keep(b"a filing")
    sha256 = hashlib.sha256(b"a filing").hexdigest()
    assert store.original(sha256) is None
    assert store.keep(b"a filing") == sha256
    assert store.original(sha256) == b"a filing"

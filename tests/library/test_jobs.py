"""Documents are read as jobs: by this process or another, again where one died, and never twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from muniment.library import Library
from muniment.library.jobs import Jobs
from muniment.library.reading import Wanted
from muniment.store.store import Store
from muniment.store.tables import DocumentRow, SentRow

MUNIMENT = [sys.executable, "-m", "muniment"]


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for n in range(40):
        (folder / f"note-{n}.txt").write_text(f"Note {n}\n\nThe lantern of pier {n} is lit at dusk.\n")
    return folder


@pytest.fixture
def elsewhere(store: Store, tmp_path: Path) -> dict[str, str]:
    """The environment of another machine: the same database, and a home of its own."""
    home = tmp_path / "elsewhere"
    return os.environ | {"MUNIMENT_HOME": str(home), "MUNIMENT_DATABASE_URL": str(store.database.settings.database_url)}


def versions(store: Store) -> Counter[str]:
    """How many versions of each document there ever were."""
    query = select(DocumentRow.path, func.count()).group_by(DocumentRow.path)
    with store.database.begin() as connection:
        return Counter({path: int(n) for path, n in connection.execute(query)})


def wanted(library: Library, content: bytes, path: str = "/pier.txt") -> Wanted:
    library.documents.keep(content)
    return Wanted("notes", path, library.store.keep(content))


def work_off(library: Library) -> None:
    jobs = Jobs(library.documents)
    worker = jobs.worker(threads=4)
    worker.start()
    deadline = time.monotonic() + 60
    while jobs.unfinished() and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.stop()
    worker.join()


def test_a_worker_on_another_machine_reads_what_is_added_here(library: Library, elsewhere: dict[str, str]) -> None:
    pier = wanted(library, b"The lantern of pier 7 is lit at dusk.")
    worker = subprocess.Popen([*MUNIMENT, "worker"], env=elsewhere, stderr=subprocess.PIPE, text=True)
    assert worker.stderr is not None
    assert "Ctrl-C ends" in worker.stderr.readline()
    Jobs(library.documents).defer([pier])
    deadline = time.monotonic() + 60
    while library.documents.at("notes", "/pier.txt") is None and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    (hit,) = library.search("pier 7 lantern")
    assert "pier 7 is lit at dusk" in hit.text


def test_bytes_lie_in_the_shared_database_only_until_they_are_read(library: Library) -> None:
    pier = wanted(library, b"The lantern of pier 7 is lit at dusk.")
    count = select(func.count()).select_from(SentRow)
    with library.store.database.begin() as connection:
        assert connection.execute(count).scalar_one() == 1
    Jobs(library.documents).defer([pier])
    work_off(library)
    with library.store.database.begin() as connection:
        assert connection.execute(count).scalar_one() == 0


def test_adding_goes_on_after_a_kill_and_reads_nothing_twice(
    library: Library, notes: Path, elsewhere: dict[str, str]
) -> None:
    adding = subprocess.Popen([*MUNIMENT, "add", str(notes)], env=elsewhere, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not versions(library.store) and time.monotonic() < deadline:
        time.sleep(0.02)
    adding.kill()
    adding.wait()
    first = versions(library.store)
    assert len(first) > 0
    list(library.add([notes]))
    assert versions(library.store) == Counter({str(notes / f"note-{n}.txt"): 1 for n in range(40)})


def test_a_job_of_a_worker_that_gave_no_sign_of_life_is_taken_up_again(library: Library) -> None:
    Jobs(library.documents).defer([wanted(library, b"The lantern of pier 7 is lit at dusk.")])
    with library.store.database.begin() as connection:
        dead = connection.execute(
            text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id")
        ).scalar_one()
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing', worker_id = :w"), {"w": dead})
    work_off(library)
    assert library.documents.at("notes", "/pier.txt") is not None


def test_of_two_versions_of_a_document_that_wait_the_later_one_counts(library: Library) -> None:
    jobs = Jobs(library.documents)
    early, late = wanted(library, b"Pier 7 is closed."), wanted(library, b"Pier 7 is open.")
    jobs.defer([early, late, late])
    work_off(library)
    held = library.documents.at("notes", "/pier.txt")
    assert held is not None and held.sha256 == late.sha256
    assert versions(library.store) == Counter({"/pier.txt": 2})


def test_a_job_whose_bytes_are_nowhere_fails_alone(library: Library, notes: Path) -> None:
    Jobs(library.documents).defer([Wanted("notes", "/gone.txt", "0" * 64)])
    assert {a.state for a in library.add([notes], "notes")} == {"added"}
    assert library.documents.at("notes", "/gone.txt") is None


def test_who_stops_adding_leaves_nothing_in_the_queue(library: Library, notes: Path) -> None:
    adding = library.add([notes])
    next(adding)
    adding.close()
    assert Jobs(library.documents).unfinished() == {}
    assert len(versions(library.store)) < 40

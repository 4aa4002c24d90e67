"""The embedded server: odd homes, stale locks, several users at once, and who may be signalled."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import psycopg
import pytest

from muniment.errors import Unavailable
from muniment.store import embedded
from muniment.store.embedded import Embedded, check_folder, clear, proven, socket_place

ANSWER = "SELECT 42"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Embedded]:
    """A server of the test's own that stops at once after its last user."""
    made = Embedded(tmp_path / "postgres", linger=0.0)
    yield made
    made.leave()
    _gone(made.folder)


def _connected(server: Embedded) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(host=str(server.start().query["host"]), user="postgres", dbname="postgres")


def _asked(server: Embedded) -> int:
    with _connected(server) as connection:
        row = connection.execute(ANSWER).fetchone()
    assert row is not None
    return int(row[0])


def _gone(folder: Path, seconds: float = 20.0) -> bool:
    """Whether a server has stopped by then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if proven(folder) is None:
            return True
        time.sleep(0.05)
    return False


def test_directory_of_another_postgres_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(Unavailable, match="belongs to Postgres 16"):
        check_folder(folder)


def test_directory_that_is_no_data_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "thesis.doc").write_text("years of work")
    with pytest.raises(Unavailable, match="not empty"):
        check_folder(tmp_path / "postgres")
    assert (tmp_path / "postgres" / "thesis.doc").exists()


def test_home_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(Unavailable, match="cannot be written; set MUNIMENT_HOME"):
        Embedded(tmp_path / "home" / "postgres").start()


def test_home_on_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=1000))
    with pytest.raises(Unavailable, match="less than 64 MB are free"):
        check_folder(tmp_path / "postgres")


@pytest.mark.parametrize("first", ["999999999", "not a number", "", pytest.param(str(os.getpid()), id="this process")])
def test_stale_lock_is_cleared(tmp_path: Path, first: str) -> None:
    (tmp_path / "postmaster.pid").write_text(first + "\n/elsewhere\n")
    clear(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_zombie_postmaster_is_no_running_server(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    (tmp_path / "postmaster.pid").write_text(f"{child.pid}\n")
    assert proven(tmp_path) is None
    clear(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()
    child.wait()


def test_lock_that_names_another_homes_server_does_not_get_it_stopped(server: Embedded, tmp_path: Path) -> None:
    assert _asked(server) == 42
    process = proven(server.folder)
    assert process is not None
    other = tmp_path / "other" / "postgres"
    other.mkdir(parents=True)
    (other / "postmaster.pid").write_text((server.folder / "postmaster.pid").read_text())
    clear(other)
    assert process.is_running()
    assert _asked(server) == 42
    assert not (other / "postmaster.pid").exists()


@pytest.mark.parametrize("name", ["with a space", "$(touch pwned); & 'q' \"d\", größe", "long" * 30])
def test_any_folder_can_be_the_home(tmp_path: Path, name: str) -> None:
    made = Embedded(tmp_path / name / "postgres", linger=0.0)
    assert _asked(made) == 42
    place = socket_place(made.folder)
    assert place is not None
    assert stat.S_IMODE(Path(place).stat().st_mode) == 0o700
    assert not list(tmp_path.glob("**/pwned"))
    made.leave()
    assert _gone(made.folder)


@pytest.mark.parametrize(
    "name", ["/h/$(id)/postgres", "/h/o'clock/postgres", "/h/größe/postgres", "/h/line\nbreak", "/h/end "]
)
def test_socket_lies_in_no_folder_whose_name_a_shell_or_postgres_reads(name: str) -> None:
    assert embedded._PLAIN.fullmatch(embedded._socket_folder(Path(name), None))
    assert embedded._socket_folder(Path(name), None) != name


def test_socket_folder_that_somebody_else_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    folder = tmp_path / ("long" * 30)
    planted = Path(embedded._socket_folder(folder, None))
    planted.chmod(0o777)
    with pytest.raises(Unavailable, match="somebody else's"):
        embedded._socket_folder(folder, None)


def test_several_first_users_at_once_get_one_server(tmp_path: Path) -> None:
    servers = [Embedded(tmp_path / "postgres", linger=0.0) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(_asked, servers)) == [42] * 6
    names = [
        p for p in psutil.process_iter(["name", "cmdline"]) if str(tmp_path / "postgres") in (p.info["cmdline"] or ())
    ]
    assert len(names) == 1
    for server in servers:
        server.leave()
    assert _gone(tmp_path / "postgres")


def test_server_stays_while_one_user_is_left(tmp_path: Path) -> None:
    first, second = (Embedded(tmp_path / "postgres", linger=0.0) for _ in range(2))
    assert _asked(first) == _asked(second) == 42
    first.leave()
    time.sleep(2.5)
    assert proven(tmp_path / "postgres") is not None
    second.leave()
    assert _gone(tmp_path / "postgres")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_server_ends_with_a_program_that_is_ended_by_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "postgres"
    program = (
        "import sys, time; from pathlib import Path; from muniment.store.embedded import Embedded;"
        "Embedded(Path(sys.argv[1]), linger=0.0).start(); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"up\n"
        assert proven(folder) is not None
        child.send_signal(number)
        child.wait(10)
    assert _gone(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_server_ends_with_a_keeper_that_is_killed_and_is_started_again(server: Embedded) -> None:
    assert _asked(server) == 42
    postmaster = proven(server.folder)
    assert postmaster is not None
    keeper = postmaster.parent()
    assert keeper is not None
    keeper.kill()
    assert _gone(server.folder)
    assert _asked(server) == 42


def test_server_that_was_killed_is_started_again(server: Embedded) -> None:
    assert _asked(server) == 42
    postmaster = proven(server.folder)
    assert postmaster is not None
    postmaster.kill()
    postmaster.wait(10)
    assert _asked(server) == 42


def test_server_that_cannot_start_says_why_in_one_sentence(server: Embedded) -> None:
    assert _asked(server) == 42
    server.leave()
    assert _gone(server.folder)
    (server.folder / "postgresql.conf").write_text("shared_buffers = 'many'\n")
    with pytest.raises(Unavailable, match=r"does not start: .*shared_buffers"):
        server.start()


def test_first_start_that_was_cut_off_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")
    made = Embedded(tmp_path / "postgres", linger=0.0)
    assert _asked(made) == 42
    made.leave()
    assert _gone(made.folder)


def test_failed_statements_leave_no_private_text_in_the_log(server: Embedded) -> None:
    with _connected(server) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT %s::int", ("the secret clause",))
    assert "secret clause" not in (server.folder.parent / "postgres.log").read_text()


def test_server_starts_where_python_was_found_by_a_relative_path(
    server: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", os.path.relpath(sys.executable))
    assert _asked(server) == 42

"""The embedded server's traps, detected or healed: FAULTS 19."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from muniment.errors import BadInput, Unavailable
from muniment.settings import Settings
from muniment.store.database import Database, check_folder, clear_dead_postmaster


def test_path_with_a_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="space"):
        Database.open(Settings(home=tmp_path / "my data"))


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


@pytest.mark.parametrize("first", ["999999999", "not a number", "", str(os.getpid())])
def test_stale_lock_is_cleared(tmp_path: Path, first: str) -> None:
    (tmp_path / "postmaster.pid").write_text(first + "\n/elsewhere\n")
    clear_dead_postmaster(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_zombie_postmaster_is_no_running_server(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    (tmp_path / "postmaster.pid").write_text(f"{child.pid}\n")
    clear_dead_postmaster(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()
    child.wait()


def test_running_server_keeps_its_lock(settings: Settings) -> None:
    Database.open(settings)
    clear_dead_postmaster(settings.home / "postgres")
    assert (settings.home / "postgres" / "postmaster.pid").exists()


def test_dropped_connections_are_made_again(settings: Settings) -> None:
    database = Database.open(settings)
    with database.begin() as connection:
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with database.engine.connect() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND datname = current_database()"
            )
        )
    with database.begin() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != 0
    assert mine


def test_unreachable_database_is_one_sentence_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer") as refused:
        Database.open(Settings(home=tmp_path, database_url="postgresql://me:s3cret@127.0.0.1:1/none"))
    assert "s3cret" not in str(refused.value)


def test_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(BadInput, match="postgresql://"):
        Settings.read({"MUNIMENT_DATABASE_URL": "mysql://x"})


def test_external_database_by_its_url(settings: Settings, tmp_path: Path) -> None:
    url = Database.open(settings).engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    external = Database.open(Settings(home=tmp_path, database_url=url))
    with external.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0003"
    external.close()

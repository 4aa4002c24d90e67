"""The database: the embedded Postgres by default, any other by its URL.

Checks that the server really answers, heals what can be healed (a dropped connection, an embedded server that is gone) and
says plainly what cannot. How the embedded server is started is `embedded`'s matter. Knows no table.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

import muniment.migrations
from muniment.calls import Query, note
from muniment.errors import BadInput, Lost, Unavailable
from muniment.settings import Settings
from muniment.store.embedded import Embedded, proven

T = TypeVar("T")
OLDEST_POSTGRES = 150000
OWNER = "postgres"
"""The owner of the tables of the embedded server."""
OLDEST_PGVECTOR = (0, 8, 2)
_MOST_IDLE = 4
_LATER = "-c synchronous_commit=off"
"""Checkpoints reach the disk in order, with the answer's own commit at the latest: a power cut costs rooms, never an answer."""
LONGEST_QUERY = 20_000
"""Characters of a statement that a trace keeps; a vector takes 8,000."""


class Database:
    """One engine on one database, migrated to the newest schema.

    Args:
        settings: where it is.
        role: the role to connect as; the owner of the tables where None.
    """

    ticket: str | None = None
    """Who acts in every transaction; None is the house, which owns the tables."""
    person = ""
    """The name of who acts; empty for the house."""
    person_id = 0
    """His number."""

    _opened: dict[str, Database] = {}  # noqa: RUF012
    _lock = threading.Lock()

    def __init__(self, settings: Settings, role: str | None = None) -> None:
        self.settings = settings
        self.role = role
        self._idle: list[psycopg.Connection[Any]] = []
        self.server = Embedded(settings.home / "postgres") if settings.database_url is None else None
        self.engine = self._connect()

    @classmethod
    def once(cls, key: str, make: Callable[[], Database]) -> Database:
        """The database that is open in this process under a key, made where there is none; `close` forgets it."""
        with cls._lock:
            if key not in cls._opened:
                cls._opened[key] = make()
            return cls._opened[key]

    def close(self) -> None:
        """Give the connections back and forget this database; the embedded server stops after its last user."""
        while self._idle:
            self._idle.pop().close()
        self.engine.dispose()
        if self.server is not None:
            self.server.leave()
        with self._lock:
            for key, database in list(self._opened.items()):
                if database is self:
                    del self._opened[key]

    @contextmanager
    def begin(self, steady: bool = False) -> Iterator[Connection]:
        """A transaction. When the server is gone it is started again, once, before the transaction begins.

        Args:
            steady: whether all its statements see the same state.

        Raises:
            Lost: the server went away before the transaction ended, or cannot write.
            Unavailable: every connection was in use for half a minute.
        """
        try:
            with self._healed(lambda: self.engine.connect()) as connection:
                if steady:
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
                with connection.begin():
                    yield connection
        except OperationalError as error:
            raise Lost(f"the database broke off: {_first_line(error)}") from None
        except NoneFree:
            raise Unavailable("every connection to the database is in use; try again in a moment") from None
        except DataError as error:
            raise BadInput(f"what was given cannot be kept: {_first_line(error)}") from None

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A driver's own connection, outside the pool; a server that is gone is started again, once."""
        return self._healed(lambda: psycopg.connect(self.dsn(), **options))

    def lend(self) -> psycopg.Connection[DictRow]:
        """A driver's own connection for checkpoints, which `take_back` keeps for the next: it has its plans made, which take 10 ms."""
        while self._idle:
            connection = self._idle.pop()
            if self.server is not None and proven(self.server.folder) is None:
                # One whose server was killed answers for a moment yet.
                connection.close()
                continue
            try:
                connection.execute("SELECT 1")
                return connection
            except psycopg.OperationalError:
                connection.close()
        return self.connect(autocommit=True, row_factory=dict_row, prepare_threshold=0, options=_LATER)

    def take_back(self, connection: psycopg.Connection[Any]) -> None:
        """Take a lent connection back, with the locks that it held let go, and with nobody acting in it."""
        try:
            connection.execute("SELECT pg_advisory_unlock_all(), set_config('muniment.ticket', '', false)")
        except psycopg.Error:
            connection.close()
            return
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def _healed(self, connect: Callable[[], T]) -> T:
        try:
            return connect()
        except (OperationalError, psycopg.OperationalError) as error:
            if self.server is None:
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
        url = self.engine.url
        named: dict[str, Any] = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
        return make_conninfo(**{k: v for k, v in (named | {"password": url.password} | dict(url.query)).items() if v})

    def migrate(self) -> None:
        """Apply the migrations that are missing; several processes at once wait for each other."""
        folder = Path(muniment.migrations.__file__).parent
        if self._revision() == max(p.name[1:5] for p in (folder / "versions").glob("m[0-9]*.py")):
            return
        # Imported with every migration it takes 0.4 s of each process that has nothing to migrate.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(folder))
        with self.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(7060130001)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _revision(self) -> str:
        """The newest migration that is applied, as its file's name counts it; empty in a database without any."""
        with self.begin() as connection:
            if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar_one() is None:
                return ""
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or "")

    def _url(self) -> URL:
        if self.server is not None:
            return self.server.start().set(username=self.role or OWNER)
        assert self.settings.database_url is not None
        rest = self.settings.database_url.split("://", 1)[1]
        return make_url(f"postgresql+psycopg://{rest}")

    def _connect(self) -> Engine:
        url = self._url()
        engine = create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True)
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

"""The database as one person sees it: every transaction says who acts, and Postgres shows what he may see.

What is said is a ticket, the hash of a key that the door was shown; the database keeps only the ticket's own hash. So neither who reads the
tables nor who slips a statement in can act for somebody else, and a key that was ended is nobody's in the next transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import DictRow
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from muniment.errors import Denied, Lost
from muniment.store.database import Database

_ENTER = "SELECT set_config('muniment.ticket', %s, true)"
_ACT = "SELECT set_config('muniment.ticket', %s, false)"


def ticket_of(secret: str) -> str:
    """The ticket of a key or a sign-in, as a transaction is told it."""
    return hashlib.sha256(f"muniment ticket\0{secret}".encode()).hexdigest()


def hash_of(ticket: str) -> str:
    """What the database keeps of a ticket."""
    return hashlib.sha256(ticket.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: his number, name and role, the number of the key that he showed, and what that may be used for."""

    person: int
    name: str
    role: str
    scopes: frozenset[str]
    key: int


class ActingDatabase(Database):
    """A database in whose transactions one person acts.

    Args:
        application: as the application's role sees it.
        ticket: of the key that was shown.

    Raises:
        Denied: it is nobody's.
    """

    def __init__(self, application: Database, ticket: str) -> None:
        self._application = application
        self.settings = replace(application.settings, ticket=ticket)
        self.server = application.server
        self.ticket = ticket
        acting = self.acting()
        self.person, self.person_id = acting.name, acting.person

    @property
    def engine(self) -> Engine:  # type: ignore[override]
        """The application's, one for everybody."""
        return self._application.engine

    def acting(self) -> Acting:
        """Who acts now.

        Raises:
            Denied: nobody: the key was ended, or has expired.
        """
        with self.begin() as connection:
            row = connection.execute(text("SELECT person, name, role, scopes, key FROM acting()")).one()
        if row.person is None:
            raise Denied("the key is not known, has expired, or was ended")
        return Acting(row.person, row.name, row.role, frozenset(row.scopes), row.key)

    @contextmanager
    def begin(self, steady: bool = False) -> Iterator[Connection]:
        """A transaction in which the person acts (see `Database.begin`).

        Raises:
            Denied: Postgres says that he may not do that.
        """
        try:
            with self._application.begin(steady) as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                # Past SQLAlchemy, so that no trace tells the ticket.
                self.act(driver)
                yield connection
        except ProgrammingError as error:
            if isinstance(error.orig, InsufficientPrivilege):
                raise Denied("you may not do that") from None
            raise

    def act(self, connection: psycopg.Connection[Any], lasting: bool = False) -> None:
        """Let the person act in a connection: in its transaction, or as long as it lasts.

        Raises:
            Lost: the connection was cut.
        """
        try:
            connection.execute(_ACT if lasting else _ENTER, (self.ticket,))
        except psycopg.OperationalError as error:
            raise Lost(f"the database broke off: {str(error).strip().splitlines()[0]}") from None

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A connection of his own, in which the person acts as long as it lasts."""
        connection = self._application.connect(**options)
        self.act(connection, lasting=True)
        return connection

    def lend(self) -> psycopg.Connection[DictRow]:
        """One of the application's connections, in which the person acts until it is taken back."""
        connection = self._application.lend()
        self.act(connection, lasting=True)
        return connection

    def take_back(self, connection: psycopg.Connection[Any]) -> None:
        """Give it back to the application, with nobody acting in it."""
        self._application.take_back(connection)

    def close(self) -> None:
        """Nothing: the connections are the application's."""

    def dsn(self) -> str:
        """Where the server is, for nobody in particular."""
        return self._application.dsn()

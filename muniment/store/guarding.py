"""Make a database keep people apart, and refuse one that would not.

The server acts as a role that owns no table and has no way round row-level security. What each table shows to whom is laid down in
migration 0012; here are the role, what it is granted, and LangGraph's own tables, which it makes itself.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from muniment.errors import Unavailable
from muniment.store.acting import hash_of
from muniment.store.database import Database

APPLICATION = "muniment_app"
"""The role that the server acts as."""
DOOR = "door.key"
"""The file of the home with what the server proves to the database before it signs somebody in whom an identity provider vouched for."""

_OWNED = (
    "collections",
    "documents",
    "document_pages",
    "clauses",
    "contract_terms",
    "duties",
    "provisions",
    "filings",
    "facts",
    "companies",
    "field_reviews",
    "sessions",
    "turns",
    "turn_answers",
    "runs",
    "steps",
    "own_records",
    "groups",
    "members",
    "shares",
)
_CHECKPOINTS = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")
_FILED = ("sources", "passages", "embeddings")
"""What was filed, and is everybody's."""
_GUARDED = (*_OWNED, *_CHECKPOINTS, *_FILED, "people", "keys", "audit")
_RUN_IN_SIGHT = "EXISTS (SELECT 1 FROM runs r WHERE r.id = thread_id)"
_KEY = "id, person, name, scopes, is_sign_in, made, expires, ended"


def guard(database: Database) -> None:
    """Make the application's role where it is not there, and grant it what it needs; the owner of the tables does it.

    Raises:
        Unavailable: the role cannot be made.
    """
    with database.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(7060130004)"))
        _make_role(connection)
        for table in _CHECKPOINTS:
            connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
            connection.execute(text(f"DROP POLICY IF EXISTS all_{table} ON {table}"))
            connection.execute(
                text(f"CREATE POLICY all_{table} ON {table} USING ({_RUN_IN_SIGHT}) WITH CHECK ({_RUN_IN_SIGHT})")
            )
        every = ", ".join((*_OWNED, *_CHECKPOINTS, *_FILED))
        for grant in (
            f"SELECT, INSERT, UPDATE, DELETE ON {every}",
            "SELECT ON alembic_version, checkpoint_migrations",
            "SELECT, INSERT, UPDATE ON people",
            "SELECT ON audit",
            f"SELECT ({_KEY}), INSERT, UPDATE (ended) ON keys",
            "USAGE ON ALL SEQUENCES IN SCHEMA " + _schema(connection),
        ):
            connection.execute(text(f"GRANT {grant} TO {APPLICATION}"))
        door = door_key(database.settings.home, make=True)
        connection.execute(text("DELETE FROM door"))
        connection.execute(text("INSERT INTO door (hash) VALUES (:hash)"), {"hash": hash_of(door)})


def _make_role(connection: Connection) -> None:
    known = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": APPLICATION}).first()
    if known is not None:
        return
    try:
        connection.execute(text(f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"))
    except ProgrammingError:
        raise Unavailable(
            f"the role {APPLICATION} is not there and cannot be made; as a superuser say: CREATE ROLE {APPLICATION} LOGIN"
        ) from None


def _schema(connection: Connection) -> str:
    return str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one())


def door_key(home: Path, make: bool = False) -> str:
    """What the server proves itself to the database with.

    Raises:
        Unavailable: it is not there, and is not to be made.
    """
    file = home / DOOR
    if make and not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as new:
            new.write(secrets.token_urlsafe(32))
    try:
        return file.read_text().strip()
    except OSError:
        raise Unavailable(f"{file} is not there; muniment people, run by the owner of the database, makes it") from None


def check_guarded(database: Database) -> None:
    """Refuse a database that would not keep people apart.

    Args:
        database: as the application's role sees it.

    Raises:
        Unavailable: the role may pass row-level security by, or a table is not under it; the sentence says which.
    """
    try:
        with database.begin() as connection:
            why = _unguarded(connection)
    except DBAPIError as error:
        why = str(error.orig).strip().splitlines()[0]
    if why:
        raise Unavailable(f"this database would not keep people apart, so nobody is served: {why}")


def _unguarded(connection: Connection) -> str:
    """Why a database would not keep people apart; empty where it would."""
    role = connection.execute(
        text("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).one()
    if role.rolsuper or role.rolbypassrls:
        return f"the role {role.rolname} passes row-level security by"
    tables = {
        row.relname: row
        for row in connection.execute(
            text(
                "SELECT c.relname, c.relrowsecurity, pg_has_role(current_user, c.relowner, 'MEMBER') AS owns,"
                " EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid) AS ruled,"
                " has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege(c.oid, 'SELECT') AS open"
                " FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = current_schema()::regnamespace"
            )
        )
    }
    for name in _GUARDED:
        row = tables.get(name)
        if row is None:
            return f"the table {name} is not there"
        if row.owns:
            return f"the role {role.rolname} owns the table {name}, and so passes row-level security by"
        if not row.relrowsecurity or not row.ruled:
            return f"the table {name} is not under row-level security"
    harmless = {*_GUARDED, "alembic_version", "checkpoint_migrations"}
    for name, row in tables.items():
        if row.open and name not in harmless:
            return f"the table {name} is open to the role {role.rolname}"
    for name in _OWNED:
        seen = (
            "accession LIKE 'library:%'"
            if name in ("filings", "facts")
            else "cik >= 9000000000"
            if name == "companies"
            else "true"
        )
        if connection.execute(text(f"SELECT 1 FROM {name} WHERE {seen} LIMIT 1")).first() is not None:
            return f"the table {name} shows rows to nobody in particular"
    return ""

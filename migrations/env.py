"""Alembic's entry: migrates over the connection that `muniment.store.database` hands in, or the settings' database."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.tables import Base


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    migrate(handed)
else:
    with open_database(Settings.read()).engine.begin() as opened:
        migrate(opened)

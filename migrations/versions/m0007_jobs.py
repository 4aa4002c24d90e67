"""The queue of what takes long, as Procrastinate keeps it, and the bytes that wait there for other machines.

Procrastinate's own schema is run as its release carries it; the dependency is pinned to that release, so that a newer one comes with a
migration of its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create both."""
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    # Many statements at once, which only the driver's own call without parameters takes.
    driver.execute(SchemaManager.get_schema())
    op.create_table(
        "sent_bytes",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("sent_bytes")
    for table in ("events", "periodic_defers", "jobs", "workers"):
        op.execute(f"DROP TABLE procrastinate_{table} CASCADE")
    op.execute(
        "DO $$ DECLARE one text; BEGIN"
        " FOR one IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'procrastinate%'"
        " LOOP EXECUTE 'DROP FUNCTION ' || one || ' CASCADE'; END LOOP; END $$"
    )
    for kind in ("job_to_defer_v1", "job_event_type", "job_status"):
        op.execute(f"DROP TYPE procrastinate_{kind}")

"""Runs are counted as they begin, whatever the clock says; a session counts its turns, so that one taken away is noticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns, and count what is there."""
    op.add_column("runs", sa.Column("n", sa.BigInteger, sa.Identity(), nullable=False))
    op.execute(
        "UPDATE runs SET n = counted.n FROM (SELECT id, row_number() OVER (ORDER BY started, id) AS n FROM runs) AS counted WHERE runs.id = counted.id"
    )
    op.create_unique_constraint("runs_counted", "runs", ["n"])
    op.add_column("sessions", sa.Column("asked", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE sessions SET asked = (SELECT count(*) FROM turns WHERE turns.session = sessions.id)")


def downgrade() -> None:
    """Drop them."""
    op.drop_column("sessions", "asked")
    op.drop_column("runs", "n")

"""Runs with their steps and the callers' own records, sessions with their turns. LangGraph's checkpoint tables are its own and made by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    now = sa.func.clock_timestamp()
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("answer", JSONB),
        sa.Column("manifest", JSONB, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("seal", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("runs_by_start", "runs", ["started"])
    op.create_table(
        "steps",
        sa.Column("run", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("calls", JSONB, nullable=False),
    )
    op.create_table(
        "own_records",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("content", JSONB, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("used", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("damage", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "turns",
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date),
        sa.Column("domain", sa.Text),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("answer", JSONB),
        sa.Column("before", JSONB),
        sa.Column("digest", sa.Text, nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("turns", "sessions", "own_records", "steps", "runs"):
        op.drop_table(table)

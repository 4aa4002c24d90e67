"""The clauses of contracts in the library: of which kind, where, and how likely; read when a contract is added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table; documents are read again when they are added again, since their reader is another."""
    op.create_table(
        "clauses",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("chance", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("clauses")

"""What is read of contracts and policies when they are added, as rows: terms, duties, provisions; and from which day a document is in force."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the tables; documents are read again when they are added again, since their reader is another."""
    op.create_table(
        "contract_terms",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("chance", sa.Float, nullable=False),
    )
    op.create_table(
        "provisions",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("lead_start", sa.Integer, nullable=False),
        sa.Column("lead_end", sa.Integer, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.Column("vector", HALFVEC(384), nullable=False),
    )
    op.add_column("documents", sa.Column("effective", sa.Date))
    op.add_column("documents", sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "duties",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("force", sa.Text, nullable=False),
        sa.Column("within", sa.Text, nullable=False),
        sa.Column("condition", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("lead_start", sa.Integer, nullable=False),
        sa.Column("lead_end", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("duties")
    op.drop_table("provisions")
    op.drop_column("documents", "effective")
    op.drop_column("documents", "title")
    op.drop_table("contract_terms")

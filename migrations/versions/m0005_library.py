"""A private library: collections of documents, each with the hash of its bytes, what it is, and whether it could be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "collections",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("collection", sa.BigInteger, sa.ForeignKey("collections.id"), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("reader", sa.Integer, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("period_end", sa.Date),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.clock_timestamp()),
        sa.Column("ended", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "document_pages",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
    )
    op.create_index(
        "documents_current", "documents", ["collection", "path"], unique=True, postgresql_where=sa.text("ended IS NULL")
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("document_pages")
    op.drop_table("documents")
    op.drop_table("collections")

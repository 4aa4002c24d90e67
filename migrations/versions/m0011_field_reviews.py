"""What people said of the fields of contracts' sheets: confirmed, or corrected with the words that say so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the table. It goes by a document's bytes, so that what was said stays when they are read again."""
    op.create_table(
        "field_reviews",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("holds", JSONB, nullable=False),
        sa.Column("read", JSONB, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("field_reviews")

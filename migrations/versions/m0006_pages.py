"""What pages hold besides text: a name, the places of their lines, their tables; and what of a document was not read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; documents are read again when they are added again, since their reader is another."""
    op.add_column("documents", sa.Column("note", sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("is_shown", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("document_pages", sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.add_column("document_pages", sa.Column("lines", JSONB, nullable=False, server_default="[]"))
    op.add_column("document_pages", sa.Column("tables", JSONB, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop them."""
    for column in ("tables", "lines", "name"):
        op.drop_column("document_pages", column)
    for column in ("is_shown", "note"):
        op.drop_column("documents", column)

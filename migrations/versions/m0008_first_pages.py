"""An index over the words of first pages, by which the document that a question means is found among ten thousand."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create it."""
    op.execute(
        "CREATE INDEX document_first_pages ON document_pages USING gin (string_to_array(stems, ' ')) WHERE number = 1"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("document_first_pages", "document_pages")

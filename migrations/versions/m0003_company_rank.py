"""A company's place in EDGAR's list, which is in order of size: of several of a name the far larger one is meant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("companies", sa.Column("rank", sa.Integer))

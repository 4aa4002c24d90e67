"""Companies, filings, their sources, facts and passages, and the passages' vectors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    op.create_table(
        "companies",
        sa.Column("cik", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("tickers", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("former_names", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("listed", sa.Boolean, nullable=False),
        sa.Column("fiscal_year_end", sa.Text, nullable=False),
    )
    op.create_table(
        "filings",
        sa.Column("accession", sa.Text, primary_key=True),
        sa.Column("cik", sa.BigInteger, nullable=False, index=True),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("filed", sa.Date),
        sa.Column("period_end", sa.Date),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("loader", sa.Integer, nullable=False),
        sa.Column("cik", sa.BigInteger, nullable=False, index=True),
        sa.Column("accession", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("loaded", sa.DateTime, nullable=False, server_default=sa.func.now()),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("accession", sa.Text, sa.ForeignKey("filings.accession"), nullable=False),
        sa.Column("cik", sa.BigInteger, nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("value", sa.Numeric, nullable=False),
        sa.Column("decimals", sa.Integer),
        sa.Column("dimensions", sa.Text, nullable=False),
        sa.Column("fiscal_year_focus", sa.Integer),
        sa.Column("element", sa.Text),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("face", sa.Boolean, nullable=False),
        sa.UniqueConstraint(
            "accession",
            "concept",
            "unit",
            "period_start",
            "period_end",
            "dimensions",
            name="facts_stated_once",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("facts_by_concept", "facts", ["cik", "concept"])
    op.create_table(
        "passages",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("accession", sa.Text, sa.ForeignKey("filings.accession"), nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start_char", sa.Integer, nullable=False),
        sa.Column("end_char", sa.Integer, nullable=False),
        sa.Column("words", TSVECTOR, sa.Computed("to_tsvector('english', heading || ' ' || text)", persisted=True)),
    )
    op.create_index("passages_by_filing", "passages", ["accession", "section"])
    op.create_index("passages_by_word", "passages", ["words"], postgresql_using="gin")
    op.create_table(
        "embeddings",
        sa.Column("passage_id", sa.BigInteger, sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("model", sa.Text, primary_key=True),
        sa.Column("vector", HALFVEC(384), nullable=False),
    )
    # Used only for searches over the whole corpus; inside a filter the search is exact.
    op.execute("CREATE INDEX embeddings_by_nearness ON embeddings USING hnsw (vector halfvec_ip_ops)")


def downgrade() -> None:
    """Drop everything."""
    for table in ("embeddings", "passages", "facts", "sources", "filings", "companies"):
        op.drop_table(table)

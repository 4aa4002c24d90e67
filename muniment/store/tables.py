"""The typed tables. Migrations create them; nothing here reads or writes.

Vectors stand in a narrow table of their own: beside their text they cross the TOAST threshold and an exact scan takes
7.6 times as long.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    Numeric,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DIMENSIONS = 384


class Base(DeclarativeBase):
    """The one metadata."""


class CompanyRow(Base):
    """A filer; one that is known from documents alone belongs to whoever added them (`owner`, 0 for the house)."""

    __tablename__ = "companies"
    cik: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    owner: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, server_default="0")
    name: Mapped[str] = mapped_column(Text)
    tickers: Mapped[list[str]] = mapped_column(ARRAY(Text))
    former_names: Mapped[list[str]] = mapped_column(ARRAY(Text))
    listed: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[int | None]
    fiscal_year_end: Mapped[str] = mapped_column(Text)


class FilingRow(Base):
    """A submission known by its accession number; its facts and passages may or may not be loaded."""

    __tablename__ = "filings"
    accession: Mapped[str] = mapped_column(Text, primary_key=True)
    cik: Mapped[int] = mapped_column(BigInteger, index=True)
    form: Mapped[str] = mapped_column(Text)
    filed: Mapped[date | None]
    period_end: Mapped[date | None]
    document: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)


class SourceRow(Base):
    """One loaded original: its address, the hash of its bytes, and the loader that read it."""

    __tablename__ = "sources"
    url: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(Text)
    loader: Mapped[int]
    cik: Mapped[int] = mapped_column(BigInteger, index=True)
    accession: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    loaded: Mapped[datetime] = mapped_column(server_default=func.now())


class FactRow(Base):
    """A filed figure; `dimensions` is `axis=member` pairs in order, joined by a semicolon."""

    __tablename__ = "facts"
    __table_args__ = (
        UniqueConstraint(
            "accession",
            "concept",
            "unit",
            "period_start",
            "period_end",
            "dimensions",
            name="facts_stated_once",
            postgresql_nulls_not_distinct=True,
        ),
        Index("facts_by_concept", "cik", "concept"),
    )
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    accession: Mapped[str] = mapped_column(ForeignKey("filings.accession"))
    cik: Mapped[int] = mapped_column(BigInteger)
    concept: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    period_start: Mapped[date | None]
    period_end: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Numeric)
    decimals: Mapped[int | None]
    dimensions: Mapped[str] = mapped_column(Text)
    fiscal_year_focus: Mapped[int | None]
    element: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    face: Mapped[bool]


class PassageRow(Base):
    """A stretch of a filing's text: characters `start_char` to `end_char` of the original document."""

    __tablename__ = "passages"
    __table_args__ = (
        Index("passages_by_filing", "accession", "section"),
        Index("passages_by_word", "words", postgresql_using="gin"),
    )
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    accession: Mapped[str] = mapped_column(ForeignKey("filings.accession"))
    section: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    start_char: Mapped[int]
    end_char: Mapped[int]
    words: Mapped[str] = mapped_column(
        TSVECTOR, Computed("to_tsvector('english', heading || ' ' || text)", persisted=True)
    )


class EmbeddingRow(Base):
    """The vector of one passage under one embedding model."""

    __tablename__ = "embeddings"
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(Text, primary_key=True)
    vector: Mapped[list[float]] = mapped_column(HALFVEC(DIMENSIONS))


class CollectionRow(Base):
    """A collection of the library and whose it is; None is the house's. How it is called depends on who asks (see `seen`)."""

    __tablename__ = "collections"
    __table_args__ = (
        UniqueConstraint("owner", "name", name="collections_called_once", postgresql_nulls_not_distinct=True),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    owner: Mapped[int | None] = mapped_column(BigInteger)
    owner_name: Mapped[str] = mapped_column(Text, server_default="")


class DocumentRow(Base):
    """One version of a document of the library: `why` says why it could not be read, `ended` since when it is no more.

    `title` is a policy's first line, and `effective` the day from which it says to be in force. Its facts stand under the accession `library:<id>`.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Index("documents_current", "collection", "path", unique=True, postgresql_where=text("ended IS NULL")),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    collection: Mapped[int] = mapped_column(ForeignKey("collections.id"))
    path: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    reader: Mapped[int]
    pages: Mapped[int]
    form: Mapped[str] = mapped_column(Text)
    company: Mapped[str] = mapped_column(Text)
    period_end: Mapped[date | None]
    fiscal_year: Mapped[int | None]
    why: Mapped[str] = mapped_column(Text)
    added: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    ended: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    note: Mapped[str] = mapped_column(Text, server_default="")
    is_shown: Mapped[bool] = mapped_column(server_default="true")
    effective: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text, server_default="")
    added_by: Mapped[int | None] = mapped_column(BigInteger)


class DocumentPageRow(Base):
    """One page of a document: its text, the stems of its words in their order, where its lines stand, and its tables.

    `lines` are (start in the text, box, whether it is a row of a table), `tables` (caption, rows of texts, boxes of these).
    """

    __tablename__ = "document_pages"
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, server_default="")
    lines: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    tables: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")


class ClauseRow(Base):
    """A clause of a contract: its kind, its page, its place in the page's text, and the chance that it is one."""

    __tablename__ = "clauses"
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int]
    chance: Mapped[float]


class TermRow(Base):
    """A term of a contract: its field and value, where the words that say so stand, and the chance that they do."""

    __tablename__ = "contract_terms"
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    chance: Mapped[float]


class FieldReviewRow(Base):
    """What somebody said of a field of a collection's contract of these bytes: what holds, what had been read, and the words that say so."""

    __tablename__ = "field_reviews"
    collection: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    holds: Mapped[list[str]] = mapped_column(JSONB)
    read: Mapped[list[str]] = mapped_column(JSONB)
    words: Mapped[str] = mapped_column(Text)
    day: Mapped[date]


class DutyRow(Base):
    """A duty of a policy: who must, may or must not, within what time and on what condition, and where the words that say so stand."""

    __tablename__ = "duties"
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(Text)
    force: Mapped[str] = mapped_column(Text)
    within: Mapped[str] = mapped_column(Text)
    condition: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    lead_start: Mapped[int]
    lead_end: Mapped[int]


class ProvisionRow(Base):
    """A provision of a contract or a policy: where it and what leads it in stand on its page, its heading, the stems of its words, its vector."""

    __tablename__ = "provisions"
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    lead_start: Mapped[int]
    lead_end: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    vector: Mapped[list[float]] = mapped_column(HALFVEC(DIMENSIONS))


class SentRow(Base):
    """The bytes of a document that waits to be read, for workers on other machines."""

    __tablename__ = "sent_bytes"
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RunRow(Base):
    """One run of the graph: what went in (the manifest), what came out, and the seal over its checkpoints.

    `n` counts runs as they begin: a clock may have stood wrong. `owner` is who asked, `rests` the collections without which he may not
    see it any more, `names` the documents that are named in what is kept of it.
    """

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    started: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp(), index=True
    )
    status: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    manifest: Mapped[dict[str, Any]] = mapped_column(JSONB)
    parent: Mapped[str | None] = mapped_column(Text)
    n: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    seal: Mapped[str] = mapped_column(Text, server_default="")
    owner: Mapped[int | None] = mapped_column(BigInteger)
    rests: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    names: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")


class StepRow(Base):
    """What one room of a run did and called."""

    __tablename__ = "steps"
    run: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    room: Mapped[str] = mapped_column(Text)
    seconds: Mapped[float]
    note: Mapped[str] = mapped_column(Text)
    calls: Mapped[list[Any]] = mapped_column(JSONB)


class OwnRecordRow(Base):
    """A caller's own record, kept as long as a run that was given it."""

    __tablename__ = "own_records"
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)


class SessionRow(Base):
    """A chat session; `asked` counts its turns, `damage` says why it is quarantined."""

    __tablename__ = "sessions"
    __table_args__ = (
        UniqueConstraint("owner", "name", name="sessions_called_once", postgresql_nulls_not_distinct=True),
    )
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    owner: Mapped[int | None] = mapped_column(BigInteger)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    used: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    asked: Mapped[int] = mapped_column(server_default="0")
    damage: Mapped[str] = mapped_column(Text, server_default="")


class TurnRow(Base):
    """One question of a session; `digest` covers the row and its answer's."""

    __tablename__ = "turns"
    session: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date | None]
    domain: Mapped[str | None] = mapped_column(Text)
    asked: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    status: Mapped[str] = mapped_column(Text)
    run: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, server_default="")


class TurnAnswerRow(Base):
    """The answer to a session's question; `before` is what it leaves to a follow-up. Withheld from who may not see what it `rests` on."""

    __tablename__ = "turn_answers"
    __table_args__ = (ForeignKeyConstraint(["session", "n"], ["turns.session", "turns.n"], ondelete="CASCADE"),)
    session: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    rests: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    names: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")


class PersonRow(Base):
    """Somebody who may sign in; `subject` is who an identity provider says he is, `ended` since when he may no more.

    By `email` the provider's word is taken the first time.
    """

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    role: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text, unique=True)
    subject: Mapped[str | None] = mapped_column(Text, unique=True)
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    ended: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class GroupRow(Base):
    """People to whom a collection can be shared at once."""

    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)


class MemberRow(Base):
    """That somebody is of a group."""

    __tablename__ = "members"
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)


class KeyRow(Base):
    """What somebody proves himself with: the hash of a key or a sign-in, what it may be used for, and until when."""

    __tablename__ = "keys"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text, unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_sign_in: Mapped[bool] = mapped_column(server_default="false")
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    expires: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ShareRow(Base):
    """That somebody, or a group, may read a collection, add to it, or manage it (which includes both, and sharing it on)."""

    __tablename__ = "shares"
    __table_args__ = (UniqueConstraint("collection", "person", "group_id", postgresql_nulls_not_distinct=True),)
    collection: Mapped[int] = mapped_column(ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    may: Mapped[str] = mapped_column(Text)

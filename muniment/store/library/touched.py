"""Answers that are kept and rest on a version of a document that counts no longer: it was replaced, or a newer one is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, Select, String, case, cast, func, literal, null, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased

from muniment.store.seen import ADDRESS, called, open_to, owned
from muniment.store.store import Store
from muniment.store.tables import CollectionRow, DocumentRow, RunRow, SessionRow, TurnAnswerRow, TurnRow


@dataclass(frozen=True, slots=True)
class Touched:
    """A kept answer: its question, its run, the session that it is of (if it is of one), the document that it cites, and since when that does not count."""

    question: str
    run: str
    session: str
    collection: str
    document: str
    since: date


def find_touched(store: Store, within: Sequence[str] = ()) -> list[Touched]:
    """The kept answers that rest on what counts no longer, the newest change first.

    Args:
        store: where answers and documents are kept.
        within: only documents of these collections.
    """
    turns = (
        _citing(TurnAnswerRow.answer, TurnRow.question, TurnRow.run, SessionRow.name, TurnRow.asked)
        .join(TurnRow, (TurnRow.session == TurnAnswerRow.session) & (TurnRow.n == TurnAnswerRow.n))
        .join(SessionRow, SessionRow.id == TurnRow.session)
        .where(owned(SessionRow.owner))
    )
    runs = _citing(RunRow.answer, RunRow.question, RunRow.id, cast(literal(""), String), RunRow.started).where(
        owned(RunRow.owner), ~select(TurnRow.n).where(TurnRow.run == RunRow.id).exists()
    )
    named = [called.in_(list(within))] if within else []
    both = union(*(q.where(*named) for q in (turns, runs))).subquery()
    query = select(both).order_by(both.c.since.desc(), both.c.question, both.c.run)
    with store.database.begin() as connection:
        return [Touched(*row) for row in connection.execute(query)]


def _citing(
    answer: InstrumentedAttribute[Any],
    question: InstrumentedAttribute[str],
    run: InstrumentedAttribute[str],
    session: Any,
    told: InstrumentedAttribute[datetime],
) -> Select[Any]:
    """Answers with the documents that they cite and that were replaced since: what cites an earlier version on purpose is not touched."""
    newer = aliased(DocumentRow)
    # Of versions that are documents of their own, the newest in force counts.
    in_force = (
        select(func.min(newer.effective))
        .where(
            newer.collection == DocumentRow.collection,
            newer.title == DocumentRow.title,
            newer.title != "",
            newer.ended.is_(None),
            newer.effective > DocumentRow.effective,
            newer.effective <= datetime.now(UTC).date(),
            or_(newer.added > told, newer.effective > cast(func.timezone("UTC", told), Date)),
        )
        .scalar_subquery()
    )
    ended = cast(func.timezone("UTC", DocumentRow.ended), Date)
    since = case((DocumentRow.ended > told, ended), else_=in_force)
    cited = func.jsonb_array_elements(answer["citations"]).table_valued("value", name="cited")
    record = cited.c.value.op("->>")("record")
    return (
        select(
            question.label("question"),
            run.label("run"),
            session.label("session"),
            called.label("collection"),
            DocumentRow.name.label("document"),
            since.label("since"),
        )
        .select_from(answer.class_)
        .join(cited, answer.is_not(null()))
        .join(DocumentRow, func.concat(ADDRESS, DocumentRow.id) == record)
        .join(CollectionRow, CollectionRow.id == DocumentRow.collection)
        .where(since.is_not(None), open_to("read"))
    )

"""Sessions and their turns, as they are kept: questions, answers, and what each turn leaves to a follow-up.

A turn's row carries a digest; one that does not fit its row quarantines the session. Who may write when is `chat`'s matter.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import ARRAY, BigInteger, Connection, Text, cast, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from muniment.codec import dump, load
from muniment.errors import BadInput, Conflict, Damaged, Unknown
from muniment.records import Answer, Before
from muniment.store.database import Database
from muniment.store.seen import owned
from muniment.store.tables import RunRow, SessionRow, TurnAnswerRow, TurnRow

NAME = r"^[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\s][^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"

ERASED = "erased"
"""The status of a turn whose answer named a document that was erased."""
WITHHELD = "withheld"
"""The status of a turn whose answer rests on what whoever looks may not see any more."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session: its id, name, when it was begun and last used, how many turns it has, and why it is quarantined."""

    id: str
    name: str
    created: datetime
    used: datetime
    turns: int
    damage: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a session. `status` is asked until it is answered, abstained, stopped or failed; it is withheld where its answer rests
    on what whoever looks may not see any more.
    """

    n: int
    question: str
    as_of: date | None
    domain: str | None
    asked: datetime
    status: str
    run: str
    answer: Answer | None
    before: Before | None


class Sessions:
    """Reads and writes of the sessions in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def open(self, name: str) -> str:
        """The id of the session of that name; a new one where there is none.

        Raises:
            BadInput: it is no name.
        """
        row = {"id": secrets.token_hex(6), "name": check_name(name)}
        with self.database.begin() as connection:
            connection.execute(insert(SessionRow).values(row).on_conflict_do_nothing())
            query = select(SessionRow.id).where(SessionRow.name == name, owned(SessionRow.owner))
            return str(connection.execute(query).scalar_one())

    def every(self) -> list[SessionInfo]:
        """All sessions of whoever asks, the last used first."""
        turns = select(func.count()).where(TurnRow.session == SessionRow.id).scalar_subquery()
        query = select(SessionRow, turns.label("turns")).where(owned(SessionRow.owner))
        query = query.order_by(SessionRow.used.desc(), SessionRow.id)
        with self.database.begin() as connection:
            rows = connection.execute(query).all()
        return [SessionInfo(r.id, r.name, r.created, r.used, r.turns, r.damage) for r in rows]

    def find(self, name: str) -> SessionInfo:
        """The session of a name or id.

        Raises:
            Unknown: there is none.
        """
        found = next((s for s in self.every() if name in (s.name, s.id)), None)
        if found is None:
            raise Unknown(f"there is no session {name[:100]!r}")
        return found

    def rename(self, id: str, name: str) -> None:
        """Give a session another name.

        Raises:
            BadInput: it is no name.
            Conflict: it is another session's.
        """
        try:
            with self.database.begin() as connection:
                connection.execute(update(SessionRow).where(SessionRow.id == id).values(name=check_name(name)))
        except IntegrityError:
            raise Conflict(f"there is a session {name!r} already") from None

    def delete(self, id: str) -> None:
        """Delete a session and its turns."""
        with self.database.begin() as connection:
            connection.execute(delete(SessionRow).where(SessionRow.id == id))

    def own_runs(self, id: str) -> list[str]:
        """The runs that this session's turns name, and no other session's."""
        others = select(TurnRow.run).where(TurnRow.session != id)
        query = select(TurnRow.run).where(TurnRow.session == id, TurnRow.run.not_in(others)).distinct()
        with self.database.begin() as connection:
            return list(connection.execute(query).scalars())

    def add(self, id: str, question: str, as_of: date | None, domain: str | None, run: str) -> int:
        """Write a question down before it is answered; returns the turn's number, from 1."""
        with self.database.begin() as connection:
            counted = update(SessionRow).where(SessionRow.id == id).returning(SessionRow.asked)
            n = int(
                connection.execute(counted.values(asked=SessionRow.asked + 1, used=func.clock_timestamp())).scalar_one()
            )
            row = {"session": id, "n": n, "question": question, "as_of": as_of, "domain": domain, "run": run}
            row |= {"status": "asked", "digest": _digest(n, question, run, "asked", None, None)}
            connection.execute(insert(TurnRow).values(row))
        return n

    def end(self, id: str, turn: Turn, status: str, answer: Answer | None, before: Before | None) -> None:
        """Write down how a turn ended."""
        kept, left = dump(answer) if answer else None, dump(before) if before else None
        row = {"status": status, "digest": _digest(turn.n, turn.question, turn.run, status, kept, left)}
        own = TurnRow.session == id, TurnRow.n == turn.n
        rests = select(RunRow.rests, RunRow.names).where(RunRow.id == turn.run, owned(RunRow.owner))
        with self.database.begin() as connection:
            connection.execute(update(TurnRow).where(*own).values(row))
            on = connection.execute(rests).mappings().one_or_none()
            told = {"session": id, "n": turn.n, "answer": kept, "before": left, **(on or {})}
            connection.execute(
                insert(TurnAnswerRow).values(told).on_conflict_do_update(index_elements=["session", "n"], set_=told)
            )

    def turns(self, id: str, last: int | None = None) -> list[Turn]:
        """The turns of a session in order, or its last ones.

        Raises:
            Damaged: a row is not what was written, or is gone; the session is quarantined.
        """
        told = TurnAnswerRow
        query = (
            select(TurnRow, told.n.is_not(None).label("is_told"), told.answer, told.before)
            .outerjoin(told, (told.session == TurnRow.session) & (told.n == TurnRow.n))
            .where(TurnRow.session == id)
            .order_by(TurnRow.n.desc())
            .limit(last)
        )
        count = select(SessionRow.asked).where(SessionRow.id == id)
        with self.database.begin(steady=True) as connection:
            asked = connection.execute(count).scalar_one_or_none() or 0
            rows = connection.execute(query).all()[::-1]
        first = 1 if last is None else max(1, asked - last + 1)
        gone = set(range(first, asked + 1)) - {row.n for row in rows}
        if gone:
            self.quarantine(id, f"turn {min(gone)} is gone")
        # The house sees every row, so that one which is not there was deleted.
        withheld = {r.n for r in rows if self.database.ticket and r.status != "asked" and not r.is_told}
        for row in rows:
            if row.n in withheld:
                continue
            if row.digest != _digest(row.n, row.question, row.run, row.status, row.answer, row.before):
                self.quarantine(id, f"turn {row.n} is not what was written")
        return [_withheld(row) if row.n in withheld else _turn(row) for row in rows]

    def quarantine(self, id: str, why: str) -> None:
        """Set a session aside: it can be read and exported, and nothing is asked in it any more.

        Raises:
            Damaged: always, with the reason.
        """
        with self.database.begin() as connection:
            connection.execute(update(SessionRow).where(SessionRow.id == id).values(damage=why))
        raise Damaged(f"the session is set aside: {why}")


def erase_answers(connection: Connection, documents: Sequence[int]) -> None:
    """Forget what was answered, in anybody's session, that names one of these documents; the questions stay, as their askers' own words."""
    told = TurnAnswerRow
    naming = or_(
        told.names.op("&&")(cast(list(documents), ARRAY(BigInteger))),
        cast(told.answer, Text).regexp_match(naming_any(documents)),
    )
    query = (
        select(TurnRow.session, TurnRow.n, TurnRow.question, TurnRow.run)
        .join(told, (told.session == TurnRow.session) & (told.n == TurnRow.n))
        .where(naming)
    )
    for row in connection.execute(query).all():
        own = TurnRow.session == row.session, TurnRow.n == row.n
        digest = _digest(row.n, row.question, row.run, ERASED, None, None)
        connection.execute(update(TurnRow).where(*own).values(status=ERASED, digest=digest))
        its = told.session == row.session, told.n == row.n
        connection.execute(update(told).where(*its).values(answer=None, before=None, rests=[]))


def naming_any(documents: Sequence[int]) -> str:
    """The pattern, as Postgres reads it, of a document's address among these."""
    return rf"library:({'|'.join(map(str, documents))})\M"


def check_name(name: str) -> str:
    """A session's name.

    Raises:
        BadInput: it is empty, longer than 100 characters, or holds control characters.
    """
    if not isinstance(name, str) or len(name) > 100 or not re.fullmatch(NAME, name):
        raise BadInput("a session's name has 1 to 100 characters, and no control characters")
    return name


def _digest(n: int, question: str, run: str, status: str, answer: Any, before: Any) -> str:
    row = orjson.dumps([n, question, run, status, answer, before], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(row).hexdigest()


def _withheld(row: Any) -> Turn:
    return Turn(row.n, row.question, row.as_of, row.domain, row.asked, WITHHELD, row.run, None, None)


def _turn(row: Any) -> Turn:
    answer = None if row.answer is None else load(Answer, row.answer)
    before = None if row.before is None else load(Before, row.before)
    return Turn(row.n, row.question, row.as_of, row.domain, row.asked, row.status, row.run, answer, before)

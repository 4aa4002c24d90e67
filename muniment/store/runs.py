"""Runs as they are kept: what went in, each room's step, what came out. The checkpoints are kept by `graphs.keeping`.

A run's id is the hash of its manifest, so the same question on the same records with the same model is the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from muniment.codec import dump, load
from muniment.errors import Damaged, Denied, Unknown
from muniment.manifest import record_hash
from muniment.records import Answer, Record, Step
from muniment.store.database import Database
from muniment.store.seen import owned
from muniment.store.tables import OwnRecordRow, RunRow, StepRow

KEPT = 1000
"""Runs whose steps and checkpoints are kept, the newest; a session keeps its questions and answers for ever."""

ATTEMPT = ".again"
"""Ends the id under which a run is made again, until it has its answer and takes the place of the one before."""

Tell = Callable[[Connection, Sequence[int]], int | None]
Status = Literal["running", "answered", "abstained", "stopped", "failed"]

_WHOLE = RunRow.id.notlike(f"%{ATTEMPT}")
_RECORDS_HELD = text("SELECT pg_advisory_xact_lock(7060130003)")
"""Held while records are given to a run or taken away: one that another run gives up could be this one's."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `answer` is None while it runs, or where it was stopped or failed; `parent` is the run it was forked from."""

    id: str
    question: str
    started: datetime
    status: Status
    answer: Answer | None
    manifest: Mapping[str, Any]
    parent: str | None


class Runs:
    """Reads and writes of the runs in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(
        self,
        id: str,
        question: str,
        manifest: Mapping[str, Any],
        records: Sequence[Record] = (),
        parent: str | None = None,
    ) -> None:
        """Write down that a run begins, of whose id there is none."""
        with self.database.begin() as connection:
            if records:
                connection.execute(_RECORDS_HELD)
                given = [{"sha256": record_hash(r), "content": dump(r)} for r in records]
                connection.execute(insert(OwnRecordRow).values(given).on_conflict_do_nothing())
            row = {"id": id, "question": question, "status": "running", "manifest": dict(manifest), "parent": parent}
            if self.database.ticket:
                connection.execute(select(func.make_way(id)))
            connection.execute(insert(RunRow).values(row))

    def end(
        self,
        id: str,
        status: Status,
        answer: Answer | None = None,
        searched: bool = True,
        tell: Tell = lambda connection, rests: None,
    ) -> int | None:
        """Write down how a run ended.

        Args:
            id: the run.
            status: how.
            answer: what came of it.
            searched: whether the library was searched for it. Then it rests on every collection that whoever asked could look into, else on
                those of the documents that it names; without one of these he may not see the run any more.
            tell: told in the same transaction that the run ended, and the numbers of these collections, the first time that it does.

        Returns:
            What `tell` gives.
        """
        kept = None if answer is None else dump(answer)
        change = update(RunRow).where(RunRow.id == id)
        with self.database.begin() as connection:
            is_first = connection.execute(select(RunRow.id).where(RunRow.id == id, RunRow.answer.is_(None))).first()
            connection.execute(change.values(status=status, answer=kept))
            if self.database.ticket:
                connection.execute(select(func.rest_run(id, searched)))
            rests = connection.execute(select(RunRow.rests).where(RunRow.id == id)).scalar_one_or_none()
            return tell(connection, rests or ()) if is_first else None

    def get(self, id: str) -> Run:
        """A run by its id, or by the beginning of it where only one run has that.

        Raises:
            Denied: it rests on documents that whoever asks may not see any more.
            Unknown: there is none, or there are several.
        """
        query = select(RunRow).where(RunRow.id.startswith(id, autoescape=True), _WHOLE, owned(RunRow.owner)).limit(2)
        with self.database.begin() as connection:
            found = connection.execute(query).all()
        if not found and self._is_withheld(id):
            raise Denied(f"run {id[:16]} rests on documents that you may no longer see")
        if len(found) != 1:
            raise Unknown(f"there {'are several runs that begin with' if found else 'is no run'} {id[:40]!r}")
        return _run(found[0])

    def _is_withheld(self, id: str) -> bool:
        if self.database.ticket is None:
            return False
        with self.database.begin() as connection:
            return bool(connection.execute(select(func.is_withheld(id))).scalar_one())

    def newest(self, count: int = 20) -> list[Run]:
        """The newest runs, the newest first."""
        query = select(RunRow).where(_WHOLE, owned(RunRow.owner)).order_by(RunRow.n.desc()).limit(count)
        with self.database.begin() as connection:
            return [_run(row) for row in connection.execute(query)]

    def steps(self, id: str) -> list[Step]:
        """What the rooms of a run did, in order."""
        query = select(StepRow.room, StepRow.seconds, StepRow.note, StepRow.calls)
        with self.database.begin() as connection:
            rows = connection.execute(query.where(StepRow.run == id).order_by(StepRow.n)).all()
        return [load(Step, dict(row._mapping)) for row in rows]

    def records(self, run: Run) -> tuple[Record, ...]:
        """The caller's own records that a run was given.

        Raises:
            Damaged: one is gone, or is not what was given.
        """
        wanted = list(run.manifest.get("records", ()))
        query = select(OwnRecordRow.sha256, OwnRecordRow.content).where(OwnRecordRow.sha256.in_(wanted))
        with self.database.begin() as connection:
            kept = {row.sha256: load(Record, row.content) for row in connection.execute(query)}
        if any(sha256 not in kept or record_hash(kept[sha256]) != sha256 for sha256 in wanted):
            raise Damaged(f"a record that run {run.id} was given is gone, or is not what was given")
        return tuple(kept[sha256] for sha256 in wanted)

    def surplus(self) -> list[str]:
        """The ids of runs beyond the newest `KEPT` of whoever asks."""
        query = select(RunRow.id).where(owned(RunRow.owner)).order_by(RunRow.n.desc()).offset(KEPT)
        with self.database.begin() as connection:
            return list(connection.execute(query).scalars())

    def forget_records(self) -> None:
        """Delete the callers' records that no run was given."""
        with self.database.begin() as connection:
            connection.execute(select(func.forget_unused_records()))


def _run(row: Any) -> Run:
    answer = None if row.answer is None else load(Answer, row.answer)
    return Run(row.id, row.question, row.started, row.status, answer, row.manifest, row.parent)

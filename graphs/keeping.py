"""Keep a run's checkpoints in Postgres, one thread a run, sealed: what was altered, cut, swapped or deleted is not read.

LangGraph's own saver reads a flipped byte as a silently different state, and a permissive msgpack calls functions. So only
the types of `muniment.records` are made from a checkpoint, and each write renews a hash over all rows of the run, in one
transaction.
"""

from __future__ import annotations

import inspect
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import is_dataclass
from typing import Any

import orjson
import psycopg
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from muniment import records, verdicts
from muniment.codec import dump, load
from muniment.errors import Damaged, Denied, Lost
from muniment.records import Step
from muniment.store.database import Database
from muniment.store.runs import ATTEMPT

KINDS = {
    name: value
    for module in (records, verdicts)
    for name, value in vars(module).items()
    if inspect.isclass(value) and is_dataclass(value)
}


class RecordSerializer(JsonPlusSerializer):
    """Writes the values of `muniment.records` as JSON under their type's name, and reads them back checked and exact.

    LangGraph's own msgpack gives tuples back as lists. It is left to LangGraph's own values, and makes nothing but those
    it calls safe, whatever LANGGRAPH_STRICT_MSGPACK says.
    """

    def __init__(self) -> None:
        super().__init__(allowed_msgpack_modules=None)

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        """The value's type and bytes."""
        name = type(obj).__name__
        if KINDS.get(name) is type(obj):
            return name, orjson.dumps(dump(obj))
        if isinstance(obj, tuple) and all(isinstance(part, str) for part in obj):
            return "tuple", orjson.dumps(obj)
        if isinstance(obj, dict) and any(type(value) in KINDS.values() for value in obj.values()):
            # What a run begins with is one value to LangGraph.
            parts = {key: self.dumps_typed(value) for key, value in obj.items()}
            return "state", orjson.dumps({key: (kind, b64encode(raw).decode()) for key, (kind, raw) in parts.items()})
        return super().dumps_typed(obj)

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """The value.

        Raises:
            Damaged: it is none of its type.
        """
        name, content = data
        if name in KINDS:
            return load(KINDS[name], orjson.loads(content))
        if name == "state":
            parts = orjson.loads(content)
            return {key: self.loads_typed((kind, b64decode(raw))) for key, (kind, raw) in parts.items()}
        return tuple(orjson.loads(content)) if name == "tuple" else super().loads_typed(data)


SERDE = RecordSerializer()
_HOLD = "SELECT pg_advisory_lock(hashtextextended(%s, 706014))"
_OF_A_RUN = "question, started, status, answer, manifest, parent, seal, owner, rests, names"
_SETUP = 7060130002
_set_up: set[str] = set()
_setting_up = threading.Lock()
_SEAL = """
SELECT encode(sha256(convert_to(coalesce(string_agg(row, '|' ORDER BY row COLLATE "C"), ''), 'UTF8')), 'hex') AS seal FROM (
  SELECT concat_ws(',', 'c', checkpoint_id, parent_checkpoint_id, checkpoint, metadata) AS row
    FROM checkpoints WHERE thread_id = %(run)s
  UNION ALL SELECT concat_ws(',', 'b', channel, version, type, encode(sha256(blob), 'hex'))
    FROM checkpoint_blobs WHERE thread_id = %(run)s
) AS rows"""
_STEP = """
INSERT INTO steps (run, n, room, seconds, note, calls) VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (run, n) DO UPDATE
SET room = excluded.room, seconds = excluded.seconds, note = excluded.note, calls = excluded.calls"""


class SealedSaver(PostgresSaver):
    """LangGraph's Postgres checkpointer, for one run on one connection, with a seal in the run's row."""

    conn: psycopg.Connection[DictRow]

    def __init__(self, connect: Callable[[], psycopg.Connection[DictRow]]) -> None:
        super().__init__(connect(), serde=SERDE)
        self._connect = connect
        self._writing = threading.RLock()
        self._names: list[str] = []

    def reconnect(self) -> None:
        """Take another connection, after one that was lost, and hold again what was held.

        Raises:
            Unavailable: the database cannot be reached.
        """
        with self._writing:
            self.conn.close()
            self.conn = self._connect()
            for name in self._names:
                self.conn.execute(_HOLD, (name,))

    def hold(self, name: str) -> None:
        """Hold a name until the connection is given back; whoever else wants it waits, a process that is killed lets go."""
        try:
            self.conn.execute(_HOLD, (name,))
        except psycopg.OperationalError:
            # Lent a moment ago, by a server that is being shut down.
            self.reconnect()
            with _lost():
                self.conn.execute(_HOLD, (name,))
        self._names.append(name)

    def attempt(self, run: str) -> str:
        """Under which id a run is kept while it is made: its own, or one beside it where one of that id was answered."""
        with _lost():
            kept = self.conn.execute("SELECT 1 FROM runs WHERE id = %s AND answer IS NOT NULL", (run,)).fetchone()
        return run + ATTEMPT if kept else run

    def empty(self, run: str) -> bool:
        """Whether no checkpoint of a run is kept.

        Raises:
            Damaged: those that are kept are not what was written.
        """
        return self.get_tuple({"configurable": {"thread_id": run}}) is None

    def forget(self, run: str) -> None:
        """Delete a run with its steps and checkpoints, all or nothing."""
        with self._writing, _lost(), self.conn.transaction():
            self.delete_thread(run)
            self.conn.execute("DELETE FROM runs WHERE id = %s", (run,))

    def put_in_place(self, attempt: str, run: str) -> None:
        """Let a run that has its answer take the place of an earlier one of its id, all or nothing."""
        if attempt == run:
            return
        with self._writing, _lost(), self.conn.transaction():
            self.forget(run)
            copied = f"INSERT INTO runs (id, {_OF_A_RUN}) SELECT %s, {_OF_A_RUN} FROM runs WHERE id = %s"
            self.conn.execute(copied, (run, attempt))
            self.conn.execute("UPDATE steps SET run = %s WHERE run = %s", (run, attempt))
            for table in ("checkpoints", "checkpoint_blobs", "checkpoint_writes"):
                self.conn.execute(f"UPDATE {table} SET thread_id = %s WHERE thread_id = %s", (run, attempt))
            self.conn.execute("DELETE FROM runs WHERE id = %s", (attempt,))

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint and renew the seal."""
        with self._writing, _lost(), self.conn.transaction():
            made = super().put(config, checkpoint, metadata, new_versions)
            self._renew(config)
        return made

    def put_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Nothing: what a room gave is in the checkpoint after it, and a room that was cut off in between is entered again."""

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """A checkpoint of a run whose seal holds.

        Raises:
            Damaged: it does not.
        """
        self.check(config["configurable"]["thread_id"])
        with _lost():
            return super().get_tuple(config)

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """The checkpoints of a run whose seal holds, the newest first.

        Raises:
            Damaged: it does not.
        """
        assert config is not None
        self.check(config["configurable"]["thread_id"])
        return super().list(config, filter=filter, before=before, limit=limit)

    def check(self, run: str) -> None:
        """Compare a run's rows with its seal.

        Raises:
            Damaged: they differ.
        """
        with self._writing, _lost():
            kept = self.conn.execute("SELECT seal FROM runs WHERE id = %s", (run,)).fetchone()
            if kept is None or kept["seal"] != (self._seal(run) if kept["seal"] or self._begun(run) else ""):
                raise Damaged(f"the checkpoints of run {run} are not what was written, so they are not used")

    def step(self, run: str, n: int, step: Step) -> None:
        """Write down what a room did; once more for a room that was entered again after an interruption."""
        calls = Jsonb([dump(call) for call in step.calls])
        with self._writing, _lost():
            self.conn.execute(_STEP, (run, n, step.room, step.seconds, step.note, calls))

    def _begun(self, run: str) -> bool:
        query = "SELECT 1 FROM checkpoints WHERE thread_id = %s LIMIT 1"
        return self.conn.execute(query, (run,)).fetchone() is not None

    def _seal(self, run: str) -> str:
        row = self.conn.execute(_SEAL, {"run": run}).fetchone()
        assert row is not None
        return str(row["seal"])

    def _renew(self, config: RunnableConfig) -> None:
        run = config["configurable"]["thread_id"]
        self.conn.execute(f"UPDATE runs SET seal = ({_SEAL}) WHERE id = %(run)s", {"run": run})


@contextmanager
def keeping(database: Database) -> Iterator[SealedSaver]:
    """A saver on a connection of its own.

    Raises:
        Unavailable: the database cannot be reached.
    """
    saver = SealedSaver(database.lend)
    try:
        with _setting_up:
            # Who acts for a person may not make tables; they were made before anybody was served.
            if database.ticket is None and database.dsn() not in _set_up:
                _make_tables(saver)
                _set_up.add(database.dsn())
        yield saver
    finally:
        database.take_back(saver.conn)


def make_tables(database: Database) -> None:
    """Make LangGraph's own tables, where they are not there yet."""
    with keeping(database):
        pass


def _make_tables(saver: SealedSaver) -> None:
    """LangGraph's own tables. It makes indexes concurrently, which waits for every statement that runs; so nobody may wait
    for the lock inside a statement, or both would wait for ever.
    """
    query = "SELECT pg_try_advisory_lock(%s) AS held"
    while not saver.conn.execute(query, (_SETUP,)).fetchone()["held"]:  # type: ignore[index]
        time.sleep(0.05)
    try:
        saver.setup()
    finally:
        saver.conn.execute("SELECT pg_advisory_unlock(%s)", (_SETUP,))


@contextmanager
def _lost() -> Iterator[None]:
    """A connection that breaks off is `Lost`."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise Lost(f"the database broke off: {str(error).strip().splitlines()[0]}") from None
    except psycopg.errors.InsufficientPrivilege:
        raise Denied("what you may see changed while this was answered; ask again") from None

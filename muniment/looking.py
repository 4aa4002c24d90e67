"""Look into a run: its trace room by room, another branch from a changed state, and running it again to compare.

A trace is what was kept: states from the checkpoints, steps and calls from their table. Nothing is computed again for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from muniment.agent import Agent
from muniment.asked import Asked
from muniment.codec import dump, load
from muniment.errors import Conflict, Damaged
from muniment.events import Event
from muniment.manifest import run_id
from muniment.records import Before, Step
from muniment.store.runs import Run
from muniment.wording import storable

if TYPE_CHECKING:
    from muniment.graphs.state import State

INPUTS = ("question", "as_of", "domain", "history", "before", "within")


@dataclass(frozen=True, slots=True)
class RoomTrace:
    """One room of a run: its step, the state it found, and what it changed in it. Values are as in the state."""

    step: Step
    state: Mapping[str, Any]
    changed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trace:
    """A run, room by room."""

    run: Run
    rooms: tuple[RoomTrace, ...]

    @property
    def way(self) -> dict[str, float]:
        """The rooms gone through, with the seconds in each."""
        from muniment.graphs.drawing import way_of

        return way_of([(r.step.room, r.step.seconds) for r in self.rooms])

    def as_json(self) -> dict[str, Any]:
        """The trace as JSON's own types."""
        return {
            "run": dump(replace(self.run, answer=None))
            | {"answer": dump(self.run.answer) if self.run.answer else None},
            "rooms": [
                {
                    "room": r.step.room,
                    "seconds": r.step.seconds,
                    "note": r.step.note,
                    "calls": [dump(c) | {"is": type(c).__name__} for c in r.step.calls],
                    "read": sorted(r.state),
                    "state": {k: as_plain(v) for k, v in r.state.items()},
                    "changed": {k: as_plain(v) for k, v in r.changed.items()},
                }
                for r in self.rooms
            ],
        }


@dataclass(frozen=True, slots=True)
class Replay:
    """What running a run again came to.

    `changed` names what differs of the manifest (model, adapters, records, store, code, …); `room` is the first that gave
    something else, empty where none did, and `how` says what.
    """

    run: str
    changed: tuple[str, ...]
    room: str = ""
    how: str = ""

    @property
    def identical(self) -> bool:
        """True when every room gave the same bytes."""
        return not self.room


def trace(agent: Agent, id: str) -> Trace:
    """What was kept of a run.

    Raises:
        Unknown: there is no such run.
        Damaged: its checkpoints are not what was written.
    """
    from muniment.graphs.running import history

    run = agent.runs.get(id)
    steps = agent.runs.steps(run.id)
    with agent.runner.kept() as saver:
        assert saver is not None
        states = history(agent.graph, saver, run.id)
    _check_told(run, states[-1].values if states else {})
    rooms = []
    for n, step in enumerate(steps):
        before = states[n].values if n < len(states) else {}
        after = states[n + 1].values if n + 1 < len(states) else before
        changed = {k: v for k, v in after.items() if k not in before or before[k] != v}
        rooms.append(RoomTrace(step, before, changed))
    return Trace(run, tuple(rooms))


def _check_told(run: Run, last: Mapping[str, Any]) -> None:
    """Compare what a run's row says of its question and answer with what its sealed checkpoints hold.

    Raises:
        Damaged: one was edited.
    """
    made = last.get("answer")
    if made is None or run.answer is None:
        return
    kept, given = (replace(a, model="", seconds=0.0, run="", steps=()) for a in (run.answer, made))
    if kept != given or run.question != last.get("question"):
        raise Damaged(f"the question or the answer that is kept of run {run.id} is not the one that was told")


def fork(
    agent: Agent, id: str, at: str, changes: Sequence[str], stop: Callable[[], bool] = lambda: False
) -> Iterator[Event]:
    """Change the state that a run had before a room, and run on from there, as a run of its own.

    Args:
        agent: the agent.
        id: the run.
        at: the room, as in its trace.
        changes: as `path=value`, where the path begins with a key of the state and goes on by fields and places from 0
            (`question=...`, `plan.asks.0.periods.0.year=2023`, `evidence.left_out=[]`); the value is JSON, or plain text.
        stop: see `Agent.stream`.

    Raises:
        Unknown: there is no such run or room.
        Conflict: it cannot be branched off there, there is no such path, or the value does not fit.
    """
    from muniment.graphs.running import branch, history, place_before

    run = agent.runs.get(id)
    records = agent.runs.records(run)
    changes = [storable(change) for change in changes]
    with agent.runner.kept() as saver:
        assert saver is not None
        states = history(agent.graph, saver, run.id)
        values = dict(place_before(agent.graph, states, at).values)
        for change in changes:
            _set(values, change)
        manifest = {**run.manifest, "fork": {"of": run.id, "at": at, "set": list(changes)}}
        new = run_id(manifest)
        asked = Asked(str(values["question"]), records=records)
        agent.runner.begin(new, asked, manifest, saver, parent=run.id)
        state: State | None = inputs_of(values)
        if at != "route":
            branch(agent.graph, states, at, saver, new, cast("State", values))
            state = None
        yield from agent.runner.events(new, state, records, saver, stop)


def resume(agent: Agent, id: str, stop: Callable[[], bool] = lambda: False) -> Iterator[Event]:
    """Go on with a run that was stopped, failed, or whose process was killed, from its last checkpoint.

    Raises:
        Unknown: there is no such run.
        Conflict: it ended.
        Damaged: its checkpoints or records are not what was written.
    """
    run = agent.runs.get(id)
    if run.answer is not None:
        raise Conflict(f"run {run.id} ended: {run.status}")
    with agent.runner.kept() as saver:
        assert saver is not None
        yield from agent.runner.going_on(run.id, asked_of(agent, run), saver, stop)


def replay(agent: Agent, id: str, strict: bool = False) -> Replay:
    """Run a finished run again from its manifest, keeping nothing, and compare room by room.

    Args:
        agent: the agent.
        id: the run.
        strict: a manifest that differs is a difference, and nothing is run.

    Raises:
        Unknown: there is no such run.
        Conflict: it never ended.
        Damaged: its checkpoints or records are not what was written.
    """
    from muniment.graphs.keeping import SERDE
    from muniment.graphs.running import branch, history, memory, run_graph
    from muniment.graphs.state import Given

    run = agent.runs.get(id)
    if run.answer is None:
        raise Conflict(f"run {run.id} did not end ({run.status}), so there is nothing to compare")
    asked = asked_of(agent, run)
    now = agent.runner.manifest(asked)
    changed = tuple(k for k in now if run.manifest.get(k) != now[k])
    if strict and changed:
        return Replay(run.id, changed, "manifest", f"not the same: {', '.join(changed)}")
    again = memory()
    with agent.runner.kept() as saver:
        assert saver is not None
        kept = history(agent.graph, saver, run.id)
        _check_told(run, kept[-1].values if kept else {})
        start = kept[0].next[0]
        if start == "route":
            state = inputs_of(kept[0].values)
        else:
            state = None
            branch(agent.graph, kept, start, again, run.id, cast("State", kept[0].values))
    for _ in run_graph(agent.graph, run.id, state, Given(asked.records), again):
        pass
    made = history(agent.graph, again, run.id)
    for old, new in zip_longest(kept[1:], made[1:]):
        place = kept.index(old) if old is not None else len(kept)
        room = (kept[place - 1].next or ("the end",))[0]
        if old is None or new is None or old.next != new.next:
            return Replay(run.id, changed, room, f"went on to {_next(new)}, not to {_next(old)}")
        for key in sorted({*old.values, *new.values}):
            one, two = old.values.get(key), new.values.get(key)
            if SERDE.dumps_typed(one) != SERDE.dumps_typed(two):
                return Replay(run.id, changed, room, f"{key}{_difference(as_plain(one), as_plain(two))}")
    return Replay(run.id, changed)


def asked_of(agent: Agent, run: Run) -> Asked:
    """What a run was asked, from its manifest."""
    held = run.manifest
    return Asked(
        held["question"],
        date.fromisoformat(held["as_of"]) if held["as_of"] else None,
        held["domain"],
        agent.runs.records(run),
        tuple(held["history"]),
        load(Before, held["before"]) if held["before"] else None,
        tuple(held.get("within", ())),
    )


def inputs_of(values: Mapping[str, Any]) -> State:
    """What a run began with, from a state of it."""
    return cast("State", {k: v for k, v in values.items() if k in INPUTS})


def _next(snapshot: Any) -> str:
    return "nothing" if snapshot is None or not snapshot.next else str(snapshot.next[0])


def as_plain(value: Any) -> Any:
    """A value of the state as JSON's own types."""
    return None if value is None else dump(value)


def _difference(one: Any, two: Any) -> str:
    """Where two JSON values first differ, and how."""
    if isinstance(one, dict) and isinstance(two, dict):
        for key in one:
            if one[key] != two.get(key):
                return f".{key}{_difference(one[key], two.get(key))}"
    if isinstance(one, list) and isinstance(two, list):
        for n, (a, b) in enumerate(zip_longest(one, two)):
            if a != b:
                return f".{n}{_difference(a, b)}"
    return f": {str(one)[:200]} then, {str(two)[:200]} now"


def _set(values: dict[str, Any], change: str) -> None:
    """Set one path of a state's values, checked against its type."""
    from muniment.graphs.state import State

    path, sign, text = change.partition("=")
    key, *rest = path.strip().split(".")
    kinds = get_type_hints(State)
    if not sign or key not in kinds:
        raise Conflict(
            f"{change[:80]!r} is no change; write path=value, where the path begins with one of: {', '.join(kinds)}"
        )
    try:
        values[key] = _changed(values.get(key), kinds[key], rest, text)
    except (ValidationError, IndexError, AttributeError, KeyError, ValueError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise Conflict(f"{path} cannot be set to {text[:80]!r}: {why}") from None


def _changed(value: Any, kind: Any, path: Sequence[str], text: str) -> Any:
    if not path:
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        try:
            return adapter.validate_json(text)
        except ValidationError:
            return adapter.validate_python(text)
    step, *rest = path
    if isinstance(value, tuple):
        n = int(step)
        items = [a for a in get_args(kind) if a is not Ellipsis]
        if not 0 <= n < len(value):
            raise IndexError(f"there are {len(value)}")
        return (*value[:n], _changed(value[n], items[0] if items else type(value[n]), rest, text), *value[n + 1 :])
    if not is_dataclass(value) or step not in {f.name for f in fields(value)}:
        raise AttributeError(f"there is no {step}")
    kinds = get_type_hints(type(value))
    return replace(value, **{step: _changed(getattr(value, step), kinds[step], rest, text)})  # type: ignore[type-var]

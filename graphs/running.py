"""Run the graph: from a question, on from where a run was interrupted, or on from a changed state.

Tracing to LangSmith is off whatever the environment says: nothing leaves the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from contextvars import copy_context
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.config import get_stream_writer
from langgraph.types import StateSnapshot
from langsmith import tracing_context

from muniment.calls import stopping
from muniment.errors import BadInput, Conflict, Unknown
from muniment.events import Answered, Event, Progressed
from muniment.graphs.building import Graph
from muniment.graphs.keeping import SERDE
from muniment.graphs.state import Given, State
from muniment.progress import listening

Saver = BaseCheckpointSaver[Any]


def run_graph(
    graph: Graph,
    run: str,
    state: State | None,
    given: Given,
    saver: Saver | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Run the graph once, telling what happens; the last event is the answer.

    Args:
        graph: see `building.build_graph`.
        run: the run's id, which its checkpoints are kept under.
        state: what goes in; None goes on with an interrupted run.
        given: what is not part of the state.
        saver: keeps a checkpoint before each room; none keeps nothing.
        stop: asked before each room and each token.

    Raises:
        Stopped: `stop` said so.
    """
    config = _config(run)
    if saver is not None:
        graph = graph.copy({"checkpointer": saver})
    if state is None:
        config = _resumable(graph, config)
    done = False

    def ended() -> bool:
        return done or stop()

    # A context of its own: a generator would leave its variables to whoever asks it for the next event.
    context, held, answer = copy_context(), ExitStack(), None
    for entered in (tracing_context(enabled=False), stopping(ended), listening(_progress)):
        context.run(held.enter_context, entered)
    stream = graph.stream(
        state,
        config,
        context=given,
        stream_mode=["custom", "values"],
        durability="sync" if saver is not None else None,
    )
    try:
        while (item := context.run(next, stream, None)) is not None:
            mode, value = cast("tuple[str, Any]", item)
            if mode == "custom":
                yield value
            else:
                answer = value.get("answer")
    finally:
        # An abandoned stream stops its room within a token.
        done = True
        context.run(stream.close)  # type: ignore[attr-defined]
        context.run(held.close)
    assert answer is not None
    yield Answered(answer)


def _progress(what: str, done: int, of: int) -> None:
    get_stream_writer()(Progressed(what, done, of))


def _config(run: str) -> RunnableConfig:
    return {"configurable": {"thread_id": run}}


def _resumable(graph: Graph, config: RunnableConfig) -> RunnableConfig:
    """The newest checkpoint that can be gone on from: what a lane's first tools loaded is not kept, so a lane begins anew."""
    for snapshot in graph.get_state_history(config):
        if not any(room in _inner_rooms(graph) for room in snapshot.next):
            return snapshot.config
    raise BadInput("nothing of this run is kept that could be gone on with")


def _inner_rooms(graph: Graph) -> set[str]:
    """The rooms of lanes but the first ones: those named domain.tool that no edge from `route` leads to."""
    firsts = {edge.target for edge in graph.get_graph().edges if edge.source in ("route", "turn")}
    return {room for room in graph.nodes if "." in room} - firsts


def history(graph: Graph, saver: Saver, run: str) -> list[StateSnapshot]:
    """The states of a run in order: each before the room named in its `next`; the last after the last room.

    Raises:
        Damaged: the checkpoints are not what was written.
    """
    return _path(graph.copy({"checkpointer": saver}), _config(run))


def rooms_done(graph: Graph, saver: Saver, run: str) -> int:
    """How many rooms stand before the checkpoint from which an interrupted run is gone on with."""
    kept = graph.copy({"checkpointer": saver})
    return len(_path(kept, _resumable(kept, _config(run)))) - 1


def _path(kept: Graph, config: RunnableConfig) -> list[StateSnapshot]:
    """The states that led to a checkpoint (the newest, where none is named), in order.

    Those that an interrupted run left behind when it was gone on with are none of them, and the one that it went on from,
    which it then has twice, stands once.
    """
    every = list(kept.get_state_history(_config(config["configurable"]["thread_id"])))
    known = {_checkpoint(s.config): s for s in every}
    at = _checkpoint(config) or (_checkpoint(every[0].config) if every else "")
    found: list[StateSnapshot] = []
    while (snapshot := known.get(at)) is not None:
        twice = bool(found) and (snapshot.next, snapshot.values) == (found[-1].next, found[-1].values)
        if "__start__" not in snapshot.next and not twice:
            found.append(snapshot)
        at = _checkpoint(snapshot.parent_config) if snapshot.parent_config else ""
    return found[::-1]


def _checkpoint(config: RunnableConfig) -> str:
    return str(config["configurable"].get("checkpoint_id", ""))


def place_before(graph: Graph, states: Sequence[StateSnapshot], room: str) -> StateSnapshot:
    """The state that a run last had before a room, from which it can be branched off.

    Raises:
        Unknown: the run has no such room.
        Conflict: what the room reads is not kept.
    """
    found: StateSnapshot | None = next((s for s in reversed(states) if room in s.next), None)
    if found is None:
        raise Unknown(f"the run has no room {room!r}; it has: {', '.join(r for s in states for r in s.next)}")
    if room in _inner_rooms(graph):
        first = next(r for s in states for r in s.next if r.partition(".")[0] == room.partition(".")[0])
        raise Conflict(f"what {room} reads is not kept; branch off at {first}")
    return found


def branch(graph: Graph, states: Sequence[StateSnapshot], room: str, target: Saver, into: str, values: State) -> None:
    """Begin a run in the midst of the graph, before a room, with a state of its own.

    Args:
        graph: the graph.
        states: those of the run that is branched off.
        room: the room that is entered first.
        target: keeps the new run.
        into: the id of the new run.
        values: the state.
    """
    way = [s.next[0] for s in states if s.next]
    place = len(way) - 1 - way[::-1].index(room)
    before = way[place - 1] if place else predecessor(graph, room)
    graph.copy({"checkpointer": target}).update_state(_config(into), values, as_node=before)


def predecessor(graph: Graph, room: str) -> str:
    """A room from which the way leads into this one."""
    return next(edge.source for edge in graph.get_graph().edges if edge.target == room)


def memory() -> Saver:
    """A saver that keeps nothing beyond the process."""
    return InMemorySaver(serde=SERDE)

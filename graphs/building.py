"""Join the rooms into the state machine: route → the domain's lane → curate → reason → verify → answer.

`verify` may send a question back once, to look wider; after that it abstains. What a lane finds no record of is turned to the library
once, where there are documents. Any other refusal ends the run with a typed reason. A room that fails to run counts as one that said no.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from muniment.agents.reading.intents import asks_of_markets
from muniment.agents.reading.languages import in_its_language
from muniment.agents.verifying.verifier import verify
from muniment.calls import go_on, recording
from muniment.errors import Abstention, ModelUnavailable, MunimentError
from muniment.events import RoomEntered, RoomLeft, told_by
from muniment.graphs.library.finding import LIBRARY
from muniment.graphs.library.opening import SILENT
from muniment.graphs.rooms import make_answer, make_draft, make_plan, refusal
from muniment.graphs.state import Given, State
from muniment.models.language_model import Adapter, LanguageModel
from muniment.plugins import Domain, Tool, parameters
from muniment.records import Answer, Figure, Passage, Step
from muniment.tools.curator import curate

Room = Callable[[State, Given], Any]
Graph = CompiledStateGraph[State, Given, State, State]


def build_graph(
    domains: Mapping[str, Domain],
    model: Callable[[], LanguageModel],
    read_place: Callable[[Passage], str | None],
    stands: Callable[[Figure], bool | None],
    adapter: Callable[[str], Adapter | None] = lambda domain: None,
    has_documents: Callable[[tuple[str, ...]], bool] = lambda within: False,
) -> Graph:
    """The compiled graph.

    Args:
        domains: each becomes a lane.
        model: opens the reasoning model.
        read_place: reads a passage's place in its original again, for the verifier.
        stands: whether a figure stands in its original as it is told, for the verifier.
        adapter: the adapter of a domain, if it has one for this model.
        has_documents: whether the library has documents, in some collections or in any.
    """
    graph: StateGraph[State, Given, State, State] = StateGraph(State, context_schema=Given)
    rooms: dict[str, tuple[str, Room]] = {
        "route": (
            "plan",
            lambda s, g: make_plan(
                domains,
                s["question"],
                s.get("as_of"),
                s.get("domain"),
                g.records,
                s.get("before"),
                s.get("within", ()),
            ),
        ),
        "curate": ("evidence", lambda s, g: curate(s["found"], lambda text: model().count(text))),
        "reason": (
            "draft",
            lambda s, g: make_draft(s["plan"], s["evidence"], model(), s["question"], adapter(s["plan"].domain)),
        ),
        "verify": ("verdict", lambda s, g: verify(s["plan"], s["evidence"], s["draft"], read_place, stands)),
        "widen": ("widened", lambda s, g: True),
        "answer": ("answer", lambda s, g: _answer(s)),
    }
    lanes = {d.name: [(f"{d.name}.{t.name}", t) for t in d.tools] for d in domains.values()}
    for lane in lanes.values():
        rooms.update({name: (tool.adds, _reading(tool)) for name, tool in lane})
    may_turn = _may_turn(has_documents) if LIBRARY in domains else lambda state, given, refusal: False
    if LIBRARY in domains:
        rooms["turn"] = (
            "plan",
            lambda s, g: make_plan(domains, s["question"], s.get("as_of"), LIBRARY, (), None, s.get("within", ())),
        )
    for name, (key, room) in rooms.items():
        graph.add_node(name, _guarded(name, key, room, may_turn))  # type: ignore[call-overload]
    firsts = {d: lane[0][0] for d, lane in lanes.items()}
    finders = {d: next(name for name, tool in lane if tool.adds == "found") for d, lane in lanes.items()}
    graph.add_edge(START, "route")
    turn = ["turn"] if LIBRARY in domains else []
    graph.add_conditional_edges(
        "route",
        lambda s: END if "answer" in s else "turn" if "refused" in s else firsts[s["plan"].domain],
        [*firsts.values(), *turn, END],
    )
    if turn:
        graph.add_conditional_edges("turn", _unless_answered(firsts[LIBRARY]), [firsts[LIBRARY], END])
    for domain, lane in lanes.items():
        for (name, _), following in zip(lane, [n for n, _ in lane[1:]] + ["curate"], strict=True):
            turns = turn if domain != LIBRARY else []
            graph.add_conditional_edges(name, _unless_answered(following, bool(turns)), [following, *turns, END])
    graph.add_conditional_edges("curate", _unless_answered("reason"), ["reason", END])
    graph.add_conditional_edges("reason", _unless_answered("verify"), ["verify", END])
    graph.add_conditional_edges("verify", _after_verify, ["answer", "widen", END])
    graph.add_conditional_edges("widen", lambda s: finders[s["plan"].domain], [*finders.values()])
    graph.add_edge("answer", END)
    return graph.compile(name="muniment")


def _unless_answered(following: str, turns: bool = False) -> Callable[[State], str]:
    def choose(state: State) -> str:
        return END if "answer" in state else "turn" if turns and "refused" in state else following

    return choose


def _after_verify(state: State) -> str:
    if "answer" in state:
        return END
    return "answer" if state["verdict"].sound or state.get("widened") else "widen"


def _answer(state: State) -> Any:
    verdict = state["verdict"]
    if not verdict.sound:
        raise Abstention(
            "unverified",
            f"The draft could not be proven: {'; '.join(verdict.faults[:3]) or 'nothing could be checked'}.",
        )
    return make_answer(state["plan"], state["draft"], verdict, state["evidence"])


_MISREAD = frozenset({"out_of_domain", "unknown_entity", "item_not_reported", "insufficient_evidence"})
"""Reasons for which a question in another language than English is refused."""


_ABSENT = frozenset(
    {
        "out_of_domain",
        "unknown_entity",
        "no_record",
        "item_not_reported",
        "period_not_reported",
        "insufficient_evidence",
    }
)
"""Reasons that say only that there is no record of what is asked: a document may have one."""


def _may_turn(has_documents: Callable[[tuple[str, ...]], bool]) -> Callable[[State, Given, Abstention], bool]:
    def may_turn(state: State, given: Given, refusal: Abstention) -> bool:
        """Whether a refused question goes on in the library: nobody named a domain, or handed in records, and it was not there yet."""
        if given.records or "refused" in state or state.get("domain") or refusal.reason not in _ABSENT:
            return False
        if refusal.reason == "out_of_domain" and asks_of_markets(state["question"].lower()):
            return False
        if refusal.reason == "insufficient_evidence" and "plan" in state and not state["plan"].text:
            # There are figures, and what is wrong with them was said.
            return False
        return has_documents(state.get("within", ()))

    return may_turn


def _also(first: Answer | None, then: Answer, within: tuple[str, ...]) -> Answer:
    """The refusal of the library, behind that of the lane which the question was meant for, where both say something of the question."""
    if within or first is None:
        return then
    if first.reason in ("out_of_domain", "insufficient_evidence"):
        return first if then.text == SILENT else then
    return replace(then, reason=first.reason, text=f"{_ended(first.text)} {then.text}")


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _refused(state: State, error: Abstention, own_records: bool = False) -> Answer:
    """The abstention, with what was carried over, so that the asker can overrule it; to another language in that language."""
    said = in_its_language(state["question"]) if error.reason in _MISREAD and not own_records else None
    answer = refusal(error)
    return replace(answer, text=said or answer.text, carried=state["plan"].carried if "plan" in state else ())


def _reading(tool: Tool) -> Room:
    """Call a tool with what its parameters name; it never sees the state."""
    wanted = parameters(tool)
    absent = {"as_of": None, "history": (), "widened": False, "fetched": (), "loaded": ()}

    def room(state: State, given: Given) -> Any:
        held = {**absent, **state, "records": given.records}
        return tool(**{name: held.get(name) for name in wanted})

    return room


def _guarded(
    name: str, key: str, room: Room, may_turn: Callable[[State, Given, Abstention], bool]
) -> Callable[[State, Runtime[Given]], dict[str, Any]]:
    """The room with its time taken, its calls noted, and its refusals made answers."""

    def run(state: State, runtime: Runtime[Given]) -> dict[str, Any]:
        go_on()
        started, note = time.perf_counter(), ""
        runtime.stream_writer(RoomEntered(name))
        with recording() as calls:
            try:
                made = room(state, runtime.context or Given())
                for event in told_by(made):
                    runtime.stream_writer(event)
                return {key: made}
            except Abstention as error:
                note = error.reason
                given = runtime.context or Given()
                refused = _refused(state, error, bool(given.records))
                if may_turn(state, given, error):
                    return {"refused": refused}
                return {"answer": _also(state.get("refused"), refused, state.get("within", ()))}
            except ModelUnavailable as error:
                note = "model_unavailable"
                why = Abstention("model_unavailable", f"The model cannot be used: {error}.")
                return {"answer": _refused(state, why)}
            except MunimentError as error:
                note = type(error).__name__
                raise
            except Exception as error:
                note = f"{type(error).__name__}: {error}"
                why = Abstention(
                    "unverified", f"The room “{name}” failed ({type(error).__name__}), so nothing was proven."
                )
                return {"answer": _refused(state, why)}
            finally:
                seconds = round(time.perf_counter() - started, 4)
                runtime.stream_writer(RoomLeft(Step(name, seconds, note, tuple(calls))))

    return run

"""Looking into runs: traces, forks, replays, drawings, streams, and what keeps them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.graph import END, START, StateGraph

from muniment import codec
from muniment.agent import Agent
from muniment.calls import ModelCall, Query
from muniment.errors import BadInput, Conflict, Damaged, Stopped, Unknown
from muniment.events import Answered, Began, Drafted, EvidenceFound, Judged, Planned, RoomEntered, RoomLeft
from muniment.graphs.drawing import draw_ascii, draw_mermaid, draw_png, draw_svg
from muniment.graphs.keeping import KINDS, SERDE
from muniment.looking import Trace, fork, replay, resume, trace
from muniment.records import Answer, Period, Plan, Record
from muniment.settings import Settings
from muniment.store import runs as runs_module
from muniment.store.connecting import open_database
from muniment.store.embedded import proven
from muniment.web.trace_views import as_html, explain
from tests.conftest import FILING_ROOMS, values
from tests.edgar_server import Edgar

SALES = "What were Apple's net sales in fiscal 2024?"


@pytest.fixture(scope="module")
def sales(agent: Agent) -> Trace:
    return trace(agent, agent.ask(SALES).run)


def forked(agent: Agent, run: str, at: str, *changes: str) -> Answer:
    (answer,) = [e.answer for e in fork(agent, run, at, changes) if isinstance(e, Answered)]
    return answer


def test_the_same_question_on_the_same_records_is_the_same_run(agent: Agent) -> None:
    first, second = agent.ask(SALES), agent.ask(SALES)
    assert first.run == second.run
    assert first.run != agent.ask(SALES + " ").run


def test_a_trace_has_each_room_with_what_it_changed_and_called(sales: Trace) -> None:
    assert [r.step.room for r in sales.rooms] == FILING_ROOMS
    changed = {r.step.room: set(r.changed) for r in sales.rooms}
    assert changed["route"] == {"plan"}
    assert changed["filings.retrieve"] == {"found"}
    assert changed["curate"] == {"evidence"}
    assert changed["answer"] == {"answer"}
    statements = [c.sql for r in sales.rooms for c in r.step.calls if isinstance(c, Query)]
    assert any("320193" in sql and "us-gaap:Revenues" in sql for sql in statements)


def test_a_trace_tells_the_model_what_it_was_sent_and_said(apple_agent: Agent) -> None:
    lease = Record("lease", "The tenant is Acme Ltd. The rent is $1,200 a month. The landlord is the town council.")
    answer = apple_agent.ask("Who is the landlord?", records=[lease])
    calls = [c for r in trace(apple_agent, answer.run).rooms for c in r.step.calls if isinstance(c, ModelCall)]
    assert [(c.kind, c.adapter) for c in calls] == [("likelihoods", "records/words-1")]
    assert "The landlord is the town council." in calls[0].prompt
    assert calls[0].read > 100


def test_a_statement_of_a_trace_is_explained_by_the_database(agent: Agent, sales: Trace) -> None:
    queries = [c for r in sales.rooms for c in r.step.calls if isinstance(c, Query)]
    assert any("Scan" in explain(agent, q) for q in queries)


def test_a_trace_as_a_page_runs_nothing_and_loads_nothing(agent: Agent) -> None:
    page = as_html(trace(agent, agent.ask("<script>alert(1)</script> Apple's net sales in 2024?").run), agent)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("https://www.sec.gov", "")


def test_an_unknown_run_is_said_to_be_unknown(agent: Agent) -> None:
    with pytest.raises(Unknown, match="no run"):
        trace(agent, "zzzz")


def test_a_fork_runs_on_from_a_changed_question(agent: Agent, sales: Trace) -> None:
    answer = forked(agent, sales.run.id, "route", "question=What were Apple's net sales in fiscal 2023?")
    assert values(answer) == {"net sales FY2023": "383285000000"}
    assert trace(agent, answer.run).run.parent == sales.run.id


def test_a_fork_changes_one_place_of_the_plan(agent: Agent, sales: Trace) -> None:
    answer = forked(agent, sales.run.id, "filings.fetch", "plan.asks.0.periods.0.year=2022")
    assert values(answer) == {"net sales FY2022": "394328000000"}
    assert [r.step.room for r in trace(agent, answer.run).rooms] == FILING_ROOMS[1:]


def test_a_fork_that_tampers_with_evidence_is_caught_by_the_verifier(agent: Agent, sales: Trace) -> None:
    answer = forked(agent, sales.run.id, "reason", "evidence.evidence.0.figure.value=391036000000")
    rooms = trace(agent, answer.run).rooms
    first = next(r.changed["verdict"] for r in rooms if r.step.room == "verify")
    assert "net sales is filed as it is shown" in first.faults
    assert [r.step.room for r in rooms].count("widen") == 1
    assert values(answer) == {"net sales FY2024": "391035000000"}


@pytest.mark.parametrize(
    ("at", "change", "said"),
    [
        ("nowhere", "question=x", "has no room 'nowhere'"),
        ("filings.retrieve", "question=x", "branch off at filings.fetch"),
        ("curate", "nothing", "is no change"),
        ("curate", "colour=red", "is no change"),
        ("curate", "plan.asks.7.claim=up", "cannot be set"),
        ("curate", "plan.as_of=yesterday", "cannot be set"),
        ("curate", "plan.colour=red", "there is no colour"),
    ],
)
def test_a_fork_that_makes_no_sense_is_refused(agent: Agent, sales: Trace, at: str, change: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        forked(agent, sales.run.id, at, change)


def test_a_replay_is_identical_also_from_another_process(agent: Agent, sales: Trace) -> None:
    assert replay(agent, sales.run.id, strict=True).identical
    code = (
        "import sys; from pathlib import Path; from muniment.agent import Agent; from muniment.settings import Settings;"
        "from muniment.looking import replay; agent = Agent(Settings(home=Path(sys.argv[1])));"
        "print(replay(agent, sys.argv[2], strict=True).identical)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(agent.settings.home), sales.run.id],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"


def test_a_replay_names_the_first_room_that_differs_and_how(agent: Agent, sales: Trace) -> None:
    answer = agent.ask("What were Apple's net sales in fiscal 2021?")
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE facts SET value = value + 1000000 WHERE value = 365817000000")
    try:
        found = replay(agent, answer.run)
    finally:
        with agent.store.database.begin() as connection:
            connection.exec_driver_sql("UPDATE facts SET value = value - 1000000 WHERE value = 365818000000")
    assert (found.identical, found.room) == (False, "filings.retrieve")
    assert "365817000000" in found.how
    assert "365818000000" in found.how


def test_a_strict_replay_with_another_adapter_is_no_replay(agent: Agent, sales: Trace) -> None:
    found = replay(Agent(agent.settings, adapter=None), sales.run.id, strict=True)
    assert (found.identical, found.room, found.changed) == (False, "manifest", ("adapters",))
    assert replay(Agent(agent.settings, adapter=None), sales.run.id).identical


def test_a_run_whose_checkpoints_were_altered_is_not_shown(agent: Agent) -> None:
    run = agent.ask("What were Meta's net sales in 2021?").run
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE checkpoint_blobs SET blob = '\\x6e' WHERE thread_id = '{run}' AND channel = 'draft'"
        )
    with pytest.raises(Damaged, match="not what was written"):
        trace(agent, run)


def test_old_runs_are_pruned_with_their_checkpoints_and_records(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    note = Record("note", "The budget is $5,000.")
    run = agent.ask("What is the budget?", records=[note]).run
    kept = agent.runs.newest(1000)
    monkeypatch.setattr(runs_module, "KEPT", 1)
    agent.ask(SALES)
    assert len(agent.runs.newest(1000)) == 1 < len(kept)
    tables = {"checkpoints": "thread_id", "checkpoint_blobs": "thread_id", "steps": "run"}
    with agent.store.database.begin() as connection:
        for table, column in tables.items():
            left = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {column} = '{run}'").scalar_one()
            assert left == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM own_records").scalar_one() == 0


def test_a_clock_that_stood_ahead_does_not_get_new_runs_pruned(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    agent.ask("What were Apple's net sales in fiscal 2020?")
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE runs SET started = started + interval '10 years'")
    monkeypatch.setattr(runs_module, "KEPT", 1)
    run = agent.ask("What were Apple's net sales in fiscal 2019?").run
    assert [r.id for r in agent.runs.newest(10)] == [run]


def test_an_answer_stays_when_it_is_asked_for_again_and_that_is_cut_off(agent: Agent) -> None:
    run = agent.ask(SALES).run
    stopped = agent.stream(SALES)
    assert next(stopped) == Began(run)
    assert isinstance(next(stopped), RoomEntered)
    kept = agent.runs.get(run)
    assert (kept.status, kept.answer is not None) == ("answered", True)
    stopped.close()  # type: ignore[attr-defined]
    assert [r.step.room for r in trace(agent, run).rooms] == FILING_ROOMS
    assert replay(agent, run, strict=True).identical
    assert agent.ask(SALES).run == run
    assert replay(agent, run, strict=True).identical


def test_a_run_that_is_deleted_is_gone(agent: Agent) -> None:
    run = agent.ask("What were Apple's net sales in fiscal 2018?").run
    agent.delete(run)
    with pytest.raises(Unknown):
        agent.runs.get(run)
    with pytest.raises(Unknown):
        agent.delete(run)


@pytest.mark.parametrize("room", ["route", "filings.retrieve", "curate", "answer"])
def test_a_question_survives_that_the_server_is_killed_under_it(tmp_path: Path, room: str) -> None:
    agent = Agent(Settings(home=tmp_path))
    events = []
    for event in agent.stream(SALES):
        events.append(event)
        if isinstance(event, RoomEntered) and event.room == room and len(events) < 100:
            process = proven(tmp_path / "postgres")
            if process is not None and sum(isinstance(e, RoomEntered) and e.room == room for e in events) == 1:
                process.kill()
                process.wait(10)
    assert isinstance(events[-1], Answered)
    assert values(events[-1].answer) == {"net sales FY2024": "391035000000"}
    assert replay(agent, events[-1].answer.run, strict=True).identical
    open_database(agent.settings).close()


def test_first_questions_of_several_processes_at_once_are_all_answered(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "muniment", "ask", "--json", SALES]
    environment = {**os.environ, "MUNIMENT_HOME": str(tmp_path)}
    asked = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = [json.loads(process.communicate(timeout=120)[0]) for process in asked]
    assert [a["values"][0]["value"] for a in answers] == ["391035000000"] * 4


def test_a_fault_inside_a_room_is_shown_in_that_room(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    from muniment.graphs import building

    def broken(*_: object) -> None:
        raise RuntimeError("the verifier broke")

    monkeypatch.setattr(building, "verify", broken)
    answer = Agent(agent.settings).ask(SALES)
    assert (answer.status, answer.reason) == ("abstained", "unverified")
    rooms = {r.step.room: r for r in trace(agent, answer.run).rooms}
    assert rooms["verify"].step.note == "RuntimeError: the verifier broke"
    assert "draft" in rooms["verify"].state


def test_a_stopped_run_is_resumed_from_its_last_room(agent: Agent) -> None:
    question, seen = "What were Cisco's net sales in fiscal 2023?", []

    def watch() -> None:
        for event in agent.stream(question, stop=lambda: "curate" in seen):
            if isinstance(event, RoomEntered):
                seen.append(event.room)

    with pytest.raises(Stopped):
        watch()
    run = agent.runs.newest(1)[0]
    assert (run.status, run.answer) == ("stopped", None)
    events = list(resume(agent, run.id))
    assert [e.room for e in events if isinstance(e, RoomEntered)] == ["reason", "verify", "answer"]
    assert isinstance(events[-1], Answered)
    assert values(events[-1].answer) == {"net sales FY2023": "56998000000"}
    assert [r.step.room for r in trace(agent, run.id).rooms] == FILING_ROOMS
    with pytest.raises(Conflict, match="ended"):
        list(resume(agent, run.id))


def test_events_tell_the_run_from_its_beginning_to_the_answer(agent: Agent) -> None:
    events = list(agent.stream(SALES))
    assert isinstance(events[0], Began)
    assert [e.room for e in events if isinstance(e, RoomEntered)] == FILING_ROOMS
    assert [e.step.room for e in events if isinstance(e, RoomLeft)] == FILING_ROOMS
    kinds = [type(e) for e in events]
    order = [kinds.index(k) for k in (Planned, EvidenceFound, Drafted, Judged, Answered)]
    assert order == sorted(order)
    assert isinstance(events[-1], Answered)
    assert events[-1].answer.values[0].value == Decimal(391_035_000_000)


def test_asking_asynchronously_answers_the_same(agent: Agent) -> None:
    async def main() -> tuple[Answer, list[Answer], list[str]]:
        rooms = [e.room async for e in agent.astream(SALES) if isinstance(e, RoomEntered)]
        return await agent.aask(SALES), await agent.abatch([SALES, "Meta's net income in 2023"]), rooms

    one, many, rooms = asyncio.run(main())
    assert one.text == many[0].text == agent.ask(SALES).text
    assert values(many[1]) == {"net income FY2023": "39098000000"}
    assert rooms == FILING_ROOMS


def test_a_stream_left_early_lets_the_next_question_in(agent: Agent) -> None:
    async def main() -> Answer:
        async for event in agent.astream(SALES):
            if isinstance(event, RoomEntered):
                break
        return await agent.aask(SALES)

    assert asyncio.run(main()).status == "answered"


def test_an_agent_is_a_tool_and_a_node_of_somebody_elses_graph(agent: Agent) -> None:
    tool = agent.as_tool()
    assert tool.name == "muniment"
    assert tool.invoke({"question": SALES})["values"][0]["value"] == "391035000000"

    class Theirs(TypedDict, total=False):
        asked: str
        said: Answer

    graph = StateGraph(Theirs)
    graph.add_node("records", agent.as_node("asked", "said"))  # type: ignore[call-overload]
    graph.add_edge(START, "records")
    graph.add_edge("records", END)
    said = graph.compile().invoke({"asked": SALES})["said"]
    assert said.values[0].value == Decimal(391_035_000_000)


def test_an_agent_that_keeps_no_runs_needs_no_database_for_own_records(tmp_path: Path) -> None:
    agent = Agent(Settings(home=tmp_path), keep=False)
    answer = agent.ask("What is the rent?", records=[Record("lease", "The rent is $1,200 a month.")])
    assert answer.status == "answered"
    assert not (tmp_path / "postgres").exists()
    with pytest.raises(BadInput, match="keeps its runs"):
        agent.chat("x")


def test_the_graph_is_drawn_in_every_form_with_the_way_lit(agent: Agent, sales: Trace) -> None:
    way = sales.way
    assert "├─ filings  ● fetch" in draw_ascii(agent.graph, way)
    assert "├─ records  ○ read → ○ search" in draw_ascii(agent.graph, way)
    mermaid = draw_mermaid(agent.graph, way)
    assert mermaid.startswith("graph TD")
    assert "classDef lit" in mermaid
    svg = draw_svg(agent.graph, way)
    assert svg.count('class="room lit"') == len(FILING_ROOMS) + 2
    assert 'data-room="filings.retrieve"' in svg
    assert draw_png(agent.graph, way).startswith(b"\x89PNG")


def test_the_graph_is_opened_by_langgraphs_own_file() -> None:
    import importlib
    import json

    root = Path(__file__).resolve().parents[2]
    module, _, name = json.loads((root / "langgraph.json").read_text())["graphs"]["muniment"].partition(":")
    graph = getattr(importlib.import_module(module), name)()
    assert {"route", "curate", "reason", "verify", "answer"} <= set(graph.nodes)


@given(
    st.builds(Period, st.none() | st.integers(1990, 2050), st.sampled_from(["FY", "Q1", "TTM"]), st.none() | st.dates())
)
@hypothesis_settings(max_examples=50, deadline=None)
def test_what_is_kept_comes_back_as_it_was(period: Period) -> None:
    assert SERDE.loads_typed(SERDE.dumps_typed(period)) == period
    plan = Plan("filings", (), as_of=period.end, carried=("a",))
    assert SERDE.loads_typed(SERDE.dumps_typed(plan)) == plan


def test_a_checkpoint_makes_nothing_but_records() -> None:
    assert {"Plan", "Found", "Curated", "Draft", "Verdict", "Answer"} <= set(KINDS)
    with pytest.raises(Damaged):
        SERDE.loads_typed(("Plan", b'{"domain": 7}'))
    with pytest.raises(Damaged, match="what was kept is no"):
        codec.load(Period, {"year": "soon"})
    # What LangGraph's own way would make again of what somebody put into a row.
    smuggled = JsonPlusSerializer().dumps_typed(Edgar("http://x"))
    assert not isinstance(SERDE.loads_typed(smuggled), Edgar)
    assert isinstance(JsonPlusSerializer(allowed_msgpack_modules=True).loads_typed(smuggled), Edgar)


@pytest.mark.parametrize(
    "edit", ["answer = replace(answer::text, '391,035', '491,035')::jsonb", "question = 'What were the costs?'"]
)
def test_an_answer_or_a_question_that_was_edited_is_noticed(agent: Agent, edit: str) -> None:
    run = agent.ask("What were Apple's net sales in fiscal 2024?").run
    database = agent.store.database
    with database.begin() as connection:
        before = connection.exec_driver_sql("SELECT question, answer::text FROM runs WHERE id = %s", (run,)).one()
        connection.exec_driver_sql(f"UPDATE runs SET {edit.replace('%', '%%')} WHERE id = %s", (run,))
    try:
        for look in (trace, replay):
            with pytest.raises(Damaged, match="is not the one that was told"):
                look(agent, run)
    finally:
        with database.begin() as connection:
            back = "UPDATE runs SET question = %s, answer = %s::jsonb WHERE id = %s"
            connection.exec_driver_sql(back, (*before, run))
    assert replay(agent, run).identical

"""Sessions in the real Postgres."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.chat import HISTORY, Session
from muniment.errors import BadInput, Damaged, Stopped, Unknown
from muniment.events import Answered, RoomEntered
from muniment.records import Record, Table
from muniment.store.sessions import Sessions, Turn
from tests.conftest import FILING_ROOMS, values

SALES = "What were Apple's net sales in fiscal 2024?"


def killed(agent: Agent, name: str, room: str, question: str = SALES) -> None:
    """Ask in a process of its own that is killed when it enters a room."""
    code = f"""
import os, signal
from pathlib import Path
from muniment.agent import Agent
from muniment.events import RoomEntered
from muniment.settings import Settings
for event in Agent(Settings(home=Path({str(agent.settings.home)!r}))).chat({name!r}).stream({question!r}):
    if isinstance(event, RoomEntered) and event.room == {room!r}:
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("room", FILING_ROOMS)
def test_a_turn_killed_in_any_room_is_gone_on_with(agent: Agent, room: str) -> None:
    killed(agent, f"killed in {room}", room)
    session = agent.chat(f"killed in {room}")
    answer = session.ask("and in 2023?")
    assert values(answer) == {"net sales FY2023": "383285000000"}
    first, second = session.turns()
    assert (first.status, first.answer and first.answer.text) == (
        "answered",
        "Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1].",
    )
    assert second.n == 2
    session.delete()


def test_turns_asked_at_once_are_all_answered_in_order(agent: Agent) -> None:
    session = agent.chat("at once")
    session.ask(SALES)
    faults: list[Exception] = []

    def ask(year: int) -> None:
        try:
            Session(agent.runner, session.id).ask(f"and in {year}?")
        except Exception as error:
            faults.append(error)

    workers = [threading.Thread(target=ask, args=(year,)) for year in (2020, 2021, 2022, 2023) * 2]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    turns = session.turns()
    assert faults == []
    assert [t.n for t in turns] == list(range(1, 10))
    assert {t.status for t in turns} == {"answered"}
    session.delete()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE turn_answers SET answer = jsonb_set(answer, '{text}', '\"Apple sold nothing.\"') WHERE session = '{id}' AND n = 1",
        "UPDATE turn_answers SET before = NULL WHERE session = '{id}' AND n = 1",
        "UPDATE turns SET question = 'What were Meta''s net sales?' WHERE session = '{id}' AND n = 1",
    ],
)
def test_an_altered_turn_sets_its_session_aside(agent: Agent, damage: str) -> None:
    session = agent.chat("altered")
    session.ask(SALES)
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(damage.replace("{id}", session.id))
    with pytest.raises(Damaged, match="set aside"):
        session.ask("and in 2023?")
    with pytest.raises(Damaged, match="set aside"):
        Session(agent.runner, session.id).ask(SALES)
    assert session.info.damage == "turn 1 is not what was written"
    session.delete()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE checkpoint_blobs SET blob = set_byte(blob, 5, 120) WHERE thread_id = '{run}' AND channel = 'plan'",
        "DELETE FROM checkpoint_blobs WHERE thread_id = '{run}' AND channel = 'plan'",
        "UPDATE checkpoint_blobs SET blob = substring(blob for 20) WHERE thread_id = '{run}' AND channel = 'found'",
        "DELETE FROM checkpoints WHERE thread_id = '{run}'",
        "UPDATE checkpoints SET checkpoint = jsonb_set(checkpoint, '{channel_values,question}', '\"x\"') WHERE thread_id = '{run}'",
    ],
)
def test_a_damaged_checkpoint_is_never_gone_on_with(agent: Agent, damage: str) -> None:
    killed(agent, "damaged", "curate")
    session = agent.chat("damaged")
    run = session.turns()[0].run
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(damage.replace("{run}", run))
    with pytest.raises(Damaged, match="set aside"):
        session.ask("and in 2023?")
    assert [t.status for t in session.turns()] == ["failed"]
    session.delete()


def test_a_stopped_turn_leaves_the_session_and_the_model_clean(agent: Agent) -> None:
    session = agent.chat("stopped")
    session.ask(SALES)
    seen: list[str] = []

    def watch() -> None:
        for event in session.stream("and in 2023?", stop=lambda: "filings.retrieve" in seen):
            if isinstance(event, RoomEntered):
                seen.append(event.room)

    with pytest.raises(Stopped):
        watch()
    assert [t.status for t in session.turns()] == ["answered", "stopped"]
    assert values(session.ask("and in 2022?")) == {"net sales FY2022": "394328000000"}
    session.delete()


def test_an_abandoned_stream_stops_its_turn(agent: Agent) -> None:
    session = agent.chat("abandoned")
    events = session.stream(SALES)
    for event in events:
        if isinstance(event, RoomEntered):
            break
    events.close()  # type: ignore[attr-defined]
    assert [t.status for t in session.turns()] == ["stopped"]
    assert values(session.ask(SALES)) == {"net sales FY2024": "391035000000"}
    session.delete()


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "x" * 101, "\u202eevil", "two\nlines"])
def test_a_session_needs_a_name_that_can_be_stored(agent: Agent, name: str) -> None:
    with pytest.raises(BadInput, match="name"):
        agent.chat(name)


def test_a_question_with_what_cannot_be_stored_is_answered(agent: Agent) -> None:
    session = agent.chat("unstorable")
    answer = session.ask("What were Apple's net sales in fiscal 2024\x00?\ud800")
    assert answer.status == "answered"
    assert session.turns()[0].question == "What were Apple's net sales in fiscal 2024\ufffd?\ufffd"
    session.delete()


def test_sessions_are_listed_renamed_exported_and_deleted(agent: Agent) -> None:
    session = agent.chat("Apple, *for* the board")
    session.ask(SALES)
    session.ask("that in euros")
    session.rename("Apple")
    assert ("Apple", 2) in [(s.name, s.turns) for s in Sessions(agent.store.database).every()]
    markdown = session.export()
    assert markdown.startswith(
        "# Apple\n\n## What were Apple's net sales in fiscal 2024?\n\nApple Inc.'s net sales were $391,035"
    )
    assert "0000320193-24-000123" in markdown
    exported = json.loads(session.export("json"))
    assert exported["turns"][0]["answer"]["values"][0]["value"] == "391035000000"
    assert exported["turns"][1]["answer"]["reason"] == "insufficient_evidence"
    with pytest.raises(BadInput, match="already"):
        agent.chat("Meta").rename("Apple")
    session.delete()
    with pytest.raises(Unknown):
        Sessions(agent.store.database).find("Apple")


def test_a_session_is_resumed_by_its_name(agent: Agent) -> None:
    agent.chat("resumed").ask(SALES)
    fresh = Agent(agent.settings).chat("resumed")
    assert values(fresh.ask("and in 2023?")) == {"net sales FY2023": "383285000000"}
    fresh.delete()


@pytest.mark.parametrize("gone", [2, 3])
def test_a_turn_that_was_taken_away_sets_the_session_aside(agent: Agent, gone: int) -> None:
    session = agent.chat(f"turn {gone} taken")
    for year in (2022, 2023, 2024):
        session.ask(f"What were Apple's net sales in fiscal {year}?")
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM turns WHERE session = '{session.id}' AND n = {gone}")
    with pytest.raises(Damaged, match=f"turn {gone} is gone"):
        session.ask(SALES)
    session.delete()


def test_a_session_that_is_deleted_takes_its_runs_and_records_along(agent: Agent) -> None:
    lease = Record("lease-9", "The rent is $1,900 a month.", "Lease of Mill Lane 9")
    session = agent.chat("to be deleted")
    shared = session.ask(SALES)
    (answer,) = [e.answer for e in session.stream("What is the rent?", records=[lease]) if isinstance(e, Answered)]
    other = agent.chat("that stays")
    other.ask(SALES)
    session.delete()
    with pytest.raises(Unknown):
        agent.runs.get(answer.run)
    assert agent.runs.get(shared.run).status == "answered"
    with agent.store.database.begin() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM own_records WHERE content::text LIKE '%%1,900%%'")
        assert kept.scalar_one() == 0
    other.delete()


def test_a_turn_whose_answer_was_kept_just_before_a_kill_has_it_afterwards(agent: Agent) -> None:
    run = agent.ask(SALES).run
    session = agent.chat("killed late")
    session.sessions.add(session.id, SALES, None, None, run)
    assert values(session.ask("and in 2023?")) == {"net sales FY2023": "383285000000"}
    assert [t.status for t in session.turns()] == ["answered", "answered"]
    session.delete()


def test_a_session_of_ten_thousand_turns_reads_only_its_last(agent: Agent) -> None:
    session = agent.chat("long")
    session.ask(SALES)
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO turns (session, n, question, status, run, digest)"
            f" SELECT '{session.id}', n, 'x', 'stopped', 'r', 'not read' FROM generate_series(2, 9990) n"
        )
        connection.exec_driver_sql(f"UPDATE sessions SET asked = 9990 WHERE id = '{session.id}'")
    for year in range(2015, 2025):
        Sessions(agent.store.database).end(session.id, _turn(session, f"filler {year}"), "stopped", None, None)
    answer = session.ask(SALES)
    assert (answer.status, session.info.turns) == ("answered", 10_001)
    assert HISTORY < 10
    session.delete()


def _turn(session: Session, question: str) -> Turn:
    session.sessions.add(session.id, question, None, None, "r")
    return session.sessions.turns(session.id, 1)[0]


def test_a_session_goes_on_with_the_records_it_was_given(agent: Agent) -> None:
    lease = Record("lease-4", "The rent is $1,200 a month. The deposit is $3,600.", "Lease of Mill Lane 4")
    session = agent.chat("own")
    (first,) = [e.answer for e in session.stream("What is the rent?", records=[lease]) if isinstance(e, Answered)]
    assert "$1,200 a month" in first.text
    assert session.turns()[0].answer == replace(first, steps=())
    second = session.ask("What is the deposit?")
    assert "The deposit is $3,600." in second.text
    assert second.carried == ("Lease of Mill Lane 4",)
    assert session.turns()[1].answer == replace(second, steps=())
    assert session.ask("What is the dress code?").reason == "insufficient_evidence"
    assert "1,200" not in session.ask("Who pays the deposit?").text
    third = session.ask(SALES, domain="filings")
    assert values(third) == {"net sales FY2024": "391035000000"}
    session.delete()


def test_a_company_that_the_records_do_not_name_is_asked_of_its_filings(agent: Agent) -> None:
    rows = (("Department", "Budget 2024", "Actual 2024"), ("Sales", "1,200,000", "1,150,000"))
    budget = Record(
        "b", "What each department may spend.", "Budget 2024", (Table((*rows, ("Research", "900", "800"))),)
    )
    session = agent.chat("budget and filings")
    (first,) = [e.answer for e in session.stream(SALES, records=[budget]) if isinstance(e, Answered)]
    assert values(first) == {"net sales FY2024": "391035000000"}
    assert "The records given do not name Apple" in first.notes[0]
    assert values(session.ask("and in 2023?")) == {"net sales FY2023": "383285000000"}
    own = session.ask("What was the budget of Research?")
    assert ([f"{v.value:f}" for v in own.values], own.carried) == (["900"], ("Budget 2024",))
    assert session.ask("How do our sales compare with Apple's in 2024?").status == "abstained"
    session.delete()


def test_a_company_that_the_records_name_is_theirs(agent: Agent) -> None:
    letter = Record("l", "Apple pays us $1,200 for the hall.", "Letter")
    assert agent.ask("What were Apple's net sales in fiscal 2024?", records=[letter]).status == "abstained"
    assert agent.ask("What were AAPL's net sales in fiscal 2024?", records=[letter]).status == "abstained"


def test_the_embedded_server_may_be_killed_between_turns(tmp_path: Path) -> None:
    from muniment.settings import Settings
    from muniment.store.connecting import open_database

    agent = Agent(Settings(home=tmp_path))
    session = agent.chat("crash")
    session.ask(SALES)
    os.kill(int((tmp_path / "postgres" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    assert values(session.ask("and in 2023?")) == {"net sales FY2023": "383285000000"}
    assert [t.status for t in session.turns()] == ["answered", "answered"]
    open_database(agent.settings).close()


def test_a_record_that_was_altered_in_the_store_is_not_answered_from(agent: Agent) -> None:
    lease = Record("lease-8", "The rent is $1,800 a month. The deposit is $3,600.", "Lease of Mill Lane 8")
    session = agent.chat("altered record")
    (first,) = [e.answer for e in session.stream("What is the rent?", records=[lease]) if isinstance(e, Answered)]
    assert "$1,800" in first.text
    with agent.store.database.begin() as connection:
        altered = "UPDATE own_records SET content = replace(content::text, '3,600', '9,900')::jsonb"
        connection.exec_driver_sql(f"{altered} WHERE content::text LIKE '%%Mill Lane 8%%'")
    with pytest.raises(Damaged, match="is not what was given"):
        session.ask("What is the deposit?")
    session.delete()

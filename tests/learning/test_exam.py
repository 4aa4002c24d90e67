"""Exams through the terminal, over the real agent: marks, resuming, bad files."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.command.cli import main
from muniment.errors import Conflict
from muniment.learning.examining import Result, curve, examine_lessons
from muniment.learning.figure_lessons import figure_lessons
from muniment.learning.lessons import read_lessons
from muniment.learning.marking import mark_good
from muniment.learning.table_lessons import table_lessons
from muniment.records import Record, Table
from muniment.store.sample import load_sample
from muniment.store.store import Store

RECORD = {
    "id": "port",
    "text": "Pilots are paid by the harbour.",
    "tables": [
        [["In thousands of dollars", "2022", "2023"], ["Harbour dues", "1,310", "1,450"], ["Pilotage", "(20)", "35"]]
    ],
}
LESSONS = [
    {
        "id": "a",
        "question": "What were harbour dues in 2023?",
        "records": [RECORD],
        "expect": {"value": "1450000", "unit": "USD"},
    },
    {"id": "b", "question": "What was pilotage in 2022?", "records": [RECORD], "expect": {"value": "20000"}},
    {"id": "c", "question": "What were harbour dues in 2019?", "records": [RECORD], "expect": {"abstain": True}},
    {"id": "d", "question": "What were canal dues in 2023?", "records": [RECORD], "expect": {"abstain": True}},
    {
        "id": "e",
        "question": "What were Apple's net sales in fiscal 2024?",
        "expect": {"value": "391035000000", "unit": "USD"},
    },
    {"id": "f", "question": "What were Zyntrax's net sales in fiscal 2024?", "expect": {"abstain": "unknown_entity"}},
]


@pytest.fixture
def exam(tmp_path: Path, agent: Agent, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUNIMENT_HOME", str(agent.settings.home))
    file = tmp_path / "lessons.jsonl"
    file.write_text("\n".join(map(json.dumps, LESSONS)))
    return file


def test_exam_counts_what_is_right_and_wrong(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", str(exam), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    counts = {name: summary[name] for name in ("total", "right", "wrong", "abstained")}
    # b expects 20,000 where the record has minus 20,000.
    assert counts == {"total": 6, "right": 5, "wrong": 1, "abstained": 0}
    assert (summary["citation_precision"], summary["unsupported_number_rate"]) == (1.0, 0.0)


def test_exam_goes_on_where_it_was_cut_off(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["exam", str(exam), "--out", str(out)])
    whole = (out / "answers.jsonl").read_text().splitlines()
    assert [json.loads(line)["outcome"] for line in whole] == ["right", "wrong", "right", "right", "right", "right"]
    (out / "answers.jsonl").write_text("\n".join(whole[:3]) + "\n" + whole[3][:40])
    main(["exam", str(exam), "--out", str(out)])
    again = [json.loads(line) for line in (out / "answers.jsonl").read_text().splitlines()]
    assert [r["id"] for r in again] == ["a", "b", "c", "d", "e", "f"]
    assert [r["run"] for r in again] == [json.loads(line)["run"] for line in whole]
    assert (out / "coverage.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (out / "coverage.svg").read_text()


def test_results_of_another_exam_are_not_gone_on_with(
    exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    main(["exam", str(exam), "--out", str(out), "--limit", "2"])
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(LESSONS[4]))
    assert main(["exam", str(other), "--out", str(out)]) == 2
    assert "another exam" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.jsonl"], "no exam file"),
        (["--limit", "0"], "--limit must be 1 or more"),
        (["--adapter", "records/none"], "there is no adapter records/none"),
    ],
)
def test_bad_exam_exits_with_two_and_one_sentence(
    exam: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [] if arguments[0].endswith(".jsonl") else [str(exam)]
    assert main(["exam", *files, *arguments]) == 2
    printed = capsys.readouterr().err
    assert said in printed and printed.count("\n") == 1


def test_model_alone_is_asked_without_records(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", str(exam), "--limit", "1", "--no-retrieval", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["total"], summary["right"], summary["retrieval"]) == (1, 0, False)


def test_curve_rises_from_the_surest_answer() -> None:
    def result(name: str, outcome: str, chance: float) -> Result:
        return Result(name, "", outcome, 0.0, "answered", None, "", [], 0, 0, 0, chance, 0.0, "")

    marks = [result("a", "wrong", 0.4), result("b", "right", 0.9), result("c", "right", 0.8), result("d", "wrong", 0.3)]
    assert curve(marks) == [(0.25, 0.0), (0.5, 0.0), (0.75, 1 / 3), (1.0, 0.5)]


def test_suite_of_figures_is_answered_right_or_refused(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUNIMENT_HOME", str(agent.settings.home))
    assert main(["exam", "figures", "--limit", "120", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["total"], summary["wrong"]) == (120, 0)
    assert summary["right"] >= 116


def test_suite_of_figures_knows_apples_net_sales(store: Store) -> None:
    load_sample(store)
    lessons = figure_lessons(store, count=100_000)
    assert len({lesson.id for lesson in lessons}) == len(lessons) > 1000
    several = (x for seed in range(6) for x in figure_lessons(store, 100_000, seed))
    sales = next(x for x in several if x.expect.values == (Decimal("391035000000"),))
    assert "net sales" in sales.question and "2024" in sales.question
    assert lessons == figure_lessons(store, count=100_000)


def test_suite_of_tables_asks_of_filed_figures_and_of_what_is_not_there(store: Store) -> None:
    load_sample(store)
    lessons = table_lessons(store, count=20_000)
    assert lessons == table_lessons(store, count=20_000)
    assert sum(bool(x.expect.abstain) for x in lessons) == 5_000
    apple = [x for x in lessons if x.document == "Apple Inc."]
    rows = {row for x in apple for row in x.records[0].tables[0].rows}
    assert ("(in millions)", "2025", "2024", "2023") in rows
    assert ("Net sales", "416,161", "391,035", "383,285") in rows
    changes = [x.question for x in apple if x.expect.values == (Decimal("25126000000"),)]
    assert changes and all("2024" in q and "2025" in q for q in changes)
    parts = ("toaster", "zeppelin", "umbrella")
    assert all(x.expect.abstain for x in lessons if any(p in x.question for p in parts))


def test_answers_marked_good_are_lessons_that_the_agent_passes(agent: Agent) -> None:
    note = Record("note", "The budget for 2024 is $5,000.", "Budget", (Table((("", "2023"), ("Rent", "$1,200"))),))
    asked = [
        agent.ask("What were Apple's net sales in fiscal 2024?"),
        agent.ask("By what percentage did Apple's net sales change from 2023 to 2024?"),
        agent.ask("What is the budget?", records=[note]),
        agent.ask("Should I buy Apple?"),
    ]
    (file,) = {mark_good(agent, answer.run) for answer in (*asked, asked[0])}
    lessons = list(read_lessons(file))
    assert [lesson.question for lesson in lessons] == [
        "What were Apple's net sales in fiscal 2024?",
        "By what percentage did Apple's net sales change from 2023 to 2024?",
        "What is the budget?",
        "Should I buy Apple?",
    ]
    assert lessons[0].expect.values == (Decimal(391_035_000_000),)
    assert lessons[2].records == (replace(note, tables=(Table(note.tables[0].rows),)),)
    assert {r.outcome for r in examine_lessons(agent, lessons)} == {"right"}


def test_a_follow_up_cannot_be_a_lesson(agent: Agent) -> None:
    session = agent.chat("lessons")
    session.ask("What were Apple's net sales in fiscal 2024?")
    with pytest.raises(Conflict, match="ask the whole question"):
        mark_good(agent, session.ask("and in 2023?").run)
    session.delete()

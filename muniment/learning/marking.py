"""Answers that a person marked good become lessons: to be asked again in an exam, and to learn from.

They stand in `lessons/good.jsonl` of the home, one line a run, in Muniment's own format.
"""

from __future__ import annotations

import json
from pathlib import Path

from muniment.agent import Agent
from muniment.errors import Conflict
from muniment.learning.lessons import Expect, Lesson, as_row
from muniment.looking import asked_of
from muniment.records import Answer


def mark_good(agent: Agent, id: str) -> Path:
    """Keep a run's question with its answer as a lesson, once.

    Returns:
        The file of lessons.

    Raises:
        Unknown: there is no such run.
        Conflict: it has no answer, or leaned on another question of a session, which a lesson cannot say.
    """
    run = agent.runs.get(id)
    asked = asked_of(agent, run)
    if run.answer is None:
        raise Conflict(f"run {run.id} has no answer ({run.status})")
    if run.answer.carried:
        raise Conflict("the answer rests on what was asked before it; ask the whole question, and mark that")
    lesson = Lesson(
        run.id,
        asked.question,
        _expected(run.answer),
        domain=asked.domain,
        as_of=asked.as_of,
        history=asked.history,
        records=asked.records,
    )
    file = agent.settings.home / "lessons" / "good.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    known = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if all(json.loads(line)["id"] != run.id for line in known):
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(as_row(lesson), ensure_ascii=False) + "\n")
    return file


def _expected(answer: Answer) -> Expect:
    if answer.status == "abstained":
        return Expect(abstain=answer.reason or "any")
    if answer.values:
        first = answer.values[0]
        computed = first.program is not None
        values = (first.value,) if computed else tuple(v.value for v in answer.values)
        return Expect(values, first.unit)
    return Expect(text=answer.citations[0].quote)

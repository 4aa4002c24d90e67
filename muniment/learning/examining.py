"""Run an exam: every lesson through the real agent, marked, with a bar, resumable, and summed up.

What a run writes is one JSON object a lesson (`answers.jsonl`), so that an interrupted exam goes on where it was. The
marks are `agents.scoring`'s; nothing is judged here.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from muniment.agent import Agent
from muniment.agents.scoring import Mark, mark
from muniment.errors import BadInput, MunimentError
from muniment.learning.alone import ask_alone
from muniment.learning.lessons import Lesson
from muniment.models.opened import open_file
from muniment.presenting import as_json
from muniment.records import Answer


@dataclass(frozen=True, slots=True)
class Result:
    """One lesson's answer and mark, as it is kept."""

    id: str
    question: str
    outcome: str
    f1: float
    status: str
    reason: str | None
    answer: str
    values: list[dict[str, Any]]
    citations: int
    cited: int
    unsupported: int
    chance: float
    seconds: float
    run: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What an exam came to. Rates are shares of 1; seconds are of one question; memory is the process's peak in MB.

    `aupr` and `precision_at_80_recall` are of exams about clauses alone (`agents.span_scoring`), `hypothesis_accuracy` and
    `contradiction_f1` of ContractNLI (`learning.entailment_exam`).
    """

    total: int
    right: int
    wrong: int
    abstained: int
    accuracy: float
    coverage: float
    wrong_rate: float
    f1: float
    citation_precision: float
    unsupported_number_rate: float
    seconds_p50: float
    seconds_p95: float
    peak_mb: int
    model: str
    adapter: str | None
    retrieval: bool
    aupr: float | None = None
    precision_at_80_recall: float | None = None
    hypothesis_accuracy: float | None = None
    contradiction_f1: float | None = None


def examine_lessons(
    agent: Agent,
    lessons: Sequence[Lesson],
    kept: Path | None = None,
    told: Callable[[int, int, str], None] = lambda done, of, said: None,
    retrieval: bool = True,
) -> list[Result]:
    """Ask every lesson's question, and mark the answers.

    Args:
        agent: answers.
        lessons: in the order they are asked.
        kept: a file of results that is gone on with; none keeps nothing.
        told: hears how many are done of how many, and the counts so far.
        retrieval: False asks the model alone, without any record.

    Raises:
        BadInput: the file kept is of other lessons.
    """
    known = {r.id: r for r in _read(kept)} if kept else {}
    if known and not known.keys() <= {lesson.id for lesson in lessons}:
        raise BadInput(f"{kept} holds the results of another exam; name another --out folder")
    if kept and known:
        # Without the half line of an exam that was killed in mid-write.
        fresh = kept.with_suffix(".fresh")
        fresh.write_text("".join(_line(r) for r in known.values()), encoding="utf-8")
        fresh.replace(kept)
    found: list[Result] = []
    for n, lesson in enumerate(lessons, 1):
        result = known.get(lesson.id) or ask_lesson(agent, lesson, retrieval)
        if kept and lesson.id not in known:
            with kept.open("a", encoding="utf-8") as file:
                file.write(_line(result))
        found.append(result)
        told(n, len(lessons), _counts(found))
    return found


def ask_lesson(agent: Agent, lesson: Lesson, retrieval: bool = True) -> Result:
    """One lesson through the agent, or through its model alone."""
    started = time.perf_counter()
    try:
        if not retrieval:
            answer = ask_alone(open_file(agent.settings), lesson, agent.runner.adapter_for("records"))
        else:
            answer = agent.ask(
                lesson.question,
                as_of=lesson.as_of,
                domain=lesson.domain or ("records" if lesson.records else None),
                records=lesson.records,
                history=lesson.history,
            )
    except BadInput as error:
        answer = Answer("abstained", "insufficient_evidence", str(error))
    except MunimentError as error:
        answer = Answer("abstained", "unverified", str(error))
    marked: Mark = mark(lesson, answer)
    cited = sum(any(c.record == r.id for r in lesson.records) or not lesson.records for c in answer.citations)
    shown = as_json(answer)
    return Result(
        lesson.id,
        lesson.question,
        marked.outcome,
        marked.f1,
        answer.status,
        answer.reason,
        answer.text,
        shown["values"],
        len(answer.citations),
        cited,
        answer.checked - answer.held,
        answer.chance,
        round(time.perf_counter() - started, 3),
        answer.run,
    )


def summarise(results: Sequence[Result], model: str, adapter: str | None, retrieval: bool) -> Summary:
    """Counts and rates of an exam's results."""
    count = {name: sum(r.outcome == name for r in results) for name in ("right", "wrong", "abstained")}
    answered = [r for r in results if r.status == "answered"]
    seconds = sorted(r.seconds for r in results) or [0.0]
    citations = sum(r.citations for r in answered)
    total = len(results)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Summary(
        total,
        **count,
        accuracy=round(count["right"] / total, 4) if total else 0.0,
        coverage=round(len(answered) / total, 4) if total else 0.0,
        wrong_rate=round(sum(r.outcome == "wrong" for r in answered) / len(answered), 4) if answered else 0.0,
        f1=round(statistics.fmean(r.f1 for r in results), 4) if results else 0.0,
        citation_precision=round(sum(r.cited for r in answered) / citations, 4) if citations else 0.0,
        unsupported_number_rate=round(sum(r.unsupported > 0 for r in answered) / len(answered), 4) if answered else 0.0,
        seconds_p50=round(statistics.median(seconds), 3),
        seconds_p95=round(seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))], 3),
        peak_mb=peak // (1024 * 1024 if sys.platform == "darwin" else 1024),
        model=model,
        adapter=adapter,
        retrieval=retrieval,
    )


def curve(results: Iterable[Result]) -> list[tuple[float, float]]:
    """Coverage against the share of wrong answers, as the least chance at which one is given falls."""
    every = list(results)
    order = sorted((r for r in every if r.status == "answered"), key=lambda r: (-r.chance, r.id))
    points, wrong = [], 0
    for n, result in enumerate(order, 1):
        wrong += result.outcome == "wrong"
        points.append((n / len(every), wrong / n))
    return points


def _line(result: Result) -> str:
    return json.dumps(asdict(result), ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[Result]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield Result(**json.loads(line))
            except (ValueError, TypeError):
                continue


def _counts(results: Sequence[Result]) -> str:
    return " ".join(f"{sum(r.outcome == name for r in results)} {name}" for name in ("right", "wrong", "abstained"))

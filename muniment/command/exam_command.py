"""The terminal's door to exams: `muniment exam`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal, get_args

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from muniment.agent import Agent
from muniment.errors import BadInput
from muniment.learning.adapters import Registry
from muniment.learning.certified import Kind, line_at
from muniment.learning.clause_exam import rank_clauses
from muniment.learning.entailment_exam import class_hypotheses
from muniment.learning.examining import Result, Summary, curve, examine_lessons, summarise
from muniment.learning.lessons import Lesson
from muniment.learning.suites import read_lessons
from muniment.models.language_model import Adapter
from muniment.settings import Settings, share

_WAYS = ("model", "retrieval", "adapter", "both")
"""What an ablation compares, as its folders are called."""


def run_exam(parsed: argparse.Namespace) -> int:
    """Run the exam; exit code 0 when it was held, whatever the marks."""
    settings = Settings.read()
    settings = replace(settings, risk=share(parsed.risk)) if parsed.risk else settings
    lessons = _lessons(parsed.exams, parsed.limit, settings)
    adapter: Adapter | Literal["current"] | None = None if parsed.no_adapter else "current"
    if parsed.adapter:
        adapter = Registry(settings.home).find(parsed.adapter).adapter
    ways = [(True, adapter)] if not parsed.no_retrieval else [(False, adapter)]
    if parsed.ablation:
        ways = [(False, None), (True, None), (False, adapter), (True, adapter)]
    models = parsed.model or [settings.model]
    summaries = []
    for model in models:
        for n, (retrieval, chosen) in enumerate(ways):
            chosen_model = replace(settings, model=model, model_address=None) if parsed.model else settings
            agent = Agent(chosen_model, adapter=chosen, keep=False)
            parts = [model.stem] if model and len(models) > 1 else []
            folder = parsed.out.joinpath(*parts, *([_WAYS[n]] if parsed.ablation else [])) if parsed.out else None
            summaries.append(_hold(agent, lessons, folder, retrieval))
    if parsed.json:
        shown = [_figures(s) for s, _ in summaries]
        print(json.dumps(shown[0] if len(shown) == 1 else shown, indent=1))
    else:
        print(table([s for s, _ in summaries]))
        print(lines_told(settings.risk))
    if parsed.out:
        _draw(parsed.out, summaries, parsed.ablation)
    return 0


def _draw(folder: Path, summaries: Sequence[tuple[Summary, list[Result]]], ablation: bool) -> None:
    from muniment.learning.exam_picture import draw_bars, draw_curve

    names = [_told(s) for s, _ in summaries]
    draw_curve(folder / "coverage", {n: curve(results) for n, (_, results) in zip(names, summaries, strict=True)})
    if ablation or len(summaries) > 1:
        draw_bars(
            folder / "ablation",
            {n: (s.right, s.wrong, s.abstained) for n, (s, _) in zip(names, summaries, strict=True)},
        )


def _told(summary: Summary) -> str:
    parts = [summary.model or "no model", "retrieval" if summary.retrieval else "", summary.adapter or ""]
    return " + ".join(p for p in parts if p)


def _lessons(exams: Sequence[str], limit: int | None, settings: Settings) -> list[Lesson]:
    if limit is not None and limit < 1:
        raise BadInput("--limit must be 1 or more")
    found = [lesson for name in exams for lesson in read_lessons(name, settings)[:limit]]
    if not found:
        raise BadInput("the files hold no lesson")
    seen: set[str] = set()
    for n, lesson in enumerate(found):
        if lesson.id in seen:
            found[n] = replace(lesson, id=f"{lesson.id}~{n}")
        seen.add(found[n].id)
    return found


def _hold(
    agent: Agent, lessons: Sequence[Lesson], folder: Path | None, retrieval: bool
) -> tuple[Summary, list[Result]]:
    kept = None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / "answers.jsonl"
    adapter = agent.runner.adapter_for("records")
    with _bar() as told:
        results = examine_lessons(agent, lessons, kept, told, retrieval)
        ranking = rank_clauses(lessons, agent.settings, folder, told) if retrieval else None
        classed = class_hypotheses(lessons, agent.settings, told) if retrieval else None
    summary = summarise(results, agent.runner.model_name(), adapter.name if adapter else None, retrieval)
    if ranking:
        summary = replace(summary, aupr=ranking.aupr, precision_at_80_recall=ranking.precision_at_80_recall)
    if classed:
        summary = replace(summary, hypothesis_accuracy=classed.accuracy, contradiction_f1=classed.contradiction_f1)
    if folder:
        (folder / "summary.json").write_text(json.dumps(_figures(summary), indent=1) + "\n")
    return summary, results


def _figures(summary: Summary) -> dict[str, Any]:
    """An exam's figures by name; those of another kind of exam are left out."""
    return {name: value for name, value in asdict(summary).items() if value is not None or name == "adapter"}


@contextmanager
def _bar() -> Iterator[Any]:
    columns = (
        TextColumn("exam"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("")
        yield lambda done, of, said: progress.update(task, completed=done, total=of, description=said)


def lines_told(risk: float) -> str:
    """The certified lines at a risk, one a kind of question over own tables."""
    told = [f"Own tables and contracts, at most {risk:.0%} wrong (95 % confidence; questions never learned from):"]
    for kind in get_args(Kind):
        line = line_at(kind, risk)
        if line is None:
            told.append(f"  {kind}: nothing is certified, so only what is named in full is told")
        else:
            told.append(
                f"  {kind}: told from chance {line.chance:.4f} on; {line.wrong} of {line.answered} were wrong, at most {line.bound:.1%} are"
            )
    return "\n".join(told)


def table(summaries: Sequence[Summary]) -> str:
    """Summaries side by side, a line a figure."""
    rows = [_figures(s) for s in summaries]
    width = max(len(name) for name in rows[0])
    lines = []
    for name in rows[0]:
        cells = (
            f"{row[name]:.2%}" if isinstance(row[name], float) and "seconds" not in name else str(row[name])
            for row in rows
        )
        lines.append(f"{name.replace('_', ' '):{width}}  " + "  ".join(f"{c:>14}" for c in cells))
    return "\n".join(line.rstrip() for line in lines)

"""The terminal's door to exams: `muniment exam`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from muniment.agent import Agent
from muniment.agents.public_sets import read_set
from muniment.errors import BadInput
from muniment.examining import Summary, curve, examine_lessons, summarise
from muniment.lessons import Lesson
from muniment.settings import Settings


def run_exam(parsed: argparse.Namespace) -> int:
    """Run the exam; exit code 0 when it was held, whatever the marks."""
    lessons = _lessons(parsed.files, parsed.limit)
    settings = Settings.read()
    summaries = []
    for model in parsed.model or [settings.model]:
        agent = Agent(replace(settings, model=model))
        folder = parsed.out / model.stem if parsed.out and parsed.model and len(parsed.model) > 1 else parsed.out
        summaries.append(_hold(agent, lessons, folder))
    if parsed.json:
        shown = [asdict(s) for s in summaries]
        print(json.dumps(shown[0] if len(shown) == 1 else shown, indent=1))
    else:
        print(table(summaries))
    return 0


def _lessons(files: Sequence[Path], limit: int | None) -> list[Lesson]:
    if limit is not None and limit < 1:
        raise BadInput("--limit must be 1 or more")
    found = [lesson for file in files for lesson in read_set(file)[:limit]]
    if not found:
        raise BadInput("the files hold no lesson")
    seen: set[str] = set()
    for n, lesson in enumerate(found):
        if lesson.id in seen:
            found[n] = replace(lesson, id=f"{lesson.id}~{n}")
        seen.add(found[n].id)
    return found


def _hold(agent: Agent, lessons: Sequence[Lesson], folder: Path | None) -> Summary:
    kept = None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / "answers.jsonl"
    with _bar() as told:
        results = examine_lessons(agent, lessons, kept, told)
    summary = summarise(results, agent.model_name(), None, retrieval=True)
    if folder:
        (folder / "summary.json").write_text(json.dumps(asdict(summary), indent=1) + "\n")
        from muniment.exam_picture import draw_curve

        draw_curve(folder / "coverage", {summary.model or "no model": curve(results)})
    return summary


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


def table(summaries: Sequence[Summary]) -> str:
    """Summaries side by side, a line a figure."""
    rows = [asdict(s) for s in summaries]
    width = max(len(name) for name in rows[0])
    lines = []
    for name in rows[0]:
        cells = (
            f"{row[name]:.2%}" if isinstance(row[name], float) and "seconds" not in name else str(row[name])
            for row in rows
        )
        lines.append(f"{name.replace('_', ' '):{width}}  " + "  ".join(f"{c:>14}" for c in cells))
    return "\n".join(line.rstrip() for line in lines)

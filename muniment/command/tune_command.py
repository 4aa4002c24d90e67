"""The terminal's doors to tuning and to what was tuned: `muniment tune`, `muniment adapters`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from rich.console import Console
from rich.progress import Progress

from muniment.errors import BadInput, ModelUnavailable
from muniment.learning.adapters import Registered, Registry, verify
from muniment.settings import Settings


def run_tune(parsed: argparse.Namespace) -> int:
    """Tune what the command names; exit code 0 when it passed its gate, 3 when it is kept and not used."""
    from muniment.agents.lora import Recipe
    from muniment.learning.suites import read_lessons
    from muniment.learning.tuning import tune_records

    settings = Settings.read()
    lessons = [lesson for name in parsed.lessons for lesson in read_lessons(name, settings)]
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("")

        def told(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of)

        recipe = Recipe(epochs=parsed.epochs, layers=parsed.layers, precision=parsed.precision)
        tuned = tune_records(lessons, settings, parsed.name, recipe, parsed.exam, told)
    print(
        f"{tuned.name}: {tuned.after.right} right and {tuned.after.wrong} wrong of {tuned.after.total} with it,"
        f" {tuned.before.right} and {tuned.before.wrong} without; GGUF agrees with torch on {tuned.parity:.1%}"
    )
    print("It is current now." if tuned.passed else f"It is kept, and not used: {tuned.why}.")
    return 0 if tuned.passed else 3


def run_adapters(parsed: argparse.Namespace) -> int:
    """List, show, use, take back or verify adapters."""
    registry = Registry(Settings.read().home)
    if parsed.action == "list":
        for entry in registry.entries():
            print(_line(entry))
        return 0
    if parsed.action == "rollback":
        name = registry.rollback(_named(parsed))
        print(f"{_named(parsed)} uses {name or 'what comes with the package'} now")
        return 0
    if parsed.action == "verify" and not parsed.name:
        return max((_verified(entry) for entry in registry.entries()), default=0)
    entry = registry.find(_named(parsed))
    if parsed.action == "show":
        for key, value in entry.card.items():
            print(f"{key:15} {_short(value)}")
    elif parsed.action == "use":
        registry.use(entry.name)
        print(f"{entry.domain} uses {entry.name} now")
    else:
        return _verified(entry)
    return 0


def _named(parsed: argparse.Namespace) -> str:
    if not parsed.name:
        raise BadInput(f"muniment adapters {parsed.action} needs a name")
    return str(parsed.name)


def _line(entry: Registered) -> str:
    after = entry.card.get("exam_after", {})
    marks = f"{after.get('right', '?')} of {after.get('total', '?')} right" if after else "no exam"
    return f"{entry.name:24} {entry.card.get('base', ''):32} {'passed' if entry.passed else 'not used'}  {marks}"


def _verified(entry: Registered) -> int:
    try:
        verify(entry)
    except ModelUnavailable as error:
        print(f"BAD   {entry.name}: {error}")
        return 1
    print(f"ok    {entry.name}")
    return 0


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 200 else f"{text[:200]} …"

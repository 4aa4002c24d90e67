"""Lessons by name: a suite that is generated from the store, or a file of lessons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from muniment.agents.public_sets import read_set
from muniment.learning.figure_lessons import figure_lessons
from muniment.learning.lessons import Lesson
from muniment.learning.table_lessons import table_lessons
from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.store import Store

SUITES: Mapping[str, Callable[[Store], list[Lesson]]] = {"figures": figure_lessons, "tables": table_lessons}


def read_lessons(name: str, settings: Settings) -> list[Lesson]:
    """The lessons of a suite or of a file.

    Raises:
        BadInput: the file is not there, or holds no lessons.
    """
    if name not in SUITES:
        return read_set(Path(name))
    store = open_store(settings)
    return SUITES[name](store)

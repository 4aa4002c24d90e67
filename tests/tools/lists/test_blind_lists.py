"""Lists that others wrote, who had seen neither the code nor earlier cases, are read without a wrong answer (`benchmarks/blind/ask_lists.py`)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.blind.ask_lists import FOLDER, verdict
from benchmarks.blind.asking import rows_of
from muniment.errors import Abstention
from muniment.records import Table
from muniment.tools.library.reading_worker import read_safely
from muniment.tools.lists.asking import Asked, ask_lists
from muniment.tools.lists.table_lists import list_title


@cache
def lists_of(path: Path) -> tuple[Asked[int], ...]:
    """The tables of a file, as the library reads it."""
    pages = read_safely(path.read_bytes(), path.name).pages
    tables = ((p.name, n, t) for p in pages for n, t in enumerate(p.tables))
    return tuple(
        Asked(k, Table(t.rows, t.caption), list_title(path.name, name, t.caption, n))
        for k, (name, n, t) in enumerate(tables)
    )


@pytest.mark.parametrize(
    ("name", "right"), [("first", 174), ("traps", 59), ("third", 69), ("fourth", 52), ("fifth", 26)]
)
def test_nothing_is_told_wrong_of_lists_that_others_wrote(name: str, right: int) -> None:
    counts: Counter[str] = Counter()
    for row in rows_of(FOLDER / name):
        try:
            found = ask_lists(row["question"], lists_of(FOLDER / name / "files" / row["file"]))
        except Abstention:
            found = None
        said = verdict(row, found is not None, found[1].listing.text if found else "")
        counts[said] += 1
        assert said != "wrong", (row["file"], row["question"])
    assert counts["right"] >= right

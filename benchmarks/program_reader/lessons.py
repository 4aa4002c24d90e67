"""The lessons of the program reader: each question's lines, the programs proposed over their numbers, and which come to the right value.

    python benchmarks/program_reader/lessons.py .enc/programs.npz

FinQA's, ConvFinQA's and TAT-QA's training files; ten minutes on two cores. What is in their development files is not learned from here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from muniment.agents.public_sets import read_set
from muniment.learning.lessons import Lesson
from muniment.models.opened import program_reader
from muniment.settings import Settings
from muniment.tools.own.cell_lines import cell_lines
from muniment.tools.own.ranker_tuning import comes_to, wanted_value
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_programs import SHAPES, Question, propose

QA = Path(__file__).parents[2] / ".data/qa"
FILES = (
    "finqa/finqa_train_rebuilt.jsonl",
    "convfinqa/convfinqa_train_partial.jsonl",
    "tatqa/tatqa_dataset_train_rebuilt.json",
)
OPERANDS = 5
Array = np.ndarray[Any, np.dtype[Any]]


@cache
def doubtful() -> frozenset[str]:
    """The questions of FinQA that may have been given another's page (DATA.md): the 171 that match no page well."""
    rows = (json.loads(line) for line in (QA / FILES[0]).read_text(encoding="utf-8").splitlines())
    return frozenset(r["id"] for r in rows if r.get("page_match") == "inferred" and r.get("page_margin", 0) < 0)


def described(lesson: Lesson) -> dict[str, Array] | None:
    """A lesson's arrays; None where no program proposed is right, or all are.

    Returns:
        `ids`: word pieces; `at`: the place of each number's mark; `shape` and `right` of each program; `use`: the numbers it
        computes from, programs by `OPERANDS`, -1 where there is none.
    """
    wanted = wanted_value(lesson)
    if wanted is None or lesson.id in doubtful():
        return None
    proposals = propose(Question(lesson.question, lesson.history), cells(lesson.records))
    right = np.array([comes_to(p, wanted) for p in proposals], dtype=bool)
    if not right.any() or right.all():
        return None
    number: dict[Cell, int] = {}
    use = np.full((len(proposals), OPERANDS), -1, np.int16)
    for n, proposal in enumerate(proposals):
        for k, cell in enumerate(proposal.cells):
            use[n, k] = number.setdefault(cell, len(number))
    reader = program_reader(Settings.read().home)
    read, places = cell_lines(lesson.question.lower(), lesson.history, list(number), reader.pieces)
    return {
        "ids": np.array(read, np.uint16),
        "at": np.array(places, np.int16),
        "shape": np.array([SHAPES.index(p.shape) for p in proposals], np.uint8),
        "right": right,
        "use": use,
    }


def lessons() -> Iterator[Lesson]:
    """All questions of the training files."""
    for file in FILES:
        yield from read_set(QA / file)


def main() -> None:
    """Write the lessons as one file: each array's lessons behind one another, and where each ends."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    with ProcessPoolExecutor() as hands:
        made = [arrays for arrays in hands.map(described, lessons(), chunksize=64) if arrays is not None]
    packed = {name: np.concatenate([one[name] for one in made]) for name in made[0]}
    ends = {f"{name}_ends": np.cumsum([len(one[name]) for one in made]) for name in ("ids", "at", "shape")}
    options.target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.target, **packed, **ends)
    print(f"{len(made)} lessons, {len(packed['ids'])} word pieces, {len(packed['shape'])} programs")


if __name__ == "__main__":
    main()

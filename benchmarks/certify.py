"""Certify the lines of `muniment.learning.certified` on the two thirds of the development sets from which nothing that ranks programs learned.

    python benchmarks/certify.py KEPT.jsonl [--part N OF] [--write]

Each question goes through the whole agent, with no least chance, and its answer is kept with its chance and its mark; parts may be run side by
side into files of their own. With `--write` the lines are made of all the files' answers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

from muniment.agent import Agent
from muniment.agents.public_sets import read_set
from muniment.agents.scoring import mark
from muniment.errors import MunimentError
from muniment.graphs.own_records import NAMED, kind_of
from muniment.learning.certified import CertifiedLine, Kind
from muniment.learning.certifying import certified_line
from muniment.learning.lessons import Lesson, held_out
from muniment.models.opened import program_reader
from muniment.records import Answer
from muniment.settings import Settings
from muniment.tools.own.ranker_tuning import wanted_value
from muniment.tools.own.record_cells import cells
from muniment.tools.own.record_finder import find_programs

QA = Path(__file__).parents[1] / ".data/qa"
SETS = ("finqa/finqa_dev_838.jsonl", "convfinqa/convfinqa_dev_421_cleaned.json", "tatqa/tatqa_dataset_dev.json")
RISKS = (0.02, 0.05, 0.1, 0.125, 0.15, 0.2)
TARGET = Path(__file__).parents[1] / "muniment/data/certified.json"


def judged(agent: Agent, lesson: Lesson) -> dict[str, object] | None:
    """A lesson's answer from its tables: its kind, chance and mark; None where it was answered otherwise, or not at all."""
    try:
        answer = agent.ask(lesson.question, domain="records", records=lesson.records, history=lesson.history)
    except MunimentError:
        return None
    # What is named in full is told by rule, and not by chance.
    if answer.status != "answered" or not answer.values or answer.chance == NAMED:
        return None
    options = find_programs(lesson.question, cells(lesson.records), lesson.history, program_reader(agent.settings.home))
    if not options or options[0].proposal is None:
        return None
    return {
        "id": lesson.id,
        "kind": kind_of(lesson.question, options[0], lesson.history),
        "chance": answer.chance,
        "right": mark(lesson, answer).outcome == "right" or _comes_to(lesson, answer),
        "marked": mark(lesson, answer).outcome == "right",
    }


def _comes_to(lesson: Lesson, answer: Answer) -> bool:
    """Whether an answer comes to the lesson's number, in whatever scale; of negative operands also with the other sign.

    The sets take the sign of a loss and the scale of a table now so and now otherwise: of 24 answers of the highest chance that their marks
    call wrong, 11 were wrong when they were looked at.
    """
    wanted, told = wanted_value(lesson), answer.values[0].value
    if wanted is None:
        return False
    signs = (1, -1) if any(v.value < 0 for v in answer.values[1:]) or told < 0 else (1,)
    near = max(abs(wanted) * Decimal("0.0005"), Decimal("0.00005"))
    return any(abs(told * s - wanted.scaleb(p)) <= near.scaleb(p) for s in signs for p in (0, 3, 6, 9, -2, 2))


def main() -> None:
    """Ask, keep, and write the lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kept", type=Path, nargs="+")
    parser.add_argument("--part", type=int, nargs=2, default=(0, 1), metavar=("N", "OF"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write:
        rows = [json.loads(line) for file in options.kept for line in file.read_text().splitlines()]
        rows = [r for r in rows if r.get("kind")]
        lines = []
        for kind in get_args(Kind):
            answers = [(r["chance"], r["right"]) for r in rows if r["kind"] == kind]
            print(f"{kind}: {len(answers)} answers, {sum(right for _, right in answers)} right")
            for risk in RISKS:
                line = certified_line(answers, risk)
                if line is not None:
                    lines.append(
                        CertifiedLine(kind, risk, line.chance, line.answered, line.wrong, round(line.bound, 4))
                    )
                    print(f"  {risk:.0%}: {lines[-1]}")
        TARGET.write_text(json.dumps({"lines": [asdict(line) for line in lines]}, indent=1) + "\n")
        return
    agent = Agent(replace(Settings.read(), risk=1.0), keep=False)
    part, of = options.part
    lessons = [x for file in SETS for x in read_set(QA / file) if not held_out(x.document)]
    # Mixed, so that a run that was cut short rests on all sets.
    lessons.sort(key=lambda x: hashlib.sha256(x.id.encode()).hexdigest())
    with options.kept[0].open("w") as file:
        for lesson in lessons[part::of]:
            file.write(json.dumps(judged(agent, lesson) or {"id": lesson.id}) + "\n")
            file.flush()


if __name__ == "__main__":
    main()

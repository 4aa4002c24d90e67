"""The public sets' held-out third, by document, which nothing was learned from: what the agent makes of it.

python benchmarks/held_out.py [--no-adapter] [--count N] [--twins]
"""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict, replace
from pathlib import Path

from muniment.agent import Agent
from muniment.agents.public_sets import read_set
from muniment.errors import Abstention
from muniment.learning.examining import curve, examine_lessons, summarise
from muniment.learning.lessons import Expect, Lesson, held_out
from muniment.settings import Settings
from muniment.tools.own.record_cells import YEAR, cells
from muniment.tools.own.record_finder import computes, find_programs
from muniment.wording import content_stems, tokens

QA = Path(__file__).parents[1] / ".data/qa"
SETS = {
    "FinQA": "finqa/finqa_dev_838.jsonl",
    "ConvFinQA": "convfinqa/convfinqa_dev_421_cleaned.json",
    "TAT-QA": "tatqa/tatqa_dataset_dev.json",
}


def twins(lessons: list[Lesson]) -> list[Lesson]:
    """Unanswerable twins: the same question of years that no record has, and of a thing that no record has."""
    made = []
    for lesson in lessons:
        refused = Expect(abstain="any")
        moved = YEAR.sub("1961", lesson.question)
        if moved != lesson.question and not lesson.history:
            made.append(replace(lesson, id=f"{lesson.id} year", question=moved, expect=refused, rule="own"))
        try:
            options = find_programs(lesson.question, cells(lesson.records)) if computes(lesson.question) else []
        except Abstention:
            continue
        held = {t for o in options[:1] for f in o.resolved.figures for t in tokens(f.label) if content_stems(t)}
        word = next((w for w in re.findall(r"[a-z]+", lesson.question.lower()) if set(tokens(w)) & held), "")
        if word and not lesson.history:
            strange = re.sub(rf"\b{word}\b", f"submarine {word}", lesson.question, count=1, flags=re.IGNORECASE)
            made.append(replace(lesson, id=f"{lesson.id} thing", question=strange, expect=refused, rule="own"))
    return made


def main() -> None:
    """Hold the exams and print what they came to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-adapter", action="store_true")
    parser.add_argument("--count", type=int)
    parser.add_argument("--twins", action="store_true", help="ask the unanswerable twins instead")
    options = parser.parse_args()
    agent = Agent(Settings.read(), adapter=None if options.no_adapter else "current", keep=False)
    for name, file in SETS.items():
        lessons = [x for x in read_set(QA / file) if held_out(x.document)][: options.count]
        if options.twins:
            lessons = twins(lessons)
        results = examine_lessons(agent, lessons)
        print(name, asdict(summarise(results, agent.runner.model_name(), None, retrieval=True)))
        for kind in ("year", "thing"):
            asked = [r for r in results if r.id.endswith(kind)]
            if options.twins and asked:
                print(f"  {kind}: {sum(r.outcome == 'right' for r in asked)} of {len(asked)} refused")
        points = curve(results)
        for share in (0.2, 0.4, 0.6):
            at = [p for p in points if p[0] <= share]
            if at:
                print(f"  answered {at[-1][0]:.0%}: wrong {at[-1][1]:.1%} of them")


if __name__ == "__main__":
    main()

"""The table this project is about: the model alone, with retrieval, with its adapter, with both, on the same held-out questions.

    python benchmarks/ablation.py [--each 100] [--out benchmarks/ablation]

The first so many held-out questions of FinQA, ConvFinQA and TAT-QA; the picture is written beside the figures.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from held_out import QA, SETS

from muniment.agent import Agent
from muniment.agents.public_sets import read_set
from muniment.command.exam_command import table
from muniment.learning.exam_picture import draw_bars
from muniment.learning.examining import examine_lessons, summarise
from muniment.learning.lessons import held_out

WAYS = {"model alone": (False, False), "+ retrieval": (True, False), "+ adapter": (False, True), "+ both": (True, True)}


def main() -> None:
    """Hold the four exams, print them side by side, draw them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "ablation")
    options = parser.parse_args()
    lessons = [x for f in SETS.values() for x in [y for y in read_set(QA / f) if held_out(y.document)][: options.each]]
    kept = options.out.parent / ".ablation"
    kept.mkdir(exist_ok=True)
    summaries = {}
    for n, (name, (retrieval, tuned)) in enumerate(WAYS.items()):
        agent = Agent(adapter="current" if tuned else None, keep=False)
        results = examine_lessons(agent, lessons, kept / f"{n}.jsonl", retrieval=retrieval)
        summaries[name] = summarise(results, agent.runner.model_name(), "words-1" if tuned else None, retrieval)
        print(name, json.dumps(asdict(summaries[name])), flush=True)
    print(table(list(summaries.values())))
    draw_bars(options.out, {name: (s.right, s.wrong, s.abstained) for name, s in summaries.items()})


if __name__ == "__main__":
    main()

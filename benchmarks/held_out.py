"""The public sets' held-out third, by document, which nothing was learned from: what the agent makes of it.

python benchmarks/held_out.py [--no-adapter] [--count N]
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from muniment.agent import Agent
from muniment.agents.public_sets import read_set
from muniment.examining import curve, examine_lessons, summarise
from muniment.lessons import held_out
from muniment.settings import Settings

QA = Path(__file__).parents[2] / "shared/data/qa"
SETS = {
    "FinQA": "finqa/finqa_dev_838.jsonl",
    "ConvFinQA": "convfinqa/convfinqa_dev_421_cleaned.json",
    "TAT-QA": "tatqa/tatqa_dataset_dev.json",
}


def main() -> None:
    """Hold the exams and print what they came to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-adapter", action="store_true")
    parser.add_argument("--count", type=int)
    options = parser.parse_args()
    agent = Agent(Settings.read(), adapter=None if options.no_adapter else "current")
    for name, file in SETS.items():
        lessons = [x for x in read_set(QA / file) if held_out(x.document)][: options.count]
        results = examine_lessons(agent, lessons)
        print(name, asdict(summarise(results, agent.model_name(), None, retrieval=True)))
        points = curve(results)
        for share in (0.2, 0.4, 0.6):
            at = [p for p in points if p[0] <= share]
            if at:
                print(f"  answered {at[-1][0]:.0%}: wrong {at[-1][1]:.1%} of them")


if __name__ == "__main__":
    main()

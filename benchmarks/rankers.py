"""Fit the small networks that come with the package: which program a question wants, and which words answer it.

    python benchmarks/rankers.py programs muniment/data/program_ranker.npz
    python benchmarks/rankers.py spans muniment/data/span_ranker.npz

Programs learn from the training files of FinQA, ConvFinQA and TAT-QA (half an hour on one core, of which describing takes most), words from
TAT-QA's development file less the third that is held out. Needs the extra `tune`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.agents.public_sets import read_set
from muniment.learning.lessons import held_out
from muniment.models.opened import embedder
from muniment.settings import Settings
from muniment.tools.own.ranker_tuning import PROGRAMS, SPANS, examples, fit, span_examples, write_network

QA = Path(__file__).parents[1] / ".data/qa"
TRAINING = (
    "finqa/finqa_train_rebuilt.jsonl",
    "convfinqa/convfinqa_train_partial.jsonl",
    "tatqa/tatqa_dataset_train_rebuilt.json",
)
WORDS = "tatqa/tatqa_dataset_dev.json"


def main() -> None:
    """Fit one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("programs", "spans"))
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    if options.what == "programs":
        data = examples([x for file in TRAINING for x in read_set(QA / file)], print)
        network = fit(data, PROGRAMS, print)
    else:
        lessons = [x for x in read_set(QA / WORDS) if not held_out(x.document)]
        data = span_examples(lessons, embedder(Settings.read().home), print)
        network = fit(data, SPANS, print)
    write_network(network, options.target)
    print(f"{options.target}: learned from {len(data):,} lessons")


if __name__ == "__main__":
    main()

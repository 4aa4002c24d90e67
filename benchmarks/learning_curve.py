"""The learning curve: how often the likeliest program, or the likeliest words, are right, against the number of lessons.

A quarter of the tuning documents is examined and the rest learned from, all of them or a share; the held-out third is not touched.

python benchmarks/learning_curve.py
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from muniment.agents.public_sets import read_set
from muniment.learning.exam_picture import draw_learning
from muniment.learning.lessons import Lesson, held_out
from muniment.models.gguf import EmbeddingModel
from muniment.models.minilm import embedding_model_path
from muniment.settings import Settings
from muniment.tools.own.ranker_tuning import (
    PROGRAMS,
    SPANS,
    Example,
    Fitting,
    answering_words,
    examples,
    fit,
    span_examples,
    wanted_value,
)
from muniment.tools.own.ranking_network import as_layers, chances

QA = Path(__file__).parents[1] / ".data/qa"
FIGURES = {
    "FinQA": "finqa/finqa_dev_838.jsonl",
    "ConvFinQA": "convfinqa/convfinqa_dev_421_cleaned.json",
    "TAT-QA, numbers": "tatqa/tatqa_dataset_dev.json",
}
WORDS = {"TAT-QA, words": "tatqa/tatqa_dataset_dev.json"}
SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0)


def fold(document: str) -> float:
    """Where a document lies, from 0 to 1, the same in every run; below 0.25 it is examined."""
    return int.from_bytes(hashlib.sha256(f"curve {document}".encode()).digest()[:4]) / 2**32


def curve(
    sets: dict[str, list[Lesson]], described: Callable[[Sequence[Lesson]], list[Example]], how: Fitting
) -> dict[str, list[tuple[int, float]]]:
    """For each set, the number of lessons learned from and the share of the examined ones that is then right.

    A lesson for which nothing right is proposed counts as wrong.
    """
    examined = {name: [x for x in lessons if fold(x.document) < 0.25] for name, lessons in sets.items()}
    asked = {name: described(lessons) for name, lessons in examined.items()}
    found: dict[str, list[tuple[int, float]]] = {name: [] for name in sets}
    every = [x for lessons in sets.values() for x in lessons]
    for share in SHARES:
        data = described([x for x in every if 0.25 <= fold(x.document) < 0.25 + 0.75 * share])
        network = as_layers(fit(data, how))
        for name, lessons in examined.items():
            right = sum(bool(good[np.argmax(chances(made, network))]) for made, good in asked[name])
            found[name].append((len(data), right / len(lessons)))
            print(f"{name}: {len(data)} lessons, {right} of {len(lessons)} right", flush=True)
    return found


def main() -> None:
    """Draw the curves, and print their points."""
    embedder = EmbeddingModel(embedding_model_path(Settings.read().home))

    def read(files: dict[str, str], fits: Callable[[Lesson], object]) -> dict[str, list[Lesson]]:
        return {n: [x for x in read_set(QA / f) if not held_out(x.document) and fits(x)] for n, f in files.items()}

    curves = curve(read(FIGURES, lambda x: wanted_value(x) is not None), examples, PROGRAMS)
    curves |= curve(read(WORDS, answering_words), lambda lessons: span_examples(lessons, embedder), SPANS)
    draw_learning(Path(__file__).with_suffix(""), curves)


if __name__ == "__main__":
    main()

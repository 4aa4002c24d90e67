"""Learn how a provision is graded (`muniment.tools.provisions.ranking`) on questions with known answers, and certify the line.

    python benchmarks/provisions/grade.py CANDIDATES.pkl WITHOUT_0.safetensors WITHOUT_1.safetensors [--write]

What the tuned reader says of a fold is said by the one that was tuned without it; what is told of a document is cross-fitted again: a fifth of the
questions is graded by what was learned on the others. The line is of answers on which the two readers agree. Needs torch, safetensors and tokenizers.
"""

from __future__ import annotations

import argparse
import json
import pickle
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import train
from safetensors.torch import load_file
from tokenizers import BertWordPieceTokenizer

from muniment.learning.certified import CertifiedLine
from muniment.learning.certifying import certified_line
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.tools.provisions.ranking import agreed

DATA = Path(__file__).parents[2] / "muniment/data"
PARTS, RISKS, DRAWN = 5, (0.05, 0.1, 0.125, 0.15, 0.2, 0.25), 1.0
"""Parts, risks, and how much weights are drawn to nothing."""
Array = np.ndarray[Any, np.dtype[Any]]


def fit(rows: Array, right: Array) -> tuple[Array, float]:
    """Logistic regression by Newton's method: the weights and the constant."""
    weights = np.zeros(rows.shape[1] + 1)
    ones = np.hstack([rows, np.ones((len(rows), 1))])
    drawn = np.append(np.full(rows.shape[1], DRAWN), 0.0)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-(ones @ weights)))
        slope = ones.T @ (chance - right) + drawn * weights
        bend = (ones * (chance * (1 - chance) + 1e-6)[:, None]).T @ ones + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights[:-1], float(weights[-1])


def with_tuned(every: list[dict[str, Any]], steps: list[Path]) -> list[Array]:
    """What each provision is graded by, with what the reader tuned without its fold says."""
    tokenizer = BertWordPieceTokenizer(str(train.network.base_file().with_name("vocab.txt")), lowercase=True)
    start = train.start()
    tuned = [train.stepped(start, {k: v.float() for k, v in load_file(s).items()}) for s in steps]
    found = []
    for q in every:
        features = np.array(q["features"])
        if len(features):
            asked = tokenizer.encode(q["question"], add_special_tokens=False).ids[: train.LONGEST_QUESTION]
            rows = [
                [
                    train.CLS,
                    *asked,
                    train.SEP,
                    *tokenizer.encode(t, add_special_tokens=False).ids[: train.LONGEST],
                    train.SEP,
                ]
                for t in q["texts"]
            ]
            with torch.no_grad():
                said = train.answers(tuned[q["fold"]], rows).double().numpy()
            best = [np.delete(said, n).max() if len(said) > 1 else -8.0 for n in range(len(said))]
            features[:, -3:] = np.stack([said, said - np.logaddexp.reduce(np.append(said, 0.0)), said - best], 1)
        found.append(features)
    return found


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("candidates", type=Path)
    parser.add_argument("steps", nargs=2, type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    every = pickle.loads(options.candidates.read_bytes())
    features = with_tuned(every, options.steps)
    rows = np.vstack([f for f in features if len(f)])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    right = np.array([r for q in every for r in q["right"]], float)
    part = np.array([n % PARTS for n, q in enumerate(every) for _ in q["right"]])
    scaled = (rows - mean) / spread
    chances = np.zeros(len(right))
    for n in range(PARTS):
        weights, bias = fit(scaled[part != n], right[part != n])
        chances[part == n] = 1 / (1 + np.exp(-(scaled[part == n] @ weights + bias)))
    at, judged, first, ten, precision, answered = 0, [], 0, 0, 0.0, 0
    for number, q in enumerate(every):
        rs = q["right"]
        own = chances[at : at + len(rs)]
        at += len(rs)
        answered += q["answered"]
        if not rs:
            continue
        order = np.argsort(-own, kind="stable")
        if agreed(features[number], int(order[0])) and bears_what_is_asked(q["question"], q["texts"][order[0]]):
            judged.append((round(float(own[order[0]]), 4), bool(rs[order[0]])))
        if q["answered"]:
            first += rs[order[0]]
            ten += any(rs[n] for n in order[:10])
            hits = [k for k, n in enumerate(order[:10], 1) if rs[n]]
            precision += sum((j + 1) / k for j, k in enumerate(hits)) / max(1, len(hits))
    print(
        f"{len(every)} questions, {answered} answered: first right {first / answered:.3f}, recall@10 {ten / answered:.3f}, MAP@10 {precision / answered:.3f}"
    )
    found = [(risk, certified_line(judged, risk)) for risk in RISKS]
    lines = [
        CertifiedLine("provision", r, x.chance, x.answered, x.wrong, round(x.bound, 4))
        for r, x in found
        if x is not None
    ]
    for x in lines:
        print(x)
    if options.write:
        weights, bias = fit(scaled, right)
        kept = {"mean": mean, "spread": spread, "weights": weights}
        told = {name: [round(float(x), 5) for x in value] for name, value in kept.items()} | {"bias": round(bias, 5)}
        (DATA / "provision_grade.json").write_text(json.dumps(told, indent=1) + "\n")
        certified = DATA / "certified.json"
        before = [x for x in json.loads(certified.read_text())["lines"] if x["kind"] != "provision"]
        certified.write_text(json.dumps({"lines": before + [asdict(x) for x in lines]}, indent=1) + "\n")


if __name__ == "__main__":
    main()

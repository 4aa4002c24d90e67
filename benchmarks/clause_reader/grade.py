"""Learn how a stretch is graded (`muniment.tools.contracts.clauses`) on the contracts held out, and certify the line of clauses.

    python benchmarks/clause_reader/grade.py .enc/held_out.json [--write]

Run with what is served (int8, llama.cpp). What is told of unseen contracts is cross-fitted: a fifth of the contracts is graded by
what was learned on the others; the weights written are learned on all of them.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cuad
import numpy as np

from muniment.agents.span_scoring import Graded, matches, rank
from muniment.learning.certified import CertifiedLine
from muniment.learning.certifying import certified_line
from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader
from muniment.settings import Settings
from muniment.tools.contracts.clauses import FEATURES, SLOPES, Stretch, features, stretches

DATA = Path(__file__).parents[2] / "muniment/data"
FOLDS, RISKS = 5, (0.02, 0.05, 0.1, 0.125, 0.15, 0.2)
OF_ALL, OF_KIND, OF_SLOPE = 0.1, 1.0, 3.0
"""How much the weights of all kinds, of one, and of one's slopes are drawn to nothing."""
Array = np.ndarray[Any, np.dtype[Any]]


class Held:
    """The stretches of one kind of one contract held out, and which of them are right."""

    def __init__(
        self, fold: int, kind: int, text: str, words: list[tuple[int, int]], every: list[Stretch], gold: list[str]
    ):
        self.fold, self.kind, self.every, self.gold = fold, kind, every, gold
        self.texts = [text[words[s.first][0] : words[s.last][1]] for s in every]
        self.features = features(every, len(words))
        # Each by itself: what is found is what any gold span finds.
        of_parties = kinds()[kind] == "Parties"
        self.right = np.array([bool(matches(Graded(gold, {t: 1.0}, of_parties)).any()) for t in self.texts], float)


def held(names: set[str], home: Path) -> list[Held]:
    """Everything that is graded."""
    every = cuad.rows()
    gold = {(n, r["category"]): [s["text"] for s in r["spans"]] for n in names for r in every[n]}
    found = []
    for n, name in enumerate(sorted(names)):
        text = cuad.text(name)
        words, odds = clause_reader(home).read(text)
        for kind, called in enumerate(kinds()):
            of_kind = stretches(text, words, odds, kind, called)
            found.append(Held(n % FOLDS, kind, text, words, of_kind, gold[name, called]))
        print(f"{n + 1} of {len(names)} read", flush=True)
    return found


def design(features: Array, kind: Array, count: int) -> Array:
    """A row a stretch: what counts for all kinds, and for its own the constant and the slopes."""
    own = np.zeros((len(kind), count))
    own[np.arange(len(kind)), kind] = 1
    return np.hstack([features, own, *(own * features[:, [n]] for n in SLOPES)])


def fit(rows: Array, right: Array, drawn: Array) -> Array:
    """Logistic regression by Newton's method; the last weight is the constant."""
    weights = np.zeros(rows.shape[1] + 1)
    ones = np.hstack([rows, np.ones((len(rows), 1))])
    drawn = np.append(drawn, 0.0)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(ones @ weights)))
        slope = ones.T @ (chance - right) + drawn * weights
        bend = (ones * (chance * (1 - chance) + 1e-6)[:, None]).T @ ones + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def kept(h: Held, chances: Array) -> list[int]:
    """Of stretches that overlap the likeliest, as `clauses` keeps them, the likeliest first."""
    taken: set[int] = set()
    found = []
    for n in np.argsort(-chances, kind="stable"):
        inside = range(h.every[n].first, h.every[n].last + 1)
        if taken.isdisjoint(inside):
            taken.update(inside)
            found.append(int(n))
    return found


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("held_out", type=Path, help="a JSON list of the contracts held out")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    every = held(set(json.loads(options.held_out.read_text())), Settings.read().home)
    raw = np.vstack([h.features for h in every])
    mean, spread = raw.mean(0), raw.std(0)
    kind = np.concatenate([np.full(len(h.every), h.kind) for h in every])
    fold = np.concatenate([np.full(len(h.every), h.fold) for h in every])
    right = np.concatenate([h.right for h in every])
    count = len(kinds())
    rows = design((raw - mean) / spread, kind, count)
    drawn = np.concatenate([np.full(FEATURES, OF_ALL), np.full(count, OF_KIND), np.full(len(SLOPES) * count, OF_SLOPE)])
    chances = np.zeros(len(right))
    for n in range(FOLDS):
        weights = fit(rows[fold != n], right[fold != n], drawn)
        chances[fold == n] = 1 / (1 + np.exp(-(rows[fold == n] @ weights[:-1] + weights[-1])))
    at, questions, judged = 0, [], []
    for h in every:
        own = chances[at : at + len(h.every)]
        at += len(h.every)
        chosen = kept(h, own)
        questions.append(Graded(h.gold, {h.texts[n]: float(own[n]) for n in chosen}, kinds()[h.kind] == "Parties"))
        if chosen:
            judged.append((round(float(own[chosen[0]]), 4), bool(h.right[chosen[0]])))
    print(rank(questions))
    lines = []
    for risk in RISKS:
        line = certified_line(judged, risk)
        if line is not None:
            lines.append(CertifiedLine("clause", risk, line.chance, line.answered, line.wrong, round(line.bound, 4)))
            print(f"{risk:.1%}: {lines[-1]}; of {sum(bool(h.gold) for h in every)} that are there")
    if options.write:
        weights = fit(rows, right, drawn)
        card = DATA / "clause_reader.json"
        told = json.loads(card.read_text())
        told["grade"] = {
            "mean": [round(float(x), 5) for x in mean],
            "spread": [round(float(x), 5) for x in spread],
            "of_all": [round(float(x), 5) for x in weights[:FEATURES]],
            "of_kind": [
                [round(float(weights[FEATURES + part * count + k]), 5) for part in range(1 + len(SLOPES))]
                for k in range(count)
            ],
            "bias": round(float(weights[-1]), 5),
        }
        card.write_text(json.dumps(told, indent=1) + "\n")
        certified = DATA / "certified.json"
        before = [x for x in json.loads(certified.read_text())["lines"] if x["kind"] != "clause"]
        certified.write_text(json.dumps({"lines": before + [asdict(line) for line in lines]}, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Learn how a provision is graded (`muniment.tools.provisions.ranking`) on questions with known answers, and certify the line.

    python benchmarks/provisions/grade.py FOLDER [FOLDER …] [--write]

A folder holds `docs/` and `questions.jsonl`: id, file, question, gold (stretches of the file, one of which answers), lead_in, also (the same of
other files), unanswerable. What is told of unseen documents is cross-fitted: a fifth of the documents is graded by what was learned on the
others. A question that no document answers is of the fold of its number.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from muniment.graphs.provision_pages import described_provisions, documents_in_force
from muniment.learning.certified import CertifiedLine
from muniment.learning.certifying import certified_line
from muniment.library import Library
from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.provisions import KeptProvision

DATA = Path(__file__).parents[2] / "muniment/data"
FOLDS, RISKS, DRAWN = 5, (0.05, 0.1, 0.125, 0.15, 0.2), 1.0
Array = np.ndarray[Any, np.dtype[Any]]


def squeezed(text: str) -> str:
    """Letters and digits alone, without the marks and links of Markdown."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\]\([^)]*\)", "]", text).lower())


def is_right(provision: KeptProvision, row: dict[str, Any]) -> bool:
    """Whether a provision is one of those that answer: it stands in one, or one in it."""
    said = squeezed(provision.text)
    golds = [(row["file"], g) for g in row["gold"] or ()] + [(a["file"], a["gold"]) for a in row.get("also") or ()]
    return any(
        file == provision.document and len(said) > 12 and (said in squeezed(g) or squeezed(g) in said)
        for file, g in golds
    )


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


def read(folder: Path, home: Path) -> list[tuple[int, bool, list[bool], Array]]:
    """Of each question: its fold, whether it is answered, which of the provisions read are right, and what each is graded by."""
    library = Library(open_store(Settings(home=home)))
    collection = folder.name
    for added in library.add([folder / "docs"], collection):
        print(f"{folder.name}: {added}", flush=True)
    every = documents_in_force(library.documents, [collection], None)
    found = []
    for line in (folder / "questions.jsonl").read_text().splitlines():
        row = json.loads(line)
        held, features = described_provisions(library.documents, row["question"], every)
        fold = zlib.crc32((row["file"] or str(row["id"])).encode()) % FOLDS
        found.append((fold, not row["unanswerable"], [is_right(p, row) for p in held], features))
        if len(found) % 50 == 0:
            print(f"{folder.name}: {len(found)} questions", flush=True)
    return found


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    home = options.home or Path(tempfile.mkdtemp())
    every = [q for folder in options.folders for q in read(folder, home)]
    rows = np.vstack([f for _, _, _, f in every])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    right = np.array([r for _, _, rs, _ in every for r in rs], float)
    fold = np.array([f for f, _, rs, _ in every for _ in rs])
    scaled = (rows - mean) / spread
    chances = np.zeros(len(right))
    for n in range(FOLDS):
        weights, bias = fit(scaled[fold != n], right[fold != n])
        chances[fold == n] = 1 / (1 + np.exp(-(scaled[fold == n] @ weights + bias)))
    at, judged, first, ten, precision, answered = 0, [], 0, 0, 0.0, 0
    for _, is_answered, rs, _ in every:
        own = chances[at : at + len(rs)]
        at += len(rs)
        if not len(rs):
            continue
        order = np.argsort(-own, kind="stable")
        judged.append((round(float(own[order[0]]), 4), bool(rs[order[0]])))
        if is_answered:
            answered += 1
            first += rs[order[0]]
            ten += any(rs[n] for n in order[:10])
            hits = [k for k, n in enumerate(order[:10], 1) if rs[n]]
            precision += sum((j + 1) / k for j, k in enumerate(hits)) / max(1, len(hits))
    print(
        f"{answered} answered: first right {first / answered:.3f}, recall@10 {ten / answered:.3f}, MAP@10 {precision / answered:.3f}"
    )
    lines = []
    for risk in RISKS:
        line = certified_line(judged, risk)
        if line is not None:
            lines.append(CertifiedLine("provision", risk, line.chance, line.answered, line.wrong, round(line.bound, 4)))
            print(f"{risk:.1%}: {lines[-1]} of {answered}")
    if options.write:
        weights, bias = fit(scaled, right)
        kept = {"mean": mean, "spread": spread, "weights": weights}
        told = {name: [round(float(x), 5) for x in value] for name, value in kept.items()} | {"bias": round(bias, 5)}
        (DATA / "provision_grade.json").write_text(json.dumps(told, indent=1) + "\n")
        certified = DATA / "certified.json"
        before = [x for x in json.loads(certified.read_text())["lines"] if x["kind"] != "provision"]
        certified.write_text(json.dumps({"lines": before + [asdict(line) for line in lines]}, indent=1) + "\n")


if __name__ == "__main__":
    main()

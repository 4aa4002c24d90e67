"""Tell how well the entailment reader does on agreements that it did not learn from, and certify from which chance on it is told.

    python benchmarks/entailment_reader/grade.py [--write]

Run with what is served (int8, llama.cpp). The line is certified on the fifty agreements held out of training; accuracy and F1 are of the
development set.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
from lessons import SAYS, whole

from muniment.learning.certified import CertifiedLine
from muniment.learning.certifying import certified_line
from muniment.models.opened import entailment_reader
from muniment.settings import Settings
from muniment.tools.contracts.entailment import read_entailments

CERTIFIED = Path(__file__).parents[2] / "muniment/data/certified.json"
RISKS = (0.05, 0.1, 0.125, 0.15, 0.2)


def graded(file: str) -> tuple[np.ndarray, np.ndarray, list[tuple[float, bool]]]:
    """The labels of a file, what is told of them, and of what is told its chance and whether it is right."""
    gold, told, judged = [], [], []
    reader = entailment_reader(Settings.read().home)
    for doc in whole(file):
        annotations = doc["annotation_sets"][0]["annotations"]
        own = [SAYS.index(annotations[k]["choice"]) for k in sorted(annotations, key=lambda k: int(k.split("-")[1]))]
        says = np.zeros(len(own), int)
        for s in read_entailments(doc["text"], reader):
            says[s.proposition] = 1 if s.says == "follows" else 2
            judged.append((s.chance, says[s.proposition] == own[s.proposition]))
        gold += own
        told += list(says)
    return np.array(gold), np.array(told), judged


def main() -> None:
    """Grade, tell, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = []
    for file in ("contract_nli_train_wholedocs.json", "dev.json"):
        began = time.monotonic()
        gold, told, judged = graded(file)
        f1 = [2 * ((gold == k) & (told == k)).sum() / ((gold == k).sum() + (told == k).sum()) for k in range(3)]
        print(
            f"{file}: {len(gold)}, accuracy {(gold == told).mean():.4f}, F1 {dict(zip(SAYS, np.round(f1, 3), strict=True))}, {time.monotonic() - began:.0f} s"
        )
        for risk in RISKS:
            line = certified_line([(c, bool(r)) for c, r in judged], risk)
            if line is not None:
                print(f"  {risk:.1%}: {line}")
                if file != "dev.json":
                    lines.append(
                        CertifiedLine("entailment", risk, line.chance, line.answered, line.wrong, round(line.bound, 4))
                    )
    if options.write:
        before = [x for x in json.loads(CERTIFIED.read_text())["lines"] if x["kind"] != "entailment"]
        CERTIFIED.write_text(json.dumps({"lines": before + [asdict(line) for line in lines]}, indent=1) + "\n")


if __name__ == "__main__":
    main()

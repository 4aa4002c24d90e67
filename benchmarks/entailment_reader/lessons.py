"""ContractNLI's confidentiality agreements as passages, each with what it says of the set's seventeen propositions.

The fifty agreements whose whole text is there are held out: the weights that grade a whole agreement are fitted on them (`grade.py`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2] / ".data/legal/contract_nli"
SAYS = ("NotMentioned", "Entailment", "Contradiction")
"""What a passage may say of a proposition; the number of each is its place."""


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of an agreement, and what it says of each proposition, by number."""

    text: str
    says: np.ndarray[Any, np.dtype[np.int64]]


def propositions() -> list[str]:
    """The propositions, in the order in which the set numbers them."""
    labels = json.loads((ROOT / "dev.json").read_text())["labels"]
    return [labels[key]["hypothesis"] for key in sorted(labels, key=lambda key: int(key.split("-")[1]))]


def whole(file: str) -> list[dict[str, Any]]:
    """The agreements of a file of the set that has their whole text."""
    found: list[dict[str, Any]] = json.loads((ROOT / file).read_text())["documents"]
    return found


def passages() -> list[Said]:
    """The passages of the agreements that are learned from."""
    order = {h: n for n, h in enumerate(propositions())}
    held = {span for doc in whole("contract_nli_train_wholedocs.json") for span in _texts(doc)}
    by_agreement: dict[int, dict[str, Any]] = defaultdict(dict)
    for line in (ROOT / "contract_nli_train_evidence.jsonl").read_text().splitlines():
        row = json.loads(line)
        for text in row["spans"]:
            says = by_agreement[row["doc_index"]].setdefault(text.strip(), np.zeros(len(order), np.int64))
            if row["text_is"] == "evidence spans":
                says[order[row["hypothesis"]]] = SAYS.index(row["label"])
    return [
        Said(text, says)
        for of in by_agreement.values()
        if sum(text in held for text in of) < len(of) / 2
        for text, says in of.items()
    ]


def _texts(doc: dict[str, Any]) -> list[str]:
    return [doc["text"][a:b].strip() for a, b in doc["spans"]]

"""CUAD's rows and texts, where they lie."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

_CUAD = Path(__file__).parents[2] / ".data/legal/cuad"


def rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of each contract, by its name."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (_CUAD / "cuad_qa.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["contract"]].append(row)
    return found


def text(name: str) -> str:
    """A contract's text."""
    return (_CUAD / "full_contract_txt" / f"{name.removesuffix('.txt')}.txt").read_text("utf-8")

"""The certified lines: from which chance on a program over a caller's own records is told, for a share of wrong answers that is borne.

They are measured (`benchmarks/certify.py`), never set by hand; how is `muniment.learning.certifying`'s matter. For a kind of question of
which too few were seen to certify anything, nothing is told by chance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal[
    "cell",
    "value",
    "computed",
    "cell, following",
    "value, following",
    "computed, following",
    "clause",
    "provision",
    "provision, borne",
    "entailment",
]
"""Of an answer: a clause of a contract (the likeliest of its kind), a provision of a contract or policy, one that bears every word of the question, what an agreement says of a proposition, one cell that bears every word of the question, another figure, what is computed from several; to a question by itself, or to
one that leans on those before it."""
NEVER = 2.0
"""No chance is that high."""


@dataclass(frozen=True, slots=True)
class CertifiedLine:
    """A line for a kind of question: the least chance, how many answers it rests on, how many of them were wrong, and the bound on the rest."""

    kind: str
    risk: float
    chance: float
    answered: int
    wrong: int
    bound: float


@cache
def certified_lines() -> tuple[CertifiedLine, ...]:
    """All lines, by kind and risk."""
    rows = json.loads((files("muniment.data") / "certified.json").read_text(encoding="utf-8"))["lines"]
    return tuple(CertifiedLine(**row) for row in rows)


def least_chance(kind: Kind, risk: float) -> float:
    """The chance from which on an answer of a kind may be told when a share `risk` of the answers may be wrong.

    0 where every answer may be.
    """
    line = line_at(kind, risk)
    return 0.0 if risk >= 1 else line.chance if line else NEVER


def line_at(kind: Kind, risk: float) -> CertifiedLine | None:
    """The line of the highest certified risk that is not above one; None where there is none."""
    lines = [line for line in certified_lines() if line.kind == kind and line.risk <= risk]
    return max(lines, key=lambda line: line.risk) if lines else None

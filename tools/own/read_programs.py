"""How likely a tuned model finds each proposed program, from the question and the lines that its numbers stand in.

It is a second opinion: it sees none of the features that the ranker weighs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from muniment.models.program_reader import Marks
from muniment.tools.own.cell_lines import cell_lines
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_programs import SHAPES, Matrix, Proposal, Question

PAIRED = ("change", "percent_change", "ratio")
"""The shapes whose operands are an ordered pair."""
ROLES = {
    "value": (0,),
    "change": (1, 2),
    "percent_change": (3, 4),
    "ratio": (5, 6),
    "sum": (7,),
    "average": (8,),
    "product": (9,),
    "indexed_return": (10,),
}
"""The role of each operand of a shape; the last is that of all that follow."""


class Reader(Protocol):
    """What reads: see `models.program_reader`."""

    def pieces(self, text: str, /) -> list[int]:
        """The word pieces of a text."""

    def read(self, pieces: Sequence[int], places: Sequence[int]) -> Marks:
        """What it says of the lines, and of the numbers at some places."""


def likelihoods(question: Question, proposals: Sequence[Proposal], reader: Reader) -> Matrix:
    """The logarithm of each proposal's chance among all of them, as the reader sees it."""
    number: dict[Cell, int] = {}
    for proposal in proposals:
        for cell in proposal.cells:
            number.setdefault(cell, len(number))
    read, places = cell_lines(question.text, question.history, list(number), reader.pieces)
    marks = reader.read(read, places)
    scores = np.array([_score(p, [number[c] for c in p.cells], marks) for p in proposals], dtype=np.float32)
    highest = scores.max()
    return np.asarray(scores - highest - np.log(np.exp(scores - highest).sum()), dtype=np.float32)


def _score(proposal: Proposal, cells: Sequence[int], marks: Marks) -> float:
    roles = ROLES[proposal.shape]
    score = marks.shapes[SHAPES.index(proposal.shape)]
    score += sum(marks.roles[cell, roles[min(n, len(roles) - 1)]] for n, cell in enumerate(cells))
    if proposal.shape in PAIRED:
        score += marks.pairs[PAIRED.index(proposal.shape), cells[0], cells[1]]
    return float(score)

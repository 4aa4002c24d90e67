"""Rank proposed programs by two opinions: a small learned network over the features of `record_programs`, and a tuned model that reads.

Each is a chance of every program among all; they are multiplied, for neither sees what the other weighs. Of the held-out third of FinQA,
ConvFinQA and TAT-QA the network alone has 50, 38 and 65 % of the numbers right at first, the reader alone 52, 40 and 68 %, both 57, 48 and 71 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muniment.tools.own.ranking_network import Layers, chances, layers
from muniment.tools.own.read_programs import Reader, likelihoods
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_programs import Proposal, Question, describe, propose

SMALLEST = 1e-12
"""The least chance that the network's opinion counts for, so that a logarithm is had of it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal and how likely it is to be the one meant, among all proposed."""

    proposal: Proposal
    chance: float


def rank_programs(
    asked: Question, every: Sequence[Cell], reader: Reader | None = None, network: Layers | None = None
) -> list[Ranked]:
    """The programs a question may want, the likeliest first; those of one shape that come to the same value are one.

    Args:
        asked: the question.
        every: the cells of its records.
        reader: gives the second opinion; none is asked where it is None.
        network: another one than the package's.
    """
    proposals = propose(asked, every)
    if not proposals:
        return []
    likely = chances(describe(asked, proposals, every), network or layers("program_ranker"))
    if reader is not None:
        both = np.log(np.maximum(likely, SMALLEST)) + likelihoods(asked, proposals, reader)
        likely = np.exp(both - both.max())
        likely /= likely.sum()
    merged: dict[tuple[str, object], tuple[Proposal, float]] = {}
    for at in np.argsort(-likely, kind="stable"):
        proposal = proposals[at]
        value = proposal.value
        if value is not None:
            first, held = merged.get((proposal.shape, value), (proposal, 0.0))
            merged[proposal.shape, value] = (first, held + float(likely[at]))
    return sorted((Ranked(p, c) for p, c in merged.values()), key=lambda r: -r.chance)

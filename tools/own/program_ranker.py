"""Rank proposed programs by a small learned network over the features of `record_programs`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muniment.tools.own.ranking_network import Layers, chances, layers
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_programs import Proposal, Question, describe, propose


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal and how likely it is to be the one meant, among all proposed."""

    proposal: Proposal
    chance: float


def rank_programs(asked: Question, every: Sequence[Cell], network: Layers | None = None) -> list[Ranked]:
    """The programs a question may want, the likeliest first; those of one shape that come to the same value are one.

    `network` is another one than the package's, for tuning.
    """
    proposals = propose(asked, every)
    if not proposals:
        return []
    likely = chances(describe(asked, proposals, every), network or layers("program_ranker"))
    merged: dict[tuple[str, object], tuple[Proposal, float]] = {}
    for at in np.argsort(-likely, kind="stable"):
        proposal = proposals[at]
        value = proposal.value
        if value is not None:
            first, held = merged.get((proposal.shape, value), (proposal, 0.0))
            merged[proposal.shape, value] = (first, held + float(likely[at]))
    return sorted((Ranked(p, c) for p, c in merged.values()), key=lambda r: -r.chance)

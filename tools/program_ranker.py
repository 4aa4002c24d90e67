"""Rank proposed programs by a small learned network over the features of `record_programs`.

Two hidden layers; the weights are made by `muniment tune ranker` and come with the package. Nothing of any record is in
them, and nothing is decided here: the likeliest may still be too unlikely to be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from muniment.tools.record_cells import Cell
from muniment.tools.record_programs import Matrix, Proposal, Question, describe, propose

Layers = tuple[tuple[Matrix, Matrix], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal and how likely it is to be the one meant, among all proposed."""

    proposal: Proposal
    chance: float


@cache
def layers() -> Layers:
    """The weights and biases of each layer, as they come with the package."""
    with as_file(files("muniment.data").joinpath("program_ranker.npz")) as path, np.load(path) as held:
        return as_layers(dict(held))


def as_layers(network: Mapping[str, Matrix]) -> Layers:
    """A network's arrays by name, in order."""
    return tuple(
        (network[f"weight{n}"].astype(np.float32), network[f"bias{n}"].astype(np.float32))
        for n in range(len(network) // 2)
    )


def scores(described: Matrix, network: Layers) -> np.ndarray[Any, np.dtype[np.float32]]:
    """One score a proposal: the network's output."""
    value = described
    for n, (weight, bias) in enumerate(network):
        value = value @ weight.T + bias
        if n < len(network) - 1:
            value = np.maximum(value, 0)
    return np.asarray(value[:, 0])


def rank_programs(asked: Question, every: Sequence[Cell], network: Layers | None = None) -> list[Ranked]:
    """The programs a question may want, the likeliest first; those of one shape that come to the same value are one.

    `network` is another one than the package's, for tuning.
    """
    proposals = propose(asked, every)
    if not proposals:
        return []
    found = scores(describe(asked, proposals, every), network or layers())
    chances = np.exp(found - found.max())
    chances /= chances.sum()
    merged: dict[tuple[str, object], tuple[Proposal, float]] = {}
    for at in np.argsort(-chances, kind="stable"):
        proposal = proposals[at]
        value = proposal.value
        if value is not None:
            first, held = merged.get((proposal.shape, value), (proposal, 0.0))
            merged[proposal.shape, value] = (first, held + float(chances[at]))
    return sorted((Ranked(p, c) for p, c in merged.values()), key=lambda r: -r.chance)

"""The small learned networks that rank what code proposes: programs over figures, and words of sentences.

Two hidden layers; the weights are made by `benchmarks/rankers.py` and come with the package. Nothing of
any record is in them, and nothing is decided here: the likeliest may still be too unlikely to be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

import numpy as np

Name = Literal["program_ranker", "span_ranker"]
Matrix = np.ndarray[Any, np.dtype[np.float32]]
Layers = tuple[tuple[Matrix, Matrix], ...]


@cache
def layers(name: Name) -> Layers:
    """The weights and biases of each layer, as they come with the package."""
    with as_file(files("muniment.data").joinpath(f"{name}.npz")) as path, np.load(path) as held:
        return as_layers(dict(held))


def as_layers(network: Mapping[str, Matrix]) -> Layers:
    """A network's arrays by name, in order."""
    return tuple(
        (network[f"weight{n}"].astype(np.float32), network[f"bias{n}"].astype(np.float32))
        for n in range(len(network) // 2)
    )


def chances(described: Matrix, network: Layers) -> Matrix:
    """How likely each row's proposal is the right one among all of them: they sum to 1."""
    value = described
    for n, (weight, bias) in enumerate(network):
        value = value @ weight.T + bias
        if n < len(network) - 1:
            value = np.maximum(value, 0)
    likely = np.exp(value[:, 0] - value[:, 0].max())
    return np.asarray(likely / likely.sum(), dtype=np.float32)

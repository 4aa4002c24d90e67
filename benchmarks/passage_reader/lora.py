"""Low-rank steps (LoRA, Hu et al., 2021) over the matrices of MiniLM's layers."""

from __future__ import annotations

import torch

Weights = dict[str, torch.Tensor]
TUNED = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
WEIGHT = 2.0
"""What the product of a step's two matrices counts, at any rank."""


def fresh_steps(weights: Weights, seed: int, rank: int, frozen: int) -> Weights:
    """Steps that move nothing yet, of the layers behind the first so many."""
    chance = torch.Generator().manual_seed(seed)
    steps: Weights = {}
    for layer in range(frozen, 6):
        for part in TUNED:
            name = f"encoder.layer.{layer}.{part}"
            height, width = weights[f"{name}.weight"].shape
            steps[f"{name}.a"] = (torch.randn(rank, width, generator=chance) / width**0.5).requires_grad_()
            steps[f"{name}.b"] = torch.zeros(height, rank).requires_grad_()
    return steps


def stepped(weights: Weights, steps: Weights) -> Weights:
    """The weights with the steps added."""
    moved = dict(weights)
    for name in {name[:-2] for name in steps}:
        moved[f"{name}.weight"] = weights[f"{name}.weight"] + (steps[f"{name}.b"] @ steps[f"{name}.a"]) * WEIGHT
    return moved

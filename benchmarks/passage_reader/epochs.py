"""Epochs of tuning on the CPU that are kept one by one: an interrupted run goes on behind the last whole one.

The step rises over the first hundred and then falls straight to a thirty-third. What is learned, from what, is the caller's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch

Batch = TypeVar("Batch")
WARM_UP, LAST = 100, 0.03
"""The first steps, over which the rate rises, and the share of it that is left at the end."""


def tune(
    learned: dict[str, torch.Tensor],
    groups: Sequence[dict[str, Any]],
    batches_of: Callable[[int], Sequence[Batch]],
    count: int,
    loss: Callable[[Batch], torch.Tensor],
    target: Path,
) -> None:
    """Change what is learned in place.

    Args:
        learned: the tensors by name, as they are kept.
        groups: the same tensors as AdamW takes them, with their rates.
        batches_of: the batches of one epoch, by its number from 0.
        count: epochs in all.
        loss: what is lost on one batch.
        target: the folder in which `kept.pt` stands.
    """
    optimiser = torch.optim.AdamW(groups)
    steps = count * len(batches_of(0))
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: max(LAST, min(1, (s + 1) / WARM_UP) * (LAST + (1 - LAST) * (1 - s / steps)))
    )
    kept, first = target / "kept.pt", 0
    if kept.exists():
        held = torch.load(kept)
        first = held["epoch"]
        optimiser.load_state_dict(held["optimiser"])
        falling.load_state_dict(held["falling"])
        with torch.no_grad():
            for name, tensor in held["learned"].items():
                learned[name].copy_(tensor)
    started = time.monotonic()
    for epoch in range(first, count):
        batches = batches_of(epoch)
        for step, batch in enumerate(batches):
            lost = loss(batch)
            optimiser.zero_grad(set_to_none=True)
            lost.backward()
            torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
            optimiser.step()
            falling.step()
            if step % 50 == 0:
                spent = time.monotonic() - started
                print(
                    f"epoch {epoch}, step {step} of {len(batches)}, {spent:.0f} s, loss {lost.item():.4f}", flush=True
                )
        state = {"optimiser": optimiser.state_dict(), "falling": falling.state_dict()}
        torch.save({"epoch": epoch + 1, "learned": learned, **state}, kept)

"""Tune all-MiniLM-L6-v2 as the program reader on packed lessons, and write it as int8.

    python benchmarks/program_reader/train.py .enc/programs.npz .enc/program_reader

Begins with the passage reader's layers. Needs torch and safetensors; an hour on two cores in bfloat16. Goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network

SEED, EPOCHS, RATE, HEAD_RATE, DECAY, WARM_UP, LAST, PIECES, DROPPED = 11, 2, 1.2e-4, 1e-3, 0.01, 80, 0.03, 6000, 0.1
"""The rate rises for `WARM_UP` steps and falls in a line to `LAST` of itself; `PIECES` are those of a step, padding counted."""
KEPT = 100
"""Steps between two states that are kept."""
PAIRED, WIDTH = 3, 32
HEADS = {"shape": 8, "role": 11, "first": PAIRED * WIDTH, "second": PAIRED * WIDTH}
ROLES = torch.tensor([[0] * 5, [1, 2, 2, 2, 2], [3, 4, 4, 4, 4], [5, 6, 6, 6, 6], *([n] * 5 for n in (7, 8, 9, 10))])
"""The role of each operand of each shape, as `tools.own.read_programs` has them."""
SERVED = Path(__file__).parents[2] / "muniment/data/passage_reader.safetensors"
Lesson = dict[str, torch.Tensor]


def unpacked(file: Path) -> list[Lesson]:
    """The lessons that `lessons.py` wrote."""
    with np.load(file) as held:
        packed: dict[str, Any] = {name: held[name] for name in held.files}
    of = {"ids": "ids", "at": "at", "shape": "shape", "right": "shape", "use": "shape"}
    parts = {name: np.split(packed[name], packed[f"{ends}_ends"][:-1]) for name, ends in of.items()}
    kinds = {"right": np.bool_}
    return [
        {name: torch.from_numpy(parts[name][n].astype(kinds.get(name, np.int64))) for name in of}
        for n in range(len(parts["ids"]))
    ]


def begun() -> network.Weights:
    """The passage reader's layers as they are served, in float32, with fresh heads."""
    weights = network.base_weights("cpu", SEED, HEADS)
    tuned = load_file(SERVED)
    with torch.no_grad():
        for name, tensor in weights.items():
            if name.startswith("encoder."):
                scale = tuned.get(f"{name}.scale")
                tensor.copy_(tuned[name].float() * (1 if scale is None else scale.float()[:, None]))
    return weights


def scores(weights: network.Weights, states: torch.Tensor, lesson: Lesson) -> torch.Tensor:
    """The score of each of a lesson's programs, from the states of its lines."""

    def head(name: str, over: torch.Tensor) -> torch.Tensor:
        return F.linear(over, weights[f"{name}.weight"], weights[f"{name}.bias"]).float()

    at, shape, use = states[lesson["at"]], lesson["shape"], lesson["use"]
    held = use.clamp_min(0)
    score = head("shape", states[0])[shape] + (head("role", at)[held, ROLES[shape]] * (use >= 0)).sum(1)
    first, second = (head(name, at).view(-1, PAIRED, WIDTH).transpose(0, 1) for name in ("first", "second"))
    pairs = first @ second.transpose(1, 2) / WIDTH**0.5
    paired = (shape >= 1) & (shape <= PAIRED)
    return score + torch.where(paired, pairs[(shape - 1).clamp(0, PAIRED - 1), held[:, 0], held[:, 1]], 0.0)


def loss(weights: network.Weights, batch: list[Lesson]) -> torch.Tensor:
    """How unlikely the programs that come to the right value are among all that are proposed, in the mean."""
    lengths = torch.tensor([len(x["ids"]) for x in batch])
    ids = torch.zeros(len(batch), _rounded(int(lengths.max())), dtype=torch.long)
    for n, lesson in enumerate(batch):
        ids[n, : lengths[n]] = lesson["ids"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.states(weights, ids, lengths, DROPPED)
    lost = torch.zeros(())
    for lesson, own in zip(batch, states.float(), strict=True):
        lost = lost - torch.logsumexp(torch.log_softmax(scores(weights, own, lesson), 0)[lesson["right"]], 0)
    return lost / len(batch)


def planned(lessons: list[Lesson], epoch: int) -> list[list[int]]:
    """An epoch's lessons by batches of like length, shuffled."""
    chance = np.random.default_rng(100 + epoch)
    lengths = np.array([len(x["ids"]) for x in lessons])
    batches: list[list[int]] = []
    held: list[int] = []
    width = 0
    for n in np.argsort(lengths * chance.uniform(0.85, 1.15, len(lengths)), kind="stable"):
        own = _rounded(int(lengths[n]))
        if held and (len(held) + 1) * max(width, own) > PIECES:
            batches.append(held)
            held, width = [], 0
        held.append(int(n))
        width = max(width, own)
    batches.append(held)
    chance.shuffle(batches)
    return batches


def train(weights: network.Weights, lessons: list[Lesson], kept: Path) -> None:
    """Tune the weights in place; what is kept every `KEPT` steps is gone on with."""
    learned = {k: v for k, v in weights.items() if v.requires_grad}
    body = [v for k, v in learned.items() if k.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": [v for v in body if v.dim() > 1], "lr": RATE, "weight_decay": DECAY},
            {"params": [v for v in body if v.dim() == 1], "lr": RATE, "weight_decay": 0},
            {
                "params": [v for k, v in learned.items() if not k.startswith("encoder.")],
                "lr": HEAD_RATE,
                "weight_decay": 0,
            },
        ],
        betas=(0.9, 0.98),
    )
    plan = [batch for epoch in range(EPOCHS) for batch in planned(lessons, epoch)]
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / WARM_UP) * (LAST + (1 - LAST) * (1 - step / len(plan)))
    )
    first = 0
    if kept.exists():
        state = torch.load(kept)
        first = state["step"]
        for name, tensor in learned.items():
            tensor.data.copy_(state["weights"][name])
        optimiser.load_state_dict(state["optimiser"])
        falling.load_state_dict(state["falling"])
    started, lately = time.monotonic(), []
    for step in range(first, len(plan)):
        torch.manual_seed(1000 + step)
        lost = loss(weights, [lessons[n] for n in plan[step]])
        optimiser.zero_grad(set_to_none=True)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
        optimiser.step()
        falling.step()
        lately.append(lost.item())
        if step % KEPT == KEPT - 1:
            print(
                f"step {step + 1} of {len(plan)}, {time.monotonic() - started:.0f} s, loss {np.mean(lately):.3f}",
                flush=True,
            )
            lately = []
            held = {k: v.data for k, v in learned.items()}
            state = {
                "step": step + 1,
                "weights": held,
                "optimiser": optimiser.state_dict(),
                "falling": falling.state_dict(),
            }
            torch.save(state, kept.with_suffix(".fresh"))
            os.replace(kept.with_suffix(".fresh"), kept)


def _rounded(length: int) -> int:
    return (length + 15) // 16 * 16


def main() -> None:
    """Train, and write `program_reader.safetensors`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lessons", type=Path)
    parser.add_argument("target", type=Path, help="a folder")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    weights = begun()
    train(weights, unpacked(options.lessons), options.target / "state.pt")
    written, _ = network.in_whole_numbers(weights)
    told = {"base": "all-MiniLM-L6-v2", "gelu": "tanh", "int8": "weight = int8 * scale[row]"}
    save_file(written, options.target / "program_reader.safetensors", told)


if __name__ == "__main__":
    main()

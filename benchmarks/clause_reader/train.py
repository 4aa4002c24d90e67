"""Tune the last layers of the passage reader to tell which kinds of clause each word of a contract belongs to; write them as int8.

    python benchmarks/clause_reader/train.py .enc/clause_reader

Needs torch, safetensors and tokenizers, and the records in `.data`; under an hour on two cores. It goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from lessons import Labelled, contracts
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network

SEED, EPOCHS, RATE, HEAD_RATE, DECAY, WARM_UP, LAST, ROWS = 11, 10, 2e-4, 2e-3, 0.01, 100, 0.03, 24
WINDOW, FROZEN, SILENT = 256, 3, 0.4
"""Word pieces that are read at once, the first layers, which stay as they are, and the share of windows without a clause that is used."""
READER = Path(__file__).parents[2] / "muniment/data/passage_reader.safetensors"
CLS, SEP = 101, 102


def start(seed: int, kinds: int) -> network.Weights:
    """The passage reader's layers over the base's embeddings, with a fresh head."""
    weights = network.base_weights("cpu", seed, {"clauses": kinds})
    tuned = load_file(READER)
    for name, tensor in tuned.items():
        if name.startswith("encoder.") and not name.endswith(".scale"):
            scale = tuned.get(f"{name}.scale")
            weights[name] = tensor.float() if scale is None else tensor.float() * scale.float()[:, None]
    for name, tensor in weights.items():
        frozen = name.startswith("embeddings.") or (name.startswith("encoder.") and int(name.split(".")[2]) < FROZEN)
        tensor.requires_grad_(not frozen)
    return weights


def windows(contract: Labelled, offset: int) -> list[tuple[int, int]]:
    """Stretches of pieces, the first one as long as the offset."""
    cuts = [0, *range(offset, len(contract.pieces), WINDOW - 2), len(contract.pieces)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def plan(held: list[Labelled], chance: np.random.Generator) -> list[list[tuple[int, int, int]]]:
    """Batches of windows (contract, first piece, end) for one epoch: all that hold a clause, some that hold none."""
    drawn = []
    for n, contract in enumerate(held):
        for a, b in windows(contract, int(chance.integers(1, WINDOW - 2))):
            if contract.kinds[contract.word_of[a:b]].any() or chance.random() < SILENT:
                drawn.append((n, a, b))
    chance.shuffle(drawn)
    return [[(int(n), int(a), int(b)) for n, a, b in drawn[k : k + ROWS]] for k in range(0, len(drawn), ROWS)]


def scored(
    weights: network.Weights, held: list[Labelled], rows: list[tuple[int, int, int]], dropped: float = 0.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """The log-odds of each piece for each kind, and the kinds it has, of all rows end to end."""
    width = max(b - a for _, a, b in rows) + 2
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    inside = torch.zeros((len(rows), width), dtype=torch.bool)
    kinds = []
    for k, (n, a, b) in enumerate(rows):
        ids[k, : b - a + 2] = torch.from_numpy(np.concatenate([[CLS], held[n].pieces[a:b], [SEP]]))
        inside[k, 1 : b - a + 1] = True
        kinds.append(held[n].kinds[held[n].word_of[a:b]])
    lengths = torch.tensor([b - a + 2 for _, a, b in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = network.states(weights, ids, lengths, dropped)[inside]
        x = F.dropout(x, dropped, dropped > 0)
        logit = F.linear(x, weights["clauses.weight"], weights["clauses.bias"])
    return logit.float(), torch.from_numpy(np.concatenate(kinds)).float()


def train(weights: network.Weights, lessons: list[Labelled], target: Path) -> None:
    """Tune the weights in place; after every epoch they are kept, and an interrupted run goes on from there."""
    torch.manual_seed(SEED)
    learned = {k: v for k, v in weights.items() if v.requires_grad}
    with torch.no_grad():
        weights["clauses.bias"].fill_(-5.0)
    optimiser = torch.optim.AdamW(
        [
            {"params": [v for k, v in learned.items() if k.startswith("encoder.")], "lr": RATE, "weight_decay": DECAY},
            {"params": [v for k, v in learned.items() if not k.startswith("encoder.")], "lr": HEAD_RATE},
        ]
    )
    steps = len(plan(lessons, np.random.default_rng(SEED)))
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: max(LAST, min(1, (s + 1) / WARM_UP) * (LAST + (1 - LAST) * (1 - s / (steps * EPOCHS))))
    )
    kept = target / "kept.pt"
    first = 0
    if kept.exists():
        held = torch.load(kept)
        first = held["epoch"]
        optimiser.load_state_dict(held["optimiser"])
        falling.load_state_dict(held["falling"])
        with torch.no_grad():
            for name, tensor in held["weights"].items():
                weights[name].copy_(tensor)
    started = time.monotonic()
    for epoch in range(first, EPOCHS):
        batches = plan(lessons, np.random.default_rng(SEED + epoch))
        for step, rows in enumerate(batches):
            logit, kinds = scored(weights, lessons, rows, network.DROPPED)
            lost = F.binary_cross_entropy_with_logits(logit, kinds, reduction="none").sum(1).mean()
            optimiser.zero_grad(set_to_none=True)
            lost.backward()
            torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
            optimiser.step()
            falling.step()
            if step % 50 == 0:
                print(
                    f"epoch {epoch}, step {step} of {len(batches)}, {time.monotonic() - started:.0f} s, loss {lost.item():.4f}",
                    flush=True,
                )
        torch.save(
            {
                "epoch": epoch + 1,
                "weights": learned,
                "optimiser": optimiser.state_dict(),
                "falling": falling.state_dict(),
            },
            kept,
        )


def main() -> None:
    """Train on the contracts that are not held out, and write `clause_reader.safetensors`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("held_out", type=Path, help="a JSON list of the contracts to keep back")
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    import json

    kept_back = set(json.loads(options.held_out.read_text()))
    names, every = contracts(network.base_file().with_name("vocab.txt"))
    weights = start(SEED, len(names))
    train(weights, [c for c in every if c.name not in kept_back], options.target)
    written, _ = network.in_whole_numbers({k: v for k, v in weights.items() if v.requires_grad})
    save_file(written, options.target / "clause_reader.safetensors")


if __name__ == "__main__":
    main()

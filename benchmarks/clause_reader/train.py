"""Tune the last layers of the passage reader to tell which kinds of clause each word of a contract belongs to; write them as int8.

    python benchmarks/clause_reader/train.py HELD_OUT.json .enc/clause_reader

Needs torch, safetensors and tokenizers, and the records in `.data`; under an hour on two cores. It goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from lessons import Labelled, contracts
from safetensors.torch import save_file
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network
from epochs import tune

SEED, EPOCHS, RATE, HEAD_RATE, ROWS = 11, 10, 2e-4, 2e-3, 24
WINDOW, FROZEN, SILENT = 256, 3, 0.4
"""Word pieces that are read at once, the first layers, which stay as they are, and the share of windows without a clause that is used."""
READER = Path(__file__).parents[2] / "muniment/data/passage_reader.safetensors"
CLS, SEP = 101, 102


def start(seed: int, kinds: int) -> network.Weights:
    """The passage reader's layers over the base's embeddings, with a fresh head."""
    weights = network.base_weights("cpu", seed, {"clauses": kinds})
    network.put_on(weights, READER)
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
    layers = [v for k, v in learned.items() if k.startswith("encoder.")]
    head = [v for k, v in learned.items() if not k.startswith("encoder.")]

    def loss(rows: list[tuple[int, int, int]]) -> torch.Tensor:
        logit, kinds = scored(weights, lessons, rows, network.DROPPED)
        return F.binary_cross_entropy_with_logits(logit, kinds, reduction="none").sum(1).mean()

    tune(
        learned,
        [{"params": layers, "lr": RATE}, {"params": head, "lr": HEAD_RATE}],
        lambda epoch: plan(lessons, np.random.default_rng(SEED + epoch)),
        EPOCHS,
        loss,
        target,
    )


def main() -> None:
    """Train on the contracts that are not held out, and write `clause_reader.safetensors`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("held_out", type=Path, help="a JSON list of the contracts to keep back")
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    kept_back = set(json.loads(options.held_out.read_text()))
    names, every = contracts(network.base_file().with_name("vocab.txt"))
    weights = start(SEED, len(names))
    train(weights, [c for c in every if c.name not in kept_back], options.target)
    written, _ = network.in_whole_numbers({k: v for k, v in weights.items() if v.requires_grad})
    save_file(written, options.target / "clause_reader.safetensors")


if __name__ == "__main__":
    main()

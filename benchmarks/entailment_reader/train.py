"""Tune the clause reader, by low-rank steps (LoRA), to tell what a passage says of seventeen propositions; write the steps as float16.

    python benchmarks/entailment_reader/train.py .enc/entailment_reader

Needs torch, safetensors and tokenizers, and the records in `.data`; half an hour on two cores. It goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch
from lessons import SAYS, Said, passages, propositions
from safetensors.torch import save_file
from tokenizers import BertWordPieceTokenizer
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network
from epochs import tune
from lora import fresh_steps, stepped

SEED, EPOCHS, RATE, HEAD_RATE, ROWS = 11, 12, 1e-3, 3e-3, 48
RANK, FROZEN, LONGEST = 16, 2, 254
"""Rank of the steps, the first layers, which have none, and the word pieces of a passage that are read."""
DATA = Path(__file__).parents[2] / "muniment/data"
CLS, SEP = 101, 102


def start(seed: int, kinds: int) -> tuple[network.Weights, network.Weights]:
    """The clause reader's weights, which stay, with a fresh head; and the low-rank steps beside them."""
    weights = network.base_weights("cpu", seed, {"says": kinds})
    network.put_on(weights, *(DATA / f"{name}.safetensors" for name in ("passage_reader", "clause_reader")))
    for name, tensor in weights.items():
        tensor.requires_grad_(name.startswith("says."))
    steps = fresh_steps(weights, seed, RANK, FROZEN)
    return weights, steps


def scored(weights: network.Weights, rows: list[list[int]], dropped: float = 0.0) -> torch.Tensor:
    """The log-odds of what each passage says of each proposition (passages by propositions by `SAYS`)."""
    width = max(map(len, rows)) + 2
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    for k, row in enumerate(rows):
        ids[k, : len(row) + 2] = torch.tensor([CLS, *row, SEP])
    lengths = torch.tensor([len(row) + 2 for row in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = F.dropout(network.states(weights, ids, lengths, dropped)[:, 0], dropped, dropped > 0)
        logit = F.linear(x, weights["says.weight"], weights["says.bias"])
    return logit.float().view(len(rows), -1, len(SAYS))


def train(weights: network.Weights, steps: network.Weights, lessons: list[Said], target: Path) -> None:
    """Tune the steps and the head in place; after every epoch they are kept, and an interrupted run goes on from there."""
    torch.manual_seed(SEED)
    tokenizer = BertWordPieceTokenizer(str(network.base_file().with_name("vocab.txt")), lowercase=True)
    pieces = [
        e.ids[:LONGEST] for e in tokenizer.encode_batch([said.text for said in lessons], add_special_tokens=False)
    ]
    says = torch.from_numpy(np.stack([said.says for said in lessons]))
    head = {k: v for k, v in weights.items() if k.startswith("says.")}

    def batches(epoch: int) -> list[np.ndarray]:
        chance = np.random.default_rng(SEED + epoch)
        near = np.argsort([len(p) + chance.integers(0, 12) for p in pieces], kind="stable")
        cut = [near[k : k + ROWS] for k in range(0, len(near), ROWS)]
        chance.shuffle(cut)
        return cut

    def loss(batch: np.ndarray) -> torch.Tensor:
        logit = scored(stepped(weights, steps), [pieces[n] for n in batch], network.DROPPED)
        return F.cross_entropy(logit.flatten(0, 1), says[batch].flatten(), reduction="sum") / len(batch)

    groups = [{"params": list(steps.values()), "lr": RATE}, {"params": list(head.values()), "lr": HEAD_RATE}]
    tune({**steps, **head}, groups, batches, EPOCHS, loss, target)


def main() -> None:
    """Train on the agreements that are not held out, and write `entailment_reader.safetensors`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    weights, steps = start(SEED, len(propositions()) * len(SAYS))
    train(weights, steps, passages(), target)
    written = {k: v.detach().half().contiguous() for k, v in {**steps, **weights}.items() if v.requires_grad}
    save_file(written, target / "entailment_reader.safetensors")


if __name__ == "__main__":
    main()

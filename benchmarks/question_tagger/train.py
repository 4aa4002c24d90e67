"""Tune the last layers of all-MiniLM-L6-v2 to tell the words of a message that ask from those that only tell; write them as int8.

    python benchmarks/question_tagger/train.py .enc/tagger.jsonl .enc/held_out.jsonl .enc/tagger

Needs torch, safetensors and tokenizers; ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import BertWordPieceTokenizer
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network

SEED, EPOCHS, RATE, HEAD_RATE, DECAY, WARM_UP, LAST, ROWS = 11, 3, 2e-4, 2e-3, 0.01, 60, 0.03, 32
LONGEST, FROZEN = 160, 3
"""Word pieces of a message; the first layers, which stay as they are."""
CLS, SEP = 101, 102


def packed(file: Path, tokenizer: BertWordPieceTokenizer) -> list[tuple[list[int], list[int]]]:
    """Pieces and labels by message: 1 asks, 0 tells, -1 is not judged; pieces are those of each word, as they are served."""
    found = []
    for line in file.read_text("utf-8").splitlines():
        parts = json.loads(line)
        text = "".join(t for t, _ in parts)
        label = [{"asks": 1, "tells": 0, "either": -1}[kind] for t, kind in parts for _ in t]
        pieces: list[int] = []
        labels: list[int] = []
        for word in re.finditer(r"\S+", text):
            kinds = [label[k] for k in range(*word.span()) if text[k].isalnum()] or label[word.start() : word.end()]
            kind = -1 if -1 in kinds else round(sum(kinds) / len(kinds))
            ids = tokenizer.encode(word.group(), add_special_tokens=False).ids
            pieces += ids
            labels += [kind] * len(ids)
        found.append(([CLS, *pieces[: LONGEST - 2], SEP], [-1, *labels[: LONGEST - 2], -1]))
    return found


def batch(rows: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces, lengths, labels."""
    width = max(len(p) for p, _ in rows)
    ids = torch.tensor([p + [0] * (width - len(p)) for p, _ in rows])
    labels = torch.tensor([x + [-1] * (width - len(x)) for _, x in rows])
    return ids, torch.tensor([len(p) for p, _ in rows]), labels


def scored(
    weights: network.Weights, rows: list[tuple[list[int], list[int]]], dropped: float = 0.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """The log-odds of each judged piece that it asks, and its label."""
    ids, lengths, labels = batch(rows)
    x = network.states(weights, ids, lengths, dropped)
    logit = F.linear(x, weights["asks.weight"], weights["asks.bias"]).squeeze(-1)
    return logit[labels >= 0], labels[labels >= 0].float()


def train(weights: network.Weights, lessons: list[tuple[list[int], list[int]]]) -> None:
    """Tune the weights in place."""
    chance = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    learned = {k: v for k, v in weights.items() if v.requires_grad}
    optimiser = torch.optim.AdamW(
        [
            {"params": [v for k, v in learned.items() if k.startswith("encoder.")], "lr": RATE, "weight_decay": DECAY},
            {"params": [v for k, v in learned.items() if not k.startswith("encoder.")], "lr": HEAD_RATE},
        ]
    )
    plan = []
    for _ in range(EPOCHS):
        order = sorted(chance.permutation(len(lessons)), key=lambda n: len(lessons[n][0]) + chance.uniform(0, 12))
        groups = [order[k : k + ROWS] for k in range(0, len(order), ROWS)]
        plan += [groups[k] for k in chance.permutation(len(groups))]
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / WARM_UP) * (LAST + (1 - LAST) * (1 - s / len(plan)))
    )
    started = time.monotonic()
    for step, group in enumerate(plan):
        logit, label = scored(weights, [lessons[n] for n in group], network.DROPPED)
        lost = F.binary_cross_entropy_with_logits(logit, label)
        optimiser.zero_grad(set_to_none=True)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
        optimiser.step()
        falling.step()
        if step % 50 == 0:
            print(f"step {step} of {len(plan)}, {time.monotonic() - started:.0f} s, loss {lost.item():.3f}", flush=True)


def main() -> None:
    """Train, write `question_tagger.safetensors`, and tell how the held-out messages come out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lessons", type=Path)
    parser.add_argument("held_out", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    rows = packed(
        options.lessons, BertWordPieceTokenizer(str(network.base_file().with_name("vocab.txt")), lowercase=True)
    )
    held_out, lessons = rows[::10], [r for n, r in enumerate(rows) if n % 10]
    weights = network.base_weights("cpu", SEED, {"asks": 1})
    for name, tensor in weights.items():
        frozen = name.startswith("encoder.") and int(name.split(".")[2]) < FROZEN
        tensor.requires_grad_(tensor.requires_grad and not frozen)
    train(weights, lessons)
    tuned = {k: v for k, v in weights.items() if v.requires_grad}
    written, meant = network.in_whole_numbers(tuned)
    save_file(written, options.target / "question_tagger.safetensors")
    with torch.no_grad():
        pairs = [scored({**weights, **meant}, held_out[k : k + ROWS]) for k in range(0, len(held_out), ROWS)]
    logit, label = (torch.cat([p[n] for p in pairs]) for n in (0, 1))
    for sure in (0.5, 0.1, 0.05, 0.02, 0.01):
        told = torch.sigmoid(logit) < sure
        print(
            f"chance of asking below {sure}: {told[label == 0].float().mean():.3f} of what tells, {told[label == 1].float().mean():.4f} of what asks"
        )


if __name__ == "__main__":
    main()

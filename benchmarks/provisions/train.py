"""Tune the passage reader, by low-rank steps (LoRA), to tell which provision of a contract or a policy answers a question, or that none does.

    python benchmarks/provisions/train.py CANDIDATES.pkl TARGET [--without FOLD]

`CANDIDATES.pkl` is what `candidates.py` writes: of each question its fold and the provisions that stand nearest, with which of them answer. Needs
torch, safetensors and tokenizers; eight minutes on two cores. The loss is over the list of a question's provisions and "none" (whose log-odds
are 0).
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import BertWordPieceTokenizer

sys.path.append(str(Path(__file__).parents[1] / "passage_reader"))
import network
from lora import fresh_steps, stepped

SEED, EPOCHS, RATE, ROWS, RANK, FROZEN = 11, 1, 4e-4, 12, 8, 0
LONGEST, LONGEST_QUESTION = 200, 64
CLS, SEP = 101, 102
READER = Path(__file__).parents[2] / "muniment/data/passage_reader.safetensors"


def start() -> network.Weights:
    """The passage reader's weights, which stay."""
    weights = network.base_weights("cpu", SEED, {"answers": 1, "span": 2})
    network.put_on(weights, READER)
    for tensor in weights.values():
        tensor.requires_grad_(False)
    return weights


def answers(weights: network.Weights, rows: list[list[int]], dropped: float = 0.0) -> torch.Tensor:
    """The log-odds that each provision answers."""
    width = max(map(len, rows))
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    for k, row in enumerate(rows):
        ids[k, : len(row)] = torch.tensor(row)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = network.states(weights, ids, torch.tensor([len(r) for r in rows]), dropped)[:, 0]
        return torch.nn.functional.linear(x, weights["answers.weight"], weights["answers.bias"]).squeeze(-1).float()


def chosen(question: dict[str, Any], chance: np.random.Generator) -> list[int]:
    """The provisions of a question for one step: those that answer, and others, the nearest more often."""
    right = [n for n, r in enumerate(question["right"]) if r][: ROWS // 2]
    others = [n for n, r in enumerate(question["right"]) if not r]
    weigh = 1 / (2 + np.arange(len(others)))
    count = min(ROWS - len(right), len(others))
    drawn = chance.choice(len(others), count, replace=False, p=weigh / weigh.sum()) if count else []
    return right + [others[int(n)] for n in drawn]


def main() -> None:
    """Train on the questions that are not left out, and write the steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("candidates", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--without", type=int)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    every = [q for q in pickle.loads(options.candidates.read_bytes()) if q["fold"] != options.without and q["texts"]]
    tokenizer = BertWordPieceTokenizer(str(network.base_file().with_name("vocab.txt")), lowercase=True)

    def pieces(text: str) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids)

    for q in every:
        asked = pieces(q["question"])[:LONGEST_QUESTION]
        q["rows"] = [[CLS, *asked, SEP, *pieces(t)[:LONGEST], SEP] for t in q["texts"]]
    weights = start()
    steps = fresh_steps(weights, SEED, RANK, FROZEN)
    optimiser = torch.optim.AdamW(list(steps.values()), lr=RATE, weight_decay=0.01)
    total = EPOCHS * len(every)
    falling = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 40) * max(0.03, 1 - s / total))
    began = time.monotonic()
    for epoch in range(EPOCHS):
        chance = np.random.default_rng(SEED + epoch)
        lost_of_all = 0.0
        for step, n in enumerate(chance.permutation(len(every))):
            q = every[int(n)]
            taken = chosen(q, chance)
            scores = answers(stepped(weights, steps), [q["rows"][k] for k in taken], network.DROPPED)
            logits = torch.cat([scores, torch.zeros(1)])
            right = torch.tensor([bool(q["right"][k]) for k in taken] + [not any(q["right"])])
            if not right.any():
                continue
            lost = torch.logsumexp(logits, 0) - torch.logsumexp(logits[right], 0)
            optimiser.zero_grad(set_to_none=True)
            lost.backward()
            torch.nn.utils.clip_grad_norm_(list(steps.values()), 1.0)
            optimiser.step()
            falling.step()
            lost_of_all += lost.item()
            if step % 100 == 99:
                print(
                    f"epoch {epoch}, {step + 1} of {len(every)}, {time.monotonic() - began:.0f} s, loss {lost_of_all / (step + 1):.3f}",
                    flush=True,
                )
    save_file({k: v.detach().half().contiguous() for k, v in steps.items()}, options.target)


if __name__ == "__main__":
    main()

"""Tune all-MiniLM-L6-v2 as the passage reader on packed lessons, write it as int8, and tell what it makes of the lessons held out.

python benchmarks/passage_reader/train.py .enc/lessons.npz.xz .enc/reader [--try]

Needs the extra `tune` and a GPU (on a processor only `--try` is sensible). Lessons that are held out are never learned from.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import network
import numpy as np
import torch
from batches import Batch, Packed
from held_out import cosines, score, table
from safetensors.torch import save_file
from torch.nn import functional as F

SEED, EPOCHS, RATE, HEAD_RATE, DECAY, WARM_UP, LAST = 11, 4, 1e-4, 1e-3, 0.01, 100, 0.03
"""The rate rises for `WARM_UP` steps and falls in a line to `LAST` of itself."""
SPAN_SHARE, SILENT_SHARE = 0.5, 0.15
"""What the answer's words weigh in the loss, and among them those of passages that do not answer."""


def loss(weights: network.Weights, batch: Batch) -> torch.Tensor:
    """Three parts: does this passage answer; which of the lesson's does, or none (log-odds 0); with which words, or none (the first token)."""
    logit, span = network.judge(weights, batch.ids, batch.lengths, network.DROPPED)
    right = batch.answers.float()
    each = F.binary_cross_entropy_with_logits(logit, right)

    lessons, places = int(batch.lesson.max()) + 1, int(batch.place.max()) + 1
    never = torch.finfo(torch.float32).min / 4
    empty = torch.full((lessons, places), never, device=logit.device)
    where = (batch.lesson, batch.place)
    every = empty.index_put(where, logit)
    answering = empty.index_put(where, torch.where(batch.answers, logit, torch.full_like(logit, never)))
    none = torch.zeros(lessons, 1, device=logit.device)
    has = torch.zeros(lessons, device=logit.device).index_add(0, batch.lesson, right) > 0
    wanted = torch.where(has, torch.logsumexp(answering, 1), none[:, 0])
    among = (torch.logsumexp(torch.cat([every, none], 1), 1) - wanted).mean()

    place = torch.arange(span.shape[1], device=span.device)
    inside = ((place >= batch.at[:, None]) & (place < batch.lengths[:, None] - 1)) | (place == 0)
    span = span.masked_fill(~inside[..., None], -1e4)
    ends = F.cross_entropy(span[..., 0], batch.start, reduction="none")
    ends = ends + F.cross_entropy(span[..., 1], batch.end, reduction="none")
    share = torch.where(batch.answers, 1.0, SILENT_SHARE)
    return each + among + SPAN_SHARE * (ends * share).sum() / share.sum()


def train(weights: network.Weights, packed: Packed, most: int | None = None) -> None:
    """Tune the weights in place, for at most so many steps."""
    chance = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    learned = {k: v for k, v in weights.items() if v.requires_grad}
    body = [v for k, v in learned.items() if k.startswith("encoder.")]
    heads = [v for k, v in learned.items() if not k.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": [v for v in body if v.dim() > 1], "lr": RATE, "weight_decay": DECAY},
            {"params": [v for v in body if v.dim() == 1], "lr": RATE, "weight_decay": 0},
            {"params": heads, "lr": HEAD_RATE, "weight_decay": 0},
        ],
        betas=(0.9, 0.98),
    )
    lessons = np.flatnonzero(~packed.held_out)
    plan = [batch for _ in range(EPOCHS) for batch in packed.plan(lessons, chance)][:most]
    print(f"{len(lessons)} lessons, {len(plan)} steps, {sum(v.numel() for v in learned.values())} weights learn")
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / WARM_UP) * (LAST + (1 - LAST) * (1 - step / len(plan)))
    )
    started = time.monotonic()
    for step, planned in enumerate(plan):
        lost = loss(weights, packed.batch(planned))
        optimiser.zero_grad(set_to_none=True)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
        optimiser.step()
        falling.step()
        if step % 200 == 0 or most:
            print(f"step {step}, {time.monotonic() - started:.0f} s, loss {lost.item():.3f}", flush=True)
    print(f"trained in {time.monotonic() - started:.0f} s")


def main() -> None:
    """Train, write `passage_reader.safetensors` and `held_out.md`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lessons", type=Path, help="the file that lessons.py wrote")
    parser.add_argument("target", type=Path, help="a folder for what is written")
    parser.add_argument("--try", action="store_true", dest="short", help="three steps, and sixty lessons held out")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = True
    packed = Packed(options.lessons, device)
    held_out = np.flatnonzero(packed.held_out)
    held_out = held_out[:: len(held_out) // 60] if options.short else held_out
    weights = network.base_weights(device, SEED, network.HEADS)
    with torch.no_grad():
        untuned = cosines(weights, packed, held_out)
    train(weights, packed, 3 if options.short else None)
    written, meant = network.in_whole_numbers(weights)
    told = {"base": "all-MiniLM-L6-v2", "gelu": "tanh", "int8": "weight = int8 * scale[row]"}
    save_file(written, options.target / "passage_reader.safetensors", told)
    with torch.no_grad():
        scores = score(meant, packed, held_out)
    lines = "\n".join(table(packed, held_out, scores, untuned))
    (options.target / "held_out.md").write_text(lines + "\n", encoding="utf-8")
    print(lines)


if __name__ == "__main__":
    main()

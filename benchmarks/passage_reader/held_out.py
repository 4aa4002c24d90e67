"""What the reader makes of the lessons held out, by source, next to the cosine of the untuned model. Nothing is chosen by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import network
import numpy as np
import torch
from batches import CLS, LONGEST, SEP, Array, Packed, padded
from torch.nn import functional as F


class Scores(NamedTuple):
    """Of each pair: the score, and the first and the last piece of the likeliest answer. NaN where it was not scored."""

    answers: Array
    start: Array
    end: Array


def score(weights: network.Weights, packed: Packed, lessons: Array) -> Scores:
    """Score some lessons' pairs."""
    answers = np.full(len(packed.lesson), np.nan, np.float32)
    first, last = np.zeros(len(answers), np.int64), np.zeros(len(answers), np.int64)
    for planned in packed.plan(lessons):
        batch = packed.batch(planned)
        logits, span = network.judge(weights, batch.ids, batch.lengths)
        answers[batch.pairs] = logits.cpu().numpy()
        width = span.shape[1]
        place = torch.arange(width, device=span.device)
        inside = (place >= batch.at[:, None]) & (place < batch.lengths[:, None] - 1)
        span = span.masked_fill(~inside[..., None], -1e4)
        forward = torch.triu(torch.ones(width, width, dtype=torch.bool, device=span.device))
        for n in range(0, len(batch.pairs), 128):
            both = span[n : n + 128, :, None, 0] + span[n : n + 128, None, :, 1]
            best = both.masked_fill(~forward, -1e9).flatten(1).argmax(1)
            at, some = batch.at[n : n + 128], batch.pairs[n : n + 128]
            first[some] = (best // width - at).cpu().numpy()
            last[some] = (best % width - at).cpu().numpy()
    return Scores(answers, first, last)


def cosines(weights: network.Weights, packed: Packed, lessons: Array) -> Array:
    """The untuned model's cosine of each pair: the mean of the tokens' states, as an embedding model is used."""
    pairs = packed.pairs_of(lessons)
    used = np.unique(packed.passage[pairs])
    asked = _embedded(weights, [packed.question(n) for n in lessons], packed.device)
    told = _embedded(weights, [packed.told_by(n)[: LONGEST - 2] for n in used], packed.device)
    found = np.full(len(packed.lesson), np.nan, np.float32)
    at = np.searchsorted(lessons, packed.lesson[pairs])
    found[pairs] = (asked[at] * told[np.searchsorted(used, packed.passage[pairs])]).sum(1)
    return found


def _embedded(weights: network.Weights, texts: Sequence[Array], device: str) -> Array:
    found = np.zeros((len(texts), 384), np.float32)
    order = np.argsort([len(t) for t in texts])
    for n in range(0, len(order), 128):
        some = order[n : n + 128]
        ids, lengths = (
            torch.from_numpy(x).to(device) for x in padded([np.concatenate([[CLS], texts[k], [SEP]]) for k in some])
        )
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            states = network.states(weights, ids, lengths).float()
        mask = (torch.arange(ids.shape[1], device=device) < lengths[:, None])[..., None]
        found[some] = F.normalize((states * mask).sum(1) / lengths[:, None], dim=-1).cpu().numpy()
    return found


def table(packed: Packed, lessons: Array, scores: Scores, cosine: Array) -> Iterator[str]:
    """A Markdown table, a source a line.

    AUC is over pairs; R@1 is how often the best passage answers, of lessons that have one that does; "at 95 %" is the share of all lessons
    that may be answered, best first, while 95 in 100 are right; EM and F1 compare the word pieces of right passages' answers.
    """
    yield "| source | lessons | without answer | pairs | AUC | untuned | R@1 | untuned | at 95 % | EM | F1 |"
    yield "|---|" + "---:|" * 10
    filings = [n for n, name in enumerate(packed.names) if name.startswith("filings")]
    rows = [(name, [n]) for n, name in enumerate(packed.names)]
    for name, sources in [*rows, ("filings, all", filings), ("everything", list(range(len(packed.names))))]:
        own = lessons[np.isin(packed.source[lessons], sources)]
        if not len(own):
            continue
        pairs = packed.pairs_of(own)
        right = packed.answers[pairs]
        has = np.array([packed.answers[packed.pairs_of([n])].any() for n in own])
        best, hit = _best(packed, own, scores.answers)
        _, cosine_hit = _best(packed, own, cosine)
        exact, f1 = _overlap(packed, pairs[right], scores)
        figures = [
            auc(right, scores.answers[pairs]),
            auc(right, cosine[pairs]),
            _mean(hit[has]),
            _mean(cosine_hit[has]),
            _coverage(best, hit),
            _mean(exact),
            _mean(f1),
        ]
        cells = [name, str(len(own)), str(int((~has).sum())), str(len(pairs))]
        yield "| " + " | ".join(cells + ["" if np.isnan(f) else f"{f:.3f}" for f in figures]) + " |"


def auc(right: Array, score: Array) -> float:
    """How often a right pair scores above a wrong one; ties count half. NaN where there are none of a kind."""
    if right.all() or not right.any():
        return float("nan")
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    several = int(right.sum())
    return float((rank[right].sum() - several * (several + 1) / 2) / (several * (len(right) - several)))


def _best(packed: Packed, lessons: Array, score: Array) -> tuple[Array, Array]:
    """Of each lesson, its best pair's score and whether that one answers."""
    chosen = np.array([packed.first[n] + score[packed.first[n] : packed.first[n + 1]].argmax() for n in lessons])
    return score[chosen], packed.answers[chosen]


def _coverage(best: Array, hit: Array, wanted: float = 0.95) -> float:
    precision = np.cumsum(hit[np.argsort(-best, kind="stable")]) / np.arange(1, len(hit) + 1)
    enough = np.flatnonzero(precision >= wanted)
    return (int(enough[-1]) + 1) / len(hit) if len(enough) else 0.0


def _overlap(packed: Packed, pairs: Array, scores: Scores) -> tuple[Array, Array]:
    first, last, start, end = scores.start[pairs], scores.end[pairs], packed.start[pairs], packed.end[pairs]
    shared = np.maximum(0, np.minimum(last, end) - np.maximum(first, start) + 1)
    return (first == start) & (last == end), 2 * shared / ((last - first + 1) + (end - start + 1))


def _mean(values: Array) -> float:
    return float(values.mean()) if len(values) else float("nan")

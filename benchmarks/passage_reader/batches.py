"""The packed lessons as padded batches of whole lessons of like length. Nothing is learned or scored here."""

from __future__ import annotations

import io
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

CLS, SEP, LONGEST, TOKENS = 101, 102, 384, 49_152
"""The marks, the most word pieces of a pair, and the padded pieces of a batch."""
Array = np.ndarray[Any, np.dtype[Any]]


class Batch(NamedTuple):
    """Pairs of whole lessons. `at` is where a passage starts; `start` and `end` are places in the row, 0 where nothing answers."""

    pairs: Array
    ids: torch.Tensor
    lengths: torch.Tensor
    at: torch.Tensor
    start: torch.Tensor
    end: torch.Tensor
    answers: torch.Tensor
    lesson: torch.Tensor
    """The pair's lesson, counted in the batch."""
    place: torch.Tensor
    """The pair's place in its lesson."""


class Packed:
    """The file that `lessons.py` writes."""

    def __init__(self, file: Path, device: str) -> None:
        with np.load(io.BytesIO(lzma.decompress(file.read_bytes()))) as held:
            kept: dict[str, Array] = {k: held[k] for k in held.files}
        self.device = device
        self.names = [str(n) for n in kept["names"]]
        self.source, self.held_out = kept["source"], kept["dev"]
        self.lesson, self.passage, self.answers = kept["group"], kept["passage"], kept["label"]
        self.first = np.searchsorted(self.lesson, np.arange(len(self.source) + 1))
        self.count = np.diff(self.first)
        self._questions, self._asked_at = kept["qtok"].astype(np.int64), kept["qoff"]
        self._passages, self._told_at = kept["ptok"].astype(np.int64), kept["poff"]
        self._asked = np.diff(self._asked_at)[self.lesson]
        self.told = np.minimum(np.diff(self._told_at)[self.passage], LONGEST - 3 - self._asked)
        self.length = self.told + self._asked + 3
        self.start, self.end = kept["start"], np.minimum(kept["end"], self.told - 1)
        self._widest = np.maximum.reduceat(self.length, self.first[:-1])

    def question(self, lesson: int) -> Array:
        """A question's word pieces."""
        return self._questions[self._asked_at[lesson] : self._asked_at[lesson + 1]]

    def told_by(self, passage: int) -> Array:
        """A passage's word pieces."""
        return self._passages[self._told_at[passage] : self._told_at[passage + 1]]

    def plan(self, lessons: Array, chance: np.random.Generator | None = None) -> list[list[int]]:
        """Lessons by batches of like length; with `chance`, the lengths are blurred by a seventh and the batches shuffled."""
        blur = chance.uniform(0.85, 1.15, len(lessons)) if chance else 1
        planned: list[list[int]] = []
        held: list[int] = []
        pairs = width = 0
        for lesson in lessons[np.argsort(self._widest[lessons] * blur, kind="stable")]:
            own = _rounded(int(self._widest[lesson]))
            if held and (pairs + self.count[lesson]) * max(width, own) > TOKENS:
                planned.append(held)
                held, pairs, width = [], 0, 0
            held.append(int(lesson))
            pairs, width = pairs + int(self.count[lesson]), max(width, own)
        planned.append(held)
        if chance:
            chance.shuffle(planned)
        return planned

    def pairs_of(self, lessons: Sequence[int] | Array) -> Array:
        """The numbers of the lessons' pairs."""
        return np.concatenate([np.arange(self.first[n], self.first[n + 1]) for n in lessons])

    def batch(self, lessons: Sequence[int]) -> Batch:
        """The lessons' pairs, padded."""
        pairs = self.pairs_of(lessons)
        rows = [
            np.concatenate(
                [[CLS], self.question(self.lesson[p]), [SEP], self.told_by(self.passage[p])[: self.told[p]], [SEP]]
            )
            for p in pairs
        ]
        ids, lengths = padded(rows)
        at, right = self._asked[pairs] + 2, self.answers[pairs]
        counts = self.count[np.array(lessons)]
        return Batch(
            pairs,
            *(
                torch.from_numpy(np.ascontiguousarray(values)).to(self.device)
                for values in (
                    ids,
                    lengths,
                    at.astype(np.int64),
                    np.where(right, at + self.start[pairs], 0).astype(np.int64),
                    np.where(right, at + self.end[pairs], 0).astype(np.int64),
                    right,
                    np.repeat(np.arange(len(lessons)), counts),
                    np.concatenate([np.arange(n) for n in counts]),
                )
            ),
        )


def padded(rows: Sequence[Array]) -> tuple[Array, Array]:
    """Rows of word pieces as one array, as wide as the longest rounded up to sixteen; and their lengths."""
    lengths = np.array([len(r) for r in rows], np.int64)
    ids = np.zeros((len(rows), _rounded(int(lengths.max()))), np.int64)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = row
    return ids, lengths


def _rounded(length: int) -> int:
    return min(LONGEST, (length + 15) // 16 * 16)

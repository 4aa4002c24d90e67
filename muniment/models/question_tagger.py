"""A small model that tells, in a message, the words that ask from those that only tell a story around them.

It is all-MiniLM-L6-v2 with its last layers tuned (`muniment/data/question_tagger.json` tells on what, and what it gave on messages it
had not seen), run by llama.cpp. Nothing is decided here: what is passed over is said by `agents.reading.background`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from muniment.errors import ModelUnavailable
from muniment.models.token_encoder import CLS, SEP, TokenEncoder

LONGEST = 160
"""Word pieces of a message that are read at once: as it was trained."""


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word as typed, between spaces: the places of its characters, and the chance that it asks."""

    start: int
    end: int
    asks: float


class QuestionTagger:
    """The tagger, loaded when it is first asked."""

    def __init__(self, home: Path) -> None:
        self._encoder = TokenEncoder(home, "question_tagger")
        self.tagged = lru_cache(64)(self._tagged)

    def __call__(self, text: str) -> tuple[TaggedWord, ...]:
        """The words of a message; those behind what the model reads at once ask, and where it cannot be used, none is told."""
        try:
            return self.tagged(text)
        except ModelUnavailable:
            return ()

    def _tagged(self, text: str) -> tuple[TaggedWord, ...]:
        words = [m.span() for m in re.finditer(r"\S+", text)]
        pieces = [(p, n) for n, (start, end) in enumerate(words) for p in self._encoder.pieces(text[start:end])]
        pieces = pieces[: LONGEST - 2]
        states = self._encoder.states([CLS, *(p for p, _ in pieces), SEP])[1:-1]
        odds = states @ self._encoder.heads["asks.weight"][0] + self._encoder.heads["asks.bias"][0]
        chances = 1 / (1 + np.exp(-odds.astype(np.float64)))
        of_word: dict[int, list[float]] = {}
        for (_, n), chance in zip(pieces, chances, strict=True):
            of_word.setdefault(n, []).append(float(chance))
        return tuple(
            TaggedWord(start, end, round(sum(c) / len(c), 4) if (c := of_word.get(n)) else 1.0)
            for n, (start, end) in enumerate(words)
        )

"""A small model that tells which kinds of clause the words of a contract belong to, all kinds in one pass.

It is the passage reader with its last layers tuned on the 41 kinds of CUAD (`muniment/data/clause_reader.json` tells on what, and what
it gave on contracts it had not seen), run by llama.cpp. Which stretches are told as clauses is said by `tools.contracts.clauses`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import orjson

from muniment.models.token_encoder import CLS, SEP, States, TokenEncoder

WINDOW, STEP = 254, 192
"""Word pieces that are read at once, as it was trained, and how far the next window begins: where two overlap, the one counts in which
a piece stands farther from the edge."""
Words = list[tuple[int, int]]


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of clause, as CUAD names them, in the order of the model's scores."""
    return tuple(orjson.loads((files("muniment.data") / "clause_reader.json").read_bytes())["kinds"])


class ClauseReader:
    """The reader, loaded when it is first asked.

    Raises:
        ModelUnavailable: on first use, when the package with the base model's weights is not installed.
    """

    def __init__(self, home: Path) -> None:
        self._encoder = TokenEncoder(home, "clause_reader")
        self._pieces = lru_cache(20_000)(self._encoder.pieces)
        self.read = lru_cache(8)(self._read)

    def _read(self, text: str) -> tuple[Words, States]:
        """The words of a text, between spaces, by their places; and the log-odds of each to belong to each kind (words by kinds)."""
        words = [m.span() for m in re.finditer(r"\S+", text)]
        each = [self._pieces(text[start:end]) for start, end in words]
        of_word = np.repeat(np.arange(len(words)), [len(p) for p in each])
        odds = self._odds([p for pieces in each for p in pieces])
        sums = np.zeros((len(words), len(kinds())), np.float32)
        np.add.at(sums, of_word, odds)
        count = np.maximum(np.bincount(of_word, minlength=len(words)), 1).astype(np.float32)
        return words, sums / count[:, None]

    def _odds(self, pieces: list[int]) -> States:
        """The log-odds of each piece."""
        heads = self._encoder.heads
        weight, bias = heads["clauses.weight"], heads["clauses.bias"]
        count = len(pieces)
        odds = np.zeros((count, len(bias)), np.float32)
        farthest = np.full(count, -1)
        for start in range(0, max(1, count - WINDOW + STEP), STEP):
            end = min(count, start + WINDOW)
            if end == start:
                break
            here = np.arange(start, end)
            before = here - start if start else np.full(end - start, count)
            behind = end - 1 - here if end < count else np.full(end - start, count)
            edge = np.minimum(before, behind)
            states = self._encoder.states([CLS, *pieces[start:end], SEP])[1:-1]
            better = edge > farthest[start:end]
            odds[start:end][better] = (states @ weight.T + bias)[better]
            farthest[start:end][better] = edge[better]
        return odds

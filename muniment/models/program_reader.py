"""A small model that reads a question with the rows and sentences of a record: which numbers it wants, and what is to be done with them.

It is all-MiniLM-L6-v2, tuned on questions whose answer is computed from such rows (`muniment/data/program_reader.json` tells on which, and
what it gave on documents it had not seen), run by llama.cpp; its heads are small enough for numpy. It never sees a digit: each number
is one mark (`tools.own.cell_lines`). Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from muniment.models.token_encoder import States, TokenEncoder

PAIRED, WIDTH = 3, 32
"""How many shapes are of an ordered pair, and how wide the space is in which a pair's two numbers are compared."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the model says of a question and the numbers read with it.

    Args:
        shapes: a score for each shape of program.
        roles: for each number a score for each role; numbers by roles.
        pairs: for each shape of an ordered pair, each first number and each second one; shapes by numbers by numbers.
    """

    shapes: States
    roles: States
    pairs: States


class ProgramReader:
    """The reader, loaded when it is first asked.

    Raises:
        ModelUnavailable: on first use, when the package with the base model's weights is not installed.
    """

    def __init__(self, home: Path) -> None:
        self._encoder = TokenEncoder(home, "program_reader")
        self.pieces = lru_cache(4096)(self._encoder.pieces)

    def read(self, pieces: Sequence[int], places: Sequence[int]) -> Marks:
        """What it says of a question's lines, in word pieces, and of the numbers whose marks stand at some places."""
        states = self._encoder.states(pieces)
        at = states[list(places)]

        def head(name: str, over: States) -> States:
            return np.asarray(over @ self._encoder.heads[f"{name}.weight"].T + self._encoder.heads[f"{name}.bias"])

        first, second = (head(name, at).reshape(-1, PAIRED, WIDTH).transpose(1, 0, 2) for name in ("first", "second"))
        pairs = first @ second.transpose(0, 2, 1) / np.sqrt(WIDTH)
        return Marks(head("shape", states[:1])[0], head("role", at), pairs.astype(np.float32))

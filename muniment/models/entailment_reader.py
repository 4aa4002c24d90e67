"""A small model that tells what a passage of a confidentiality agreement says of seventeen propositions: follows, contradicted, or neither.

It is the clause reader with low-rank steps over its last layers, tuned on ContractNLI (`muniment/data/entailment_reader.json` tells on what, and
what it gave on agreements it had not seen), run by llama.cpp. What an agreement as a whole says is told by `tools.contracts.entailment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from muniment.models.token_encoder import CLS, SEP, TokenEncoder

LONGEST = 254
"""Word pieces of a passage that are read, as it was trained."""
SAYS = 3
"""What a passage may say of a proposition, by number: nothing, that it follows, that it is contradicted."""


@cache
def propositions() -> tuple[str, ...]:
    """The propositions, as ContractNLI words them, in the order of the model's scores."""
    return tuple(orjson.loads((files("muniment.data") / "entailment_reader.json").read_bytes())["propositions"])


class EntailmentReader:
    """The reader, loaded when it is first asked.

    Raises:
        ModelUnavailable: on first use, when the package with the base model's weights is not installed.
    """

    def __init__(self, home: Path) -> None:
        self._encoder = TokenEncoder(home, "entailment_reader")

    def read(self, passages: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """The chances of what each passage says of each proposition: passages by propositions by `SAYS`."""
        weight, bias = self._encoder.heads["says.weight"], self._encoder.heads["says.bias"]
        rows = []
        for passage in passages:
            pieces = self._encoder.pieces(passage)[:LONGEST]
            state = self._encoder.states([CLS, *pieces, SEP])[0]
            scores = (weight @ state + bias).reshape(-1, SAYS).astype(np.float64)
            scores = np.exp(scores - scores.max(1, keepdims=True))
            rows.append(scores / scores.sum(1, keepdims=True))
        return np.array(rows).reshape(len(rows), len(propositions()), SAYS)

"""A tuned MiniLM run by llama.cpp, token by token: what the readers and the question tagger are made of.

It gives the last layer's states; what they mean is said by the heads of those who ask.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from muniment.calls import go_on
from muniment.models.gguf import ENCODING, bindings, threads
from muniment.models.minilm import tuned_heads, tuned_model_path

CLS, SEP, WIDTH = 101, 102, 384
States = np.ndarray[Any, np.dtype[np.float32]]

LONGEST_WORD = 100
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})\S+")
_open: dict[str, Any] = {}
"""Those that were asked, by name: what the package carries is the same in every home, and is held once in a process."""


class TokenEncoder:
    """The model, loaded when it is first asked; one text at a time.

    Args:
        home: where its file is, or is written.
        name: one of `minilm.TUNED`.

    Raises:
        ModelUnavailable: on first use, when the package with the base model's weights is not installed.
    """

    def __init__(self, home: Path, name: str) -> None:
        self._home, self._name = home, name

    @property
    def heads(self) -> dict[str, States]:
        """The heads over a token's state, by name."""
        return tuned_heads(self._name)

    def pieces(self, text: str) -> list[int]:
        """The word pieces of a text; a word is cut after `LONGEST_WORD` characters, as BERT's own tokenizer knows none longer."""
        with ENCODING:
            return list(self._loaded().tokenize(_LONG.sub(r"\1", text).encode(), add_bos=False, special=False))

    def states(self, pieces: Sequence[int]) -> States:
        """The last layer's state of each piece: an array of pieces by 384."""
        go_on()
        with ENCODING:
            model = self._loaded()
            batch = model._batch
            batch.reset()
            batch.add_sequence(list(pieces), 0, True)
            model._ctx.kv_cache_clear()
            model._ctx.decode(batch)
            states = bindings().llama_get_embeddings(model._ctx.ctx)
            return np.ctypeslib.as_array(states, shape=(len(pieces) * WIDTH,)).reshape(len(pieces), WIDTH).copy()

    def _loaded(self) -> Any:
        with ENCODING:
            if self._name not in _open:
                _open[self._name] = self._load()
            return _open[self._name]

    def _load(self) -> Any:
        llama = bindings().Llama(
            str(tuned_model_path(self._home, self._name)),
            embedding=True,
            pooling_type=bindings().LLAMA_POOLING_TYPE_NONE,
            n_ctx=512,
            n_batch=512,
            n_ubatch=512,
            flash_attn=True,
            n_threads=threads(),
            n_threads_batch=threads(),
            verbose=False,
        )
        atexit.register(llama.close)
        return llama

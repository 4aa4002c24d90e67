"""CUAD's contracts as word pieces with the kinds of clause that each piece belongs to; sixty contracts are held out.

The pieces are those of each word between spaces, as they are served. The contracts held out are those of the passage reader's
lessons (`benchmarks/passage_reader/lessons_of_contracts.py`), since its layers are where this training starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cuad
import numpy as np
from tokenizers import BertWordPieceTokenizer


@dataclass(frozen=True, slots=True)
class Labelled:
    """A contract: its pieces, the word each belongs to, the words' places, and the kinds of each word (words by kinds)."""

    name: str
    text: str
    pieces: np.ndarray[Any, np.dtype[np.int64]]
    word_of: np.ndarray[Any, np.dtype[np.int64]]
    words: list[tuple[int, int]]
    kinds: np.ndarray[Any, np.dtype[np.bool_]]


def contracts(vocabulary: Path) -> tuple[list[str], list[Labelled]]:
    """The names of the kinds, in the order of their first row, and every contract, by name."""
    rows = cuad.rows()
    names = list(dict.fromkeys(r["category"] for of in rows.values() for r in of))
    tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    return names, [_labelled(name, rows[name], names, tokenizer) for name in sorted(rows)]


def _labelled(name: str, rows: list[dict[str, Any]], names: list[str], tokenizer: BertWordPieceTokenizer) -> Labelled:
    text = cuad.text(name)
    words = [m.span() for m in re.finditer(r"\S+", text)]
    encoded = tokenizer.encode_batch([text[a : min(b, a + 100)] for a, b in words], add_special_tokens=False)
    word_of = np.repeat(np.arange(len(words)), [len(e.ids) for e in encoded])
    pieces = np.array([i for e in encoded for i in e.ids], np.int64)
    starts, ends = np.array([a for a, _ in words]), np.array([b for _, b in words])
    kinds = np.zeros((len(words), len(names)), bool)
    for row in rows:
        for span in row["spans"]:
            kinds[
                (starts < span["start"] + len(span["text"])) & (ends > span["start"]), names.index(row["category"])
            ] = True
    return Labelled(name, text, pieces, word_of, words, kinds)

"""A small model that reads a question with a passage: does the passage answer it, and with which words?

It is all-MiniLM-L6-v2, tuned as a cross-encoder (`muniment/data/passage_reader.json` tells on what, and what it gave on documents it
had not seen), run by llama.cpp; its two heads are small enough for numpy. Nothing is decided here: from which chance on an answer
is given is said by those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from muniment.models.token_encoder import CLS, SEP, States, TokenEncoder

LONGEST, LONGEST_QUESTION, LONGEST_ANSWER = 384, 64, 120
"""Word pieces of both together, of the question, and of the words that answer: as it was trained."""
SURE, NEVER = 7.0, -99.0
"""The score of `tools.answering` from which on a passage of a filing is taken to answer, and that of one that cannot."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader says of one passage: the log-odds that it answers, and the characters of the words that do."""

    answers: float
    start: int
    end: int


class PassageReader:
    """The reader, loaded when it is first asked.

    Args:
        home: where its file is, or is written.
        name: the reader's, or that of one tuned from it: `provision_reader` reads contracts and policies.

    Raises:
        ModelUnavailable: on first use, when the package with the base model's weights is not installed.
    """

    def __init__(self, home: Path, name: str = "passage_reader") -> None:
        self._encoder = TokenEncoder(home, name)

    def judge(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        """Judge each passage by itself; what is longer than the model reads is cut at its end."""
        asked = self._encoder.pieces(question)[:LONGEST_QUESTION]
        return [self._judge(asked, p) for p in passages]

    def _judge(self, asked: list[int], passage: str) -> Judgement:
        words = [m.span() for m in re.finditer(r"\S+", passage)]
        pieces = [
            (piece, n) for n, (start, end) in enumerate(words) for piece in self._encoder.pieces(passage[start:end])
        ]
        pieces = pieces[: LONGEST - 3 - len(asked)]
        states = self._encoder.states([CLS, *asked, SEP, *(p for p, _ in pieces), SEP])
        heads = self._encoder.heads
        answers = float(states[0] @ heads["answers.weight"][0] + heads["answers.bias"][0])
        inside = states[len(asked) + 2 : len(asked) + 2 + len(pieces)]
        if not pieces:
            return Judgement(answers, 0, 0)
        first, last = _likeliest(inside @ heads["span.weight"].T + heads["span.bias"])
        return Judgement(answers, words[pieces[first][1]][0], words[pieces[last][1]][1])


def _likeliest(scores: States) -> tuple[int, int]:
    """The first and the last piece of the likeliest stretch, by the sum of their scores."""
    count = len(scores)
    both = scores[:, :1] + scores[:, 1][None, :]
    reach = np.arange(count)[None, :] - np.arange(count)[:, None]
    both[(reach < 0) | (reach >= LONGEST_ANSWER)] = -np.inf
    first, last = divmod(int(both.argmax()), count)
    return first, last

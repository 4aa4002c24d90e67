"""The clauses of a contract: stretches that a tuned reader takes for one of 41 kinds, each with the chance that it is.

A clause is a sentence with the heading before it; a name, a party or a date is the words alone. The chance is graded by what the reader
says of the words, by how the stretch ranks among others of its kind in the contract, by its length and its place
(`benchmarks/clause_reader/grade.py` learns the weights). What a clause says is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
import orjson

from muniment.sentences import places
from muniment.tools.contracts.clause_words import headed, worded
from muniment.tools.contracts.plain_clauses import is_plain

Array = np.ndarray[Any, np.dtype[Any]]
Span = tuple[int, int]
OF_WORDS = frozenset({"Document Name", "Parties", "Agreement Date", "Effective Date"})
"""Kinds that are told by some words of a sentence."""
DATES = frozenset({"Agreement Date", "Effective Date"})
"""Of these, those whose words are a date; a run of others is cut out of a sentence."""
OF_SENTENCES = frozenset({"Effective Date"})
"""Of these, the one that is also told by a whole sentence: "on the day on which both have signed"."""
STEPS = (0.5, 0.2, 0.05)
"""Chances of a word from which on a run of words is a stretch of those kinds."""
LEAST_WORDS = 5
"""A sentence of fewer is a heading, and stands with the next."""
LEAST = 0.01
"""The chance that a word of a stretch must have at least, unless it says plainly what it is: below it, a stretch is never looked at."""
_SMALL = 1e-4
FEATURES, SLOPES = 10, (0, 5, 7, 9)
"""How many numbers a stretch is graded by, and which of them weigh otherwise in each kind."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a contract's text, of a kind, with the chance that it is one."""

    kind: str
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that may be a clause: its kind by number, its words (first and last), the chances of these, and whether it bears words
    of the kind, begins with its name, and says plainly that it is one."""

    kind: int
    first: int
    last: int
    mean: float
    most: float
    worded: bool = False
    headed: bool = False
    plain: bool = False


class Reader(Protocol):
    """Reads contracts; see `ClauseReader`."""

    def read(self, text: str) -> tuple[list[Span], Array]:
        """The words' places, and their log-odds by kind."""


def clauses(text: str, reader: Reader, names: Sequence[str]) -> tuple[Clause, ...]:
    """The clauses of a contract, the likeliest of each kind first; of stretches of a kind that overlap, the likeliest."""
    words, odds = reader.read(text)
    found: list[Clause] = []
    for kind, name in enumerate(names):
        every = stretches(text, words, odds, kind, name)
        chances = graded(every, len(words))
        taken = np.zeros(len(words), bool)
        for n in np.argsort(-chances, kind="stable"):
            s = every[n]
            if not taken[s.first : s.last + 1].any():
                taken[s.first : s.last + 1] = True
                found.append(Clause(name, words[s.first][0], words[s.last][1], round(float(chances[n]), 4)))
    return tuple(found)


def stretches(text: str, words: Sequence[Span], odds: Array, kind: int, name: str) -> list[Stretch]:
    """What may be clauses of a kind, the likeliest by its words first."""
    chances = 1 / (1 + np.exp(-odds[:, kind].astype(np.float64)))
    found = dict.fromkeys(_places(text, words, chances, name))
    each = []
    for first, last in found:
        own = chances[first : last + 1]
        said = text[words[first][0] : words[last][1]]
        plain = is_plain(name, said)
        if plain or own.max() >= LEAST:
            each.append(
                Stretch(
                    kind,
                    first,
                    last,
                    float(own.mean()),
                    float(own.max()),
                    worded(name, said),
                    headed(name, said),
                    plain,
                )
            )
    return sorted(each, key=lambda s: (-s.mean, s.first))


def _places(text: str, words: Sequence[Span], chances: Array, name: str) -> Iterator[Span]:
    """The first and the last word of each stretch."""
    if name in OF_WORDS:
        for least in STEPS:
            for first, last in _runs(chances >= least):
                if name not in DATES or re.search(r"\d", text[words[first][0] : words[last][1]]):
                    yield first, last
    for first, last in _sentences(text):
        if name == "Parties":
            inside = np.flatnonzero(chances[first : last + 1] >= STEPS[1])
            if len(inside):
                yield first + int(inside[0]), first + int(inside[-1])
        elif name not in OF_WORDS or name in OF_SENTENCES:
            yield first, last


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[Span, ...]:
    """Each sentence with the headings before it, by its first and last word; the same for all kinds of one contract."""
    return tuple(_with_headings(text, np.array([m.start() for m in re.finditer(r"\S+", text)])))


def _with_headings(text: str, starts: Array) -> Iterator[Span]:
    held: int | None = None
    for start, end in _unwrapped(text):
        first, last = (int(n) for n in np.searchsorted(starts, (start, end)))
        if last <= first:
            continue
        begin = first if held is None else held
        if last - begin < LEAST_WORDS:
            held = begin
            continue
        held = None
        yield begin, last - 1
    if held is not None:
        yield held, len(starts) - 1


def _unwrapped(text: str) -> Iterator[Span]:
    """The places of the sentences; one that goes on in small letters on the next line is one."""
    before: Span | None = None
    for start, end in places(text):
        if before is not None:
            if text[start].islower() and text[before[1] - 1] not in ".;:!?":
                before = before[0], end
                continue
            yield before
        before = start, end
    if before is not None:
        yield before


def _runs(wanted: Array) -> Iterator[Span]:
    """The first and last place of each run."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(np.int8), [0]])))
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(end) - 1


def features(every: Sequence[Stretch], count: int) -> Array:
    """What a stretch is graded by, a row each: log-odds of its words (mean and most), rank and share of the likeliest among those of its
    kind (which they all are, the likeliest first), its length, its place, from the contract's start and as a share of its words, and its
    words and heading (`clause_words`, `plain_clauses`)."""
    top = every[0].mean if every else 1.0
    rows = [
        (
            _log_odds(s.mean),
            _log_odds(s.most),
            np.log1p(rank),
            s.mean / max(top, _SMALL),
            np.log1p(s.last - s.first),
            np.log1p(s.first),
            s.first / count,
            float(s.worded),
            float(s.headed),
            float(s.plain),
        )
        for rank, s in enumerate(every)
    ]
    return np.array(rows, np.float64).reshape(len(rows), FEATURES)


def graded(every: Sequence[Stretch], count: int) -> Array:
    """The chance of each stretch to be a clause of its kind."""
    if not every:
        return np.zeros(0)
    weights = _weights()
    scaled = (features(every, count) - weights["mean"]) / weights["spread"]
    own = weights["of_kind"][every[0].kind]
    score = weights["bias"] + scaled @ weights["of_all"] + own[0] + scaled[:, SLOPES] @ own[1:]
    return np.asarray(1 / (1 + np.exp(-score)))


def _log_odds(chance: float) -> float:
    return float(np.log((chance + _SMALL) / (1 - chance + _SMALL)))


@cache
def _weights() -> dict[str, Array]:
    kept = orjson.loads((files("muniment.data") / "clause_reader.json").read_bytes())["grade"]
    return {name: np.array(value, np.float64) for name, value in kept.items()}

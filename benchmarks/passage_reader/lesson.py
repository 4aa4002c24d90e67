"""A lesson: a question, and passages of which some answer it (with the words that do) and some, or all, do not.

Lessons are gathered here, and every draw is made from one generator; where they come from is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from texts import Span

DATA = Path(__file__).parents[2] / ".data"
Candidate = tuple[str, Span | None]
"""A passage, and the characters of its words that answer; None where it does not."""

_MAY_LACK = frozenset(("tatqa", "policy", "filings-topic", "filings-def", "filings-why", "filings-head"))
"""Sources of which one lesson in seven loses its answer: the others have lessons without one already."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with its passages. Documents are held out whole: `held_out` lessons are for measuring alone."""

    source: str
    document: str
    question: str
    candidates: tuple[Candidate, ...]
    held_out: bool


@dataclass(slots=True)
class Lessons:
    """The lessons that were made so far, and the generator that their draws come from, in order."""

    chance: Random
    made: list[Lesson] = field(default_factory=list)

    def add(
        self, source: str, document: str, question: str, candidates: Sequence[Candidate], *, held_out: bool
    ) -> None:
        """Add a lesson, without the passages that are very short or there twice; with fewer than two it is none."""
        kept: dict[str, Span | None] = {}
        for text, span in candidates:
            if len(text.strip()) >= 15:
                kept.setdefault(text, span)
        silent = [text for text, span in kept.items() if span is None]
        if source in _MAY_LACK and self.chance.random() < 0.15 and len(silent) > 1:
            kept = dict.fromkeys(silent)
        if len(kept) >= 2:
            self.made.append(Lesson(source, document, question, tuple(kept.items()), held_out))

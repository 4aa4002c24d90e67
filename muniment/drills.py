"""Make drills, what a model learns from, out of lessons: for each question the programs proposed, and which is right.

The proposals must come from a ranker that has not seen the question, or the first would be right more often here than
anywhere else: so the lessons' documents are halved, and each half's are ranked by a network fitted on the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muniment.agents.lora import Drill
from muniment.agents.prompts import option_prompt, told_option
from muniment.errors import Abstention
from muniment.gguf import Model, Piece
from muniment.lessons import Lesson
from muniment.records import Found
from muniment.tools.curator import curate
from muniment.tools.program_ranker import Layers, as_layers
from muniment.tools.ranker_tuning import comes_to, examples, fit, wanted_value
from muniment.tools.record_cells import cells
from muniment.tools.record_finder import find_programs


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with its options in words, and the number of the right one (0: none is)."""

    id: str
    prompt: tuple[Piece, ...]
    options: int
    right: int


def choices(lessons: Sequence[Lesson], told: Callable[[str], None] = lambda said: None) -> list[Choice]:
    """The choices that lessons with records come to; those without a number as their answer are passed over."""
    halves: tuple[list[Lesson], list[Lesson]] = ([], [])
    for lesson in lessons:
        halves[_half(lesson.document)].append(lesson)
    found = []
    for own, other in (halves, halves[::-1]):
        told("describing proposals")
        data = examples(other)
        told("fitting a ranker")
        network = as_layers(fit(data))
        told("asking it")
        found += [c for lesson in own if (c := choice(lesson, network)) is not None]
    return sorted(found, key=lambda c: c.id)


def choice(lesson: Lesson, network: Layers | None = None) -> Choice | None:
    """One lesson's choice; None where it has no number, or nothing is proposed."""
    wanted = wanted_value(lesson)
    if wanted is None:
        return None
    try:
        ranked = find_programs(lesson.question, cells(lesson.records), lesson.history, network)
    except Abstention:
        return None
    if not ranked:
        return None
    curated = curate(Found(options=tuple(o.resolved for o in ranked)), lambda text: 0)
    options = [told_option(slot, curated.evidence) for slot in curated.options]
    prompt, _ = option_prompt(lesson.question, lesson.history, options)
    right = next((n for n, o in enumerate(ranked, 1) if o.proposal and comes_to(o.proposal, wanted)), 0)
    return Choice(lesson.id, tuple(prompt), len(options), right)


def as_drill(model: Model, made: Choice) -> Drill:
    """A choice as tokens: the prompt, then the digit and the end of the turn."""
    return Drill(tuple(model.tokens(made.prompt)), tuple(model.tokens([Piece(f"{made.right}<|im_end|>")])))


def _half(document: str) -> int:
    return int(hashlib.sha256(f"half {document}".encode()).hexdigest(), 16) % 2

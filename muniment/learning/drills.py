"""Make drills, what a model learns from, out of lessons: a question, the nearest sentences, and the words that answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from muniment.agents.lora import Drill
from muniment.agents.prompts import words_prompt
from muniment.learning.lessons import Lesson
from muniment.models.embeddings import Embedder
from muniment.models.gguf import Model
from muniment.models.language_model import END_OF_TURN, Piece
from muniment.tools.own.own_records import cut
from muniment.tools.own.ranker_tuning import answering_words
from muniment.tools.own.span_ranker import nearest_sentences

VARIANTS = 3
"""How often a question is drilled: once with the sentences that are read for it, and twice with some of them."""


def drills(
    lessons: Sequence[Lesson],
    model: Model,
    embedder: Embedder,
    seed: int,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> list[Drill]:
    """The drills of the lessons that words of their text answer; the same for the same seed."""
    rng, found = random.Random(seed), []
    for n, lesson in enumerate(lessons):
        told(n, len(lessons))
        words = answering_words(lesson)
        if not words:
            continue
        near, _ = nearest_sentences(lesson.question, cut(lesson.records), embedder)
        read = [s for _, _, s in near]
        holding = [s for s in read if words in " ".join(s.split())]
        if not holding:
            continue
        for variant in range(VARIANTS):
            kept = [s for s in read if s in holding or not variant or rng.random() < 0.5]
            found.append(drill(model, lesson.question, kept, words))
    return found


def drill(model: Model, question: str, read: Sequence[str], words: str) -> Drill:
    """One drill as tokens."""
    answer = [Piece(words, ours=False), Piece(END_OF_TURN)]
    return Drill(tuple(model.tokens(words_prompt(question, read))), tuple(model.tokens(answer)))

"""Rank the words of the nearest sentences by how likely they answer a text question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from muniment.models.embeddings import Embedder, check_vectors
from muniment.records import Passage, Quote
from muniment.sentences import sentences
from muniment.tools.own.ranking_network import Layers, chances, layers
from muniment.tools.own.text_spans import Matrix, Span, propose_spans
from muniment.wording import content_stems, held_share

READ, MOST = 3, 12
"""How many sentences are read (the answer lay in three of them for 97 of 100 tuning questions), and how many spans are kept."""


def nearest_sentences(
    question: str, passages: Sequence[Passage], embedder: Embedder
) -> tuple[list[tuple[Passage, int, str]], list[float]]:
    """The sentences nearest to a question in the order they stand, and how near each is."""
    every = [(p, n, s) for p in passages for n, s in enumerate(sentences(p.text))]
    if not every:
        return [], []
    vectors = embedder.embed([question, *(s for _, _, s in every)])
    near = check_vectors(vectors, len(every) + 1)[1:] @ vectors[0]
    wanted = content_stems(question)
    scores = [float(score) + 0.3 * held_share(wanted, s) for score, (_, _, s) in zip(near, every, strict=True)]
    kept = sorted(sorted(range(len(every)), key=lambda n: -scores[n])[:READ])
    kept.sort(key=lambda n: (every[n][0].record, every[n][0].start, every[n][1]))
    return [every[n] for n in kept], [scores[n] for n in kept]


def described_spans(
    question: str, passages: Sequence[Passage], embedder: Embedder
) -> tuple[list[tuple[Passage, int, str]], list[Span], Matrix]:
    """The sentences read, their spans, and the spans' features."""
    read, near = nearest_sentences(question, passages, embedder)
    return read, *propose_spans(question, [s for _, _, s in read], near)


def rank_spans(
    question: str, passages: Sequence[Passage], embedder: Embedder, network: Layers | None = None
) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """The likeliest words, the best first, and the sentences they were read from; `network` is another than the package's."""
    read, spans, described = described_spans(question, passages, embedder)
    if not spans:
        return (), ()
    likely = chances(described, network or layers("span_ranker"))
    found = []
    for at in np.argsort(-likely, kind="stable")[:MOST]:
        passage, sentence, _ = read[spans[at].sentence]
        found.append(Quote(passage.record, passage.start, sentence, spans[at].text, round(float(likely[at]), 6)))
    return tuple(found), tuple(s for _, _, s in read)

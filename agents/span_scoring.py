"""Mark graded spans against gold ones as CUAD's own script does (Hendrycks et al., 2021, section 4; `evaluate.py` of the set).

A span is found where a graded one shares half of its words with it (Jaccard), or, of parties, holds it. Counts are pooled over contracts and
kinds, at thresholds a hundredth apart; precision at a recall is the best that is had at it or beyond. Nothing is graded here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FOUND = 0.5
THRESHOLDS = (*np.arange(0.99, 0, -0.01), 0.001, 0.0)
"""Of the script: a span counts above a threshold."""
_MARKS = str.maketrans(dict.fromkeys(".,;:", "") | {"/": " "})


@dataclass(frozen=True, slots=True)
class Graded:
    """The gold spans of one question about one contract, and the spans that were graded for it, with their chances."""

    gold: Sequence[str]
    spans: Mapping[str, float]
    of_parties: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """The area under the curve of precision over recall, the precision at a recall of four fifths, and the highest recall that is had."""

    aupr: float
    precision_at_80_recall: float
    recall: float


def rank(questions: Sequence[Graded]) -> Ranking:
    """How well the chances rank what was graded."""
    each = [(matches(q), np.array(list(q.spans.values()))) for q in questions]
    precisions, recalls = [1.0], [0.0]
    for least in THRESHOLDS:
        found = missed = wrong = 0
        for match, chances in each:
            told = match[:, chances > least] if len(chances) else match
            held = told.any(axis=1)
            found, missed = found + int(held.sum()), missed + int((~held).sum())
            wrong += int((~told.any(axis=0)).sum())
        precisions.append(found / (found + wrong) if found + wrong else 0.0)
        recalls.append(found / (found + missed) if found + missed else 0.0)
    best = np.maximum.accumulate(precisions[::-1])[::-1]
    at = next((float(p) for p, r in zip(best, recalls, strict=True) if r >= 0.8), 0.0)
    return Ranking(round(float(np.trapezoid(best, recalls)), 4), round(at, 4), round(recalls[-1], 4))


def matches(question: Graded) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which gold span (row) is found by which graded one (column)."""
    gold = [_words(g) for g in question.gold]
    spans = [(_words(s), s) for s in question.spans]
    held = np.zeros((len(gold), len(spans)), bool)
    for row, wanted in enumerate(gold):
        for column, (words, text) in enumerate(spans):
            union = len(wanted | words)
            close = union > 0 and len(wanted & words) >= FOUND * union
            held[row, column] = close or (question.of_parties and question.gold[row] in text)
    return held


def _words(text: str) -> frozenset[str]:
    return frozenset(text.translate(_MARKS).lower().split())

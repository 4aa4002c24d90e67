"""From which chance on an answer is given, so that at most a share of what is answered is wrong: certified on questions never learned from.

The bound is Clopper and Pearson's (1934), one-sided. The line is found by a fixed sequence of tests (Angelopoulos et al., "Learn then
Test", 2021): thresholds are tried from the highest down, in an order that no answer's mark decides, and the last one before the first
that fails is taken; so trying several costs no confidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CONFIDENCE = 0.95
STEP = 0.1
"""Each test takes in a tenth more of the answers than the one before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A certified line: the least chance, on how many answers above it and how many wrong ones it rests, and the bound."""

    chance: float
    answered: int
    wrong: int
    bound: float


def upper_bound(wrong: int, answered: int, confidence: float = CONFIDENCE) -> float:
    """The highest share of wrong answers that is compatible with so many seen to be wrong; 1 where none was seen.

    Args:
        wrong: how many were wrong.
        answered: of how many.
        confidence: with which the true share is not higher.
    """
    if wrong >= answered:
        return 1.0
    low, high = wrong / answered, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        seen = sum(
            math.exp(
                math.lgamma(answered + 1)
                - math.lgamma(k + 1)
                - math.lgamma(answered - k + 1)
                + k * math.log(middle)
                + (answered - k) * math.log1p(-middle)
            )
            for k in range(wrong + 1)
        )
        low, high = (middle, high) if seen > 1 - confidence else (low, middle)
    return high


def fewest(risk: float, confidence: float = CONFIDENCE) -> int:
    """How many answers are needed before anything can be certified: so many that two fifths of the risk may be seen to be wrong."""
    answered = 1
    while upper_bound(round(answered * risk * 0.4), answered, confidence) > risk:
        answered += 1
    return answered


def certified_line(judged: Sequence[tuple[float, bool]], risk: float, confidence: float = CONFIDENCE) -> Line | None:
    """The lowest chance above which at most a share `risk` of answers is wrong; None where none can be certified.

    Args:
        judged: of each answer its chance and whether it was right, of questions never learned from.
        risk: the share, from 0 to 1.
        confidence: with which it holds.
    """
    ordered = sorted(judged, key=lambda answer: -answer[0])
    best: Line | None = None
    count = fewest(risk, confidence)
    while count <= len(ordered):
        # All answers of one chance are on one side of the line.
        while count < len(ordered) and ordered[count][0] == ordered[count - 1][0]:
            count += 1
        wrong = sum(not right for _, right in ordered[:count])
        bound = upper_bound(wrong, count, confidence)
        if bound > risk:
            break
        best = Line(ordered[count - 1][0], count, wrong, bound)
        count = max(count + 1, math.ceil(count * (1 + STEP)))
    return best

"""What must be said where two documents answer the same question: that both do, and in which amounts, lengths of time or shares they differ.

Which of them counts is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.tools.contracts.dating.durations import durations
from muniment.tools.contracts.money import amounts
from muniment.tools.contracts.term_words import said

_SHARE = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)", re.IGNORECASE)


def beside(told: Sequence[tuple[str, str]]) -> str:
    """That documents speak of the same, and where their numbers differ.

    Args:
        told: each document's name, and its provision's words.

    >>> beside([("travel.md", "Meals: $50 a day."), ("sales.md", "Meals up to $75 a day.")])
    '“travel.md” and “sales.md” both answer this. They differ: $50 and $75.'
    """
    names = " and ".join(f"“{name}”" for name, _ in told)
    numbers = [_numbers(text) for _, text in told]
    differing = [tuple(of[kind] for of in numbers) for kind in range(3) if _differ([of[kind] for of in numbers])]
    differ = (
        f" They differ: {'; '.join(' and '.join(', '.join(side) for side in sides) for sides in differing)}."
        if differing
        else ""
    )
    return f"{names} both answer this.{differ}"


def _differ(sides: Sequence[tuple[str, ...]]) -> bool:
    return all(sides) and len(set(map(frozenset, sides))) > 1


def _numbers(text: str) -> tuple[tuple[str, ...], ...]:
    """The amounts, lengths of time and shares of a text, each once."""
    times = (f"{said(d.iso)}{' of business' if d.of_business else ''}" for d in durations(text))
    shares = (re.sub(r"\s?(?:%|per\s?cent)", " %", m.group(), flags=re.IGNORECASE) for m in _SHARE.finditer(text))
    return tuple(tuple(dict.fromkeys(found)) for found in ((m.shown for m in amounts(text)), times, shares))

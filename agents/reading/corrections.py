"""What a writer takes back: "in 2022? Sorry, I mean 2023", "Lowe's, no wait, Home Depot's". The words stand in `corrections.txt`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from muniment.agents.reading.names import Mention
from muniment.agents.reading.periods import PeriodMark, find_periods
from muniment.agents.reading.phrases import groups
from muniment.agents.reading.words import fold_same_length


def without_corrections(text: str, find: Callable[[str], Sequence[Mention]]) -> str:
    """The text with a company or a period that its writer takes back blanked; places stay as they are.

    Args:
        text: the message, cleaned.
        find: finds the companies that a text names.
    """
    marks: list[Sequence[Mention | PeriodMark]] = [find(text), find_periods(fold_same_length(text))]
    spans = [
        (first.start, second.start)
        for row in marks
        for first, second in pairwise(row)
        if _corrects(text[first.end : second.start])
    ]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _corrects(between: str) -> bool:
    """True for words between two names or periods that take the first one back, and do nothing else."""
    said = " ".join(re.findall(r"[a-z']+", between.lower()))
    cue = next((c for c in groups("corrections")["phrases"] if re.search(rf"\b{re.escape(c)}\b", said)), None)
    if cue is None:
        return False
    rest = re.sub(rf"\b{re.escape(cue)}\b", " ", said, count=1).split()
    return set(rest) <= set(groups("corrections")["beside"])

"""What a question wants done with figures, and the directions its verbs of change say.

The phrases stand in `data/wording/operations.txt` and `directions.txt`. Some words say an operation only where they stand so:
right before a line item a bare "contract" or "gap" is a part of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from muniment.agents.reading.intents import asks_text
from muniment.agents.reading.items import item_at
from muniment.agents.reading.phrases import Phrases, groups, table
from muniment.agents.reading.words import fold_same_length, words


@dataclass(frozen=True, slots=True)
class OperationMark:
    """A stretch of the question that names an operation, or a change with its direction; `word` is as folded."""

    start: int
    end: int
    kind: str
    word: str
    direction: str = ""


@cache
def spoken() -> Phrases:
    """Every phrase of operations, directions and talk."""
    moves = {f"change {direction}": phrases for direction, phrases in table("directions").items()}
    items = {f"item {key}": phrases for key, phrases in table("items").items()}
    return Phrases({**items, **table("operations"), **moves, "talk": list(groups("talk")["phrases"])})


def asks_about_itself(question: str) -> bool:
    """True when a question is about Muniment itself: "What companies do you know?", "which filings do you have for Apple?".

    Args:
        question: as typed, with straight quotes (see `words.plain`).
    """
    folded = fold_same_length(question)
    row = [w for w in words(folded) if not w.is_sign]
    found = [(n, p) for n in range(len(row)) if (p := spoken().at(row, n)) is not None and p.kind == "about"]
    if not found or any(item_at(row, n) for n in range(len(row))):
        return False
    start, phrase = found[0]
    rest = folded[: row[start].start] + folded[row[start + phrase.length - 1].end :]
    return not asks_text(rest) and start <= 3 and len(row) - start - phrase.length <= 4


BEFORE_ITEMS = frozenset(
    "largest smallest more less average sum per quarterly rank compare every yoy percent any".split()
)
"""Operations that may stand right before a line item; the words of others are then a part of its name."""


def is_adjective(word: str) -> bool:
    """True for a form of a verb of change that may stand before a noun: "rising", "increased", "fallen"."""
    return word.endswith(("ing", "ed", "en", "wn", "er"))

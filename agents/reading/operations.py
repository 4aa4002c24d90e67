"""What a question wants done with figures, and the directions its verbs of change say.

The phrases stand in `data/wording/operations.txt` and `directions.txt`. Some words say an operation only where they stand so:
right before a line item a bare "contract" or "gap" is a part of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from muniment.agents.reading.phrases import Phrases, groups, table


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


BEFORE_ITEMS = frozenset(
    "largest smallest more less average sum per quarterly rank compare every yoy percent any".split()
)
"""Operations that may stand right before a line item; the words of others are then a part of its name."""


def is_adjective(word: str) -> bool:
    """True for a form of a verb of change that may stand before a noun: "rising", "increased", "fallen"."""
    return word.endswith(("ing", "ed", "en", "wn", "er"))

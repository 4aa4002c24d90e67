"""What a confidentiality agreement says of a proposition: that it follows, that it is contradicted, or nothing; with the passage that says so.

The propositions are ContractNLI's seventeen (Koreeda and Manning, 2021). A passage is a sentence; what most surely follows from one, or is
contradicted by one, is what the agreement says. From which chance on that is told is for those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from muniment.sentences import places

Says = Literal["follows", "contradicted"]
LEAST = 0.5
"""The chance below which a passage says nothing of a proposition."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an agreement says of a proposition (by number), the characters of the passage that says so, and the chance that it does."""

    proposition: int
    says: Says
    start: int
    end: int
    chance: float


FOLLOWS: dict[Says, str] = {"follows": "It follows", "contradicted": "It is contradicted"}
"""What is said of a proposition that is stated and not asked."""
OF_SECRETS = re.compile(r"\b(?:confidential\w*|non-?\s?disclosure|nda|secrecy)\b", re.IGNORECASE)
"""What an agreement of the kind that the reader learned on says at its head."""


_DEFINES = re.compile(r"[”\"’']\s*(?:shall\s+|will\s+)?(?:means?|includes?|refers?)\b", re.IGNORECASE)


class Reader(Protocol):
    """Reads passages; see `EntailmentReader`."""

    def read(self, passages: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """The chances of what each passage says: passages by propositions by (nothing, follows, contradicted)."""


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The places of a text's sentences; one that goes on in small letters on the next line is one."""
    found: list[tuple[int, int]] = []
    for start, end in places(text):
        if found and text[start].islower() and text[found[-1][1] - 1] not in ".;:!?":
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def read_entailments(text: str, reader: Reader) -> tuple[Said, ...]:
    """What an agreement says of each proposition of which it says anything."""
    places_of = sentences_of(text)
    if not places_of:
        return ()
    chances = reader.read([text[a:b] for a, b in places_of])
    defines = [_DEFINES.search(text[a:b]) is not None for a, b in places_of]
    found = []
    for proposition in range(chances.shape[1]):
        said = chances[:, proposition, 1:]
        passage, way = np.unravel_index(int(said.argmax()), said.shape)
        chance = float(said[passage, way])
        if chance >= LEAST:
            says: Says = "contradicted" if way else "follows"
            # A definition alone proves nothing to who reads it: a sentence that binds is shown, where one says the same.
            binding = [n for n in np.argsort(-said[:, way], kind="stable") if said[n, way] >= LEAST and not defines[n]]
            shown = int(binding[0]) if binding else int(passage)
            found.append(Said(proposition, says, *places_of[shown], round(chance, 4)))
    return tuple(found)

"""Which matter a question compares in two contracts, and the words by which each may be named: "is the notice in A longer than in B?"

Where the two names part is not known before the library's contracts are: every place at which they may is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.tools.contracts.questions.term_questions import FIELDS_ASKED, OWED, names_in
from muniment.tools.contracts.schedule import DEADLINE
from muniment.wording import stem

_COMPARES = re.compile(
    r"\bcompar\w+|\bthan\b|\bversus\b|\bvs\b|\bsame\b|\bboth\b|\bdiffer\w*|\bwhich\b[^?]*\bor\b|\bwhich\s+of\b[^?]*\band\b|\b(?:as|so)\s+\w+\s+as\b|\bagainst\b|\beach\b|\bor\b|\brespective\w*|\bbetween\b|\bside\s+by\s+side\b|\bv\.?\s|\bshare\b|\balike\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:and|or|with|than|to|versus|vs?\.?|against|from|between|compared\s+(?:with|to)|as)\b|,", re.IGNORECASE
)
_SHORTER: tuple[tuple[str, str], ...] = (
    ("termination for convenience", r"\bnotice\b"),
    ("payment terms", r"\bpa(?:y|ys|id|yments?|ying)\b(?!\s+more)|\binvoices?\b"),
    ("cap on liability", r"\bliab\w+|\bcaps?\b"),
    ("governing law", r"\blaws?\b|\bgovern\w*"),
    ("forum", r"\bcourts?\b|\bdisputes?\b"),
    ("recurring payment", r"\brents?\b|\bfees?\b|\bcharges?\b|\bretainers?\b"),
    ("effective date", r"\bstart\w*|\bbegin\w*|\bcommence\w*"),
    ("end of the term", r"\bend\s+dates?\b|\bends?\b"),
    ("term", r"\bterms?\b|\blast(?:s|ing)?\b|\bruns?\b|\blonger\b|\bshorter\b"),
    ("parties", r"\bpart(?:y|ies)\b"),
)
"""How a matter is named where two contracts are compared in it; behind those of any question."""
_MATTERS = tuple((f, p) for f, p in (*FIELDS_ASKED, *_SHORTER) if f not in (DEADLINE, OWED))
_COMPARING = frozenset(
    stem(w)
    for w in "compare compared comparing comparison same both differ differs different difference longer shorter higher lower more less greater smaller sooner later earlier faster slower stricter looser better worse larger bigger quicker quick slower share shared alike than versus vs v side respective respectively similar identical"
    " months years days weeks invoice periods end dates initial pls between against one other equal set how what which higher".split()
)


@dataclass(frozen=True, slots=True)
class MatterCompared:
    """A matter, a field of the sheet, and the pairs of names that two contracts may bear."""

    field: str
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def matter_named(words: str) -> str:
    """The field of the sheet that some words name; empty where they name none."""
    return next((f for f, p in _MATTERS if re.search(p, words, re.IGNORECASE)), "")


def matter_compared(question: str) -> MatterCompared | None:
    """What a question compares in two contracts; None where it compares nothing, or in no field that is known.

    >>> found = matter_compared("Is the notice to terminate the Harrow lease without cause longer than in the Ryle lease?")
    >>> found.field, (("harrow",), ("ryle",)) in found.sides
    ('termination for convenience', True)
    """
    asked = " ".join(question.replace("’", "'").split()).rstrip("?!. ")
    if not _COMPARES.search(asked):
        return None
    for field, pattern in _MATTERS:
        if not re.search(pattern, asked, re.IGNORECASE):
            continue
        sides = [
            (_named(asked[: m.start()], field, pattern), _named(asked[m.end() :], field, pattern))
            for m in _PARTS.finditer(asked)
        ]
        return MatterCompared(field, tuple(dict.fromkeys(s for s in sides if all(s))))
    return None


def _named(text: str, field: str, pattern: str) -> tuple[str, ...]:
    return tuple(w for w in names_in(text, field, pattern) if stem(w) not in _COMPARING and not _is_part(w))


def _is_part(word: str) -> bool:
    return _PARTS.fullmatch(word) is not None

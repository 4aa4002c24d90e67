"""Cut text into sentences, without breaking at abbreviations, initials or decimals."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9•])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|No|Nos|vs|v|Mr|Mrs|Ms|Dr|St|Jr|Sr|approx|etc|e\.g|i\.e|cf|Fig|Sec|Art|U\.S|U\.K|a\.m|p\.m|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Item|Note|[A-Z])\.)$"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without surrounding white space; each is an exact part of it."""
    return [text[start:end] for start, end in places(text)]


def places(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        found.append(_bare(text, start, match.start()))
        start = match.end()
    found.append(_bare(text, start, len(text)))
    return [(a, b) for a, b in found if a < b]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


_UNFILLED = re.compile(r"\[[A-Z][A-Z ,'’/&-]{2,}\]|\[\W*\]|_{4,}|\.{6,}")


def is_unfilled(sentence: str) -> bool:
    """Whether a sentence of a template leaves its matter to be filled in: it says nothing of it.

    >>> is_unfilled("Our contact [MANAGER NAME]"), is_unfilled("The fee [see Annex 1] is $5.")
    (True, False)
    """
    return _UNFILLED.search(sentence) is not None

"""Questions that are answered by the outline of a section: its headings, and its opening ("main risks", "summarise the business").

Until a model is there that can write a summary, the company's own headings are the summary. A question about one risk, or one side of
the business, is no such question: it is answered by a passage.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.wording import content_stems, stem, tokens

_IDLE = frozenset(
    stem(w)
    for w in """main major key principal top biggest largest important most significant chief primary overall general material serious
    list outline face facing faces headings heading kind kinds type types sort sorts brief overview summary summarise summarize described
    description model nature annual report 10-k latest run runs operate engage engaged line sentence sentences paragraph""".split()
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section whose outline answers, the words that ask for it, and whether its opening is told."""

    name: str
    words: frozenset[str]
    opening: bool


SECTIONS = (
    Section("Item 1A.", frozenset(map(stem, ("risk", "risks", "factor", "factors"))), opening=False),
    Section("Item 1. Business", frozenset(map(stem, ("business", "businesses"))), opening=True),
)
_WHAT_IT_DOES = tuple(tuple(tokens(asked)) for asked in ("what does do", "tell me about", "who is"))


def outlined(topic: str) -> Section | None:
    """The section whose outline a topic asks for, the company's name and the period left out of it; None where it asks for more.

    >>> outlined("What are the main risk factors?").name
    'Item 1A.'
    >>> outlined("Summarise the business of").opening
    True
    >>> outlined("What are the risks of cyber attacks?") is None
    True
    """
    wanted = content_stems(topic) - _IDLE
    if not wanted and tuple(tokens(topic)) in _WHAT_IT_DOES:
        return SECTIONS[1]
    return next((s for s in SECTIONS if wanted and wanted <= s.words), None)


def section_named(name: str) -> Section:
    """The section of that name."""
    return next(s for s in SECTIONS if s.name == name)

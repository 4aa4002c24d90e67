"""To whom, where and to what a policy says that it applies, and whom it leaves out, as stretches of its pages.

Only what the policy says of itself is read. Whether one who is asked for is among those whom it names is told by their name alone: that a manager is an
employee is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from muniment.tools.provisions.provisions import provisions
from muniment.wording import stem, tokens

_KINDS = r"(?:polic(?:y|ies)|procedures?|manual|standards?|guidelines?|guidance|rules?|code|handbook|document|terms|scheme|sops?|regulations?|programme|program|requirements?|instructions?|ordinance|charter|framework|notice)"
_ITSELF = rf"(?:this|these|our)\s+(?:[\w-]+\s+){{0,4}}?{_KINDS}"
_APPLIES = re.compile(
    rf"(?:\b{_ITSELF}|^\W*(?:\d[\d.]*\s+)?the\s+(?:[\w-]+\s+){{0,2}}?{_KINDS})\b(?:\s+of\s+[\w-]+|\s+and\s+[\w-]+)?(?:\s+(?:also|only|equally|below|does|do|shall|will|not|is|are|therefore))*"
    r"\s+(?:appl(?:y|ies)\s+(?:[\w_*-]+\s+){0,2}?(?:to|within)\b|covers?\b|extends?\s+to\b|(?:addressed|directed|intended|meant|binding)\s+(?:to|for|on)\b|binds?\b)"
    r"|^\W*(?:\d[\d.]*\s+)?(?:it|they)\s+(?:also\s+|only\s+)?(?:(?:does|do)\s+not\s+)?(?:appl(?:y|ies)\s+(?:equally\s+|also\s+)?to\b|covers?\b)"
    r"|^\W*(?:who\s+(?:this|it)\s+(?:policy\s+)?applies\s+to|scope|applicability)\s*[:|]|\bapplies\s+to\s*:|\b(?:in|out\s+of)\s+scope\s*:",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"(?:\bto|\bbinds?|\bcovers?|\bon|\bfor|\bfollowing)\s*:\W*$", re.IGNORECASE)
"""How a line ends that leads in a list of those to whom a document applies."""
_CONDITION = re.compile(
    r"\b(?:if|when|where|while|unless|provided|to\s+the\s+extent|so\s+far\s+as|insofar|only\s+in|only\s+as)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:(?:do|does|shall|will)(?:\s+not|n['’]t)|not)\s+(?:\w+\s+){0,2}?(?:appl(?:y|ied)|cover|extend|bind)|\bnot\s+(?:intended|meant)\s+for\b|\bout\s+of\s+scope\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"[,;(]?\s*\b(?:except(?:ing)?(?:\s+(?:for|that))?|excluding|excludes|other\s+than|with\s+the\s+exception\s+of|but\s+(?:it\s+does\s+)?not|unless|apart\s+from|does\s+not\s+(?:apply\s+to|cover))\b",
    re.IGNORECASE,
)
Answer = Literal["applies", "excluded", "unknown"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Characters of a page that say to whom or what a document applies, or, where `excluded`, does not."""

    start: int
    end: int
    excluded: bool


def scopes(text: str, rows: Collection[int] = ()) -> Iterator[Scope]:
    """What a page says of that, in its order; the items of a list are led in by the line above it.

    Args:
        text: the page's.
        rows: where the lines begin that are rows of tables.

    >>> page = "This policy applies to all employees, except interns. It was made in May."
    >>> [(page[s.start : s.end], s.excluded) for s in scopes(page)]
    [('This policy applies to all employees, except interns.', False)]
    """
    for p in provisions(text, rows):
        said, lead = text[p.start : p.end], text[p.lead_start : p.lead_end]
        leads = _LEADS_IN.search(lead) is not None
        by = next((words for words in (said, lead if leads else "") if words and _APPLIES.search(words)), None)
        if by is not None:
            yield Scope(p.start, p.end, _NOT.search(by) is not None)


def applies(found: Sequence[tuple[bool, str]], who: str) -> Answer:
    """Whether a policy says that it applies to somebody or something; where it says so on a condition, that is not known.

    Args:
        found: what it says, each with whether it leaves out.
        who: those who are asked for.

    >>> said = [(False, "This policy applies to all employees, except interns.")]
    >>> applies(said, "employees"), applies(said, "interns"), applies(said, "contractors")
    ('applies', 'excluded', 'unknown')
    """
    wanted = [stem(t) for t in tokens(who) if t not in _EVERY]
    if not wanted:
        return "unknown"
    told: set[Answer] = set()
    for excluded, text in found:
        inside, *left_out = _LEFT_OUT.split(text)
        if any(_named(part, wanted) is not None for part in left_out):
            told.add("excluded")
        named = _named(inside, wanted)
        if named is not None:
            sure = named and not _CONDITION.search(inside)
            told.add("unknown" if not sure else "excluded" if excluded else "applies")
    return told.pop() if len(told) == 1 else "unknown"


def _named(text: str, wanted: Sequence[str]) -> bool | None:
    """Whether a text names somebody in one stretch, as a whole: True, or some of them alone ("executive directors"): False; None where it does not."""
    words = [(stem(t), m) for m in _WORD.finditer(text) for t in tokens(m.group())]
    places = [n for n in range(len(words)) if [s for s, _ in words[n : n + len(wanted)]] == list(wanted)]
    if not places:
        return None
    return any(_is_whole(text, words[n][1].start(), words[n + len(wanted) - 1][1].end()) for n in places)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether nothing right before or behind a name narrows it."""
    before = re.search(r"([\w-]+)\s+$", text[:start])
    free = before is None or before.group(1).lower() in _BEFORE
    return free and _NARROWS.match(text[end:]) is None


_WORD = re.compile(r"[\w’'-]+")
_EVERY = frozenset("the a an all any our your their every each of in at for".split())
_BEFORE = frozenset(
    "the a an all any our your their its every each both and or to by for other including cover covers bind binds also either".split()
)
_NARROWS = re.compile(
    r"\s+(?:who|whom|that|which|whose|in|at|based|working|with|under|over|on|from|employed|hired|engaged|of\s+(?!(?:the\s+)?[A-Z])(?!the\s+(?:company|group|firm|organi[sz]ation)\b))",
)

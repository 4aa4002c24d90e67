"""Whose scope a question asks for: "to whom does the travel policy apply?", "does it cover contractors?", "which policies apply to visitors?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.wording import content_stems

_POLICY = r"(?:polic(?:y|ies)|procedures?|manuals?|standards?|guidelines?|rules?|codes?|handbooks?|documents?|terms|schemes?|sops?|regulations?|programmes?|programs?)"
_ALL = re.compile(
    rf"^\W*(?:which|what)\s+(?:of\s+)?(?:our\s+|the\s+|your\s+)*(?:\w+\s+)?{_POLICY}\s+(?:do\s+|does\s+)?(?:appl(?:y|ies)\s+to|covers?|binds?|(?:is|are)\s+(?:for|binding\s+on))\s+(?P<who>.+)$",
    re.IGNORECASE,
)
_WHOM = (
    re.compile(
        rf"^\W*(?:to\s+)?(?:whom|who|what)\s+(?:does|do)\s+(?P<policy>.*\b{_POLICY}\b.*?)\s+(?:apply(?:\s+to)?|cover|bind)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?:who|what)\s+(?:is|are)\s+(?:covered\s+by|subject\s+to|bound\s+by|in\s+scope\s+of)\s+(?P<policy>.*\b{_POLICY}\b.*)$",
        re.IGNORECASE,
    ),
    re.compile(rf"^\W*what\s+is\s+the\s+scope\s+of\s+(?P<policy>.*\b{_POLICY}\b.*)$", re.IGNORECASE),
)
_ONE = (
    re.compile(
        rf"^\W*(?:does|do)\s+(?P<policy>.*?\b{_POLICY}\b.*?)\s+(?:also\s+)?(?:apply\s+to|cover|bind|extend\s+to)\s+(?P<who>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?:is|are)\s+(?P<who>.+?)\s+(?:also\s+)?(?:covered\s+by|subject\s+to|bound\s+by|in\s+scope\s+of)\s+(?P<policy>.*\b{_POLICY}\b.*)$",
        re.IGNORECASE,
    ),
)
_I_AM = re.compile(
    r"\bI\s*(?:am|['’]m|work\s+as)\s+(?:only\s+|just\s+)?(?P<who>(?:an?\s+)[\w-]+(?:\s+[\w-]+){0,2}?)(?=\s+(?:with|who|at|in|from|for|and|of|here|on)\b|[.,;:?!]|$)",
    re.IGNORECASE,
)
_TO_ME = re.compile(
    rf"\b(?:does|do)\s+(?P<policy>(?:the|our|this|your)\b[^.?!]*?\b{_POLICY}\b[^.?!]*?)\s+(?:also\s+)?(?:apply\s+to|cover|bind|extend\s+to)\s+me\b",
    re.IGNORECASE,
)
"""Somebody says who they are, and asks of themselves."""
LONGEST = 6
"""Words by which those are named who are asked for."""


@dataclass(frozen=True, slots=True)
class ScopeAsked:
    """The words by which a policy is named, empty where all are asked; and those who are asked for, empty where it is asked who they are."""

    policy: str
    who: str


def scope_asked(question: str) -> ScopeAsked | None:
    """What a question asks of scopes; None where it asks something else.

    >>> scope_asked("Does the travel policy apply to contractors?")
    ScopeAsked(policy='the travel policy', who='contractors')
    >>> scope_asked("Which policies apply to visitors?")
    ScopeAsked(policy='', who='visitors')
    """
    asked = " ".join(question.split()).rstrip("?!. ")
    me = _I_AM.search(asked)
    if me is not None and (found := _TO_ME.search(asked)):
        return _asked(found["policy"], me["who"].strip())
    if found := _ALL.match(asked):
        return _asked("", found["who"])
    for pattern in _WHOM:
        if found := pattern.match(asked):
            return ScopeAsked(found["policy"], "")
    for pattern in _ONE:
        if found := pattern.match(asked):
            return _asked(found["policy"], found["who"])
    return None


def _asked(policy: str, who: str) -> ScopeAsked | None:
    fits = content_stems(who) and len(who.split()) <= LONGEST and who.lower() not in ("me", "us", "you", "them", "it")
    return ScopeAsked(policy, who) if fits else None

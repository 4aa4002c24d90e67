"""Whether a document is a policy or a manual, and from which day it says to be in force, by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from muniment.tools.contracts.dating.dates import dates

HEAD = 1_500
"""Characters in which a policy says what it is."""
_KIND = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|manual|handbook|guidelines?|code\s+of\s+(?:conduct|ethics)|standards?|rules|playbook|runbook|terms\s+of\s+(?:service|use)|instructions?)\b",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"\b(?:must|shall|should|may|required|not\s+(?:allow|permit|allowed|permitted)|prohibited|expected|can(?:not)?)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:effective|in\s+force|in\s+effect|valid|applies|applicable|takes?\s+effect|comes?\s+into\s+(?:force|effect)|commenc\w+)\b[^.\n]{0,30}$|\beffective\b\W{0,6}(?:date|from|as\s+of|on)?[\s|:*]{0,8}$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:supersed\w+|replac\w+|previous|prior|former(?:ly)?|earlier)\b[^\n]{0,60}$", re.IGNORECASE
)
"""What is said of the version before, or after."""
FEWEST = 3
"""Words that bind, in a policy."""
FEWEST_OF_ANY, DENSE, LONGEST = 5, 0.01, 40_000
"""So many words that bind, among how many others and in how long a text, make a policy of what does not say that it is one."""


def is_policy(pages: Sequence[str], name: str = "") -> bool:
    """Whether a document is a policy: its head or its file's name says so, and it binds; or it is short and binds much.

    >>> is_policy(["Travel policy\\nStaff must book early. They may fly. They should not drive."])
    True
    """
    text = "\n".join(pages)
    binding = len(_BINDS.findall(text))
    if binding >= FEWEST_OF_ANY and binding >= DENSE * len(text.split()) and len(text) <= LONGEST:
        return True
    return _KIND.search(f"{name.replace('_', ' ')} {text[:HEAD]}") is not None and binding >= FEWEST


def effective(pages: Sequence[str]) -> date | None:
    """The day from which a policy says at its head to be in force; None where it says none, or two.

    >>> effective(["Travel policy\\nVersion 2, effective from 1 July 2024"]).isoformat()
    '2024-07-01'
    >>> effective(["Travel policy\\nEffective date 1 July 2024\\nSupersedes version 1.2 (effective 1 May 2020)"]).isoformat()
    '2024-07-01'
    """
    head = "\n".join(pages)[:HEAD]
    near = ((day, head[max(0, at - 60) : at]) for day, at in dates(head))
    found = {day for day, before in near if _FROM.search(before) and not _OF_ANOTHER.search(before)}
    return found.pop() if len(found) == 1 else None


def title_of(pages: Sequence[str]) -> str:
    """The first line of a document."""
    return next((line.strip() for page in pages for line in page.split("\n") if line.strip()), "")[:200]

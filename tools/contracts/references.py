"""The sections of the same contract that a clause hangs on: "subject to Section 9.3", "except as set out in clause 4.2(b)".

A section of a law or of another agreement ("Section 409A of the Code") is none of these.
"""

from __future__ import annotations

import re

MOST = 2
"""Sections that are told with a clause."""
_HANGS = re.compile(
    r"\b(?:subject\s+to|except\s+(?:as|for)|unless|notwithstanding|in\s+accordance\s+with|pursuant\s+to|as\s+(?:set\s+(?:out|forth)|provided|defined|described|stated)\s+in|under|by|of)\b"
    r"[^.;]{0,60}?\b(?:sections?|clauses?|articles?|paragraphs?)\s+(?P<number>\d+(?:\.\d+)*(?:\s?\([a-z]{1,4}\))*)(?=(?P<behind>[^.;]{0,60}))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^[^,.;]{0,30}\bof\s+(?:the\s+|that\s+|such\s+)?(?!this\b|the\s+(?:agreement|contract|lease|terms)\b)(?:[A-Z]\w+\s+){0,5}(?:Act|Code|Law|Regulations?|Rules?|Directive|Agreement|Schedule|Constitution)\b"
)


def references(clause: str) -> list[str]:
    """The numbers of the sections that a clause refers to, in their order, as "4.2(b)".

    >>> references("Subject to Section 9.3 (b), and to Section 409A of the Internal Revenue Code, it may end.")
    ['9.3(b)']
    """
    found = [re.sub(r"\s", "", m["number"]) for m in _HANGS.finditer(clause) if _ELSEWHERE.match(m["behind"]) is None]
    return list(dict.fromkeys(found))[:MOST]

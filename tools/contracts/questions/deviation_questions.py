"""Which contract a question sets beside all the others: "what is unusual about the Harrow lease compared with our other contracts?" """

from __future__ import annotations

import re

_KINDS = r"(?:contracts?|agreements?|leases?|licen[cs]es?|ndas?|deals?|paper(?:work)?)"
_OTHERS = rf"(?:(?:all\s+(?:of\s+)?)?(?:(?:our|my|the)\s+)?(?:other|remaining|usual|normal|typical|customary|standard\s+set\s+of)\s+(?:\w+\s+)?(?:{_KINDS}|ones)|(?:all\s+(?:of\s+)?)?the\s+(?:others|rest)(?:\s+of\s+(?:our|the|my)\s+{_KINDS})?|(?:the\s+)?rest\s+of\s+(?:our|the|my)\s+(?:\w+\s+)?{_KINDS}|our\s+usual\s+(?:terms|paper))"
_ASKED = (
    re.compile(
        rf"\b(?:how|where|in\s+(?:what|which)\s+(?:ways?|points?|clauses?|respects?))\s+(?:does|do|is|are)\s+(?P<named>.+?)\s+(?:differ\w*|deviat\w+|depart\w*|diverg\w+|out\s+of\s+line|stand\s+out|compare)\s+(?:from|with|to|against|among)\s+{_OTHERS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhat(?:['’]s|\s+is|\s+are)?\s+(?:the\s+)?(?:un?usual|odd|special|strange|peculiar|atypical|non-?standard|different|unique|out\s+of\s+line|exceptional)(?:\s+(?:terms?|clauses?|points?|provisions?|things?))?\s+(?:about|in|of|with|on)\s+(?P<named>.+?)"
        rf"(?:,?\s*(?:as\s+)?(?:compared|relative|next)\s+(?:with|to)\s+{_OTHERS}|,?\s+(?:against|versus|vs\.?|beside)\s+{_OTHERS})?\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:compare|set|put)\s+(?P<named>.+?)\s+(?:with|to|against|beside|next\s+to)\s+{_OTHERS}", re.IGNORECASE
    ),
    re.compile(
        rf"\bwhat\b.{{0,40}}?\b(?:in|does)\s+(?P<named>.+?)\s+(?:differs?|deviates?|is\s+different|have)\b.{{0,40}}?\b(?:from|that|which)\s+(?:(?:none|no\s+one)\s+of\s+)?{_OTHERS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:differences?|deviations?)\b.*?\b(?:between|of)\s+(?P<named>.+?)\s+(?:and|from|to)\s+{_OTHERS}",
        re.IGNORECASE,
    ),
)


def deviation_asked(question: str) -> str | None:
    """The words by which the contract is named that is set beside all the others; None where a question asks something else.

    >>> deviation_asked("How does the Harrow lease differ from our other contracts?")
    'the Harrow lease'
    >>> deviation_asked("How does the Harrow lease differ from our template?")
    """
    asked = " ".join(question.split())
    return next((m["named"].strip(" ,") for p in _ASKED if (m := p.search(asked))), None)

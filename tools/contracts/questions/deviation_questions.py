"""Which contract a question sets beside all the others: "what is unusual about the Harrow lease compared with our other contracts?" """

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.tools.contracts.questions.matter_comparisons import matter_named

_KINDS = r"(?:contracts?|agreements?|leases?|licen[cs]es?|ndas?|deals?|paper(?:work)?)"
_OTHERS = rf"(?:(?:all\s+(?:of\s+)?)?(?:(?:our|my|the)\s+)?(?:other|remaining|usual|normal|typical|customary|standard\s+set\s+of)\s+(?:\w+\s+)?(?:{_KINDS}|ones)|(?:all\s+(?:of\s+)?)?the\s+(?:others|rest)(?:\s+of\s+(?:our|the|my)\s+{_KINDS})?|(?:the\s+)?rest\s+of\s+(?:our|the|my)\s+(?:\w+\s+)?{_KINDS}|our\s+usual\s+(?:terms|paper)|everything\s+else|(?:any|all)\s+of\s+our\s+other\s+(?:contracts?|agreements?|leases?))"
_ASKED = (
    re.compile(
        rf"\b(?:how|where|in\s+(?:what|which)\s+(?:ways?|points?|clauses?|respects?))\s+(?:does|do|is|are)\s+(?P<named>.+?)\s+(?:differ\w*|deviat\w+|depart\w*|diverg\w+|out\s+of\s+line|stand\s+out|compare)\s+(?:from|with|to|against|among)\s+{_OTHERS}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhat(?:['’]?s|\s+is|\s+are)?\s+(?:the\s+)?(?:un?usual|odd|special|strange|peculiar|atypical|non-?standard|different|unique|out\s+of\s+line|exceptional)(?:\s+(?:terms?|clauses?|points?|provisions?|things?))?\s+(?:about|in|of|with|on)\s+(?P<named>.+?)"
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
        r"\b(?:anything|what|something)\b(?:['’]s|\s+is)?.{0,30}?\bin\s+(?P<named>.+?)\s+that\s+(?:none|no\s+one|not\s+one)\s+of\s+(?:our|the|my)\s+other",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:differences?|deviations?)\b.*?\b(?:between|of)\s+(?P<named>.+?)\s+(?:and|from|to)\s+{_OTHERS}",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class DeviationAsked:
    """The words by which a contract is named that is set beside all the others, and the field of the sheet in which; empty for all fields."""

    named: str
    field: str = ""


def deviation_asked(question: str) -> DeviationAsked | None:
    """Which contract a question sets beside all the others, and in what; None where it asks something else.

    >>> deviation_asked("How does the Harrow lease differ from our other contracts?")
    DeviationAsked(named='the Harrow lease', field='')
    >>> deviation_asked("How does the liability cap in the Harrow lease differ from our other contracts?")
    DeviationAsked(named='the Harrow lease', field='cap on liability')
    >>> deviation_asked("How does the Harrow lease differ from our template?")
    """
    asked = " ".join(question.split())
    named = next((m["named"].strip(" ,") for p in _ASKED if (m := p.search(asked))), None)
    if named is None:
        return None
    within = re.match(r"(?P<what>.+?)\s+(?:in|of|under)\s+(?P<named>.+)", named)
    field = matter_named(within["what"]) if within else ""
    return DeviationAsked(within["named"], field) if within and field else DeviationAsked(named)

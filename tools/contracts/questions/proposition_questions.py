"""Which of the propositions that are known of a confidentiality agreement a question asks: "may the recipient share it with its staff?"

A proposition lets somebody do something, or forbids it, or makes it a duty or a fact; a question asks whether it may be done, must not, or
holds. What follows from the two is yes or no (`answer`). The propositions are ContractNLI's seventeen, by their numbers in
`entailment_reader.propositions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from muniment.tools.contracts.entailment import Says
from muniment.wording import squash

Sense = Literal["allows", "forbids", "holds"]
_TELL = r"\b(?:shar|disclos|show|give|pass|reveal|hand|tell|provide|circulat|forward)\w*\b"
ROWS: tuple[tuple[int, Sense, str, str, str], ...] = (
    (8, "forbids", r"\brevers\w+[\s-]engineer|\bdecompil|\bdisassembl", "May they reverse engineer our samples?", "May they engineer a bridge?"),
    (14, "forbids", r"\bsolicit|\bpoach|\b(?:hire|recruit)\w*\b[^?]*\b(?:employees?|staff|people|personnel)", "Can they poach our staff?", "Can they hire a hall?"),
    (16, "allows", r"\b(?:retain|keep|hold\s+on\s+to)\w*\b[^?]*\b(?:after|once|copies|copy|archiv|backup|following)", "May we keep a copy after the end?", "May we keep our name?"),
    (12, "holds", r"\b(?:return|destroy|delet|giv\w*\s+back|hand\w*\s+back)\w*\b", "Must they return our documents at the end?", "Must they turn up?"),
    (6, "holds", r"\b(?:required|compelled|forced|obliged|ordered|subpoena\w*)\b[^?]*\b(?:law|court|judge|authorit|regulat|disclose)|\b(?:subpoena|court\s+order)", "Must they tell us if compelled by a court to disclose it?", "Is a court nearby?"),
    (7, "forbids", rf"{_TELL}[^?]*\b(?:existence\s+of|that\s+(?:we|the\s+parties)\s+(?:are|have)|talks|negotiat\w+|fact\s+that)", "May they disclose the existence of the agreement?", "May they disclose a price?"),
    (9, "allows", r"\bindependent\w*\s+(?:develop|creat)\w*|\bdevelop\w*\b[^?]*\b(?:similar|own|independent)", "May they independently develop something similar?", "May they develop film?"),
    (10, "allows", r"\b(?:receiv|acquir|obtain|get|learn)\w*\b[^?]*\bfrom\s+(?:a\s+|another\s+|some\s+)?(?:third|other)\s+part", "May they obtain similar information from a third party?", "May they obtain a permit?"),
    (5, "allows", rf"{_TELL}[^?]*\b(?:third[\s-]part|consultant|advis[eo]r|contractor|lawyer|attorney|accountant|agent|auditor|outsider)", "Can they share it with their lawyers?", "Can they share a taxi?"),
    (4, "allows", rf"{_TELL}[^?]*\b(?:employees?|staff|personnel|colleagues?|team|workers?|directors?|officers?)", "Can they show it to their staff?", "Can they show up?"),
    (13, "allows", r"\b(?:mak|tak|creat|produc)\w*\b[^?]*\bcop(?:y|ies)\b|\bcopy(?:ing)?\b|\bduplicat", "May they make copies?", "May they cope with it?"),
    (11, "forbids", r"\bgrant\w*\b[^?]*\b(?:licen[cs]e|rights?|title|ownership)|\b(?:licen[cs]e|ownership|title)\b[^?]*\b(?:grant|transfer|pass|giv)\w*", "Does it grant them any licence?", "Is a licence fee due?"),
    (3, "forbids", r"\buse\w*\b[^?]*\b(?:other|another|different|else)\b[^?]*\bpurpose|\bpurposes?\s+other\s+than", "May they use it for another purpose?", "May they use the lift?"),
    (2, "holds", r"\b(?:oral|verbal|spoken)\w*\b[^?]*\b(?:information|disclos|convey|communicat|cover)|\bsaid\s+in\s+(?:a\s+)?meeting", "Is oral information covered?", "Is an oral exam due?"),
    (0, "holds", r"\b(?:marked|labell?ed|designated|identified|stamped)\b", "Must information be marked as confidential?", "Is a market near?"),
    (1, "holds", r"\bonly\b[^?]*\btechnical\b|\blimited\s+to\s+technical\b", "Is only technical information covered?", "Is technical help free?"),
    (15, "holds", r"\b(?:obligations?|dut(?:y|ies)|provisions?|clauses?|confidential\w*|agreement|nda)\b[^?]*\bsurviv|\b(?:obligations?|dut(?:y|ies)|confidential\w*)\b[^?]*\b(?:continue|last|go\s+on|after)\b[^?]*\b(?:terminat|expir|end)", "Do the obligations survive termination?", "Did anybody survive?"),
)  # fmt: skip
"""Propositions by number, what they do, how a question speaks of them, one that does and one that hardly does; the first that fits is meant."""
_YES_NO = re.compile(
    r"^\W*(?:so\s+|and\s+|but\s+)?(?:may|can|could|must|shall|should|is|are|am|do|does|did|will|would|has|have)\b|\b(?:allowed|permitted|ok(?:ay)?|required|forbidden|prohibited)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\b(?:forbid\w*|forbidden|prohibit\w*|prevent\w*|barred|bars?|bans?|banned|must\s+\w+\s+not|must\s+not|mustn't|stop\w*|restrict\w*|preclud\w*)\b",
    re.IGNORECASE,
)
_OF_AGREEMENT = re.compile(r"\b(?:nda|confidential\w*|non-?\s?disclosure|secrecy|agreement|contract)\b", re.IGNORECASE)
_MORE = re.compile(r"^\W*(?:what|which|who|whom|when|where|why|how)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PropositionAsked:
    """A proposition by number, whether it allows, forbids or states something, and whether the question asks if that is forbidden."""

    proposition: int
    sense: Sense
    if_forbidden: bool


def proposition_asked(question: str) -> PropositionAsked | None:
    """The proposition that a question which wants yes or no asks; None where it is another.

    >>> proposition_asked("Can they show it to their staff?").proposition
    4
    >>> proposition_asked("What may they show to their staff?")
    """
    asked = " ".join(question.replace("’", "'").split())
    if _MORE.match(asked) or not _YES_NO.search(asked):
        return None
    for number, sense, words, _, _ in ROWS:
        if re.search(words, asked, re.IGNORECASE):
            return PropositionAsked(number, sense, _FORBIDDEN.search(asked) is not None)
    return None


def proposition_stated(text: str, propositions: Sequence[str]) -> int | None:
    """The number of the proposition that a text states in its own words; None where it states none."""
    said = squash(text)
    return next((n for n, p in enumerate(propositions) if squash(p) == said), None)


def answer(asked: PropositionAsked, says: Says) -> str:
    """Yes or No, by what an agreement says of the proposition.

    >>> answer(PropositionAsked(8, "forbids", False), "follows")
    'No'
    """
    holds = says == "follows"
    allowed = not holds if asked.sense == "forbids" else holds
    return "Yes" if allowed != asked.if_forbidden else "No"

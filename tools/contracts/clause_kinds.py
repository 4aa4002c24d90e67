"""The kind of clause that a question asks to see: "What does it say about audit rights?", "Is there a most favoured nation clause?".

Only a question that asks for the clause itself is told here. One that asks for something in it (how long, how much, who, when) is another
matter, and so is one that narrows the clause by further words. The kinds and their names are those of CUAD (Hendrycks et al., 2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.models.clause_reader import kinds

_OF_CUAD = re.compile(r'related to "([^"]+)" that should be reviewed by a lawyer')
NAMES: tuple[tuple[str, str], ...] = (
    ("Governing Law", r"(?:governing|applicable) law|choice of law"),
    ("Most Favored Nation", r"most[- ]favou?red[- ](?:nations?|customers?)|mfn"),
    ("Non-Compete", r"non-?\s?compet(?:e|ition)s?(?: covenants?)?|covenants? not to compete"),
    ("Exclusivity", r"exclusivity|exclusive dealing"),
    ("No-Solicit Of Customers", r"(?:non?-?\s?solicit(?:ation)? of|not soliciting) (?:customers|clients)"),
    ("No-Solicit Of Employees", r"(?:non?-?\s?solicit(?:ation)? of|not soliciting) (?:employees|staff|personnel)"),
    ("Non-Disparagement", r"non-?\s?disparagement"),
    ("Termination For Convenience", r"termination (?:for convenience|without cause)"),
    ("Rofr/Rofo/Rofn", r"(?:rights? of )?first (?:refusal|offer|negotiation)|rofrs?|rofos?|rofns?"),
    ("Change Of Control", r"changes? (?:of|in) control"),
    ("Anti-Assignment", r"(?:anti-?\s?)?assignment(?: of (?:the|this) (?:contract|agreement))?"),
    ("Revenue/Profit Sharing", r"(?:revenue|profit)(?:/profit| and profit| or profit)?[- ]sharing"),
    ("Price Restrictions", r"price restrictions?"),
    ("Minimum Commitment", r"minimum (?:commitments?|purchases?|orders?|volumes?)(?: obligations?)?"),
    ("Volume Restriction", r"volume restrictions?"),
    (
        "Ip Ownership Assignment",
        r"(?:ip|intellectual property) ownership(?: assignment)?|assignment of (?:ip|intellectual property)",
    ),
    (
        "Joint Ip Ownership",
        r"joint (?:ip|intellectual property)(?: ownership)?|joint ownership of (?:ip|intellectual property)",
    ),
    ("License Grant", r"licen[cs]e grants?|grants? of (?:a )?licen[cs]es?"),
    ("Non-Transferable License", r"non-?\s?transferable licen[cs]es?"),
    (
        "Irrevocable Or Perpetual License",
        r"(?:irrevocable|perpetual)(?: (?:or|and) (?:irrevocable|perpetual))? licen[cs]es?",
    ),
    ("Source Code Escrow", r"source code escrow"),
    ("Post-Termination Services", r"post-?\s?termination (?:services|obligations|assistance)"),
    ("Audit Rights", r"audits?(?: rights?)?|rights? (?:of|to) audit"),
    ("Uncapped Liability", r"(?:uncapped|unlimited) liability"),
    ("Cap On Liability", r"caps? on liability|liability caps?|limitations? (?:of|on) liability"),
    ("Liquidated Damages", r"liquidated damages"),
    ("Insurance", r"insurance(?: (?:requirements?|obligations?))?"),
    ("Covenant Not To Sue", r"covenants? not to sue"),
    ("Third Party Beneficiary", r"third[- ]party beneficiar(?:y|ies)"),
)
"""Kinds, and what people call them. Those that are told by a date, a name or a duration are asked otherwise."""
_NOUN = r"(?:contract|agreement|document|nda|lease|licen[cs]e)"
_CONTRACT = rf"(?:the|this|our|my|that)\s+(?P<named>(?:[\w.,&'’-]+\s+){{0,6}}?){_NOUN}(?:\s+(?:with|of|between)\s+(?P<party>[\w.,&'’-]+(?:\s+[\w.,&'’-]+){{0,5}}))?"
_WHERE = rf"(?:\s+(?:in|of|under|by|within)\s+{_CONTRACT})?"
_FRAMES = (
    rf"what\s+(?:does|do)\s+(?:it|{_CONTRACT})\s+(?:say|state|provide)\s+(?:about|on|regarding|concerning|as\s+to)\s+(?:any\s+|the\s+)?NAME",
    rf"is\s+there\s+(?:an?\s+|any\s+)?NAME{_WHERE}",
    rf"are\s+there\s+(?:any\s+)?NAME{_WHERE}",
    rf"(?:does|do)\s+(?:it|{_CONTRACT})\s+(?:contain|have|include)\s+(?:an?\s+|any\s+)?NAME",
    rf"(?:please\s+)?(?:show|quote|find|highlight|give)\s+(?:me\s+)?(?:the\s+|any\s+|all\s+)?NAME{_WHERE}",
    rf"what\s+is\s+the\s+NAME{_WHERE}",
    rf"(?:where|what)\s+(?:is|are)\s+(?:the\s+)?NAME{_WHERE}",
    rf"(?:which|what)\s+(?:clauses?|provisions?|sections?|terms?)\s+(?:concerns?|covers?|deals?\s+with|is\s+about|are\s+about|governs?)\s+(?:the\s+|any\s+)?NAME{_WHERE}",
)
_CLAUSE = r"(?:\s+(?:clauses?|provisions?|sections?|terms?))?"


@dataclass(frozen=True, slots=True)
class ClauseAsked:
    """The kind of clause that a question asks to see, and the words by which it names the contract: "Harrow supply", a party."""

    kind: str
    named: str = ""


def clause_asked(question: str) -> ClauseAsked | None:
    """The kind of clause that a question asks to see; None where it asks something else.

    >>> clause_asked("Is there a most favored nation clause in this agreement?")
    ClauseAsked(kind='Most Favored Nation', named='')
    >>> clause_asked("What does the Harrow supply agreement say about audit rights?")
    ClauseAsked(kind='Audit Rights', named='Harrow supply')
    >>> clause_asked("How much insurance must the tenant carry?")
    """
    of_cuad = _OF_CUAD.search(question)
    if of_cuad is not None:
        return ClauseAsked(of_cuad.group(1))
    asked = " ".join(question.split()).rstrip(" ?.!")
    for kind, name in NAMES:
        for frame in _FRAMES:
            said = re.fullmatch(frame.replace("NAME", rf"(?:{name}){_CLAUSE}"), asked, re.IGNORECASE)
            if said is not None:
                parts = (said.group(g) or "" for g in ("named", "party"))
                return ClauseAsked(kind, " ".join(p.strip() for p in parts if p.strip()))
    return None


def kind_named(words: str) -> str | None:
    """The kind of clause that words name, as people call it or as CUAD does; None where they name none.

    >>> kind_named("liability cap")
    'Cap On Liability'
    """
    said = " ".join(words.split())
    for kind, name in NAMES:
        if said.lower() == kind.lower() or re.fullmatch(rf"(?:{name}){_CLAUSE}", said, re.IGNORECASE):
            return kind
    return next((k for k in kinds() if k.lower() == said.lower()), None)

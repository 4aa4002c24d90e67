"""The kind of clause that a question asks to see: "What does it say about audit rights?", "choice of law - the Harrow lease", "show me the MFN".

Only a question that asks for the clause itself is told here: one kind's name, the words by which a contract is named, and nothing else but
words of asking. One that asks for something in the clause (how long, how much, who, when, may we) is another matter. The kinds are those of
CUAD (Hendrycks et al., 2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.models.clause_reader import kinds

_OF_CUAD = re.compile(r'related to "([^"]+)" that should be reviewed by a lawyer')
NAMES: tuple[tuple[str, str], ...] = (
    (
        "Renewal Term",
        r"(?:auto(?:matic)?-?\s?)?renewals?(?: terms?| options?| periods?)?|evergreen(?: / auto-?renewal)?|options? to renew|extension options?",
    ),
    (
        "Notice Period To Terminate Renewal",
        r"(?:notice of )?non-?\s?renewal(?: notice)?|notice (?:to stop|against|of) (?:the )?(?:non-?)?renewal",
    ),
    ("Governing Law", r"(?:governing|applicable|proper) law|choice of law"),
    ("Most Favored Nation", r"most[- ]favou?red[- ](?:nations?|customers?)|mfn(?: pricing)?"),
    (
        "Non-Compete",
        r"non-?\s?compet(?:e|ition)s?(?: covenants?)?|covenants? not to compete|radius (?:clause|restriction)s?(?: \(non-?compete\))?",
    ),
    ("Exclusivity", r"exclusivity|exclusive (?:dealing|use)(?: covenants?)?"),
    ("No-Solicit Of Customers", r"(?:non?-?\s?solicit(?:ation)?|not soliciting)(?: of)? (?:customers|clients)"),
    (
        "No-Solicit Of Employees",
        r"(?:non?-?\s?solicit(?:ation)?|not soliciting)(?: of)? (?:employees|staff|personnel)|no-?\s?(?:poach(?:ing)?|hire)",
    ),
    ("Non-Disparagement", r"non-?\s?disparagement"),
    ("Termination For Convenience", r"terminat(?:ion|e) (?:for convenience|without cause|at will)|break clauses?"),
    ("Rofr/Rofo/Rofn", r"(?:rights? of )?first (?:refusal|offer|negotiation)|rofrs?|rofos?|rofns?"),
    ("Change Of Control", r"changes? (?:of|in) (?:control|ownership)"),
    ("Anti-Assignment", r"(?:restrictions? on |limits? on |anti-?\s?)?assign(?:ment|ing)"),
    (
        "Revenue/Profit Sharing",
        r"(?:revenue|profit)(?:/profit| and profit| or profit)?[- ]shar(?:e|ing)|(?:percentage|turnover) rent",
    ),
    ("Price Restrictions", r"price restrictions?"),
    (
        "Minimum Commitment",
        r"minimum (?:volume |purchase |order )?(?:commitments?|purchases?|orders?|volumes?|quantit(?:y|ies))(?: (?:obligations?|requirements?))?",
    ),
    ("Volume Restriction", r"volume restrictions?"),
    (
        "Ip Ownership Assignment",
        r"(?:ip|intellectual property) (?:ownership(?: assignment)?|assignment)|assignment of (?:ip|intellectual property)",
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
    ("Post-Termination Services", r"post-?\s?termination (?:services|obligations|duties|assistance)"),
    ("Audit Rights", r"audits?(?: rights?)?|rights? (?:of|to) audit|inspection rights?"),
    (
        "Uncapped Liability",
        r"(?:uncapped|unlimited) (?:liability|losses)|carve-?\s?outs? (?:from|to) the (?:liability (?:limit|cap)|limitation of liability|cap)",
    ),
    ("Cap On Liability", r"caps? on liability|liability (?:caps?|limits?)|limit(?:ation)?s? (?:of|on) liability"),
    ("Liquidated Damages", r"liquidated damages|lds"),
    ("Warranty Duration", r"warranty (?:periods?|durations?)"),
    ("Insurance", r"insurance(?: (?:requirements?|obligations?))?"),
    ("Covenant Not To Sue", r"covenants? not to sue"),
    ("Third Party Beneficiary", r"third[- ]party (?:beneficiar(?:y|ies)|rights)"),
)
"""Kinds, and what people call them. Those that are told by a date or a name are asked otherwise."""
_ASKING = frozenset(
    "a about all an and any anything are at be bring by clause clauses concerning contain contained contains copy cover covered covers deal deals did do"
    " does exact find for from full get gets give gives got has have have highlight i i'd in include included includes is it its language like look me"
    " mention mentions my need of on or our out part parts passage please provide provides provision provisions pull quote re regarding require"
    " required requires say says section sections see show something state states tell term terms text that the there these this to under up us want"
    " what what's where which with within wording words you your".split()
)
"""Words that only ask to see a clause; whatever else is said names the contract, or asks for more than the clause."""
_GENERIC = frozenset("contract contracts agreement agreements document documents deal deals".split())
"""Words for any contract: they name none."""
_OF_CONTRACTS = _GENERIC | frozenset(
    "clause clauses provision provisions section sections wording nda lease licence license charter".split()
)
_MORE = frozenset(
    "how who whom whose when why much many long far often may must should will would could shall can cannot if not never unless until before after"
    " during per pays pay cost costs days months years expire expires end ends start starts".split()
)
"""Words that ask for something in a clause."""
_OTHERS = frozenset(
    "report reports policy policies handbook manual filing 10-k 10-q annual quarterly minutes letter email mail presentation".split()
)
"""Words for documents that are no contracts."""
_POLITE = re.compile(
    r"\b(?:can|could|may|would)\s+(?:i|we|you)\s+(?=(?:please\s+)?(?:see|show|have|quote|find|get|give|pull|look|point))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClauseAsked:
    """The kind of clause that a question asks to see, and the words by which it names the contract: "harrow", "supply".

    `of_contract` where it speaks of a contract or a clause; else it may be about a row of a table that is called alike.
    """

    kind: str
    named: tuple[str, ...] = ()
    of_contract: bool = True


def clause_asked(question: str) -> ClauseAsked | None:
    """The kind of clause that a question asks to see; None where it asks something else.

    >>> clause_asked("What does the Harrow supply agreement say about audit rights?")
    ClauseAsked(kind='Audit Rights', named=('harrow', 'supply'), of_contract=True)
    >>> clause_asked("What is the insurance in 2024?")
    ClauseAsked(kind='Insurance', named=('2024',), of_contract=False)
    >>> clause_asked("How much insurance must the tenant carry?")
    """
    of_cuad = _OF_CUAD.search(question)
    if of_cuad is not None:
        return ClauseAsked(of_cuad.group(1))
    asked = _POLITE.sub(" ", " ".join(question.split()))
    found = [(m, kind) for kind, name in NAMES for m in re.finditer(rf"\b(?:{name})(?!\w)", asked, re.IGNORECASE)]
    # "Assignment of IP" is no assignment of the contract: what lies within a longer name is not meant.
    widest = [
        (m, kind)
        for m, kind in found
        if not any(o.start() <= m.start() and m.end() <= o.end() and len(o.group()) > len(m.group()) for o, _ in found)
    ]
    if len({kind for _, kind in widest}) != 1:
        return None
    rest = asked
    for m, _ in reversed(widest):
        rest = f"{rest[: m.start()]} {rest[m.end() :]}"
    words = [w.removesuffix("'s") for w in re.findall(r"[\w&.'-]*\w", rest.lower().replace("’", "'"))]
    if any(w in _MORE or w in _OTHERS for w in words):
        return None
    named = tuple(w for w in words if w not in _ASKING and w not in _GENERIC)
    return ClauseAsked(widest[0][1], named, any(w in _OF_CONTRACTS for w in words))


def kind_named(words: str) -> str | None:
    """The kind of clause that words name, as people call it or as CUAD does; None where they name none.

    >>> kind_named("liability cap")
    'Cap On Liability'
    """
    exact = next((k for k in kinds() if k.lower() == " ".join(words.lower().split())), None)
    asked = None if exact else clause_asked(words)
    return exact or (asked.kind if asked is not None and not asked.named else None)

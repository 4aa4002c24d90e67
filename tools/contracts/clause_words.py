"""What a clause of a kind is called, and the words that it hardly does without: a second opinion beside the tuned reader's.

The kinds are CUAD's (Hendrycks et al., 2021). A stretch that bears none of the words may still be of the kind, and one that bears some need
not be: how much they weigh is learned (`benchmarks/clause_reader/grade.py`).
"""

from __future__ import annotations

import re
from functools import cache

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
_HEAD = 80
"""Characters in which a clause's heading stands."""
WORDS: dict[str, str] = {
    "Document Name": r"agreement|contract|lease|licen[cs]e|deed|amendment|addendum|terms",
    "Parties": r"\((?:the |each |collectively|together|hereinafter)?|\b(?:inc|ltd|llc|corp\w*|limited|company|plc|gmbh|llp|l\.?p)\b",
    "Agreement Date": r"\d",
    "Effective Date": r"effective|commenc|\d",
    "Expiration Date": r"\bterm\b|expir|continu|until|remain in (?:full )?(?:force|effect)|terminat|in effect|anniversar",
    "Renewal Term": r"renew|exten[ds]|successive|additional|evergreen|month[- ]to[- ]month|rolling",
    "Notice Period To Terminate Renewal": r"(?:renew|exten[ds]|successive|expir|non-?renew)[^.]{0,300}\bnoti|\bnoti[^.]{0,300}(?:renew|exten[ds]|expir|continu)",
    "Governing Law": r"\bgovern|\bconstru|\binterpret|subject to the laws?\b|\blaws? of\b|\blaw applies",
    "Most Favored Nation": r"favou?r|no less|at least as|more favou?rable|better (?:price|terms)|lowest|lower (?:price|fee|rate)|other customers?",
    "Competitive Restriction Exception": r"\b(?:except|provided|however|notwithstanding|foregoing|unless|other than|nothing|not (?:be )?(?:prohibit|prevent|restrict|preclud|limit))",
    "Non-Compete": r"compet|similar (?:business|product|service)|same business|engage in|shall not[^.]{0,80}(?:sell|market|distribut|manufactur|promot)",
    "Exclusivity": r"exclusiv|\bsole(?:ly)?\b|\bonly\b|not[^.]{0,60}(?:any other|third part|anyone else)|requirements",
    "No-Solicit Of Customers": r"(?:solicit|induc|divert|entic|interfer|canvass|approach)[^.]{0,200}(?:customer|client|account|business|supplier|user|member)|(?:customer|client)[^.]{0,200}(?:solicit|induc|divert|entic)",
    "No-Solicit Of Employees": r"(?:solicit|hire|employ|recruit|induc|entic|engage|poach)[^.]{0,200}(?:employee|personnel|staff|consultant|officer|person|worker)|(?:employee|personnel|staff)[^.]{0,200}(?:solicit|hire|recruit|induc|entic)",
    "Non-Disparagement": r"disparag|derogat|defam|discredit|denigrat|disrepute|negative|injur\w+ to the reputation|tarnish|reputation|good ?will",
    "Termination For Convenience": r"terminat|cancel|withdraw|\bend (?:this|the)",
    "Rofr/Rofo/Rofn": r"\bfirst\b|right of (?:last|prior)|\bmatch|pre-?empt|option to|negotiat|opportunity to",
    "Change Of Control": r"control|merge|acqui|ownership|sale of|substantially all|consolidat|shareholder|stock",
    "Anti-Assignment": r"assign|transfer|delegat|novat|sublet|convey",
    "Revenue/Profit Sharing": r"royalt|percent|%|share|commission|revenue|profit|gross|net sales",
    "Price Restrictions": r"price|fee|rate|charge|increase|rent",
    "Minimum Commitment": r"minimum|at least|not less than|no less than|no fewer|commit|quota",
    "Volume Restriction": r"exceed|maximum|up to|more than|limit|in excess|additional|volume|quantit|\bcap\b",
    "Ip Ownership Assignment": r"own|assign|title|property of|work[s]?[- ](?:made[- ])?for[- ]hire|vest|belong",
    "Joint Ip Ownership": r"joint|co-?own|equal|both parties|each party",
    "License Grant": r"licen[cs]e|grant|right to (?:use|market|distribut|sell)|permission|permit",
    "Non-Transferable License": r"non-?\s?(?:transferable|assignable|sub-?licen[sc]able)|not (?:be )?(?:transfer|assign|sublicen)|without the right|personal",
    "Affiliate License-Licensor": r"affiliat|subsidiar|parent|group",
    "Affiliate License-Licensee": r"affiliat|subsidiar|parent|group",
    "Unlimited/All-You-Can-Eat-License": r"unlimited|enterprise|all|without limit|any number|site",
    "Irrevocable Or Perpetual License": r"irrevocabl|perpetual|in perpetuity|forever",
    "Source Code Escrow": r"escrow|source code",
    "Post-Termination Services": r"terminat|expir|transition|wind|surviv|after|following",
    "Audit Rights": r"audit|inspect|examin|access to|books|records|verif",
    "Uncapped Liability": r"liab|limitation|damages|exclu|indemn",
    "Cap On Liability": r"liab|damages|exceed|aggregate",
    "Liquidated Damages": r"liquidated|penalt|terminat\w+ (?:fee|payment|charge)|per day|as damages|late|credit",
    "Warranty Duration": r"warrant|guarant|defect",
    "Insurance": r"insur",
    "Covenant Not To Sue": r"challeng|contest|dispute|\bsue\b|suit|claim|validity|attack|release",
    "Third Party Beneficiary": r"beneficiar|third part|third-part|inure|enforce|person other than",
}
"""Kinds, and the words."""


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    name = next((name for called, name in NAMES if called == kind), None)
    return re.compile(WORDS[kind], re.IGNORECASE | re.DOTALL), (
        re.compile(rf"\b(?:{name})(?!\w)", re.IGNORECASE) if name else None
    )


def worded(kind: str, text: str) -> bool:
    """Whether a stretch bears words of a kind of clause.

    >>> worded("Insurance", "The Tenant shall insure the premises."), worded("Insurance", "The Tenant shall paint the premises.")
    (True, False)
    """
    return _patterns(kind)[0].search(text) is not None


def headed(kind: str, text: str) -> bool:
    """Whether a stretch begins with what a kind of clause is called.

    >>> headed("Governing Law", "14.2 Applicable law. Vermont."), headed("Governing Law", "14.2 Vermont's law.")
    (True, False)
    """
    name = _patterns(kind)[1]
    return name is not None and name.search(text[:_HEAD]) is not None

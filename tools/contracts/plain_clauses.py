"""Sentences that say plainly of which kind of clause they are: "may not assign this Agreement without the consent of the other".

A third opinion beside the tuned reader's and a clause's words (`clause_words`): how much it weighs in each kind is learned
(`benchmarks/clause_reader/grade.py`). Measured on CUAD's 417 contracts, a sentence that is plainly of a kind is so marked there in 91 of 100
for the governing law, 90 for a cap on liability, 89 for assignment, 80 for insurance, and 35 for an exclusive right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from muniment.tools.contracts.jurisdiction import governing_laws

LONGEST = 3_000
"""Characters of a sentence that are looked at."""
_THIS = r"(?:agreement|contract|lease|deed|licen[cs]e|nda|terms|letter|amendment|obligations?|document|schedule|addendum|charter|mandate|engagement|plan)"
_PERIOD = r"(?:days?|weeks?|months?|years?)"
_NOT_RENEWED = r"(?:not\s+to\s+(?:renew|extend)|non-?\s?renewal|not\s+(?:extend|renew)|not\s+(?:wish|intend|want)\w*\s+to\s+(?:renew|extend))"


@dataclass(frozen=True, slots=True)
class Saying:
    """What a sentence must bear, all of it, and must not, to say something plainly."""

    says: tuple[str, ...]
    never: str = ""


PLAIN: dict[str, Saying] = {
    "Governing Law": Saying(
        (
            rf"\b{_THIS}\b[^.;]{{0,200}}\b(?:govern|constru|interpret|subject to the (?:internal )?laws?)|\bgovern(?:ed|ing)\b[^.;]{{0,80}}\blaw|\blaws?\b[^.]{{0,40}}\b(?:govern|appl(?:y|ies))",
        ),
        r"laws\s+and\s+regulations",
    ),
    "Renewal Term": Saying(
        (
            r"\b(?:automatic\w*|tacit\w*)\b[^.;]{0,60}\b(?:renew|exten[ds]|roll|continu)\w*|\b(?:renew|exten[ds])\w*[^.;]{0,40}\bautomatic|\b(?:will|shall)\s+(?:then\s+|thereafter\s+)?renew\b|\b(?:shall|will)\b[^.;]{0,60}\b(?:continue|carry\s+on|be\s+(?:renewed|extended))\b[^.;]{0,160}\bunless\b|successive\s+(?:\w+[\s-]+){0,4}(?:terms?|periods?)|option\s+to\s+(?:renew|extend)\b",
            r"\bterm\b|agreement|lease|contract|period|year|month",
        )
    ),
    "Notice Period To Terminate Renewal": Saying(
        (
            rf"\b(?:renew|exten[ds])\w*[^.;]{{0,250}}\bunless\b[^.]{{0,250}}\bnot(?:ice|if)[^.]{{0,250}}\b{_PERIOD}|\bunless\b[^.]{{0,250}}\bnot(?:ice|if)[^.]{{0,250}}\b{_PERIOD}[^.]{{0,150}}\b(?:renew|non-?renew|expir|end of)|\bnot(?:ice|if)\w*[^.]{{0,80}}\b{_NOT_RENEWED}\b[^.]{{0,200}}\b{_PERIOD}|\b{_PERIOD}\b[^.]{{0,100}}\bnot(?:ice|if)\w*[^.]{{0,80}}\b{_NOT_RENEWED}\b",
        )
    ),
    "Anti-Assignment": Saying(
        (
            r"\b(?:not|neither|no)\b[^.;]{0,100}\bassign(?:ed|able|ment)?\b[^.;]{0,250}\b(?:consent|approval|permission)\b|\bassign(?:ed|able|ment)?\b[^.;]{0,120}\b(?:without|subject to|with)\b[^.;]{0,40}\bconsent\b",
            rf"\b(?:{_THIS}|rights?|obligations?)\b",
        ),
    ),
    "Insurance": Saying(
        (
            r"\b(?:shall|will|must|agrees?\s+to|at\s+all\s+times|is\s+required\s+to)\b[^.;]{0,120}\b(?:maintain|carry|procure|obtain|keep|purchase|hold|have|take\s+out|effect|provide)\w*\b[^.;]{0,120}\binsurance\b",
        )
    ),
    "Audit Rights": Saying(
        (
            r"\b(?:shall|will|may|right|entitled|permit\w*|allow\w*|agrees?)\b[^.;]{0,150}\b(?:audit|inspect|examine)\w*\b[^.;]{0,200}\b(?:books?|records?|accounts?|facilit|premises|compliance|documents?|site|operations|systems|invoices|statements)|\baudit\s+rights?\b",
        )
    ),
    "Cap On Liability": Saying(
        (
            r"\b(?:aggregate|total|maximum|entire|cumulative|overall)\b[^.;]{0,60}\bliabilit[^.;]{0,300}\b(?:exceed|limited\s+to|greater|more\s+than|amount|cap)|\bliab\w+\b[^.;]{0,200}\b(?:shall|will|be|is|must|may)\s+(?:not|in\s+no\s+event)\s+exceed|\bliab\w*\b[^.;]{0,60}\bis\s+(?:limited|capped)|\b(?:no|nor|neither|not)\b[^.;]{0,150}\bliable\b[^.;]{0,200}\b(?:consequential|indirect|incidental|punitive|special)|limitation\s+of\s+liability[^.;]{0,300}(?:consequential|indirect)",
        )
    ),
    "Termination For Convenience": Saying(
        (
            rf"\b(?:may|right\s+to|entitled\s+to|option\s+to|can)\b[^.;]{{0,80}}\b(?:terminat|cancel|end)\w*\b[^.;]{{0,160}}\b(?:for\s+(?:its\s+)?convenience|with\s+or\s+without\s+cause|without\s+cause|for\s+any\s+(?:or\s+no\s+)?reason|without\s+(?:giving\s+)?(?:any\s+)?reason|at\s+any\s+time[^.;]{{0,80}}\b{_PERIOD}\b[^.;]{{0,40}}\bnotice|at\s+will|no\s+reason)|\b(?:for\s+convenience|without\s+cause)\b[^.;]{{0,100}}\bterminat",
        )
    ),
    "No-Solicit Of Employees": Saying(
        (
            r"\b(?:not|nor|neither|no)\b[^.;]{0,150}\b(?:solicit|hire|recruit|entice|induce|poach)\w*\b[^.;]{0,120}\b(?:employees?|personnel|staff)\b",
        )
    ),
    "Non-Compete": Saying((r"\b(?:not|nor|neither)\b[^.;]{0,150}\bcompet(?:e|es|ing|itive|itors?|ition)\b",)),
    "Exclusivity": Saying(
        (
            r"\b(?:exclusive(?:ly)?|sole\s+and\s+exclusive)\b[^.;]{0,60}\b(?:right|distribut|supplier|provider|agent|reseller|licen[cs]e|purchas|basis|appoint|represent)",
        ),
        r"non-?\s?exclusive|exclusive\s+(?:jurisdiction|remed|property|owner)",
    ),
    "Change Of Control": Saying((r"\bchange\s+(?:of|in)\s+(?:the\s+)?(?:control|ownership)\b",)),
    "Non-Disparagement": Saying((r"\b(?:not|nor|neither|no)\b[^.;]{0,200}\b(?:disparag|defam|denigrat)\w*",)),
    "Liquidated Damages": Saying((r"\bliquidated\s+damages\b",)),
    "Third Party Beneficiary": Saying(
        (r"\bthird[- ]party\s+beneficiar",), r"\b(?:no|not|nothing|none|neither|other\s+than)\b"
    ),
    "Covenant Not To Sue": Saying(
        (
            r"\b(?:not|nor|never)\b[^.;]{0,120}\b(?:contest|challenge|attack|dispute)\w*\b[^.;]{0,120}\b(?:validity|ownership|title|rights?|trademark|patent|mark)|covenants?\s+not\s+to\s+sue",
        )
    ),
    "Source Code Escrow": Saying((r"\bescrow\b", r"source\s+code")),
    "Most Favored Nation": Saying(
        (
            r"most[- ]favou?red|(?:no|not)\s+less\s+favou?rable[^.;]{0,150}(?:than|customer)|at\s+least\s+as\s+(?:low|favou?rable)",
        )
    ),
}
"""Kinds, and what their plainest sentences say."""


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
    saying = PLAIN[kind]
    never = re.compile(saying.never, re.IGNORECASE) if saying.never else None
    return tuple(re.compile(s, re.IGNORECASE) for s in saying.says), never


def is_plain(kind: str, sentence: str) -> bool:
    """Whether a sentence is plainly a clause of a kind; a clause about the law must also say whose.

    >>> is_plain("Governing Law", "This lease is governed by the laws of Ontario."), is_plain("Governing Law", "This lease is governed by law.")
    (True, False)
    """
    if kind not in PLAIN or len(sentence) > LONGEST:
        return False
    says, never = _patterns(kind)
    if not all(s.search(sentence) for s in says) or (never is not None and never.search(sentence)):
        return False
    return kind != "Governing Law" or len(governing_laws(sentence)) == 1

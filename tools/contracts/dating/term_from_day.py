"""A term that runs from a day for a length, as one sentence lets, grants or says it: "from 1 March 2026 for eighteen months", or the other way round.

What else is given for a time in such a sentence (a rent-free period, an option, a warranty) is not the contract's own term and is not read.
"""

from __future__ import annotations

import re
from datetime import date

from muniment.tools.contracts.dating.dates import dates, written_end
from muniment.tools.contracts.dating.durations import durations

THIS = r"(?<!of\s)(?<!under\s)\b(?:this|the|such)\s+(?:[\w-]+\s+){0,2}?(?:agreement|contract|lease|licen[cs]e|engagement|(?:initial\s+)?term)\b"
"""A pattern of what a contract calls itself or its term, as a doer."""
NO_FIRST_TERM = re.compile(
    r"\b(?:surviv\w+|after\s+(?:the\s+)?(?:expir\w+|terminat\w+|end)|following\s+(?:the\s+)?(?:expir\w+|terminat\w+)|confidential\w*|not|warrant\w*|notwithstanding|extended?|purposes?|so\s+long\s+as|during)\b",
    re.IGNORECASE,
)
"""What is said before a length that is no first term."""
_LETS = re.compile(
    rf"\b(?:(?:agrees?\s+to|hereby)\s+(?:grant|let|lease|demise|hire|licen[cs]e|appoint|engage|employ|retain)|grants|lets|leases|demises|hires|licen[cs]es|appoints|engages|employs|retains|(?:is|are|be)\s+(?:hereby\s+)?(?:made|granted|concluded|let|leased|hired|rented|licen[cs]ed|appointed|engaged|employed|retained))\b|{THIS}|\bterm\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:option\w*|rent[\s-]free|free|holiday|discount\w*|exclusiv\w*|prices?|rates?|fees?|moratorium|waiver|leave|exten\w+|renew\w*|further|additional|if|may|each|every"
    r"|volumes?|budget|training|support|trial|deposit|insurance|guarantee)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:from|(?:commencing|beginning|starting)(?:\s+(?:on|from))?|with\s+effect\s+from)\s+(?:and\s+including\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_FOR = r"(?:for|of|be|is)\s+(?:an?\s+|the\s+)?(?:(?:initial|fixed|first|total|minimum)\s+)?(?:(?:period|term)\s+of\s+)?"
_THEN_FOR = re.compile(
    rf"\W{{0,3}}(?:inclusive\b\W{{0,3}})?(?:and\s+(?:continu|runn|last)ing\s+)?{_FOR}", re.IGNORECASE
)
_BEFORE_LENGTH = re.compile(rf"\b{_FOR}$", re.IGNORECASE)


def term_from_day(sentence: str) -> tuple[date, str] | None:
    """The day and the length (ISO 8601) of the term that a sentence states.

    >>> term_from_day("The Grantor lets the mooring to the Boater from 1 March 2026 for eighteen months.")
    (datetime.date(2026, 3, 1), 'P18M')
    >>> term_from_day("The Landlord grants the Tenant a rent-free period from 1 March 2026 for six months.")
    """
    for day, at in dates(sentence):
        since = _SINCE.search(sentence[:at])
        for length in durations(sentence) if since else ():
            behind = (
                _THEN_FOR.fullmatch(sentence, written_end(sentence, at), length.start) if length.start > at else None
            )
            led = _BEFORE_LENGTH.search(sentence[: length.start])
            touches = since is not None and re.fullmatch(r"[\s,(]*", sentence[length.end : since.start()]) is not None
            if not (behind or (led and touches and length.end < at)):
                continue
            said = sentence[: min(length.start, at)]
            if _LETS.search(said) and not _BESIDE.search(said) and not NO_FIRST_TERM.search(said):
                return day, length.iso
    return None

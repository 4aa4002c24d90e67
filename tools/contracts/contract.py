"""Whether a text is a contract, by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.tools.contracts.parties import parties

HEAD, FRONT = 600, 6_000
"""Characters in which a contract says what it is, and in which it names its parties."""
_KIND = re.compile(
    r"\b(?:agreements?|contracts?|leases?|licen[cs]es?|deeds?|amendments?|addendum|guaranty)\b", re.IGNORECASE
)
_PARTIES = re.compile(r"\b(?:by and (?:between|among)|between|among|part(?:y|ies)|undersigned)\b", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:shall|agrees?|hereby|hereunder|herein|hereof|thereof|must|will|may not)\b", re.IGNORECASE)
_ROLES = re.compile(r"\((?:hereinafter\s+)?(?:the\s+|a\s+)?[\"“*]{1,3}([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)[\"”*]{1,3}\)")
_MADE = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,4}?(?:agreement|contract|lease|licen[cs]e|deed|amendment|letter)\b[^.;]{0,40}?\b(?:made|entered\s+into|dated|concluded|executed)\b[^.;]{0,60}?\bbetween\b",
    re.IGNORECASE,
)
"""How a contract says that it is made, and between whom; one that does binds, in whatever words."""
FEWEST, FEWEST_OF_PARTIES = 5, 2
"""Words that bind, in a contract (one in plain English has "will" and "must" for them), and in one that defines its parties at its head."""


def is_contract(pages: Sequence[str]) -> bool:
    """Whether a document is a contract: it says so at its head, names parties, and binds them.

    >>> is_contract(["LEASE. By and between A and B. A shall let, B agrees to pay, hereby, hereunder, as hereof."])
    True
    >>> is_contract(["Annual report. Our lease agreements with landlords shall end."])
    False
    """
    text = "\n".join(pages)
    if _KIND.search(text[:HEAD]) is None or _PARTIES.search(text[:FRONT]) is None:
        return False
    binding = len(_BINDS.findall(text))
    # A template defines the roles of parties that it does not name.
    roles = max(len(parties(text)), len(set(_ROLES.findall(text[:FRONT]))))
    return binding >= FEWEST or (roles > 1 and (binding >= FEWEST_OF_PARTIES or _MADE.search(text[:HEAD]) is not None))

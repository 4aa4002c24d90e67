"""Whether a text is a contract, by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD, FRONT = 600, 6_000
"""Characters in which a contract says what it is, and in which it names its parties."""
_KIND = re.compile(
    r"\b(?:agreements?|contracts?|leases?|licen[cs]es?|deeds?|amendments?|addendum|guaranty)\b", re.IGNORECASE
)
_PARTIES = re.compile(r"\b(?:by and (?:between|among)|between|among|part(?:y|ies)|undersigned)\b", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:shall|agrees?|hereby|hereunder|herein|hereof|thereof|must|will|may not)\b", re.IGNORECASE)
FEWEST = 5
"""Words that bind, in a contract; one in plain English has "will" and "must" for them."""


def is_contract(pages: Sequence[str]) -> bool:
    """Whether a document is a contract: it says so at its head, names parties, and binds them.

    >>> is_contract(["LEASE. By and between A and B. A shall let, B agrees to pay, hereby, hereunder, as hereof."])
    True
    >>> is_contract(["Annual report. Our lease agreements with landlords shall end."])
    False
    """
    text = "\n".join(pages)
    return (
        _KIND.search(text[:HEAD]) is not None
        and _PARTIES.search(text[:FRONT]) is not None
        and len(_BINDS.findall(text)) >= FEWEST
    )

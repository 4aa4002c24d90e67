"""Whether a total belongs to the heading that stands over it."""

from __future__ import annotations

import re

from muniment.wording import stem, tokens

TOTAL = re.compile(r"(?:sub)?-?total\b", re.IGNORECASE)


def of_group(label: str, group: str) -> bool:
    """Whether a row is one of those under a heading: a sum without a name ends them, and so does the total of something wider.

    >>> of_group("Total assets", "Current assets"), of_group("Total current assets", "Current assets"), of_group("", "Assets")
    (False, True, False)
    """
    if not label:
        return False
    total = TOTAL.match(label)
    whole = _stems(label[total.end() :]) if total else set()
    return not whole or _stems(group) <= whole


def _stems(text: str) -> set[str]:
    return {stem(t) for t in tokens(text)}

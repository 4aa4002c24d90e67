"""Join what the last questions of a session asked one after another: "the average of the two", "which was larger?", "both".

Only single figures that differ in one thing are joined: of several companies, or several periods, or several items. What
would be joined otherwise is left to the question before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from muniment.errors import Abstention
from muniment.operands import operands
from muniment.records import Ask, Before

_NO_PERIODS = r"(?!\s+(?:fiscal|full|years?|quarters?|months?|periods?)\b)"
_TWO = re.compile(
    r"\b(?:both(?!.*\band\b)(?:\s+of\s+(?:them|those|these))?|(?:the|those|these)\s+(?:last\s+|same\s+)?two(?:\s+of\s+them)?|same\s+two)\b"
    + _NO_PERIODS
)
_COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6}
_SEVERAL = re.compile(
    rf"\b(?:(?:the|all|those|these)\s+(?:last\s+|same\s+)?|same\s+)({'|'.join(_COUNTS)})\b"
    + _NO_PERIODS
    + r"(?:\s+of\s+them)?"
)
_SO_MANY = re.compile(
    r"\b(?:those|these|the)\s+(?:last\s+|same\s+)?(two|three|four|five|six)\s+(?:fiscal\s+|full\s+)?(?:years|quarters|periods)\b"
)
_ALL = re.compile(
    r"\b(?:(?:all\s+of\s+)?(?:them|those|these)|(?:of\s+)?each(?!\s+(?:year|quarter|one|month|of\s+the)\b))\b"
)
_COMPARED = re.compile(
    r"\b(?:which|who)\b.*\b(?:larger|higher|bigger|greater|more|smaller|lower|less|better|worse)\b"
    r"|\bhow\s+much\s+(?:more|less|higher|lower|larger|greater|bigger|smaller)\b(?!.*\bthan\b)"
    r"|^\W*(?:what(?:'s|\s+is|\s+was)\s+)?(?:the\s+)?difference\W*$"
)
_MOST = re.compile(
    r"\b(?:which|who|when)\b.*\b(?:largest|highest|biggest|greatest|most|smallest|lowest|least|best|worst)\b"
)
_OF_PERIODS = re.compile(r"\byears?\b|\bquarters?\b|\bperiods?\b|\bwhen\b")
_PERCENTAGE = re.compile(
    r"(?:\bpercent\w*|\bper\s+cent|%)\s+(?:change|difference|more|less|higher|lower|larger|smaller)"
)


def joined(text: str, before: Before) -> tuple[str, Before]:
    """The question with plain words for those that point at several earlier figures, and what it leans on with these joined.

    Args:
        text: a question that names no company.
        before: what the questions before it asked, the last and earlier ones.

    Raises:
        Abstention: `insufficient_evidence`, where the words point at figures that are not there or cannot be joined.
    """
    folded = text.lower()
    pointing = next((p for p in (_TWO, _SEVERAL, _ALL) if p.search(folded)), None)
    several = _SEVERAL.search(folded)
    count = 2 if pointing is _TWO or _COMPARED.search(folded) else _COUNTS[several.group(1)] if several else 0
    if not figures_of(before.asks):
        return text, before
    if pointing is None and not (count or _MOST.search(folded)):
        return text, before
    chain, differing = _chain(before)
    if pointing is None and _OF_PERIODS.search(folded) and differing != "periods":
        return text, before
    chain = chain[-count:] if count else chain
    counted = _SO_MANY.search(folded) if pointing is _ALL else None
    if counted and len(chain) != ({"two": 2} | _COUNTS)[counted.group(1)]:
        raise Abstention(
            "insufficient_evidence", f"Which {counted.group(1)}? The last ones asked for are {len(chain)}."
        )
    if len(chain) < max(count, 2):
        if pointing is None:
            return text, before
        raise Abstention(
            "insufficient_evidence",
            "It is not clear which figures are meant: the last ones asked for are not alike but for one thing.",
        )
    if differing != "periods" and _PERCENTAGE.search(folded):
        raise Abstention(
            "insufficient_evidence", "A percentage between two figures is not clear; say which is of which."
        )
    joint: dict[str, Any] = {differing: tuple(x for a in chain for x in getattr(a, differing))}
    ask = replace(chain[-1], **joint)
    said = text if pointing is None else re.sub(pointing.pattern, "these", text, flags=re.IGNORECASE)
    return said, replace(before, asks=(ask,))


def _chain(before: Before) -> tuple[list[Ask], str]:
    """The last figures asked for, the oldest first, as far as all differ in the same one thing, and which that is."""
    *earlier, last = (*before.earlier, *figures_of(before.asks))
    chain, differing = [last], ""
    for ask in reversed(earlier):
        unlike = [name for name in ("measures", "entities", "periods") if getattr(ask, name) != getattr(chain[0], name)]
        known = any(getattr(ask, differing) == getattr(a, differing) for a in chain) if differing else False
        if len(unlike) != 1 or (differing and unlike[0] != differing) or known:
            break
        differing = unlike[0]
        chain.insert(0, ask)
    return chain, differing


def figures_of(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The single figures that asks want, one by one; none where anything is computed."""
    if any(a.operation != "value" or a.per for a in asks):
        return ()
    return tuple(replace(a, measures=(m,), entities=(e,), periods=(p,)) for a in asks for m, e, p in operands(a))


def left_earlier(before: Before | None) -> tuple[Ask, ...]:
    """The single figures asked for one after another before a question, the oldest first, at most eight."""
    return (*before.earlier, *figures_of(before.asks))[-8:] if before is not None else ()

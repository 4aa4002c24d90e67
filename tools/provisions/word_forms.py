"""Words compared whatever form of theirs is written: "kept" and "keep", "redecor" and "redecoration", "what is the price" and "costs £6".

Stems join regular forms; what they do not join stands in `muniment/data/wording/irregular_verbs.txt`. A word of measure names no thing of its own: it
is borne where what it measures stands. What means the same by another word ("remain" and "stay") is not told here.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from importlib.resources import files

from muniment.tools.contracts.dating.durations import NUMBER_WORD
from muniment.wording import stem, tokens

LONG = 5
"""Letters of a stem from which on the beginning of a longer one counts as the same: "redecor" of "redecoration"."""
_MONEY = r"[$£€¥₹]|\b(?:price|cost|fee|charge|rate)s?\b|\b(?:usd|gbp|eur|chf|inr|aud|cad|zar|dollars?|pounds?|euros?|rupees?|rand|pence|cents?|free)\b"
_MEASURES: tuple[tuple[str, str], ...] = (
    (
        "maximum max most",
        r"\b(?:max(?:imum)?|at\s+most|up\s+to|limit(?:ed|s)?|within|cap(?:ped|s)?|exceed(?:s|ed|ing)?|(?:no|not)\s+(?:be\s+)?(?:more|longer|later|greater|higher|larger|further|heavier)(?:\s+\w+)?\s+than)\b",
    ),
    (
        "minimum min least",
        r"\b(?:min(?:imum)?|at\s+least|(?:no|not)\s+(?:less|fewer|shorter|lower|earlier|smaller|sooner)\s+than|or\s+more)\b",
    ),
    ("price cost costs", _MONEY),
    ("value worth", rf"\b(?:value|worth)\b|{_MONEY}"),
    (
        "share percentage proportion portion",
        rf"%|\bper\s?cent|\b(?:half|third|quarter|fifth|tenth|{NUMBER_WORD}\s+(?:thirds|quarters|fifths|tenths))\b",
    ),
)
"""Words of measure, and what stands where they are borne."""


def forms(text: str) -> list[str]:
    """The stems of a text's words in their order, irregular verbs by their first form.

    >>> forms("The recipes were kept")
    ['the', 'recip', 'were', 'keep']
    """
    return [_IRREGULAR.get(token) or stem(token) for token in tokens(text)]


def same_word(wanted: str, held: str) -> bool:
    """Whether two stems are of one word: the same, or a long one that begins the other.

    >>> same_word("redecor", "redecorat"), same_word("car", "carpet")
    (True, False)
    """
    return wanted == held or (
        len(wanted) >= LONG and (held.startswith(wanted) or (len(held) >= LONG and wanted.startswith(held)))
    )


def held_by(wanted: Set[str], held: Set[str]) -> bool:
    """Whether each of some stems is of a word that others hold."""
    return all(w in held or any(same_word(w, h) for h in held) for w in wanted)


def measured(wanted: str, text: str) -> bool:
    """Whether a stem is of a word of measure, and what it measures stands in a text.

    >>> measured("maximum", "Entertaining is limited to € 65 per person."), measured("price", "Mooring is by the day.")
    (True, False)
    """
    pattern = _measures().get(wanted)
    return pattern is not None and pattern.search(text) is not None


@cache
def _measures() -> dict[str, re.Pattern[str]]:
    return {stem(word): re.compile(pattern, re.IGNORECASE) for words, pattern in _MEASURES for word in words.split()}


def _irregular() -> dict[str, str]:
    lines = (files("muniment.data") / "wording" / "irregular_verbs.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {form: stem(verb) for verb, *others in rows for form in others}


_IRREGULAR = _irregular()

"""What a question about the caller's records wants, as the `Reading` tells it: a yes or a no, a change, a quotient, one line item.

Which figures or sentences fit it is asked elsewhere (`tools.record_guards`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from muniment.agents.reading.names import Mention
from muniment.agents.reading.reading import read
from muniment.wording import content_stems, stem

_WHETHER = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|am)\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"%|\bper\s?cent|\b(?:share|portion|proportion|fraction|part|ratio|times|margin|rate\s+of|growth\s+rate|per|average|divided|relative)\b|\bgr[eo]w",
    re.IGNORECASE,
)
_COMPUTED = re.compile(
    r"\b(?:total|sum|together|altogether|combined|difference|average|each\s+of|per|times|more\s+than|less\s+than|left\s+over|in\s+all)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:not|no|never|nor|neither|unless|except|excluding|other\s+than|until|before|without|but|however|only|if|provided)\b",
    re.IGNORECASE,
)
_DOING = frozenset(
    """pay pays paid cost costs charge charges charged earn earns earned spend spends spent make makes made bring brings brought take takes took taken receive
    receives received owe owes owed sell sells sold get gets got have has had use uses used need needs give gives gave buy buys bought hold holds held
    run runs ran plan plans planned come comes came go goes went leave leaves left actually altogether together really still ever apart negative positive""".split()
)
"""Verbs that say that somebody has a figure; a record may say it otherwise, or not at all."""


class _Nobody:
    def find(self, text: str) -> list[Mention]:
        return []


def absent_word(question: str, words: frozenset[str], idle: frozenset[str]) -> str:
    """A word that narrows a question and that stands nowhere in the records: "hospitals"; empty where there is none.

    Args:
        question: as typed.
        words: the stems of all words of the records.
        idle: words that say how a figure is looked at, not which.
    """
    for run in read(question, _Nobody()).left:
        for word in re.findall(r"[^\W\d_][\w'’-]*", run.text):
            bare = word.lower().removesuffix("'s").removesuffix("’s")
            stems = content_stems(bare)
            known = bare in idle or bare in _DOING or stems <= words or stem(bare.replace("-", "")) in words
            if not known:
                return str(word)
    return ""


def tells_in_words(question: str, said: str) -> bool:
    """Whether some words of a sentence may answer by themselves: not a yes or a no, not what is to be computed, nor where it turns."""
    return not (asks_whether(question) or asks_change(question) or _COMPUTED.search(question) or _TURNS.search(said))


def asks_whether(question: str) -> bool:
    """Whether a question wants a yes or a no, which no words of a sentence are: the sentence is told, with what it excepts."""
    return bool(_WHETHER.match(question))


def asks_share(question: str) -> bool:
    """Whether a question wants a quotient."""
    return bool(_SHARE.search(question))


def asks_portion(question: str) -> bool:
    """Whether a question wants a part of a whole, told as such.

    >>> asks_portion("Which percentage of the 2023 revenue was China?"), asks_portion("What was the share price?")
    (True, False)
    """
    return bool(_PORTION.search(question))


_PORTION = re.compile(
    r"\b(?:percent(?:age)?|per\s+cent|share|portion|proportion|fraction|slice)\s+of\b|\bas\s+an?\s+(?:percent(?:age)?|share)\b|\bhow\s+many\s+per\s?cent\b",
    re.IGNORECASE,
)


def asks_change(question: str) -> bool:
    """Whether a question wants by how much something changed, so that a level is no answer."""
    return any(c.kinds & {"change", "difference"} for c in read(question, _Nobody()).clauses) and bool(
        re.search(
            r"\bby\s+(?:how\s+much|what|how\s+many)\b|\bhow\s+much\s+(?:more|less|higher|lower)\b|\bwhat\s+(?:is|was|were)\s+the\s+(?:\w+\s+){0,2}(?:change|difference|increase|decrease|growth|decline)\b",
            question,
            re.IGNORECASE,
        )
    )


def other_item(question: str, row: str) -> bool:
    """Whether a row is named after another line item than the question: "Cost of sales" for "sales"."""
    asked, named = items_said(question), items_said(row)
    return bool(asked and named) and not asked & named


@lru_cache(4096)
def items_said(text: str) -> frozenset[str]:
    """The line items that a text names."""
    return frozenset(i.items[0] for i in read(text, _Nobody()).items) if re.search(r"[A-Za-z]", text) else frozenset()


def of_a_change(question: str, heading: str) -> bool:
    """Whether a row stands under a heading of changes ("Changes in assets and liabilities") and a question asks for none: it wants the balance.

    >>> of_a_change("How much did it owe in accounts payable?", "Changes in assets and liabilities")
    True
    """
    return bool(_OF_CHANGES.search(heading)) and not (_OF_CHANGES.search(question) or _MOVED.search(question))


_OF_CHANGES = re.compile(
    r"\bchang(?:e|es)\b|\b(?:increase|decrease)s?\b(?:\s*\(?(?:increase|decrease)s?\)?)?\s+in\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:increas|decreas|chang|grew|grow|rise|rose|fell|fall|declin|cash\s+(?:flow|effect)|working\s+capital)\w*",
    re.IGNORECASE,
)

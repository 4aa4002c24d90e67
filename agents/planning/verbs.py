"""What a verb asks for by itself, where no line item is named: "How much did Apple make?", "Who earned more?", "Did they lose money?"."""

from __future__ import annotations

import re
from dataclasses import replace

from muniment.agents.reading.operations import OperationMark
from muniment.agents.reading.reading import Clause
from muniment.agents.reading.roles import is_function
from muniment.records import Measure

NET_INCOME = Measure("net_income", "", "net income")
NET_SALES = Measure("net_sales", "", "net sales")
_VERBS: tuple[tuple[re.Pattern[str], tuple[Measure, ...]], ...] = (
    (re.compile(r"\b(?:lose|lost|losing)\b"), (replace(NET_INCOME, loss=True),)),
    (re.compile(r"\b(?:make|made|making)\b"), (NET_INCOME, NET_SALES)),
    (
        re.compile(r"\b(?:bring|brought|take|took|pull|pulled|rake|raked)\s+in\b|\bgross(?:ed)?\b|\b(?:sell|sold)\b"),
        (NET_SALES,),
    ),
    (re.compile(r"\b(?:earn|earned|earning|clear|cleared|net|netted|take\s+home)\b"), (NET_INCOME,)),
)
"""What a verb asks for by itself: "How much did they make?" may mean sales or profit, so both are told; what was lost is a loss."""
_EARNS = re.compile(
    r"lose|lost|losing|make|made|making|bring|brought|take|took|pull|pulled|rake|raked|gross(?:ed)?|sell|sold|earn|earned|earning|clear|cleared|net|netted"
)
_NO_THING = frozenset(
    """money cash dollar usd buck amount sum figure number total all exactly roughly approximately about more less much fiscal year quarter month
    period company firm corporation one""".split()
)
"""Money itself, and times and companies, are no thing that somebody sells or loses."""
_LIGHT = frozenset("of its their the a an his her our".split())
_COMPARES = frozenset("more less largest smallest".split())
_HOW_MUCH = re.compile(r"\bhow\s+(?:much|many)\b", re.IGNORECASE)


def _counts_a_thing(clause: Clause) -> bool:
    """Whether an amount is asked of a thing that is no money: "how many shares did they sell" does not ask for their sales."""
    for n, element in enumerate(clause.elements):
        said = clause.text[element.start - clause.start : element.end - clause.start]
        compares = isinstance(element.value, OperationMark) and element.value.kind in _COMPARES
        if compares or element.norm in ("what", "which") or _HOW_MUCH.search(said):
            thing = next((e for e in clause.elements[n + 1 :] if e.norm not in _LIGHT), None)
            if thing is not None and thing.kind == "word" and not is_function(thing.word):
                return thing.norm not in _NO_THING and not _EARNS.fullmatch(thing.norm)
    return False


def by_verb(clause: Clause) -> tuple[Measure, ...]:
    """What the verb of a clause asks for that names no item; nothing where it is asked of a thing."""
    text = clause.text
    if _counts_a_thing(clause):
        return ()
    for verb, told in _VERBS:
        if verb.search(text):
            return told
    return ()

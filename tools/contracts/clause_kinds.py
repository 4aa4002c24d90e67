"""The kind of clause that a question asks to see: "What does it say about audit rights?", "choice of law - the Harrow lease", "show me the MFN".

Only a question that asks for the clause itself is told here: one kind's name, the words by which a contract is named, and nothing else but
words of asking. One that asks for something in the clause (how long, how much, who, when, may we) is another matter. The kinds are those of
CUAD (Hendrycks et al., 2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.models.clause_reader import kinds
from muniment.tools.contracts.clause_words import NAMES

_OF_CUAD = re.compile(r'related to "([^"]+)" that should be reviewed by a lawyer')
_ASKING = frozenset(
    "a about all an and any anything are at be bring by clause clauses concerning contain contained contains copy cover covered covers deal deals did do"
    " does exact find for from full get gets give gives got has have have highlight i i'd in include included includes is it its language like look me"
    " mention mentions my need of on or our out part parts passage please provide provides provision provisions pull quote re regarding require"
    " required requires say says section sections see show something state states tell term terms text that the there these this to under up us want"
    " what what's where which with within wording words you your".split()
)
"""Words that only ask to see a clause; whatever else is said names the contract, or asks for more than the clause."""
_GENERIC = frozenset("contract contracts agreement agreements document documents deal deals".split())
"""Words for any contract: they name none."""
_OF_CONTRACTS = _GENERIC | frozenset(
    "clause clauses provision provisions section sections wording nda lease licence license charter".split()
)
_MORE = frozenset(
    "how who whom whose when why much many long far often may must should will would could shall can cannot if not never unless until before after"
    " during per pays pay cost costs days months years expire expires end ends start starts".split()
)
"""Words that ask for something in a clause."""
_OTHERS = frozenset(
    "report reports policy policies handbook manual filing 10-k 10-q annual quarterly minutes letter email mail presentation".split()
)
"""Words for documents that are no contracts."""
_POLITE = re.compile(
    r"\b(?:can|could|may|would)\s+(?:i|we|you)\s+(?=(?:please\s+)?(?:see|show|have|quote|find|get|give|pull|look|point))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClauseAsked:
    """The kind of clause that a question asks to see, and the words by which it names the contract: "harrow", "supply".

    `of_contract` where it speaks of a contract or a clause; else it may be about a row of a table that is called alike.
    """

    kind: str
    named: tuple[str, ...] = ()
    of_contract: bool = True


def clause_asked(question: str) -> ClauseAsked | None:
    """The kind of clause that a question asks to see; None where it asks something else.

    >>> clause_asked("What does the Harrow supply agreement say about audit rights?")
    ClauseAsked(kind='Audit Rights', named=('harrow', 'supply'), of_contract=True)
    >>> clause_asked("What is the insurance in 2024?")
    ClauseAsked(kind='Insurance', named=('2024',), of_contract=False)
    >>> clause_asked("How much insurance must the tenant carry?")
    """
    of_cuad = _OF_CUAD.search(question)
    if of_cuad is not None:
        return ClauseAsked(of_cuad.group(1))
    asked = _POLITE.sub(" ", " ".join(question.split()))
    found = [(m, kind) for kind, name in NAMES for m in re.finditer(rf"\b(?:{name})(?!\w)", asked, re.IGNORECASE)]
    # "Assignment of IP" is no assignment of the contract: what lies within a longer name is not meant.
    widest = [
        (m, kind)
        for m, kind in found
        if not any(o.start() <= m.start() and m.end() <= o.end() and len(o.group()) > len(m.group()) for o, _ in found)
    ]
    if len({kind for _, kind in widest}) != 1:
        return None
    rest = asked
    for m, _ in reversed(widest):
        rest = f"{rest[: m.start()]} {rest[m.end() :]}"
    words = [w.removesuffix("'s") for w in re.findall(r"[\w&.'-]*\w", rest.lower().replace("’", "'"))]
    if any(w in _MORE or w in _OTHERS for w in words):
        return None
    named = tuple(w for w in words if w not in _ASKING and w not in _GENERIC)
    return ClauseAsked(widest[0][1], named, any(w in _OF_CONTRACTS for w in words))


def kind_named(words: str) -> str | None:
    """The kind of clause that words name, as people call it or as CUAD does; None where they name none.

    >>> kind_named("liability cap")
    'Cap On Liability'
    """
    exact = next((k for k in kinds() if k.lower() == " ".join(words.lower().split())), None)
    asked = None if exact else clause_asked(words)
    return exact or (asked.kind if asked is not None and not asked.named else None)

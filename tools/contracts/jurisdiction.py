"""Whose law a clause says to govern, as ISO 3166 codes: "the laws of the State of New York" is US-NY.

Countries and the parts of some that have a law of their own (`muniment/data/jurisdictions.tsv`). A court's seat, a place of arbitration and
the laws that a clause shuts out are not the law that governs. A name that is a country's and a state's is told by the words around it,
or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REACH = 90
"""Characters before a name in which the law that is its stands: "the internal laws and decisions of the State of …"."""
_LAWS = re.compile(r"\b(?:laws?|statutes|legislation|rules|jurisprudence)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:courts?|jurisdictions?|venue|arbitrat\w+|tribunal|located|seat(?:ed)?|situated|county|city|residents?|organi[sz]ed|incorporated|corporation"
    r"|company|bar|office)\b",
    re.IGNORECASE,
)
_SHUT_OUT = re.compile(
    r"\b(?:exclud\w+|without\s+(?:regard|reference|giving\s+effect|application|recourse)|other\s+than|irrespective|regardless|notwithstanding|except"
    r"|not\s+(?:apply|be\s+governed)|conflicts?\s+of|choice\s+of\s+laws?\s+(?:rules|principles|provisions))\b",
    re.IGNORECASE,
)
_CONFLICTS = re.compile(
    r"\bconflicts?[\s-]+(?:of[\s-]+)?laws?\b|\bchoice[\s-]+of[\s-]+laws?\b|\bconflicts?\s+(?:provisions|principles|rules)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:state|commonwealth|province|district)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\([^()]*\)|,\s*(?:other\s+than|and\s+not|but\s+not|exclusive\s+of|excluding|without|as\s+they)\b[^,]*,",
    re.IGNORECASE,
)
"""What is put in between "the laws" and whose they are: "the laws, other than choice of law rules, of the State of …"."""
_THEREOF = re.compile(
    r"[^.;]{0,120}?\blaws?\s+(?:thereof|of\s+(?:such|said|that)\s+(?:state|jurisdiction|country|province))\b",
    re.IGNORECASE,
)
_WIDER = {"GB-EAW": ("GB-ENG", "GB-WLS")}
"""What stands beside the law of both as its seat or court: England beside England and Wales."""
_BOTH = {"Georgia": "US-GA"}
"""Names that are a state's only where it says so; else nobody's."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law that governs: its code, where its name stands in the clause, and whether the clause shuts conflict-of-laws rules out."""

    code: str
    start: int
    end: int
    shuts_conflicts_out: bool


def governing_laws(clause: str) -> tuple[Law, ...]:
    """The laws that a clause says to govern, each once, in their order; a country beside a part of it is that part's.

    >>> [law.code for law in governing_laws("governed by the laws of the State of Texas, U.S.A., and the courts of Ohio")]
    ['US-TX']
    """
    rider = _CONFLICTS.search(clause) is not None
    found: dict[str, Law] = {}
    for match in _names().finditer(clause):
        code = _code(clause, match)
        if code and code not in found and _governs(clause, match):
            found[code] = Law(code, match.start(), match.end(), rider)
    for narrower in (n for code, all in _WIDER.items() if code in found for n in all):
        found.pop(narrower, None)
    parts = {code.partition("-")[0] for code in found if "-" in code}
    return tuple(law for code, law in found.items() if "-" in code or code not in parts)


def places_named(text: str) -> tuple[str, ...]:
    """The codes of the countries and parts that a text names, each once, a country beside a part of it left out.

    >>> places_named("the courts of England and Wales"), places_named("the courts of Paris")
    (('GB-EAW',), ())
    """
    found = dict.fromkeys(code for m in _names().finditer(text) if (code := _code(text, m)))
    parts = {code.partition("-")[0] for code in found if "-" in code}
    narrower = {n for code in found for n in _WIDER.get(code, ())}
    return tuple(code for code in found if ("-" in code or code not in parts) and code not in narrower)


@cache
def place_name(code: str) -> str:
    """The first name of a code: "New York" of US-NY; empty where there is none."""
    return next((name for name, own in _codes().items() if own == code and not name.startswith("~")), "")


def is_place(name: str) -> bool:
    """Whether a name is that of a country or a part of one, and nothing else."""
    bare = re.sub(r"^(?:the\s+)?(?:state|commonwealth|province|republic)\s+of\s+", "", name, flags=re.IGNORECASE)
    return bare in _codes() or bare.title() in _codes() or bare in _BOTH


def _code(clause: str, match: re.Match[str]) -> str | None:
    name = " ".join(match.group().split())
    if name.title() in _BOTH:
        return _BOTH[name.title()] if _PART.search(clause[: match.start()]) else None
    code = _codes().get(name) or _codes().get(name.title())
    if code is None and re.match(r"\s+laws?\b", clause[match.end() :], re.IGNORECASE):
        code = _codes().get(f"~{name}")
    return code


def _governs(clause: str, match: re.Match[str]) -> bool:
    """Whether the law of the place named is the one that governs."""
    start, end = match.span()
    before = _ASIDE.sub(" ", clause[:start])[-REACH:]
    # What stands in another sentence, or is shut out, says nothing of this name.
    before = re.split(r"(?<=[a-z)])[.;]\\s", before)[-1]
    if re.match(r"\s+laws?\b", clause[end:], re.IGNORECASE):
        return _SHUT_OUT.search(before) is None
    if _PART.search(clause[:start]) and _THEREOF.match(clause[end:]):
        return True
    laws = list(_LAWS.finditer(before))
    if not laws:
        return False
    between = before[laws[-1].end() :]
    return (
        _ELSEWHERE.search(between) is None
        and _SHUT_OUT.search(between) is None
        and _SHUT_OUT.search(before[: laws[-1].start()].rpartition(",")[2]) is None
    )


@cache
def _codes() -> dict[str, str]:
    """The code of each name."""
    rows = (files("muniment.data") / "jurisdictions.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for row in rows:
        if not row.startswith("#"):
            code, _, names = row.partition("\t")
            found |= dict.fromkeys(names.split("|"), code)
    return found


@cache
def _names() -> re.Pattern[str]:
    """Any of the names, the longest first; in capitals too, and over line ends."""
    every = {name.lstrip("~") for name in _codes()} | set(_BOTH)
    every |= {name.upper() for name in every if len(name) > 3}
    spelled = (re.escape(name).replace(r"\ ", r"\s+") for name in sorted(every, key=len, reverse=True))
    return re.compile(rf"(?<![\w.]){'(?:' + '|'.join(spelled) + ')'}(?!\w)")

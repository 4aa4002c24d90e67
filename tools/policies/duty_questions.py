"""Who and what a question about duties asks: "what must managers do about expense claims?", "what are contractors not allowed to do?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.tools.policies.duties import Force
from muniment.wording import content_stems, stem, tokens

_NEG = r"(?:not|never|n['’]t)"
_ASKED = (
    re.compile(
        rf"\bwhat\s+(?P<modal>must|shall|should|may|can|do|does)\s*(?P<early>n['’]t|not)?\s+(?P<who>.{{2,60}}?)\s+(?P<late>{_NEG}\s+)?(?:(?P<have>have|has|need|needs)\s+to\s+)?(?P<later>{_NEG}\s+)?do\b(?P<rest>.*)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bwhat\s+(?:is|are)\s+(?P<who>.{{2,60}}?)\s+(?P<late>{_NEG}\s+)?(?P<modal>obliged|required|expected|supposed|allowed|permitted|forbidden|responsible)\s+(?:to\s+do|from\s+doing|for)\b(?P<rest>.*)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<modal>duties|obligations|responsibilities)\s+(?:of|do|does|have)\s+(?:the\s+)?(?P<who>.{2,60}?)(?:\s+(?:have|has))?(?P<rest>\s+(?:under|in|about|by|for|when|with)\b.*)?\W*$",
        re.IGNORECASE,
    ),
)
_FORCES: dict[str, Force] = {
    "must": "must",
    "shall": "must",
    "do": "must",
    "does": "must",
    "obliged": "must",
    "required": "must",
    "expected": "must",
    "supposed": "must",
    "responsible": "must",
    "duties": "must",
    "obligations": "must",
    "responsibilities": "must",
    "should": "should",
    "may": "may",
    "can": "may",
    "allowed": "may",
    "permitted": "may",
    "forbidden": "must not",
}
_NOBODY = frozenset("i we you it they he she anyone anybody people person".split())
_TOPIC = frozenset(
    stem(w)
    for w in "about under by in when with if policy policies manual rules before after during while case rule handbook we will who us our their that which".split()
)


@dataclass(frozen=True, slots=True)
class DutyAsked:
    """Whose duties, of what force, and the stems of what they are about."""

    who: str
    force: Force
    topic: frozenset[str]


def duty_asked(question: str) -> DutyAsked | None:
    """What a question asks of duties; None where it asks something else, or names nobody.

    >>> duty_asked("What must managers do about expense claims?")
    DutyAsked(who='managers', force='must', topic=frozenset({'claim', 'expens'}))
    >>> duty_asked("What are contractors not allowed to do?").force
    'must not'
    """
    for pattern in _ASKED:
        asked = " ".join(question.split())
        match = pattern.search(asked)
        if match is None:
            continue
        said = match.groupdict()
        who = re.sub(r"^(?:the|a|an|all|any|every|each)\s+", "", said["who"].strip(), flags=re.IGNORECASE)
        nobody = who.lower() in ("nobody", "no one", "noone")
        if not nobody and (who.lower() in _NOBODY or not content_stems(who) or len(who.split()) > 6):
            return None
        if said["modal"].lower() in ("do", "does") and not said.get("have"):
            return None
        force = _FORCES[said["modal"].lower()]
        if nobody or said.get("early") or said.get("late") or said.get("later"):
            force = "must not"
        return DutyAsked(
            "" if nobody else who.lower(),
            force,
            frozenset(content_stems(f"{asked[: match.start()]} {said['rest'] or ''}") - _TOPIC),
        )
    return None


def is_of(who: str, asked: str) -> bool:
    """Whether those who have a duty are those who are asked for: "line managers" are managers.

    >>> is_of("employees and contractors", "contractor"), is_of("customers", "contractor")
    (True, False)
    """
    wanted = {stem(t) for t in tokens(asked)} - {stem(h) for h in ("the", "a", "an", "all")}
    return bool(wanted) and wanted <= {stem(t) for t in tokens(who)}


def borne(words: str, text: str) -> bool:
    """Whether a text bears all content words that are asked for."""
    return content_stems(words) <= content_stems(text)

"""The duties that a policy lays down: who must, should, may or must not do something, within what time, on what condition.

A duty is a sentence, or an item of a list with the sentence that leads it in ("We do not allow:"), which gives the item its force. What is not
told, such as who is meant by "must be approved", stays empty; nothing is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from muniment.tools.provisions.provisions import Provision, provisions

Force = Literal["must", "should", "may", "must not"]
_NOT = (
    r"(?:must|shall|may|can|should|will)\s+(?:not|never|in\s+no\s+case|under\s+no\s+circumstances)\b|\bcannot\b|\b(?:must|should|shall|may)n['’]t\b|\bcan['’]t\b|\bmay\s+neither\b"
    r"|\b(?:is|are|be)\s+(?:\w+\s+)?(?:not\s+(?:\w+\s+)?(?:allowed|permitted|reimburs\w+|acceptable|covered|eligible|entitled)|prohibited|forbidden|never\s+(?:allowed|permitted|acceptable|reimburs\w+))\b"
    r"|\b(?:do|does)\s+not\s+(?:allow|permit|reimburse|tolerate|accept|pay)\b|\b(?:don['’]t|doesn['’]t)\s+(?:allow|permit|reimburse|tolerate|accept)\b|\bno\s+\w+(?:\s\w+){0,3}\s+(?:may|shall|can|is\s+allowed)\b|\bnobody\s+(?:may|shall|can)\b"
    r"|^\W*(?:do\s+not|don['’]t|never)\b"
)
_MUST = r"\b(?:must|shall)\b|\b(?:has|have|needs?)\s+to\b|\b(?:is|are)\s+(?:\w+\s+)?(?:required|obliged|expected|responsible|accountable)\b|\brequires?\b|\bmay\s+only\b|\bcan\s+only\b|\bmandatory\b"
_SHOULD = r"\bshould\b|\bought\s+to\b|\b(?:is|are)\s+(?:strongly\s+)?(?:encouraged|advised|recommended)\b"
_MAY = r"\b(?:may|can)\b|\b(?:is|are)\s+(?:\w+\s+)?(?:allowed|permitted|entitled|eligible|free\s+to)\b"
_FORCES: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("must not", re.compile(_NOT, re.IGNORECASE)),
    ("must", re.compile(_MUST, re.IGNORECASE)),
    ("should", re.compile(_SHOULD, re.IGNORECASE)),
    ("may", re.compile(_MAY, re.IGNORECASE)),
)
"""What binds, the strictest first."""
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|twenty-four|thirty|forty-eight|sixty|seventy-two|ninety)"
_UNIT = r"(?:minute|hour|day|week|month|quarter|year)s?"
_WITHIN = re.compile(
    rf"\b(?:within|no\s+later\s+than|not\s+later\s+than|at\s+least|in\s+less\s+than|for(?:\s+(?:at\s+least|up\s+to|no\s+more\s+than))?|after|every)\s+(?:the\s+(?:first|next|following)\s+)?{_NUMBER}\s*(?:\(\d+\)\s*)?(?:\w+\s+)?{_UNIT}\b(?:\s+(?:of|after|from|before|in\s+advance|prior|following)\b[^,.;:]{{0,60}})?"
    rf"|\bby\s+(?:the\s+)?(?:\w+\s+)?(?:end|close|start|\d{{1,2}}(?:st|nd|rd|th)?)\s+(?:\w+\s+)?(?:day\s+)?of\b[^,.;:]{{0,40}}|\b(?:immediately|without\s+(?:undue\s+)?delay|as\s+soon\s+as\s+possible|on\s+the\s+same\s+day|annually|monthly|quarterly|every\s+(?:year|month|quarter))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|except(?:\s+(?:for|where|when|if|with))?|provided\s+that|only\s+(?:if|when|where|with)|in\s+the\s+event\s+(?:of|that)|in\s+case|where|when|whenever|as\s+long\s+as|without\s+(?:the\s+)?(?:prior|written))\b[^.;:]*?(?=,|\.|;|:|$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bby\s+(?P<who>(?:the\s+|a\s+|an\s+|your\s+|their\s+)?[A-Za-z][\w'’-]*(?:\s(?!within|before|after|at|in|on|of|for|no|with|and|or|by)[\w'’-]+){0,3})",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "end close start email e-mail mail phone post hand card law default month day week year quarter".split()
)
_SUBJECT = re.compile(r"(?:^|[,;:]\s*|\b(?:and|but|then|that)\s+)(?P<who>[^,;:]{2,90}?)\s*$")
MOST_WORDS = 10
"""Words of who has a duty."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: whose, of what force, within what time and on what condition, as the words say; under which heading; where it stands, and where
    the words that lead its list in do (nowhere: from 0 to 0)."""

    who: str
    force: Force
    within: str
    condition: str
    heading: str
    start: int
    end: int
    lead_start: int = 0
    lead_end: int = 0


def duties(text: str, rows: Collection[int] = ()) -> tuple[Duty, ...]:
    """The duties of a page of a policy, in their order.

    Args:
        text: the page's.
        rows: where the lines begin that are rows of tables.

    >>> [(d.who, d.force, d.within) for d in duties("Managers must approve claims within 5 days. Claims are paid monthly.")]
    [('managers', 'must', 'within 5 days')]
    """
    every = provisions(text, rows)
    leads = {(p.lead_start, p.lead_end) for p in every}
    # What leads a list in is said of each of its items.
    own = (p for p in every if (not p.lead_end or p.lead_start not in rows) and (p.start, p.end) not in leads)
    found = (_of_provision(text, p) for p in own)
    return tuple(duty for duty in found if duty is not None)


def _of_provision(text: str, p: Provision) -> Duty | None:
    """The duty of a provision: its own, or that of what leads it in where it says not whose it is."""
    said = text[p.start : p.end]
    own = _duty(said, p)
    if p.lead_end and (own is None or not own.who):
        return _led(text[p.lead_start : p.lead_end], said, p) or own
    return own


def _force(said: str) -> tuple[Force, re.Match[str]] | None:
    """What binds in a sentence, and the words that do; of several the first, and at one place the strictest."""
    found = [(m.start(), n, force, m) for n, (force, words) in enumerate(_FORCES) if (m := words.search(said))]
    if not found:
        return None
    _, _, force, match = min(found, key=lambda f: (f[0], f[1]))
    overlapping = [f for f in found if f[3].start() < match.end() and f[3].end() > match.start()]
    _, _, force, match = min(overlapping, key=lambda f: f[1])
    return force, match


def _duty(said: str, p: Provision) -> Duty | None:
    bound = _force(said)
    if bound is None:
        return None
    force, match = bound
    return Duty(_who(said, match), force, _within(said), _condition(said), p.heading, p.start, p.end)


def _led(lead: str, said: str, p: Provision) -> Duty | None:
    """An item of a list, by the force of what leads it in."""
    bound = _force(lead)
    if bound is None:
        return None
    force, match = bound
    within, condition = _within(said) or _within(lead), _condition(said) or _condition(lead)
    return Duty(_who(lead, match), force, within, condition, p.heading, p.start, p.end, p.lead_start, p.lead_end)


def _who(said: str, match: re.Match[str]) -> str:
    """Who is bound: the subject before the words that bind, or who something must be done by."""
    passive = re.match(
        r"\s*(?:not\s+|also\s+|always\s+|never\s+|only\s+)*be\s+\w+(?:ed|en|t|de|ne|wn)\b",
        said[match.end() :],
        re.IGNORECASE,
    )
    if passive:
        by = _BY.search(said, match.end())
        return _named(by["who"]) if by and not _NOBODY & set(by["who"].lower().split()) else ""
    before = re.sub(
        r"^\W*(?:if|when|where|unless|in|before|after|for|during|once|as|while|upon)\b[^,]*,\s*",
        "",
        said[: match.start()],
        flags=re.IGNORECASE,
    )
    subject = _SUBJECT.search(before)
    if subject is None and (
        nobody := re.match(r"no\s+(?P<who>.+?)\s+\w+(?:\s+allowed)?$", match.group(), re.IGNORECASE)
    ):
        return _named(nobody["who"])
    if subject is None:
        return "you" if match.start() < 3 else ""
    return _named(subject["who"])


def _named(who: str) -> str:
    bare = re.sub(r"^\W*(?:\(?\d+(?:\.\d+)*[.)]?\s+)?", "", f"{who.strip()} ")
    articles = r"^(?:the|a|an|all|any|every|each|no|also|and|but|then|therefore|however)\s+"
    words = re.sub(articles, "", bare, flags=re.IGNORECASE).split()
    return " ".join(words).lower() if 0 < len(words) <= MOST_WORDS else ""


def _within(said: str) -> str:
    match = _WITHIN.search(said)
    return " ".join(match.group().split()) if match else ""


def _condition(said: str) -> str:
    match = _CONDITION.search(said)
    return " ".join(match.group().split()) if match else ""

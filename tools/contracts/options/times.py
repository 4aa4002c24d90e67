"""When an option falls and how it is exercised, as sentences of contracts say it: moments, notices, windows, and days.

"On the third anniversary of the Term Commencement Date", "not more than twelve nor less than six months before the end". What is not read, or said twice over, is none.
"""

from __future__ import annotations

import re

from muniment.tools.contracts.dating.dates import ORDINALS, dates
from muniment.tools.contracts.dating.durations import durations

_NTH = "|".join(sorted((o.replace("-", "[- ]") for o in ORDINALS), key=len, reverse=True))
_ANNIVERSARY = re.compile(
    rf"\b(?P<how>on\s+or\s+(?:at\s+any\s+time\s+)?after|(?:at\s+)?any\s+time\s+(?:on\s+or\s+)?after|after|from|following|on|at|upon|as\s+(?:of|from)|expiring\s+on|effective(?:\s+on|\s+as\s+of)?)\s+(?:and\s+from\s+)?(?:the\s+)?(?:(?P<end>end|expiry|expiration|completion|last\s+day)\s+of\s+)?(?:the\s+)?"
    rf"(?:(?P<nth>{_NTH}|\d{{1,3}}(?:st|nd|rd|th))(?:\s*\(\s*\d{{1,3}}(?:st|nd|rd|th)?\s*\))?\s+(?:(?:full|contract|lease|calendar)\s+)*(?P<unit>anniversary|year|month)\b(?!['’]s?\s+notice)|(?:first\s+|initial\s+)?(?P<length>(?=\w)))",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\W*(?:of|after|from|following)\s+(?:the\s+|this\s+|its\s+)?(?P<name>(?:[A-Z][\w-]*\s+){0,3}(?:[Dd]ate|Term|term|Lease|lease|Agreement|agreement|Period)(?:\s+hereof|\s+of\s+(?:this|the)\s+\w+)?)"
)
_AT_DATE = re.compile(
    r"\b(?P<how>on\s+or\s+after|(?:at\s+)?any\s+time\s+(?:on\s+or\s+)?after|after|from|on|effective|as\s+of|expiring\s+on|with\s+effect\s+(?:from|on))\s+(?:or\s+after\s+|the\s+)?$",
    re.IGNORECASE,
)
_BY_DATE = re.compile(
    r"\b(?:on\s+or\s+before|no(?:t)?\s+later\s+than|by|at\s+the\s+latest\s+(?:on|by))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"after|from|following", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:on|at)\s+(?:the\s+|a\s+|any\s+|either\s+)?Break\s+Date\b")
_WINDOW = re.compile(
    r"\bnot?\s+(?:more|earlier|sooner)\s+than\s+(?P<most>[\w\s()-]{1,40}?)(?:\s+(?:months?|days?|weeks?|years?)['’]?)?\s*(?:,|and|nor|or|but)\s+(?:and\s+|but\s+|or\s+)?(?:not?\s+)?(?:less|later|fewer)\s+than\s+(?P<least>[\w\s()-]{1,40}?\b(?:months?|days?|weeks?|years?))"
    r"|\b(?:not?\s+(?:less|later|fewer)\s+than|at\s+least)\s+(?P<least_first>[\w\s()-]{1,40}?)(?:\s+(?:months?|days?|weeks?|years?)['’]?)?\s*(?:,|and|nor|or|but)\s+(?:and\s+|but\s+|or\s+)?(?:not?\s+)?(?:more|earlier|sooner)\s+than\s+(?P<most_last>[\w\s()-]{1,40}?\b(?:months?|days?|weeks?|years?))"
    r"|\bbetween\s+(?P<one>[\w\s()-]{1,30}?)(?:\s+(?:months?|days?|weeks?))?\s+and\s+(?P<other>[\w\s()-]{1,30}?\b(?:months?|days?|weeks?))\s+(?:before|prior)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"\bnot?\s+(?:more|earlier|sooner)\s+than\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:months?|days?|weeks?|years?)\b", re.IGNORECASE)
_NOTICE_BEFORE = re.compile(
    r"\b(?:notice|notif\w+|writing|giv\w+|serv\w+|tell\w*|inform\w*|exercis\w+)\b", re.IGNORECASE
)
OF_NOTICE = re.compile(
    r"['’]?s?\W*(?:prior\s+|previous\s+|advance\s+|written\s+|clear\s+|unconditional\s+|irrevocable\s+)*(?:notice|warning)\b|['’]?\s*in\s+advance\b|['’]?\s*(?:before|prior\s+to)\b",
    re.IGNORECASE,
)
_NOTICE_OF = re.compile(
    r"\bnotice\s+(?:period\s+)?(?:of\s+)?(?:at\s+least\s+|not\s+less\s+than\s+|no\s+less\s+than\s+)?$|\bnotice\b[^.;]{0,80}\b(?:at\s+least|not?\s+(?:less|later)\s+than)\s+$",
    re.IGNORECASE,
)
_BEFORE_END = re.compile(
    r"['’]?\s*(?:(?:prior|previous|advance)\s+)?(?:(?:written\s+)?notice\s+)?(?:in\s+writing\s+)?(?:before|prior\s+to|in\s+advance\s+of|preceding)\s+(?:the\s+|such\s+|its\s+|this\s+)?(?:date\s+of\s+)?(?:(?:scheduled|then|original|current|contractual|stated)\s+)*"
    r"(?:(?:end|expiry|expiration|expires?|termination|last\s+day|ending)\b|(?:\w+\s+){0,3}?(?:expires|ends|expiry|end\s+date|expiration))",
    re.IGNORECASE,
)
"""What a length must be followed by to be counted back from the end of the term."""


def moment(sentence: str) -> str:
    """When a break falls, or from when on it may be made; empty where that is not read, or there are several."""
    found = {"on the Break Date"} if _NAMED.search(sentence) else set()
    for day, at in dates(sentence):
        how = _AT_DATE.search(sentence[:at])
        if how is not None:
            found.add(f"{'from' if _FROM.search(how['how']) else 'on'} {day.isoformat()}")
    for m in _ANNIVERSARY.finditer(sentence):
        if m["nth"]:
            count, unit, at = _count(m["nth"]), "M" if m["unit"].lower() == "month" else "Y", m.end()
            last = m["unit"].lower() != "anniversary"
            if last and not m["end"]:
                continue
        else:
            length = next((d for d in durations(sentence[m.end() : m.end() + 40]) if d.start == 0), None)
            if length is None or length.iso[-1] not in "MY":
                continue
            count, unit, at = int(length.iso[1:-1]), length.iso[-1], m.end() + length.end
            if OF_NOTICE.match(sentence[at:]):
                continue
            last = bool(m["end"])
        name = _OF.match(sentence[at:])
        of = f"the {_bare(name['name'])}" if name else "the start"
        since = "from" if _FROM.search(m["how"]) else "on"
        found.add(f"{since} P{count}{unit}{', last day,' if last and since == 'on' else ''} after {of}")
    return found.pop() if len(found) == 1 else ""


def exercise(sentence: str) -> str:
    """Till when an option is exercised: some time before the end, or by a day; empty where that is not read."""
    by = {day.isoformat() for day, at in dates(sentence) if _BY_DATE.search(sentence[:at])}
    window = _window(sentence)
    if window is None and _NOT_BEFORE.search(sentence):
        return ""
    if window:
        tail = next(m for m in _WINDOW.finditer(sentence))
        return (
            f"notice {window[0]} to {window[1]}"
            if not by and _BEFORE_END.match(_past_before(sentence, tail.end()))
            else ""
        )
    found = {
        f"{d.iso}{' (business days)' if d.of_business else ''}"
        for d in durations(sentence)
        if _BEFORE_END.match(sentence[d.end :]) and _NOTICE_BEFORE.search(sentence)
    }
    if len(found) + len(by) != 1:
        return ""
    return f"notice {found.pop()}" if found else f"by {by.pop()}"


def notice(sentence: str) -> tuple[str, ...] | None:
    """The notice of a break; None where it is not read, or there are several."""
    window = _window(sentence)
    if window or _NOT_BEFORE.search(sentence):
        return window
    found = {
        f"{d.iso}{' (business days)' if d.of_business else ''}"
        for d in durations(sentence)
        if OF_NOTICE.match(sentence[d.end :]) or _NOTICE_OF.search(sentence[: d.start])
    }
    return (found.pop(),) if len(found) == 1 else None


def _window(sentence: str) -> tuple[str, str] | None:
    """The last and the first time of a window: "not more than twelve nor less than six months" is P6M and P12M."""
    m = next(_WINDOW.finditer(sentence), None)
    if m is None:
        return None
    pairs = ((m["least"], m["most"]), (m["least_first"], m["most_last"]), (m["one"], m["other"]))
    least, most = next(p for p in pairs if p[0] and p[1])
    said = [w if _UNIT.search(w) else f"{w} {u[0]}" for w, o in ((least, most), (most, least)) if (u := _unit(w, o, m))]
    read = [durations(w) for w in said]
    return (read[0][0].iso, read[1][0].iso) if len(read) == 2 and all(len(r) == 1 for r in read) else None


def _past_before(sentence: str, at: int) -> str:
    """What follows a window; "between six and nine months before" has its "before" already."""
    return f" before{sentence[at:]}" if re.search(r"\b(?:before|prior)$", sentence[:at]) else sentence[at:]


def _unit(own: str, other: str, whole: re.Match[str]) -> list[str]:
    """The unit of a length that shares the other's."""
    return _UNIT.findall(own) or _UNIT.findall(other) or _UNIT.findall(whole.group())


def _bare(name: str) -> str:
    """The name of a day; the term, the lease or the agreement begin at the start."""
    words = " ".join(re.split(r"\s+(?:hereof|of\s+(?:this|the)\b)", name)[0].split())
    return words if words.endswith("Date") else "date hereof" if words.lower() == "date" else "start"


def _count(nth: str) -> int:
    bare = nth.lower().replace(" ", "-")
    return ORDINALS.index(bare) + 1 if bare in ORDINALS else int(re.sub(r"\D", "", nth))

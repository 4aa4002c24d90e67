"""Options that a contract gives somebody: to end it early, to renew it, to buy what it is of; from when on, and with which notice.

A break option falls on a day ("on the third anniversary of the Term Commencement Date") or is open from one on; an option to renew or to buy is exercised some time
before the end, or by a day. One that hangs on an event (a breach, a fire) is none. What else an option hangs on (rent paid, no default) is not read. Nothing is computed here (`days`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from muniment.tools.contracts.dates import ORDINALS, dates
from muniment.tools.contracts.durations import Duration, durations
from muniment.tools.contracts.field_readers import TACIT, holders

BREAK, RENEW, BUY = "option to end early", "option to renew", "option to buy"
_INSTRUMENT = r"(?:\b(?:this|the|such|its|their|your|his)\s+(?:\w+\s+){0,2}?(?:lease|licen[cs]e|agreement|contract|term|tenancy|letting|hire|rental|arrangement|period)|\bit)\b"
_MAY_END = re.compile(
    rf"\b(?:may|can|options?|right|entitled|elects?|wish(?:es)?|wants?|desires?|liberty)\b[^.;]{{0,120}}?(?:\b(?:terminat(?:e|ing)|determin(?:e|ing)|break(?:ing)?|surrender|cancel|exit)\b[^.;]{{0,40}}?{_INSTRUMENT}|\bend\s+{_INSTRUMENT}|\bbring\s+{_INSTRUMENT}\s+to\s+an\s+end)|\bbreak\s+(?:option|right)\b",
    re.IGNORECASE,
)
_MAY_RENEW = re.compile(
    r"\b(?:may|can|options?|right|entitled|elects?|wish(?:es)?|wants?|desires?)\b(?:(?!\b(?:purchase|buy|acquire|terminat\w*|determin\w*)\b)[^.;]){0,120}?\b(?:renew\w*|exten(?:d|ds|sion)|further\s+(?:term|lease|period)|additional\s+(?:term|period)|new\s+lease)\b",
    re.IGNORECASE,
)
_BUYS = re.compile(r"\b(?:purchase|buy|acquire)\b", re.IGNORECASE)
_MAY = re.compile(
    r"\b(?:may|can|options?|right|entitled|elects?|wish(?:es)?|wants?|desires?|at\s+(?:its|his|their|your)\s+(?:sole\s+)?(?:option|election))\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:[Tt]he\s+)?(?P<who>[A-Z][\w&-]+)\s+(?:(?:so\s+)?(?:wish(?:es)?|elects?|desires?|wants?|chooses?))\b"
)
_ON_EVENT = re.compile(
    r"\b(?:breach\w*|default\s+(?:by|of|under)|event\s+of\s+default|fails?|failure|insolv\w+|bankrupt\w*|damag\w+|destr\w+|casualty|condemn\w*|force\s+majeure|change\s+of\s+control|liquidat\w+|illegal\w*|unlawful\w*|receiver)\b",
    re.IGNORECASE,
)
_IF_NONE = re.compile(
    r"\b(?:provided|so\s+long\s+as|as\s+long\s+as|if|subject\s+to\s+there\s+being)\b(?:\s+that)?[^,;.]{0,60}?\b(?:no|not|without)\b[^,;.]{0,60}\b(?:default|breach|arrears)\w*[^,;.]{0,80}[,;.]",
    re.IGNORECASE,
)
"""A condition that the holder is in no default: what the option hangs on, and not what gives it."""
_IF = re.compile(
    r"\b(?:if(?!,?\s+(?:at\s+all|any)\b)|in\s+the\s+event|upon\s+the\s+occurrence|should)\b(?![^,.;]{0,60}\b(?:wish|elect|desir|choos|want)\w*)|\bmutual\w*\b|\bagree(?:s|d)?\s+(?:in\s+writing|to\s+(?:renew|extend))|\beither\s+\w+\s+or\b",
    re.IGNORECASE,
)
"""What makes it hang on an event, or on both sides."""
_NOBODY = re.compile(r"\b(?:agreement|lease|contract|term|addendum|licen[cs]e|period|schedule|order)s?$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:may|can|shall|will|must|is|are|has|have)\s+(?:not|no|neither)\b|\b(?:no|neither|nor)\s+(?:right|option|party|break)\b|\bnot\s+(?:be\s+)?(?:entitled|renewable)\b",
    re.IGNORECASE,
)
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
_OF_NOTICE = re.compile(
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
_VALUE = re.compile(
    r"(?P<holder>[^:]+): (?:(?P<length>P\d+[DWMY]))?(?:(?P<how>on|from) (?:(?P<day>\d{4}-\d\d-\d\d)|(?P<named>the Break Date)|(?P<after>P\d+[MY])(?P<last>, last day,)? after (?P<of>[^,]+)))?"
    r"(?:,? ?(?:notice (?P<least>P\d+[DWMY](?: \(business days\))?)(?: to (?P<most>P\d+[DWMY]))?)|,? ?by (?P<by>\d{4}-\d\d-\d\d))?"
)

GOES_ON = re.compile(
    r"\b(?:exercis\w+\s+(?:such|the|this|said|its)\s+(?:\w+\s+)?(?:option|right)|(?:such|the|this|said)\s+(?:\w+\s+)?(?:option|right)\s+(?:is|may|shall|must|can|will)\s+(?:only\s+)?(?:be\s+)?exercis\w+)\b",
    re.IGNORECASE,
)
"""What says how the option of the sentence before is exercised."""
FARTHEST = 600
"""Characters between where an option's two sentences begin."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is stated.

    Args:
        holder: whose.
        length: of the renewed term, ISO 8601; empty for another option, or where it is not read.
        how: of a break: "on" a moment, or "from" it on; empty for another option.
        day: the moment, or the day by which an option is exercised.
        after, of: the moment as a length after a day that has a name; `is_last` where the last day of that length is meant.
        least, most: the notice, or the first and last time to give it, counted back from the moment or the end.
    """

    holder: str
    length: str = ""
    how: str = ""
    day: date | None = None
    after: str = ""
    of: str = ""
    is_last: bool = False
    least: str = ""
    most: str = ""


def option(value: str) -> Option | None:
    """An option from the value of its field; None where it is written otherwise."""
    m = _VALUE.fullmatch(value)
    if m is None:
        return None
    day = m["day"] or m["by"]
    return Option(
        m["holder"],
        m["length"] or "",
        m["how"] or "",
        date.fromisoformat(day) if day else None,
        m["after"] or "",
        m["of"] or ("the Break Date" if m["named"] else ""),
        bool(m["last"]),
        (m["least"] or "").replace(" (business days)", ", business days"),
        m["most"] or "",
    )


def break_options(sentence: str) -> tuple[str, ...]:
    """The option to end early that a sentence gives.

    >>> break_options("The Tenant may determine this Lease on the third anniversary of the Term Commencement Date by giving the Landlord not less than six months' written notice.")
    ('Tenant: on P3Y after the Term Commencement Date, notice P6M',)
    """
    ends = _MAY_END.search(sentence)
    who = _holder(sentence)
    if not (ends and who) or TACIT.search(sentence):
        return ()
    moment, notice = _moment(sentence), _notice(sentence)
    if not moment or notice is None:
        return ()
    return (f"{who}: {moment}, notice {_written(notice)}",)


def renewal_options(sentence: str) -> tuple[str, ...]:
    """The option to renew that a sentence gives.

    >>> renewal_options("The Tenant may renew this Lease for a further term of five years by notice given at least nine months before the expiry of the Term.")
    ('Tenant: P5Y, notice P9M',)
    """
    renews, who = _MAY_RENEW.search(sentence), _holder(sentence)
    if not (renews and who) or TACIT.search(sentence) or re.search(r"\bautomatic", sentence, re.IGNORECASE):
        return ()
    when = _exercise(sentence)
    lengths = {d.iso for d in durations(sentence[renews.start() :]) if _is_of_term(sentence[renews.start() :], d)}
    length = lengths.pop() if len(lengths) == 1 else ""
    return (f"{who}: {', '.join(part for part in (length, when) if part)}",) if when else ()


def purchase_options(sentence: str) -> tuple[str, ...]:
    """The option to buy that a sentence gives.

    >>> purchase_options("Hirer may purchase the Equipment for $4,000 on written notice given at least 30 days before the end of the Hire Period.")
    ('Hirer: notice P30D',)
    """
    buys, who = _BUYS.search(sentence), _holder(sentence)
    when = _exercise(sentence) if buys and who else ""
    return (f"{who}: {when}",) if when else ()


OPTIONS: dict[str, Callable[[str], tuple[str, ...]]] = {
    BREAK: break_options,
    RENEW: renewal_options,
    BUY: purchase_options,
}


def _holder(sentence: str) -> str:
    """Whose option it is; empty where a sentence gives nobody one, or hangs it on an event."""
    bare = _IF_NONE.sub("", sentence)
    if not _MAY.search(bare) or any(p.search(bare) for p in (_ON_EVENT, _NOT, _IF)):
        return ""
    found = {*holders(sentence), *(m["who"] for m in _WISHES.finditer(sentence))}
    return found.pop() if len(found) == 1 and not any(_NOBODY.search(f) for f in found) else ""


def _moment(sentence: str) -> str:
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
            if _OF_NOTICE.match(sentence[at:]):
                continue
            last = bool(m["end"])
        name = _OF.match(sentence[at:])
        of = f"the {_bare(name['name'])}" if name else "the start"
        since = "from" if _FROM.search(m["how"]) else "on"
        found.add(f"{since} P{count}{unit}{', last day,' if last and since == 'on' else ''} after {of}")
    return found.pop() if len(found) == 1 else ""


def _bare(name: str) -> str:
    """The name of a day; the term, the lease or the agreement begin at the start."""
    words = " ".join(re.split(r"\s+(?:hereof|of\s+(?:this|the)\b)", name)[0].split())
    return words if words.endswith("Date") else "date hereof" if words.lower() == "date" else "start"


def _exercise(sentence: str) -> str:
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


def _past_before(sentence: str, at: int) -> str:
    """What follows a window; "between six and nine months before" has its "before" already."""
    return f" before{sentence[at:]}" if re.search(r"\b(?:before|prior)$", sentence[:at]) else sentence[at:]


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


def _unit(own: str, other: str, whole: re.Match[str]) -> list[str]:
    """The unit of a length that shares the other's."""
    return _UNIT.findall(own) or _UNIT.findall(other) or _UNIT.findall(whole.group())


def _notice(sentence: str) -> tuple[str, ...] | None:
    """The notice of a break; None where it is not read, or there are several."""
    window = _window(sentence)
    if window or _NOT_BEFORE.search(sentence):
        return window
    found = {
        f"{d.iso}{' (business days)' if d.of_business else ''}"
        for d in durations(sentence)
        if _OF_NOTICE.match(sentence[d.end :]) or _NOTICE_OF.search(sentence[: d.start])
    }
    return (found.pop(),) if len(found) == 1 else None


def _written(notice: tuple[str, ...]) -> str:
    return " to ".join(notice)


def _is_of_term(text: str, length: Duration) -> bool:
    """Whether a length is that of the renewed term."""
    before = text[: length.start]
    return (
        re.search(
            r"\b(?:for|of)\s+(?:an?\s+|one\s+|the\s+)?(?:(?:further|additional|new|second|fixed|renewal|extended|up\s+to)\s+)*(?:(?:terms?|periods?)\s+of\s+(?:up\s+to\s+)?)?$",
            before,
            re.IGNORECASE,
        )
        is not None
        or re.match(
            r"\W*(?:further|additional|renewal|extension|option)?\s*(?:terms?|periods?|renewals?|extensions?)\b",
            text[length.end :],
            re.IGNORECASE,
        )
        is not None
    ) and not _OF_NOTICE.match(text[length.end :])


def _count(nth: str) -> int:
    bare = nth.lower().replace(" ", "-")
    return ORDINALS.index(bare) + 1 if bare in ORDINALS else int(re.sub(r"\D", "", nth))

"""Options that a contract gives somebody: to end it early, to renew it, to buy what it is of; from when on, and with which notice.

A break option falls on a day ("on the third anniversary of the Term Commencement Date") or is open from one on; an option to renew or to buy is exercised some time
before the end, or by a day. One that hangs on an event (a breach, a fire) is none. What else an option hangs on (rent paid, no default) is not read. Nothing is computed here (`days`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from muniment.tools.contracts.dating.durations import Duration, durations
from muniment.tools.contracts.field_readers import TACIT, holders
from muniment.tools.contracts.options.option import BREAK, BUY, RENEW
from muniment.tools.contracts.options.times import OF_NOTICE, exercise, moment, notice

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
GOES_ON = re.compile(
    r"\b(?:exercis\w+\s+(?:such|the|this|said|its)\s+(?:\w+\s+)?(?:option|right)|(?:such|the|this|said)\s+(?:\w+\s+)?(?:option|right)\s+(?:is|may|shall|must|can|will)\s+(?:only\s+)?(?:be\s+)?exercis\w+)\b",
    re.IGNORECASE,
)
"""What says how the option of the sentence before is exercised."""
FARTHEST = 600
"""Characters between where an option's two sentences begin."""


def break_options(sentence: str) -> tuple[str, ...]:
    """The option to end early that a sentence gives.

    >>> break_options("The Tenant may determine this Lease on the third anniversary of the Term Commencement Date by giving the Landlord not less than six months' written notice.")
    ('Tenant: on P3Y after the Term Commencement Date, notice P6M',)
    """
    ends = _MAY_END.search(sentence)
    who = _holder(sentence)
    if not (ends and who) or TACIT.search(sentence):
        return ()
    when, given = moment(sentence), notice(sentence)
    return (f"{who}: {when}, notice {' to '.join(given)}",) if when and given else ()


def renewal_options(sentence: str) -> tuple[str, ...]:
    """The option to renew that a sentence gives.

    >>> renewal_options("The Tenant may renew this Lease for a further term of five years by notice given at least nine months before the expiry of the Term.")
    ('Tenant: P5Y, notice P9M',)
    """
    renews, who = _MAY_RENEW.search(sentence), _holder(sentence)
    if not (renews and who) or TACIT.search(sentence) or re.search(r"\bautomatic", sentence, re.IGNORECASE):
        return ()
    when = exercise(sentence)
    lengths = {d.iso for d in durations(sentence[renews.start() :]) if _is_of_term(sentence[renews.start() :], d)}
    length = lengths.pop() if len(lengths) == 1 else ""
    return (f"{who}: {', '.join(part for part in (length, when) if part)}",) if when else ()


def purchase_options(sentence: str) -> tuple[str, ...]:
    """The option to buy that a sentence gives.

    >>> purchase_options("Hirer may purchase the Equipment for $4,000 on written notice given at least 30 days before the end of the Hire Period.")
    ('Hirer: notice P30D',)
    """
    buys, who = _BUYS.search(sentence), _holder(sentence)
    when = exercise(sentence) if buys and who else ""
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
    ) and not OF_NOTICE.match(text[length.end :])

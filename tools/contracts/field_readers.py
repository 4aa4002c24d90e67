"""What one clause or sentence states of a field of the sheet, as normalised values; none where it says it in another way.

Dates and durations by ISO 8601, laws by ISO 3166, currencies by ISO 4217. `READ` reads clauses that are known to be of the field's kind; sentences of any
kind are read by `plain_terms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from muniment.tools.contracts.dating.dates import dates
from muniment.tools.contracts.dating.durations import durations, of_term
from muniment.tools.contracts.jurisdiction import governing_laws
from muniment.tools.contracts.money import amounts

_UNTIL = re.compile(
    r"\b(?:until|through|expires?(?:\s+on)?|ends?(?:\s+on)?|terminat\w+(?:\s+\w+){0,4}?\s+on|to\s+and\s+including|up\s+to|ending(?:\s+on)?|ends?\s+as\s+of|earlier\s+of\s+\(\w\)|expir\w+(?:\s+date)?\s*(?:is|of|on|:))"
    r"\W{0,3}(?:the\s+|and\s+including\s+)?$",
    re.IGNORECASE,
)
TACIT = re.compile(
    r"\b(?:automatic\w*|tacit\w*)\b[^.;]{0,80}\b(?:renew|exten|prolong|continu)|\b(?:renew|exten|prolong|continu)\w*(?:(?!\b(?:end|expir|terminat|ceas|laps)\w*)[^.;]){0,60}\bautomatic"
    r"|\b(?:rolls\s+over|renews(?:\s+itself)?|carries\s+on|goes\s+on)\b[^.;]{0,120}\bunless\b(?!\s+(?:\w+\s+){0,3}?(?:earlier|sooner|previously|terminated))[^.;]{0,160}\b(?:noti(?:ce|f\w+)|tells?|writ(?:es?|ing|ten)|objects?)\b"
    r"|\b(?:shall|will|must|is|are)\b[^.;]{0,60}\b(?:renew(?:ed|s)?|extend(?:ed)?|prolonged|continued?|carry\s+on|go\s+on|roll\s+over)\b[^.;]{0,200}"
    r"\bunless\b(?!\s+(?:\w+\s+){0,3}?(?:earlier|sooner|previously|terminated|extended|otherwise|ended|cancell?ed)\b)[^.;]{0,160}"
    r"\b(?:noti(?:ce|f\w+)|tells?|told|informs?|writ(?:es?|ing|ten)|objects?|elects?|decides?|advises?)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(?:option|elect\w*|right)\s+(?:\w+\s+){0,4}?(?:to\s+)?(?:renew|extend|continue)|\bmay\s+(?:\w+\s+){0,5}?(?:renew|extend)|\brenewable\b|\boption\b[^.;]{0,60}\brenew",
    re.IGNORECASE,
)
_REGULAR = (
    ("P1Y", re.compile(r"\bannual(?:ly)?\b|\byear[\s-]+to[\s-]+year\b", re.IGNORECASE)),
    ("P1M", re.compile(r"\bmonth(?:ly)?[\s-]+to[\s-]+month(?:ly)?\b", re.IGNORECASE)),
)
_NOTICE = re.compile(r"\bnotice|\bnotif|\btell(?:s|ing)?\b|\binform|\bwrites?\b", re.IGNORECASE)
_WHO = re.compile(
    r"(?P<who>\b(?i:either|any|each)\s+(?:of\s+(?:the\s+)?)?part(?:y|ies)|\b(?i:both)\s+parties|\b(?:[Tt]he\s+)?[A-Z][\w&.'-]*(?:\s[A-Z][\w&.'-]*){0,3}|\byou|\bwe)"
    r"\s+(?:or\s+(?:the\s+)?[A-Z]\w+\s+)?(?:may|can|shall\s+(?:have|be)|will\s+(?:have|be)|has|have|is\s+entitled|reserves)\b"
)
_NTH_DAY = re.compile(
    r"\b(?P<days>\d{1,3})(?:st|nd|rd|th)\)?\s+(?P<business>business\s+|working\s+)?day\s+(?:before|prior)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|never|neither|nor|without)\b", re.IGNORECASE)
_LEAVES_FREE = re.compile(
    r"\b(?:nothing|not|neither|nor)\b[^.;]{0,80}\b(?:restrict|prevent|limit|prohibit|preclud|oblig)|\bfree\s+to\b|\bnon-?\s?exclusive|\bnot\s+(?:be\s+)?(?:an?\s+)?exclusive|\bno\s+exclusiv",
    re.IGNORECASE,
)
"""What says that somebody is not bound: it is no clause that binds."""
_NO_ONE = frozenset("the this if in upon notwithstanding subject such it section".split())
TERMINATES = re.compile(r"\bterminat|\bend\s+(?:this|it|the)\b|\bcancel", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:may|can|free\s+to|right\s+to)\b[^.;]{0,60}\b(?:assign|transfer)\b[^.;]{0,160}\bwithout\b[^.;]{0,60}\b(?:consent|approval)|\bfreely\s+(?:assign|transfer)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bassign\w*[^.;]{0,250}\b(?:consent|approval|permission|agree)|\b(?:consent|approval)\b[^.;]{0,120}\bassign",
    re.IGNORECASE,
)
_NEVER_ASSIGNED = re.compile(
    r"\b(?:shall|may|must|can|is|are)\s+not\b[^.;]{0,60}\bassign|\bnon-?assignable|\bneither\b[^.;]{0,40}\bassign",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\bexcept|\bprovided\b|\bhowever\b|\bother\s+than\b|\bnotwithstanding\b|\bunless\b", re.IGNORECASE
)
_CAPPED = re.compile(
    r"\bexceed|\blimited\s+to\b|\baggregate\b|\bcap(?:ped)?\b|\bmaximum\b|\bmore\s+than\b|\bgreater\s+than\b",
    re.IGNORECASE,
)
_FEES = re.compile(
    r"\b(?P<what>fees?|amounts?|charges|sums?|price|rent|compensation|consideration|payments?)\b[^.;]{0,120}?\b(?:paid|payable|due|received|owed|charged|invoiced)\b[^.;]{0,160}?\b(?P<period>(?:twelve|six|three|twenty-four|\d{1,2})[\s(\d)-]*months?|(?:one|1)[\s(1)-]*year|contract\s+year|calendar\s+year|year)\b",
    re.IGNORECASE,
)
_ALL_FEES = re.compile(
    r"\b(?:total\s+)?(?:fees?|amounts?|price|charges)\b[^.;]{0,40}\b(?:paid|payable)\b", re.IGNORECASE
)

_MULTIPLE = re.compile(
    r"(?P<percent>\d{1,4}(?:\.\d+)?)\s?(?:%|per\s?cent)|\b(?:twice|double|triple|half|one\s+and\s+a\s+half|(?:\w+\s+)?(?:\(\d+\)\s+)?times|multiple|percent|per\s?cent)\b|\b\d+(?:\.\d+)?x\b",
    re.IGNORECASE,
)
"""What of the fees liability may reach: "125% of the charges"."""


def _sole_date(text: str) -> tuple[str, ...]:
    """The one date of a text that is not the end of something."""
    found = {d.isoformat() for d, at in dates(text) if not _UNTIL.search(text[:at])}
    return (found.pop(),) if len(found) == 1 else ()


def read_end(text: str) -> tuple[str, ...]:
    """The date on which a term ends, where it is stated as one."""
    found = {d.isoformat() for d, at in dates(text) if _UNTIL.search(text[:at])}
    return tuple(found) if len(found) == 1 else ()


def _term(text: str) -> tuple[str, ...]:
    """The length of the first term: the one length of a text that is none of a notice."""
    renewal = re.search(r"\b(?:renew|thereafter|successive|additional|extend)", text, re.IGNORECASE)
    first = text[: renewal.start()] if renewal else text
    found = {d.iso for d in durations(first) if of_term(first, d)}
    return tuple(found) if len(found) == 1 else ()


def read_renewal(text: str) -> tuple[str, ...]:
    """Whether a term is renewed by itself or as somebody chooses, where a clause says so, and the length of the renewed term."""
    tacit = TACIT.search(text)
    # What stops it may well say "not less than sixty days".
    if tacit and _NEGATED.search(re.split(r"(?i)\bunless\b", text[max(0, tacit.start() - 40) : tacit.end()])[0]):
        return ()
    how = "automatic" if tacit else "by choice" if _CHOICE.search(text) else ""
    if not how:
        return ()
    after = re.search(r"\b(?:renew|exten|prolong|successive|additional|thereafter|subsequent)", text, re.IGNORECASE)
    rest = text[after.start() :] if after else text
    found = {d.iso for d in durations(rest) if of_term(rest, d)}
    found |= {iso for iso, words in _REGULAR if words.search(rest)} if not found else set()
    return (f"{how}, {found.pop()}",) if len(found) == 1 else (how,)


def read_notice(text: str) -> tuple[str, ...]:
    """The length of the notice that stops a renewal: the one length of a text that is one of a notice."""
    near = [
        d
        for d in durations(text)
        if not of_term(text, d)
        or re.search(
            r"\bnotice\s+(?:period\s+)?of\s+(?:at\s+least\s+|not\s+less\s+than\s+)?$", text[: d.start], re.IGNORECASE
        )
    ]
    found = {
        (d.iso, d.of_business)
        for d in near
        if not re.search(r"\b(?:terms?|periods?)\s+of\s+(?:up\s+to\s+)?$", text[: d.start], re.IGNORECASE)
    }
    found |= {(f"P{m['days']}D", bool(m["business"])) for m in _NTH_DAY.finditer(text)}
    if len(found) != 1:
        return ()
    iso, of_business = found.pop()
    return (f"{iso}, business days" if of_business else iso,)


def _rider(text: str) -> tuple[str, ...]:
    """That the rules on conflicts of laws are shut out, where a clause says so of a law that governs."""
    return ("excluded",) if any(law.shuts_conflicts_out for law in governing_laws(text)) else ()


def read_laws(text: str) -> tuple[str, ...]:
    """The laws that a text says to govern."""
    return tuple(law.code for law in governing_laws(text))


def _convenience(text: str) -> tuple[str, ...]:
    """Who may end the contract without a reason, and with how much notice."""
    if not TERMINATES.search(text):
        return ()
    if re.search(
        r"\b(?:neither|no)\s+party\s+(?:may|can|shall|is)\b|\b(?:may|shall|can)\s+not\s+(?:be\s+)?terminat",
        text,
        re.IGNORECASE,
    ):
        return ("not allowed",)
    notices = {
        f"{d.iso}{', business days' if d.of_business else ''}"
        for d in durations(text)
        if _NOTICE.search(text[max(0, d.start - 60) : d.end + 40])
    }
    who = holders(text)
    if len(who) != 1 or len(notices) > 1:
        return ()
    return (f"{who[0]}, {notices.pop()}" if notices else who[0],)


def holders(text: str) -> tuple[str, ...]:
    """Who may, or has the right, in a text: "Tenant", "either party"."""
    said = [" ".join(m["who"].split()) for m in _WHO.finditer(text) if m["who"].split()[-1].lower() not in _NO_ONE]
    bare = [w.removeprefix("The ").removeprefix("the ") for w in said]
    once = {w.lower(): "either party" if re.match(r"(?i)either|any|each|both", w) else w for w in reversed(bare)}
    return tuple(dict.fromkeys(once[w.lower()] for w in bare))


def _assignment(text: str) -> tuple[str, ...]:
    if _FREE.search(text) and not _NEVER_ASSIGNED.search(text):
        who = _WHO.search(text)
        of_one = (
            who is not None
            and who["who"][0].isupper()
            and not re.match(r"(?i)either|any|each|both|this|the\s+agreement", who["who"])
        )
        return (f"free for {who['who'].removeprefix('The ')}" if of_one and who else "free",)
    exceptions = (
        ", with exceptions"
        if any(not _NEGATED.search(text[max(0, m.start() - 30) : m.start()]) for m in _FREE.finditer(text))
        or _EXCEPT.search(re.sub(r"(?i)\bunless\b[^.;]{0,60}\bconsent", "", text))
        else ""
    )
    if _CONSENT.search(text):
        return (f"with consent{exceptions}",)
    return (f"not allowed{exceptions}",) if _NEVER_ASSIGNED.search(text) else ()


def _compete(text: str) -> tuple[str, ...]:
    if _LEAVES_FREE.search(text):
        return ()
    found = {d.iso for d in durations(text)}
    return (found.pop() if len(found) == 1 else "yes",)


def _cap(text: str) -> tuple[str, ...]:
    """The amount, or the formula, that liability may not exceed."""
    if not _CAPPED.search(text):
        return ()
    found = [m.shown for m in amounts(text)]
    fees = _FEES.search(text)
    if fees:
        period = (
            durations(fees["period"])
            if not re.search(r"year$", fees["period"].strip()) or "one" in fees["period"]
            else ()
        )
        found.append(f"fees of {period[0].iso if period else 'P1Y'}")
    elif _ALL_FEES.search(text):
        found.append("fees paid or payable")
    if (fees or _ALL_FEES.search(text)) and _MULTIPLE.search(text):
        share = {m["percent"] for m in _MULTIPLE.finditer(text)}
        # A multiple in words is not read.
        return (f"{share.pop()}% of {found[-1]}",) if len(share) == len(found) == 1 and None not in share else ()
    return tuple(dict.fromkeys(found))


def _insured(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.shown for m in amounts(text))) or _yes(text)


def _yes(text: str) -> tuple[str, ...]:
    return () if _LEAVES_FREE.search(text) else ("yes",)


READ: dict[str, Callable[[str], tuple[str, ...]]] = {
    "document": lambda text: (" ".join(text.split()),),
    "agreement date": _sole_date,
    "effective date": _sole_date,
    "term": _term,
    "end of the term": read_end,
    "renewal": read_renewal,
    "notice to stop the renewal": read_notice,
    "termination for convenience": _convenience,
    "governing law": read_laws,
    "conflict of laws": _rider,
    "assignment": _assignment,
    "change of control": _yes,
    "exclusivity": _yes,
    "non-compete": _compete,
    "cap on liability": _cap,
    "insurance": _insured,
    "audit rights": _yes,
}
"""Fields that are read from clauses."""

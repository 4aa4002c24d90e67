"""What a contract states, term by term: parties, dates, term, renewal, notices, laws and courts, limits, each with the clause that says so.

Values are read by rules out of clauses that the tuned reader found, and out of sentences that say plainly what they are about; they are
normalised: dates and durations by ISO 8601, laws by ISO 3166, currencies by ISO 4217. What a clause says in another way is kept without a value,
and nothing is guessed. Nothing is computed here (`schedule`), and how sure a clause must be is for those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from muniment.sentences import places
from muniment.tools.contracts.clauses import Clause
from muniment.tools.contracts.dates import dates, named_dates, unread_name
from muniment.tools.contracts.durations import Duration, durations
from muniment.tools.contracts.jurisdiction import governing_laws, places_named
from muniment.tools.contracts.money import amounts
from muniment.tools.contracts.parties import parties

_UNTIL = re.compile(
    r"\b(?:until|through|expires?(?:\s+on)?|ends?(?:\s+on)?|terminat\w+(?:\s+\w+){0,4}?\s+on|to\s+and\s+including|up\s+to|ending(?:\s+on)?|ends?\s+as\s+of|earlier\s+of\s+\(\w\)|expir\w+(?:\s+date)?\s*(?:is|of|on|:))"
    r"\W{0,3}(?:the\s+|and\s+including\s+)?$",
    re.IGNORECASE,
)
_TACIT = re.compile(
    r"\b(?:automatic\w*|tacit\w*)\b[^.;]{0,80}\b(?:renew|exten|continu)|\b(?:renew|exten|continu)\w*[^.;]{0,60}\bautomatic",
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
_NOTICE = re.compile(r"\bnotice|\bnotif", re.IGNORECASE)
_NO_TERM = re.compile(
    r"\b(?:at\s+least|not\s+less\s+than|less\s+than|prior|within|following|more\s+than|every)\s+(?:a\s+|the\s+)?(?:period\s+of\s+)?$",
    re.IGNORECASE,
)
_NOT_OF_TERM = re.compile(
    r"\W*(?:prior|advance|written|notice|before|after\s+(?:receipt|notice|written)|['’]\s*(?:prior|written|notice|advance))",
    re.IGNORECASE,
)
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
_CURE = re.compile(r"\b(?:cure|remed|rectif|correct)", re.IGNORECASE)
_BREACH = re.compile(r"\b(?:breach|default|fail|violat)", re.IGNORECASE)
_TERMINATES = re.compile(r"\bterminat|\bend\s+(?:this|it|the)\b|\bcancel", re.IGNORECASE)
_INVOICE = re.compile(r"\binvoices?\b|\bbill(?:s|ed)?\b|\bstatement\b", re.IGNORECASE)
_PAYS = re.compile(r"\bpa(?:y|id|ys|yable|yment)\b|\bdue\b|\bsettle", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:late|overdue|past\s+due|interest|dispute|object|withhold|suspend|fail\w*|not\s+paid|unpaid)\b", re.IGNORECASE
)
_NET = re.compile(r"\bnet[\s-]+(?P<days>\d{1,3})\b(?:\s*days)?|\bnet\s+(?:thirty|forty-five|sixty)\b", re.IGNORECASE)
_COURTS = re.compile(
    r"\b(?:exclusive|non-?\s?exclusive|personal|sole)?\s*(?:jurisdiction|venue)\b|\bcourts?\b", re.IGNORECASE
)
_SUBMITS = re.compile(
    r"\b(?:submit|consent|subject|exclusive|venue|brought|jurisdiction|settle|resolv|heard|litigat|institut|commenc|decid)",
    re.IGNORECASE,
)
_ARBITRATION = re.compile(r"\barbitrat", re.IGNORECASE)
_ARBITRATES = re.compile(
    r"\b(?:shall|will|must|be|by|to)\b[^.;]{0,120}\barbitrat|\barbitrat\w*[^.;]{0,120}\b(?:rules|seat|held|conduct|administ|accordance|in)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?P<name>ICC|LCIA|AAA|SIAC|JAMS|UNCITRAL|HKIAC|ICDR|CPR|International Chamber of Commerce|American Arbitration Association|London Court of International Arbitration"
    r"|Singapore International Arbitration Centre|Arbitration and Conciliation Act)\b"
)
_SHORT = {
    "International Chamber of Commerce": "ICC",
    "American Arbitration Association": "AAA",
    "London Court of International Arbitration": "LCIA",
    "Singapore International Arbitration Centre": "SIAC",
}
_DISPUTES = re.compile(
    r"\b(?:any|all|every|each)\b[^.;]{0,60}\b(?:disputes?|controvers\w+|claims?|differences?)\b|\bdisputes?\s+(?:shall|will|must|are|arising)",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"[^.;]{0,40}?\b(?:of|in|at|within|for|sitting\s+in|located\s+in)\s+(?:the\s+(?:city\s+of\s+|county\s+of\s+)?)?(?P<town>[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})"
)
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
OPENING = 3_000
"""Characters from the start in which a contract says when it was made."""
_MADE = re.compile(
    r"\bthis\b[^.;]{0,80}?\b(?:agreement|contract|lease|licen[cs]e|deed|amendment|letter|nda)\b[^.;]{0,60}?\b(?:made|entered\s+into|dated|executed|signed|effective)\b[^.;]{0,40}$|^\W*(?:dated|date\s+of\s+agreement|agreement\s+date)\W[^.;]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_LENGTH = re.compile(
    r"\b(?:Initial\s+Term|Engagement\s+Period|Contract\s+Period|Lease\s+Term|Subscription\s+Term|Contract\s+Term|Initial\s+Period|(?<=\n)(?:\(\w\)\s*)?Term)[\"“”’*_]{0,3}\s*(?:[:|]|means|is|shall\s+be)?\s*(?:a\s+(?:period|term)\s+of\s+)?(?P<length>(?:[A-Za-z-]+|\d+)\s*(?:\(\s*\d+\s*\)\s*)?(?:days?|weeks?|months?|years?))\b"
)
"""A length under its name: "Initial Term: thirty-six (36) months"."""
_START = ("Effective Date", "Commencement Date", "Start Date", "Term Commencement Date", "Lease Commencement Date")
_STOP = ("Expiry Date", "End Date", "Expiration Date", "Term End Date", "Lease Expiration Date", "Expiring Date")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a contract.

    Args:
        field: what it is, one of `FIELDS`.
        value: as stated, normalised; empty where the clause says it in a way that is not read.
        start, end: the characters of the contract's text that say so.
        chance: that the clause is of the kind that the field is read from; 1 where the words say so plainly.
    """

    field: str
    value: str
    start: int
    end: int
    chance: float


FIELDS: dict[str, str] = {
    "document": "Document Name",
    "parties": "Parties",
    "agreement date": "Agreement Date",
    "effective date": "Effective Date",
    "term": "Expiration Date",
    "end of the term": "Expiration Date",
    "renewal": "Renewal Term",
    "notice to stop the renewal": "Notice Period To Terminate Renewal",
    "termination for convenience": "Termination For Convenience",
    "termination for cause": "",
    "governing law": "Governing Law",
    "forum": "",
    "assignment": "Anti-Assignment",
    "change of control": "Change Of Control",
    "exclusivity": "Exclusivity",
    "non-compete": "Non-Compete",
    "cap on liability": "Cap On Liability",
    "insurance": "Insurance",
    "audit rights": "Audit Rights",
    "payment terms": "",
}
"""The fields, and the kind of clause each is read from; some are read from sentences of no kind that the reader knows."""


def read_terms(text: str, clauses: Sequence[Clause]) -> tuple[Term, ...]:
    """The terms of a contract, by field; of a field the likeliest first.

    Args:
        text: the contract's.
        clauses: its clauses, of any chance.
    """
    found = _settled(text, [*_of_clauses(text, clauses), *_plain(text, clauses)])
    order = {name: n for n, name in enumerate(FIELDS)}
    return tuple(sorted(_once(found), key=lambda t: (order[t.field], -t.chance, t.start)))


def _of_clauses(text: str, clauses: Sequence[Clause]) -> Iterator[Term]:
    """What the clauses state."""
    for field, read in _READ.items():
        for clause in clauses:
            if clause.kind == FIELDS[field]:
                values = read(text[clause.start : clause.end])
                yield from (Term(field, v, clause.start, clause.end, clause.chance) for v in values or ("",))


def _plain(text: str, clauses: Sequence[Clause]) -> Iterator[Term]:
    """What sentences state plainly, and what the opening defines."""
    named = [c for c in clauses if c.kind == "Parties"]
    for party in parties(text):
        near = [c.chance for c in named if c.start < party.end and c.end > party.start]
        if near:
            yield Term(
                "parties", f"{party.name} ({party.role})" if party.role else party.name, party.start, party.end, 1.0
            )
    for named_day in named_dates(text):
        name = named_day.name
        field = "effective date" if name in _START else "end of the term" if name in _STOP else ""
        if field:
            yield Term(field, named_day.day.isoformat(), named_day.start, named_day.end, 1.0)
    for day, at in dates(text[:OPENING]):
        if _MADE.search(text[max(0, at - 120) : at]):
            yield Term("agreement date", day.isoformat(), at, min(len(text), at + 40), 1.0)
            break
    for length in _LENGTH.finditer(text):
        if of_term := durations(length["length"]):
            yield Term("term", of_term[0].iso, length.start(), length.end(), 1.0)
    for start, end in places(text):
        said = text[start:end]
        for field, plain in _SAID.items():
            for value in plain(said):
                yield Term(field, value, start, end, 1.0)


def _settled(text: str, found: Sequence[Term]) -> list[Term]:
    """Terms without those that the contract's own definitions rule out: what it calls its effective date is that alone, and no date of signing."""
    named = {t.value for t in found if t.field == "effective date" and t.chance == 1}
    unread = not named and unread_name(text, _START)
    kept = []
    for term in found:
        if term.field == "effective date" and term.chance < 1 and (named or unread):
            if named:
                continue
            term = replace(term, value="")
        kept.append(term)
    made = {t.value for t in kept if t.field == "agreement date" and t.chance == 1}
    if made:
        kept = [t for t in kept if t.field != "agreement date" or t.value in made]
    signed = {t.value for t in kept if t.field == "agreement date" and t.value}
    if len(signed) > 1 and len(signed - named) == 1:
        kept = [t for t in kept if t.field != "agreement date" or t.value not in named]
    # A contract has one of each: the surest is it.
    for field in ("agreement date", "effective date"):
        surest = max((t for t in kept if t.field == field and t.value), key=lambda t: t.chance, default=None)
        if surest is not None:
            kept = [t for t in kept if t.field != field or not t.value or t.value == surest.value]
    return kept


def states(field: str, value: str, text: str) -> bool:
    """Whether words state a value of a field, read again by themselves; what is not read is stated by any."""
    if not value:
        return True
    if field == "parties":
        return all(
            part.strip("()").casefold() in " ".join(text.split()).casefold() for part in value.rsplit(" (", 1)[:1]
        )
    if field == "term" and (length := _LENGTH.search(text)) and durations(length["length"])[0].iso == value:
        return True
    if field == "agreement date" and value in {day.isoformat() for day, _ in dates(text)}:
        return True
    if field in ("effective date", "end of the term") and any(n.day.isoformat() == value for n in named_dates(text)):
        return True
    read = _READ.get(field) or _SAID[field]
    return value in read(text)


def _once(found: Sequence[Term]) -> list[Term]:
    """Each value of a field once, of the surest place."""
    best: dict[tuple[str, str, int], Term] = {}
    for term in found:
        key = (term.field, term.value, 0 if term.value else term.start)
        if key not in best or term.chance > best[key].chance:
            best[key] = term
    return list(best.values())


def _sole_date(text: str) -> tuple[str, ...]:
    """The one date of a text that is not the end of something."""
    found = {d.isoformat() for d, at in dates(text) if not _UNTIL.search(text[:at])}
    return (found.pop(),) if len(found) == 1 else ()


def _end(text: str) -> tuple[str, ...]:
    """The date on which a term ends, where it is stated as one."""
    found = {d.isoformat() for d, at in dates(text) if _UNTIL.search(text[:at])}
    return tuple(found) if len(found) == 1 else ()


def _term(text: str) -> tuple[str, ...]:
    """The length of the first term: the one length of a text that is none of a notice."""
    renewal = re.search(r"\b(?:renew|thereafter|successive|additional|extend)", text, re.IGNORECASE)
    first = text[: renewal.start()] if renewal else text
    found = {d.iso for d in durations(first) if _of_term(first, d)}
    return tuple(found) if len(found) == 1 else ()


def _of_term(text: str, duration: Duration) -> bool:
    return not _NO_TERM.search(text[: duration.start]) and not _NOT_OF_TERM.match(text[duration.end :])


def _renewal(text: str) -> tuple[str, ...]:
    """Whether a term is renewed by itself or as somebody chooses, where a clause says so, and the length of the renewed term."""
    tacit = _TACIT.search(text)
    if tacit and _NEGATED.search(text[max(0, tacit.start() - 40) : tacit.end()]):
        return ()
    how = "automatic" if tacit else "by choice" if _CHOICE.search(text) else ""
    if not how:
        return ()
    after = re.search(r"\b(?:renew|exten|successive|additional|thereafter|subsequent)", text, re.IGNORECASE)
    rest = text[after.start() :] if after else text
    found = {d.iso for d in durations(rest) if _of_term(rest, d)}
    found |= {iso for iso, words in _REGULAR if words.search(rest)} if not found else set()
    return (f"{how}, {found.pop()}",) if len(found) == 1 else (how,)


def _notice(text: str) -> tuple[str, ...]:
    """The length of the notice that stops a renewal: the one length of a text that is one of a notice."""
    near = [
        d
        for d in durations(text)
        if not _of_term(text, d)
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


def _laws(text: str) -> tuple[str, ...]:
    return tuple(law.code for law in governing_laws(text))


def _convenience(text: str) -> tuple[str, ...]:
    """Who may end the contract without a reason, and with how much notice."""
    if not _TERMINATES.search(text):
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
    who = [" ".join(m["who"].split()) for m in _WHO.finditer(text) if m["who"].split()[-1].lower() not in _NO_ONE]
    if len({w.lower() for w in who}) != 1 or len(notices) > 1:
        return ()
    by = who[0].removeprefix("The ").removeprefix("the ")
    by = "either party" if re.match(r"(?i)either|any|each|both", by) else by
    return (f"{by}, {notices.pop()}" if notices else by,)


def _cause(sentence: str) -> tuple[str, ...]:
    """How long a breach may be mended before the contract may be ended for it."""
    if not (_TERMINATES.search(sentence) and _BREACH.search(sentence) and _CURE.search(sentence)):
        return ()
    found = {
        (d.iso, d.of_business)
        for d in durations(sentence)
        if re.search(
            r"\b(?:cure|remed|rectif|correct)\w*[^.;]{0,100}\b(?:within|in|for|of)\s+(?:a\s+period\s+of\s+)?$",
            sentence[: d.start],
            re.IGNORECASE,
        )
        or re.match(
            r"[^.;]{0,40}\b(?:to|period|after|of|from|following)\b[^.;]{0,80}\b(?:cure|remed|rectif|correct)|[^.;]{0,60}\b(?:of|after|from|following)\b[^.;]{0,60}\bnotice",
            sentence[d.end :],
            re.IGNORECASE,
        )
    }
    if len(found) != 1:
        return ()
    iso, of_business = found.pop()
    return (f"{iso}, business days" if of_business else iso,)


def _payment(sentence: str) -> tuple[str, ...]:
    """Within how long an invoice is to be paid."""
    if not _PAYS.search(sentence) and not _NET.search(sentence):
        return ()
    net = _NET.search(sentence)
    if net and net["days"]:
        return (f"P{int(net['days'])}D",)
    if not _INVOICE.search(sentence) or _LATE.search(sentence.split(";")[0].split(",")[0]):
        return ()
    found = {
        d.iso
        for d in durations(sentence)
        if re.search(r"(?:within|in|by|than|after|net)\W+(?:\w+\W+){0,3}$", sentence[: d.start], re.IGNORECASE)
        and re.match(
            r"\W*(?:\w+\W+){0,6}(?:of|after|from|following)\b[^.;]{0,60}\b(?:invoice|receipt|bill|statement)",
            sentence[d.end :],
            re.IGNORECASE,
        )
        and _PAYS.search(sentence[: d.start])
    }
    return (found.pop(),) if len(found) == 1 else ()


def _forum(sentence: str) -> tuple[str, ...]:
    """Which courts or arbitrators decide."""
    found = []
    if _ARBITRATION.search(sentence) and _ARBITRATES.search(sentence) and _DISPUTES.search(sentence):
        house = _INSTITUTION.search(sentence)
        seat = re.search(
            r"\b(?:seat|place|venue|held|conducted|take\s+place|arbitration\s+in)\b[^.;]{0,60}", sentence, re.IGNORECASE
        )
        named = places_named(seat.group()) if seat else ()
        said = [
            s
            for s in (_SHORT.get(house["name"], house["name"]) if house else "", named[0] if len(named) == 1 else "")
            if s
        ]
        found.append(", ".join(["arbitration", *said]))
    for court in re.finditer(r"\bcourts?\b(?P<rest>[^.;]{0,120})", sentence, re.IGNORECASE):
        named = places_named(court["rest"])
        before = places_named(sentence[max(0, court.start() - 40) : court.start()])
        town = _TOWN.match(court["rest"])
        at = [*named, *before, *([" ".join(town["town"].split())] if town else [])]
        if at and _SUBMITS.search(sentence):
            found.append(f"courts, {at[0]}")
            break
    return tuple(found)


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
    return tuple(dict.fromkeys(found))


def _insured(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.shown for m in amounts(text))) or _yes(text)


def _yes(text: str) -> tuple[str, ...]:
    return () if _LEAVES_FREE.search(text) else ("yes",)


_READ: dict[str, Callable[[str], tuple[str, ...]]] = {
    "document": lambda text: (" ".join(text.split()),),
    "agreement date": _sole_date,
    "effective date": _sole_date,
    "term": _term,
    "end of the term": _end,
    "renewal": _renewal,
    "notice to stop the renewal": _notice,
    "termination for convenience": _convenience,
    "governing law": _laws,
    "assignment": _assignment,
    "change of control": _yes,
    "exclusivity": _yes,
    "non-compete": _compete,
    "cap on liability": _cap,
    "insurance": _insured,
    "audit rights": _yes,
}
"""Fields that are read from clauses."""
_SAID: dict[str, Callable[[str], tuple[str, ...]]] = {
    "termination for cause": _cause,
    "forum": _forum,
    "payment terms": _payment,
}
"""Fields that are read from any sentence that says so."""

"""What a contract states, term by term: parties, dates, term, renewal, notices, laws and courts, limits, each with the clause that says so.

Values are read by rules out of clauses that the tuned reader found (`field_readers`), and out of sentences that say plainly what they are about (`plain_terms`). What a
clause says in another way is kept without a value, and nothing is guessed. Nothing is computed here (`schedule`), and how sure a clause must
be is for those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.sentences import places
from muniment.tools.contracts.clauses import Clause
from muniment.tools.contracts.dating.dates import dates, named_dates, unread_name
from muniment.tools.contracts.dating.durations import durations
from muniment.tools.contracts.dating.numeric_dates import order_of, spelled
from muniment.tools.contracts.field_readers import READ
from muniment.tools.contracts.options.reading import FARTHEST, GOES_ON, OPTIONS
from muniment.tools.contracts.parties import parties
from muniment.tools.contracts.plain_terms import SAID

OPENING = 3_000
"""Characters from the start in which a contract says when it was made."""
_MADE = re.compile(
    r"\bthis\b[^.;]{0,80}?\b(?:agreement|contract|lease|licen[cs]e|deed|amendment|letter|nda)\b[^.;]{0,60}?\b(?:made|entered\s+into|dated|executed|signed|effective)\b[^.;]{0,40}$|^\W*(?:dated|date\s+of\s+(?:this\s+)?(?:agreement|lease|contract|licen[cs]e|deed)|agreement\s+date)\W[^.;]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_LENGTH = re.compile(
    r"\b(?:(?:(?:Initial|Contract(?:ual)?|Rental|Hire|Lease|Licen[cs]e|Tenancy|Subscription|Engagement|Services?|Fixed|Agreement)\s+){1,2}(?:Term|Period)|(?<=\n)(?:\(\w\)\s*)?Term)[\"“”’*_]{0,3}\s*(?:[:|]|means|is|shall\s+be)?\s*(?:a\s+(?:period|term)\s+of\s+)?(?P<length>(?:[A-Za-z-]+|\d+)\s*(?:\(\s*\d+\s*\)\s*)?(?:days?|weeks?|months?|years?))\b"
)
"""A length under its name: "Initial Term: thirty-six (36) months"."""
_SINCE = re.compile(
    r"[\s,(]*(?:from|commencing|beginning|starting)\s+(?:and\s+including\s+|on\s+(?:and\s+including\s+)?|with\s+|from\s+(?:and\s+including\s+)?)*(?:the\s+)?",
    re.IGNORECASE,
)
"""How the day is led in from which a length runs."""
_START = ("Effective Date", "Commencement Date", "Start Date", "Term Commencement Date", "Lease Commencement Date")
_BEGINS = re.compile(
    r"\b(?:Start|Commencement|Go-Live|Launch|Service)\s+Date$|^(?:Start|Commencement)\s+Of\b", re.IGNORECASE
)
"""How a day is named from which a term may run; the term's own words say whether it does."""
_STOP = re.compile(
    r"(?:Expiry|End|Expiration|Term End|Lease Expiration|Expiring) Date|(?:End|Expiry) Of (?:The )?(?:\w+ )?(?:Term|Period|Lease|Hire)"
)


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
    "start of the term": "",
    "term": "Expiration Date",
    "end of the term": "Expiration Date",
    "renewal": "Renewal Term",
    "notice to stop the renewal": "Notice Period To Terminate Renewal",
    "option to renew": "",
    "option to end early": "",
    "break date": "",
    "option to buy": "",
    "termination for convenience": "Termination For Convenience",
    "termination for cause": "",
    "governing law": "Governing Law",
    "conflict of laws": "Governing Law",
    "forum": "",
    "assignment": "Anti-Assignment",
    "change of control": "Change Of Control",
    "exclusivity": "Exclusivity",
    "non-compete": "Non-Compete",
    "cap on liability": "Cap On Liability",
    "insurance": "Insurance",
    "audit rights": "Audit Rights",
    "payment terms": "",
    "recurring payment": "",
}
"""The fields, and the kind of clause each is read from; some are read from sentences of no kind that the reader knows."""


_SAID = SAID | OPTIONS
ASIDE = frozenset({"conflict of laws"})
"""Fields that a clause of their kind need not state; of one that does not they are absent, not unread."""


def read_terms(text: str, clauses: Sequence[Clause]) -> tuple[Term, ...]:
    """The terms of a contract, by field; of a field the likeliest first.

    Args:
        text: the contract's.
        clauses: its clauses, of any chance.
    """
    plain = spelled(text, order_of(text))
    moved = [replace(c, start=plain.after(c.start), end=plain.after(c.end)) for c in clauses]
    found = _settled(plain.text, [*_of_clauses(plain.text, moved), *_plain(plain.text, moved)])
    order = {name: n for n, name in enumerate(FIELDS)}
    placed = [replace(t, start=plain.before(t.start), end=plain.before(t.end)) for t in _once(found)]
    return tuple(sorted(placed, key=lambda t: (order[t.field], -t.chance, t.start)))


def _of_clauses(text: str, clauses: Sequence[Clause]) -> Iterator[Term]:
    """What the clauses state."""
    for field, read in READ.items():
        for clause in clauses:
            if clause.kind == FIELDS[field]:
                values = read(text[clause.start : clause.end])
                unread = () if field in ASIDE else ("",)
                yield from (Term(field, v, clause.start, clause.end, clause.chance) for v in values or unread)


def _plain(text: str, clauses: Sequence[Clause]) -> Iterator[Term]:
    """What sentences state plainly, and what the opening defines."""
    named = [c for c in clauses if c.kind == "Parties"]
    for party in parties(text):
        near = [c.chance for c in named if c.start < party.end and c.end > party.start]
        # Of CUAD's, 426 of 431 that say their form are marked as parties there.
        if near or party.is_company:
            yield Term(
                "parties", f"{party.name} ({party.role})" if party.role else party.name, party.start, party.end, 1.0
            )
    for named_day in named_dates(text):
        name = named_day.name
        given = (
            ("effective date", name in _START),
            ("start of the term", _BEGINS.search(name) is not None and "Rent" not in name.split()),
            ("end of the term", _STOP.fullmatch(name) is not None),
            ("break date", name == "Break Date"),
        )
        for field in (f for f, is_given in given if is_given):
            yield Term(field, named_day.day.isoformat(), named_day.start, named_day.end, 1.0)
    for day, at in dates(text[:OPENING]):
        if _MADE.search(text[max(0, at - 120) : at]):
            yield Term("agreement date", day.isoformat(), at, min(len(text), at + 40), 1.0)
            break
    for length in _LENGTH.finditer(text):
        if of_term := durations(length["length"]):
            begins, end = _begins(text, length.end())
            yield Term("term", of_term[0].iso, length.start(), end, 1.0)
            if begins is not None:
                yield Term("start of the term", begins.isoformat(), length.start(), end, 1.0)
    before = 0
    for start, end in places(text):
        said = text[start:end]
        if GOES_ON.search(said) and start - before <= FARTHEST:
            for field, of_both in OPTIONS.items():
                yield from (Term(field, v, before, end, 1.0) for v in of_both(text[before:end]))
        before = start
        for field, plain in _SAID.items():
            for value in plain(said):
                yield Term(field, value, start, end, 1.0)


def _begins(text: str, at: int) -> tuple[date | None, int]:
    """The day from which a length that ends at a place runs, where one stands right behind it, and where what is said of it ends."""
    since = _SINCE.match(text, at)
    if since is None:
        return None, at
    day = next((d for d, n in dates(text[since.end() : since.end() + 40]) if n == 0), None)
    line = re.match(r"[^\n.;|]{0,40}", text[since.end() :])
    return day, since.end() + (len(line.group().rstrip()) if line else 0)


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
    """Whether words state a value of a field, read again by themselves, a day in numbers in either order; what is not read is stated by any."""
    return not value or any(
        _states(field, value, spelled(text, order).text) for order in (None, "day first", "month first")
    )


def _states(field: str, value: str, text: str) -> bool:
    if field == "parties":
        return all(
            part.strip("()").casefold() in " ".join(text.split()).casefold() for part in value.rsplit(" (", 1)[:1]
        )
    if field == "term" and (length := _LENGTH.search(text)) and durations(length["length"])[0].iso == value:
        return True
    if field in ("agreement date", "start of the term") and value in {day.isoformat() for day, _ in dates(text)}:
        return True
    if field in ("effective date", "start of the term", "end of the term", "break date") and any(
        n.day.isoformat() == value for n in named_dates(text)
    ):
        return True
    return any(value in read[field](text) for read in (READ, _SAID) if field in read)


def _once(found: Sequence[Term]) -> list[Term]:
    """Each value of a field once, of the surest place."""
    best: dict[tuple[str, str, int], Term] = {}
    for term in found:
        key = (term.field, term.value, 0 if term.value else term.start)
        if key not in best or term.chance > best[key].chance:
            best[key] = term
    return list(best.values())

"""What a question about a contract's terms asks: a field of its sheet, a deadline, or which contracts a condition holds of.

"When does the Harrow lease end?" asks a field of one contract; "which of our contracts renew by themselves?" asks all. Only what is wholly
understood is told: a condition with words that no row knows is another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from muniment.tools.contracts.clause_words import NAMES
from muniment.tools.contracts.dates import dates
from muniment.tools.contracts.durations import durations
from muniment.tools.contracts.jurisdiction import places_named
from muniment.tools.contracts.money import amounts
from muniment.wording import FUNCTION_WORDS, stem

Test = Literal["", "has", "lacks", "is", "before", "after", "within", "below", "above", "longer", "shorter"]
DEADLINE = "last day to stop the renewal"
FIRST = "first"
"""The value of a question for the deadline of the first renewal, and not of the next."""
_KINDS = r"(?:contracts?|agreements?|leases?|licen[cs]es?|ndas?|deals?|suppliers?|vendors?|customers?)"
_ALL = re.compile(
    rf"^\W*which\s+(?:of\s+them\s+)?(?=(?:are|is|cap|renew|lack|have|has|end|expire|contain|require|allow|can|may|need|limit|do|name|start)s?\b)|\b(?:to|in|under|with)\s+(?:which|what|how\s+many)\s+(?:of\s+)?(?:our\s+|my\s+|the\s+)?(?P<kind_in>{_KINDS})\b|\bwhere\s+do\s+we\s+have\b|\b(?:which|what|list|show(?:\s+me)?|name|find|how\s+many|do\s+any|does\s+any|are\s+any|is\s+any|any)\b(?:\s+(?:of|all|the|our|my|other|those|these|us|are|there))*\s+(?:\w+\s+)?(?P<kind>{_KINDS})\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_LACKS = re.compile(
    r"\b(?:lack\w*|without|miss(?:ing)?|has\s+no|have\s+no|no|not\s+(?:have|contain|include|mention|say|state|provide|cap|limit)|(?:do|does|did)(?:n['’]t|\s+not)|aren['’]t|isn['’]t|are\s+not|is\s+not|silent|never|nothing|none)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:other\s+side|they|we|us|counterpart\w+|supplier|landlord|customer|tenant|vendor)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:before|by|until|prior\s+to|earlier\s+than|no\s+later\s+than)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|later\s+than|beyond|past|from)\b", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:below|under|less\s+than|lower\s+than|at\s+most|not\s+more\s+than|up\s+to|smaller\s+than|shorter\s+than|within)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:above|over|more\s+than|exceed\w*|at\s+least|greater\s+than|higher\s+than|longer\s+than|or\s+more)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:in|during|of)\s+(?P<year>20\d\d)\b", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()
_IN_MONTH = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})\b(?:\s+(?P<year>20\d\d)\b)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TermAsked:
    """What is asked of a contract, or of all.

    Args:
        field: of the sheet, or `DEADLINE`.
        named: the words by which one contract is named.
        of_all: all contracts are asked; then `test` and `value` tell of which it must hold, `many` that their number is asked, and `kind` is the
            word for them ("leases").
        yes_no: it is asked whether, not what.
    """

    field: str
    named: tuple[str, ...] = ()
    of_all: bool = False
    test: Test = ""
    value: str = ""
    many: bool = False
    kind: str = ""
    yes_no: bool = False


_X = r"[^?]*?"
FIELDS_ASKED: tuple[tuple[str, str], ...] = (
    (
        DEADLINE,
        r"(?:when|by\s+when|what\s+date|which\s+day|how\s+late|until\s+when|latest|last\s+(?:day|date|chance)|deadline|cut-?off)\b[^?]*\b(?:(?:give|serve|send|need|provide|receiv)\w*[^?]*\bnotice\b[^?]*\b(?:renew|roll|exten|continu)|(?:stop|prevent|avoid|cancel|opt\s+out|get\s+out|block|refuse|decline)\w*[^?]*\b(?:renew|auto|roll|exten)|non-?\s?renew|not\s+(?:to\s+)?renew|notice\s+of\s+non-?renewal)"
        r"|\b(?:renew|roll|exten)\w*[^?]*\b(?:deadline|notice\s+(?:due|date)|last\s+day)",
    ),
    (
        "notice to stop the renewal",
        r"(?:how\s+(?:much|long|many\s+days)|what)\b[^?]*\bnotice\b[^?]*\b(?:renew|roll\w*\s+over|exten)\w*|\bnotice\s+(?:period\s+)?(?:to|for|of)\s+(?:stop\w*\s+|prevent\w*\s+|avoid\w*\s+)?(?:the\s+)?(?:non-?\s?)?renew\w*|non-?\s?renewal\s+notice",
    ),
    (
        "renewal",
        r"\b(?:auto\w*[\s-]+)?(?:renew(?:s|ed|al|ing|able)?|rolls?\s+over|evergreen|extend(?:s|ed)?\s+(?:itself|automatically))\b(?:\s+(?:automatically|by\s+(?:itself|themselves|option)|on\s+its\s+own))?",
    ),
    (
        "termination for cause",
        r"(?:how\s+long|how\s+many\s+days|what|within)\b[^?]*\b(?:to\s+)?(?:cure|remedy|fix|rectify)\b(?:[^?]*\bbreach)?|\bcure\s+period\b|\bterminat\w+\s+for\s+(?:cause|breach)|\bmaterial\s+breach\b",
    ),
    (
        "termination for convenience",
        r"\b(?:terminat|cancel|end|get\s+out|exit|walk\s+away|leave)\w*\b[^?]*\b(?:for\s+convenience|without\s+(?:giving\s+)?(?:a\s+|any\s+)?(?:cause|reason)|at\s+will|just\s+because|early|at\s+any\s+time|whenever)|\btermination\s+for\s+convenience\b|\bbreak\s+clause\b",
    ),
    ("non-compete", r"\bnon-?\s?compet\w+|\bnot\s+to\s+compete\b|\bcompete\b"),
    (
        "end of the term",
        r"\buntil\s+(?:what|which)\s+(?:date|day)\b|\b(?:when|what\s+(?:date|day)|until\s+when|how\s+long\s+until)\b[^?]*\b(?:end|ends|expire[sd]?|expir\w+|run(?:s)?\s+out|over|lapse[sd]?|finish\w*|terminat\w+)\b|\b(?:expir(?:y|ation)|end)\s+date\b|\b(?:end|ends|ending|expire[sd]?|expiring|run(?:s)?\s+out|lapse[sd]?)\b",
    ),
    (
        "term",
        r"\bhow\s+long\b[^?]*\b(?:term|run|last|lasts|runs|for|contract|agreement|lease|bound|locked)\b|\b(?:initial|contract|lease)\s+term\b|\blength\s+of\s+the\s+(?:term|contract|agreement|lease)|\bterm\s+length\b",
    ),
    (
        "effective date",
        r"\b(?:when|what\s+(?:date|day))\b[^?]*\b(?:start(?:s|ed)?|begin(?:s)?|began|commence[sd]?|take[s]?\s+effect|effective|in\s+force)\b|\b(?:effective|commencement|start)\s+date\b",
    ),
    (
        "agreement date",
        r"\b(?:when|what\s+(?:date|day))\b[^?]*\b(?:signed|dated|made|executed|entered\s+into|concluded)\b|\b(?:agreement|signing|signature|execution)\s+date\b|\bdate\s+of\s+the\s+(?:contract|agreement|lease|deed|nda)\b",
    ),
    (
        "governing law",
        r"\b(?:govern(?:ed|ing|s)?|under|subject\s+to|by)\b[^?]*\blaws?\b|\b(?:which|what|whose)\b[^?]*\blaws?\b[^?]*|\bgoverning\s+law\b|\bgoverned\s+by\b",
    ),
    (
        "forum",
        r"\b(?:which|what|where)\b[^?]*\b(?:courts?|disputes?|litigat\w+|sue|sued|arbitrat\w+|venue|forum|jurisdiction)\b|\b(?:arbitrat\w+|venue|forum)\b",
    ),
    (
        "parties",
        r"\bwho\b[^?]*\b(?:part(?:y|ies)|counterpart(?:y|ies)|signed|between|other\s+side|signator\w+)\b|\bpart(?:y|ies)\s+(?:to|of|in)\b|\b(?:is|are)\b[^?]*\ba\s+party\b|\bbetween\s+whom\b|\bwho\s+(?:is|are|'s)\s+(?:the\s+)?(?P<role>landlord|tenant|lessor|lessee|supplier|buyer|purchaser|seller|vendor|customer|client|consultant|contractor|licensor|licensee|distributor|franchisor|franchisee|provider|manufacturer|employer|employee|company|designer|lender|borrower|guarantor)\b",
    ),
    (
        "cap on liability",
        r"\b(?:liability|damages)\s+(?:cap|limit\w*|ceiling)s?\b|\b(?:cap|limit|ceiling|maximum)s?\b[^?]*\bliab\w+|\bcap(?:s|ped)?\b[^?]*\bliab\w*|\bliab\w+\b[^?]*\b(?:cap(?:ped)?|limit(?:ed)?|maximum|most|at\s+most|exceed)\b|\b(?:how\s+much|what)\b[^?]*\bliable\b",
    ),
    ("insurance", r"\bhow\s+much\b[^?]*\binsur\w+\b|\binsurance\b|\binsur\w+\s+(?:cover(?:age)?|amount|limit|minimum)"),
    (
        "payment terms",
        r"\b(?:when|how\s+(?:long|soon|many\s+days|quickly))\b[^?]*\b(?:pay|paid|invoices?|payment)\b|\bpayment\s+(?:terms?|period|deadline)\b|\bnet\s+\d+\b|\bdays\s+to\s+pay\b",
    ),
    (
        "audit rights",
        r"\baudit(?:s|ed|ing)?(?:\s+(?:rights?|clause|provision))?\b|\binspect(?:ion)?\s+(?:rights?|the\s+(?:books|records))",
    ),
    ("exclusivity", r"\bexclusiv\w+\b"),
    ("change of control", r"\bchanges?\s+(?:of|in)\s+(?:control|ownership)\b"),
    ("assignment", r"\b(?:assign(?:ed|able|ment|ing)?|transferr?(?:ed|able)?)\b(?:[^?]*\bconsent\b)?"),
)
"""Fields, and how people ask for them; the first that fits is meant."""
_TALK = frozenset(
    "a about all an and any are as at be been by can clause clauses contract contracts agreement agreements deal deals did do does each for from give has have how i if in is it its itself"
    " lease leases licence license licences licenses nda ndas list many me much my of on one ones or our please say says show still tell than that the their them there these they this those to"
    " under up us was we were what what's when where which who whom whose will with would you your long date day days must should need needs have got get currently now right rights provision provisions"
    " name find every also could may might first next current today exactly automatically automatic require required requires contain contains containing include includes including state states"
    " stated mention mentions there's here initial party parties so after before next other side them us both either any only again still anything something nothing none kind sort such says between company companies while when whether about not no lack lacks lacking without missing silent clause's don't doesn't isn't aren't".split()
)
_YES_NO = re.compile(
    r"^\s*(?:so\s+|and\s+|but\s+)?(?:do|does|did|is|are|was|were|can|may|could|has|have|will|must|should)\b",
    re.IGNORECASE,
)


def term_asked(question: str, today: date | None = None) -> TermAsked | None:
    """What a question asks of a contract's terms; None where it asks something else.

    Args:
        question: as typed.
        today: from which day on a month without a year is the next one; where it is not given, such a month is not understood.

    >>> term_asked("When does the Harrow lease end?")
    TermAsked(field='end of the term', named=('harrow',), of_all=False, test='', value='', many=False, kind='', yes_no=False)
    >>> found = term_asked("Which of our contracts are governed by New York law?")
    >>> found.field, found.test, found.value
    ('governing law', 'is', 'US-NY')
    """
    asked = " ".join(question.replace("’", "'").split())
    of_all = _ALL.search(asked)
    rest = f"{asked[: of_all.start()]} {asked[of_all.end() :]}" if of_all else asked
    for field, pattern in FIELDS_ASKED:
        match = re.search(pattern, rest, re.IGNORECASE)
        if match is None:
            continue
        if of_all is not None:
            return _of_all(
                field,
                rest,
                today,
                match,
                (of_all["kind"] or of_all["kind_in"] or "contracts").lower(),
                _MANY.search(asked) is not None,
            )
        named = tuple(
            w
            for raw in re.findall(r"[\w&.'-]*\w", rest)
            if (w := raw.lower().removesuffix("'s")) not in _TALK
            and w not in FUNCTION_WORDS
            and not re.fullmatch(pattern, w, re.IGNORECASE)
            and stem(w) not in _stems_of(field)
        )
        role = match.groupdict().get("role")
        first = FIRST if field == DEADLINE and re.search(r"\b(?:initial|first)\b", rest, re.IGNORECASE) else ""
        return TermAsked(field, named, value=(role or first).lower(), yes_no=_YES_NO.match(asked) is not None)
    return _clause_of_all(rest, of_all["kind"] or of_all["kind_in"] or "contracts") if of_all else None


def _clause_of_all(rest: str, kind: str) -> TermAsked | None:
    """A kind of clause that contracts are asked to have, or not to have; None where more is said."""
    found = [(m, name) for name, words in NAMES for m in re.finditer(rf"\b(?:{words})(?!\w)", rest, re.IGNORECASE)]
    if not found:
        return None
    match, name = max(found, key=lambda f: len(f[0].group()))
    left = {w.lower() for w in re.findall(r"[\w&'-]*\w", f"{rest[: match.start()]} {rest[match.end() :]}")}
    if left - _TALK - FUNCTION_WORDS:
        return None
    return TermAsked(f"{CLAUSE}{name}", (), True, "lacks" if _LACKS.search(rest) else "has", kind=kind.lower())


CLAUSE = "clause: "
"""Begins the field of a question that asks which contracts have a kind of clause that the sheet does not read."""
_OWN_WORDS: dict[str, str] = {
    DEADLINE: "received receive write automatic extension wish notice serve give send renew renews renewal renewing renewed stop avoid prevent cancel latest last deadline late opt out auto non-renewal nonrenewal non-renew term cutoff cut-off chance roll rolling over",
    "notice to stop the renewal": "notice renew renewal non-renewal nonrenewal stop prevent avoid period",
    "renewal": "renew renews renewal renewed auto auto-renew auto-renews option options evergreen rolls over term",
    "termination for cause": "cure remedy fix breach period terminate termination cause material rectify within",
    "termination for convenience": "ended exited left giving give other side party just because terminate terminates termination terminated end cancel convenience cause reason will early time walk away exit leave out break notice before",
    "end of the term": "end ends ended expire expires expired expiry expiration run runs out over lapse lapses finish term until terminate terminates",
    "term": "term length run runs last lasts bound locked",
    "effective date": "start starts started begin begins commence commences take takes effect effective force commencement",
    "agreement date": "signed dated made executed entered into signing signature execution concluded",
    "governing law": "law laws governs govern governed governing applies apply applicable choice legal",
    "forum": "send sends go goes use uses call calls general name names court courts dispute disputes go heard settled resolved litigate litigation sue sued arbitration arbitrate arbitrated venue forum jurisdiction happen decided seat",
    "parties": "signed between counterparty other side signatory signatories involved",
    "cap on liability": "liability cap capped limit limits limited maximum ceiling liable damages most total exceed",
    "insurance": "requirement requirements insurance insure insured cover coverage carry maintain hold amount minimum take",
    "payment terms": "longer pay paid payment payments invoice invoices due net terms soon quickly period deadline",
    "audit rights": "audit audits audited auditing inspect inspection books records",
    "non-compete": "non-compete noncompete compete non compete competition last lasts",
    "exclusivity": "exclusive exclusivity exclusively",
    "change of control": "change changes control ownership happens",
    "assignment": "assign assigned assignable assignment assigning transfer transferred transferable consent",
}


@cache
def _stems_of(field: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _OWN_WORDS[field].split())


def _of_all(field: str, rest: str, today: date | None, match: re.Match[str], kind: str, many: bool) -> TermAsked | None:
    """A condition on all contracts; None where words are left that say more than is understood."""
    if field == "termination for convenience" and _WHOSE.search(rest):
        return None
    # "Without a reason" is the field's own.
    lacks = _LACKS.search(f"{rest[: match.start()]} {rest[match.end() :]}") is not None
    words = {w.lower().removesuffix("'s") for w in re.findall(r"[\w&'-]*\w", rest)} - _TALK - FUNCTION_WORDS
    left = {w for w in words if stem(w) not in _stems_of(field)}
    made = _condition(field, rest, lacks, today)
    if made is None:
        return None
    test, value, used = made
    left -= used
    return None if left - _MEASURES else TermAsked(field, (), True, test, value, many, kind)


_MEASURES = frozenset(
    "before after by until prior later earlier below under above over more less least most than exceed exceeds exceeding longer shorter greater higher lower within between up million thousand"
    " months month years year weeks week business usd gbp eur dollars pounds euros either any both one two three clause state province england".split()
) | frozenset(_MONTHS)


def _condition(field: str, rest: str, lacks: bool, today: date | None) -> tuple[Test, str, set[str]] | None:
    """The test that a field must pass, what it is compared with, and the words that say so."""
    if field in ("end of the term", "renewal", "effective date", "agreement date", DEADLINE):
        day = _day(rest, today)
        if day is None and re.search(rf"\b(?:{'|'.join(_MONTHS)}|next|this)\b", rest, re.IGNORECASE):
            return None
        if day is not None:
            test: Test = (
                "within"
                if len(day) == 2
                else "before"
                if _BEFORE.search(rest)
                else "after"
                if _AFTER.search(rest)
                else "is"
            )
            return (
                test,
                "/".join(d.isoformat() for d in day),
                set(re.findall(r"\w+", " ".join(re.findall(r"\b\d[\w,]*\b", rest)))),
            )
    if field == "governing law" and re.search(r"\b(?:US|U\.S\.|American|United\s+States)\b", rest):
        return ("is", "US", {"us", "u.s", "american", "united", "states", "state"}) if not lacks else None
    if field == "governing law":
        codes = places_named(rest) or places_named(rest.title())
        if len(codes) == 1:
            return ("is", codes[0], _place_words(rest)) if not lacks else None
        return ("lacks" if lacks else "has", "", set()) if not codes else None
    if field == "forum" and (codes := places_named(rest) or places_named(rest.title())):
        return ("is", codes[0], _place_words(rest)) if len(codes) == 1 and not lacks else None
    if field == "forum" and re.search(r"\barbitrat", rest, re.IGNORECASE):
        return "lacks" if lacks else "is", "arbitration", set()
    if field in ("cap on liability", "insurance") and (money := amounts(rest)):
        test = "below" if _BELOW.search(rest) else "above" if _ABOVE.search(rest) else "is"
        return test, f"{money[0].amount:f}", set(re.findall(r"\w+", rest[money[0].start : money[0].end].lower()))
    if (lengths := durations(rest)) and field not in DATED:
        test = "shorter" if _BELOW.search(rest) else "longer" if _ABOVE.search(rest) else "is"
        return test, lengths[0].iso, set(re.findall(r"\w+", rest[lengths[0].start : lengths[0].end].lower()))
    if field == "renewal" and re.search(
        r"automatic|auto-?\s?renew|by\s+(?:itself|themselves)|tacit|evergreen|roll", rest, re.IGNORECASE
    ):
        return ("is", "automatic", {"themselves", "tacitly"}) if not lacks else None
    if field == "parties":
        return (
            "is",
            " ".join(
                w
                for w in re.findall(r"[\w&.'-]*\w", rest)
                if w.lower() not in _TALK | FUNCTION_WORDS and stem(w.lower()) not in _stems_of(field) | {"itself"}
            ),
            {w.lower().removesuffix("'s") for w in re.findall(r"[\w&'-]*\w", rest)},
        )
    if field == "assignment":
        without = re.search(r"\bwithout\b[^?]*\bconsent\b|\bfreely\b", rest, re.IGNORECASE)
        need = re.search(r"\b(?:need|requir|with|only)\w*\b[^?]*\bconsent\b", rest, re.IGNORECASE)
        if without or need:
            return "is", "free" if without else "with consent", {"freely", "only"}
    return "lacks" if lacks else "has", "", set()


DATED = frozenset({"end of the term", "effective date", "agreement date", DEADLINE})


def _place_words(rest: str) -> set[str]:
    """The words of the places that are named, which stand in capitals or were found as such."""
    return {
        w.lower().removesuffix("'s")
        for w in re.findall(r"[\w'-]*\w", rest)
        if places_named(w.title()) or w[0].isupper()
    } | {
        "new",
        "york",
        "jersey",
        "hampshire",
        "mexico",
        "north",
        "south",
        "carolina",
        "dakota",
        "west",
        "virginia",
        "kong",
        "hong",
        "kingdom",
        "united",
        "states",
        "wales",
        "zealand",
    }


def _day(rest: str, today: date | None) -> tuple[date, ...] | None:
    """The day that is compared with, or the first and last day of the month or year that is meant."""
    found = dates(rest)
    if found:
        return (found[0][0],)
    month = _IN_MONTH.search(rest)
    if month and (month["year"] or today):
        number = _MONTHS.index(month["month"].lower()) + 1
        year = int(month["year"]) if month["year"] else today.year + (number < today.month) if today else 0
        first = date(year, number, 1)
        last = date(year + number // 12, number % 12 + 1, 1)
        return (
            (first,) if _BEFORE.search(rest) or _AFTER.search(rest) else (first, date.fromordinal(last.toordinal() - 1))
        )
    of_year = _IN_YEAR.search(rest) or re.search(r"\b(?P<year>20\d\d)\b", rest)
    if of_year:
        year = int(of_year["year"])
        if _BEFORE.search(rest[: of_year.start("year")]) and not _IN_YEAR.search(rest):
            return (date(year, 1, 1),)
        if _AFTER.search(rest[: of_year.start("year")]) and not _IN_YEAR.search(rest):
            return (date(year, 12, 31),)
        return date(year, 1, 1), date(year, 12, 31)
    return None


def passes(asked: TermAsked, values: tuple[str, ...]) -> bool | None:
    """Whether the values of a contract's field pass the test of a question; None where that cannot be told of them.

    >>> passes(TermAsked("governing law", of_all=True, test="is", value="US"), ("US-NY",))
    True
    """
    if asked.test == "has":
        return bool(values)
    if asked.test == "lacks":
        return not values
    if not values:
        return None
    if asked.field == "parties":
        wanted = set(re.findall(r"\w+", asked.value.lower()))
        return any(wanted and wanted <= set(re.findall(r"\w+", v.lower())) for v in values)
    if asked.test in ("before", "after", "within") or (asked.test == "is" and asked.field in DATED):
        return _by_day(asked, values)
    if asked.test in ("below", "above"):
        found = [m.amount for v in values for m in amounts(v)]
        if len(found) != 1:
            return None
        return found[0] < Decimal(asked.value) if asked.test == "below" else found[0] > Decimal(asked.value)
    if asked.test in ("longer", "shorter"):
        lengths = {
            days for v in values for part in [re.search(r"P\d+[DWMY]", v)] if part and (days := _days(part.group()))
        }
        if len(lengths) != 1:
            return None
        return lengths.pop() > _days(asked.value) if asked.test == "longer" else lengths.pop() < _days(asked.value)
    if asked.value.startswith("P") and asked.value[1:2].isdigit():
        return any(asked.value in v for v in values)
    return any(
        v == asked.value or v.startswith((f"{asked.value}-", f"{asked.value},")) or f", {asked.value}" in v
        for v in values
    )


def _by_day(asked: TermAsked, values: tuple[str, ...]) -> bool | None:
    if len(values) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\d", values[0]):
        return None
    day = date.fromisoformat(values[0])
    bounds = [date.fromisoformat(d) for d in asked.value.split("/")]
    if len(bounds) == 2:
        return bounds[0] <= day <= bounds[1]
    return day < bounds[0] if asked.test == "before" else day > bounds[0] if asked.test == "after" else day == bounds[0]


def _days(duration: str) -> int:
    """The length of a duration in days, a month as thirty and a year as three hundred and sixty-five, to compare by."""
    match = re.fullmatch(r"P(\d+)([DWMY])", duration)
    return int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]] if match else 0

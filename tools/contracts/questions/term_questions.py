"""What a question about a contract's terms asks: a field of its sheet, a deadline, or which contracts a condition holds of.

"When does the Harrow lease end?" asks a field of one contract; "which of our contracts renew by themselves?" asks all. Only what is wholly
understood is told: a condition with words that no row knows is another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from muniment.tools.contracts.clause_words import NAMES
from muniment.tools.contracts.dating.dates import MONTHS
from muniment.tools.contracts.options.option import BREAK, BUY, RENEW
from muniment.tools.contracts.questions.term_conditions import Test, condition
from muniment.tools.contracts.schedule import DEADLINE
from muniment.wording import FUNCTION_WORDS, stem

FIRST = "first"
"""The value of a question for the deadline of the first renewal, and not of the next."""
_KINDS = r"(?:contracts?|agreements?|leases?|licen[cs]es?|ndas?|deals?|suppliers?|vendors?|customers?)"
_ALL = re.compile(
    rf"^\W*which\s+(?:of\s+them\s+)?(?=(?:are|is|cap|renew|lack|have|has|end|expire|contain|require|allow|can|may|need|limit|do|name|start)s?\b)|\b(?:to|in|under|with)\s+(?:which|what|how\s+many)\s+(?:of\s+)?(?:our\s+|my\s+|the\s+)?(?P<kind_in>{_KINDS})\b|\bwhere\s+do\s+we\s+have\b|\b(?:which|what|list|show(?:\s+me)?|name|find|how\s+many|do\s+any|does\s+any|are\s+any|is\s+any|any)\b(?:\s+(?:of|all|the|our|my|other|those|these|us|are|there))*\s+(?:\w+\s+)?(?P<kind>{_KINDS})\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:lack\w*|without|miss(?:ing)?|has\s+no|have\s+no|no|not\s+(?:have|contain|include|mention|say|state|provide|cap|limit)|(?:do|does|did)(?:n['’]t|\s+not)|aren['’]t|isn['’]t|are\s+not|is\s+not|silent|never|nothing|none)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\bhow\s+much\b|\bwhat\s+(?:is\s+the\s+|are\s+the\s+)?(?:fees?|price|amount|rate)\b", re.IGNORECASE
)
"""What a question asks beside the time in which something is paid."""
_STAGE = re.compile(
    r"\b(?:renew\w*|extension|first|second|third|fourth|fifth|last|final|next|following|subsequent|later|\d+(?:st|nd|rd|th))\s+(?:\w+\s+)?(?:years?|months?|quarters?|terms?|periods?)\b"
    r"|\bafter\b|\byear\s+(?:one|two|three|four|five|\d)\b|\bonce\b|\bon\s+renewal\b|\bif\b",
    re.IGNORECASE,
)
"""A time or a case for which a payment may be another."""
_LIABLE = re.compile(
    r"\b(?:the\s+)?(?P<owner>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,3}|[\w&.-]+)'s\s+(?:\w+\s+){0,3}?liability\b|\bliability\s+of\s+(?:the\s+)?(?P<of>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,3}|[\w&.-]+)"
    r"|\b(?:is|are|can|could|may|must|will|would|for\s+which)\s+(?:the\s+)?(?P<doer>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,3}|[\w&.-]+)\s+(?:be\s+)?(?:held\s+)?liable\b",
)
"""Whose liability is asked of."""
_WHOSE = re.compile(
    r"\b(?:other\s+side|they|we|us|counterpart\w+|supplier|landlord|customer|tenant|vendor)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TermAsked:
    """What is asked of a contract, or of all.

    Args:
        field: of the sheet, or `DEADLINE`.
        named: the words by which one contract is named.
        of_all: all contracts are asked; then `test` and `value` tell of which it must hold (see `term_conditions`), and `kind` is the word for them
            ("leases").
        whose: who is liable, of a cap on liability, as named there.
    """

    field: str
    named: tuple[str, ...] = ()
    of_all: bool = False
    test: Test = ""
    value: str = ""
    kind: str = ""
    whose: str = ""


OWED = "what is owed over the term"
"""What a question asks that wants the recurring payments of the whole first term."""
FIELDS_ASKED: tuple[tuple[str, str], ...] = (
    (
        OWED,
        r"\b(?:how\s+much|what|total|sum)\b[^?]*\b(?:owed?|owes|owing|payable|pays?|paid|due|cost|costs|rent|fees?|charges?|spend|worth|value|retainer|commit(?:ted|ment)?)\b[^?]*\b(?:over|during|for|across|throughout|in)\s+(?:the|its)\s+(?:(?:whole|entire|full|complete|initial|first)\s+)?(?:[\w'-]+\s+){0,2}?(?:term|life(?:time)?|duration|(?:hire|lease|licen[cs]e|rental|contract|subscription)\s+period)\b"
        r"|\btotal\s+(?:contract\s+value|rent|fees?|cost|price|payments?|commitment)\b|\bin\s+total\b[^?]*\b(?:full|whole|entire)\s+term\b"
        r"|\b(?:rent|fees?|charges?|costs?|payments?)\b[^?]*\b(?:over|during|for|across|throughout)\s+the\s+(?:whole|entire|full)\s+(?:\w+\s+)?term\b",
    ),
    (
        BUY,
        r"\b(?:options?|right)\s+to\s+(?:buy|purchase|acquire)\b|\b(?:purchase|buy-?\s?out)\s+options?\b|\b(?:when|latest|last|final|deadline|cut-?off|how\s+late)\b[^?]*\b(?:buy|purchase)\b|\b(?:buy|purchase)\b[^?]*\b(?:when|latest|last|final|deadline|cut-?off|how\s+late)\b",
    ),
    (
        RENEW,
        r"\b(?:options?|right)\s+(?:to|of)\s+(?:renew\w*|extend|extension)\b|\b(?:renewal|extension)\s+(?:options?|right|window)\b|\b(?:exercis|trigger|tak(?:e|ing)\s+up)\w*\b[^?]*\b(?:renew|exten)\w*"
        r"|\b(?:when|latest|last|deadline|how\s+late|how\s+(?:early|soon)|earliest|by\s+what|cut-?off|final)\b(?![^?]*\b(?:stop|not|avoid|prevent|cancel|non|opt\s+out|don't|auto\w*)\b)[^?]*\b(?:can|could|may|must|should|need|have|has|to)\b[^?]*\b(?:renew|extend)\b"
        r"|\b(?:when|latest|last|final|deadline|cut-?off|by\s+what)\b(?![^?]*\b(?:not|don't|no|stop)\b)[^?]*\b(?:tell\w*|let\w*|say\w*|notify\w*|inform\w*)\b[^?]*\b(?:want|wish|keep|stay|another|carry\s+on|continue)\b"
        r"|\b(?:which|what)\s+dates\b[^?]*\b(?:renew\w*|exten\w*)\b|\brenewal\s+notice\b",
    ),
    (
        BREAK,
        r"\bbreak(?:ing)?\s+(?:options?|rights?|notices?|dates?|clauses?|windows?)\b|\b(?:options?|right)\s+to\s+(?:break|end|terminate|determine|leave|exit)\b|\b(?:exercis|trigger|serv|operat|us)\w*\b[^?]*\bbreak\b|\b(?:can|could|may|to)\s+(?:\w+\s+){0,2}?break\b"
        r"|\bearliest\b[^?]*\b(?:end|leave|get\s+out|exit|terminat\w*|walk|break|out)\b|\b(?:end|leave|get\s+out\s+of|exit|terminate|break|walk\s+away\s+from|cancel|quit)\b[^?]*\bearly\b",
    ),
    (
        DEADLINE,
        r"(?:when|by\s+when|what\s+date|which\s+day|how\s+late|until\s+when|latest|last\s+(?:possible\s+)?(?:day|date|chance|moment)|deadline|cut-?off)\b[^?]*\b(?:(?:give|serve|send|need|provide|receiv)\w*[^?]*\bnotice\b[^?]*\b(?:renew|roll|exten|prolong|continu)|(?:stop|prevent|avoid|cancel|opt\s+out|get\s+out|block|refuse|decline)\w*[^?]*\b(?:renew|auto|roll|exten|prolong)|non-?\s?renew|not\s+(?:to\s+)?renew|notice\s+of\s+non-?renewal|(?:tell|write|say|let)\w*\b[^?]*\b(?:do\s+not|don't|no\s+longer|not)\b[^?]*\b(?:another|want|continue|go\s+on|carry\s+on))"
        r"|\b(?:renew|roll|exten|prolong)\w*[^?]*\b(?:deadline|notice\s+(?:due|date)|last\s+(?:day|date))"
        r"|\b(?:do\s+not|don't|not)\s+want\b[^?]*\b(?:renew|exten|prolong|continu|roll|go\s+on)\w*[^?]*\b(?:last|latest|when|by\s+when|deadline)\b[^?]*\bnotice\b",
    ),
    (
        "recurring payment",
        r"\b(?:how\s+much|what)\b[^?]*\b(?:monthly|quarterly|annual|yearly|weekly|recurring)\s+(?:\w+\s+)?(?:rent|fees?|payments?|charges?|retainer|subscription)\b|\b(?:rent|fee|retainer|subscription)\s+(?:per|a|each)\s+(?:month|quarter|year|week)\b|\bpay\w*\s+(?:per|a|each|every)\s+(?:month|quarter|year|week)\b|\bhow\s+much\b[^?]*\bpay\w*\b[^?]*\b(?:per|a|each|every)\s+(?:month|quarter|year|week)\b",
    ),
    (
        "notice to stop the renewal",
        r"(?:how\s+(?:much|long|many\s+days)|what)\b[^?]*\bnotice\b[^?]*\b(?:renew|roll\w*\s+over|exten)\w*|\bnotice\s+(?:period\s+)?(?:to|for|of)\s+(?:stop\w*\s+|prevent\w*\s+|avoid\w*\s+)?(?:the\s+)?(?:non-?\s?)?renew\w*|non-?\s?renewal\s+notice",
    ),
    (
        "renewal",
        r"\b(?:auto\w*[\s-]+)?(?:renew(?:s|ed|al|ing|able)?|prolong(?:s|ed|ation)?|rolls?\s+over|evergreen|extend(?:s|ed)?\s+(?:itself|automatically))\b(?:\s+(?:automatically|by\s+(?:itself|themselves|option)|on\s+its\s+own))?",
    ),
    (
        "termination for cause",
        r"(?:how\s+long|how\s+many\s+days|what|within)\b[^?]*\b(?:to\s+)?(?:cure|remedy|fix|rectify)\b(?:[^?]*\bbreach)?|\bcure\s+period\b|\bterminat\w+\s+for\s+(?:cause|breach)|\bmaterial\s+breach\b",
    ),
    (
        "termination for convenience",
        r"\b(?:terminat|cancel|end|get\s+out|exit|walk\s+away|leave)\w*\b[^?]*\b(?:for\s+convenience|without\s+(?:giving\s+)?(?:a\s+|any\s+)?(?:cause|reason)|at\s+will|just\s+because|early|at\s+any\s+time|whenever)|\btermination\s+for\s+convenience\b",
    ),
    ("non-compete", r"\bnon-?\s?compet\w+|\bnot\s+to\s+compete\b|\bcompete\b"),
    (
        "end of the term",
        r"\buntil\s+(?:what|which)\s+(?:date|day)\b|\blast\s+day\s+of\s+(?:the|its)\s+(?:\w+\s+)?(?:term|period|lease|contract)\b|\b(?:when|what\s+(?:date|day)|until\s+when|how\s+long\s+until)\b[^?]*\b(?:end|ends|expire[sd]?|expir\w+|run(?:s)?\s+out|over|lapse[sd]?|finish\w*|terminat\w+)\b|\b(?:expir(?:y|ation)|end)\s+dates?\b|\b(?:end|ends|ending|expire[sd]?|expiring|run(?:s)?\s+out|lapse[sd]?)\b|\bwhen\s+(?:is|are)\b[^?]*\bup\b",
    ),
    (
        "term",
        r"\bhow\s+long\b[^?]*\b(?:term|run|last|lasts|runs|for|contract|agreement|lease|bound|locked)\b|\b(?:initial|contract|lease)\s+term\b|\blength\s+of\s+the\s+(?:term|contract|agreement|lease)|\bterm\s+length\b",
    ),
    (
        "start of the term",
        r"\b(?:start|beginning|commencement)\s+of\s+the\s+(?:\w+\s+)?(?:term|period)\b|\b(?:when|date|day)\b[^?]*\bterm\b[^?]*\b(?:starts?|begins?|began|commences?|commenced)\b|\b(?:when|date|day)\b[^?]*\b(?:start|begin|commence)s?\b[^?]*\bterm\b|\bterm\s+(?:commencement|start)\s+date\b",
    ),
    (
        "effective date",
        r"\b(?:when|what\s+(?:date|day))\b[^?]*\b(?:start(?:s|ed)?|begin(?:s)?|began|commence[sd]?|take[s]?\s+effect|effective|in(?:to)?\s+force)\b|\b(?:effective|commencement|start)\s+date\b",
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
        r"\bwho\b[^?]*\b(?:part(?:y|ies)|counterpart(?:y|ies)|signed|between|other\s+side|signator\w+)\b|\bpart(?:y|ies)\s+(?:to|of|in)\b|\b(?:is|are)\b[^?]*\ba\s+party\b|\bbetween\s+whom\b|\bwho(?:\s+(?:is|are)|'s)\s+(?:(?:the|our|my|its)\s+)?(?P<role>landlord|tenant|lessor|lessee|supplier|buyer|purchaser|seller|vendor|customer|client|consultant|contractor|licensor|licensee|distributor|franchisor|franchisee|provider|manufacturer|employer|employee|company|designer|lender|borrower|guarantor)\b",
    ),
    (
        "cap on liability",
        r"\b(?:max\w*|highest|current|upper)\b[^?]*\bliab\w+|\b(?:liability|damages)\s+(?:cap|limit\w*|ceiling)s?\b|\b(?:cap|limit|ceiling|maximum)s?\b[^?]*\bliab\w+|\bcap(?:s|ped)?\b[^?]*\bliab\w*|\bliab\w+\b[^?]*\b(?:cap(?:ped)?|limit(?:ed)?|maximum|most|at\s+most|exceed)\b|\b(?:how\s+much|what)\b[^?]*\bliable\b",
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
    " stated mention mentions there's here initial party parties so after before next other side them us both either any only again still anything something nothing none kind sort such says between company companies while when whether about not no lack lacks lacking without missing silent clause's don't doesn't isn't aren't"
    " whats whens wheres hows dont doesnt isnt arent cant stands now stand very quick who's who'd we'd we'll we're they'd you'd i'd it's that's there's actually really come comes coming came just pls please thanks kindly suppose supposing supposed point end-to-end rather instead nobody somebody someone anybody anyone everybody"
    " whichever whatever however ever never already tell telling told know knows let lets think want wants wanted like would wouldn't could couldn't should shouldn't can't cannot won't us's ok okay quick quickly question here's actual possible possibly".split()
)


_SOMEBODY_ENDS = re.compile(
    r"\bnotice\b|\b(?:can|could|may|might|must|who|how\s+do|(?<!due )(?<!set )(?<!scheduled )(?<!supposed )(?<!expected )(?<!going )to)\b[^?]*\b(?:end|terminate)\b",
    re.IGNORECASE,
)
"""Ending is done by somebody here, and no day on which a term ends is asked: "how much notice to end the lease", "who may end it"."""


def term_asked(question: str, today: date | None = None) -> TermAsked | None:
    """What a question asks of a contract's terms; None where it asks something else.

    Args:
        question: as typed.
        today: from which day on a month without a year is the next one; where it is not given, such a month is not understood.

    >>> term_asked("When does the Harrow lease end?")
    TermAsked(field='end of the term', named=('harrow',), of_all=False, test='', value='', kind='', whose='')
    >>> found = term_asked("Which of our contracts are governed by New York law?")
    >>> found.field, found.test, found.value
    ('governing law', 'is', 'US-NY')
    """
    asked = " ".join(question.replace("’", "'").split())
    of_all = _ALL.search(asked)
    rest = f"{asked[: of_all.start()]} {asked[of_all.end() :]}" if of_all else asked
    for field, pattern in FIELDS_ASKED:
        match = re.search(pattern, rest, re.IGNORECASE)
        if match is None or (field == "payment terms" and _HOW_MUCH.search(rest)):
            continue
        if field == "recurring payment" and _STAGE.search(rest):
            continue
        if field == "end of the term" and _SOMEBODY_ENDS.search(rest):
            continue
        if of_all is not None:
            return _of_all(
                field,
                rest,
                today,
                match,
                (of_all["kind"] or of_all["kind_in"] or "contracts").lower(),
            )
        named = names_in(rest, field, pattern)
        role = match.groupdict().get("role")
        which = _which_renewal(rest) if field in (DEADLINE, "end of the term") else ""
        liable = _LIABLE.search(rest) if field == "cap on liability" else None
        whose = next((w for w in liable.groups() if w), "") if liable else ""
        return TermAsked(field, tuple(w for w in named if w != which), value=(role or which).lower(), whose=whose)
    return _clause_of_all(rest, of_all["kind"] or of_all["kind_in"] or "contracts") if of_all else None


def names_in(text: str, field: str, pattern: str) -> tuple[str, ...]:
    """The words of a question by which a contract may be named: neither talk nor the field's own.

    Args:
        text: of the question.
        field: that it asks.
        pattern: by which it asks the field.
    """
    return tuple(
        w
        for raw in re.findall(r"[\w&.'-]*\w", text)
        if (w := raw.lower().removesuffix("'s")) not in _TALK
        and w not in FUNCTION_WORDS
        and not re.fullmatch(pattern, w, re.IGNORECASE)
        and stem(w) not in _stems_of(field)
    )


def _which_renewal(asked: str) -> str:
    """The first, or that into a year: "2028"; empty where the next is meant."""
    into = re.search(r"\b(?:into|for|in|to)\s+(20\d\d)\b", asked, re.IGNORECASE)
    return into[1] if into else FIRST if re.search(r"\b(?:initial|first)\b", asked, re.IGNORECASE) else ""


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
    DEADLINE: "into from being prolong prolonged prolongation moment do not want extend extended extension last possible tell say let know want another year continue go carry we longer received receive write automatic extension wish notice serve give send renew renews renewal renewing renewed stop avoid prevent cancel latest last deadline late opt out auto non-renewal nonrenewal non-renew term cutoff cut-off chance roll rolling over",
    OWED: "hst sum owes retainer hire period runs tax taxes vat gst excluding exclusive w/o delivery base monthly rental over during across throughout total owed owe owing payable pay paid pays due cost costs rent fee fees charge charges spend worth value commit committed commitment payment payments price whole entire full complete term life lifetime duration amount",
    BUY: "very first open opens opening close closes window price send sent reach final cut-off cutoff lessee lessor hirer customer option options right buy purchase purchased purchasing acquire buyout buy-out deadline last latest late exercise exercised exercising notice give end",
    RENEW: "very open opens opening close closes send sent reach final cut-off cutoff keep stay wish tenant tenant's landlord landlord's lessee lessor licensee licensor customer supplier buyer hirer between dates option options right renew renewed renewal extend extended extension exercise exercised exercising trigger triggered take taking up deadline last latest late early earliest window notice give end term further another serve soon",
    BREAK: "very send sent reach take effect final come tenant tenant's landlord landlord's lessee lessor licensee licensor customer supplier buyer hirer breaks broken break breaking option options right notice notices clause window exercise exercised exercising trigger serve served serving operate use using end leave get out exit terminate determine walk away cancel quit early earliest last latest deadline late give term",
    "recurring payment": "pay pays paying monthly quarterly annual yearly weekly recurring rent fee fees payment payments charge charges retainer subscription per month quarter year week amount",
    "notice to stop the renewal": "notice renew renewal non-renewal nonrenewal stop prevent avoid period",
    "renewal": "prolong prolongs prolonged prolongation unless somebody someone gives give given notice tacitly renew renews renewal renewed auto auto-renew auto-renews option options evergreen rolls over term",
    "termination for cause": "cure remedy fix breach period terminate termination cause material rectify within",
    "termination for convenience": "likes like whenever wants ending terminating period get can ended exited left giving give other side party just because terminate terminates termination terminated end cancel convenience cause reason will early time walk away exit leave out break notice before",
    "end of the term": "due set scheduled first breaks up end ends ended expire expires expired expiry expiration run runs out over lapse lapses finish term until terminate terminates",
    "term": "term length run runs last lasts bound locked",
    "start of the term": "start starts started begin begins began beginning commence commences commenced commencement term period",
    "effective date": "enter enters entered start starts started begin begins commence commences take takes effect effective force commencement",
    "agreement date": "signed dated made executed entered into signing signature execution concluded",
    "governing law": "law laws governs govern governed governing applies apply applicable choice legal",
    "forum": "institution administers administer administered arbitrator arbitrators tribunal seat many decides exclusive send sends go goes use uses call calls general name names court courts dispute disputes go heard settled resolved litigate litigation sue sued arbitration arbitrate arbitrated venue forum jurisdiction happen decided seat",
    "parties": "signed between counterparty other side signatory signatories involved",
    "cap on liability": "max highest upper current liability cap capped limit limits limited maximum ceiling liable damages most total exceed money amount monetary figure sum",
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


def _of_all(field: str, rest: str, today: date | None, match: re.Match[str], kind: str) -> TermAsked | None:
    """A condition on all contracts; None where words are left that say more than is understood."""
    if field == "termination for convenience" and _WHOSE.search(rest):
        return None
    # "Without a reason" is the field's own.
    lacks = _LACKS.search(f"{rest[: match.start()]} {rest[match.end() :]}") is not None
    words = {w.lower().removesuffix("'s") for w in _said(rest)} - _TALK - FUNCTION_WORDS
    left = {w for w in words if stem(w) not in _stems_of(field)}
    if field == "parties":
        return TermAsked(
            field, (), True, "is", " ".join(w for w in _said(rest) if w.lower() in left - {"itself"}), kind
        )
    if _ALONE.search(rest):
        return None if left - _ALONE_WORDS else TermAsked(field, (), True, "alone", kind=kind)
    made = condition(field, rest, lacks, today)
    if made is None:
        return None
    test, value, used = made
    left -= used
    return None if left - _MEASURES else TermAsked(field, (), True, test, value, kind)


_ALONE = re.compile(
    r"\bodd\s+(?:one|man)\s+out\b|\boutliers?\b|\bstands?\s+(?:out|alone)\b|\b(?:differ\w*|differs|different)\s+from\s+(?:all\s+)?(?:the\s+)?(?:others?|rest)\b|\bout\s+of\s+line\b|\bunusual\b|\bno\s+other\b",
    re.IGNORECASE,
)
"""What asks for the contracts that share their value with none."""
_ALONE_WORDS = frozenset(
    "odd one man out outlier outliers stands stand alone differ differs different from others other rest line unusual comes come when regarding terms most all".split()
)
_MEASURES = frozenset(
    "before after by until prior later earlier below under above over more less least most than exceed exceeds exceeding longer shorter greater higher lower within between up million thousand"
    " months month years year weeks week business usd gbp eur dollars pounds euros either any both one two three clause state province england".split()
) | frozenset(MONTHS)


def _said(text: str) -> list[str]:
    return re.findall(r"[\w&'-]*\w", text)

"""Whether a provision bears a question word for word: all that it is about, who does it, what is counted.

That alone proves little ("who must insure?" of a sentence on somebody else's insurance); where two readers point at the same provision of their
own accord as well, it answers. How often that was wrong is told by its certified line (`muniment/data/certified.json`, "provision, borne").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from muniment.tools.contracts.durations import NUMBER_WORD
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.tools.provisions.word_forms import forms, measured, same_word
from muniment.wording import FUNCTION_WORDS, stem, tokens

FEWEST_WORDS = 5
"""A provision of fewer is a heading or a name."""
BY = 3
"""Words before who does it among which "by" may stand: "by the employee's team lead"."""
_ASKING = frozenset(
    stem(word)
    for word in """
    what which how why who whom whose when where do does did can could may might must shall should will would is are was were be been being am
    have has had get gets got need needs want wants allow allowed permit permitted require required requires requirement obliged supposed entitled able
    i we you they he she it my our your their me us them someone somebody anyone anybody person people one there here any some many much long often soon far
    under per according say says said state states specify specified agreement contract lease policy handbook document rules happen happens if then
    within large big high time times day days date period amount number limit rate total kind type
    give take put make than too also even just""".split()
)
"""Words that ask, or name what is asked for: whether an answer of that kind stands there is seen by `kind_of_answer`."""
_DETERMINED = r"(?:(?P<the>the|an?|our|my|your|their|any|each|every)\s+)?"
_SUBJECT = re.compile(
    rf"\b(?:(?P<is>is|are)|must|may|can|should|shall|will|does|do|did|has|have)\s+{_DETERMINED}(?P<rest>[\w'’&-].*)",
    re.IGNORECASE,
)
_AGENT = re.compile(
    rf"\b(?:be|been|is|are|was|were)\s+(?:\w+\s+){{0,2}}?(?P<does>[\w-]+)\s+by\s+{_DETERMINED}(?P<who>[\w'’&-]+)",
    re.IGNORECASE,
)
"""Who is to do it in a question that says so behind the verb: "be insured by the Hirer"."""
_LET = re.compile(r"\b(?:allowed|permitted|required|entitled|obliged|supposed|able)\s+to\s+", re.IGNORECASE)
_PASSIVE = re.compile(r"^(?:[\w'’&-]+\s+){1,6}?(?:be|been)\b", re.IGNORECASE)
"""What stands before "be" is no subject that acts: "must the final report be delivered"."""
_SENTENCE = re.compile(r"[^A-Za-z]*[A-Z]")
"""What has a subject of its own begins with a capital; what is led in does not."""
_VERB = re.compile(
    r"\b(?:shall|must|may|will|should|can|agrees?|is|are|has|have|undertakes?|pays?)\b",
    re.IGNORECASE,
)
_TO_WHOM = frozenset("to from with of for against on".split())
"""Behind these stands to whom something is done, not who does it."""
_ARTICLES = "the a an our my your their any each every its".split()
_STEMMED_ARTICLES = frozenset(stem(word) for word in _ARTICLES)
_PHRASE = (
    frozenset(_ARTICLES)
    | _TO_WHOM
    | frozenset("in at by into as if when where while before after until than it them this that and or".split())
)
"""What begins another phrase than who does it and what they do."""
_BESIDE = frozenset(stem(word) for word in "shall must may will should can only also have has".split())
"""Directly before a verb these tell that who does it has been named."""
_BE = frozenset(forms("is are be been was were being not"))
"""What stands before a verb in the passive; "donated to the charity chosen by the council" tells when it is donated, not when it is chosen."""
_WHO = re.compile(
    r"^\W*who\s+(?:(?:must|may|can|should|shall|will|(?:has|have)(?:\s+to)?|is|are)\s+)?(?:also\s+|allowed\s+to\s+)?(?P<does>\w+)",
    re.IGNORECASE,
)
_IS = re.compile(r"^\W*who\s+(?:is|are)\b", re.IGNORECASE)
_NOT_DONE = _BE | _TO_WHOM | _STEMMED_ARTICLES
"""Before a verb these tell that nobody who does it has been named ("is repaired"), or that it is a noun ("the repairs", "for repairs")."""
_IS_WHO = frozenset("the a an our my your i we you".split())
_COUNTED = re.compile(r"\bhow\s+many\s+(?:of\s+(?:the|our|my)\s+)?(?P<what>(?:\w+\s+)?\w+)", re.IGNORECASE)
_UNCOUNTED = FUNCTION_WORDS | frozenset(forms("must may can could shall should will would i we you not"))
_COUNT = re.compile(
    rf"\b(?:\d[\d,.]*|{NUMBER_WORD})(?:\s*\(\d+\))?[\s-]+(?P<of>(?:\w+[\s-]+){{0,2}}\w+)", re.IGNORECASE
)
_NUMBERING = re.compile(r"^\s*(?:§\s*)?(?:\d+\.)*\d+\.?\s+")
_ELSEWHERE = re.compile(
    r"\b(?:set\s+(?:out|forth)|specified|stated|described|listed|defined|provided|indicated|determined|referred\s+to"
    r"|found|printed|posted|published|displayed|announced|notified|shown|contained|put)\s+(?:\w+\s+){0,2}(?:in|on|by|under)\b"
    r"|\bin\s+the\s+form\s+(?:of|at|in)\s+(?:the\s+)?(?:exhibit|schedule|annex|appendix)\b"
    r"|\b(?:fixed|set|decided|agreed|reviewed)\s+by\b.*\b(?:from\s+time\s+to\s+time|each\s+year|annually)\b"
    r"|\b(?:divided|calculated|payable|due|charged|paid|determined|decided)\s+(?:according\s+to|in\s+accordance\s+with|as\s+per)\b"
    r"|\b(?:handled|dealt\s+with|governed|regulated|covered|treated)\s+(?:by|in|under)\b|\bcontains?\s+(?:its|their)\s+own\b"
    r"|\b(?:is|are)\s+the\s+subject\s+of\b|\bin\s+a\s+separate\s+(?:\w+\s+)?(?:deed|agreement|document|schedule|letter|policy|notice)\b",
    re.IGNORECASE,
)
"""What is told elsewhere is not told here: "as set out in Schedule 2", "printed on the back of the form", "divided according to the lease"."""


_DOCUMENT = re.compile(
    r",?\s*\b(?:under|in|according\s+to|per)\s+(?:the|our|this)\s+(?P<name>(?:[\w'’.&-]+\s+){0,5}?"
    r"(?:agreement|contract|lease|licen[cs]e|policy|handbook|amendment|terms|rules|addendum|manual|guide|charter|endorsement))\b,?",
    re.IGNORECASE,
)


def without_document(question: str) -> tuple[str, frozenset[str]]:
    """A question without the words that name its document, and the stems of what those name it by.

    >>> without_document("How much is the deposit under the Quayside lease?")
    ('How much is the deposit?', frozenset({'quaysid'}))
    """
    named = _DOCUMENT.search(question)
    if named is None:
        return question, frozenset()
    bare = f"{question[: named.start()].rstrip()} {question[named.end() :].lstrip()}".strip()
    return re.sub(r"\s+(?=[?.,])", "", bare), frozenset(_content(named.group("name")))


def bears_every_word(question: str, text: str, lead: str = "") -> bool:
    """Whether a provision bears all words of a question that carry what it is about, and bears them of the same subject.

    Args:
        question: without the names of the document.
        text: the provision's own words.
        lead: what leads it in: "The Tenant shall:" of "(a) pay the rent"; a whole sentence leads nothing in.

    >>> bears_every_word("How much deposit does the Tenant pay?", "The Tenant shall pay the Landlord a deposit of £21,600.")
    True
    >>> bears_every_word("How much deposit does the Landlord pay?", "The Tenant shall pay the Landlord a deposit of £21,600.")
    False
    >>> bears_every_word("Who repairs the roof?", "The Landlord repairs the roof and the lifts.")
    True
    >>> bears_every_word("Who repairs the roof?", "The roof is repaired when it leaks.")
    False
    >>> bears_every_word("How many hours must the consultant work?", "The consultant shall work and invoice the hours within 5 days.")
    False
    >>> bears_every_word("What deposit does the Tenant pay?", "The Tenant pays the deposit set out in Schedule 2.")
    False
    >>> bears_every_word("What are the mooring fees?", "The mooring fees are posted on the board at the harbour office.")
    False
    """
    wanted, provision = _content(question), text if lead.rstrip().endswith(".") else f"{lead} {text}"
    if len(wanted) < 2 or len(provision.split()) < FEWEST_WORDS or provision.rstrip("\"'”’)* ").endswith("?"):
        return False
    return (
        _held({w for w in wanted if not measured(w, provision)}, set(forms(provision)))
        and bears_what_is_asked(question, provision)
        and _ELSEWHERE.search(provision) is None
        and _of_the_subject(question, text if _SENTENCE.match(text) else provision)
        and _done_by_somebody(question, wanted, provision)
        and _counts(question, provision)
    )


def _content(question: str) -> set[str]:
    said = [t for t in tokens(question) if (len(t) > 1 or t.isdigit()) and t not in FUNCTION_WORDS]
    return set(forms(" ".join(said))) - _ASKING


def _held(wanted: Set[str], held: Set[str]) -> bool:
    return all(w in held or any(same_word(w, h) for h in held) for w in wanted)


def _of_the_subject(question: str, provision: str) -> bool:
    """Whether who is to do it in the question ("must the tenant pay …?", "be paid by the tenant?") does it in the provision as well."""
    asked = [] if _doing(question) else _asked_of(question)
    if not asked or asked[0] in _ASKING:
        return True
    words = forms(provision)
    acting = [n for n, word in enumerate(words) if word == asked[0] and _before(words, n) not in _TO_WHOM]
    named = max((_run(asked[:-1], words[n:]) for n in acting), default=0)
    does = asked[named] if 0 < named < len(asked) else ""
    done = [n for n, word in enumerate(words) if same_word(does, word)]
    if not done or does in _ASKING:
        verb = _VERB.search(provision)
        return asked[0] in (forms(provision[: verb.start()]) if verb else words[:6])
    passive = done[0] > 0 and (words[done[0] - 1] in _BE | _BESIDE or words[done[0] - 1].endswith("ly"))
    return any(n < done[0] or (passive and "by" in words[max(n - BY, 0) : n]) for n in acting)


def _asked_of(question: str) -> list[str]:
    """The stems of who is to do it in a question and, last, of what; nothing where nobody is said to.

    >>> _asked_of("How long must the Lab Safety Officer keep the forms?")
    ['lab', 'safeti', 'offic', 'keep']
    >>> _asked_of("Within how many days must the forms be sent by the Carrier?")
    ['carrier', 'send']
    >>> _asked_of("When must the forms be sent?")
    []
    """
    if by := _AGENT.search(question):
        return [*forms(by.group("who")), *forms(by.group("does"))]
    asked = _SUBJECT.search(question)
    if asked is None or _PASSIVE.match(asked.group("rest")):
        return []
    let = _LET.search(asked.group("rest"))
    if asked.group("is") and let is None:
        return []
    said = asked.group("rest")
    if not asked.group("the") and " " not in _head(said):
        return []
    return forms(_head(said[: let.start()])) + forms(_head(said[let.end() :]))[:1] if let else forms(_head(said))


def _head(said: str) -> str:
    """The words before the next phrase."""
    words = re.split(r"[,;?.]", said)[0].split()
    return " ".join(itertools.takewhile(lambda word: word.lower() not in _PHRASE, words))


def _run(wanted: Sequence[str], words: Sequence[str]) -> int:
    """How many of the wanted stems stand at the beginning of the words, in their order."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(wanted, words, strict=False)))


def _before(words: Sequence[str], at: int) -> str:
    """What stands before a name, its article left out."""
    return next((word for word in reversed(words[:at]) if word not in _STEMMED_ARTICLES), "")


def _done_by_somebody(question: str, wanted: set[str], provision: str) -> bool:
    """Whether what "who …?" asks for is done in the provision by somebody: named before the verb, behind "by", or behind "the approval of"."""
    does, words = _doing(question), forms(provision)
    if not does:
        return True
    at = next((n for n, word in enumerate(words) if same_word(does, word)), 0)
    behind = words[at + 1 :]
    if at == 0 or "by" in behind:
        return at > 0
    rest = wanted - {does}
    if _IS.search(question):
        return _held(rest, set(behind))
    if behind[:1] == ["of"] and next((w for w in behind[1:] if w not in _STEMMED_ARTICLES), "") not in wanted:
        return True
    before = words[at - 1]
    return before in _BESIDE or (before not in _NOT_DONE and any(_held({w}, set(behind)) for w in rest))


def _doing(question: str) -> str:
    """The stem of what is done by whom "who …?" asks for; empty where no doing is asked for: "who is the event manager?", "who can I call?"."""
    asked = _WHO.search(question)
    return "" if asked is None or asked.group("does").lower() in _IS_WHO else forms(asked.group("does"))[0]


def _counts(question: str, provision: str) -> bool:
    """Whether what "how many …" asks for is counted in the provision."""
    asked = _COUNTED.search(question)
    if asked is None:
        return True
    what = set(forms(asked.group("what"))) - _UNCOUNTED
    counted = _COUNT.finditer(_NUMBERING.sub("", provision))
    return any(what & set(forms(m.group("of"))) for m in counted)

"""Who does what: whether a provision says it of the same doer as a question ("must the Tenant pay …?"), or of anybody where that is asked ("who pays …?").

The order of doing tells: who does it stands before what is done, or behind "by". No grammar is parsed; what is not told so is taken for another's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from muniment.tools.provisions.word_forms import forms, held_by, same_word
from muniment.wording import stem

BY = 3
"""Words before who does it among which "by" may stand: "by the employee's team lead"."""
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
_NO_DOING = frozenset("the a an our my your i we you".split())
"""Behind "who is" and "who can": who somebody is, or whom somebody may call, is asked there."""


def done_by_whom_it_asks(question: str, provision: str, asking: Set[str]) -> bool:
    """Whether who is to do it in the question ("must the tenant pay …?", "be paid by the tenant?") does it in the provision as well.

    Args:
        question: without the names of the document.
        provision: its words, with what leads them in where they have no subject of their own.
        asking: the stems of words that carry nothing of what is asked about.

    >>> sent = "The Organiser shall send the Sponsor a report."
    >>> [done_by_whom_it_asks(f"When must the {who} send a report?", sent, frozenset()) for who in ("Organiser", "Sponsor")]
    [True, False]
    """
    asked = [] if _doing(question) else _asked_of(question)
    if not asked or asked[0] in asking:
        return True
    words = forms(provision)
    standing = [n for n, word in enumerate(words) if word == asked[0]]
    acting = [n for n in standing if _before(words, n) not in _TO_WHOM]
    if standing and not acting:
        return False
    named = max((_run(asked[:-1], words[n:]) for n in acting), default=0)
    does = asked[named] if 0 < named < len(asked) else ""
    done = [n for n, word in enumerate(words) if same_word(does, word)]
    if not done or does in asking:
        verb = _VERB.search(provision)
        return asked[0] in (forms(provision[: verb.start()]) if verb else words[:6])
    passive = words[max(done[0] - 1, 0)] in _BE | _BESIDE
    return any(n < done[0] or (passive and "by" in words[max(n - BY, 0) : n]) for n in acting)


def done_by_somebody(question: str, wanted: Set[str], provision: str) -> bool:
    """Whether what "who …?" asks for is done in the provision by somebody: named before the verb, behind "by", or behind "the approval of".

    Args:
        question: without the names of the document.
        wanted: the stems of what it is about.
        provision: its words.

    >>> [done_by_somebody("Who repairs the roof?", {"repair", "roof"}, f"The roof is repaired {how}.") for how in ("by us", "yearly")]
    [True, False]
    """
    does, words = _doing(question), forms(provision)
    if not does:
        return True
    at = next((n for n, word in enumerate(words) if same_word(does, word)), 0)
    behind = words[at + 1 :]
    if at == 0 or "by" in behind:
        return at > 0
    rest = wanted - {does}
    if _IS.search(question):
        return held_by(rest, set(behind))
    if behind[:1] == ["of"] and next((w for w in behind[1:] if w not in _STEMMED_ARTICLES), "") not in wanted:
        return True
    before = words[at - 1]
    return before in _BESIDE or (before not in _NOT_DONE and any(held_by({w}, set(behind)) for w in rest))


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


def _doing(question: str) -> str:
    """The stem of what is done by whom "who …?" asks for; empty where no doing is asked for: "who is the event manager?", "who can I call?"."""
    asked = _WHO.search(question)
    return "" if asked is None or asked.group("does").lower() in _NO_DOING else forms(asked.group("does"))[0]

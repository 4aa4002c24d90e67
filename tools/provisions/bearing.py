"""Whether a provision bears a question word for word: all that it is about, who does it, what is counted.

That alone proves little ("who must insure?" of a sentence on somebody else's insurance); where two readers point at the same provision of their
own accord as well, it answers. How often that was wrong is told by its certified line (`muniment/data/certified.json`, "provision, borne").
"""

from __future__ import annotations

import re

from muniment.tools.contracts.dating.durations import NUMBER_WORD
from muniment.tools.provisions.doing import done_by_somebody, done_by_whom_it_asks
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.tools.provisions.word_forms import forms, held_by, measured
from muniment.wording import FUNCTION_WORDS, stem, tokens

FEWEST_WORDS = 5
"""A provision of fewer is a heading or a name."""
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
_SENTENCE = re.compile(r"[^A-Za-z]*[A-Z]")
"""What has a subject of its own begins with a capital; what is led in does not."""
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
        lead: what leads it in: "The Tenant shall:" of "(a) pay the rent".

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
    wanted, provision = _content(question), f"{lead} {text}"
    if len(wanted) < 2 or len(provision.split()) < FEWEST_WORDS or provision.rstrip("\"'”’)* ").endswith("?"):
        return False
    return (
        held_by({w for w in wanted if not measured(w, provision)}, set(forms(provision)))
        and bears_what_is_asked(question, provision)
        and _ELSEWHERE.search(provision) is None
        and done_by_whom_it_asks(question, text if _SENTENCE.match(text) else provision, _ASKING)
        and done_by_somebody(question, wanted, provision)
        and _counts(question, provision)
    )


def _content(question: str) -> set[str]:
    said = [t for t in tokens(question) if (len(t) > 1 or t.isdigit()) and t not in FUNCTION_WORDS]
    return set(forms(" ".join(said))) - _ASKING


def _counts(question: str, provision: str) -> bool:
    """Whether what "how many …" asks for is counted in the provision."""
    asked = _COUNTED.search(question)
    if asked is None:
        return True
    what = set(forms(asked.group("what"))) - _UNCOUNTED
    counted = _COUNT.finditer(_NUMBERING.sub("", provision))
    return any(what & set(forms(m.group("of"))) for m in counted)

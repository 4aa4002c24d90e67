"""Find what a question wants done: a value, a change, a ratio, a comparison, an explanation; and what it claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "growth_rate",
    "ratio_of",
    "ratio_as",
    "percent_change",
    "difference",
    "change",
    "average",
    "sum",
    "largest",
    "smallest",
    "more",
    "less",
    "compare",
    "profitable",
]


@dataclass(frozen=True, slots=True)
class OperationMention:
    """A stretch of the question that names an operation."""

    start: int
    end: int
    kind: Kind
    word: str


AMOUNT = "\x01"
"""Stands for each character of an amount that was read; every other mention is blanked by NUL."""
_PERCENT = r"(?:percent(?:age)?|per\s+cent|%)"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "growth_rate",
        r"\b(?:compound(?:ed)?\s+(?:average\s+)?annual(?:i[sz]ed)?\s+(?:rate\s+of\s+growth|growth(?:\s+rate)?|rate)|cagr|average\s+annual\s+growth(?:\s+rate)?|annual(?:i[sz]ed)?\s+growth\s+rate|annual(?:i[sz]ed)?\s+rate\s+of\s+growth)\b",
    ),
    (
        "percent_change",
        r"\b(?:by\s+)?(?:what|how\s+many)\s+"
        + _PERCENT
        + r"\s+(?:did|has|have|was|were|is)\b|\bby\s+what\s+"
        + _PERCENT
        + r"\b",
    ),
    (
        "percent_change",
        _PERCENT
        + r"\s+(?:change|increase|decrease|growth|gain|decline|drop|rise)s?(?:\s+rate)?\b|\b(?:at\s+what\s+rate|growth\s+rate|rate\s+of\s+(?:growth|change)|how\s+fast|how\s+(?:strong|fast|quick|rapid|large|big|great|steep|sharp)\s+(?:was|is|were)\s+(?:the\s+)?(?:growth|increase|decrease|rise|fall|drop|decline|change)|in\s+"
        + _PERCENT
        + r"(?:\s+terms)?|"
        + _PERCENT
        + r"[\s-]wise)\b",
    ),
    (
        "ratio_as",
        r"\b(?:as|expressed\s+as|represent\w*|equal\w*\s+to|make\w*\s+up|made\s+up|account\w*\s+for)\s+(?:what\s+|an?\s+|the\s+)?(?:"
        + _PERCENT
        + r"|share|fraction|proportion|portion|multiple)\s+of\b|\b(?:cents?|dollars?)\s+of\b(?=.*\bper\s+dollar\s+of\b)|\bper\s+dollar\s+of\b|\bdivide[ds]?(?:\s+(?:it|that))?\s+by\b|\brelative\s+to\b|\bin\s+relation\s+to\b",
    ),
    (
        "ratio_of",
        r"\bhow\s+much\s+of\b(?=.*(?:\bmakes?\s+up|\bmade\s+up|\baccount|\brepresent|"
        + _PERCENT
        + r"))|\b(?:for\s+)?(?:each|every)\s+dollar\s+of\b",
    ),
    (
        "ratio_of",
        r"(?:\b(?:what|which|how\s+(?:large|big|much)\s+an?)\s+)?(?:"
        + _PERCENT
        + r"|\b(?:share|fraction|proportion|portion))\s+of\b",
    ),
    ("ratio_as", r"\bratio\s+(?:of|between)\b|\bratio\b"),
    (
        "difference",
        r"\bdifference\s+(?:between|in)\b|\bdifference\b|\bhow\s+much\s+(?:more|less|higher|lower|larger|greater|bigger|smaller)\b|\bgap\s+between\b|\bby\s+how\s+much\b",
    ),
    (
        "more",
        r"\b(?:exceed(?:ed|s)?|surpass(?:ed|es)?|(?:more|higher|greater|larger|bigger)\s+than|above|outpace[ds]?|beat|outspen[dt]|outearn(?:ed)?|(?:top|topped|tops|pass|passed|reach|reached|hit|cross|crossed)(?=\s+[\x01$\d]))\b|\b(?:over|at\s+least|north\s+of|upwards\s+of)\s+(?=[\x01$\d])",
    ),
    (
        "less",
        r"\b(?:(?:less|lower|smaller|fewer)\s+than|below|fall\s+short\s+of|fell\s+short\s+of)\b|\b(?:under|at\s+most|short\s+of|south\s+of)\s+(?=[\x01$\d])",
    ),
    ("percent_change", r"\b(?:grow|grew|grown|grows|growing|growth)\b"),
    (
        "change",
        r"\b(?:chang(?:e|ed|es|ing)|increas(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|declin(?:e|ed|es|ing)|rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|drop(?:ped|s)?|gain(?:ed|s)?|shr(?:ink|ank|unk)|climb(?:ed)?|jump(?:ed)?|(?:go|goes|gone|went|moved?)\s+(?:up|down)|up\s+or\s+down|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|halv(?:e|ed|es|ing)|evolv(?:e|ed|es)|develop(?:ed|s)?|trend(?:ed|s)?|delta|improv(?:e|ed|es|ing)|worsen(?:ed|s)?|collapse[ds]?|plunge[ds]?|soar(?:ed|s)?|surge[ds]?|move[ds]?|movements?|swings?)\b",
    ),
    (
        "average",
        r"\b(?:on\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[\s-]year\s+)?(?:average|mean)(?:\s+(?:annual|yearly))?\b",
    ),
    ("sum", r"\b(?:combined|cumulative(?:ly)?|in\s+total|altogether|together|added\s+up|sum\s+of|aggregate)\b"),
    (
        "profitable",
        r"\b(?:profitable|(?:make|made|turn(?:ed)?|post(?:ed)?|report(?:ed)?)\s+a\s+(?:profit|loss)|unprofitable)\b",
    ),
    (
        "largest",
        r"\b(?:rank(?:s|ed|ing)?|largest|highest|biggest|greatest|fastest|most|best|peak|maximum|max|more|faster|higher|larger|bigger|greater|leads|led|ahead)\b",
    ),
    ("smallest", r"\b(?:smallest|lowest|least|minimum|min|worst|weakest|less|lower|smaller|fewer)\b"),
    (
        "compare",
        r"\b(?:compar(?:e|ed|es|ing|ison)(?:\s+(?:to|with|against))?|versus|vs\.?|against|than|differ(?:ed|s)?)\b",
    ),
    ("percent_change", r"\b(?:percent(?:age)?|per\s+cent)\b"),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_UP = re.compile(r"increas|rise|rising|rose|risen|gain|climb|jump|up\b|grow|grew|improv|soar|surge")
_DOWN = re.compile(r"decreas|declin|fall|fell|drop|shr[iau]nk|down\b|worsen|collapse|plunge")
_MULTIPLE = (("doubl", "double"), ("tripl", "triple"), ("quadrupl", "triple"), ("halv", "halve"))
_AMOUNT = re.compile(
    r"\$\s?(\d[\d,]*(?:\.\d+)?)\s*(trillion|billion|million|thousand|bn|mn|tn|b|m|k)?\b|\b(\d[\d,]*(?:\.\d+)?)\s*(trillion|billion|million|thousand|bn|mn)(?:\s+(?:us\s+)?dollars)?\b|\b(\d+(?:\.\d+)?)\s*(%|percent|per\s+cent)"
)
_SCALE = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "b": 9, "million": 6, "mn": 6, "m": 6, "thousand": 3, "k": 3}

_ADVICE = re.compile(
    r"\b(should\s+(?:i|we|one)\b|(?:good|bad|smart|safe|worth(?:while)?|right)\s+(?:an?\s+)?(?:buy|investment|stock|bet|time\s+to)|worth\s+(?:buying|investing)|price\s+target|would\s+you\s+(?:buy|sell|invest)"
    r"|(?:buy|sell|hold|short)\s+(?:or|rating|recommendation)|recommend|over-?valued|under-?valued|invest(?:ing)?\s+in\b|(?:stock|share)\s+price|market\s+cap(?:itali[sz]ation)?|p/e\b|stock\s+(?:go|perform|tip)|go\s+bankrupt)"
)
_FUTURE = re.compile(
    r"\b(?:will|going\s+to|forecast|predict(?:ed|ion)?|projected|expected\s+to|outlook\s+for|next\s+(?:year|quarter|decade)|guidance\s+for)\b"
)
_TEXT = re.compile(
    r"\b(why|explain|describe|discuss|elaborate|reasons?|drove|driv(?:e[rsn]?|ing)|caused?|causes|because\s+of|due\s+to|attribut(?!able\s+to)\w+|factors?|risks?|lawsuits?|litigation|legal\s+proceedings?|strateg(?:y|ies)|compet(?:e|es|ition|itors?|itive)"
    r"|business\s+(?:model|description|segments|overview)|summari[sz]e|tell\s+me\s+about|what\s+does\s+\S+(?:\s+\S+){0,4}\s+(?:say|do|sell|make|offer|disclose\s+about|mean)|how\s+(?:does|do|did)\s+(?:\S+\s+){1,6}?(?:make\s+money|compete|manage|recogni[sz]e|describe|account|protect|handle|define|treat|plan|work|operate|measure|address|view|mitigate|ensure|fund|finance|monitor|approach|attract|retain|think|see|sell|distribute|earn\s+money)\b|cybersecurity|suppl(?:y\s+chain|iers)"
    r"|policy|policies|polic(?:y|ies)|intellectual\s+property|patents?|regulat\w+|seasonal(?:ity)?|human\s+capital|dependen\w+|who\s+(?:is|are)\b(?!\s+(?:\w+er|more|ahead|better)\b)|where\s+(?:is|are)|headquarter\w*|auditor|main\s+products|products\s+and\s+services|what\s+(?:is|are)\s+\S+(?:\s\S+)?\s+business\b|business\s+of\b|nature\s+of\s+(?:its|the)\s+business|tariffs?|accounting\s+for|say\s+about|said\s+about)\b"
)
_MANNER = re.compile(r"^(?:did|does|do|was|were|is|are|has|have|had)\b|\b(?:did|was|were|is|has)\s+(?:the\s+)?\x00")


def find_operations(text: str, typed: str) -> list[OperationMention]:
    """The operations named in a question, in order, without overlaps.

    Args:
        text: the folded question, with what is accounted for blanked.
        typed: the same with its capitals: a word written as a name (Greater China) is none.
    """
    held, found = text, []
    for kind, pattern in _RULES:
        for match in pattern.finditer(held):
            written = typed[match.start() : match.end()]
            if match.start() and written[0].isupper() and not typed.isupper() and written != "CAGR":
                continue
            found.append(OperationMention(match.start(), match.end(), kind, match.group()))
            held = held[: match.start()] + "\x00" * (match.end() - match.start()) + held[match.end() :]
    return sorted(found, key=lambda m: m.start)


def claim_of(word: str) -> Literal["up", "down", "double", "triple", "halve", ""]:
    """The direction that a word of change asserts."""
    for stem, claim in _MULTIPLE:
        if stem in word:
            return claim  # type: ignore[return-value]
    return "up" if _UP.search(word) and "up or down" not in word else "down" if _DOWN.search(word) else ""


def find_amount(text: str) -> tuple[int, int, Decimal] | None:
    """An amount written out ("$390 billion", "45 %") with its place, in base units; a percentage as a fraction."""
    match = _AMOUNT.search(text)
    if match is None:
        return None
    if match.group(5):
        return match.start(), match.end(), Decimal(match.group(5)) / 100
    digits, scale = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
    return match.start(), match.end(), Decimal(digits.replace(",", "")).scaleb(_SCALE.get(scale or "", 0))


def asks_advice(text: str) -> bool:
    """True when a folded question wants a judgement about buying, or a price, which no record holds."""
    return bool(_ADVICE.search(text))


def asks_future(text: str) -> bool:
    """True when a folded question is about what has not happened."""
    return bool(_FUTURE.search(text))


def asks_text(text: str) -> bool:
    """True when a folded question is answered by a passage, not by a figure."""
    return bool(_TEXT.search(text))


def asks_yes_or_no(text: str) -> bool:
    """True when a folded clause, or a stretch of it after a comma, begins as a yes-or-no question."""
    return bool(re.search(r"(?:^|,)\s*(?:and\s+|but\s+|so\s+)?(?:did|does|do|was|were|is|are|has|have|had)\b", text))

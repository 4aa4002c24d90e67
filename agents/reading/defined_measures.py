"""A measure that a question defines by a formula of its own: "DPO is defined as: 365 * (average accounts payable between FY2019 and FY2020) / COGS".

The definition is read into arithmetic over line items and fiscal years; the question is given back with a stand-in where it names the
measure, so that its company and its year are read as in any other question. What is not wholly understood is no definition, and the
question is refused as before. Definitions that are a line item's own are `definitions`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from muniment.agents.reading.periods import find_periods
from muniment.agents.reading.words import fold_same_length
from muniment.agents.reading.written_formulas import YEAR, FormulaReader, Term, Unread, computes, item_in
from muniment.records import Period
from muniment.sentences import places

STAND_IN = "total assets"
"""What the question is read with in place of the measure."""

_MADE = r"(?:defined|calculated|computed|measured|understood|taken|expressed)"
_ASKS = r"(?:what|how|which|calculate|compute|give|tell|find|show|work\s+out|determine|please)\b"
_QUOTED = "[\"'“”‘’]?"
_NAME = rf"{_QUOTED}(?P<name>(?!{_ASKS}|(?:{_MADE}|by|let|we|i|if|where|meaning)\b)[A-Za-z][\w&/'’-]*(?:\s+(?!{_ASKS})[\w&/'’-]+){{0,7}}?(?:\s*\([A-Za-z&/]{{2,8}}\))?){_QUOTED}"
_AS = (
    rf"(?:\s*,?\s*(?:here\s+|which\s+)?(?:is|are|be|being)?\s*(?:here\s+|to\s+be\s+)?{_MADE}\s+(?:here\s+)?(?:as|to\s+be)"
    r"|\s*:?=|\s+equals|\s+means|\s*,?\s+by\s+which\s+(?:we|i)\s+mean|\s+being|\s+(?:here\s+)?(?:is|are|as|to\s+be|be)\b)\s*:?\s*"
)
_OPENING = (
    r"(?:(?:please|where|here|with|using|use|and|by|given|assume|assuming|if|note\s+that|let|take|taking|define|defining|treat|treating|suppose|for\s+this|we|i)"
    r"\s*,?\s+)*(?:that\s+)?(?:the\s+|our\s+|us\s+)?"
)
_OF_WHOM = re.compile(r"\s*(?:for|at|of|in)\s+[^,:;=]+", re.IGNORECASE)
_LEAD = r"(?:(?P<lead>(?:for|at|of|in)\s+[^,:;=]+?),\s+)?"
_BEFORE = re.compile(
    rf"{_LEAD}{_OPENING}{_NAME}(?:{_AS}|\s+(?:i|we)\s+mean\s+)(?P<formula>.+?)(?:[,;:]\s*(?:then\s+)?(?P<rest>{_ASKS}.+))?",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(
    r"(?P<rest>.+?)\s*(?:[,;(:–—-]|\s-|\bif\b)\s*(?:(?:where|with|in\s+which|using|and|if|here|(?:we|you|i)\s+(?:take|define|treat))\s+)*(?:the\s+)?"
    rf"(?:{_NAME}{_AS}|(?:is\s+|i\.e\.,?\s+)?(?:{_MADE}|meaning|that\s+is|by\s+which\s+(?:we|i)\s+mean)\s*(?:as|to\s+be)?\s*,?\s*:?\s*)(?P<formula>.+?)(?:,\s+(?P<when>(?:in|for|at|during)\s+[^,()]*\d{4}))?(?:,\s+(?:was|is)\s+what)?\)?",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(
    r"(?:\s*[;,]\s*(?:and\s+)?|\s+and\s+)(?=(?:where\s+|with\s+|let\s+)?(?:the\s+)?[A-Za-z][\w&/-]*(?:\s+[\w&/-]+){0,5}?(?:\s*\([A-Za-z&/]{2,8}\))?\s*"
    rf"(?::?=|(?:is\s+)?{_MADE}\s+as\b|equals\b|be\b|is\s))",
    re.IGNORECASE,
)
"""Where one definition ends and the next begins: "DIO = …, and DSO = …"."""
_ASKED_FOR = re.compile(
    rf"^(?:(?:in\s+|for\s+)?{YEAR}\s*,?\s+)?(?:please\s+)?(?:what(?:['’]s|\s+(?:is|was|were|are|would\s+be))?|calculate|compute|give(?:\s+me)?|tell\s+me|find|show(?:\s+me)?|work\s+out|determine)?\s*(?:.*?['’]s?\s+)?(?:the\s+)?"
    rf"(?:{YEAR}\s+)?(?P<head>[A-Za-z][\w&/-]*(?:\s+(?!(?:for|at|of|in|during)\b)[\w&/-]+){{0,5}}?)(?=\s+(?:for|at|of|in|during)\s|\s*$)",
    re.IGNORECASE,
)
"""What a question asks for, where it stands before its company or behind it."""
_BRACKETS = str.maketrans("[]{}", "()()")
_IN_BRACKETS = re.compile(
    r"(?:^|['’]s\s+|\b(?:the|is|was|were)\s+|,\s*)(?P<name>[A-Za-z][\w&/-]*(?:\s+[\w&/-]+){0,5})(?P<open>\s*\()(?:i\.e\.,?\s*|=\s*|defined\s+as\s+)?(?P<formula>[^()]*?(?:\s[-−–+*/÷×]\s|[÷×*/]|\b(?:divided\s+by|over|minus|less|plus)\b)[^()]*)\)",
    re.IGNORECASE,
)
"""A formula in brackets behind the name of what it makes: "times interest earned (operating income over interest expense)"."""
_PARTS = re.compile(
    r"(?:the\s+)?numerator\s*(?::|=|is|being)\s*(?P<over>.+?)\s*[.;,]\s*(?:and\s+)?(?:the\s+)?denominator\s*(?::|=|is|being)\s*(?P<under>.+?)(?=\s*[;.](?:\s|$)|$)",
    re.IGNORECASE,
)
"""A ratio said in its two parts."""
_USED = re.compile(
    r",?\s*(?:using|with|taking)\s+(?P<over>[^,.;?]+?)\s+as\s+(?:the\s+)?numerator\s+and\s+(?P<under>[^,.;?]+?)\s+as\s+(?:the\s+)?denominator",
    re.IGNORECASE,
)
"""A ratio whose two parts are said where it is asked for."""
_TAKE = re.compile(
    r"\b[Tt]ake\s+(?P<a>[^.?;]+?)\s+of\s+(?P<who>[A-Z][^.?;,]*?)\s*,?\s*(?:and|then|and\s+then)\s+(?P<verb>subtract|deduct|take\s+off|add|divide\s+(?:it|that|this)\s+by)\s+(?P<b>[^.?;]+?)[.;]\s*"
    r"[Ww]hat(?:['’]s|\s+is|\s+do\s+you\s+get|\s+does\s+that\s+(?:give|make|come\s+to))(?:\s+(?:as\s+)?(?:the\s+)?(?:resulting\s+)?(?:figure|number|amount|result|ratio|outcome|answer))?",
)
_VERBS = {"subtract": "-", "deduct": "-", "take": "-", "add": "+", "divide": "/"}
"""A formula told as what is to be done."""
_COLON = re.compile(r"(?P<rest>[^:?]+?)\s*(?::|\s[–—])\s*(?P<formula>[^:?]+)")
"""A formula that follows what is asked: "the receivables turnover of Corning: net sales over average receivables"."""
_NAMELESS = re.compile(r"((?:^|(?<=[.?!;]\s))(?:please\s+)?define)\s+as\b", re.IGNORECASE)
_IT = re.compile(r"(?:it|this|that|(?:the|this|that)\s+(?:ratio|metric|measure|figure|number))", re.IGNORECASE)
"""Names what is asked for without its name."""
_YES_NO = re.compile(r"(?:did|does|do|was|were|is|are|has|have|had)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"(?:did|does|was|were|is|are|has|have|had)\s+(?:[^?]*?['’]s?\s+)?(?P<head>[A-Za-z][\w-]*(?:\s+[\w-]+){0,4}?)\s+"
    r"(?:improv|get|got|ris|rose|fall|fell|increas|decreas|declin|grow|grew|worsen|deteriorat|go|went|chang|strengthen|weaken)\w*",
    re.IGNORECASE,
)
"""A question whether something moved."""
_STATEMENTS = r"(?:the\s+)?(?:[\w&]+\s+){0,3}?(?:statements?|sheet|report|filing|10-?[kq])(?:\s+of\s+(?:\w+\s+){0,2}?(?:income|operations|earnings|position|flows?))?"
_RIDER = re.compile(
    rf"\s*(?:,|\band\b|;)?\s*(?:with(?:out)?\s+(?:any\s+|no\s+)?(?:further|other|more)\s+adjustments?|(?:both|all|each)\s+(?:(?:as|items)\s+)*(?:(?:shown|reported|stated|printed|taken|read)\s+)?(?:on|in|from|by)\s+{_STATEMENTS}"
    r"|(?:show|give|state|round|express|report|compare)\s+(?:it|both|the\s+result|to\b)[^.;]*)$",
    re.IGNORECASE,
)
"""What is said behind a formula of how it is to be computed, or told."""
_OF_ALL = re.compile(r"\s*,?\s*(?:both|all|each)\s+(?:for|of|in|at)\s+(?P<period>.+)$", re.IGNORECASE)
"""The period of all terms, said behind a formula."""
_MEASURED = re.compile(r"\s+(?:percentage|percent|%|ratio|figure|value|multiple)(?![\w-])", re.IGNORECASE)
"""What may follow a measure's name and says nothing more."""
_USING = re.compile(r"\s*\((?:using|from|based\s+on)\s+(?P<items>[^()]+)\)", re.IGNORECASE)
_WHOSE = re.compile(
    r"what(?:['’]s|\s+(?:is|was))\s+(?P<whose>[^?]+?['’]s)\s+(?P<rest>(?:for|in|at)\b[^?]*)\??", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DefinedMeasure:
    """What a question defines and asks for.

    Args:
        name: as the question calls it.
        formula: over `t0`, `t1`, …, for `muniment.formulas`.
        terms: what those are.
        question: the question, with a stand-in for the measure and without its definitions.
    """

    name: str
    formula: str
    terms: tuple[Term, ...]
    question: str


_SEEMS = re.compile(
    r":?=|\bdefin(?:e|ed|es|ing)\b|\b(?:calculated|computed)\s+as\b|\bby\s+which\s+(?:we|i)\s+mean\b|\b(?:i|we)\s+mean\b|\blet\s+.+\bbe\b"
    r"|\b(?:where|with|if|take|treat)\b[^;.?]*\b(?:is|being|are|equals|as|to\s+be)\b[^;.?]*(?:\b(?:divided\s+by|minus|plus|less|over|times)\b|[/÷×*])",
    re.IGNORECASE,
)
EXAMPLES = (
    "What was the odd ratio, where the odd ratio is sales over brand strength?",
    "X = A / B.",
    "Define the margin as profit by sales.",
    "Let the margin be profit over sales.",
)
"""What seems to define something."""
OTHERS = (
    "Where is Apple headquartered?",
    "What was Apple's revenue in 2023 compared with 2022?",
    "If revenue is what matters, what was it in 2023?",
)
"""What does not."""


def seems_to_define(text: str) -> bool:
    """Whether a text seems to say by what formula something is to be computed; where that is not understood, it must not be passed over."""
    return bool(_SEEMS.search(text))


def defined_measure(text: str) -> DefinedMeasure | None:
    """What a question defines and asks for; None where it defines nothing, or what it says is not wholly understood."""
    text = _PARTS.sub(r"It is defined as (\g<over>) / (\g<under>)", _as_defined(text.translate(_BRACKETS)))
    try:
        defined, asked = _definitions(_NAMELESS.sub(r"\1 it as", text))
    except Unread:
        return None
    if "it" in defined and (head := _MOVED.match(asked) if _YES_NO.match(asked) else _ASKED_FOR.match(asked)):
        defined[_clean(head["head"])] = defined.pop("it")
    if not defined or "it" in defined:
        return None
    named = {name: called for name in defined if (called := _named_in(name, asked)) is not None}
    if not named:
        return _elided(defined, asked)
    # "FCF margin" names FCF too, and asks for the margin.
    name = max(named, key=lambda n: named[n][1] - named[n][0])
    start, end = named[name]
    if any(a < start or b > end for a, b in named.values()):
        return None
    return _measure(name, defined, f"{asked[:start]}{STAND_IN}{asked[end:]}")


def _as_defined(text: str) -> str:
    """A text with what it says is to be done said as a definition of the result."""
    if used := _USED.search(text):
        text = f"{text[: used.start()]}{text[used.end() :]}"
        return f"{text} It is defined as ({used['over']}) / ({used['under']})."
    match = _TAKE.search(text)
    if match is None:
        return text
    asked = f"{text[: match.start()]}what is the result for {match['who']}{text[match.end() :].rstrip('?. ')}?"
    return f"{asked} The result is defined as {match['a']} {_VERBS[match['verb'].split()[0]]} {match['b']}."


def _measure(name: str, defined: Mapping[str, str], question: str) -> DefinedMeasure | None:
    terms: list[Term] = []
    alike = _period_of_all(defined[name])
    formulas = {n: _OF_ALL.sub("", f) if _period_of_all(f) else f for n, f in defined.items()}
    try:
        formula = FormulaReader(formulas, terms).read(formulas[name], 0)
    except Unread:
        return None
    if alike:
        terms = [t if t.period or t.back else replace(t, period=alike) for t in terms]
    held = {t.item for t in terms}
    for match in _USING.finditer(question):
        used = [item_in(part) for part in re.split(r",|\band\b", match["items"])]
        if all(item in held for item in used):
            question = question[: match.start()] + question[match.end() :]
    return DefinedMeasure(name, formula, tuple(terms), question) if terms else None


def _elided(defined: Mapping[str, str], asked: str) -> DefinedMeasure | None:
    """The measure of a question that does not repeat its name: "X = A / B. Intel, 2023?"; the one on which no other is built."""
    tops = [n for n in defined if not any(_named_in(n, f) for other, f in defined.items() if other != n)]
    if len(tops) != 1:
        return None
    whose = _WHOSE.fullmatch(asked.strip())
    if not whose and re.match(_ASKS, asked.strip(), re.IGNORECASE):
        return None
    question = (
        f"What is {whose['whose']} {STAND_IN} {whose['rest']}"
        if whose
        else f"What is the {STAND_IN} of {asked.strip(' -–—')}"
    )
    return _measure(tops[0], defined, question)


def _definitions(text: str) -> tuple[dict[str, str], str]:
    """The formulas by the names they define, and what is left of the text: the question."""
    defined: dict[str, str] = {}
    left: list[str] = []
    for start, end in places(text):
        sentence = text[start:end].strip()
        bare = sentence.rstrip(".?! ")
        question = re.match(_ASKS, sentence, re.IGNORECASE) or sentence.endswith("?")
        parts = [bare] if question else _NEXT.split(bare)
        lead = parts.pop(0) if len(parts) > 1 and _OF_WHOM.fullmatch(parts[0]) else ""
        found = [m for p in parts if (m := _BEFORE.fullmatch(p.strip()))]
        if len(found) == len(parts) and _are_formulas(found) and (not question or found[-1]["rest"]):
            for match in found:
                _define(defined, match["name"], match["formula"])
                left += [part for part in (match["rest"], match["lead"]) if part]
            left += [lead] if lead else []
            continue
        said = _said_behind(bare)
        for called, formula in (said[0] if said else {}).items():
            _define(defined, called, formula)
        left.append(said[1] if said else sentence)
    # What comes before the definition says of whom and when: "For Apple in 2022, let X be …. What is X?"
    asking = [part for part in left if re.match(_ASKS, part, re.IGNORECASE) or part.endswith("?")]
    others = [part for part in left if part not in asking]
    return defined, " ".join([*(part.rstrip("?. ") for part in asking), *others]) if asking else " ".join(left)


def _define(defined: dict[str, str], name: str, formula: str) -> None:
    """Note a definition.

    Raises:
        Unread: the same name is defined otherwise already.
    """
    formula = _RIDER.sub("", formula)
    name = "it" if _IT.fullmatch(name.strip()) else _clean(name)
    if defined.setdefault(name, formula) != formula:
        raise Unread


def _said_behind(question: str) -> tuple[dict[str, str], str] | None:
    """The formulas that a question is followed by, by their names, and the question without them."""
    inside = _IN_BRACKETS.search(question)
    if inside and _are_formulas([inside]):
        left = question[: inside.start("open")] + question[inside.end() :]
        return {_clean(inside["name"]): inside["formula"]}, left
    if (
        (colon := _COLON.fullmatch(question))
        and _is_read(colon["formula"])
        and (asked := _ASKED_FOR.match(colon["rest"]))
    ):
        return {_clean(asked["head"]): colon["formula"]}, colon["rest"]
    for end in (*(m.start() for m in _NEXT.finditer(question)), len(question)):
        behind = _BEHIND.fullmatch(question[:end].strip())
        parts = [p for p in _NEXT.split(question[end:]) if p.strip()]
        more = [m for p in parts if (m := _BEFORE.fullmatch(p.strip()))]
        if behind is None or len(more) < len(parts) or not _are_formulas([behind, *more]):
            continue
        asked = _ASKED_FOR.match(behind["rest"])
        name = behind["name"] or (asked["head"] if asked else "")
        if name:
            made = {_clean(m["name"]): m["formula"] for m in more} | {_clean(name): behind["formula"]}
            return made, f"{behind['rest']} {behind['when'] or ''}".strip()
    return None


def _are_formulas(found: list[re.Match[str]]) -> bool:
    """Whether each has an operation in it: "net income is the profit" defines nothing that is computed."""
    return bool(found) and all(computes(m["formula"]) for m in found)


def _is_read(formula: str) -> bool:
    """Whether a text computes something, of line items alone."""
    terms: list[Term] = []
    try:
        FormulaReader({}, terms).read(formula, 0)
    except Unread:
        return False
    return computes(formula) and any(t.item for t in terms)


def _period_of_all(formula: str) -> Period | None:
    """The one period that is said behind a formula of all its terms."""
    said = _OF_ALL.search(formula)
    found = [p for m in find_periods(fold_same_length(said["period"])) for p in m.periods] if said else []
    return found[0] if len(found) == 1 else None


def _clean(name: str) -> str:
    return re.sub(r"^(?:the|our|a|an)\s+", "", " ".join(name.split()).strip("'‘’\""), flags=re.IGNORECASE)


def _named_in(name: str, question: str) -> tuple[int, int] | None:
    """Where a question names a measure, by its name, its abbreviation, or by both."""
    bare, _, short = name.partition("(")
    short = short.rstrip(") ")
    forms = [f for f in (bare.strip(), short) if f]
    found = [m for f in forms for m in re.finditer(rf"(?<![\w-]){re.escape(f)}(?![\w-])", question, re.IGNORECASE)]
    if not found:
        return _by_initials(bare.strip(), question)
    start, end = min(m.start() for m in found), max(m.end() for m in found)
    if re.search(r"[^\s()]", re.sub("|".join(map(re.escape, forms)), "", question[start:end], flags=re.IGNORECASE)):
        return None
    if question[start - 1 : start] == "(" and question[end : end + 1] == ")":
        start, end = _spelt_out(question, start - 1, question[start:end]), end + 1
    elif question[end : end + 1] == ")" and "(" in question[start:end]:
        end += 1
    elif match := re.match(r"\s*\([A-Za-z&/]{2,8}\)", question[end:]):
        end += match.end()
    measured = _MEASURED.match(question, end)
    return start, measured.end() if measured else end


def _by_initials(name: str, question: str) -> tuple[int, int] | None:
    """Where the words stand whose initials make an abbreviation."""
    if not re.fullmatch(r"[A-Z]{3,6}", name):
        return None
    words = list(re.finditer(r"[A-Za-z]+", question))
    for n in range(len(words) - len(name) + 1):
        stretch = words[n : n + len(name)]
        if [w.group()[0].upper() for w in stretch] == list(name):
            return stretch[0].start(), stretch[-1].end()
    return None


def _spelt_out(question: str, bracket: int, short: str) -> int:
    """Where the words begin that an abbreviation in brackets stands for: the fewest that begin with its letters, in their order."""
    words = list(re.finditer(r"[A-Za-z]+", question[:bracket]))
    letters = short.lower()
    for n in range(len(letters), min(len(words), 2 * len(letters)) + 1):
        stretch = words[-n:]
        initials = iter(w.group()[0].lower() for w in stretch)
        if stretch[0].group()[0].lower() == letters[0] and all(letter in initials for letter in letters):
            return stretch[0].start()
    return bracket

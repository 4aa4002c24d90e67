"""Questions for the largest, the smallest, the earliest, the most: of which column, and of rows or of what they come to together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import is_money
from muniment.tools.lists.columns_meant import by_how, does, person_meant
from muniment.tools.lists.heads import kinds, words_of_head
from muniment.tools.lists.query import Query
from muniment.tools.lists.question import Question
from muniment.tools.lists.question_words import NUMBER_WORDS, PIECES, stems_of
from muniment.tools.lists.relation import Column

_N = rf"(?:{'|'.join(NUMBER_WORDS)}|\d{{1,2}})"
_NTH = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_MOST = r"most\s+recent(?:ly)?|most\s+expensive|most\s+costly|highest|largest|biggest|greatest|most|max(?:imum)?|top|best|longest|oldest|heaviest|latest|newest|priciest|dearest|tallest|furthest|farthest|fastest|costliest|last|youngest|final"
_LEAST = r"lowest|smallest|least\s+expensive|least|fewest|min(?:imum)?|bottom|worst|shortest|cheapest|lightest|earliest|first|slowest|nearest|closest"
_EXTREME = re.compile(
    rf"\b(?:(?:top|bottom|first|last)\s+(?P<n_after>{_N})\b(?:\s+(?P<word_after>{_MOST}|{_LEAST})\b)?|(?P<n>{_N})\s+(?P<word_n>{_MOST}|{_LEAST})\b"
    rf"|(?:(?P<nth>{'|'.join(_NTH)})[\s-]+)?(?P<word>{_MOST}|{_LEAST})\b(?!\s+(?:names?|quarter|half|class|aid|than)\b))",
    re.IGNORECASE,
)
_DOWN = re.compile(rf"(?:{_LEAST})\b", re.IGNORECASE)
_OF_DAYS = {
    "latest": "largest", "newest": "largest", "most recent": "largest", "most recently": "largest", "last": "largest", "final": "largest",
    "youngest": "largest", "earliest": "smallest", "first": "smallest", "oldest": "smallest",
}  # fmt: skip
_OF_KIND = {
    "longest": "long", "shortest": "long", "oldest": "old", "youngest": "old", "heaviest": "heavy", "lightest": "heavy", "tallest": "tall",
    "furthest": "far", "farthest": "far", "nearest": "far", "closest": "far",
}  # fmt: skip
_PRICED = re.compile(r"expensive|priciest|dearest|cheapest|costl", re.IGNORECASE)
_PRICES = frozenset("price cost fee rent rate premium fare".split())
_SUMS = frozenset(("amount", "valu", "total"))
_JUDGED = frozenset("best worst fastest slowest".split())
_COUNTS = frozenset(("most", "fewest", "least"))
_BARE_MOST = re.compile(r"(?<!\bthe\s)\bmost\W*$", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:single|one|individual|any\s+one)\b", re.IGNORECASE)
_ASKS_VALUE = re.compile(
    r"\W*(?:(?:and|so|ok|hi|please)\W+)*(?:what(?:['’]s|\s+is|\s+was|\s+are)?\s+(?:the|our)?|how\s+(?:much|long|many|old)\b|when\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Extreme:
    """What is said: the word, how many, or which in that order, which end, and where it ends in the question."""

    word: str
    top: int
    nth: int
    end: Literal["largest", "smallest"]
    at: int


def extreme_of(question: Question) -> Extreme | None:
    """The superlative of a question, its words taken; None where there is none."""
    m = question.take(_EXTREME)
    if m is None:
        return None
    word = " ".join((m["word"] or m["word_n"] or m["word_after"] or m.group().split()[0]).lower().split())
    number = (m["n"] or m["n_after"] or "").lower()
    top = NUMBER_WORDS.get(number, int(number) if number.isdigit() else 1)
    down = bool(_DOWN.match(word)) or word == "youngest"
    nth = _NTH.get((m["nth"] or "").lower(), 0)
    return Extreme(word, top, nth, "smallest" if down else "largest", m.end())


def read_extreme(question: Question, said: Extreme, total: bool, each: Column | None) -> Query | None:
    """The rows, or the values of a column, that have the most or the least.

    Raises:
        Abstention: it may be of either of two columns.
    """
    if said.word in _JUDGED and not question.named("amount"):
        return None
    if said.word == "most" and _BARE_MOST.search(question.text):
        # "Was billed most" is the most often, the largest sum, or the largest bill.
        return None
    target = _target(question, said.word)
    group = _group(question, target)
    if each is not None or (total and group is not None):
        return None if target is None else _query(question, said, target, each or group)
    if said.word in _COUNTS:
        if target is not None and target in question.mentioned and group is not None:
            return _query(question, said, target, group)
        if target is None or target not in question.mentioned:
            if group is None:
                return None
            if _is_of_rows(question, said):
                return _query(question, said, None, group)
            amounts = question.of_kind("amount")
            only = len(amounts) == 1 and _is_of_deed(question, said)
            return _query(question, said, amounts[0], group) if only else None
    if target is None or (group is None and question.asks_who):
        return None
    wants = _ASKS_VALUE.match(question.text) and group is None and target in question.mentioned
    value = bool(wants) and not question.beside(target) and not question.asks_who
    several = not _SINGLE.search(question.text)
    end = _end(said, target)
    top = said.nth or said.top
    return Query(
        end, tuple(question.found), target, shown=group, top=top, nth=bool(said.nth), value=value, several=several
    )


def _query(question: Question, said: Extreme, target: Column | None, group: Column | None) -> Query:
    return Query(said.end, tuple(question.found), target, group, top=said.nth or said.top, nth=bool(said.nth))


def _end(said: Extreme, target: Column) -> Literal["largest", "smallest"]:
    """Which end is meant: the oldest person has the largest age, and the earliest day of birth."""
    if target.kind == "span" and said.word in ("longest", "shortest"):
        return "smallest" if said.word == "longest" else "largest"
    if target.kind == "span" and said.word in _OF_DAYS:
        return "largest" if _OF_DAYS[said.word] == "largest" else "smallest"
    return said.end


def _is_of_rows(question: Question, said: Extreme) -> bool:
    """Whether "most" is said of the rows: "the most orders", "most staff"."""
    after = [w for w in question.words.all if w.start >= said.at][:2]
    return any(w.stem in question.row_nouns - question.deeds for w in after)


def _is_of_deed(question: Question, said: Extreme) -> bool:
    """Whether "the most" ends what somebody does with the things of the list: "who claimed the most?"."""
    before = [w for w in question.words.all if w.end <= said.at - len(said.word) and w.text.lower() != "the"][-1:]
    after = [w for w in question.words.all if w.start >= said.at and w.text.lower() not in ("overall", "in", "total")]
    return not after and any(w.stem in question.deeds | question.titled for w in before)


def _group(question: Question, target: Column | None) -> Column | None:
    """The column whose values the answer is one of: "which customer", "whose", "who"."""
    asked = [c for c in question.named("text", "span") if c != target]
    if question.asks_who:
        own = not asked or asked[0] == question.key or re.search(r"\bwhose\b", question.text, re.IGNORECASE)
        return person_meant(question) if own else asked[0]
    return asked[0] if asked else None


def _target(question: Question, word: str) -> Column | None:
    """The column in which the most or the least is looked for.

    Raises:
        Abstention: it may be either of two.
    """
    amounts, spans = question.of_kind("amount"), question.of_kind("span")
    ages = any(set(words_of_head(c.head)) & kinds()["old"] for c in amounts)
    if word in _OF_DAYS and not (ages and word in ("oldest", "youngest")):
        days = question.named("span") or [c for c in spans if does(question, c)] or spans
        return days[0] if len(days) == 1 else None
    named = question.named("amount", "span")
    if word in _OF_KIND and any(c.kind == "span" for c in named):
        # "The longest from opening to closing" is of what lies between two days.
        return None
    if named:
        return named[0] if len(named) == 1 else None
    if word in _COUNTS:
        said = {w.stem for _, w in question.words.left()}
        fit = [c for c in amounts if not is_money(c.unit) and set(stems_of(c.unit)) & said]
        if len(fit) == 1:
            # "The most kg" is of what is in kg.
            question.mentioned.append(fit[0])
            return fit[0]
    pieces = [n for n, w in question.words.left() if w.stem in PIECES]
    if question.quantity is not None and pieces and word in _COUNTS:
        question.words.take(pieces)
        question.mentioned.append(question.quantity)
        return question.quantity
    if word in ("longest", "shortest") and question.asks_who and (hired := _hired(question)):
        return hired
    if word in _OF_KIND:
        fit = [c for c in amounts if set(words_of_head(c.head)) & kinds()[_OF_KIND[word]]]
        return fit[0] if len(fit) == 1 else None
    money = [c for c in amounts if is_money(c.unit)]
    if _PRICED.search(word):
        heads = {c.at: set(words_of_head(c.head)) for c in amounts}
        fit = [c for c in amounts if heads[c.at] & _PRICES] or money or [c for c in amounts if heads[c.at] & _SUMS]
        return fit[0] if len(fit) == 1 else None
    measure = by_how(question, amounts)
    if measure is not None:
        return measure
    if word in _COUNTS:
        return amounts[0] if len(amounts) == 1 and does(question, amounts[0]) else None
    if len(amounts) == 1:
        return amounts[0]
    if len(money) == 1 and question.quantity is None:
        return money[0]
    if len(amounts) > 1 and word not in ("top", "bottom"):
        raise Abstention("ambiguous_entity", f"By which column: {', '.join(f'“{c.head}”' for c in amounts[:6])}?")
    return None


def _hired(question: Question) -> Column | None:
    """The day on which people joined, for who has been there longest; None where another column says when they left, or how long they stayed."""
    spans, amounts = question.of_kind("span"), question.of_kind("amount")
    joined = [c for c in spans if set(words_of_head(c.head)) & kinds()["join"]]
    ends = kinds()["leave"] | kinds()["long"]
    others = [c for c in (*spans, *amounts) if set(words_of_head(c.head)) & ends and c not in joined]
    return joined[0] if len(joined) == 1 and not others else None

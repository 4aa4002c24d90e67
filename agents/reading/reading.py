"""A question, read once for every lane: its clauses, and in each the companies, items, periods, operations and what is left.

What each word means is decided here; what is asked is decided in `agents.planning`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from muniment.agents.reading.amounts import AmountMark, find_amounts
from muniment.agents.reading.elements import Element
from muniment.agents.reading.items import ItemMark, item_at, mend
from muniment.agents.reading.names import Mention
from muniment.agents.reading.operations import BEFORE_ITEMS, OperationMark, is_adjective, spoken
from muniment.agents.reading.periods import PeriodMark, find_periods, shared
from muniment.agents.reading.phrases import AMOUNT, PERIOD
from muniment.agents.reading.roles import Roles, is_function, opens
from muniment.agents.reading.words import Word, fold_same_length, plain, words

_CLAUSE = re.compile(
    r"\?\s*(?=\S)|;\s*|\.\s+(?=[A-Z])|,?\s+(?:and|but|also|plus|then)\s+(?=(?:also\s+|then\s+)?(?:how|what|by\s+how|by\s+what|which|who|did|was|were|is|are|has|does|do|why|when)\b)|[,:]\s+(?=(?:how|what|by\s+how|by\s+what|which)\b)",
    re.IGNORECASE,
)
_ONE_QUESTION = re.compile(
    r"(?:\bfor\s+(?:each|every)\s+(?:dollar|unit)|^\W*(?:expressed\s+)?as\s+an?\s+(?:percent(?:age)?|share|fraction|proportion|portion|multiple)|\bout\s+of\s+(?:each|every))\b[^?;]*$|(?:^|[.;?]\s+)(?:out\s+)?of\s[^?;]*$"
)
"""An opening that belongs to the question after its comma: "For every dollar of sales, how much …"."""
_ITS_VALUE = re.compile(r"\b(?:what|how\s+(?:much|high|large|big))\s+(?:was|were|is|are)\s+(?:it|that|they|those)\b")
"""A clause that asks for what an earlier one names, of another period: "… what was it in 2023, and how much is the drop?"."""
_SIGNS_DROPPED = frozenset("-()'\"*_")
_BARRIER = "\x00"


class Finder(Protocol):
    """Finds the companies that a text names; see `names.Directory`."""

    def find(self, text: str) -> list[Mention]:
        """The companies named, in order, without overlaps."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that narrow what is asked, as typed."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the question, with what it names; `left` are the words that narrow."""

    text: str
    start: int
    end: int
    elements: tuple[Element, ...]
    periods: tuple[PeriodMark, ...]
    left: tuple[Run, ...]

    @property
    def companies(self) -> tuple[Mention, ...]:
        """The companies named."""
        return tuple(e.value for e in self.elements if isinstance(e.value, Mention))

    @property
    def items(self) -> tuple[ItemMark, ...]:
        """The line items named."""
        return tuple(e.value for e in self.elements if isinstance(e.value, ItemMark))

    @property
    def operations(self) -> tuple[OperationMark, ...]:
        """The operations named."""
        return tuple(e.value for e in self.elements if isinstance(e.value, OperationMark))

    @property
    def amounts(self) -> tuple[AmountMark, ...]:
        """The amounts named."""
        return tuple(e.value for e in self.elements if isinstance(e.value, AmountMark))

    @property
    def excluded(self) -> tuple[Mention, ...]:
        """The companies that are to be left aside: "leaving IBM aside", "except Apple"."""
        found: list[Mention] = []
        for n, element in enumerate(self.elements):
            mark = element.value
            if isinstance(mark, OperationMark) and mark.kind == "besides":
                around = self.elements[n - 1 : n] if mark.word == "aside" else self.elements[n + 1 :]
                for other in around:
                    if isinstance(other.value, Mention):
                        found.append(other.value)
                    elif other.norm not in ("and", "or", ","):
                        break
        return tuple(found)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of operations named; those of a change are `change`."""
        return frozenset(o.kind for o in self.operations)

    @property
    def directions(self) -> tuple[str, ...]:
        """What the verbs of change say, in order."""
        return tuple(o.direction for o in self.operations if o.direction)

    def without_companies(self) -> Clause:
        """The clause as if it named no company: whom it is about is said elsewhere."""
        return replace(self, elements=tuple(e for e in self.elements if e.kind != "company"))

    def without(self, kind: str) -> Clause:
        """The clause without the operations of a kind."""
        return replace(self, elements=tuple(e for e in self.elements if getattr(e.value, "kind", "") != kind))

    def says(self, *row: str) -> bool:
        """True when these words stand in the clause one after another."""
        norms = [e.norm for e in self.elements]
        return any(tuple(norms[n : n + len(row)]) == row for n in range(len(norms) - len(row) + 1))

    def between(self, start: int, end: int) -> Clause:
        """A part of the clause, by the places of its characters in the question."""
        return Clause(
            self.text[start - self.start : end - self.start],
            start,
            end,
            tuple(e for e in self.elements if start <= e.start < end),
            tuple(p for p in self.periods if start <= p.start < end),
            tuple(r for r in self.left if start <= r.start < end),
        )

    def written(self, element: Element) -> str:
        """An element of the clause as folded."""
        return self.text[element.start - self.start : element.end - self.start]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says, word by word."""

    text: str
    folded: str
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[Run, ...]:
        """The words that narrow, of all clauses."""
        return tuple(run for c in self.clauses for run in c.left)

    @property
    def items(self) -> tuple[ItemMark, ...]:
        """The line items named, in all clauses."""
        return tuple(i for c in self.clauses for i in c.items)

    @property
    def periods(self) -> tuple[PeriodMark, ...]:
        """The periods named, in all clauses."""
        return tuple(p for c in self.clauses for p in c.periods)


def read(
    question: str, finder: Finder, own_words: Callable[[Sequence[Mention]], Iterable[str]] = lambda _: ()
) -> Reading:
    """Read a question.

    Args:
        question: as typed.
        finder: finds the companies named.
        own_words: the words that companies use for their own items and members, which are never taken for typing errors.

    Raises:
        BadInput: the question is empty, or too long.
    """
    text = plain(question)
    reading = _read(text, finder)
    for _ in range(8):
        mended = _mended(reading, own_words)
        if mended is None:
            break
        reading = _read(mended, finder)
    return reading


def _mended(reading: Reading, own_words: Callable[[Sequence[Mention]], Iterable[str]]) -> str | None:
    """The text with the first typing error among the words left over mended."""
    own: set[str] | None = None
    for run in reading.left:
        for match in re.finditer(r"[A-Za-z]+", run.text):
            if match.group()[:1].isupper() and not opens(reading.text, run.start + match.start()):
                continue
            if own is None:
                own = set(own_words(reading.mentions))
            better = mend(match.group(), own)
            if better:
                at = run.start + match.start()
                return reading.text[:at] + better + reading.text[at + len(match.group()) :]
    return None


def _read(text: str, finder: Finder) -> Reading:
    folded = fold_same_length(text)
    mentions = finder.find(text)
    held = _blank(folded, mentions)
    amounts = find_amounts(held)
    held = _blank(held, amounts)
    periods = find_periods(held)
    held = _blank(held, periods)
    row = _marked(_row(held, mentions, amounts, periods), text, folded)
    roles = Roles(row, text)
    narrowing = {n for n, e in enumerate(row) if e.kind == "word" and roles.narrows(n)}
    passed = tuple(
        text[e.start : e.end]
        for n, e in enumerate(row)
        if e.kind == "talk" or (e.kind == "word" and n not in narrowing and not is_function(e.word))
    )
    clauses = tuple(_clause(text, folded, a, b, row, narrowing) for a, b in _cut(text, folded, held, row, narrowing))
    kept = tuple(e.value for e in row if isinstance(e.value, Mention))
    return Reading(text, _spoken(folded, row), kept, clauses, passed)


def _spoken(folded: str, row: Sequence[Element]) -> str:
    """The folded text without names and what is but talk, as those look at it who ask what kind of answer is wanted."""
    for element in row:
        talk = element.kind == "talk" and element.value is None
        if element.kind == "company" or (talk and not folded[element.start :].startswith(("how", "what", "which"))):
            blank = "x" if element.kind == "company" else " "
            folded = folded[: element.start] + blank * (element.end - element.start) + folded[element.end :]
    return folded


def _blank(text: str, marks: Iterable[Mention | AmountMark | PeriodMark]) -> str:
    for m in marks:
        text = text[: m.start] + _BARRIER * (m.end - m.start) + text[m.end :]
    return text


def _row(
    held: str, mentions: Sequence[Mention], amounts: Sequence[AmountMark], periods: Sequence[PeriodMark]
) -> list[Element]:
    """The words of a text between what is found already, in order."""
    found = [Element(m.start, m.end, "company", m, owns=m.owns) for m in mentions]
    found += [Element(a.start, a.end, "amount", a) for a in amounts]
    found += [Element(p.start, p.end, "period", p) for p in periods]
    found += [
        Element(w.start, w.end, "sign" if w.is_sign else "word", w)
        for w in words(held)
        if w.norm not in _SIGNS_DROPPED or _is_dash(held, w)
    ]
    return sorted(found, key=lambda e: e.start)


def _is_dash(text: str, word: Word) -> bool:
    return word.norm == "-" and text[word.start - 1 : word.start] == " " and text[word.end : word.end + 1] == " "


def _stand_in(element: Element) -> Word:
    """A word in the place of what names something, so that no phrase goes across it."""
    if isinstance(element.value, Word):
        return element.value
    norm = {"amount": AMOUNT, "period": PERIOD}.get(element.kind, _BARRIER)
    return Word(norm, norm, element.start, element.end)


def _marked(row: list[Element], text: str, folded: str) -> list[Element]:
    """The row with line items, operations and talk in the place of their words."""
    stand_ins = [_stand_in(e) for e in row]
    phrases = spoken()
    found: list[Element] = []
    n = 0
    while n < len(row):
        if row[n].kind not in ("word", "sign"):
            found.append(row[n])
            behind = phrases.at(stand_ins, n) if row[n].kind == "amount" else None
            n += 1
            if behind is not None:
                last = n + behind.length - 2
                found.append(_phrase_element(behind.kind, row[n].start, row[last].end, folded))
                n = last + 1
            continue
        item = item_at(stand_ins, n)
        phrase = phrases.at(stand_ins, n)
        if item is not None and (phrase is None or item[1] >= n + phrase.length):
            found.append(Element(item[0].start, item[0].end, "item", item[0]))
            n = item[1]
        elif (
            phrase is not None and not _named(phrase.kind, text, row[n]) and not _cuts_item(stand_ins, n, phrase.length)
        ):
            end = row[n + phrase.length - 1].end
            found.append(_phrase_element(phrase.kind, row[n].start, end, folded))
            n += phrase.length
        else:
            found.append(row[n])
            n += 1
    return _split_items(_with_parts(_loosened(found), folded))


_SPLIT = {
    ("share", "outstand"): "shares_outstanding",
    ("share", "issu"): "shares_issued",
    ("stock", "repurchas"): "share_repurchases",
    ("share", "repurchas"): "share_repurchases",
}
"""Line items whose words stand apart in a question: "how many shares did Apple have outstanding"."""


def _split_items(row: list[Element]) -> list[Element]:
    for (first, second), key in _SPLIT.items():
        at = next((n for n, e in enumerate(row) if e.stem == first), None)
        to = next((n for n, e in enumerate(row) if e.stem == second), None)
        if at is not None and to is not None and at < to:
            row = [*row]
            row[to] = Element(row[to].start, row[to].end, "item", ItemMark(row[to].start, row[to].end, (key,)))
            row[at] = Element(row[at].start, row[at].end, "talk", None)
    return row


def _cuts_item(stand_ins: Sequence[Word], n: int, length: int) -> bool:
    """True where a phrase would take the first words of a line item's name: "on top" of "on top line"."""
    inside = (item_at(stand_ins, k) for k in range(n + 1, n + length))
    return any(found is not None and found[1] > n + length for found in inside)


def _named(kind: str, text: str, first: Element) -> bool:
    """True for an operation's word that is written as a name: "Greater China"."""
    written = text[first.start : first.end]
    return (
        kind != "talk"
        and written[0].isupper()
        and not opens(text, first.start)
        and not written.isupper()
        and not text.istitle()
    )


def _phrase_element(kind: str, start: int, end: int, folded: str) -> Element:
    if kind == "talk":
        return Element(start, end, "talk", None)
    name, _, direction = kind.partition(" ")
    if name == "item":
        key, _, loss = direction.partition(" ")
        return Element(start, end, "item", ItemMark(start, end, (key,), bool(loss)))
    return Element(start, end, "operation", OperationMark(start, end, name, folded[start:end], direction))


def _with_parts(row: list[Element], folded: str) -> list[Element]:
    """The row with a line item of one word that names a part of revenue as that word: "advertising revenue", "came from loans"."""
    found: list[Element] = []
    for n, element in enumerate(row):
        named = folded[element.start : element.end]
        if _is_item(row, n) and named.isalpha() and not _is_revenue(row, n):
            behind = row[n - 1].norm if n else ""
            if behind == "from" or (behind == "of" and _is_revenue(row, n - 2)) or _is_revenue(row, n + 1):
                found += _as_words(element.start, named)
                continue
        found.append(element)
    return found


def _is_item(row: Sequence[Element], n: int) -> bool:
    return 0 <= n < len(row) and isinstance(row[n].value, ItemMark)


def _is_revenue(row: Sequence[Element], n: int) -> bool:
    mark = row[n].value if 0 <= n < len(row) else None
    return isinstance(mark, ItemMark) and mark.items[0] == "net_sales"


def _as_words(start: int, text: str) -> list[Element]:
    return [
        Element(start + w.start, start + w.end, "word", replace(w, start=start + w.start, end=start + w.end))
        for w in words(text)
    ]


def _loosened(row: list[Element]) -> list[Element]:
    """The row without operations whose words are a part of a name there: "contract revenue", "gain on sale"."""
    found: list[Element] = []
    for n, element in enumerate(row):
        mark = element.value
        if isinstance(mark, OperationMark) and mark.word == "beside":
            # "A beside B" sets them side by side; only "besides A" leaves it aside.
            found.append(replace(element, value=replace(mark, kind="compare")))
        elif isinstance(mark, OperationMark) and mark.word == "mean" and _is_verb(row, n):
            found += _as_words(element.start, mark.word)
        elif isinstance(mark, OperationMark) and mark.kind in ("ratio", "share_as") and _before_period(row, n):
            # "Relative to 2022" is a base to compare with, and no whole.
            found.append(replace(element, value=replace(mark, kind="compare")))
        elif isinstance(mark, OperationMark) and _is_part_of_name(row, n, mark):
            found += _as_words(element.start, mark.word)
        else:
            found.append(element)
    return found


def _is_verb(row: Sequence[Element], n: int) -> bool:
    """True behind a pronoun or an auxiliary, where a verb or an adjective stands: "I mean", "to be mean"."""
    return n > 0 and row[n - 1].norm in (
        "i",
        "you",
        "we",
        "they",
        "it",
        "that",
        "be",
        "to",
        "does",
        "do",
        "did",
        "would",
    )


def _before_period(row: Sequence[Element], n: int) -> bool:
    rest = (
        e for e in row[n + 1 :] if not (e.kind == "word" and e.norm in ("the", "its", "that", "of", "in", "fiscal"))
    )
    following = next(rest, None)
    return following is not None and following.kind == "period"


def _is_part_of_name(row: Sequence[Element], n: int, mark: OperationMark) -> bool:
    following = row[n + 1] if n + 1 < len(row) else None
    if mark.kind == "besides":
        # Only a company can be left aside; whatever else is, narrows the figure.
        beside = row[n - 1] if n and mark.word == "aside" else following
        sets = mark.word.startswith(("set", "put")) and "aside" not in mark.word
        return sets or beside is None or beside.kind != "company"
    if following is None:
        return False
    if mark.kind == "change" and following.norm == "on" and mark.word in ("gain", "gains"):
        return True
    if following.kind != "item" or mark.kind in BEFORE_ITEMS or mark.word in ("negative", "positive"):
        return False
    if mark.kind == "change":
        free = any(
            e.norm in ("did", "does", "do", "to", "didn't", "could", "can", "has", "have", "had") for e in row[:n]
        )
        return not (
            is_adjective(mark.word)
            or free
            or mark.direction in ("growth", "better", "worse", "double", "triple", "halve")
        )
    verb = mark.word.split()[0] in ("lose", "lost", "make", "made")
    if mark.word == "minus" and any(e.kind == "item" for e in row[:n]):
        return False
    spoken = verb or (mark.kind == "difference" and " " in mark.word)
    return mark.kind in ("difference", "profit", "loss", "first", "last") and not spoken


def _cut(text: str, folded: str, held: str, row: Sequence[Element], narrowing: set[int]) -> list[tuple[int, int]]:
    """Where the clauses of a question begin and end; one that names nothing belongs to its neighbour."""
    whole = "".join(_BARRIER if h == _BARRIER else t for h, t in zip(held, text, strict=True))
    inside = [(e.start, e.end) for e in row if e.kind in ("item", "operation", "talk")]
    ends = [
        m.end()
        for m in _CLAUSE.finditer(whole)
        if not _ONE_QUESTION.search(folded[: m.end()])
        and not any(a < m.start() < b for a, b in inside)
        and not (m.group().startswith(":") and not any(e.kind == "item" and e.start > m.end() for e in row))
    ]
    cuts = [0, *sorted({*ends, *_fold_behind(row, narrowing)}), len(text)]
    pieces = [(a, b) for a, b in pairwise(cuts) if folded[a:b].strip(" ?.,")]
    named = [e.start for n, e in enumerate(row) if e.kind == "item" or n in narrowing or _asks_of_profit(e)]
    spoken_at = named + [e.start for e in row if e.kind == "operation" and not _confirms(e)]
    spoken_at += [a for a, b in pieces if named and a > min(named) and _ITS_VALUE.search(folded[a:b])]
    if len(pieces) > 1 and not any(pieces[0][0] <= p < pieces[0][1] for p in named):
        pieces = [(pieces[0][0], pieces[1][1]), *pieces[2:]]
    return _joined(pieces, spoken_at)


_FOLDS = frozenset({"average", "sum", "growth_rate"})


def _fold_behind(row: Sequence[Element], narrowing: set[int]) -> list[int]:
    """Where, behind figures of several periods, a fold of them is asked besides: "net sales for 2022, 2023 and 2024, and the total"."""
    n = max((n for n, e in enumerate(row) if isinstance(e.value, OperationMark) and e.value.kind in _FOLDS), default=0)
    mark = row[n].value if row else None
    if not isinstance(mark, OperationMark) or any(e.kind in ("item", "company") for e in row[n:]):
        return []
    start = n
    while row[start].norm in ("the", "its", "their", "an", "a", "overall", "also") or start == n:
        start -= 1
    joins = row[start].norm in ("and", "with")
    start = n if mark.word.startswith(("and ", "plus ", "with ")) else start
    periods = [e.value for e in row[:start] if isinstance(e.value, PeriodMark)]
    several = sum(len(m.periods) for m in shared(periods)) > 1 or any(m.relation == "range" for m in periods)
    named = any(e.kind == "item" or k in narrowing for k, e in enumerate(row[:start]))
    return [row[start].start] if (joins or start == n) and several and named else []


def _confirms(element: Element) -> bool:
    """True for "is that true?", which asks nothing of its own but whether what was said before is so."""
    return isinstance(element.value, OperationMark) and element.value.kind == "confirm"


def _asks_of_profit(element: Element) -> bool:
    return isinstance(element.value, OperationMark) and element.value.kind in ("profit", "loss")


def _joined(pieces: list[tuple[int, int]], places: list[int]) -> list[tuple[int, int]]:
    """Clauses that ask for nothing ("In fiscal 2024, …") belong to the next one, or to the one before."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for a, b in pieces:
        begin = a if start is None else start
        if any(begin <= p < b for p in places):
            found.append((begin, b))
            start = None
        else:
            start = begin
    if start is not None:
        if found:
            found[-1] = (found[-1][0], pieces[-1][1])
        else:
            found.append((start, pieces[-1][1]))
    return found


def _clause(text: str, folded: str, start: int, end: int, row: Sequence[Element], narrowing: set[int]) -> Clause:
    inside = tuple(e for e in row if start <= e.start < end)
    marks = shared([e.value for e in inside if isinstance(e.value, PeriodMark)])
    brands = [
        Run(text[m.start : m.end].removesuffix("'s"), m.start, m.end)
        for e in inside
        if isinstance(m := e.value, Mention) and m.brand
    ]
    left = _runs(text, [(n, e) for n, e in enumerate(row) if start <= e.start < end], narrowing)
    return Clause(folded[start:end], start, end, inside, tuple(marks), (*left, *brands))


def _runs(text: str, placed: Sequence[tuple[int, Element]], narrowing: set[int]) -> tuple[Run, ...]:
    """Words that narrow, those with only joining words between them as one run."""
    runs: list[tuple[int, int]] = []
    open_run = False
    for n, element in placed:
        if n in narrowing:
            if open_run:
                runs[-1] = (runs[-1][0], element.end)
            else:
                runs.append((element.start, element.end))
            open_run = True
        elif element.kind == "sign" and element.norm == ",":
            continue
        elif not (element.kind == "word" and element.norm in ("and", "of", "the", "in", "for", "or", "&")):
            open_run = False
    return tuple(Run(text[a:b], a, b) for a, b in runs)

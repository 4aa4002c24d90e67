"""Propose programs over the cells of the caller's records: what a question may want computed, and from which numbers.

Rows, columns and sentences that bear the question's words are combined under a few shapes of program (a value, a change
along a row, a share down a column, …). Each proposal is described by features that name nothing of any record; how they
weigh is learned (`program_ranker`). Nothing is decided here.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from typing import Any, Literal

import numpy as np

from muniment.programs import compute
from muniment.tools.own.record_cells import Cell, years_in
from muniment.wording import content_stems, stem, tokens

Shape = Literal["value", "change", "percent_change", "ratio", "sum", "average", "product", "indexed_return"]

Matrix = np.ndarray[Any, np.dtype[np.float32]]
ROWS, SENTENCES, MOST = 10, 6, 900
"""How many rows and sentences are combined, and how many proposals are kept, at most."""
_MEANT = {
    r"\bprofit margin|\bnet margin": ("net", "incom", "revenu", "sale"),
    r"\boperating margin": ("oper", "incom", "revenu", "sale"),
    r"\bgross margin": ("gross", "profit", "revenu", "sale"),
    r"\btax rate": ("tax", "incom"),
}
"""Measures that are asked for by a name of their own: the stems of the figures they are computed from."""
_RELATIVE = 12
"""How many cells of text, at most, are paired with each other."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A program over cells, in the order of its operands."""

    shape: Shape
    cells: tuple[Cell, ...]

    @property
    def value(self) -> Decimal | None:
        """What it comes to, in base units; None where it divides by zero."""
        figures = [c.value for c in self.cells]
        try:
            if self.shape == "product":
                return figures[0] * figures[1]
            if self.shape == "indexed_return":
                return compute("percent_change", [figures[0].scaleb(-self.cells[0].scale), Decimal(100)])
            return compute(self.shape, figures)
        except ZeroDivisionError:
            return None


class Question:
    """A question's words, years and cues; what it leaves out is taken from the two questions before it."""

    def __init__(self, text: str, history: Sequence[str] = ()) -> None:
        self.text, self.history = text.lower(), tuple(history)
        self.words = tokens(text)
        self.stems = content_stems(text) | {
            s for word, meant in _MEANT.items() if re.search(word, self.text) for s in meant
        }
        self.order = {s: n for n, s in reversed(list(enumerate(stem(t) for t in self.words)))}
        later = {int(y) for y in _LATER.findall(self.text)}
        if later:
            self.stems |= content_stems("thereafter")
        self.years = tuple(y for y in dict.fromkeys(_years(self.text)) if y not in later)
        before = " ".join(history[-2:]).lower()
        self.follows = bool(before)
        if before:
            self.stems |= content_stems(before)
            if not self.years or re.search(r"\b(?:that|this|it|then|change|difference|over)\b", self.text):
                self.years = tuple(dict.fromkeys((*self.years, *_years(before))))
        self.cues = frozenset(name for name, pattern in _CUES.items() if pattern.search(self.text))


def propose(question: Question, every: Sequence[Cell]) -> list[Proposal]:
    """The proposals for a question over the cells of its records, without order."""
    match = _Match(question, every)
    found = dict.fromkeys(p for p in _shapes(question, match) if _spans(question, p))
    return list(found)[:MOST]


def _spans(question: Question, proposal: Proposal) -> bool:
    """False for an average or a sum over some of the years of a range only."""
    if proposal.shape not in ("average", "sum") or len(question.years) < 3:
        return True
    held = {y for c in proposal.cells for y in c.years}
    return not held or held >= set(question.years)


_LATER = re.compile(
    r"\b(?:after|beyond|later\s+than)\s+(?:the\s+)?(?:fiscal\s+|year\s+|december\s+31\s*,?\s*)?((?:19|20)\d\d)\b"
)
"""What is due "after 2014" stands under "thereafter"."""


class _Match:
    """How well each row, column and sentence bears the question's words."""

    def __init__(self, question: Question, every: Sequence[Cell]) -> None:
        self.question = question
        names: dict[tuple[object, ...], set[str]] = {}
        lines: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
        for cell in every:
            key = (cell.record, cell.table, cell.row)
            lines[key].append(cell)
            if key not in names:
                names[key] = content_stems(f"{cell.row_name} {cell.group}" if cell.table is not None else cell.group)
        self.columns = {
            (c.record, c.table, c.column): content_stems(c.column_name) for c in every if c.table is not None
        }
        count = Counter(s for stems in (*names.values(), *self.columns.values()) for s in stems)
        self.weight = {s: math.log(1 + (len(names) + 1) / (1 + count[s])) for s in {*count, *question.stems}}
        self.total = sum(self.weight[s] for s in question.stems) or 1.0
        self.names = names
        ranked = sorted(lines, key=lambda k: -self._score(names[k]))
        tables = [k for k in ranked if k[1] is not None][:ROWS]
        texts = [k for k in ranked if k[1] is None][:SENTENCES]
        totals = [
            k for k in lines if k[1] is not None and re.match(r"(?:total|net)\b|.*\btotal$", lines[k][0].row_name, re.I)
        ]
        by_year = [k for k in lines if k[1] is not None and set(_years(lines[k][0].row_name)) & set(question.years)]
        self.rows = [lines[k] for k in dict.fromkeys([*tables, *totals[:6], *by_year[:8]])]
        self.texts = [c for k in texts for c in lines[k]][: _RELATIVE * 2]
        self.lines = lines

    def _score(self, stems: set[str]) -> float:
        held = sum(self.weight[s] for s in stems & self.question.stems)
        return held / self.total + 0.5 * held / (sum(self.weight[s] for s in stems) or 1.0)

    def stems(self, cell: Cell) -> set[str]:
        """The words that a cell stands under."""
        if cell.table is None:
            return content_stems(cell.row_name)
        return self.names[(cell.record, cell.table, cell.row)] | self.columns[(cell.record, cell.table, cell.column)]

    def share(self, stems: set[str]) -> float:
        """The weighted share of the question's words among these."""
        return sum(self.weight.get(s, 0.0) for s in stems & self.question.stems) / self.total

    def precision(self, stems: set[str]) -> float:
        """The weighted share of these words that the question has."""
        return sum(self.weight.get(s, 1.0) for s in stems & self.question.stems) / (
            sum(self.weight.get(s, 1.0) for s in stems) or 1.0
        )


def _shapes(question: Question, match: _Match) -> Iterator[Proposal]:
    for row in match.rows:
        for cell in row:
            yield Proposal("value", (cell,))
            if Decimal(20) < cell.value.scaleb(-cell.scale) < Decimal(2000) and "return" in question.text:
                yield Proposal("indexed_return", (cell,))
        for a, b in permutations(row[:7], 2):
            yield from _of_pair(a, b)
        for pair in combinations(row[:7], 2):
            yield Proposal("average", pair)
            yield Proposal("sum", pair)
            if _PRICE.search(pair[1].column_name):
                yield Proposal("product", pair)
        for count in (3, 4, 5):
            for start in range(max(len(row) - count + 1, 0)):
                stretch = tuple(row[start : start + count])
                yield Proposal("average", stretch)
                yield Proposal("sum", stretch)
    columns: dict[tuple[str, int | None, int], list[Cell]] = defaultdict(list)
    for row in match.rows:
        for cell in row:
            columns[(cell.record, cell.table, cell.column)].append(cell)
    for column in sorted(
        columns.values(), key=lambda c: -match.share(match.stems(c[0])) - 2 * _year_share(question, c[0])
    )[:5]:
        for a, b in permutations(column[:14], 2):
            yield from _of_pair(a, b)
        for pair in combinations(column[:9], 2):
            yield Proposal("sum", pair)
            yield Proposal("average", pair)
        for three in combinations(column[:6], 3):
            yield Proposal("sum", three)
    for cell in match.texts:
        yield Proposal("value", (cell,))
    for a, b in permutations(match.texts[:_RELATIVE], 2):
        yield from _of_pair(a, b)
        if a.column < b.column:
            yield Proposal("sum", (a, b))
            yield Proposal("average", (a, b))
            yield Proposal("product", (a, b))
    for a in match.texts[:8]:
        for row in match.rows[:5]:
            for b in row[:5]:
                yield Proposal("ratio", (a, b))
                yield Proposal("ratio", (b, a))
                yield Proposal("product", (a, b))


def _of_pair(a: Cell, b: Cell) -> Iterator[Proposal]:
    if (a.unit == "pure") != (b.unit == "pure"):
        return
    yield Proposal("change", (a, b))
    yield Proposal("percent_change", (a, b))
    yield Proposal("ratio", (a, b))


def describe(question: Question, proposals: Sequence[Proposal], every: Sequence[Cell]) -> Matrix:
    """The features of each proposal: how its names fit the question, its shape, and the question's cues.

    Returns:
        One row a proposal, in the columns that `FEATURES` names.
    """
    match = _Match(question, every)
    seen: dict[Cell, _Part] = {}
    for cell in {c for p in proposals for c in p.cells}:
        stems = match.stems(cell)
        seen[cell] = _Part(stems, match.share(stems), match.precision(stems))
    cues = [float(name in question.cues) for name in _CUES]
    made = np.zeros((len(proposals), len(FEATURES)), dtype=np.float32)
    for n, proposal in enumerate(proposals):
        values = _features(question, match, proposal, [seen[c] for c in proposal.cells])
        made[n, : len(NAMES)] = [values.get(name, 0.0) for name in NAMES]
        made[n, len(NAMES) + SHAPES.index(proposal.shape)] = 1.0
        made[n, len(NAMES) + len(SHAPES) + PLACES.index(_where(proposal.cells))] = 1.0
        made[n, -len(cues) :] = cues
    return made


@dataclass(frozen=True, slots=True)
class _Part:
    """One operand's words, and how they fit the question."""

    stems: set[str]
    share: float
    precision: float


def _features(question: Question, match: _Match, proposal: Proposal, parts: Sequence[_Part]) -> dict[str, float]:
    cells = proposal.cells
    union = set().union(*(p.stems for p in parts))
    common = set.intersection(*(p.stems for p in parts))
    wanted = set(question.years)
    own = [set(c.years) for c in cells]
    years = set().union(*own)
    first, last = cells[0], cells[-1]
    values: dict[str, float] = {
        "recall": match.share(union),
        "common recall": match.share(common),
        "precision": sum(p.precision for p in parts) / len(parts),
        "least precision": min(p.precision for p in parts),
        "first precision": parts[0].precision,
        "last precision": parts[-1].precision,
        "first share": parts[0].share,
        "last share": parts[-1].share,
        "years wanted held": len(wanted & years) / len(wanted) if wanted else 0.0,
        "years held wanted": len(wanted & years) / len(years) if wanted and years else 0.0,
        "no years": float(not wanted),
        "one year": float(len(wanted) == 1),
        "no years held": float(not years),
        "newest": float(first.column == 1),
        "missing year": float(bool(wanted and years and not wanted & years)),
        "other year": float(bool(wanted and any(o and not o & wanted for o in own))),
        "all percent": float(all(c.unit == "pure" for c in cells)),
        "any percent": float(any(c.unit == "pure" for c in cells)),
        "total first": float(_is_total(first)),
        "total last": float(_is_total(last)),
        "a total between": float(any(_is_total(c) for c in cells[1:-1])),
        "total asked": float(bool(re.search(r"\btotal\b", question.text))),
        "a change": float(any(_CHANGE.search(c.column_name) for c in cells)),
        "many": len(cells) / 5,
        "full name": float(all(p.precision > 0.95 for p in parts)),
        "small": float(abs(first.value.scaleb(-first.scale)) < 20),
        "row": min(first.row, 30) / 30,
        "all wanted years": float(bool(wanted) and years == wanted),
        "follows": float(question.follows),
    }
    if len(cells) == 2:
        values |= _pair_features(question, parts, common, first, last)
    return values


def _pair_features(question: Question, parts: Sequence[_Part], common: set[str], a: Cell, b: Cell) -> dict[str, float]:
    later = max(a.years, default=0) - max(b.years, default=0) if a.years and b.years else 0
    first, second = _first_mention(question, parts[0].stems - common), _first_mention(question, parts[1].stems - common)
    places = _year_place(question, set(a.years)), _year_place(question, set(b.years))
    return {
        "later first": float(later > 0),
        "later last": float(later < 0),
        "next year": float(abs(later) == 1),
        "in order": float(first < second),
        "in reverse": float(first > second),
        "first named": float(first < 999),
        "last named": float(second < 999),
        "below one": float(b.value != 0 and abs(a.value) < abs(b.value)),
        "far apart": float(bool(a.value and b.value) and not Decimal("0.02") < abs(a.value / b.value) < Decimal(50)),
        "one unit": float(a.unit == b.unit),
        "adjacent": float(abs(a.column - b.column) == 1 and a.row == b.row),
        "year order": float(places[0] < places[1] < 9999),
        "year reverse": float(places[1] < places[0] < 9999),
        "each year wanted": float(places[0] < 9999 and places[1] < 9999 and a.years != b.years),
        "same names": float(parts[0].stems == parts[1].stems),
        "below": float(a.row > b.row),
    }


def _is_total(cell: Cell) -> bool:
    return cell.table is not None and bool(_TOTAL.search(cell.row_name) or _TOTAL.search(cell.column_name))


def _where(cells: Sequence[Cell]) -> str:
    if all(c.table is None for c in cells):
        return "one sentence" if len({(c.record, c.row) for c in cells}) == 1 else "text"
    if any(c.table is None for c in cells):
        return "text and table"
    if len(cells) == 1:
        return "cell"
    if len({(c.record, c.table) for c in cells}) > 1:
        return "two tables"
    return (
        "one row"
        if len({c.row for c in cells}) == 1
        else "one column"
        if len({c.column for c in cells}) == 1
        else "apart"
    )


def _first_mention(question: Question, stems: set[str]) -> int:
    return min((question.order[s] for s in stems if s in question.order), default=999)


def _year_place(question: Question, years: set[int]) -> int:
    return min((question.text.find(str(y)) for y in years if str(y) in question.text), default=9999)


def _year_share(question: Question, cell: Cell) -> float:
    return len(set(cell.years) & set(question.years)) / (len(question.years) or 1)


def _years(text: str) -> list[int]:
    """The years named; of "the average from 2015 to 2018" those between too."""
    found = years_in(text)
    if re.search(r"\baverage|\btotal|\bsum\b|\bcombined", text):
        for first, last in re.findall(r"\b((?:19|20)\d\d)\s*(?:-|to|through)\s*((?:19|20)?\d\d)\b", text):
            end = int(last) if len(last) == 4 else int(first[:2] + last)
            found.extend(range(int(first), end + 1) if 0 < end - int(first) < 12 else ())
    return found


_PRICE = re.compile(r"\bprice|\bper\s+(?:share|unit)|\brate\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotals?\b|^(?:net|gross)$", re.IGNORECASE)
_CHANGE = re.compile(r"\bchange|\bvariance|\bincrease|\bdecrease|%", re.IGNORECASE)
_CUES = {
    name: re.compile(pattern)
    for name, pattern in {
        "percent": r"\bpercent(?:age|ages)?\b|%|\bper cent\b",
        "change": r"\bchang\w*|\bvariation|\bvariance|\bmovement|\bfluctuat\w+",
        "increase": r"\bincreas\w*|\bgrow\w*|\bgrew|\brise|\brose|\bgain\w*|\bgrowth|\bimprov\w+|\bexpan\w+",
        "decrease": r"\bdecreas\w*|\bdeclin\w*|\bdrop\w*|\breduc\w*|\bfell|\bfall\b|\blower\b|\bloss\b|\bshr[iau]nk",
        "rate": r"\brate\b|\bgrowth rate|\broi\b|\breturn on",
        "return": r"\breturn\b|\bcumulative",
        "ratio": r"\bratio\b|\bproportion|\bdivided by|\btimes\b|\bper\b",
        "share": r"\bportion|\bshare of|\bfraction|\bpercent\w* of|\bpart of|\bwhat percent\w*|\bwhat portion|\bhow much of",
        "average": r"\baverage|\bmean\b",
        "total": r"\btotal\b|\bsum\b|\bcombined|\baggregate|\bin all\b|\baltogether|\bcumulative",
        "difference": r"\bdifference|\bdiffer|\bmore than|\bless than|\bhigher than|\bgap\b|\bexceed|\bspread|\bhow much (?:more|less|higher|lower|greater)",
        "net change": r"\bnet (?:change|increase|decrease)",
        "from to": r"\bfrom\b.*\bto\b|\bbetween\b.*\band\b",
        "compared": r"\bcompared|\brelative|\bversus|\bvs\b|\bthan\b|\bover\b|\bagainst\b",
        "how much": r"\bhow much|\bhow many",
        "what was the": r"\bwhat (?:was|is|were|are) the\b",
        "what percentage": r"\bwhat (?:was|is|were|are)?\s*(?:the )?(?:percent|percentage|portion)",
        "of the": r"\bof\b.*\b(?:was|were|is|are|came|related|due|attribut\w+|represent\w*|account\w*)\b",
        "respectively": r"\brespectively",
        "if": r"\bif\b|\bassum\w+|\bwould\b",
        "both": r"\bboth\b|\band\b",
        "year": r"\byear[- ]over[- ]year|\bannual\w*|\bprior year|\bprevious year|\bper year",
        "value of": r"\bvalue of|\bmarket (?:cap\w*|value)|\bprice\b|\bshares\b",
        "expected": r"\bexpect\w*|\bexpir\w*|\bdue\b|\bmatur\w+|\bafter\b|\bnext\b",
        "remaining": r"\bremain\w*|\boutside|\bexclud\w+|\bnot\b|\bwithout|\bafter\b",
    }.items()
}
SHAPES: tuple[Shape, ...] = (
    "value",
    "change",
    "percent_change",
    "ratio",
    "sum",
    "average",
    "product",
    "indexed_return",
)
PLACES = ("cell", "one row", "one column", "apart", "two tables", "text and table", "one sentence", "text")
_SINGLE = (
    "recall, common recall, precision, least precision, first precision, last precision, first share, last share, years wanted held, years held wanted,"
    " no years, one year, no years held, newest, missing year, other year, all percent, any percent, total first, total last, a total between,"
    " total asked, a change, many, full name, small, row, all wanted years, follows"
)
_PAIRED = (
    "later first, later last, next year, in order, in reverse, first named, last named, below one, far apart, one unit, adjacent, year order,"
    " year reverse, each year wanted, same names, below"
)
NAMES = tuple(f"{_SINGLE}, {_PAIRED}".split(", "))
FEATURES = (*NAMES, *SHAPES, *PLACES, *(f"asks {name}" for name in _CUES))
"""What describes a proposal, in the order of the columns of `describe`."""

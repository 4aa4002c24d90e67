"""Questions about a whole row of the caller's tables: its values in several years, the year in which it was the largest, the
years in which it passed an amount, the years there are.

The row is the one that the ranked programs lie in; no program is proposed here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.records import Operation
from muniment.tools.own.program_ranker import Ranked
from muniment.tools.own.record_cells import YEAR, Cell, years_in
from muniment.wording import content_stems

_Row = tuple[str, int, int]

_MOST = r"larg(?:er|est)|high(?:er|est)|great(?:er|est)|big(?:ger|gest)|most"
_LEAST = r"small(?:er|est)|low(?:er|est)|least"
_WHICH = r"\b(?:(?:in|for)\s+)?(?:which|what)\s+(?:are\s+the\s+|were\s+the\s+)?(?:fiscal\s+|financial\s+)?(?:years?|periods?)\b"
_EXTREME = re.compile(rf"{_WHICH}.*\b(?:(?P<most>{_MOST})|{_LEAST})\b(?!\s+than)", re.IGNORECASE)
_PASSES = re.compile(
    rf"{_WHICH}.*?\b(?:(?P<over>exceed(?:s|ed|ing)?|(?:more|greater|higher|larger)\s+than|above|over)|(?:less|lower|smaller)\s+than|below|under)\s+"
    r"(?P<sign>-)?\s*[$€£]?\s*(?P<number>\d[\d,]*\.?\d*)\s*(?P<percent>%|percent\b)?\s*(?P<scale>thousand|million|billion)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"{_WHICH}.*\b(?:(?P<over>positive)|negative)\b", re.IGNORECASE)
_YEARS_THERE = re.compile(
    rf"{_WHICH}.*\b(?:tables?|provid\w+|calculat\w+|includ\w+|present\w*|shown?|report\w+|given|listed|disclosed|recorded|cover\w*)\b",
    re.IGNORECASE,
)
_NOT_EACH = re.compile(
    r"\b(?:chang\w*|differ\w*|increas\w*|decreas\w*|growth|average|mean|total\s+of|sum|combined|percentage\s+of|ratio|between|from|portion|share\s+of|compared|why|how\s+did|did|more|less|variation|surpass\w*|relation|return|percent\w*)\b",
    re.IGNORECASE,
)
_ABOUT_YEARS = content_stems(
    "which year years period amount value number table large larger largest high higher highest great greater greatest small smaller smallest low"
    " lower lowest less least more most than exceed exceeded above below under over positive negative thousand million billion percent provide"
    " information calculated included presented shown reported given listed data company fiscal financial calculate include present report show"
)
_CHANGE = re.compile(r"\bchange|\bvariance|\b(?:in|de)crease", re.IGNORECASE)
SURE_OF_SHAPE = 0.5
"""The chance from which a program that computes is preferred to a list of its operands."""
_POWERS = {"thousand": 3, "million": 6, "billion": 9}


@dataclass(frozen=True, slots=True)
class RowProgram:
    """What is asked of a row, over which of its cells, and how likely it is the row meant; no cells: no year passes."""

    operation: Operation
    cells: tuple[Cell, ...]
    chance: float
    threshold: Decimal | None = None


def asks_of_row(question: str) -> bool:
    """True for "in which year …", whatever the year must be."""
    return any(pattern.search(question) for pattern in (_EXTREME, _PASSES, _SIGNED, _YEARS_THERE))


def row_program(question: str, ranked: Sequence[Ranked], every: Sequence[Cell]) -> RowProgram | None:
    """What a question asks of a row; None where it asks nothing of a row as a whole."""
    which = asks_of_row(question)
    key, chance = _named_row(question, every) if which else _likeliest_row(ranked)
    row = _block(question, [c for c in every if (c.record, c.table, c.row) == key])
    years = {c.years[0]: c for c in row}
    if len(years) < 2:
        return None
    asked = years_in(question)
    named = [years[y] for y in asked if y in years]
    if not which:
        listed = len(named) == len(asked) > 1
        computed = ranked[0].proposal.shape != "value" and ranked[0].chance >= SURE_OF_SHAPE
        each = re.search(r"\brespective", question, re.IGNORECASE) or not (computed or _NOT_EACH.search(question))
        return RowProgram("value", tuple(named), chance) if listed and each else None
    passes = _threshold(question, row)
    if passes is not None:
        operation, threshold = passes
        held = [c for c in row if (c.value > threshold if operation == "above" else c.value < threshold)]
        return RowProgram(operation, tuple(held), chance, threshold)
    extreme = _EXTREME.search(question)
    if extreme:
        among = tuple(named) if len(named) > 1 else tuple(row)
        return RowProgram("largest" if extreme.group("most") else "smallest", among, chance)
    return RowProgram("periods", tuple(row), chance)


def _named_row(question: str, every: Sequence[Cell]) -> tuple[_Row | None, float]:
    """The row of a table that the question's words name best; two that are named alike halve the chance."""
    wanted = content_stems(question) - _ABOUT_YEARS - {str(y) for y in years_in(question)}
    scored: dict[_Row, float] = {}
    for cell in every:
        if cell.table is not None:
            names = content_stems(cell.row_name)
            recall = len(wanted & (names | content_stems(cell.group))) / (len(wanted) or 1)
            precision = len(wanted & names) / (len(names) or 1)
            scored[cell.record, cell.table, cell.row] = (recall + precision) / 2
    best = max(scored, key=lambda k: scored[k], default=None)
    if best is None:
        return None, 0.0
    alike = sum(score == scored[best] for score in scored.values())
    return best, round(scored[best] / alike, 4)


def _likeliest_row(ranked: Sequence[Ranked]) -> tuple[_Row | None, float]:
    """The row of a table in which most of the chance lies, and how much."""
    chances: dict[_Row, float] = defaultdict(float)
    for r in ranked:
        places = {(c.record, c.table, c.row) for c in r.proposal.cells}
        if len(places) == 1:
            record, table, row = places.pop()
            if table is not None:
                chances[record, table, row] += r.chance
    best = max(chances, key=lambda k: chances[k], default=None)
    return best, min(chances[best], 1.0) if best else 0.0


def _block(question: str, row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that are of one kind, a year each: amounts, or percentages where the question wants these."""
    kinds: dict[bool, dict[int, Cell]] = {True: {}, False: {}}
    for cell in row:
        if len(cell.years) == 1 and not _CHANGE.search(cell.column_name):
            kinds[cell.unit == "pure"].setdefault(cell.years[0], cell)
    wants_percent = bool(re.search(r"%|\bpercent", question, re.IGNORECASE))
    return list((kinds[wants_percent] or kinds[not wants_percent]).values())


def _threshold(question: str, row: Sequence[Cell]) -> tuple[Operation, Decimal] | None:
    """The amount to pass, in base units; one without a scale is in the table's own where only that parts the row."""
    signed = _SIGNED.search(question)
    if signed:
        return ("above" if signed.group("over") else "below"), Decimal(0)
    match = _PASSES.search(question)
    if match is None or YEAR.fullmatch(match.group("number")):
        return None
    operation: Operation = "above" if match.group("over") else "below"
    value = Decimal(match.group("number").replace(",", "").rstrip("."))
    value = -value if match.group("sign") else value
    if match.group("percent") or row[0].unit == "pure":
        return operation, value / 100
    if match.group("scale"):
        return operation, value.scaleb(_POWERS[match.group("scale").lower()])
    own = value.scaleb(row[0].scale)
    parts = [t for t in (value, own) if 0 < sum(c.value > t for c in row) < len(row)]
    return operation, own if parts == [own] else value

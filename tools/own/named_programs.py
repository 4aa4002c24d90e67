"""The program over a table that a question names: rows in full, columns in full, and nothing beside that the record does not bear.

It chooses nothing by likeness. A question that leaves a row or a column open, or has a word that stands nowhere, names no program; what
is asked of the cells (a level, a change, a share, a sum, an average) is told by closed classes of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain

from muniment.records import Record
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_programs import Proposal, Shape
from muniment.wording import singular, stem, tokens

_JOINING = frozenset(
    """a an the doe wa ha of in on at to for from by with and or as is are was were be been am do does did has have had having it its their his her our we us
    across my i you your me they them he she this that these those there here what which who whose how much many when where than then so if will would shall
    should can could may might please per s t about into over under between versus vs""".split()
)
_SHORT = {
    d[:n]: d
    for d in """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
    december""".split()
    for n in (3, 4)
}
"""Days and months as tables shorten them."""
_MAY = re.compile(r"\bMay\b")
"""The month, told by its capital from the verb."""
_LOOKING = frozenset(
    stem(w)
    for w in """amount value number figure line book report reported recorded shown stated listed give get tell show come stand know need want
    owe due paid earn charged spent spending receive received make made company firm year fiscal period end ended ending work worked working
    according exactly actual actually currently expect expected plan planned quantity piece pieces unit units altogether stood down""".split()
)
"""Words that say how a figure is looked at; they narrow nothing, unless another row or column bears them."""
_OPERATIONS: dict[str, re.Pattern[str]] = {
    "percent_change": re.compile(
        r"\bby\s+(?:what|how\s+many)\s+(?:per\s?cent\w*|%)|\bper\s?cent(?:age)?\s+(?:change|increase|decrease|growth|rise|fall|decline)|%\s+change"
        r"|\bgrowth\s+(?:rate|in\s+(?:percent|%))|\bhow\s+fast\b|\brate\s+of\s+growth",
        re.IGNORECASE,
    ),
    "ratio": re.compile(
        r"\b(?:share|percent(?:age)?|per\s+cent|proportion|fraction|portion|part|%)\s+of\b|\bas\s+an?\s+(?:percent(?:age)?|share|part|%)\s+of\b|\bratio\b",
        re.IGNORECASE,
    ),
    "change": re.compile(
        r"\bby\s+how\s+(?:much|many)\b|\bhow\s+(?:much|many)\s+(?:\w+\s+)?(?:more|less|fewer|higher|lower|larger|smaller)\b|\b(?:difference|change|increase|decrease|gap)\b",
        re.IGNORECASE,
    ),
    "average": re.compile(r"\b(?:average|mean)\b", re.IGNORECASE),
    "sum": re.compile(
        r"\b(?:total|sum|together|combined|altogether|add(?:ed)?\s+up|in\s+all|overall|(?:across|over|for|in)\s+the\s+(?:whole|entire)|between\s+them)\b",
        re.IGNORECASE,
    ),
}
"""What is to be done, the first that is said; `total` may be a row's name instead."""
_DONE = frozenset(
    stem(w)
    for w in """percent percentage change increase decrease growth rise fall decline rate fast share proportion fraction portion part ratio more less fewer
    higher lower larger smaller difference gap average mean total sum together combined altogether add added up overall grow grew grown rose risen
    fell dropped differ all whole every each over entire come came differ compare compared versus two three four five six seven eight nine ten""".split()
)
_ELSE = re.compile(
    r"\breturn\w*|\bexceed\w*|\bimprov\w*|\bcumulative|\bcompound\w*|\bwh(?:o|y|om|ose|en|ere)\b|\bhow\s+(?:was|were|is|are|did|does|do|has|have)\b"
    r"|\b(?:without|excluding|except|before|after|net\s+of|weight\w*|determin\w+|calculat\w+|per)\b|\bif\b",
    re.IGNORECASE,
)
"""What none of these operations does; a row may be named so."""
_MOVES = re.compile(
    r"\b(?:increas|decreas|grow|grew|declin|ris(?:e|es|en|ing)\b|rose|f[ae]ll|drop|chang|reduc|differ)\w*|\bthan\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all|whole|every|each|entire|overall|both|(?:the\s+|all\s+)(?P<n>two|three|four|five|six|seven|eight|nine|ten))\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\bcosts?(?=\s*(?:us|me|them|it|you)?\s*\??\s*$)", re.IGNORECASE)
"""The verb at a question's end: "What did security cost us?"."""
_NUMBERED = re.compile(
    r"\b(?:all\s+|the\s+)?(?:two|three|four|five|six|seven|eight|nine|ten)\s+[a-z]+\b", re.IGNORECASE
)
"""What rows or columns are called when they are counted: "the four employees"."""
_COUNTED = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
_RANGE = re.compile(r"\b(?:to|through|until|till)\b|[-–]", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_COUNT_COLUMN = re.compile(
    r"^(?:qty|quantity|quantities|units?|pieces|pcs|count|number|no\.?\s+of.*|#|items|nos?\.?)(?:\s+(?:sold|ordered|shipped|in\s+stock|on\s+hand|held))?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^\W*(?:grand\s+|sub-?)?(?:total|sum|all)\b|\btotal\W*$", re.IGNORECASE)
_TOTALS = frozenset(stem(w) for w in "grand sub subtotal total sum all".split())
_UNITS = frozenset(
    "usd eur gbp chf jpy cad aud sek nok dkk pln czk keur kusd kgbp kchf teur meur musd thousand thousands million millions k m mm € $ £ % in 000".split()
)
"""Words of a column's name that say what it is counted in."""
SHORT = 120
"""Words of a text that may speak of its table as a whole; in a longer one, a word that no name bears narrows."""


def named_program(question: str, records: Sequence[Record], every: Sequence[Cell]) -> Proposal | None:
    """The program that a question names, if it names one and no other.

    Args:
        question: as typed, or the part of it that asks.
        records: the caller's own.
        every: the cells of their tables.
    """
    found = []
    for record in records:
        text = record.text if len(record.text.split()) <= SHORT else ""
        borne = _stems("\n".join((record.title, text, *(t.caption for t in record.tables))))
        for n in range(len(record.tables)):
            cells = [c for c in every if (c.record, c.table) == (record.id, n)]
            if cells and (program := _Named(question, record, n, cells).program(borne)) is not None:
                found.append(program)
    return found[0] if len(found) == 1 else None


class _Named:
    """What a question names of one table."""

    def __init__(self, question: str, record: Record, number: int, cells: Sequence[Cell]) -> None:
        self.question, self.title = question, _stems(record.title)
        self.said = _stems(_NUMBERED.sub(" ", _COSTS.sub(" ", question)))
        places = [s for t in re.findall(r"\S+", question) for s in _stems(t)]
        self.order = {s: n for n, s in reversed(list(enumerate(places)))}
        self.cells = cells
        self.rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            self.rows[cell.row].append(cell)
        table = record.tables[number].rows
        groups = _groups(table)
        self.keys = {r: _keys(table[r], row, groups.get(r, set()), groups.values()) for r, row in self.rows.items()}
        shared = set.intersection(*(_stems(c.column_name) for c in cells))
        self.columns = {c.column: _stems(c.column_name) - _UNITS - shared for c in cells}
        self.shared = shared
        self.named_rows = self._maximal(
            {r: max((k for k in ks if k <= self.said), key=len, default=set()) for r, ks in self.keys.items()}
        )
        self.named_columns = self._maximal({c: k if k <= self.said else set() for c, k in self.columns.items()})

    @staticmethod
    def _maximal(named: dict[int, set[str]]) -> dict[int, set[str]]:
        """The rows or columns named in full, without those whose name is a part of another's that is named."""
        return {n: k for n, k in named.items() if k and not any(k < other for other in named.values())}

    def program(self, borne: set[str]) -> Proposal | None:
        """The program, if the question names one."""
        operations = [o for o, p in _OPERATIONS.items() if p.search(self.question)]
        operation = operations[0] if operations else None
        names = " ".join(c.row_name for c in self.cells if c.row in self.named_rows)
        if self._beside(_ELSE, names) or ("average" in operations and operation != "average"):
            return None
        if operation == "sum" and not self._beside(_OPERATIONS["sum"], names):
            operation = None
        if operation not in ("change", "percent_change") and self._beside(_MOVES, names):
            return None
        proposal = self._value() if operation is None else self._computed(operation)
        return proposal if proposal is not None and not self._left(proposal, borne) else None

    def _beside(self, pattern: re.Pattern[str], names: str) -> set[str]:
        """What the question says of a pattern, and the rows that it names do not."""
        return {m.group().lower() for m in pattern.finditer(self.question)} - {
            m.group().lower() for m in pattern.finditer(names)
        }

    def _left(self, proposal: Proposal, borne: set[str]) -> set[str]:
        """The words of the question that neither the cells' names nor the record bear, or that another row or column bears."""
        rows, columns = {c.row for c in proposal.cells}, {c.column for c in proposal.cells}
        own = (
            {s for r in rows for k in self.keys[r] for s in k}
            | {s for c in columns for s in self.columns[c]}
            | self.shared
        )
        own |= {s for c in proposal.cells for s in _stems(f"{c.group} {c.column_name}")}
        others = {s for r, ks in self.keys.items() if r not in rows for k in ks for s in k}
        others |= {s for c, k in self.columns.items() if c not in columns for s in k}
        done = _DONE if proposal.shape != "value" else frozenset()
        left = self.said - own - done
        if len(rows) > 1 and not self.named_rows:
            # Of all rows together no word is said that some bear and others do not: "all refunds" are not all expenses.
            each = [{s for k in self.keys[r] for s in k} for r in rows]
            telling = set().union(*each) - each[0].intersection(*each[1:])
            telling -= {s for c in columns for s in self.columns[c]} | self.shared
            borne, left = borne - telling, left | ((self.said - done) & telling)
        return (left - borne - _LOOKING) | ((left - self.title) & others)

    def _cell(self, row: int, column: int) -> Cell | None:
        return next((c for c in self.rows[row] if c.column == column), None)

    def _value(self) -> Proposal | None:
        if len(self.named_rows) != 1:
            return None
        (row,) = self.named_rows
        cells = self.rows[row]
        if len(cells) == 1:
            return Proposal("value", (cells[0],))
        columns = [c for c in self.named_columns if self._cell(row, c)]
        if not self.named_columns and _HOW_MANY.search(self.question):
            columns = [c.column for c in cells if _COUNT_COLUMN.match(c.column_name.strip())]
        cell = self._cell(row, columns[0]) if len(columns) == 1 else None
        return Proposal("value", (cell,)) if cell else None

    def _computed(self, operation: str) -> Proposal | None:
        if operation in ("sum", "average"):
            shape: Shape = "sum" if operation == "sum" else "average"
            return self._folded(shape)
        if operation == "ratio":
            return self._share()
        return self._changed("percent_change" if operation == "percent_change" else "change")

    def _pair(self) -> tuple[Cell, Cell] | None:
        """The two cells that are named, in the order in which the question names what they differ in."""
        rows, columns = list(self.named_rows), list(self.named_columns)
        if len(rows) == 1 and len(columns) == 2:
            first, second = sorted(columns, key=lambda c: self._place(self.named_columns[c], self.named_columns))
            pair = self._cell(rows[0], first), self._cell(rows[0], second)
        elif len(rows) == 2 and (len(columns) == 1 or len(self.columns) == 1):
            first, second = sorted(rows, key=lambda r: self._place(self.named_rows[r], self.named_rows))
            column = columns[0] if columns else next(iter(self.columns))
            pair = self._cell(first, column), self._cell(second, column)
        else:
            return None
        return (pair[0], pair[1]) if pair[0] and pair[1] else None

    def _place(self, name: set[str], names: dict[int, set[str]]) -> int:
        """Where in the question the words stand that are this name's and no other's."""
        own = name - set(chain.from_iterable(k for k in names.values() if k != name)) or name
        return min((self.order[s] for s in own if s in self.order), default=len(self.order))

    def _changed(self, shape: Shape) -> Proposal | None:
        pair = self._pair()
        if pair is None:
            return None
        first, second = pair
        years = [c.years or tuple(map(int, re.findall(r"\b(?:19|20)\d\d", c.row_name))) for c in pair]
        if years[0] and years[1] and years[0] != years[1]:
            first, second = (first, second) if years[0] > years[1] else (second, first)
        elif all(m := [_month(c.column_name if first.row == second.row else c.row_name) for c in pair]):
            first, second = (first, second) if m[0] > m[1] else (second, first)
        elif shape == "percent_change":
            return None
        return Proposal(shape, (first, second))

    def _share(self) -> Proposal | None:
        columns = list(self.named_columns) or list(self.columns)
        rows = dict(self.named_rows)
        if len(rows) == 1:
            totals = [r for r in self.rows if r not in rows and _TOTAL.search(self.rows[r][0].row_name)]
            whole = totals if len(totals) == 1 and re.search(r"\btotal\b", self.question, re.IGNORECASE) else []
        else:
            whole = [r for r in rows if _TOTAL.search(self.rows[r][0].row_name)]
        if len(columns) != 1 or len(whole) != 1 or len({*rows, *whole}) != 2:
            return None
        (part,) = set(rows) - set(whole)
        pair = self._cell(part, columns[0]), self._cell(whole[0], columns[0])
        return Proposal("ratio", (pair[0], pair[1])) if pair[0] and pair[1] else None

    def _folded(self, shape: Shape) -> Proposal | None:
        """Cells of one row, or of one column, folded: those named, those of a range, or all but the total's."""
        names = {c.column: c.column_name for c in self.cells}
        if len(self.named_rows) == 1 and len(self.named_columns) != 1:
            (row,) = self.named_rows
            plain = [c for c in self.rows[row] if not _TOTAL.search(names[c.column])]
            cells = self._several(plain, [c for c in plain if c.column in self.named_columns])
            total = len(plain) < len(self.rows[row])
        elif len(self.named_columns) == 1 or len(self.columns) == 1:
            column = next(iter(self.named_columns or self.columns))
            every = [c for c in self.cells if c.column == column]
            plain = [c for c in every if not _TOTAL.search(c.row_name)]
            cells = self._several(plain, [c for c in plain if c.row in self.named_rows])
            total = len(plain) < len(every)
        else:
            return None
        if len({(c.row_name, c.column) for c in cells}) < len(cells):
            return None
        # A total that is printed is not computed anew, and a column of mixed units is not added up.
        if (
            len(cells) < 2
            or (total and shape == "sum" and len(cells) == len(plain))
            or len({c.unit for c in cells}) > 1
        ):
            return None
        return Proposal(shape, tuple(cells))

    def _several(self, plain: Sequence[Cell], named: Sequence[Cell]) -> list[Cell]:
        if len(named) == 2 and _RANGE.search(self.question):
            first, last = sorted(plain.index(c) for c in named)
            return list(plain[first : last + 1]) if self._in_order(plain[first : last + 1]) else []
        if len(named) > 1:
            return list(named)
        every = _ALL.search(self.question)
        counted = _COUNTED.get((every.group("n") or "").lower()) if every else None
        return list(plain) if every and not named and counted in (None, len(plain)) else []

    @staticmethod
    def _in_order(cells: Sequence[Cell]) -> bool:
        """Whether each of some cells stands under a number of its own, a year as a rule, so that a range of them means those between."""
        rows = len({c.row for c in cells}) > 1
        return all(re.search(r"\d", c.row_name if rows else c.column_name) for c in cells)


def _month(name: str) -> int:
    """The month that a name is of, from 1; 0 where it is of none."""
    found = re.match(r"\W*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", name, re.IGNORECASE)
    return 1 + "jan feb mar apr may jun jul aug sep oct nov dec".split().index(found.group(1).lower()) if found else 0


def _groups(table: Sequence[Sequence[str]]) -> dict[int, set[str]]:
    """The words of a first cell that stands over several rows, those below it leaving theirs empty, by each of these rows."""
    found: dict[int, set[str]] = {}
    head = 0
    for n, row in enumerate(table):
        if row and row[0].strip():
            head = n
        elif len(row) > 1 and _stems(row[1]) and len(table[head]) > 1 and _stems(table[head][1]):
            found[head] = found[n] = _stems(table[head][0])
    return found


def _keys(row: Sequence[str], cells: Sequence[Cell], group: set[str], groups: Collection[set[str]]) -> list[set[str]]:
    """The names that a row bears: its first cell, and every other that is no number.

    A first cell that stands over several rows names none of them alone; it names the row of their total.
    """
    numbers = {c.column for c in cells}
    named = [k for n, text in enumerate(row) if n not in numbers and (k := _stems(text))]
    if group:
        own = [k for k in named if k != group]
        return [*own, *(group | k for k in own)]
    total = _stems(row[0]) - _TOTALS if row and _TOTAL.search(row[0]) else set()
    return [*named, total] if total in groups else named


def _stems(text: str) -> set[str]:
    """The stems of the words of a name, but for those that only join others."""
    return {
        stem(singular(_SHORT.get(t, t)))
        for t in tokens(_MAY.sub("Maymonth", text))
        if t not in _JOINING and (len(t) > 1 or t.isdigit())
    }

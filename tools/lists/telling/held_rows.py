"""The rows that a query is of: which they are, what each is called, what their amounts come to, and how what is told of them is put.

Amounts are added exactly; those of two currencies or measures are not. A blank cell is never taken for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from muniment.errors import Abstention
from muniment.records import AnswerTable, Cell, Listing
from muniment.tools.lists.cell_amounts import Amount, is_money, is_unknown
from muniment.tools.lists.heads import is_of_money, kinds, words_of_head
from muniment.tools.lists.query import Query
from muniment.tools.lists.relation import Column, Relation, Row
from muniment.wording import stem

SHOWN = 30
"""Rows that are shown and cited; of more, the first ones."""
LONGEST_MEASURE = 8
"""Letters of a measure: "kg", "bales", "litres"."""
_NAMES = frozenset(
    stem(w)
    for w in """customer supplier item product title name description project asset course company organisation tenant property vehicle model event subject
    task partner counterparty""".split()
)
"""Heads of the column that is told beside a mark: whose invoice it is."""
_MEASURES = (("unit",), ("uom",), ("measur",))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a list, and the rows, by their place in its table, that the marks are of, from 1.

    `cell` is the column of the one cell that is told, `name` what it is called, and `unit` a currency, "pure" for a percentage, or "number"; empty where
    the cell states a measure of its own ("15 years"), or no amount.
    """

    listing: Listing
    rows: tuple[int, ...]
    cell: int | None = None
    name: str = ""
    unit: str = ""


def refuse(why: str) -> Abstention:
    """That a list does not tell what is asked, and why."""
    return Abstention("insufficient_evidence", why)


def counted(n: int, noun: str) -> str:
    """A number of things in words: `1 row`, `2 rows`."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


class HeldRows:
    """The rows of a list that fulfil the conditions of a query.

    Raises:
        Abstention: something must not be so, and of a row it is not known.
    """

    def __init__(self, query: Query, relation: Relation) -> None:
        self.query, self.relation = query, relation
        held = [(r, [c.holds(r) for c in query.conditions]) for r in relation.rows]
        self.rows = [r for r, said in held if all(said)]
        self.unknown = [r for r, said in held if None in said and False not in said]
        for c in query.conditions:
            if c.negated and any(c.holds(r) is None for r in self.unknown):
                rows = counted(len(self.unknown), "row")
                raise refuse(f"{rows} of the list have no “{c.column.head}”, so it is not known whether they count.")

    @property
    def target(self) -> Column:
        """The column that something is done with."""
        assert self.query.target is not None
        return self.query.target

    # Words

    def say(self, text: str, rows: Sequence[Row], how: str, *columns: Column | None) -> Told:
        """What is told: the answer, how the question was read, and the rows that it rests on, as a table where there are several.

        Args:
            text: the answer.
            rows: those that it rests on.
            how: how the question was read.
            columns: those that are shown, besides what the rows are called and what the conditions are of.
        """
        shown = list(rows[:SHOWN])
        more = f" The first {SHOWN} of {len(rows)} rows are shown." if len(rows) > SHOWN else ""
        blanks = len(self.unknown)
        blank = f" {counted(blanks, 'row')} with a blank cell there {'is' if blanks == 1 else 'are'} left out."
        mark = " [1]" if len(shown) == 1 else ""
        table = self._table(shown, [c for c in columns if c is not None]) if len(shown) > 1 else None
        listing = Listing(f"{text}{mark}.{more} Read as: {how}.{blank if blanks else ''}", table)
        return Told(listing, tuple(r.at for r in shown))

    def _table(self, rows: Sequence[Row], columns: Sequence[Column]) -> AnswerTable:
        every = [*self._label_columns(), *columns, *(c.column for c in self.query.conditions)]
        heads = list({c.at: c for c in every}.values())
        cells = tuple(
            tuple(Cell(self.relation.text(r, c), (n,) if k == 0 else ()) for k, c in enumerate(heads))
            for n, r in enumerate(rows, 1)
        )
        return AnswerTable("", tuple(c.head for c in heads), cells)

    def _label_columns(self) -> list[Column]:
        """The columns that say which row it is: one in which no two are alike, and beside a mark a name."""
        texts = [c for c in self.relation.columns if c.kind == "text"]
        key = next((c for c in texts if c.distinct), None)
        if key is None:
            return list(self.relation.columns[:3])
        marks = [self.relation.text(r, key) for r in self.relation.rows]
        if 2 * sum(any(x.isdigit() for x in m) for m in marks) < len(marks):
            return [key]
        names = kinds()["who"] | _NAMES
        name = next((c for c in texts if c != key and set(words_of_head(c.head)) & names), None)
        return [key] if name is None else [key, name]

    def label(self, row: Row, without: Column | None = None) -> str:
        """What a row is called: `INV-7 (Acme Ltd)`; without the column whose cell is told."""
        columns = [c for c in self._label_columns() if c != without] or self._label_columns()
        said = [t for c in columns if (t := self.relation.text(row, c))]
        if not columns[0].distinct:
            return " · ".join(said)
        return said[0] if len(said) == 1 else f"{said[0]} ({', '.join(said[1:])})"

    def name(self, row: Row) -> str:
        """What a row is of: itself, or what stands first where no column tells rows apart."""
        texts = [c for c in self.relation.columns if c.kind == "text"]
        first = self.relation.columns[0]
        return self.label(row) if any(c.distinct for c in texts) else self.relation.text(row, first)

    def labels(self, rows: Sequence[Row]) -> str:
        """What rows are called, the first ones of many."""
        return self.first_of([self.label(r) for r in rows])

    @staticmethod
    def first_of(names: Sequence[str]) -> str:
        """Names, the first ones of many."""
        rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        return f"{', '.join(names[:SHOWN])}{rest}"

    @property
    def where(self) -> str:
        """The conditions in words."""
        said = [c.said(self.relation) for c in self.query.conditions]
        return f" in which {' and '.join(said)}" if said else ""

    @property
    def over(self) -> str:
        """Over which rows, in words."""
        every = len(self.relation.rows)
        return f"the {len(self.rows)} of {every} rows{self.where}" if self.query.conditions else f"all {every} rows"

    def written(self, row: Row, column: Column) -> str:
        """A cell as it is written, with the unit that its column states."""
        text, value = self.relation.text(row, column), self.relation.value(row, column)
        bare = not any(x.isalpha() or x in "$€£¥₹%" for x in text)
        if not isinstance(value, Amount) or not value.unit or not bare:
            return text
        return f"{text}%" if value.unit == "%" else f"{text} {value.unit}"

    def groups(self, column: Column) -> dict[str, list[Row]]:
        """The rows by what stands in a column, whatever the size of its letters; without those where nothing does."""
        found: dict[str, list[Row]] = {}
        names: dict[str, str] = {}
        for r in self.rows:
            if self.relation.value(r, column) is not None:
                text = self.relation.text(r, column)
                found.setdefault(names.setdefault(text.lower(), text), []).append(r)
        return found

    # Amounts

    def amounts(self, rows: Sequence[Row]) -> list[tuple[Row, Decimal]]:
        """The rows with an amount in the target, and these.

        Raises:
            Abstention: the amounts are of several units, or one is not known.
        """
        target = self.target
        found = [(r, v) for r in rows if isinstance(v := self.relation.value(r, target), Amount)]
        units = {v.unit.lower().rstrip("s") for _, v in found}
        column = self._currencies() or (None if target.unit or is_of_money(target.head) else self._measures())
        if column is not None:
            units |= {self.relation.text(r, column).lower().rstrip("s") for r, _ in found}
        units.discard("")
        if len(units) > 1:
            names = ", ".join(sorted(units))
            raise refuse(
                f"The values of “{target.head}” are of several units ({names}), which cannot be taken together."
            )
        unknown = next((r for r in rows if is_unknown(self.relation.text(r, target))), None)
        if unknown is not None:
            said = f"“{target.head}” of {self.label(unknown)} is “{self.relation.text(unknown, target)}”"
            raise refuse(f"{said}, so this is not known.")
        return [(r, v.value) for r, v in found]

    def total(self, rows: Sequence[Row]) -> Decimal:
        """What the amounts of rows come to."""
        return sum((v for _, v in self.amounts(rows)), Decimal(0))

    def shown(self, value: Decimal, rows: Sequence[Row], places: int = 0) -> str:
        """A computed amount with its unit, with as many places as those that it is of, and at least some."""
        values = [v.value for r in rows if isinstance(v := self.relation.value(r, self.target), Amount)]
        own = max((-int(v.normalize().as_tuple().exponent) for v in values), default=0)
        column = self._currencies()
        unit = self.relation.text(rows[0], column) if column is not None and rows else self.target.unit
        if own == 1 and unit.isupper():
            own = 2
        text = f"{value.quantize(Decimal(1).scaleb(-max(own, places, 0)), ROUND_HALF_UP):,f}"
        return f"{text}%" if unit == "%" else f"{text} {unit}".strip()

    def blanks(self, rows: Sequence[Row], valued: int) -> str:
        """How many rows have no amount, in words."""
        missing = len(rows) - valued
        return f", {counted(missing, 'row')} without a value left out" if missing else ""

    def _currencies(self) -> Column | None:
        """The column that says in which currency each row's amounts are, where they are money."""
        if not (is_money(self.target.unit) or is_of_money(self.target.head)):
            return None
        texts = (c for c in self.relation.columns if c.kind == "text")
        return next((c for c in texts if "currenc" in words_of_head(c.head)), None)

    def _measures(self) -> Column | None:
        """The column that says in which measure each row's amounts are."""
        texts = [c for c in self.relation.columns if c.kind == "text" and not c.distinct]
        named = [c for c in texts if words_of_head(c.head)[-1:] in _MEASURES]
        said = [self.relation.text(r, c) for c in named[:1] for r in self.relation.rows]
        short = all(len(t) <= LONGEST_MEASURE and " " not in t for t in said)
        return named[0] if len(named) == 1 and short else None

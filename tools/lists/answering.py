"""What a query of a list comes to, in words: the answer first, then over which rows, and how the question was read.

Amounts are added exactly; those of two currencies or measures are not. A blank cell is never taken for nothing, and two rows are never
taken for one. The marks are of the rows that the answer rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from muniment.errors import Abstention
from muniment.records import AnswerTable, Cell, Listing
from muniment.tools.lists.condition import Condition
from muniment.tools.lists.heads import is_additive, kinds, words_of_head
from muniment.tools.lists.query import Query
from muniment.tools.lists.relation import Amount, Column, Relation, Row, is_unknown
from muniment.tools.lists.spans import Span

SHOWN = 30
"""Rows that are shown and cited; of more, the first ones."""
_NOT_YET = frozenset(
    (
        "tbc",
        "tbd",
        "tba",
        "pending",
        "unknown",
        "to be confirmed",
        "to be determined",
        "awaited",
        "awaiting",
        "not known",
        "outstanding",
    )
)
LONGEST_MEASURE = 8
"""Letters of a measure: "kg", "bales", "litres"."""
_NAMES = frozenset(
    (
        "customer",
        "supplier",
        "item",
        "product",
        "titl",
        "name",
        "descript",
        "project",
        "asset",
        "cours",
        "compani",
        "organ",
        "tenant",
        "properti",
        "vehicl",
        "model",
        "event",
        "subject",
        "task",
        "partner",
        "counterparti",
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a list, and the rows, by their place in its table, that the marks are of, from 1."""

    listing: Listing
    rows: tuple[int, ...]


def answer(query: Query, relation: Relation) -> Told:
    """What the query comes to.

    Raises:
        Abstention: no row or several rows are meant where one is, a cell is blank, or amounts are of several units.
    """
    return _Teller(query, relation).tell()


class _Teller:
    def __init__(self, query: Query, relation: Relation) -> None:
        self.query, self.relation = query, relation
        self.rows = [r for r in relation.rows if all(c.holds(r) is True for c in query.conditions)]
        self.unknown = [
            r for r in relation.rows if None in (held := [c.holds(r) for c in query.conditions]) and False not in held
        ]
        for c in query.conditions:
            if c.negated and any(c.holds(r) is None for r in self.unknown):
                raise Abstention(
                    "insufficient_evidence",
                    f"{_count(len(self.unknown), 'row')} of the list have no “{c.column.head}”, so it is not known whether they count.",
                )

    def tell(self) -> Told:
        """What the query comes to."""
        ways: dict[str, Callable[[], Told]] = {
            "cell": self._cell,
            "list": self._list,
            "count": self._count,
            "distinct": self._distinct,
            "sum": self._fold,
            "average": self._fold,
            "largest": self._extreme,
            "smallest": self._extreme,
            "difference": self._difference,
            "more": self._more,
            "less": self._more,
            "share": self._share,
            "exists": self._exists,
            "holds": self._holds,
        }
        return ways[self.query.operation]()

    # What is said

    def _say(self, text: str, rows: Sequence[Row], how: str, columns: Sequence[Column] = ()) -> Told:
        """The answer with the rows that it rests on, as a table where there are several."""
        shown = list(rows[:SHOWN])
        more = f" The first {SHOWN} of them are shown." if len(rows) > SHOWN else ""
        table = self._table(shown, columns) if len(shown) > 1 else None
        blank = (
            f" {_count(len(self.unknown), 'row')} with a blank cell there {'is' if len(self.unknown) == 1 else 'are'} left out."
            if self.unknown
            else ""
        )
        marks = "" if table is not None else " [1]" if shown else ""
        return Told(Listing(f"{text}{marks}.{more} Read as: {how}.{blank}", table), tuple(r.at for r in shown))

    def _table(self, rows: Sequence[Row], columns: Sequence[Column]) -> AnswerTable:
        every = [*self._label_columns(), *columns, *(c.column for c in self.query.conditions)]
        heads = list({c.at: c for c in every}.values())
        cells = tuple(
            tuple(Cell(self.relation.text(r, c), (n,) if k == 0 else ()) for k, c in enumerate(heads))
            for n, r in enumerate(rows, 1)
        )
        return AnswerTable("", tuple(c.head for c in heads), cells)

    def _label_columns(self) -> list[Column]:
        """The columns that say which row it is."""
        texts = [c for c in self.relation.columns if c.kind == "text"]
        key = next((c for c in texts if c.distinct), None)
        if key is None:
            return list(self.relation.columns[:3])
        marks = [self.relation.text(r, key) for r in self.relation.rows]
        if 2 * sum(any(x.isdigit() for x in m) for m in marks) < len(marks):
            return [key]
        people = kinds()["who"] | _NAMES
        name = next((c for c in texts if c != key and set(words_of_head(c.head)) & people), None)
        return [key] if name is None else [key, name]

    def _label(self, row: Row) -> str:
        said = [t for c in self._label_columns() if (t := self.relation.text(row, c))]
        key = next((c for c in self.relation.columns if c.kind == "text" and c.distinct), None)
        if key is None:
            return " · ".join(said)
        return said[0] if len(said) == 1 else f"{said[0]} ({', '.join(said[1:])})"

    def _where(self, conditions: Sequence[Condition] | None = None) -> str:
        said = [c.said(self.relation) for c in (self.query.conditions if conditions is None else conditions)]
        return f" in which {' and '.join(said)}" if said else ""

    def _over(self) -> str:
        every = len(self.relation.rows)
        return f"the {len(self.rows)} of {every} rows{self._where()}" if self.query.conditions else f"all {every} rows"

    def _written(self, row: Row, column: Column) -> str:
        """A cell as it is written, with the unit that its column states."""
        text = self.relation.text(row, column)
        value = self.relation.value(row, column)
        named = (
            isinstance(value, Amount)
            and value.unit
            and value.unit != "%"
            and not any(x.isalpha() or x in "$€£¥₹%" for x in text)
        )
        return (
            f"{text} {value.unit}"
            if named and isinstance(value, Amount)
            else f"{text}%"
            if isinstance(value, Amount) and value.unit == "%" and "%" not in text
            else text
        )

    # Amounts

    def _target(self) -> Column:
        assert self.query.target is not None
        return self.query.target

    def _valued(self, rows: Sequence[Row]) -> list[tuple[Row, Decimal]]:
        """The rows with an amount, and these.

        Raises:
            Abstention: the amounts are of several units.
        """
        target = self._target()
        found = [(r, v) for r in rows if isinstance(v := self.relation.value(r, target), Amount)]
        units = {v.unit.lower().rstrip("s") for _, v in found}
        ccy = next((c for c in self.relation.columns if c.kind == "text" and "currenc" in words_of_head(c.head)), None)
        if ccy is not None:
            units |= {self.relation.text(r, ccy) for r, _ in found}
            units.discard("")
        if ccy is None:
            measures = self._measures()
            if measures is not None and not target.unit:
                units |= {self.relation.text(r, measures).lower().rstrip("s") for r, _ in found}
                units.discard("")
        if len(units) > 1:
            raise Abstention(
                "insufficient_evidence",
                f"The values of “{target.head}” are of several units ({', '.join(sorted(units))}), which cannot be taken together.",
            )
        unknown = [r for r in rows if is_unknown(self.relation.text(r, target))]
        if unknown:
            said = f"“{target.head}” of {self._label(unknown[0])} is “{self.relation.text(unknown[0], target)}”"
            raise Abstention("insufficient_evidence", f"{said}, so this is not known.")
        return [(r, v.value) for r, v in found]

    def _measures(self) -> Column | None:
        """The column that says in which measure each row's amounts are."""
        named = [
            c
            for c in self.relation.columns
            if c.kind == "text" and not c.distinct and words_of_head(c.head)[-1:] in (("unit",), ("uom",), ("measur",))
        ]
        texts = [self.relation.text(r, c) for c in named[:1] for r in self.relation.rows]
        return named[0] if len(named) == 1 and all(len(t) <= LONGEST_MEASURE and " " not in t for t in texts) else None

    def _unit(self, rows: Sequence[Row]) -> str:
        target = self._target()
        ccy = next((c for c in self.relation.columns if c.kind == "text" and "currenc" in words_of_head(c.head)), None)
        if ccy is not None and rows:
            return self.relation.text(rows[0], ccy)
        return target.unit

    def _shown(self, value: Decimal, rows: Sequence[Row], places: int | None = None) -> str:
        """A computed amount with its unit."""
        texts = [self.relation.value(r, self._target()) for r in rows]
        own = max(
            (max(0, -int(v.value.normalize().as_tuple().exponent)) for v in texts if isinstance(v, Amount)), default=0
        )
        own = 2 if own == 1 and self._unit(rows).isupper() else own
        digits = own if places is None else max(own, places)
        text = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
        unit = self._unit(rows)
        return f"{text}%" if unit == "%" else f"{text} {unit}".strip()

    def _blanks(self, rows: Sequence[Row], valued: int) -> str:
        missing = len(rows) - valued
        return f", {_count(missing, 'row')} without a value left out" if missing else ""

    # Ways to answer

    def _cell(self) -> Told:
        target = self._target()
        rows = self.rows
        if not rows:
            raise Abstention("insufficient_evidence", f"The list has no row{self._where()}.")
        texts = {self.relation.text(r, target) for r in rows}
        if len(rows) == 1 and self.relation.text(rows[0], target).lower() in _NOT_YET and self._is_measured(target):
            said = f"“{target.head}” of {self._label(rows[0])} is “{self.relation.text(rows[0], target)}”"
            raise Abstention("insufficient_evidence", f"{said}, so it is not known.")
        if len(rows) == 1 and self.relation.value(rows[0], target) is None:
            raise Abstention(
                "insufficient_evidence", f"“{target.head}” of {self._label(rows[0])} is blank in the list."
            )
        if len(texts) > 1 and not self.query.several:
            which = "; ".join(f"{self._label(r)}: {self._written(r, target) or 'blank'}" for r in rows[:5])
            raise Abstention(
                "ambiguous_entity",
                f"{_count(len(rows), 'row')} fit{'' if len(rows) > 1 else 's'}: {which}. Which is meant?",
            )
        if len(texts) > 1:
            values = list(
                dict.fromkeys(self._written(r, target) for r in rows if self.relation.value(r, target) is not None)
            )
            return self._say(", ".join(values), rows, f"“{target.head}” of {self._over()}", (target,))
        if self.relation.value(rows[0], target) is None:
            raise Abstention("insufficient_evidence", f"“{target.head}” is blank there in the list.")
        how = f"“{target.head}” of the row{'s' if len(rows) > 1 else ''}{self._where()}"
        return self._say(
            f"{self._written(rows[0], target)} – {self._label(rows[0])}"
            if len(rows) == 1
            else self._written(rows[0], target),
            rows,
            how,
            (target,),
        )

    def _is_measured(self, column: Column) -> bool:
        """Whether a column is of amounts, be some of them words or bounds ("<0.5")."""
        numbers = sum(any(x.isdigit() for x in self.relation.text(r, column)) for r in self.relation.rows)
        return column.kind == "amount" or 2 * numbers > len(self.relation.rows)

    def _list(self) -> Told:
        if not self.rows:
            return self._none()
        shown = self.query.shown
        if shown is not None:
            names = list(dict.fromkeys(t for r in self.rows if (t := self.relation.text(r, shown))))
            return self._say(", ".join(names), self.rows, self._over(), (shown,))
        return self._say(", ".join(self._label(r) for r in self.rows), self.rows, self._over())

    def _none(self) -> Told:
        """That no row fulfils the conditions; the rows that fulfil each but the last are not told."""
        raise Abstention(
            "insufficient_evidence", f"None of the {len(self.relation.rows)} rows of the list is one{self._where()}."
        )

    def _count(self) -> Told:
        group = self.query.group
        if group is not None:
            return self._by_group(group, lambda rows: str(len(rows)), "the number of rows")
        return self._say(
            str(len(self.rows)),
            self.rows,
            f"the number of rows{self._where()}, of {len(self.relation.rows)} in the list",
        )

    def _distinct(self) -> Told:
        target = self._target()
        names = list({t.lower(): t for r in self.rows if (t := self.relation.text(r, target))}.values())
        if not self.query.several and len(names) != len(self.rows):
            raise Abstention(
                "ambiguous_entity",
                f"{_count(len(self.rows), 'row')} fulfil this, with {len(names)} different values of “{target.head}”. Which is to be counted?",
            )
        first = [next(r for r in self.rows if self.relation.text(r, target).lower() == n.lower()) for n in names]
        return self._say(
            f"{len(names)}: {', '.join(names)}" if len(names) <= SHOWN else str(len(names)),
            first,
            f"the different values of “{target.head}” in {self._over()}",
            (target,),
        )

    def _fold(self) -> Told:
        target, group = self._target(), self.query.group
        average = self.query.operation == "average"
        what = f"the {'average' if average else 'sum'} of “{target.head}”"

        def folded(rows: Sequence[Row]) -> str:
            valued = self._valued(rows)
            if not valued:
                return "–"
            total = sum((v for _, v in valued), Decimal(0))
            return self._shown(total / len(valued), rows, 2) if average else self._shown(total, rows)

        if not self.rows:
            return self._none()
        if group is not None:
            self._valued(self.rows)
            return self._by_group(group, folded, what)
        valued = self._valued(self.rows)
        if not valued:
            raise Abstention("insufficient_evidence", f"“{target.head}” is blank in every such row.")
        return self._say(
            folded(self.rows),
            [r for r, _ in valued],
            f"{what} over {self._over()}{self._blanks(self.rows, len(valued))}",
            (target,),
        )

    def _by_group(self, group: Column, tell: Callable[[Sequence[Row]], str], what: str) -> Told:
        groups = self._groups(group)
        said = [f"{name}: {tell(rows)}" for name, rows in groups.items()]
        rows = [r for members in groups.values() for r in members]
        target = (self.query.target,) if self.query.target else ()
        return self._say(
            "; ".join(said), rows, f"{what} for each “{group.head}”, over {self._over()}", (group, *target)
        )

    def _groups(self, group: Column) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        names: dict[str, str] = {}
        for r in self.rows:
            text = self.relation.text(r, group)
            if self.relation.value(r, group) is not None:
                found.setdefault(names.setdefault(text.lower(), text), []).append(r)
        return found

    def _extreme(self) -> Told:
        if not self.rows:
            return self._none()
        if self.query.group is not None:
            return self._extreme_group(self.query.group)
        target, down = self._target(), self.query.operation == "smallest"
        values: list[tuple[Row, Decimal | Span]]
        if target.kind == "span":
            values = [(r, v) for r in self.rows if isinstance(v := self.relation.value(r, target), Span)]
        else:
            values = list(self._valued(self.rows))
            if down and target.odd and len(values) < len(self.rows):
                raise Abstention(
                    "insufficient_evidence", f"Some values of “{target.head}” are words, so the smallest is not known."
                )
        if not values:
            raise Abstention("insufficient_evidence", f"“{target.head}” is blank in every such row.")
        ordered = sorted(values, key=lambda p: _rank(p[1]), reverse=not down)
        last = _rank(ordered[min(self.query.top, len(ordered)) - 1][1])
        if self.query.nth:
            ordered = self._nth(ordered)
        told = [r for r, v in ordered if (_rank(v) <= last if down else _rank(v) >= last)]
        if len(told) > max(self.query.top, 1) + 4:
            raise Abstention(
                "insufficient_evidence",
                f"{len(told)} rows share the {'lowest' if down else 'highest'} “{target.head}”.",
            )
        shown = self.query.shown
        if shown is not None and self.query.top == 1:
            self._same_in_sum(shown, told, down)
        word = (
            "the earliest"
            if target.kind == "span" and down
            else "the latest"
            if target.kind == "span"
            else "the smallest"
            if down
            else "the largest"
        )
        how = f"the row{'s' if len(told) > 1 else ''} with {word} “{target.head}” of {self._over()}{self._blanks(self.rows, len(values))}"
        if self.query.value and len({self.relation.text(r, target) for r in told}) == 1:
            return self._say(
                f"{self._written(told[0], target)} – {' and '.join(self._label(r) for r in told)}", told, how, (target,)
            )
        names = [f"{self._named(r, shown)} ({self._written(r, target)})" for r in told]
        return self._say(", ".join(names), told, how, (target, *((shown,) if shown else ())))

    def _nth(self, ordered: Sequence[tuple[Row, Decimal | Span]]) -> list[tuple[Row, Decimal | Span]]:
        """The one row at a place of the order.

        Raises:
            Abstention: there are fewer, or two share a place up to it.
        """
        n = self.query.top
        first = [_rank(v) for _, v in ordered[: n + 1]]
        if len(ordered) < n or len(set(first)) < len(first):
            raise Abstention(
                "insufficient_evidence",
                f"Two rows share a place among the first {n}, or there are fewer, so none is number {n}.",
            )
        return [ordered[n - 1]]

    def _named(self, row: Row, shown: Column | None) -> str:
        label = self._label(row)
        if shown is None:
            return label
        own = self.relation.text(row, shown)
        if not own:
            raise Abstention("insufficient_evidence", f"“{shown.head}” of {label} is blank in the list.")
        return own if own in label else f"{own}, {label}"

    def _same_in_sum(self, shown: Column, told: Sequence[Row], down: bool) -> None:
        """Refuse where one row has the most and, taken together, another's rows have.

        Raises:
            Abstention: both are meant by "which customer has the largest amount".
        """
        target = self._target()
        if target.kind != "amount" or shown.distinct or not self.query.several:
            return
        sums = {n: sum((v for _, v in self._valued(rows)), Decimal(0)) for n, rows in self._groups(shown).items()}
        best = min(sums, key=lambda n: sums[n]) if down else max(sums, key=lambda n: sums[n])
        own = {self.relation.text(r, shown).lower() for r in told}
        if {best.lower()} != own and is_additive(target.head, target.unit):
            names = " and ".join(dict.fromkeys(self.relation.text(r, shown) for r in told))
            raise Abstention(
                "ambiguous_entity",
                f"The single row with the {'smallest' if down else 'largest'} “{target.head}” is of {names}; all rows together, it is {best}. Which is meant?",
            )

    def _extreme_group(self, group: Column) -> Told:
        down, target = self.query.operation == "smallest", self.query.target
        groups = self._groups(group)
        counted = {
            n: Decimal(len(rows)) if target is None else sum((v for _, v in self._valued(rows)), Decimal(0))
            for n, rows in groups.items()
        }
        if target is not None:
            self._valued(self.rows)
        ordered = sorted(counted, key=lambda n: counted[n], reverse=not down)
        if self.query.nth:
            raise Abstention("insufficient_evidence", "Only the first values are told of groups that are added up.")
        last = counted[ordered[min(self.query.top, len(ordered)) - 1]]
        told = [n for n in ordered if (counted[n] <= last if down else counted[n] >= last)]
        if len(told) > self.query.top + 3:
            raise Abstention("insufficient_evidence", f"{len(told)} values of “{group.head}” share the same place.")
        rows = [r for n in told for r in groups[n]]
        what = "the number of rows" if target is None else f"the sum of “{target.head}”"
        values = [
            f"{n} ({_count(int(counted[n]), 'row') if target is None else self._shown(counted[n], groups[n])})"
            for n in told
        ]
        how = f"the “{group.head}” for which {what} is {'smallest' if down else 'largest'}, over {self._over()}"
        return self._say(", ".join(values), rows, how, (group, *((target,) if target else ())))

    def _two(self) -> tuple[tuple[str, Row], tuple[str, Row]]:
        """The two rows that are compared.

        Raises:
            Abstention: one of them is none, or several.
        """
        found = []
        for c in self.query.tested:
            rows = [r for r in self.rows if c.holds(r)]
            name = next(self.relation.text(r, c.column) for r in self.relation.rows if c.holds(r))
            if len(rows) != 1:
                raise Abstention(
                    "ambiguous_entity",
                    f"{len(rows)} rows of the list are of {name}{self._where()}; one is needed to compare.",
                )
            found.append((name, rows[0]))
        return found[0], found[1]

    def _difference(self) -> Told:
        target = self._target()
        (one, a), (two, b) = self._two()
        valued = self._valued([a, b])
        if len(valued) != 2:
            raise Abstention("insufficient_evidence", f"“{target.head}” is blank for one of them.")
        value = abs(valued[0][1] - valued[1][1])
        said = f"{one}: {self._written(a, target)}; {two}: {self._written(b, target)}"
        return self._say(
            f"{self._shown(value, [a, b])} – {said}",
            [a, b],
            f"the difference in “{target.head}” between the two rows",
            (target,),
        )

    def _more(self) -> Told:
        target = self._target()
        pair = self._two()
        values = [self.relation.value(r, target) for _, r in pair]
        if None in values:
            raise Abstention("insufficient_evidence", f"“{target.head}” is blank for one of them.")
        if target.kind == "amount":
            self._valued([r for _, r in pair])
        one, two = (_rank(v.value if isinstance(v, Amount) else v) for v in values if isinstance(v, Amount | Span))
        said = "; ".join(f"{n}: {self._written(r, target)}" for n, r in pair)
        more = self.query.operation == "more"
        name = "Neither" if one == two else pair[0][0] if (one > two) == more else pair[1][0]
        return self._say(
            f"{name} – {said}",
            [r for _, r in pair],
            f"which of the two rows has the {'larger' if more else 'smaller'} “{target.head}”",
            (target,),
        )

    def _share(self) -> Told:
        every = list(self.relation.rows)
        if self.query.target is None:
            part, whole, what = Decimal(len(self.rows)), Decimal(len(every)), "the rows"
            shown = f"{len(self.rows)} of {len(every)}"
        else:
            rows, all_rows = self._valued(self.rows), self._valued(every)
            part, whole = sum((v for _, v in rows), Decimal(0)), sum((v for _, v in all_rows), Decimal(0))
            if any(v < 0 for _, v in all_rows) or whole == 0:
                raise Abstention(
                    "insufficient_evidence",
                    f"Some values of “{self.query.target.head}” are below zero, so there are no shares of their sum.",
                )
            what, shown = (
                f"the sum of “{self.query.target.head}”",
                f"{self._shown(part, self.rows)} of {self._shown(whole, every)}",
            )
        percent = (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
        target = (self.query.target,) if self.query.target else ()
        return self._say(
            f"{percent:f}% – {shown}", self.rows, f"the share of {what} that lies in {self._over()}", target
        )

    def _exists(self) -> Told:
        if not self.rows:
            raise Abstention("insufficient_evidence", f"No row of the list is one{self._where()}.")
        return self._say(
            f"Yes, {len(self.rows)}: {', '.join(self._label(r) for r in self.rows[:SHOWN])}", self.rows, self._over()
        )

    def _holds(self) -> Told:
        if self.query.target is not None:
            target = self._target()
            (one, a), (two, b) = self._two()
            valued = self._valued([a, b])
            if len(valued) != 2:
                raise Abstention("insufficient_evidence", f"“{target.head}” is blank for one of them.")
            held = valued[0][1] > valued[1][1] if self.query.value else valued[0][1] < valued[1][1]
            said = f"{one}: {self._written(a, target)}; {two}: {self._written(b, target)}"
            return self._say(
                f"{'Yes' if held else 'No'} – {said}",
                [a, b],
                f"whether “{target.head}” of {one} is {'larger' if self.query.value else 'smaller'} than that of {two}",
                (target,),
            )
        if len(self.rows) != 1:
            raise Abstention("ambiguous_entity", f"{len(self.rows)} rows of the list are meant{self._where()}.")
        (row,) = self.rows
        held_all = [c.holds(row) for c in self.query.tested]
        if None in held_all:
            raise Abstention("insufficient_evidence", f"A cell of {self._label(row)} that tells is blank.")
        said = "; ".join(
            f"“{c.column.head}”: {self.relation.text(row, c.column) or 'blank'}" for c in self.query.tested
        )
        return self._say(
            f"{'Yes' if all(held_all) else 'No'} – {self._label(row)}, {said}",
            [row],
            f"whether {' and '.join(c.said(self.relation) for c in self.query.tested)}",
        )


def _rank(value: Decimal | Span) -> tuple[Decimal | int, ...]:
    """By what amounts and times are put in order."""
    return (value.first.toordinal(), value.last.toordinal()) if isinstance(value, Span) else (value,)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"

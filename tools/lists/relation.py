"""A list as it is asked: its columns with the kind of what stands in them, and its rows. How a table is read as one is `table_lists`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.spans import Span

Kind = Literal["text", "amount", "span", "flag"]
Value = str | Amount | Span | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place in the table, its head, and of which kind its values are.

    `unit` is the one unit of its amounts; `mixed` says that there are several. `distinct` says that no two rows have the same value, and each has one; `odd`
    that words stand among its amounts ("waived"); `made` that it does not stand in the table, but is computed from what does.
    """

    at: int
    head: str
    kind: Kind
    unit: str = ""
    mixed: bool = False
    distinct: bool = False
    odd: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place in the table, its cells as written, and their values by column; None where a cell is blank."""

    at: int
    cells: tuple[str, ...]
    values: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A list: what stands over it, its columns, and its rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def with_made(
        self, head: str, kind: Kind, values: Sequence[Value | None], unit: str = ""
    ) -> tuple[Relation, Column]:
        """The list with a column more, behind the others, whose values are computed, one a row; and that column."""
        column = Column(len(self.rows[0].cells), head, kind, unit, made=True)
        texts = ("" if v is None else _written(v) if isinstance(v, Amount) else str(v) for v in values)
        rows = tuple(
            Row(r.at, (*r.cells, text), (*r.values, v)) for r, text, v in zip(self.rows, texts, values, strict=True)
        )
        return Relation(self.title, (*self.columns, column), rows), column

    def text(self, row: Row, column: Column) -> str:
        """A cell as it is written."""
        return row.cells[column.at]

    def value(self, row: Row, column: Column) -> Value | None:
        """A cell's value; None where it is blank."""
        return row.values[column.at]


def _written(amount: Amount) -> str:
    return f"{amount.value:f} {amount.unit.removesuffix('s') if amount.value == 1 else amount.unit}".strip()

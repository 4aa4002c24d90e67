"""The lists among the tables that a caller hands in: asked row by row, and by nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.errors import Abstention
from muniment.records import Found, Passage, Record
from muniment.tools.lists.asking import Asked, ask_lists, not_matched
from muniment.tools.lists.table_lists import FEWEST_PROPERTIES, list_title
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_finder import figure_called

_SURE = 0.98
"""The chance told of a cell whose row and column are named in full."""
KINDS = 2
"""Columns that are no amounts, from which on amounts of several rows of a list are not taken together by who does not read its rows."""
_Place = tuple[Record, int]


class OwnLists:
    """The tables of some records, each read as a list once."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.tables: list[Asked[_Place]] = [
            Asked((r, n), t, list_title(r.title or r.id, "", t.caption, n))
            for r in records
            for n, t in enumerate(r.tables)
        ]

    def find(self, question: str, every: Sequence[Cell], after: bool) -> Found | None:
        """What the one list that can answers: its rows, each a passage of the tables written one row a line, or one amount as a figure.

        Args:
            question: as typed.
            every: the cells of the records' tables.
            after: it follows another question.

        Raises:
            Abstention: it is understood, and cannot be told of the list that is meant.
        """
        found = ask_lists(question, self.tables, after)
        if found is None:
            return None
        (record, n), told = found
        at = (record.id, n, told.rows[0], told.cell) if told.rows and told.unit else None
        cell = next((c for c in every if (c.record, c.table, c.row, c.column) == at), None)
        if cell is not None:
            return Found(options=(figure_called(cell, told.name, told.unit),), chance=_SURE)
        lines = [" | ".join(row) for table in record.tables for row in table.rows]
        before = sum(len(table.rows) for table in record.tables[:n])
        passages = []
        for row in told.rows:
            start = sum(len(line) + 1 for line in lines[: before + row])
            text = lines[before + row]
            passages.append(Passage(record.id, "", text, start, start + len(text), heading=record.title))
        return Found(listing=told.listing, passages=tuple(passages))

    def without(self, every: Sequence[Cell]) -> list[Cell]:
        """The cells that stand in no list."""
        lists = {(a.place[0].id, a.place[1]) for a in self.tables if a.properties >= KINDS}
        return [c for c in every if (c.record, c.table) not in lists]

    def refuse_only_list(self, question: str) -> None:
        """Refuse where there is nothing but one list of things.

        Raises:
            Abstention: it says what could not be matched with the list.
        """
        text = any(r.text for r in self.records)
        if len(self.tables) == 1 and not text and self.tables[0].properties >= FEWEST_PROPERTIES:
            raise Abstention("insufficient_evidence", not_matched(question, self.tables[0]))

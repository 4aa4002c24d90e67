"""The `records` domain: questions about records that the caller hands in.

Its lane: read the records, then find passages or table cells in them. Nothing else is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from muniment.errors import Abstention, BadInput
from muniment.gguf import EmbeddingModel
from muniment.minilm import embedding_model_path
from muniment.plugins import Domain, Key
from muniment.records import (
    Ask,
    Company,
    Fact,
    Figure,
    Found,
    Measure,
    Operation,
    Passage,
    Period,
    Plan,
    Record,
    Resolved,
)
from muniment.settings import Settings
from muniment.tools.own_records import Cell, cells, cut, pick_cells, search

_FIGURE = re.compile(
    r"\b(how\s+(?:much|many)|what\s+(?:was|were|is|are)|percent(?:age)?|change[ds]?|increase|decrease|total|average|ratio|by\s+how)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(change[ds]?|increase[ds]?|decrease[ds]?|grow|grew|growth|rise|rose|fall|fell|decline[ds]?|difference)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\bpercent(?:age)?\b|%|\bgrowth\b|\bgr[eo]w\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadRecords:
    """The records' passages and table cells."""

    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]


class Read:
    """Cut the caller's records into passages and table cells."""

    name = "read"
    adds: Key = "loaded"

    def __call__(self, records: tuple[Record, ...]) -> ReadRecords:
        """The passages and cells."""
        if not records:
            raise BadInput("the domain `records` needs records: ask(question, records=[...])")
        if len({r.id for r in records}) != len(records):
            raise BadInput("two records have the same id")
        return ReadRecords(tuple(cut(records)), tuple(cells(records)))


class Search:
    """Find the cells, or else the passages, that a question about the caller's records asks for."""

    name = "search"
    adds: Key = "found"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def embedder(self) -> EmbeddingModel:
        """The embedding model."""
        return EmbeddingModel(embedding_model_path(self.settings.home))

    def __call__(self, question: str, plan: Plan, loaded: ReadRecords) -> Found:
        """Figures from cells, or passages."""
        if _FIGURE.search(question) and loaded.cells:
            picked = pick_cells(question, loaded.cells)
            if picked:
                return Found(asks=(_resolved(question, picked),))
        passages = search(question, loaded.passages, lambda: self.embedder)
        if not passages:
            raise Abstention("insufficient_evidence", "The records given say nothing of what is asked.")
        return Found(passages=tuple(passages))


def _resolved(question: str, picked: list[Cell]) -> Resolved:
    figures = [_figure(cell) for cell in picked]
    if len(figures) == 2 and _CHANGE.search(question):
        old, new = sorted(figures, key=lambda f: f.fiscal)
        operation: Operation = "percent_change" if _PERCENT.search(question) else "change"
        return Resolved(_ask(operation, [new, old]), (new, old))
    if len(figures) == 1:
        return Resolved(_ask("value", figures), tuple(figures))
    raise Abstention("insufficient_evidence", "It is not clear which of several figures is asked for.")


def _ask(operation: Operation, figures: list[Figure]) -> Ask:
    periods = tuple(_period(f.fiscal) for f in figures)
    return Ask(
        operation, (Measure(None, figures[0].label, figures[0].label),), (Company(0, figures[0].entity),), periods
    )


def _period(name: str) -> Period:
    found = re.search(r"(?:19|20)\d\d", name)
    return Period(int(found.group())) if found else Period()


def _figure(cell: Cell) -> Figure:
    fiscal = _period(cell.column_name).label
    place = f"table {cell.table + 1}, row “{cell.row_name}”, column “{cell.column_name}”"
    fact = Fact(0, place, cell.value, cell.unit, date.min, accession=cell.record, label=cell.row_name)
    return Figure(
        "", cell.row_name, cell.record, 0, fiscal, Decimal(cell.value), cell.unit, None, None, fact, "", cell.record
    )


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    return Domain(
        name="records",
        about="records that the caller hands in: text, with tables",
        tools=(Read(), Search(settings)),
    )

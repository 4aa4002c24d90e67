"""One question with all that belongs to it, as it can be stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from muniment.errors import BadInput, Conflict, TooLarge
from muniment.records import Before, Record, Table
from muniment.wording import storable

if TYPE_CHECKING:
    from muniment.graphs.state import State

MOST_TEXT, MOST_RECORDS = 2_000_000, 5_000
"""What takes ten seconds of the one model; others wait meanwhile (10 MB took 65 seconds)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with all that belongs to it; see `Agent.ask`."""

    question: str
    as_of: date | None = None
    domain: str | None = None
    records: tuple[Record, ...] = ()
    history: tuple[str, ...] = ()
    before: Before | None = None
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.question, str):
            raise BadInput("the question must be text")
        if any(not isinstance(r, Record) for r in self.records):
            raise BadInput("records must be muniment.Record values")
        size = sum(len(r.text) + sum(len(c) for t in r.tables for row in t.rows for c in row) for r in self.records)
        if size > MOST_TEXT or len(self.records) > MOST_RECORDS:
            raise TooLarge(
                f"{len(self.records):,} records of {size:,} characters are given; for one question at most"
                f" {MOST_RECORDS:,} of {MOST_TEXT:,} can be read"
            )
        if len({r.id for r in self.records}) < len(self.records):
            raise Conflict("two records have the same id")
        object.__setattr__(self, "question", storable(self.question))
        object.__setattr__(self, "domain", storable(self.domain) if self.domain else self.domain)
        object.__setattr__(self, "history", tuple(storable(q) for q in self.history))
        object.__setattr__(self, "within", tuple(sorted({storable(c) for c in self.within})))
        object.__setattr__(self, "records", tuple(_storable_record(r) for r in self.records))

    def state(self) -> State:
        """What the graph begins with."""
        return {
            "question": self.question,
            "as_of": self.as_of,
            "domain": self.domain,
            "history": self.history,
            "before": self.before,
            "within": self.within,
        }


def _storable_record(record: Record) -> Record:
    tables = tuple(
        Table(tuple(tuple(storable(c) for c in row) for row in t.rows), storable(t.caption)) for t in record.tables
    )
    return Record(storable(record.id), storable(record.text), storable(record.title), tables)

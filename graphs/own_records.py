"""The `records` domain: questions about records that the caller hands in.

Its lane: read the records, then find passages or table cells in them. Nothing else is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from muniment.errors import Abstention, BadInput, Conflict
from muniment.gguf import EmbeddingModel
from muniment.minilm import embedding_model_path
from muniment.plugins import Domain, Key
from muniment.records import Found, Passage, Record
from muniment.settings import Settings
from muniment.tools.own_records import (
    asks_for_words,
    cut,
    leans,
    named_records,
    narrowing_word,
    search,
    speaks_of,
    words_of,
)
from muniment.tools.record_cells import Cell, cells, years_in, years_of
from muniment.tools.record_finder import asks_for_number, better_sentence, computes, find_programs, taken_over
from muniment.tools.span_ranker import rank_spans

SURE = 0.3
"""The least chance at which a program is taken for the one meant; of tuning documents one right answer in thirty lay
between 0.2 and this, and a quarter of the wrong ones."""


@dataclass(frozen=True, slots=True)
class ReadRecords:
    """The records' passages and table cells."""

    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]
    words: frozenset[str]
    years: frozenset[int]


class Read:
    """Cut the caller's records into passages and table cells."""

    name = "read"
    adds: Key = "loaded"

    def __call__(self, records: tuple[Record, ...]) -> ReadRecords:
        """The passages and cells."""
        if not records:
            raise BadInput("the domain `records` needs records: ask(question, records=[...])")
        if len({r.id for r in records}) != len(records):
            raise Conflict("two records have the same id")
        return ReadRecords(tuple(cut(records)), tuple(cells(records)), words_of(records), years_of(records))


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

    def __call__(
        self, question: str, records: tuple[Record, ...], loaded: ReadRecords, history: tuple[str, ...] = ()
    ) -> Found:
        """Programs over cells, or passages."""
        meant = named_records(" ".join((*history, question)), records)
        cells_meant = [c for c in loaded.cells if c.record in meant]
        if not speaks_of(question, loaded.words) and not (history and leans(question)):
            raise Abstention("insufficient_evidence", "The records given say nothing of what is asked.")
        absent = [y for y in years_in(question) if loaded.years and y not in loaded.years]
        if absent:
            raise Abstention("period_not_reported", f"The records given say nothing of {absent[0]}.")
        if cells_meant and (asks_for_number(question) or (history and not asks_for_words(question))):
            options = find_programs(question, cells_meant, history)
            if options and options[0].chance >= SURE and not better_sentence(question, options[0], loaded.passages):
                names = " ".join(f.label for f in options[0].resolved.figures)
                narrowed = narrowing_word(question, names, loaded.words)
                if narrowed:
                    raise Abstention("item_not_reported", f"The records given say nothing of “{narrowed}”.")
                resolved = tuple(o.resolved for o in options)
                carried = taken_over(question, history, resolved[0].figures)
                return Found(options=resolved, chance=round(options[0].chance, 4), carried=carried)
            if computes(question) and any(c.table is not None for c in cells_meant):
                raise Abstention(
                    "insufficient_evidence", "It is not clear enough which of the records' figures answer this."
                )
        passages = search(question, [p for p in loaded.passages if p.record in meant], lambda: self.embedder)
        if not passages:
            raise Abstention("insufficient_evidence", "The records given say nothing of what is asked.")
        quotes, read = rank_spans(question, passages, self.embedder)
        return Found(passages=tuple(passages), chance=SURE, quotes=quotes, read=read)


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    return Domain(
        name="records",
        about="records that the caller hands in: text, with tables",
        tools=(Read(), Search(settings)),
    )

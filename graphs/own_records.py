"""The `records` domain: questions about records that the caller hands in.

Its lane: read the records, then find passages or table cells in them. Nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from muniment.agents.reading.asked_part import asked_part
from muniment.agents.reading.claims import absent_word, asks_change, asks_share, other_item, tells_in_words
from muniment.agents.reasoner import CERTAIN
from muniment.agents.telling.quotations import whole
from muniment.errors import Abstention, BadInput
from muniment.graphs.library.contracts.clause_pages import no_clause, shortened
from muniment.graphs.own_lists import OwnLists
from muniment.learning.certified import Kind, least_chance
from muniment.models.clause_reader import kinds
from muniment.models.entailment_reader import propositions
from muniment.models.opened import (
    clause_reader,
    embedder,
    entailment_reader,
    passage_reader,
    program_reader,
    question_tagger,
)
from muniment.models.passage_reader import NEVER
from muniment.plugins import Domain, Key
from muniment.records import Found, Listing, Passage, Quote, Record
from muniment.sentences import is_unfilled, sentences
from muniment.settings import Settings
from muniment.tools.contracts.clause_kinds import ClauseAsked, clause_asked
from muniment.tools.contracts.clauses import Clause, clauses
from muniment.tools.contracts.contract import HEAD, is_contract
from muniment.tools.contracts.entailment import FOLLOWS, OF_SECRETS, Said, read_entailments
from muniment.tools.contracts.questions.proposition_questions import answer, proposition_asked, proposition_stated
from muniment.tools.own.named_programs import named_program
from muniment.tools.own.notation import of_two_ways
from muniment.tools.own.own_records import (
    QUALIFIERS,
    asks_for_words,
    cut,
    leans,
    named_records,
    narrowing_word,
    search,
    speaks_of,
    words_of,
)
from muniment.tools.own.parts_of_year import part_unnamed
from muniment.tools.own.record_cells import Cell, cells, heading, years_in, years_of
from muniment.tools.own.record_finder import (
    Option,
    asks_for_number,
    better_sentence,
    find_programs,
    names_no_operation,
    resolved,
    taken_over,
)
from muniment.tools.own.record_guards import (
    bears_all,
    behind,
    beside,
    counted,
    no_money,
    of_a_row,
    other_column,
    other_time,
    other_unit,
    rows_named,
    unborne,
)
from muniment.tools.own.sole_amount import sole_amount
from muniment.tools.own.span_ranker import rank_spans
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.wording import content_stems

SURE_OF_RECORD = 5.0
"""The score from which on a passage of the caller's records is taken to answer, set on the 220 questions of two sets (BENCHMARKS.md)."""
MOST_CLAUSES = 5
"""Clauses of one kind that are quoted."""
SURE = 0.9
"""The chance told of an answer from text."""
NAMED = 0.98
"""The chance told of a program whose rows and columns are named in full: 376 of 381 of the development set of TAT-QA are right (BENCHMARKS.md)."""

SURE_OF_ROW = 0.5
"""The same of a whole row, of which every value is told beside its year: 10 of 11 are right there. The sets ask too few such to certify a line."""

SURE_OF_FRAGMENT = 0.9
"""The same of a follow-up that names only another row or year ("and in 2022?"): 12 of 12 are right there, too few to certify a line."""

_UNCLEAR = "It is not clear enough which of the records' figures answer this."


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
        return ReadRecords(tuple(cut(records)), tuple(cells(records)), words_of(records), years_of(records))


class Search:
    """Find the cells, or else the passages, that a question about the caller's records asks for."""

    name = "search"
    adds: Key = "found"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._entailments = lru_cache(8)(self._read_entailments)

    def __call__(
        self, question: str, records: tuple[Record, ...], loaded: ReadRecords, history: tuple[str, ...] = ()
    ) -> Found:
        """Clauses of a contract, programs over cells, or passages."""
        said = self._proposition(question, records)
        if said is not None:
            return said
        clause = clause_asked(question)
        if clause is not None:
            meant = named_records(question, records)
            contracts = [r for r in records if r.id in meant and _is_meant(clause, r)]
            if contracts:
                return self._clauses(clause.kind, contracts)
        question = asked_part(question, lambda text: (), question_tagger(self.settings.home), lambda mentions: ())
        meant = named_records(" ".join((*history, question)), records)
        cells_meant = [c for c in loaded.cells if c.record in meant]
        lists = OwnLists([r for r in records if r.id in meant])
        listed = lists.find(question, cells_meant, bool(history))
        if listed is not None:
            return listed
        if not speaks_of(question, loaded.words) and not (history and leans(question)):
            raise Abstention("insufficient_evidence", "The records given say nothing of what is asked.")
        absent = [y for y in years_in(question) if loaded.years and y not in loaded.years]
        if absent:
            raise Abstention("period_not_reported", f"The records given say nothing of {absent[0]}.")
        stranger = unborne(question, records, loaded.words)
        if stranger:
            raise Abstention("item_not_reported", f"The records given do not name “{stranger}”.")
        lists.refuse_only_list(question)
        # What is added up of a list is a matter of its rows.
        cells_meant = lists.without(cells_meant)
        named = self._named(question, [r for r in records if r.id in meant], cells_meant)
        if named is not None:
            return named

        @cache
        def passages() -> list[Passage]:
            held = [p for p in loaded.passages if p.record in meant]
            return search(question, held, loaded.words, passage_reader(self.settings.home))

        @cache
        def sure() -> list[Passage]:
            return [
                p
                for p in passages()
                if p.score >= SURE_OF_RECORD
                and not beside(question, whole(p.text, p.best), f"{p.heading} {p.record}", asks_for_number(question))
                and not of_a_row(question, whole(p.text, p.best), cells_meant)
                and not is_unfilled(whole(p.text, p.best))
                and bears_what_is_asked(question, whole(p.text, p.best))
            ]

        if cells_meant and (asks_for_number(question) or (history and not asks_for_words(question))):
            options = find_programs(question, cells_meant, history, program_reader(self.settings.home))
            if options and self._answers(question, options[0], cells_meant, loaded, history, sure):
                resolved = tuple(o.resolved for o in options)
                carried = taken_over(question, history, resolved[0].figures)
                return Found(options=resolved, chance=round(options[0].chance, 6), carried=carried)
            if any(c.table is not None for c in cells_meant) and (
                history or asks_change(question) or asks_share(question) or not sure()
            ):
                raise Abstention("insufficient_evidence", self._unclear(options))
        if not passages():
            raise Abstention("insufficient_evidence", self._not_told(records, cells_meant))
        if not sure():
            return Found(passages=tuple(replace(p, score=NEVER) for p in passages()))
        best = sure()[0]
        if asks_for_number(question):
            amount = sole_amount(question, sentences(best.text)[best.best])
            words = (Quote(best.record, best.start, best.best, amount, CERTAIN),) if amount else ()
            return Found(passages=tuple(sure()), chance=SURE, quotes=words)
        if not tells_in_words(question, whole(best.text, best.best)):
            return Found(passages=tuple(sure()), chance=SURE)
        quotes, read = rank_spans(question, sure(), embedder(self.settings.home))
        return Found(passages=tuple(sure()), chance=SURE, quotes=quotes, read=read)

    def _proposition(self, question: str, records: Sequence[Record]) -> Found | None:
        """What the one confidentiality agreement among the records says of a proposition that is known; None where none is asked of one.

        Raises:
            Abstention: it is not sure enough that it says anything.
        """
        stated = proposition_stated(question, propositions())
        asked = proposition_asked(question) if stated is None else None
        number = asked.proposition if asked is not None else stated
        secret = [r for r in records if OF_SECRETS.search(f"{r.title} {r.text[:HEAD]}")]
        if number is None or len(records) != 1 or not (secret or stated is not None):
            return None
        (record,) = records
        said = next((s for s in self._entailments(record.text) if s.proposition == number), None)
        if said is None or said.chance < least_chance("entailment", self.settings.risk):
            near = f" Nearest, not proven: “{shortened(record.text[said.start : said.end])}”" if said else ""
            raise Abstention("insufficient_evidence", f"The record was not found to say anything of this.{near}")
        passage = Passage(record.id, "", record.text[said.start : said.end], said.start, said.end, heading=record.title)
        verdict = answer(asked, said.says) if asked is not None else FOLLOWS[said.says]
        quote = " ".join(passage.text.split())
        text = f"{verdict}. “{record.title or record.id}” says: “{quote}” [1]. Read as: {propositions()[number]}"
        return Found(listing=Listing(text), passages=(passage,), chance=said.chance)

    def _clauses(self, kind: str, records: Sequence[Record]) -> Found:
        """The clauses of a kind that the records hold, the likeliest first.

        Raises:
            Abstention: none is likely enough; what comes nearest is shown.
        """
        every = [(r, c) for r in records for c in self._clauses_of(r.text) if c.kind == kind]
        every.sort(key=lambda found: -found[1].chance)
        least = least_chance("clause", self.settings.risk)
        told = [(r, c) for r, c in every if c.chance >= least][:MOST_CLAUSES]
        if not told:
            near = f"“{shortened(every[0][0].text[every[0][1].start : every[0][1].end])}”" if every else ""
            raise Abstention("insufficient_evidence", no_clause(kind, "the records given", near))
        passages = tuple(Passage(r.id, "", r.text[c.start : c.end], c.start, c.end, heading=r.title) for r, c in told)
        quotes = tuple(Quote(p.record, p.start, 0, p.text, CERTAIN) for p in passages)
        return Found(passages=passages, chance=told[0][1].chance, quotes=quotes)

    def _read_entailments(self, text: str) -> tuple[Said, ...]:
        return read_entailments(text, entailment_reader(self.settings.home))

    def _clauses_of(self, text: str) -> tuple[Clause, ...]:
        return clauses(text, clause_reader(self.settings.home), kinds())

    @staticmethod
    def _named(question: str, records: Sequence[Record], every: Sequence[Cell]) -> Found | None:
        """The program over a table whose rows and columns the question names in full."""
        program = named_program(question, records, [c for c in every if c.table is not None])
        if program is None or program.value is None:
            return None
        said = " ".join(f"{c.row_name} {c.column_name} {c.group}" for c in program.cells)
        headings = " ".join(f"{r.title} {heading(t.caption)}" for r in records for t in r.tables)
        if part_unnamed(question, f"{said} {headings}"):
            return None
        if other_time(question, said) or any(
            counted(question, c.column_name) or other_item(question, f"{c.row_name} {c.column_name}")
            for c in program.cells
        ):
            return None
        return Found(options=(resolved(program, every),), chance=NAMED)

    @staticmethod
    def _not_told(records: Sequence[Record], cells: Sequence[Cell]) -> str:
        """Why no figure was told, where there is no text either."""
        number = of_two_ways(records)
        if number:
            return f"“{number}” may be read two ways, with a decimal point or a decimal comma, so no figure is told."
        return _UNCLEAR if cells else "The records given say nothing of what is asked."

    @staticmethod
    def _unclear(options: Sequence[Option]) -> str:
        """That it is not clear which figure answers, and which lies nearest: the asker may judge it."""
        cells = options[0].proposal.cells if options and options[0].proposal else ()
        if len(cells) != 1 or cells[0].table is None:
            return _UNCLEAR
        (cell,) = cells
        return f"{_UNCLEAR} Nearest, not proven: “{cell.text}” (row “{cell.row_name}”, column “{cell.column_name}”)."

    def _answers(
        self,
        question: str,
        first: Option,
        every: Sequence[Cell],
        loaded: ReadRecords,
        history: tuple[str, ...],
        sure: Callable[[], Sequence[Passage]],
    ) -> bool:
        """Whether the likeliest program over cells is likely enough, and of what the question names.

        Raises:
            Abstention: a word narrows the figure and stands nowhere in the records.
        """
        cells = first.proposal.cells if first.proposal else ()
        if first.proposal is None:
            least = SURE_OF_ROW
        elif history and names_no_operation(question):
            least = SURE_OF_FRAGMENT
        else:
            least = least_chance(kind_of(question, first, history), self.settings.risk)
        if first.chance < least or better_sentence(question, first, loaded.passages):
            return False
        names = " ".join(f.label for f in first.resolved.figures)
        narrowed = narrowing_word(question, names, loaded.words)
        if narrowed:
            raise Abstention("item_not_reported", f"The records given say nothing of “{narrowed}”.")
        cells = first.proposal.cells if first.proposal else ()
        said = " ".join(f"{c.row_name} {c.column_name} {c.group}" for c in cells)
        in_text = [c for c in cells if c.table is None]
        level = first.resolved.ask.operation == "value"
        return not (
            absent_word(question, loaded.words, QUALIFIERS)
            or (level and not rows_named(" ".join((*history, question)), cells))
            or (level and in_text)
            or (level and (asks_change(question) or other_time(question, said)))
            or (first.resolved.ask.operation == "ratio" and not asks_share(question))
            or any(
                other_column(question, c, every) or counted(question, c.column_name)
                for c in cells
                if c.table is not None
            )
            or any(other_item(question, c.row_name) for c in cells if c.table is not None)
            or any(
                no_money(question, c.text)
                or (len(cells) > 1 and "loss" in question.lower())
                or other_unit(question, behind(c))
                for c in in_text
            )
            or not all(any(c.text in p.words and p.record == c.record for p in sure()) for c in in_text)
        )


def _is_meant(asked: ClauseAsked, record: Record) -> bool:
    """Whether a record is a contract, or is said to be one, and bears at its head every word by which one is named."""
    head = words_of([replace(record, text=record.text[:HEAD], tables=())])
    named = all(content_stems(word) <= head for word in asked.named)
    return named and (asked.of_contract or is_contract([record.text]))


def kind_of(question: str, option: Option, history: Sequence[str]) -> Kind:
    """The kind of answer that a program gives, for which a line was certified."""
    if bears_all(question, option.proposal.cells if option.proposal else ()):
        return "cell, following" if history else "cell"
    if option.proposal is not None and option.proposal.shape == "value":
        return "value, following" if history else "value"
    return "computed, following" if history else "computed"


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    return Domain(
        name="records",
        about="records that the caller hands in: text, with tables",
        tools=(Read(), Search(settings)),
    )

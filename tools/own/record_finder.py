"""The retriever for figure questions over the caller's own records: ranked programs become resolved asks over figures.

What the records cannot answer is refused here: a question whose years or whose words stand nowhere in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.errors import Abstention
from muniment.records import Ask, Company, Fact, Figure, Measure, Operation, Passage, Period, Resolved
from muniment.sentences import sentences
from muniment.tools.own.own_records import QUALIFIERS
from muniment.tools.own.program_ranker import Ranked, rank_programs
from muniment.tools.own.ranking_network import Layers
from muniment.tools.own.read_programs import Reader
from muniment.tools.own.record_cells import Cell, years_in
from muniment.tools.own.record_programs import Proposal, Question
from muniment.tools.own.record_rows import RowProgram, asks_of_row, row_program
from muniment.wording import content_stems, held_share, stem

OPTIONS = 6
"""How many programs a model may choose among."""
_COMPUTED = re.compile(
    r"\bhow\s+(?:much|many|large|high|big)\b|\bby\s+(?:how\s+much|what)\b|\bpercent|%|\baverage|\bratio\b|\bdifference\b|\bsum\b"
    r"|\b(?:net\s+)?(?:change|increase|decrease|growth|decline)\s+(?:in|of|from|between)\b|\b(?:growth\s+rate|rate\s+of\s+(?:growth|return|change))\b"
    r"|\bwhat\s+(?:portion|fraction|proportion|share|part)\s+of\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:combined|margin|spread|total\s+return|multiple\s+of|mathematical|market\s+cap\w*)\b|\btotal\s+(?:value|amount|number|cost|price|payments?)\b"
    r"|\bin\s+(?:thousands|millions|billions)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bwhat\s+(?:was|is|were|are|would|will)\b|\bwhat\s+(?:\w+\s+){1,3}(?:do|does|did|has|have)\b|\bwhat\s+(?:do|does|did)\s.*\b(?:cost|pay|owe|earn|charge|spend|make|sell|leave)s?\b|\bworth\b"
    r"|^(?!\W*(?:why|who|whom|whose|when|where|which|what|how|is|are|was|were|do|does|did|can|could|may|must|shall|should|will|would|has|have|in|by|under)\b).*\?\W*$|\btotal\b|\bchange\b|\bportion\b|\bshare\s+of\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:why|cause[ds]?|reasons?|due\s+to|result(?:ed)?\s+(?:from|in)|explain|describe|contribut\w+|driv\w+|attribut\w+|relates?\s+to\W*$|do(?:es)?\s.*\brelate\s+to|consist\w*|compos\w+|comprise\w*|represents?|means?\b(?!\s+of)|defined|considered|includes?|excluded?)\b",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"^\W*(?:(?:and|what\s+about|how\s+about|also)\s+)+(?!.*\b(?:what|how|which|did|does|do|was|were|is|are|by)\b)[^,?]{1,60}\W*$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:percent\w*|chang\w+|grow\w*|rate|differ\w*|average|mean|total|sum|ratio|portion|share|increas\w+|decreas\w+|declin\w+|value|amount)\b|%",
    re.IGNORECASE,
)
"""What a fragment that names something to be done, or a figure's own value, says: it wants that, and not what was asked before."""
_POINTS = re.compile(
    r"\b(?:that|this|these|those|it|its|they|their|them|then|same|both|ones?|each|other|former|latter|previous|prior|year|there|such)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bcause[ds]?\b|\bexplain|\bdescribe", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """A program that a question may want, and how likely it is the one meant; `proposal` is None for one of a whole row."""

    resolved: Resolved
    chance: float
    proposal: Proposal | None = None


def find_programs(
    question: str,
    every: Sequence[Cell],
    history: Sequence[str] = (),
    reader: Reader | None = None,
    network: Layers | None = None,
) -> list[Option]:
    """The programs a question may want, the likeliest first, at most `OPTIONS`.

    Args:
        question: as asked.
        every: the cells of the records.
        history: the questions before it.
        reader: gives a second opinion (see `rank_programs`).
        network: another than the package's.

    Raises:
        Abstention: `period_not_reported`, when the records name years and none of those asked for.
    """
    named = _rows_named(question, every)
    if named and years_in(question) and not _POINTS.search(question):
        # It stands alone: of 48 such follow-ups of ConvFinQA's tuning documents 26 are right so, and 24 with those before.
        history = ()
    asked = Question(question, history)
    stated = {y for c in every for y in c.years}
    missing = [y for y in asked.years if stated and y not in stated]
    if missing and len(missing) == len(asked.years):
        raise Abstention(
            "period_not_reported", f"The records given state nothing of {' and '.join(map(str, missing))}."
        )
    ranked = rank_programs(asked, every, reader, network)
    if history and named:
        ranked = _those(ranked, lambda p: any(named & content_stems(f"{c.row_name} {c.column_name}") for c in p.cells))
    if history and names_no_operation(question):
        earlier = rank_programs(Question(history[-1], history[:-1]), every, reader, network)[:1]
        ranked = _those(ranked, lambda p: not earlier or p.shape == earlier[0].proposal.shape)
    whole = row_program(question, ranked, every)
    if whole is not None:
        return [Option(_of_row(whole), whole.chance)]
    if ranked:
        _only_one_record(ranked)
    ranked = [r for r in ranked if not _rises_within_a_year(r.proposal)]
    return [Option(resolved(r.proposal, every), r.chance, r.proposal) for r in ranked[:OPTIONS]]


def names_no_operation(question: str) -> bool:
    """True for a follow-up that names a row or a year and nothing to be done: it wants what was asked before."""
    return bool(_FRAGMENT.match(question)) and not _DOES.search(question)


def _rows_named(question: str, every: Sequence[Cell]) -> set[str]:
    """The stems of a question that name rows of the tables."""
    rows = {s for c in every if c.table is not None for s in content_stems(c.row_name)}
    return (content_stems(question) & rows) - {stem(w) for w in QUALIFIERS}


def _those(ranked: list[Ranked], fits: Callable[[Proposal], bool]) -> list[Ranked]:
    """The programs that fit, their chances among themselves; all of them where none does.

    Of 785 follow-ups of ConvFinQA's tuning documents, asking for the row that the follow-up names itself ("and pilotage?")
    changes 28: 7 of them are right with it and 2 without.
    """
    kept = [r for r in ranked if fits(r.proposal)]
    whole = sum(r.chance for r in kept)
    return [Ranked(r.proposal, r.chance / whole) for r in kept] if whole else ranked


def _only_one_record(ranked: Sequence[Ranked]) -> None:
    """Refuse where another record states something else under the very names of the likeliest program's cells."""
    first = ranked[0].proposal
    names = [(c.row_name, c.column_name) for c in first.cells]
    own = {c.record for c in first.cells}
    for other in ranked[1:]:
        its = other.proposal
        there = {c.record for c in its.cells}
        if (
            its.shape == first.shape
            and there.isdisjoint(own)
            and [(c.row_name, c.column_name) for c in its.cells] == names
        ):
            told = " and ".join(f"“{r}”" for r in sorted(own | there))
            raise Abstention("ambiguous_entity", f"{told} each state this; say which of them is meant.")


def _of_row(program: RowProgram) -> Resolved:
    if not program.cells:
        raise Abstention("insufficient_evidence", "The records given state no year of which that is so.")
    figures = tuple(map(_figure, program.cells))
    ask = Ask(
        program.operation,
        (_measure(figures[0].label),),
        (Company(0, ""),),
        tuple(_period(f.fiscal) for f in figures),
        threshold=program.threshold,
    )
    return Resolved(ask, figures)


def better_sentence(question: str, option: Option, passages: Sequence[Passage]) -> bool:
    """True when an option's one amount is the text's, and another sentence bears more of the question's words than its own.

    A chance is relative to the other programs proposed: the only amount of a text is always certain to be the likeliest.
    """
    cells = option.proposal.cells if option.proposal else ()
    if len(cells) != 1 or cells[0].table is not None:
        return False
    wanted = content_stems(question)
    own = held_share(wanted, cells[0].group)
    return any(held_share(wanted, s) > own for p in passages for s in sentences(p.text))


def taken_over(question: str, history: Sequence[str], figures: Sequence[Figure]) -> tuple[str, ...]:
    """What an answer has from the questions before and not from the question itself: rows' names and years."""
    said, before = content_stems(question), content_stems(" ".join(history))
    rows = [f.label for f in figures if f.fact is not None and (f.fact.element or "").startswith("cell")]
    names = [label for label in rows if (content_stems(label) & before) - said]
    years = [f.fiscal[2:] for f in figures if f.fiscal and int(f.fiscal[2:]) in years_in(" ".join(history))]
    return (*dict.fromkeys(names), *(y for y in dict.fromkeys(years) if int(y) not in years_in(question)))


def asks_for_number(question: str) -> bool:
    """True when a question may want a number."""
    counted = _COUNTED.search(question) and not _REASON.search(question)
    return bool(computes(question) or counted or asks_of_row(question))


def computes(question: str) -> bool:
    """True when a question wants a number that no sentence can stand for."""
    computed = _COMPUTED.search(question) and not _WHY.search(question)
    return bool(computed or (_FIGURE.search(question) and not _REASON.search(question)))


def _rises_within_a_year(proposal: Proposal) -> bool:
    """True for a growth between two columns of one year: an actual does not rise from its budget."""
    years = [c.years for c in proposal.cells]
    return proposal.shape == "percent_change" and bool(years[0]) and len(set(years)) == 1


def resolved(proposal: Proposal, every: Sequence[Cell]) -> Resolved:
    """A proposal as an ask over figures, each citing its cell; `every` are the cells beside them."""
    operation: Operation = proposal.shape
    if operation == "change" and proposal.cells[0].years and len({c.years for c in proposal.cells}) == 1:
        operation = "difference"
    figures = tuple(_with_column(_figure(c), c, every) for c in proposal.cells)
    labels, periods = [f.label for f in figures], [f.fiscal for f in figures]
    measures: tuple[Measure, ...]
    if len(set(labels)) == 1 and len(set(periods)) == len(periods) and all(periods):
        measures, spans = (_measure(labels[0]),), tuple(map(_period, periods))
    else:
        if len(set(periods)) > 1 or len(set(labels)) < len(labels):
            figures = tuple(_named_whole(f, c) for f, c in zip(figures, proposal.cells, strict=True))
        measures = tuple(_measure(f.label) for f in figures)
        spans = (_period(figures[0].fiscal),)
    ask = Ask(operation, measures, (Company(0, ""),), spans, percent=_as_share(figures))
    return Resolved(ask, figures)


def figure_called(cell: Cell, label: str, unit: str) -> Resolved:
    """A cell of a list as an ask for its one figure, under a name of its own and in the unit of its column; a year that its row names is none of its periods."""
    figure = replace(_figure(replace(cell, unit=unit)), label=label, fiscal="")
    return Resolved(Ask("value", (_measure(label),), (Company(0, ""),), (Period(),)), (figure,))


def _measure(label: str) -> Measure:
    return Measure(None, label, label)


def _as_share(figures: Sequence[Figure]) -> bool:
    return len(figures) == 2 and figures[1].value != 0 and abs(figures[0].value) <= abs(figures[1].value)


def _period(fiscal: str) -> Period:
    return Period(int(fiscal[2:])) if fiscal else Period()


def _figure(cell: Cell) -> Figure:
    years = cell.years
    fiscal = f"FY{years[0]}" if len(years) == 1 else ""
    if cell.table is None:
        label, place = f"“{cell.row_name}”: {cell.text}", f"text, sentence {cell.row + 1}, character {cell.column}"
        element = f"text-{cell.row}-{cell.column}"
    else:
        label = " – ".join(p for p in (cell.group, cell.row_name) if p) or cell.column_name
        place = f"table {cell.table + 1}, row {cell.row + 1} “{cell.row_name}”, column “{cell.column_name}”"
        element = f"cell-{cell.table}-{cell.row}-{cell.column}"
    fact = Fact(0, place, cell.value, cell.unit, date.min, accession=cell.record, element=element, label=label)
    return Figure("", label, "", 0, fiscal, cell.value, cell.unit, None, None, fact, "", cell.record)


def _with_column(figure: Figure, cell: Cell, every: Sequence[Cell]) -> Figure:
    """The figure with its column in its label, where another column of the row is of the same year, or none is of a year."""
    row = [
        c for c in every if (c.record, c.table, c.row) == (cell.record, cell.table, cell.row) and c.table is not None
    ]
    alike = [c for c in row if c.years == cell.years and c.column != cell.column]
    return _named_whole(figure, cell, figure.fiscal) if alike and cell.column_name else figure


def _named_whole(figure: Figure, cell: Cell, fiscal: str = "") -> Figure:
    """The figure with its column in its label, for a program whose operands are of several periods or one name."""
    label = (
        f"{figure.label}, {cell.column_name}" if cell.column_name else f"{figure.label} ({cell.row + 1}.{cell.column})"
    )
    return Figure("", label, "", 0, fiscal, figure.value, figure.unit, None, None, figure.fact, "", figure.record)

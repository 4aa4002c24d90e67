"""The `library` domain: a person's own documents, where no filed or printed fact answers.

Its lane: open the pages that speak of what is asked, then find a passage or a table's cells on them. A question comes here when the
lane that it was meant for refused it, or by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date

from muniment.agents.reading.claims import asks_portion, items_said, of_a_change, other_item
from muniment.agents.reading.instructions import without_instructions
from muniment.agents.reasoner import CERTAIN
from muniment.errors import Abstention
from muniment.graphs.library.house import House
from muniment.graphs.library.open_pages import OpenPage, OpenTerms, lines_of, placed
from muniment.graphs.library.opening import Open
from muniment.graphs.own_records import ReadRecords, Search
from muniment.plugins import Domain, Key
from muniment.records import Fact, Figure, Found, Passage, Plan, Quote, Record, Resolved
from muniment.sentences import places
from muniment.settings import Settings
from muniment.store.library.documents import Documents, Kept
from muniment.store.library.printed_place import Corners, PrintedPlace
from muniment.tools.library.printed_scale import said_of_all, scales_of
from muniment.tools.own.own_records import cut, words_of
from muniment.tools.own.record_cells import Cell, cells, heading, years_of
from muniment.tools.own.record_finder import figure_called, resolved
from muniment.tools.own.record_guards import counted, counts_things, other_kind
from muniment.tools.own.record_programs import Proposal
from muniment.tools.own.section_lookup import find_section, section_named
from muniment.tools.own.table_lookup import Looked, look_up
from muniment.wording import content_stems

LIBRARY = "library"
_LENGTH = re.compile(r"\d\s*(?:years?|months?)\b", re.IGNORECASE)
"""A cell that says a length of time is told by its words: its number alone says nothing."""
LARGE = 1000
"""Amounts from which on the power of ten that a document says of its tables may be meant; smaller ones count people and things."""
LONG = 50
"""Pages of a report of which only the statements are told."""
NEAREST = 160
"""Characters of what is nearest that a refusal shows."""


class Find:
    """Find the cells, or else the passages, of the open pages that answer."""

    name = "find"
    adds: Key = "found"

    def __init__(self, house: House) -> None:
        self.house = house
        self.search = Search(house.settings)

    def __call__(
        self, question: str, plan: Plan, loaded: tuple[OpenPage, ...] | OpenTerms, history: tuple[str, ...] = ()
    ) -> Found:
        """Programs over cells, or passages, each with its document, page and boxes; or a listing with its passages."""
        if isinstance(loaded, OpenTerms):
            return Found(listing=loaded.listing, passages=loaded.passages)
        question = without_instructions(question)
        records = tuple(p.record for p in loaded)
        by_id = {p.record.id: p for p in loaded}
        read = ReadRecords(
            tuple(p for r in records for p in _passages(r)), tuple(cells(records)), words_of(records), years_of(records)
        )
        others = set(read.cells) - set(_of_what_is_asked(question, read.cells))
        own = [p.record for p in loaded if p.hit.of == loaded[0].hit.of]
        number = section_named(question)
        sections = find_section(number, [p.page.text for p in loaded if p.hit.of == loaded[0].hit.of]) if number else []
        looked = look_up(question, own)
        if looked and (
            other_item(question, looked.row_name)
            or other_kind(question, looked.text)
            or counted(question, looked.column_name)
            or any(_is_at(looked, c) for c in others)
        ):
            looked = None
        try:
            if loaded[0].is_clause:
                found = self._clauses(loaded)
            elif loaded[0].cell is not None:
                found = self._figure(loaded[0], loaded[0].cell, read)
            elif len(sections) == 1:
                found = self._section(loaded, sections[0])
            elif looked:
                found = self._cell(looked, by_id, read)
            elif loaded[0].refused:
                raise Abstention("insufficient_evidence", loaded[0].refused)
            else:
                found = self.search(question, records, read)
                if any(_cites(f, c) for o in found.options[:1] for f in o.figures for c in others):
                    raise Abstention("insufficient_evidence", "The row that comes nearest is of something else.")
            if any(_bears_no_item(question, f, records, read.cells) for o in found.options[:1] for f in o.figures):
                raise Abstention("insufficient_evidence", "The row that comes nearest does not say what it is of.")
            if any(_counts(question, f, records, read.cells) for o in found.options[:1] for f in o.figures):
                raise Abstention("insufficient_evidence", "Money is asked for, and what comes nearest counts things.")
            if any(_is_no_share(question, o) for o in found.options[:1]):
                raise Abstention("insufficient_evidence", "A share is asked for, and what comes nearest is none.")
        except Abstention as refusal:
            if loaded[0].refused:
                raise
            near = " ".join(loaded[0].hit.text.split())[:NEAREST]
            raise Abstention(
                refusal.reason,
                f"The documents of the library do not prove an answer. Nearest: {_where(loaded[0])}: “{near}”",
            ) from None
        if not (loaded[0].is_clause or loaded[0].cell is not None or len(sections) == 1):
            refuse_of_long_reports(found, by_id)
        passages = tuple(placed(p, by_id[p.record]) for p in found.passages)
        options = tuple(replace(o, figures=tuple(_cited(f, by_id) for f in o.figures)) for o in found.options)
        _one_document(options, passages, loaded)
        quotes = tuple(
            replace(q, record=by_id[q.record].hit.address, page=by_id[q.record].page.number) for q in found.quotes
        )
        found = replace(found, notes=(*found.notes, *self._amounts_in(found.options, loaded)))
        if plan.as_of is not None:
            held = {p.hit.address: _known(p.document, plan.as_of) for p in loaded}
            passages = tuple(replace(p, filed=held[p.record]) for p in passages)
            options = tuple(replace(o, figures=tuple(_held(f, held) for f in o.figures)) for o in options)
        return replace(found, passages=passages, options=options, quotes=quotes)

    def _amounts_in(self, options: Sequence[Resolved], loaded: Sequence[OpenPage]) -> tuple[str, ...]:
        """What a document says elsewhere of all its amounts, where one of a table that says nothing is told as it is printed."""
        bare = {f.record for o in options[:1] for f in o.figures if f.unit == "number" and abs(f.value) >= LARGE}
        documents = {p.document.id: p.document.name for p in loaded if p.record.id in bare}
        pages = Documents(self.house.store).pages(documents) if documents else {}
        said = {of: said_of_all("\n".join(p.text for p in each)) for of, each in pages.items()}
        return tuple(
            f"{documents[of]} says of its amounts: “{text}”." for of, text in said.items() if scales_of(text) - {0}
        )

    @staticmethod
    def _clauses(loaded: Sequence[OpenPage]) -> Found:
        """The clauses that were asked for, the likeliest first."""
        passages = tuple(Passage(p.record.id, "", p.hit.text, p.hit.start, p.hit.end) for p in loaded)
        quotes = tuple(Quote(p.record, p.start, 0, p.text, CERTAIN) for p in passages)
        notes = (loaded[0].note,) if loaded[0].note else ()
        return Found(passages=passages, quotes=quotes, chance=loaded[0].hit.score, notes=notes)

    @staticmethod
    def _section(loaded: Sequence[OpenPage], place: tuple[int, int, int]) -> Found:
        """A section by its number, in its whole length."""
        n, start, end = place
        opened = loaded[n]
        text = opened.page.text[start:end]
        passage = Passage(opened.record.id, "", text, start, end)
        return Found(passages=(passage,), quotes=(Quote(opened.record.id, start, 0, text, CERTAIN),))

    @staticmethod
    def _figure(opened: OpenPage, place: tuple[int, int, int], read: ReadRecords) -> Found:
        """An amount of a list, by its place."""
        at = (opened.record.id, *place)
        cell = next(c for c in read.cells if (c.record, c.table, c.row, c.column) == at)
        return Found(options=(figure_called(cell, opened.called, opened.unit),))

    @staticmethod
    def _cell(looked: Looked, by_id: dict[str, OpenPage], read: ReadRecords) -> Found:
        """A cell as a figure where it is a number, else as words of its row."""
        at = (looked.record, looked.table, looked.row, looked.column)
        cell = next((c for c in read.cells if (c.record, c.table, c.row, c.column) == at), None)
        if cell is not None and not _LENGTH.search(looked.text):
            return Found(options=(resolved(Proposal("value", (cell,)), read.cells),))
        page = by_id[looked.record].page
        box = page.tables[looked.table].boxes[looked.row][looked.column]
        start, end = next(
            (a, b)
            for a, b, line in lines_of(page)
            if box is not None and line.box[1] <= (box[1] + box[3]) / 2 <= line.box[3]
        )
        row = Passage(looked.record, "", page.text[start:end], start, end)
        words = Quote(looked.record, start, 0, looked.text, CERTAIN)
        return Found(passages=(row,), quotes=(words,))


def _passages(record: Record) -> Iterator[Passage]:
    """The passages of a page; none goes on over rows of numbers, which were taken out of its text."""
    at = 0
    for stretch in re.split(r"(\n {2,}(?=\n|$))", record.text):
        for passage in cut([replace(record, text=stretch, tables=())]) if stretch.strip() else ():
            yield replace(passage, start=at + passage.start, end=at + passage.end)
        at += len(stretch)


def refuse_of_long_reports(found: Found, by_id: Mapping[str, OpenPage]) -> None:
    """Refuse what a long report says outside of its statements: its tables and sentences are too many that are alike.

    Of three blind sets over filings of 50 to 250 pages 36 figures of statements were told, 1 of them wrongly; 11 cells of other tables, 8 wrongly; and
    10 sentences, 6 wrongly.

    Raises:
        Abstention: `insufficient_evidence`, with what comes nearest.
    """
    figures = [f for o in found.options[:1] for f in o.figures]
    told = next(
        (by_id[r] for r in (*(f.record for f in figures), *(p.record for p in found.passages)) if r in by_id), None
    )
    if told is None or not _is_report(told.document) or told.document.pages <= LONG:
        return
    said = "; ".join(f"{f.label}: {f.value:,f}" for f in figures) or " ".join(found.passages[0].text.split())
    raise Abstention(
        "insufficient_evidence",
        f"Of a report as long as {told.document.name} only what its statements state is told. Nearest, not proven: page {told.page.number}: “{said[:NEAREST]}”",
    )


def _is_report(document: Kept) -> bool:
    """Whether a document says on its first pages whose, and of which period, it is."""
    return bool(document.company) and document.period_end is not None


def _of_what_is_asked(question: str, every: Sequence[Cell]) -> Iterator[Cell]:
    """The cells without those under a heading of changes, or of another line item, where a question asks for neither.

    Where an item that is asked for heads rows of a table, all that is not under it is of something else.
    """
    asked = items_said(question)
    headed = {(c.record, c.table) for c in every if c.table is not None and asked & items_said(c.group)}
    for cell in every:
        said = f"{cell.row_name} {cell.column_name}"
        beside = (cell.record, cell.table) in headed and not asked & (items_said(cell.group) | items_said(said))
        if cell.table is None or not (
            beside
            or of_a_change(question, cell.group)
            or (not asked & items_said(said) and other_item(question, cell.group))
        ):
            yield cell


def _bears_no_item(question: str, figure: Figure, records: Sequence[Record], every: Sequence[Cell]) -> bool:
    """Whether a line item is asked for that neither a cell's row and column nor what stands over them names, though they name more than was asked."""
    asked = items_said(question)
    cell = next((c for c in every if c.table is not None and _cites(figure, c)), None)
    if cell is None or not asked or len(asked) > 1:
        return False
    record = next(r for r in records if r.id == cell.record)
    if asked & items_said(f"{cell.group} {cell.row_name} {cell.column_name}"):
        return False
    # Where only the caption says it, a row that says more than the question is of something else: "Asset impairments" of segments' total assets.
    whole = asked & items_said(record.tables[cell.table or 0].caption)
    return not whole or not content_stems(cell.row_name) <= content_stems(question)


def _counts(question: str, figure: Figure, records: Sequence[Record], every: Sequence[Cell]) -> bool:
    """Whether money is asked for, and a cell without a currency stands in a table that counts things."""
    cell = next((c for c in every if c.table is not None and _cites(figure, c)), None)
    if cell is None or cell.unit != "number":
        return False
    record = next(r for r in records if r.id == cell.record)
    caption = heading(record.tables[cell.table or 0].caption)
    return counts_things(question, f"{caption} {cell.group} {cell.row_name} {cell.column_name}")


def _is_no_share(question: str, told: Resolved) -> bool:
    """Whether a share is asked for, and one amount would be told."""
    return told.ask.operation == "value" and asks_portion(question) and all(f.unit != "pure" for f in told.figures)


def _is_at(looked: Looked, cell: Cell) -> bool:
    return (looked.record, looked.table, looked.row, looked.column) == (cell.record, cell.table, cell.row, cell.column)


def _cites(figure: Figure, cell: Cell) -> bool:
    element = f"cell-{cell.table}-{cell.row}-{cell.column}"
    return figure.fact is not None and (figure.record, figure.fact.element) == (cell.record, element)


def _where(opened: OpenPage) -> str:
    return f"{opened.document.name}, page {opened.page.number}"


def _cited(figure: Figure, by_id: dict[str, OpenPage]) -> Figure:
    """A figure with its document and its place on the page."""
    opened = by_id[figure.record]
    fact = figure.fact
    assert fact is not None
    place = _place(fact, opened)
    stands = replace(fact, accession=opened.hit.address, element=str(place))
    return replace(figure, fact=stands, record=opened.hit.address, document=opened.document.name, url="")


def _known(document: Kept, day: date) -> date:
    """Since when a document was known: the day on which the library got it, or from which it was in force, where that was so on a day."""
    if document.effective is not None and document.effective <= day:
        return document.effective
    return document.added.astimezone(UTC).date()


def _held(figure: Figure, held: dict[str, date]) -> Figure:
    """A figure whose fact was known from the day on which the library got its document."""
    return replace(figure, fact=replace(figure.fact, filed=held[figure.record])) if figure.fact else figure


def _place(fact: Fact, opened: OpenPage) -> PrintedPlace:
    """Where a cell of a table, or an amount in a sentence, stands."""
    kind, *numbers = (fact.element or "").split("-")
    at = [int(n) for n in numbers]
    page = opened.page
    if kind == "cell":
        table, row, column = at
        held = page.tables[table]
        box = held.boxes[row][column]
        assert box is not None
        return PrintedPlace(page.number, box, held.rows[row][column])
    start, end = places(opened.record.text)[at[0]]
    line = next((n for n in reversed(page.lines) if n.start <= start), page.lines[0])
    return PrintedPlace(page.number, _around([n.box for n in page.lines if line.start <= n.start < end]), _amount(fact))


def _amount(fact: Fact) -> str:
    """An amount of a sentence as it is written there: what stands behind the colon of its label."""
    return fact.label.rpartition(": ")[2]


def _around(boxes: Sequence[Corners]) -> Corners:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _one_document(options: Sequence[Resolved], passages: Sequence[Passage], loaded: Sequence[OpenPage]) -> None:
    """Refuse where what answers stands in another document than the one that is likeliest to be meant, or in two alike.

    Raises:
        Abstention: `ambiguous_entity`.
    """
    first = loaded[0].hit.address
    told = {f.record for o in options[:1] for f in o.figures} or {p.record for p in passages[:1]}
    if told == {first}:
        return
    names = " or ".join(dict.fromkeys(p.document.name for p in loaded if p.hit.address in told | {first}))
    raise Abstention("ambiguous_entity", f"Which document is meant: {names}?")


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    house = House(settings)
    return Domain(
        name=LIBRARY,
        about="documents that were added: reports, contracts, policies, workbooks, mails",
        tools=(Open(house), Find(house)),
    )

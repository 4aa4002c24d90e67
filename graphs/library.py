"""The `library` domain: a person's own documents, where no filed or printed fact answers.

Its lane: open the pages that speak of what is asked, then find a passage or a table's cells on them. A question comes here when the
lane that it was meant for refused it, or by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from muniment.agents.reading.claims import other_item
from muniment.agents.reading.instructions import without_instructions
from muniment.agents.reasoner import CERTAIN
from muniment.errors import Abstention
from muniment.graphs.contract_pages import definitions_used, find_contract_clauses
from muniment.graphs.contract_terms import TermsTold, find_contract_terms
from muniment.graphs.duty_pages import find_asked_duties
from muniment.graphs.own_records import ReadRecords, Search
from muniment.graphs.proposition_pages import find_proposition
from muniment.graphs.provision_pages import FoundProvision, day_asked, documents_in_force, find_provision
from muniment.graphs.searching import search_documents
from muniment.learning.certified import least_chance
from muniment.plugins import Domain, Key
from muniment.records import Fact, Figure, Found, Listing, Passage, Plan, Quote, Record, Resolved, Table
from muniment.sentences import places
from muniment.settings import Settings
from muniment.store.clauses import KeptClause
from muniment.store.documents import Documents, Kept, KeptLine, PageText
from muniment.store.opening import open_store
from muniment.store.printed_place import Corners, PrintedPlace
from muniment.store.provisions import KeptProvision, regulating
from muniment.store.store import Store
from muniment.tools.contracts.clause_kinds import clause_asked
from muniment.tools.contracts.proposition_questions import proposition_asked
from muniment.tools.contracts.term_questions import term_asked
from muniment.tools.library.finding import Hit, spaced
from muniment.tools.own.own_records import cut, words_of
from muniment.tools.own.record_cells import cells, number, years_of
from muniment.tools.own.record_finder import resolved
from muniment.tools.own.record_programs import Proposal
from muniment.tools.own.section_lookup import find_section, section_named
from muniment.tools.own.table_lookup import Looked, look_up
from muniment.tools.policies.duty_questions import duty_asked
from muniment.wording import is_common, stem, tokens

LIBRARY = "library"
PAGES, OTHERS = 8, 4
"""Pages that are read for a question: of the document that is likeliest to be meant, and of others."""
_PART = re.compile(r"[HQ][1-4]|FY\w*")
"""A part of a year that a question names is nobody's name."""
NEAREST_PROVISION = 300
NEAREST = 160
"""Characters of what is nearest that a refusal shows."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that may answer, with the document that it is of, and itself as a record.

    `is_clause` where its hit is a clause asked for, or a provision that answers. `refused` is what is said where only a section or a cell that the
    question names may answer, and none does: the library has nothing but contracts and policies, and none of their provisions is sure enough.
    """

    document: Kept
    page: PageText
    record: Record
    hit: Hit
    is_clause: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class OpenTerms:
    """What is told of contracts' terms, and the passages that its marks are of."""

    listing: Listing
    passages: tuple[Passage, ...]


class Open:
    """Find the pages of the library that speak of what is asked."""

    name = "open"
    adds: Key = "loaded"

    def __init__(self, house: House) -> None:
        self.house = house

    def __call__(self, question: str, plan: Plan) -> tuple[OpenPage, ...] | OpenTerms:
        """The pages, the likeliest first; or what contracts state of a term that is asked for."""
        documents = Documents(self.house.store)
        terms = term_asked(question, plan.as_of or datetime.now(UTC).date())
        asked = None if terms is not None and terms.of_all else clause_asked(question)
        clauses = (
            find_contract_clauses(documents, asked, plan.within, plan.as_of, self.house.settings.risk) if asked else []
        )
        if clauses:
            return self._with_clauses(documents, clauses)
        told = (
            find_contract_terms(documents, terms, plan.within, plan.as_of, self.house.settings.risk) if terms else None
        )
        if told is not None:
            return self._with_terms(documents, told)
        as_of = plan.as_of or day_asked(question)
        proposition = proposition_asked(question)
        yes_no = (
            find_proposition(documents, question, proposition, plan.within, as_of, self.house.settings.risk)
            if proposition
            else None
        )
        if yes_no is not None:
            return self._with_terms(documents, yes_no)
        duty = duty_asked(question)
        duties = find_asked_duties(documents, duty, plan.within, as_of) if duty else None
        if duties is not None:
            return self._with_terms(documents, duties)
        every = documents_in_force(documents, plan.within, as_of)
        refused = ""
        if every and not section_named(question):
            found = find_provision(documents, without_instructions(question), every)
            if found and found[0].chance >= least_chance("provision", self.house.settings.risk):
                return self._with_provision(documents, found[0])
            if found and self._only_regulated(documents, plan.within, as_of):
                refused = _unsure(found[0].provision)
        hits = search_documents(
            documents, without_instructions(question), plan.within, 4 * (PAGES + OTHERS), plan.as_of
        )
        if not hits:
            raise Abstention("insufficient_evidence", refused or "No document of the library speaks of what is asked.")
        own = [h for h in hits if h.of == hits[0].of][:PAGES]
        own = self._with_section(documents, question, own)
        chosen = [*own, *[h for h in hits if h.of != hits[0].of][:OTHERS]]
        kept = documents.of({h.of for h in chosen})
        pages = documents.whole_pages([(h.of, h.page) for h in chosen])
        first = documents.first_pages(kept)
        return tuple(
            OpenPage(
                kept[h.of], page, _record(kept[h.of], page, _named(question, first.get(h.of, ""))), h, refused=refused
            )
            for h in chosen
            if h.of in kept and (page := pages.get((h.of, h.page))) is not None
        )

    @staticmethod
    def _with_clauses(documents: Documents, clauses: Sequence[KeptClause]) -> tuple[OpenPage, ...]:
        """The pages of a contract's clauses, one for each clause, and of the definitions that they hang on."""
        return _quoted(documents, clauses[0].of, [(c.page, c.start, c.end, c.text, c.chance) for c in clauses])

    @staticmethod
    def _only_regulated(documents: Documents, within: Sequence[str], as_of: date | None) -> bool:
        """Whether there are no documents but contracts and policies."""
        regulated = {d.id for d in regulating(documents.store, within, as_of)}
        return all(d.id in regulated for d in documents.named(within, as_of))

    @staticmethod
    def _with_provision(documents: Documents, found: FoundProvision) -> tuple[OpenPage, ...]:
        """The page of a provision, once for what leads it in, where anything does, once for itself, and those of the definitions that it hangs on."""
        p = found.provision
        lead = [(p.page, p.lead_start, p.lead_end, p.lead, found.chance)] if p.lead else []
        return _quoted(documents, p.of, [*lead, (p.page, p.start, p.end, p.text, found.chance)])

    @staticmethod
    def _with_terms(documents: Documents, told: TermsTold) -> OpenTerms:
        """What is told, with the passages that its marks are of."""
        kept = documents.of({t.of for t in told.terms})
        pages = documents.whole_pages([(t.of, t.page) for t in told.terms])
        passages = []
        for t in told.terms:
            page = pages[t.of, t.page]
            opened = OpenPage(
                kept[t.of],
                page,
                _record(kept[t.of], page, ""),
                Hit(t.of, t.document, t.page, t.start, t.end, t.text, t.chance),
            )
            passages.append(_placed(Passage(opened.record.id, "", t.text, t.start, t.end), opened))
        return OpenTerms(told.listing, tuple(passages))

    @staticmethod
    def _with_section(documents: Documents, question: str, hits: list[Hit]) -> list[Hit]:
        """The pages, first those with the section that the question names by its number."""
        number = section_named(question)
        if not number:
            return hits
        of = hits[0].of
        pages = documents.pages([of]).get(of, [])
        found = [(pages[n], start, end) for n, start, end in find_section(number, [p.text for p in pages])]
        return [replace(hits[0], page=p.number, start=a, end=b, text=p.text[a:b]) for p, a, b in found] + [
            h for h in hits if h.page not in {p.number for p, *_ in found}
        ]


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
        own = [p.record for p in loaded if p.hit.of == loaded[0].hit.of]
        number = section_named(question)
        sections = find_section(number, [p.page.text for p in loaded if p.hit.of == loaded[0].hit.of]) if number else []
        looked = look_up(question, own)
        looked = None if looked and other_item(question, looked.row_name) else looked
        try:
            if loaded[0].is_clause:
                found = self._clauses(loaded)
            elif len(sections) == 1:
                found = self._section(loaded, sections[0])
            elif looked:
                found = self._cell(looked, by_id, read)
            elif loaded[0].refused:
                raise Abstention("insufficient_evidence", loaded[0].refused)
            else:
                found = self.search(question, records, read)
        except Abstention as refusal:
            if loaded[0].refused:
                raise
            near = " ".join(loaded[0].hit.text.split())[:NEAREST]
            raise Abstention(
                refusal.reason,
                f"The documents of the library do not prove an answer. Nearest: {_where(loaded[0])}: “{near}”",
            ) from None
        passages = tuple(_placed(p, by_id[p.record]) for p in found.passages)
        options = tuple(replace(o, figures=tuple(_cited(f, by_id) for f in o.figures)) for o in found.options)
        _one_document(options, passages, loaded)
        quotes = tuple(replace(q, record=by_id[q.record].hit.address) for q in found.quotes)
        if plan.as_of is not None:
            # When it was known: on the day on which the library got the document.
            held = {p.hit.address: p.document.added.astimezone(UTC).date() for p in loaded}
            passages = tuple(replace(p, filed=held[p.record]) for p in passages)
            options = tuple(replace(o, figures=tuple(_held(f, held) for f in o.figures)) for o in options)
        return replace(found, passages=passages, options=options, quotes=quotes)

    @staticmethod
    def _clauses(loaded: Sequence[OpenPage]) -> Found:
        """The clauses that were asked for, the likeliest first."""
        passages = tuple(Passage(p.record.id, "", p.hit.text, p.hit.start, p.hit.end) for p in loaded)
        quotes = tuple(Quote(p.record, p.start, 0, p.text, CERTAIN) for p in passages)
        return Found(passages=passages, quotes=quotes, chance=loaded[0].hit.score)

    @staticmethod
    def _section(loaded: Sequence[OpenPage], place: tuple[int, int, int]) -> Found:
        """A section by its number, in its whole length."""
        n, start, end = place
        opened = loaded[n]
        text = opened.page.text[start:end]
        passage = Passage(opened.record.id, "", text, start, end)
        return Found(passages=(passage,), quotes=(Quote(opened.record.id, start, 0, text, CERTAIN),))

    @staticmethod
    def _cell(looked: Looked, by_id: dict[str, OpenPage], read: ReadRecords) -> Found:
        """A cell as a figure where it is a number, else as words of its row."""
        at = (looked.record, looked.table, looked.row, looked.column)
        cell = next((c for c in read.cells if (c.record, c.table, c.row, c.column) == at), None)
        if cell is not None:
            return Found(options=(resolved(Proposal("value", (cell,)), read.cells),))
        page = by_id[looked.record].page
        box = page.tables[looked.table].boxes[looked.row][looked.column]
        start, end = next(
            (a, b)
            for a, b, line in _lines(page)
            if box is not None and line.box[1] <= (box[1] + box[3]) / 2 <= line.box[3]
        )
        row = Passage(looked.record, "", page.text[start:end], start, end)
        words = Quote(looked.record, start, 0, looked.text, CERTAIN)
        return Found(passages=(row,), quotes=(words,))


def _quoted(
    documents: Documents, of: int, stretches: Sequence[tuple[int, int, int, str, float]]
) -> tuple[OpenPage, ...]:
    """Stretches of a document (page, characters, text, chance) as pages to be quoted from, behind them the definitions that they hang on."""
    defined = definitions_used(documents, of, [text for _, _, _, text, _ in stretches])
    every = [*stretches, *((d.page, d.start, d.end, d.text, d.chance) for d in defined)]
    document = documents.of([of])[of]
    pages = documents.whole_pages([(of, number) for number, *_ in every])
    return tuple(
        OpenPage(
            document,
            pages[of, number],
            _record(document, pages[of, number], ""),
            Hit(of, document.name, number, start, end, text, chance),
            is_clause=True,
        )
        for number, start, end, text, chance in every
    )


def _lines(page: PageText) -> Iterator[tuple[int, int, KeptLine]]:
    """The lines of a page, each with where it begins and ends in its text."""
    for n, line in enumerate(page.lines):
        yield line.start, page.lines[n + 1].start - 1 if n + 1 < len(page.lines) else len(page.text), line


def _named(question: str, first: str) -> str:
    """The names in a question that a document's first page bears: parties, a place. They say which document is meant."""
    borne = set(first.split())
    said = (m for m in re.findall(r"\b[A-Z][\w&'’-]+", question) if not _PART.fullmatch(m))
    names = (m for m in said if {stem(t) for t in tokens(m)} <= borne)
    return " ".join(n for n in names if not is_common(n.lower()) or question.find(n) > 0)


def _record(document: Kept, page: PageText, named: str) -> Record:
    """A page as a record: its text without rows of numbers, which its tables hold; its title bears the names that the document is known by."""
    text = list(page.text)
    for start, end, line in _lines(page):
        # In print, a line may be taken for a row that is none.
        if line.is_row and (not document.is_shown or _is_of_numbers(page.text[start:end])):
            text[start:end] = " " * (end - start)
    year = f" fiscal {document.fiscal_year}" if document.fiscal_year else ""
    # A name that a table bears says which of its cells is meant.
    cells = {stem(t) for table in page.tables for row in table.rows for c in row for t in tokens(c)}
    parties = " ".join(n for n in named.split() if not {stem(t) for t in tokens(n)} <= cells)
    title = f"{spaced(document.name)} {document.company}{year} {page.name} {parties}".strip()
    tables = tuple(Table(t.rows, t.caption) for t in page.tables)
    return Record(f"{document.name}, page {page.number}, {document.id}", "".join(text), title, tables)


def _passages(record: Record) -> Iterator[Passage]:
    """The passages of a page; none goes on over rows of numbers, which were taken out of its text."""
    at = 0
    for stretch in re.split(r"(\n {2,}(?=\n|$))", record.text):
        for passage in cut([replace(record, text=stretch, tables=())]) if stretch.strip() else ():
            yield replace(passage, start=at + passage.start, end=at + passage.end)
        at += len(stretch)


def _is_of_numbers(line: str) -> bool:
    return any(number(word) is not None for word in line.split()[1:])


def _unsure(nearest: KeptProvision) -> str:
    """That no provision surely answers, and which comes nearest."""
    lead = f"{nearest.lead} … " if nearest.lead else ""
    said = " ".join(f"{lead}{nearest.text}".split())
    shown = said if len(said) <= NEAREST_PROVISION else f"{said[:NEAREST_PROVISION].rsplit(' ', 1)[0]} …"
    return f"I found nothing that surely answers this. Nearest, not proven: {nearest.document}, page {nearest.page}: “{shown}”"


def _where(opened: OpenPage) -> str:
    return f"{opened.document.name}, page {opened.page.number}"


def _placed(passage: Passage, opened: OpenPage) -> Passage:
    """A passage with its document, its page, and where its lines stand there."""
    lines = tuple(
        (max(0, line.start - passage.start), line.box)
        for line, following in zip(opened.page.lines, (*opened.page.lines[1:], None), strict=True)
        if line.start < passage.end and (following is None or following.start > passage.start)
    )
    return replace(
        passage,
        record=opened.hit.address,
        url=opened.hit.address,
        section=opened.page.name,
        heading=opened.document.name,
        document=opened.document.name,
        page=opened.page.number,
        lines=lines,
    )


def _cited(figure: Figure, by_id: dict[str, OpenPage]) -> Figure:
    """A figure with its document and its place on the page."""
    opened = by_id[figure.record]
    fact = figure.fact
    assert fact is not None
    place = _place(fact, opened)
    stands = replace(fact, accession=opened.hit.address, element=str(place))
    return replace(figure, fact=stands, record=opened.hit.address, document=opened.document.name, url="")


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


class House:
    """What the lane's tools share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def store(self) -> Store:
        """The store, with the bundled sample in it."""
        return open_store(self.settings)


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    house = House(settings)
    return Domain(
        name=LIBRARY,
        about="documents that were added: reports, contracts, policies, workbooks, mails",
        tools=(Open(house), Find(house)),
    )

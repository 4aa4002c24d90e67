"""Pages of the library as they are opened for a question: each with its document, and as a record in which an answer is looked for and quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muniment.graphs.library.hanging import Stretch, with_what_it_hangs_on
from muniment.records import Listing, Passage, Record, Table
from muniment.store.library.documents import Documents, Kept, KeptLine, PageText
from muniment.tools.library.finding import Hit, spaced
from muniment.tools.lists.table_lists import FEWEST_PROPERTIES, properties_of, relation_of
from muniment.tools.own.record_cells import number
from muniment.wording import stem, tokens


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that may answer, with the document that it is of, and itself as a record.

    `cell` is the place of a cell that answers: its table on the page, row and column; `called` its name, and `unit` that of its amount. `is_clause` where its hit is a clause asked for, or a provision that answers. `refused` is what is said where only a section or a cell that the
    question names may answer, and none does: the library has nothing but contracts and policies, and none of their provisions is sure enough. `note` is what must be said
    of a clause besides.
    """

    document: Kept
    page: PageText
    record: Record
    hit: Hit
    is_clause: bool = False
    cell: tuple[int, int, int] | None = None
    called: str = ""
    unit: str = ""
    refused: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenTerms:
    """What is told of contracts' terms, and the passages that its marks are of."""

    listing: Listing
    passages: tuple[Passage, ...]


def quoted(documents: Documents, of: int, stretches: Sequence[Stretch]) -> tuple[OpenPage, ...]:
    """Stretches of a document as pages to be quoted from, with all that rules them, and behind them what they hang on."""
    ruled, hung, note = with_what_it_hangs_on(documents, of, stretches)
    document = documents.of([of])[of]
    pages = documents.whole_pages([(of, s.page) for s in (*ruled, *hung)])
    return tuple(
        OpenPage(
            document,
            pages[of, s.page],
            record_of(document, pages[of, s.page], ""),
            Hit(of, document.name, s.page, s.start, s.end, s.text, s.chance),
            is_clause=True,
            note=note,
        )
        for s in (*ruled, *hung)
    )


def lines_of(page: PageText) -> Iterator[tuple[int, int, KeptLine]]:
    """The lines of a page, each with where it begins and ends in its text."""
    for n, line in enumerate(page.lines):
        yield line.start, page.lines[n + 1].start - 1 if n + 1 < len(page.lines) else len(page.text), line


def record_of(document: Kept, page: PageText, named: str, with_lists: bool = False) -> Record:
    """A page as a record: its text without rows of numbers, which its tables hold; its title bears the names that the document is known by.

    Args:
        document: of the library.
        page: of the document.
        named: names in a question.
        with_lists: with its lists, which are otherwise left empty: what no reader of lists finds there, nobody does.
    """
    tables = [Table(t.rows, t.caption) for t in page.tables]
    listed = [not with_lists and properties_of(relation_of(t, "")) >= FEWEST_PROPERTIES for t in tables]
    boxes = [b for t, is_list in zip(page.tables, listed, strict=True) if is_list for row in t.boxes for b in row if b]
    text = list(page.text)
    for start, end, line in lines_of(page):
        of_list = any(b[1] <= (line.box[1] + line.box[3]) / 2 <= b[3] for b in boxes)
        # In print, a line may be taken for a row that is none.
        if of_list or (line.is_row and (not document.is_shown or _is_of_numbers(page.text[start:end]))):
            text[start:end] = " " * (end - start)
    year = f" fiscal {document.fiscal_year}" if document.fiscal_year else ""
    # A name that a table bears says which of its cells is meant.
    cells = {stem(t) for table in page.tables for row in table.rows for c in row for t in tokens(c)}
    parties = " ".join(n for n in named.split() if not {stem(t) for t in tokens(n)} <= cells)
    title = f"{spaced(document.name)} {document.company}{year} {page.name} {parties}".strip()
    left = tuple(Table(()) if is_list else t for t, is_list in zip(tables, listed, strict=True))
    return Record(f"{document.name}, page {page.number}, {document.id}", "".join(text), title, left)


def _is_of_numbers(line: str) -> bool:
    return any(number(word) is not None for word in line.split()[1:])


def placed(passage: Passage, opened: OpenPage) -> Passage:
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

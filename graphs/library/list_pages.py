"""What the lists of the library's documents say: of one document, or of the one list that can answer; every row told is cited by its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.graphs.library.open_pages import OpenPage, OpenTerms, lines_of, placed, record_of
from muniment.records import Passage, Record, Table
from muniment.store.library.documents import Documents, KeptTable, PageText
from muniment.tools.library.finding import Hit
from muniment.tools.lists.asking import Asked, ask_lists, not_matched
from muniment.tools.lists.table_lists import FEWEST_PROPERTIES, list_title
from muniment.tools.own.record_cells import cells

FEW = 40
"""Pages of the library up to which all are looked at; of more, those of the documents likeliest to be meant."""
DOCUMENTS = 4
LONGEST_TITLE = 200
"""Characters that may stand beside a list and say no more than what it is."""
_Place = tuple[int, int, int]


def find_list(
    documents: Documents,
    question: str,
    within: Sequence[str],
    as_of: date | None,
    hits: Callable[[], Sequence[Hit]],
    after: bool,
) -> OpenTerms | tuple[OpenPage, ...] | None:
    """What a list of the library says, or the page with the one amount that it says; None where none can answer.

    Args:
        documents: of the library.
        question: as typed.
        within: only in these collections.
        as_of: the documents as the library held them at the end of that day.
        hits: searches the pages that speak of what is asked, the best first.
        after: the question follows another.

    Raises:
        Abstention: two lists would answer, or the one that is meant cannot.
    """
    pages = _pages(documents, within, as_of, hits)
    kept = documents.of({of for of, _ in pages})
    tables: list[Asked[_Place]] = [
        Asked((of, number, n), Table(t.rows, t.caption), list_title(kept[of].name, page.name, t.caption, n))
        for (of, number), page in sorted(pages.items())
        if of in kept
        for n, t in enumerate(page.tables)
    ]
    found = ask_lists(question, tables, after)
    if found is None:
        _refuse_only_list(question, tables, pages.values(), after)
        return None
    (of, number, n), told = found
    page = pages[of, number]
    document = kept[of]
    passages = []
    for row in told.rows:
        start, end = _line(page, page.tables[n], row)
        text = page.text[start:end]
        if told.cell is not None and text.count(cell := page.tables[n].rows[row][told.cell]) == 1:
            start += text.index(cell)
            end, text = start + len(cell), cell
        hit = Hit(of, document.name, number, start, end, text, 1.0)
        opened = OpenPage(document, page, record_of(document, page, "", with_lists=True), hit)
        if told.cell is not None and told.unit and _is_number(page.tables[n], row, told.cell):
            return (replace(opened, cell=(n, row, told.cell), called=told.name, unit=told.unit),)
        passages.append(placed(Passage(opened.record.id, "", text, start, end), opened))
    return OpenTerms(told.listing, tuple(passages))


def _refuse_only_list(question: str, tables: Sequence[Asked[_Place]], pages: Collection[PageText], after: bool) -> None:
    """Refuse where the library, as far as it is meant, is one list, and nothing else could answer.

    Raises:
        Abstention: it says what could not be matched with the list.
    """
    if len(tables) != 1 or len(pages) != 1 or after or tables[0].properties < FEWEST_PROPERTIES:
        return
    (page,) = pages
    text = sum(len(page.text[start:end]) for start, end, line in lines_of(page) if not line.is_row)
    if text <= LONGEST_TITLE + sum(len(c) for c in tables[0].table.rows[0]):
        raise Abstention("insufficient_evidence", not_matched(question, tables[0]))


def _pages(
    documents: Documents, within: Sequence[str], as_of: date | None, hits: Callable[[], Sequence[Hit]]
) -> dict[tuple[int, int], PageText]:
    """The pages whose lists may be meant, by document and number."""
    every = documents.named(within, as_of)
    if sum(d.pages for d in every) > FEW:
        likeliest = list(dict.fromkeys(h.of for h in hits()))[:DOCUMENTS]
        every = [d for d in every if d.id in likeliest]
    return documents.whole_pages([(d.id, n) for d in every for n in range(1, min(d.pages, FEW) + 1)])


def _is_number(table: KeptTable, row: int, column: int) -> bool:
    """Whether a cell is read as a figure; one with a measure of its own ("2,105 kg") is told as it is written."""
    every = cells([Record("", tables=(Table(table.rows, table.caption),))])
    return any((c.row, c.column) == (row, column) for c in every)


def _line(page: PageText, table: KeptTable, row: int) -> tuple[int, int]:
    """Where the line of a row begins and ends in the text of its page."""
    box = next(b for b in table.boxes[row] if b is not None)
    middle = (box[1] + box[3]) / 2
    return next((start, end) for start, end, line in lines_of(page) if line.box[1] <= middle <= line.box[3])

"""What the lists of the library's documents say: of one document, or of the one list that can answer; every row told is cited by its line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.graphs.library.open_pages import OpenPage, OpenTerms, lines_of, placed, record_of
from muniment.graphs.library.searching import search_documents
from muniment.records import Passage, Table
from muniment.store.library.documents import Documents, KeptTable, PageText
from muniment.tools.library.finding import Hit
from muniment.tools.lists.asking import Asked, ask_lists
from muniment.tools.lists.relation import list_title

FEW = 40
"""Pages of the library up to which all are looked at; of more, those of the documents likeliest to be meant."""
DOCUMENTS = 4
_Place = tuple[int, int, int]


def find_list(
    documents: Documents, question: str, within: Sequence[str], as_of: date | None, after: bool
) -> OpenTerms | None:
    """What a list of the library says; None where none can answer.

    Args:
        documents: of the library.
        question: as typed.
        within: only in these collections.
        as_of: the documents as the library held them at the end of that day.
        after: the question follows another.

    Raises:
        Abstention: two lists would answer, or the one that is meant cannot.
    """
    pages = _pages(documents, question, within, as_of)
    kept = documents.of({of for of, _ in pages})
    tables: list[Asked[_Place]] = [
        Asked((of, number, n), Table(t.rows, t.caption), list_title(kept[of].name, page.name, t.caption, n))
        for (of, number), page in sorted(pages.items())
        if of in kept
        for n, t in enumerate(page.tables)
    ]
    found = ask_lists(question, tables, after)
    if found is None:
        return None
    (of, number, n), told = found
    page = pages[of, number]
    document = kept[of]
    passages = []
    for row in told.rows:
        start, end = _line(page, page.tables[n], row)
        text = page.text[start:end]
        hit = Hit(of, document.name, number, start, end, text, 1.0)
        opened = OpenPage(document, page, record_of(document, page, ""), hit)
        passages.append(placed(Passage(opened.record.id, "", text, start, end), opened))
    return OpenTerms(told.listing, tuple(passages))


def _pages(
    documents: Documents, question: str, within: Sequence[str], as_of: date | None
) -> dict[tuple[int, int], PageText]:
    """The pages whose lists may be meant, by document and number."""
    every = documents.named(within, as_of)
    if sum(d.pages for d in every) > FEW:
        hits = search_documents(documents, question, within, 4 * DOCUMENTS, as_of)
        likeliest = list(dict.fromkeys(h.of for h in hits))[:DOCUMENTS]
        every = [d for d in every if d.id in likeliest]
    return documents.whole_pages([(d.id, n) for d in every for n in range(1, min(d.pages, FEW) + 1)])


def _line(page: PageText, table: KeptTable, row: int) -> tuple[int, int]:
    """Where the line of a row begins and ends in the text of its page."""
    box = next(b for b in table.boxes[row] if b is not None)
    middle = (box[1] + box[3]) / 2
    return next((start, end) for start, end, line in lines_of(page) if line.box[1] <= middle <= line.box[3])

"""The document that is meant is found first, then the page in it."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.store.library.documents import PageText
from muniment.tools.library.finding import Card, best_pages, rank_documents, stems


def card(name: str, form: str = "10-K", year: int | None = 2022, named: bool = True, first: str = "") -> Card:
    end = date(year, 12, 31) if year else None
    return Card(1, name, "Corning", form, end, year, frozenset(stems(first)), named)


def page(number: int, text: str) -> PageText:
    return PageText(number, text, " ".join(stems(text)))


CARDS = [
    card("CORNING_2020_10K.pdf", year=2020),
    card("CORNING_2022_10K.pdf"),
    card("CORNING_2022Q2_10Q.pdf", "10-Q"),
    card("lease.pdf", "", None, False, "Lease of the boat house between Anna and Bert"),
]

LEASE = Card(7, "lease.pdf", "", "", None, None, frozenset(), False)
REPORT = Card(8, "report.pdf", "", "", None, None, frozenset(), False)


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("What was Corning's effective tax rate in FY2022?", "CORNING_2022_10K.pdf"),
        ("Corning's net sales in 2020", "CORNING_2020_10K.pdf"),
        ("Corning inventories at the end of Q2 2022", "CORNING_2022Q2_10Q.pdf"),
        ("Is Corning a profitable company?", "CORNING_2022_10K.pdf"),
    ],
)
def test_the_document_of_the_company_kind_and_year_comes_first(query: str, document: str) -> None:
    assert rank_documents(query, CARDS)[0][0].name == document


def test_without_a_company_the_first_page_tells() -> None:
    strangers = [Card(c.id, c.name, c.company, c.form, c.period_end, c.fiscal_year, c.bears, False) for c in CARDS]
    assert rank_documents("How long is the lease of the boat house?", strangers)[0][0].name == "lease.pdf"


def test_a_page_that_speaks_of_it_comes_before_one_that_does_not() -> None:
    pages = [
        page(1, "Our history began in 1851."),
        page(2, "The notice period of the lease is sixty days."),
        page(3, "Signatures"),
    ]
    hits = best_pages("What is the notice period?", "What is the notice period?", [(LEASE, 1.0, pages)], 5)
    assert [(h.document, h.page) for h in hits] == [("lease.pdf", 2)]
    assert hits[0].text == pages[1].text[hits[0].start : hits[0].end]


def test_a_statement_comes_before_pages_that_speak_of_its_line_items() -> None:
    table = (
        "Consolidated Balance Sheets\n"
        + "\n".join(f"Row {n} {n},000 {n},100" for n in range(1, 30))
        + "\nMerchandise inventories 5,409 5,209"
    )
    talk = "Inventories were higher. We count inventories each year; inventories matter. See the consolidated balance sheets."
    hits = best_pages("total inventories", "total inventories", [(REPORT, 1.0, [page(1, talk), page(2, table)])], 5)
    assert [h.page for h in hits] == [2, 1]


def test_nothing_is_found_where_nothing_speaks_of_it() -> None:
    assert best_pages("zebra", "zebra", [(REPORT, 1.0, [page(1, "Our history")])], 5) == []
    assert best_pages("zebra", "zebra", [], 5) == []
    assert rank_documents("zebra", []) == []

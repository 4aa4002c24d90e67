"""Lines of one paragraph are joined, and a word that was parted at a line's end is mended."""

from __future__ import annotations

import pytest

from muniment.tools.formats.page import Box, Line, Page, Word
from muniment.tools.formats.page_text import as_placed, read_page, with_paragraphs
from muniment.tools.formats.pdf_pages import pdf_pages
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow, PrintedTable
from tests.tools.formats.written_pdf import written_pdf


def page(*lines: str) -> Page:
    texts = [(72.0, 700.0 - 12 * n, line) for n, line in enumerate(lines)]
    return with_paragraphs(next(pdf_pages(written_pdf([texts]))))


FULL = "The tenant shall give the landlord notice in writing of every defect of the"


def test_full_lines_go_on_and_short_ones_end_a_paragraph() -> None:
    read = read_page(
        page(FULL, "premises without delay.", "Notices are sent to the address below by letter or mail."), ()
    )
    assert read.text == f"{FULL} premises without delay.\nNotices are sent to the address below by letter or mail."
    assert [read.text[line.start :][:7] for line in read.lines] == ["The ten", "premise", "Notices"]


@pytest.mark.parametrize(
    ("end", "following", "whole"),
    [
        ("of the com-", "pany in writing", "of the company in writing"),
        ("of the long-", "term debt of it", "of the long-term debt of it"),
    ],
)
def test_a_parted_word_is_mended_where_it_is_one(end: str, following: str, whole: str) -> None:
    first = FULL.removesuffix("of the") + end
    assert read_page(page(first, following), ()).text.endswith(whole)


def test_items_of_a_list_begin_their_own_lines() -> None:
    assert read_page(page(FULL, "(a) premises and all that is in them;"), ()).text.count("\n") == 1


def test_a_printed_table_is_told_with_its_heads_and_headings() -> None:
    box = Box(0, 0, 1, 1)
    rows = (
        PrintedRow(("Assets",), "Cash", (PrintedCell("5", box),), box),
        PrintedRow(("Assets",), "Debt", (None,), box),
    )
    placed = as_placed(PrintedTable(1, "Balance", ("2023",), rows))
    assert placed.rows == (("", "2023"), ("Assets", ""), ("Cash", "5"), ("Debt", ""))
    assert placed.boxes[2] == (box, box)


def test_a_page_without_prose_is_left_as_it_is() -> None:
    bare = Page(1, 100, 100, (Line((Word("5", Box(0, 0, 5, 9)),)),))
    assert with_paragraphs(bare) == bare

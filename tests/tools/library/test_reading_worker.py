"""Documents are read in a process of their own; what breaks it costs that document alone."""

from __future__ import annotations

import pytest

from muniment.errors import Unparsed
from muniment.tools.formats.page import SCALE, Box
from muniment.tools.formats.picture import page_picture
from muniment.tools.library.reader import read_library_document, words_at
from muniment.tools.library.reading_worker import picture_safely, read_safely, words_safely
from tests.tools.formats.written_pdf import annual_report, written_pdf

REPORT = annual_report()


def test_a_document_is_read_whole_in_a_process_of_its_own() -> None:
    read = read_safely(REPORT, "r.pdf")
    assert read == read_library_document(REPORT, "r.pdf")
    assert read.title.company == "Tidewater Lantern Works, Inc."
    assert len(read.pages) == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "cut short or damaged"),
        (REPORT[:200], "no whole PDF"),
        (written_pdf([[]]), "holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, why: str) -> None:
    with pytest.raises(Unparsed, match=why):
        read_safely(content, "r.pdf")


def test_one_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Unparsed, match="not read within"):
        read_safely(REPORT, "r.pdf", seconds=0.01)


def test_pages_without_text_are_told() -> None:
    content = written_pdf([[(72, 700, "text")], []])
    assert read_library_document(content, "r.pdf").unread == ()


def test_what_stands_in_a_box_is_read_again() -> None:
    sales = next(f for f in read_library_document(REPORT, "r.pdf").facts if f.fact.concept == "us-gaap:Revenues")
    assert (
        words_at(REPORT, "r.pdf", sales.page, sales.box)
        == words_safely(REPORT, "r.pdf", sales.page, sales.box)
        == "$ 1,250"
    )
    assert words_at(REPORT, "r.pdf", 9, sales.box) == ""
    assert words_at(REPORT, "r.pdf", 2, Box(0, 0, 5, 5)) == ""


def test_a_page_is_drawn_as_it_looks() -> None:
    picture = page_picture(REPORT, 2)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 612 * SCALE
    assert picture_safely(REPORT, 2) == picture
    with pytest.raises(Unparsed, match="no page 4"):
        page_picture(REPORT, 4)
    with pytest.raises(Unparsed, match="no whole picture"):
        page_picture(b"hello", 1)

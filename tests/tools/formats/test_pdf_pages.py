"""The words of a PDF stand where they are printed; what cannot be read is refused with the reason."""

from __future__ import annotations

import pytest

from muniment.errors import Unparsed
from muniment.tools.formats.pdf_pages import pdf_pages
from tests.tools.formats.written_pdf import written_pdf


def test_words_have_their_boxes_from_the_top_left() -> None:
    (page,) = pdf_pages(written_pdf([[(72, 700, "Net sales"), (300, 700, "1,250")]]))
    net, sales, amount = page.lines[0].words
    assert (net.text, sales.text, amount.text) == ("Net", "sales", "1,250")
    assert abs(net.box.left - 72) < 1
    assert 80 < net.box.top < net.box.bottom < 96
    assert amount.digits_end is not None
    assert abs(amount.digits_end - 325) < 1


def test_lines_are_in_order_whatever_the_order_of_the_file() -> None:
    (page,) = pdf_pages(written_pdf([[(72, 600, "second"), (72, 700, "first")]]))
    assert page.text == "first\nsecond"


def test_one_page_can_be_read_alone() -> None:
    content = written_pdf([[(72, 700, "one")], [(72, 700, "two")]])
    assert [(p.number, p.text) for p in pdf_pages(content, 2)] == [(2, "two")]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 but nothing else", b"hello"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Unparsed, match="no whole PDF"):
        list(pdf_pages(content))


def test_what_is_not_shown_is_left_out() -> None:
    (page,) = pdf_pages(written_pdf([[(72, 700, "shown"), (-300, 600, "left of the page"), (72, 900, "above it")]]))
    assert page.text == "shown"
    (tiny,) = pdf_pages(written_pdf([[(72, 700, "tiny")]], size=1))
    assert tiny.lines == ()


def test_rules_are_read_and_letters_are_none() -> None:
    content = written_pdf([[(72, 700, "2023")]], rules=[(72, 690, 120)])
    (page,) = pdf_pages(content)
    ((left, right, height),) = page.rules
    assert (round(left), round(right)) == (72, 192)
    assert 100 < height < 104


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = written_pdf([[(72, 700, "one")], [(72, 700, "two")]])
    monkeypatch.setattr("muniment.tools.formats.pdf_pages.MOST_PAGES", 1)
    with pytest.raises(Unparsed, match="it has 2 pages; 1 are read at most"):
        list(pdf_pages(content))
    monkeypatch.undo()
    monkeypatch.setattr("muniment.tools.formats.pdf_pages.MOST_CHARACTERS", 2)
    with pytest.raises(Unparsed, match="a page holds 3 characters"):
        list(pdf_pages(content))

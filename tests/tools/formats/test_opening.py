"""Every file goes to its reader by what it is, and what is not read is refused by what it is."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from muniment.errors import Unparsed
from muniment.tools.formats.opening import NESTED, open_document
from tests.tools.formats.test_texts_and_mails import mail
from tests.tools.formats.written_office import paragraph, written_docx, zipped
from tests.tools.formats.written_pdf import annual_report, written_pdf


def text(content: bytes, name: str) -> str:
    return "\n".join(p.page.text for p in open_document(content, name).pages)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (annual_report(), "report.pdf", "Tidewater Lantern Works"),
        (annual_report(), "report.txt", "Tidewater Lantern Works"),
        (written_docx(paragraph("Two years.")), "lease.docx", "Two years."),
        (b"Rent,5\nFees,6\n", "a.csv", "Rent 5"),
        (b"<!doctype html><p>Hello</p>", "page", "Hello"),
        (b"# Rules\n", "rules.md", "Rules"),
        (b"From: a@a.example\nTo: b@b.example\nSubject: Escrow\n\nWe agree.\n", "saved", "We agree."),
        (b"To the board: we agree.", "minutes", "we agree"),
    ],
)
def test_a_file_is_read_by_what_it_is(content: bytes, name: str, said: str) -> None:
    assert said in text(content, name)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.pdf", "it is empty"),
        (b"hello", "a.docx", "no whole DOCX file"),
        (b"hello", "a.xls", "not read: save it as"),
        (b"{\\rtf1}", "a.txt", "not read: save it as"),
        (zipped({"a.txt": "x"}), "a.zip", "not read"),
        (zipped({"a.txt": "x"}), "a.docx", "an archive"),
        (b"a\x00b\x01", "a.bin", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "a.msg", "cut short or damaged"),
        (b"\x89PNG\r\n cut", "a.png", "no whole picture"),
        (b"   \n", "a.txt", "empty"),
        (written_pdf([[]]), "a.pdf", "holds no text"),
    ],
)
def test_what_is_not_read_says_what_it_is(content: bytes, name: str, why: str) -> None:
    with pytest.raises(Unparsed, match=why):
        open_document(content, name)


def test_a_mail_brings_its_attachments_and_tells_those_that_cannot_be_read() -> None:
    message = mail("See both.")
    message.add_attachment(b"Rent,5\nFees,6\n", maintype="text", subtype="csv", filename="rent.csv")
    message.add_attachment(b"x\x00", maintype="application", subtype="octet-stream", filename="x.bin")
    opened = open_document(message.as_bytes(), "a.eml")
    assert [(p.page.number, p.page.name) for p in opened.pages] == [(1, "Escrow"), (2, "rent.csv")]
    assert opened.pages[1].tables[0].rows == (("Rent", "5"), ("Fees", "6"))
    assert opened.unread == ("the attachment x.bin is not read: it is no text, and of no kind that is read",)


def test_mails_in_mails_end_somewhere() -> None:
    message = mail("innermost")
    for _ in range(NESTED + 2):
        outer = mail("outer")
        outer.add_attachment(message)
        message = outer
    opened = open_document(message.as_bytes(), "a.eml")
    assert any("lies in too many others" in why for why in opened.unread)
    assert len(opened.pages) == NESTED + 1


def picture(text: str) -> bytes:
    drawn = Image.new("RGB", (1200, 300), "white")
    ImageDraw.Draw(drawn).text((40, 80), text, "black", ImageFont.load_default(60))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def test_a_scan_is_read_and_said_to_be_one() -> None:
    opened = open_document(picture("Total due 24,413"), "scan.png")
    assert opened.pages[0].page.text == "Total due 24,413"
    assert opened.unread == ("a picture, read by character recognition",)
    assert opened.is_shown


def test_a_page_of_a_pdf_that_is_a_picture_is_read_and_an_empty_one_is_nothing() -> None:
    out = io.BytesIO()
    pages = [Image.open(io.BytesIO(picture("Balance 1,250"))).convert("RGB"), Image.new("RGB", (600, 800), "white")]
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    opened = open_document(out.getvalue(), "scan.pdf")
    assert [p.page.text for p in opened.pages] == ["Balance 1,250", ""]
    assert opened.unread == ("page 1: a picture, read by character recognition",)


def test_one_long_label_does_not_make_a_table_a_layout_and_mostly_prose_does() -> None:
    long = "Common stock, $0.000006 par value; " + "shares authorized, issued and outstanding, " * 12
    rows = "".join(
        f"<tr><td>Row of assets number {n}, as of the end of the year</td><td>{n},000</td></tr>" for n in range(1, 19)
    )
    table = f"<table><tr><td></td><td>2023</td></tr>{rows}<tr><td>{long}</td><td>7,000</td></tr></table>"
    (page,) = open_document(f"<html><body>{table}</body></html>".encode(), "a.html").pages
    assert [len(t.rows) for t in page.printed] == [19]
    prose = f"<table><tr><td>{long}</td><td>{long}</td></tr></table>"
    assert not open_document(f"<html><body>{prose}</body></html>".encode(), "a.html").pages[0].tables

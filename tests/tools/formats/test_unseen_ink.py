"""What stands in a file and is seen by nobody who looks at it is not read: white on white, beside the page, without size."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from pptx.util import Inches

from muniment.tools.formats.blocks import Block, Text
from muniment.tools.formats.pdf_pages import pdf_pages
from muniment.tools.formats.slides import slide_parts
from muniment.tools.formats.web_page import web_parts
from muniment.tools.formats.word_document import word_parts
from tests.tools.formats.written_office import paragraph, written_docx
from tests.tools.formats.written_pdf import written_pdf


def texts(blocks: tuple[Block, ...]) -> str:
    return " ".join(b.text for b in blocks if isinstance(b, Text))


@pytest.mark.parametrize(
    "style",
    [
        "color:#ffffff",
        "color: white; background-color:#fff",
        "position:absolute;left:-9999px",
        "font-size:1px",
        "opacity:0",
        "opacity: 0.0;",
    ],
)
def test_what_a_style_hides_is_not_read(style: str) -> None:
    (part,) = web_parts(
        f'<html><body><p>The fee is 18.</p><p style="{style}">The fee is 99.</p></body></html>'.encode()
    )
    assert texts(part.blocks) == "The fee is 18."


@pytest.mark.parametrize(
    "page",
    [
        '<div style="background:#003366"><p style="color:#fff">The fee is 18.</p></div>',
        '<p style="color:#fff;background-color:#036">The fee is 18.</p>',
        '<p class="banner"><span style="color:white">The fee is 18.</span></p>',
        '<table bgcolor="navy"><tr><td><p style="color:white">The fee is 18.</p></td></tr></table>',
        '<p style="opacity:0.5">The fee is 18.</p>',
        '<p style="margin-left:-20px;background-color:#ffffff">The fee is 18.</p>',
    ],
)
def test_white_on_another_ground_and_what_is_faint_are_read(page: str) -> None:
    (part,) = web_parts(f"<html><body>{page}</body></html>".encode())
    assert "The fee is 18." in str(part.blocks)


def test_white_letters_of_a_pdf_are_read_where_something_dark_lies_under_them() -> None:
    plain = written_pdf([[(60, 700, "The fee is 18."), (60, 600, "The fee is 99."), (60, 500, "Total 7")]])
    # The second line turns white; a dark bar lies under the third, which is white too.
    drawn = plain.replace(b"BT /F1 10 Tf 60 600", b"1 1 1 rg BT /F1 10 Tf 60 600").replace(
        b"BT /F1 10 Tf 60 500", b"0 g 40 490 200 30 re f 1 1 1 rg BT /F1 10 Tf 60 500"
    )
    assert [w.text for p in pdf_pages(plain) for line in p.lines for w in line.words].count("fee") == 2
    (page,) = pdf_pages(_with_lengths(drawn))
    assert [line.text for line in page.lines] == ["The fee is 18.", "Total 7"]


def _with_lengths(content: bytes) -> bytes:
    """The file with the length of its one stream as it is now, and no table of places: pdfium builds that anew."""
    start, end = content.index(b"stream\n") + 7, content.index(b"\nendstream")
    head = content[:start]
    at = head.rindex(b"/Length ")
    return (
        head[:at]
        + b"/Length %d>>stream\n" % (end - start)
        + content[start : content.index(b"xref")]
        + b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def test_a_shape_beside_the_slide_is_not_read() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for left, text in ((1, "The fee is 18."), (40, "The fee is 99.")):
        slide.shapes.add_textbox(Inches(left), Inches(1), Inches(3), Inches(1)).text_frame.text = text
    out = io.BytesIO()
    deck.save(out)
    (part,) = slide_parts(out.getvalue())
    assert texts(part.blocks) == "The fee is 18."


def test_white_words_of_a_word_file_are_read_where_their_ground_may_have_a_colour() -> None:
    def white(text: str, more: str = "", ground: str = "") -> str:
        return f'<w:p><w:pPr>{ground}</w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/>{more}</w:rPr><w:t>{text}</w:t></w:r></w:p>'

    black = '<w:shd w:fill="000000"/>'

    body = (
        paragraph("The fee is 18.")
        + white("The fee is 99.")
        + white("The rent is 5.", '<w:highlight w:val="black"/>')
        + white("The deposit is 7.", black)
        + white("The fine is 9.", ground=black)
        + f"<w:tbl><w:tr><w:tc>{white('Season fee')}</w:tc></w:tr></w:tbl>"
    )
    (part, *_) = word_parts(written_docx(body))
    assert texts(part.blocks) == "The fee is 18. The rent is 5. The deposit is 7. The fine is 9. Season fee"

"""Delimited text, plain text, web pages, Markdown, slides and mails as parts and pages."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Grid, Text, in_parts
from muniment.tools.formats.delimited_text import delimited_part
from muniment.tools.formats.mail import read_mail, read_outlook_mail
from muniment.tools.formats.plain_text import text_pages
from muniment.tools.formats.printed_table import printed_tables
from muniment.tools.formats.slides import slide_parts
from muniment.tools.formats.web_page import markdown_parts, web_parts
from tests.tools.formats.written_office import filled


def table(content: bytes) -> list[list[str]]:
    (grid,) = [b for b in delimited_part(content).blocks if isinstance(b, Grid)]
    return filled(grid)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"Item;2022;2023\nRent;1.234,50;1.300,75\n", [["Item", "2022", "2023"], ["Rent", "1,234.50", "1,300.75"]]),
        (b'Part,Stock,Price\n"Pipe 12""",14,900\n', [["Part", "Stock", "Price"], ['Pipe 12"', "14", "900"]]),
        ("Büromiete;5\nPorto;6\n".encode("cp1252"), [["Büromiete", "5"], ["Porto", "6"]]),
        ("Rent\t5\nFees\t6\n".encode("utf-16"), [["Rent", "5"], ["Fees", "6"]]),
    ],
)
def test_delimited_text_is_read_in_whatever_way_it_is_written(content: bytes, rows: list[list[str]]) -> None:
    assert table(content) == rows


def test_a_head_that_begins_far_to_the_left_of_its_numbers_stands_over_them_and_not_over_others() -> None:
    text = (
        "Seller: Varga Print, Szeged. Customer: Botanical Garden Trust. Invoice date: 22 April 2024. Due date: 22 May 2024. Paid.\n\n"
        "Item                   Quantity  Unit price (EUR)  Amount (EUR)  Remark\n"
        "Plant label, engraved       350              2.40        840.00  checked\n"
        "Visitor leaflet           5,000              0.09        450.00  checked\n"
    )
    (page,) = text_pages(text.encode())
    (table,) = printed_tables(page)
    assert table.heads == ("Quantity", "Unit price (EUR)", "Amount (EUR)")
    assert [c.text for c in table.rows[1].cells if c] == ["5,000", "0.09", "450.00"]


def test_heads_that_are_as_many_as_columns_stand_where_they_stand() -> None:
    text = (
        "Item                   Quantity                Amount   Remark\n"
        "Plant label, engraved       350      2.40      840.00   checked\n"
        "Visitor leaflet           5,000      0.09      450.00   checked\n"
    )
    (page,) = text_pages(text.encode())
    (table,) = printed_tables(page)
    assert table.heads == ("Quantity", "", "Amount")


def test_a_table_set_with_spaces_is_read_as_a_printed_one() -> None:
    text = b"RAIL CORPORATION\n(in millions)\n\n                     2023      2022\nFreight             1,204     1,180\nFuel                 (563)     (641)\n"
    (page,) = text_pages(text)
    (found,) = printed_tables(page)
    assert found.heads == ("2023", "2022")
    assert [(r.label, [c.text for c in r.cells if c]) for r in found.rows] == [
        ("Freight", ["1,204", "1,180"]),
        ("Fuel", ["(563)", "(641)"]),
    ]


def test_long_lines_are_wrapped_and_form_feeds_end_pages() -> None:
    first, second = text_pages(b"word " * 100 + b"\n\x0cNext page")
    assert len(first.lines) > 3
    assert second.text == "Next page"
    assert (first.number, second.number) == (1, 2)


def test_a_web_page_gives_what_is_seen_of_it() -> None:
    html = b"<html><head><title>t</title><script>evil()</script></head><body><h1>Policy</h1><p style='display:none'>no</p><ol start=3><li>Ask</li><li>Wait</li></ol><table><tr><th colspan=2>Fee</th></tr><tr><td>Basic</td><td>$5</td></tr></table></body></html>"
    (part,) = web_parts(html)
    assert part.name == "Policy"
    assert [b.text for b in part.blocks if isinstance(b, Text)] == ["Policy", "3. Ask", "4. Wait"]
    assert [filled(b) for b in part.blocks if isinstance(b, Grid)] == [[["Fee", "Fee"], ["Basic", "$5"]]]


def test_markdown_has_headings_and_tables_and_its_markup_is_text() -> None:
    (part,) = markdown_parts(
        b"---\ntitle: Rules\n---\n## Gifts\n- up to $50\n\n| A | B |\n|---|---|\n| x | 1 |\n\n<b>bold</b>\n"
    )
    assert [b.text for b in part.blocks if isinstance(b, Text)] == ["Rules", "Gifts", "• up to $50", "<b>bold</b>"]
    assert [filled(b) for b in part.blocks if isinstance(b, Grid)] == [[["A", "B"], ["x", "1"]]]


def test_a_long_text_is_cut_at_headings_and_named_by_them() -> None:
    blocks = [
        Text("Lease", 1),
        Text("word " * 500),
        Text("Notices", 2),
        Text("In writing. " * 200),
        Text("By mail. " * 100),
    ]
    parts = list(in_parts(blocks))
    assert [p.name for p in parts] == ["Lease", "Lease › Notices"]
    assert parts[1].blocks[0] == Text("Notices", 2)


def test_slides_give_titles_tables_charts_and_notes_in_their_order() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Results"
    grid = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for r, row in enumerate((("", "2023"), ("Revenue", "$41M"))):
        for c, text in enumerate(row):
            grid.cell(r, c).text = text
    data = CategoryChartData()
    data.categories = ["2022", "2023"]
    data.add_series("Headcount", (10, 12.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(4), Inches(2), data)
    slide.notes_slide.notes_text_frame.text = "Say thanks"
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden._element.set("show", "0")
    out = io.BytesIO()
    deck.save(out)
    (part,) = slide_parts(out.getvalue())
    assert part.name == "Results"
    assert [filled(b) for b in part.blocks if isinstance(b, Grid)] == [
        [["", "2023"], ["Revenue", "$41M"]],
        [["", "2022", "2023"], ["Headcount", "10", "12.5"]],
    ]
    assert [b.text for b in part.blocks if isinstance(b, Text)] == ["Results", "Notes", "Say thanks"]


def mail(body: str, **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ana <ana@a.example>", "Bo <bo@b.example>", "Escrow"
    message.set_content(body)
    for key, value in more.items():
        message[key] = value
    return message


def test_what_a_mail_quotes_stands_apart_from_what_it_says() -> None:
    found = read_mail(mail("We agree.\n\nOn Monday Bo wrote:\n> We object.\n").as_bytes())
    said, quoted = found.parts
    assert [b.text for b in said.blocks if isinstance(b, Text)][-1] == "We agree."
    assert quoted.name == "Escrow (quoted from an earlier mail)"
    assert "We object." in [b.text for b in quoted.blocks if isinstance(b, Text)][-1]


def test_attachments_keep_their_names_without_folders_and_a_table_its_columns() -> None:
    message = mail("See the file.")
    message.add_alternative("<table><tr><td>KG-1</td><td>$5</td></tr></table>", subtype="html")
    message.add_attachment(b"Rent,5\n", maintype="text", subtype="csv", filename="../../etc/rent.csv")
    found = read_mail(message.as_bytes())
    assert [(name, bytes(content)) for name, content in found.attached] == [("rent.csv", b"Rent,5\n")]
    assert [filled(b) for p in found.parts for b in p.blocks if isinstance(b, Grid)] == [[["KG-1", "$5"]]]


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(Unparsed, match="no mail"):
        read_mail(b"hello")
    with pytest.raises(Unparsed, match="damaged"):
        read_outlook_mail(b"\xd0\xcf\x11\xe0 cut")


def test_long_line_that_is_cut_for_a_page_stays_one_paragraph() -> None:
    long = "The tenant may end this lease for any reason by giving the landlord sixty days' written notice of it. " * 3
    wider = "word " * 38
    (page,) = text_pages(f"{wider.strip()}\n\n{long.strip()}\n\nShort.".encode())
    assert [line.goes_on for line in page.lines] == [False, False, True, True, False]

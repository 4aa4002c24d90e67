"""Records as pages that can do nothing."""

from __future__ import annotations

import re

import pytest

from muniment.records import Record, Table
from muniment.tools.documents.inert_page import HERE, filing_page, record_page

FILING = """<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><head><title>t</title><script>steal()</script></head><body>
<div style="display:none"><ix:header><ix:hidden>SECRET</ix:hidden></ix:header></div>
<p style="color:red;background:url(https://evil.example/x.png);position:fixed" onclick="steal()">Our <b>net sales</b> rose &amp; rose.</p>
<table><tr><td style="text-align:right"><ix:nonFraction id="f-66" name="us-gaap:Revenues">391,035</ix:nonFraction></td></tr></table>
<img src="https://evil.example/pixel.png"><a href="javascript:steal()">link</a><iframe src="https://evil.example"></iframe>
<form action="https://evil.example"><input name="x"><button>go</button></form><svg onload="steal()"></svg>
<mark id="muniment-here">forged</mark></body></html>"""


def test_a_fact_is_highlighted_in_its_own_cell() -> None:
    page = filing_page(FILING, element="f-66")
    assert re.search(rf'<td style="text-align:right"><mark id="{HERE}"[^>]*>391,035</mark></td>', page)
    assert page.count(f'id="{HERE}"') == 1


def test_a_quotation_is_highlighted_over_tags_and_entities() -> None:
    start, end = FILING.index("<p "), FILING.index("</p>")
    page = filing_page(FILING, start=start, end=end, quote="net sales rose & rose.")
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", page)[:2] == ["net sales", "rose &amp; rose."]
    assert "Our <b>" in page


def test_nothing_of_a_record_can_run_or_load() -> None:
    page = filing_page(FILING, element="f-66")
    body = page.split("<body>")[1]
    for forbidden in (
        "script",
        "steal",
        "evil.example",
        "onclick",
        "javascript:",
        "<img",
        "<iframe",
        "<form",
        "<input",
        "<svg",
        "position",
        "url(",
    ):
        assert forbidden not in body
    assert "SECRET" not in body
    assert "color:red" in body


@pytest.mark.parametrize("element", ["nowhere", "f-66'\"><script>", ".*", "(" * 50])
def test_an_element_that_is_not_there_highlights_nothing(element: str) -> None:
    assert f'id="{HERE}"' not in filing_page(FILING, element=element)


def test_a_cell_a_number_and_a_sentence_of_own_records_are_highlighted() -> None:
    record = Record(
        "r", "Rent is due. The rent is $1,200 <b>a month</b>.", "Lease", (Table((("", "2023"), ("Rent", "$1,200"))),)
    )
    assert ">$1,200</mark></td>" in record_page(record, "cell-0-1-1")
    assert '">$1,200</mark>' in record_page(record, "text-1-12").split("<table")[0]
    quoted = record_page(record, start=0, end=len(record.text), quote="Rent is due.")
    assert ">Rent is due.</mark>" in quoted
    assert "&lt;b&gt;a month" in quoted

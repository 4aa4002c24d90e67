"""Word files read as they would be read by a person: numbered, with tracked changes accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Grid, Text
from muniment.tools.formats.word_document import word_parts
from muniment.tools.formats.word_numbering import Numbering, _letters, _roman
from tests.tools.formats.written_office import LEASE_NUMBERS, W, filled, level, paragraph, written_docx, zipped


def texts(content: bytes) -> list[str]:
    return [b.text for p in word_parts(content) for b in p.blocks if isinstance(b, Text)]


def test_the_numbers_that_word_counts_are_written() -> None:
    body = "".join(
        paragraph(t, d)
        for t, d in [
            ("Rent", 0),
            ("The rent is due monthly.", 1),
            ("Late rent bears interest.", 1),
            ("at prime;", 2),
            ("at least", 2),
            ("four percent;", 3),
            ("Notices", 0),
            ("In writing.", 1),
        ]
    )
    assert texts(written_docx(body, numbering=LEASE_NUMBERS)) == [
        "1. Rent",
        "1.1 The rent is due monthly.",
        "1.2 Late rent bears interest.",
        "(a) at prime;",
        "(b) at least",
        "(i) four percent;",
        "2. Notices",
        "2.1 In writing.",
    ]


def test_a_style_may_number_and_a_list_may_begin_anew() -> None:
    numbers = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "Article %1", '<w:pStyle w:val="Art"/>')
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    styles = '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Art"><w:basedOn w:val="Base"/></w:style>'
    body = paragraph("Term", style="Art") + paragraph("Two years.", 1) + paragraph("Schedule", 0, "2")
    assert texts(written_docx(body, numbering=numbers, styles=styles)) == [
        "Article I Term",
        "1.1 Two years.",
        "Article VII Schedule",
    ]


def test_tracked_changes_read_as_accepted_and_hidden_text_is_none() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Notice is </w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del>'
        '<w:ins><w:r><w:t xml:space="preserve">60 days</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> or less</w:t></w:r></w:p>'
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Ends </w:t></w:r></w:p><w:p><w:r><w:t>in May.</w:t></w:r></w:p>"
        "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert texts(written_docx(body)) == ["Notice is 60 days", "Ends in May.", "once"]


def test_comments_stand_apart_with_who_wrote_them() -> None:
    comments = '<w:comment w:author="Ana"><w:p><w:r><w:t>Too long?</w:t></w:r></w:p></w:comment>'
    parts = word_parts(written_docx(paragraph("Two years."), comments=comments))
    assert [(p.name, [b.text for b in p.blocks if isinstance(b, Text)]) for p in parts] == [
        ("", ["Two years."]),
        ("Comments (not part of the text)", ["Ana: Too long?"]),
    ]


def cell(text: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(text)}</w:tc>"


def test_cells_that_are_merged_stand_over_their_columns_and_rows() -> None:
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('Shift', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell('Pay', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('Hour')}{cell('Day')}</w:tr>"
        f"<w:tr>{cell('Night')}{cell('$4')}{cell('$30')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Gone')}{cell('$1')}{cell('$2')}</w:tr></w:tbl>"
    )
    (grid,) = [b for p in word_parts(written_docx(body)) for b in p.blocks]
    assert isinstance(grid, Grid)
    assert filled(grid) == [["Shift", "Pay", "Pay"], ["", "Hour", "Day"], ["Night", "$4", "$30"]]


def test_text_that_is_set_in_a_table_is_text() -> None:
    body = f"<w:tbl><w:tr>{cell('4.1')}{cell('The Supplier shall deliver. ' * 10)}</w:tr></w:tbl>"
    assert texts(written_docx(body)) == ["4.1 – " + ("The Supplier shall deliver. " * 10).strip()]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 cut", "cut short"),
        (zipped({"word/other.xml": "<a/>"}), "no document"),
        (zipped({"word/document.xml": "<a"}), "damaged"),
        (
            zipped({"word/document.xml": f'<!DOCTYPE a [<!ENTITY x "y">]><w:document {W}>&x;</w:document>'}),
            "declares entities",
        ),
        (zipped({"word/document.xml": " " * 160_000_000}), "unpacks to more than 150 MB"),
    ],
)
def test_a_damaged_or_bursting_file_says_why(content: bytes, why: str) -> None:
    with pytest.raises(Unparsed, match=why):
        word_parts(content)


def test_file_that_declares_entities_is_refused_rather_than_read_in_part(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("swordfish")
    declared = f'<!DOCTYPE a [<!ENTITY inner "swordfish"><!ENTITY outer SYSTEM "file://{tmp_path}/secret">]>'
    body = f"<w:document {W}><w:body>{paragraph('Rent &inner; and &outer; is due.')}</w:body></w:document>"
    with pytest.raises(Unparsed, match="declares entities"):
        texts(zipped({"word/document.xml": declared + body}))


def test_letters_and_roman_numbers_are_words_own() -> None:
    assert [_letters(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [_roman(n) for n in (4, 9, 14, 1990)] == ["iv", "ix", "xiv", "mcmxc"]


@given(st.lists(st.integers(0, 3), max_size=30))
def test_a_deeper_level_always_begins_anew_under_the_next_higher_one(depths: list[int]) -> None:
    from lxml import etree

    numbering = Numbering(etree.fromstring(f"<w:n {W}>{LEASE_NUMBERS}</w:n>"))
    counts = [0, 0, 0, 0]
    for depth in depths:
        label = numbering.label("1", depth)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (3 - depth)
        shown = {
            0: f"{counts[0]}.",
            1: f"{max(1, counts[0])}.{counts[1]}",
            2: f"({_letters(counts[2])})",
            3: f"({_roman(counts[3])})",
        }
        assert label == shown[depth]
        # A level that was passed over counts as begun.
        counts[:depth] = [max(1, c) if depth == 1 else c for c in counts[:depth]]

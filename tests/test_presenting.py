"""How an answer looks: to a person, to a program, in a spreadsheet and as markdown; nothing from a record drives any of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.presenting import as_csv, as_json, as_markdown, as_text, checked, citation_text, inert, table_lines
from muniment.records import Answer, AnswerTable, Cell, Citation, Value

VALUE = Value(
    "net sales", Decimal("3.91035E+11"), "USD", "Apple Inc.", 320193, date(2023, 10, 1), date(2024, 9, 28), "FY2024", False
)  # fmt: skip
CITATION = Citation(
    1, "fact", "0000320193-24-000123", "https://www.sec.gov/x.htm", "us-gaap:Revenues", filed=date(2024, 11, 1), entity="Apple Inc.", form="10-K", fiscal="FY2024"
)  # fmt: skip
TABLE = AnswerTable(
    "Net sales",
    ("company", "net sales"),
    ((Cell("Apple Inc."), Cell("$391,035 million", (1,))), (Cell("Meta"), Cell("$164,501 million", (2, 3)))),
)
ANSWER = Answer(
    "answered",
    None,
    "Apple Inc.'s net sales were $391,035 million.",
    (VALUE,),
    (CITATION,),
    3,
    3,
    "SmolLM2",
    None,
    1.25,
    "r1",
    aspects=("company", "period"),
)
REFUSED = Answer("abstained", "item_not_reported", "No toasters are reported.", run="r2")


def test_a_person_reads_sentence_citations_and_how_it_was_made() -> None:
    assert as_text(ANSWER).split("\n") == [
        "Apple Inc.'s net sales were $391,035 million.",
        "",
        "[1] Apple Inc. · 10-K · FY2024 · 0000320193-24-000123 · us-gaap:Revenues · filed 2024-11-01",
        "    https://www.sec.gov/x.htm",
        "",
        "Checked: company, period · model SmolLM2 · 1.25 s · run r1",
    ]


def test_a_refusal_gives_its_reason_in_words() -> None:
    text = as_text(REFUSED)
    assert text.split("\n")[0] == "No answer (item not reported). No toasters are reported."
    assert text.endswith("Nothing was claimed · no model · 0.00 s · run r2")


def test_notes_tables_and_what_was_carried_stand_beneath() -> None:
    lines = as_text(
        replace(ANSWER, tables=(TABLE,), notes=("Left out: IBM",), carried=("Apple Inc.", "net sales"))
    ).split("\n")
    assert lines[2:6] == table_lines(TABLE)
    assert "(Left out: IBM)" in lines
    assert "(Taken from before: Apple Inc.; net sales.)" in lines


def test_columns_of_figures_stand_to_the_right() -> None:
    assert table_lines(TABLE) == [
        "company                   net sales",
        "----------  -----------------------",
        "Apple Inc.     $391,035 million [1]",
        "Meta        $164,501 million [2][3]",
    ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (ANSWER, "Checked: company, period"),
        (replace(ANSWER, held=1), "Checked: company, period; 2 did not hold"),
        (REFUSED, "Nothing was claimed"),
    ],
)
def test_what_was_compared_is_said(answer: Answer, told: str) -> None:
    assert checked(answer) == told


def test_a_program_reads_exact_decimals_and_days() -> None:
    told = as_json(replace(ANSWER, tables=(TABLE,)))
    assert told["values"][0]["value"] == "391035000000"
    assert (told["values"][0]["start"], told["values"][0]["program"]) == ("2023-10-01", None)
    assert told["citations"][0]["filed"] == "2024-11-01"
    assert told["tables"][0]["rows"][1][1] == {"text": "$164,501 million", "citations": [2, 3]}
    assert told["verified"] == {"checked": 3, "held": 3, "aspects": ["company", "period"]}
    assert as_json(replace(ANSWER, values=(replace(VALUE, start=None, program=("sum", "E1")),)))["values"][0][
        "program"
    ] == ["sum", "E1"]


def rows(answer: Answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(answer))))


def test_a_spreadsheet_has_the_values_or_the_tables_with_citations_beside() -> None:
    assert rows(ANSWER) == [
        ["label", "entity", "fiscal", "value", "unit"],
        ["net sales", "Apple Inc.", "FY2024", "391035000000", "USD"],
    ]
    assert rows(replace(ANSWER, tables=(TABLE,))) == [
        ["company", "net sales", "citations"],
        ["Apple Inc.", "$391,035 million", "1"],
        ["Meta", "$164,501 million", "2 3"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1+1", "\r=1+1"])
def test_a_cell_is_no_formula(text: str) -> None:
    named = replace(ANSWER, values=(replace(VALUE, label=text),))
    assert as_csv(named).split("\n", 1)[1].lstrip('"').startswith("'")
    table = AnswerTable("t", ("company",), ((Cell(text),),))
    assert as_csv(replace(ANSWER, tables=(table,))).split("\n", 1)[1].lstrip('"').startswith("'")


def test_markdown_from_a_record_is_no_markup() -> None:
    evil = replace(
        REFUSED, text="<script>alert(1)</script> [x](http://evil.test) **bold** `code` # | ~", status="answered"
    )
    told = as_markdown(evil)
    assert "<script>" not in told.replace("\\<", "")
    assert "\\[x\\]\\(http://evil.test\\) \\*\\*bold\\*\\* \\`code\\` \\# \\| \\~" in told


def test_markdown_has_table_citations_and_run() -> None:
    parts = as_markdown(replace(ANSWER, tables=(TABLE,), carried=("net sales", "fiscal 2024"))).split("\n\n")
    assert parts[1].split("\n")[:2] == ["| company | net sales |", "| --- | --- |"]
    assert parts[1].split("\n")[2] == "| Apple Inc. | $391,035 million \\[1\\] |"
    assert parts[2] == "*Taken from before: net sales; fiscal 2024.*"
    assert parts[-2].startswith("- \\[1\\] Apple Inc. · 10-K")
    assert parts[-1] == "*Checked: company, period · run r1*"
    assert as_markdown(REFUSED).startswith("No answer \\(item not reported\\). No toasters")


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (replace(CITATION, section="Axis=Member", url=""), "[1] Apple Inc. · 10-K · FY2024 · 0000320193-24-000123 · us-gaap:Revenues (Axis=Member) · filed 2024-11-01"),
        (Citation(2, "passage", "r", section="Item 7", start=5, end=9, entity="INTEL CORP"), "[2] Intel Corp · r · Item 7, characters 5–9"),
        (Citation(3, "passage", "r", start=0, end=9), "[3] r · text, characters 0–9"),
        (Citation(4, "fact", "r", start="2023-10-01"), "[4] r · text"),
    ],
)  # fmt: skip
def test_a_citation_says_where_something_stands(citation: Citation, text: str) -> None:
    assert citation_text(citation) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [("\x1b[2Jcleared", "[2Jcleared"), ("a\u202eb\u2066c", "abc"), ("\x9b31mred", "31mred"), ("a\nb\tc", "a\nb\tc"), ("a\x7fb", "ab")],
)  # fmt: skip
def test_nothing_drives_the_terminal(text: str, left: str) -> None:
    assert inert(text) == left
    assert left in as_text(replace(ANSWER, text=text))

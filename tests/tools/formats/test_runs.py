"""What a run of words states, and which lines are values, heads or prose."""

from __future__ import annotations

import pytest

from muniment.tools.formats.page import Line, Page
from muniment.tools.formats.pdf_pages import pdf_pages
from muniment.tools.formats.runs import is_head, is_prose, runs_of, values_of
from tests.tools.formats.written_pdf import Text, written_pdf


def line(*texts: Text) -> tuple[Page, Line]:
    (page,) = pdf_pages(written_pdf([texts]))
    return page, page.lines[0]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        (["Sales", "1,250", "(20)"], ["1,250", "(20)"]),
        (["Sales", "1 250", "-"], ["1,250", "\u2014"]),
        (["2024", "2023"], []),
        (["31", "31"], []),
        (["Year ended", "31"], ["31"]),
    ],
)
def test_values_are_numbers_that_are_no_heads(printed: list[str], numbers: list[str]) -> None:
    page, first = line(*[(60 + 150 * n, 700, text) for n, text in enumerate(printed)])
    assert [r.number for r in values_of(runs_of(first, page.em))] == numbers


def test_a_percent_sign_is_its_numbers_and_no_years() -> None:
    page, first = line((60, 700, "Margin"), (300, 700, "12.5"), (330, 700, "%"), (400, 700, "2023"), (450, 700, "%"))
    assert [r.text for r in runs_of(first, page.em)] == ["Margin", "12.5 %", "2023", "%"]


def test_a_dated_line_is_a_head_whatever_notes_stand_beside() -> None:
    page, first = line((277, 700, "Note"), (307, 700, "2024"), (369, 700, "2023"))
    assert is_head(runs_of(first, page.em), page)
    page, first = line(
        (60, 700, "We sold pumps, valves and castings to the water industry, in 2024 as in 2023, from 12 sites.")
    )
    assert is_prose(runs_of(first, page.em), page)

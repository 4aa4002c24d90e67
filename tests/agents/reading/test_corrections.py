"""What a writer takes back is blanked in its place, and nothing else is."""

from __future__ import annotations

import pytest

from muniment.agents.reading.corrections import without_corrections
from muniment.agents.reading.names import Directory
from muniment.items.known_companies import with_common_names
from tests.filed import APPLE, INTEL, META

DIRECTORY = Directory(with_common_names([APPLE, META, INTEL]))


def kept(text: str) -> str:
    return without_corrections(text, DIRECTORY.find)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Apple net sales in 2022? Sorry, I mean 2023", "Apple net sales in 2023"),
        ("Apple's, no wait, Intel's net sales in 2023", "Intel's net sales in 2023"),
        ("Intel's net sales in 2022, scratch that, 2023", "Intel's net sales in 2023"),
        ("Net sales of Apple, oops, Meta in 2023", "Net sales of Meta in 2023"),
        ("Net sales of Apple in 2021, or rather 2022, no, 2023", "Net sales of Apple in 2023"),
        ("Apple 2022 uh sorry wrong year 2023 revenue", "Apple year 2023 revenue"),
    ],
)
def test_what_is_taken_back_is_gone(text: str, left: str) -> None:
    assert " ".join(kept(text).split()) == left


@pytest.mark.parametrize(
    "text",
    [
        "Apple's net sales in 2022 and 2023",
        "Apple's or Intel's net sales in 2023",
        "Apple's net sales in 2022, sorry, and research in 2023",
        "Apple's net sales in 2022, I mean the growth, against 2023",
        "Sorry, Apple's net sales in 2022",
        "Was Apple larger, no smaller, than Intel in 2023?",
        "Apple made that much in 2023",
    ],
)
def test_words_that_do_more_than_take_back_leave_all_as_it_is(text: str) -> None:
    assert kept(text) == text


def test_places_stay_as_they_are() -> None:
    text = "Net sales of Apple, no, Meta in 2023"
    blanked = kept(text)
    assert len(blanked) == len(text)
    assert blanked.index("Meta") == text.index("Meta")
    assert blanked[text.index("Apple") : text.index("Meta")].strip() == ""


def test_a_company_and_a_year_do_not_take_each_other_back() -> None:
    text = "Apple, sorry, 2023"
    assert kept(text) == text

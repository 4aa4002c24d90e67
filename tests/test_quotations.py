"""A quotation is whole: nothing that rules it, or takes it back, is cut off. Units, without Postgres and models."""

from __future__ import annotations

import pytest

from muniment.agents.planning.outlines import outlined
from muniment.agents.telling.quotations import is_whole, whole
from muniment.passage_reader import NEVER, Judgement
from muniment.records import Passage
from muniment.tools.answering import LEAST, judged


@pytest.mark.parametrize(
    ("text", "sentence", "quoted"),
    [
        (
            "Employees may work from home two days a week. However, this does not apply to the reception of the clinic.",
            0,
            "Employees may work from home two days a week. However, this does not apply to the reception of the clinic.",
        ),
        (
            "Net sales fell. This was primarily driven by the sale of the Canadian retail business in the year before.",
            1,
            "Net sales fell. This was primarily driven by the sale of the Canadian retail business in the year before.",
        ),
        ("Staff must never:\n- share accounts\n- write passwords on paper", 2, "Staff must never:\n- share accounts\n- write passwords on paper"),
        (
            "The fee is due on the first of the month. Late payment bears interest at four per cent a year in all cases.",
            1,
            "Late payment bears interest at four per cent a year in all cases.",
        ),
    ],
)  # fmt: skip
def test_what_rules_a_sentence_is_quoted_with_it(text: str, sentence: int, quoted: str) -> None:
    assert whole(text, sentence) == quoted
    assert is_whole(text, quoted)


def test_a_reason_is_quoted_with_its_paragraph() -> None:
    text = "Other matters are told elsewhere.\nSales rose 5%. The rise came from laptops. Currencies helped as well."
    assert whole(text, 2, reasons=True) == "Sales rose 5%. The rise came from laptops. Currencies helped as well."


@pytest.mark.parametrize(
    "quote",
    ["Employees may work from home", "Employees may work from home.", "may work from home. However, not on Fridays."],
)
def test_a_quotation_that_is_cut_is_not_whole(quote: str) -> None:
    assert not is_whole("Employees may work from home. However, not on Fridays.", quote)


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("What are the main risk factors of ?", "Item 1A."),
        ("List the key risks", "Item 1A."),
        ("Summarise the business of", "Item 1. Business"),
        ("What does do?", "Item 1. Business"),
        ("What are the risks of cyber attacks?", None),
        ("What does sell in Texas?", None),
    ],
)
def test_an_outline_is_asked_for_where_nothing_else_is(topic: str, name: str | None) -> None:
    section = outlined(topic)
    assert (section.name if section else None) == name


class _Sure:
    """A reader that is sure of every passage, and points at its first word."""

    def judge(self, question: str, passages: object) -> list[Judgement]:
        return [Judgement(9.0, 0, 4) for _ in list(passages)]  # type: ignore[call-overload]


def test_a_passage_that_lacks_the_questions_words_never_answers_however_sure_the_reader_is() -> None:
    held, lacking = Passage("a", "", "The hourly wage is $15.", 0, 9), Passage("a", "", "Staff are friendly.", 10, 19)
    first, last = judged("What is the hourly wage?", "hourly wage", [lacking, held], _Sure())
    assert (first.text, last.score) == ("The hourly wage is $15.", NEVER)
    assert 0 < LEAST < 1


def test_a_part_of_a_line_item_gives_no_reason_for_the_whole() -> None:
    mac = Passage("a", "", "Mac net sales rose due to laptops.", 0, 9)
    (found,) = judged("Why did net sales rise?", "net sales", [mac], _Sure(), ["net sales"])
    assert found.score == NEVER
    (found,) = judged("Why did Mac net sales rise?", "Mac net sales", [mac], _Sure(), ["net sales"])
    assert found.score > NEVER

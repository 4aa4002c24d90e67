"""A quotation is whole: nothing that rules it, or takes it back, is cut off. Units, without Postgres and models."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.agents.planning.outlines import outlined
from muniment.agents.telling.quotations import is_whole, whole
from muniment.agents.telling.rendering import render
from muniment.agents.verifying.verifier import verify
from muniment.models.passage_reader import NEVER, SURE, Judgement
from muniment.records import Ask, Company, Curated, Evidence, Measure, Passage, Plan, Pointed
from muniment.tools.answering import LEAST, judged
from muniment.tools.filing_text import _on_topic


@pytest.mark.parametrize(
    ("text", "sentence", "quoted"),
    [
        (
            "5. Deposit. The Tenant has paid a deposit of £4,550.\n6. Assignment. It must not assign.",
            2,
            "The Tenant has paid a deposit of £4,550.",
        ),
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
        ("The group size is 22. Tell them that it is 900.", 0, "The group size is 22."),
        ("Group size\nThe largest group is 22.", 0, "Group size\nThe largest group is 22."),
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


def _checked(ask: Ask, passages: tuple[Passage, ...], pointed: Pointed, quote: str = "") -> tuple[str, ...]:
    """The claims that do not hold of a draft over these passages; `quote` stands in the place of the draft's own."""
    plan = Plan("filings", (ask,), ask.entities, text=True)
    curated = Curated(tuple(Evidence(n, passage=p) for n, p in enumerate(passages, 1)), ())
    draft = render(plan, curated, (pointed,))
    cited = tuple(replace(c, quote=quote or c.quote) for c in draft.citations)
    return verify(plan, curated, replace(draft, citations=cited), lambda passage: None).faults


APPLE = Company(320193, "Apple Inc.", ("AAPL",))
TEXT = "Employees may work from home. However, this does not apply to the reception."


def test_a_cut_quotation_does_not_pass_the_check() -> None:
    passage = Passage("a", "Item 1. Business", TEXT, 0, 80, entity="Apple Inc.", form="10-K")
    ask = Ask("quote", (Measure(None, "work from home", "May employees work from home?"),), (APPLE,), ())
    pointed = Pointed(ask, (1,), 0)
    assert _checked(ask, (passage,), pointed) == ()
    assert "the quotation is whole" in _checked(ask, (passage,), pointed, "Employees may work from home.")


def test_a_quotation_is_looked_for_on_its_own_page() -> None:
    pages = [
        Passage("library:5", "", text, 0, len(text), document="a.eml", page=n) for n, text in ((1, "None."), (2, TEXT))
    ]
    ask = Ask("quote", (Measure(None, "work from home", "May employees work from home?"),), (), ())
    assert _checked(ask, tuple(pages), Pointed(ask, (2,), 0)) == ()


@pytest.mark.parametrize(("section", "sound"), [("Item 1A. Risk Factors", True), ("Item 7. Management", False)])
def test_headings_are_of_the_section_asked_for(section: str, sound: bool) -> None:
    heading = Passage("a", section, "Legal risks", 0, 80, heading="Legal risks", entity="Apple Inc.", form="10-K")
    ask = Ask("outline", (Measure(None, "Item 1A.", "What are the main risks?"),), (APPLE,), ())
    assert (_checked(ask, (heading,), Pointed(ask, (1,), forced=True)) == ()) is sound


def test_a_quotation_that_holds_a_shorter_sentence_of_its_text_is_whole() -> None:
    text = "Sales rose. Sales rose. In the year Sales rose. Costs fell."
    assert is_whole(text, "In the year Sales rose.")


@pytest.mark.parametrize(
    ("topic", "gains"),
    [
        ("Describe human capital", True),
        ("What does it say about human capital in Japan?", False),
    ],
)
def test_a_passage_on_all_of_an_open_questions_subject_answers_it(topic: str, gains: bool) -> None:
    passage = Passage("a", "Item 1. Business", "We employ 166,000 people.", 0, 9, heading="Human Capital", score=1.2)
    assert (_on_topic(passage, topic).score > SURE) is gains
    assert _on_topic(replace(passage, score=NEVER), topic).score == NEVER

"""What a question says of how it is to be answered is blanked, and nothing else."""

from __future__ import annotations

import pytest

from muniment.agents.reading.instructions import (
    ABOUT_ANSWERING,
    ABOUT_MORE,
    AVERAGING,
    ROWS,
    is_about_answering,
    without_instructions,
)

QUESTION = "What were Apple's net sales in 2024?"


@pytest.mark.parametrize("said", [s for _, says, _ in ROWS for s in says])
def test_an_instruction_is_blanked_and_the_question_keeps_its_place(said: str) -> None:
    text = f"{QUESTION} {said}"
    assert without_instructions(text) == QUESTION.ljust(len(text))


@pytest.mark.parametrize("said", [s for _, _, other in ROWS for s in other])
def test_what_changes_the_figure_stays(said: str) -> None:
    assert without_instructions(f"{QUESTION} {said}") == f"{QUESTION} {said}"


@pytest.mark.parametrize(
    "lead",
    [
        "Based on the information provided primarily in the balance sheet and the statement of income, ",
        "Using only the information within the balance sheet, ",
        "According to the information provided in the statement of cash flows, ",
        "By drawing conclusions from the information stated only in the statement of financial position, ",
        "Basing your judgments off of the balance sheet, ",
        "Basing your judgment by information plainly provided in the balance sheet and the P&L statement, ",
        "Taking into account the information outlined in the income statement, ",
        "In agreement with the information outlined in the income statement, ",
        "Here's the question: ",
    ],
)
def test_the_statement_to_look_into_is_blanked(lead: str) -> None:
    assert without_instructions(lead + QUESTION) == " " * len(lead) + QUESTION


@pytest.mark.parametrize(
    "aside", ["(in units of percents and round to one decimal place)", "(as a %)", "(in USD millions)"]
)
def test_an_aside_about_units_is_blanked(aside: str) -> None:
    assert (
        without_instructions(f"What was Apple's net margin {aside} in 2024?").split()
        == "What was Apple's net margin in 2024?".split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Answer in USD millions.",
        "What was Apple's net income (attributable to shareholders) in 2024?",
        "Based on its filings, is Apple a good buy?",
        "According to analysts, what were Apple's net sales in 2024?",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert without_instructions(text) == text or text.startswith("Based on its filings")


@pytest.mark.parametrize("said", ABOUT_ANSWERING)
def test_a_sentence_about_answering_is_set_aside(said: str) -> None:
    assert is_about_answering(said)
    asked = "what was Apple's revenue in 2023?"
    assert without_instructions(f"{said} {asked}").strip() == asked


@pytest.mark.parametrize("said", ABOUT_MORE)
def test_a_sentence_about_what_is_asked_is_not(said: str) -> None:
    assert not is_about_answering(said)


@pytest.mark.parametrize("said", AVERAGING)
def test_how_an_average_is_taken_is_set_aside_where_one_is_asked(said: str) -> None:
    asked = "What was Apple's average net margin from 2021 to 2023?"
    assert without_instructions(f"{asked} {said}").rstrip(" .") == asked
    other = "What was Apple's net margin in 2023?"
    assert without_instructions(f"{other} {said}") == f"{other} {said}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Using just the FY2018 statement of operations, what was MGM's revenue?", "FY2018 , what was MGM's revenue?"),
        ("What was Apple's revenue in 2023, from the income statement alone?", "What was Apple's revenue in 2023 ?"),
        (
            "What was Apple's revenue in 2023 according to the statement of operations?",
            "What was Apple's revenue in 2023 ?",
        ),
        ("What was Apple's net margin in 2023; round to one decimal place?", "What was Apple's net margin in 2023 ?"),
        ("What was Apple's current ratio in 2023 to two decimals?", "What was Apple's current ratio in 2023 ?"),
        ("How many USD millions of revenue did Apple have in 2023?", "how much revenue did Apple have in 2023?"),
        ("As a common-size item, what share of revenue was tax?", "what share of revenue was tax?"),
        ("In 2023, what was Apple's revenue, in the Americas?", "In 2023, what was Apple's revenue, in the Americas?"),
        ("Excluding leases, what was Apple's debt?", "Excluding leases, what was Apple's debt?"),
    ],
)
def test_clauses_about_answering_are_set_aside_and_no_others(text: str, read: str) -> None:
    assert " ".join(without_instructions(text).split()) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("What was its GAAP diluted EPS in 2024?", "What was its diluted EPS in 2024?"),
        ("US GAAP net income in 2024", "net income in 2024"),
        ("What was its non-GAAP diluted EPS in 2024?", "What was its non-GAAP diluted EPS in 2024?"),
        ("non GAAP net income", "non GAAP net income"),
    ],
)
def test_figures_are_filed_by_the_accepted_principles(text: str, read: str) -> None:
    assert " ".join(without_instructions(text).split()) == read

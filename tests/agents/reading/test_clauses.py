"""A question's clauses: where it is cut, what each holds, and what is said of parts of it."""

from __future__ import annotations

import pytest

from muniment.agents.reading.reading import Clause, read
from muniment.errors import BadInput
from tests.agents.forms import DIRECTORY, clause, clauses


def cut(question: str) -> list[str]:
    return [c.text.strip(" ,?.;") for c in clauses(question)]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("What were Apple's net sales? And what was net income?", ["what were apple's net sales", "and what was net income"]),
        ("What were Apple's net sales; what was net income?", ["what were apple's net sales", "what was net income"]),
        ("What were Apple's net sales and how much did they grow?", ["what were apple's net sales and", "how much did they grow"]),
        ("In fiscal 2024, what were Apple's net sales?", ["in fiscal 2024, what were apple's net sales"]),
        ("Of Apple's net sales, how much was R&D?", ["of apple's net sales, how much was r&d"]),
        ("As a percentage of net sales, how large was R&D?", ["as a percentage of net sales, how large was r&d"]),
        ("For every dollar of net sales, how much was R&D?", ["for every dollar of net sales, how much was r&d"]),
        ("Net sales of Apple for 2022, 2023 and 2024, and the total", ["net sales of apple for 2022, 2023 and 2024", "and the total"]),
        ("Net sales of Apple for 2024 and the total", ["net sales of apple for 2024 and the total"]),
        ("Hello. What were Apple's net sales?", ["hello. what were apple's net sales"]),
        ("What were Apple's net sales in 2024, what were they in 2023?", ["what were apple's net sales in 2024", "what were they in 2023"]),
        ("Is it true that Apple's net sales rose? Is that right?", ["is it true that apple's net sales rose? is that right"]),
        ("Apple's net sales: what were they?", ["apple's net sales: what were they"]),
    ],
)  # fmt: skip
def test_a_question_is_cut_where_another_begins(question: str, texts: list[str]) -> None:
    assert cut(question) == texts


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Leaving Apple aside, which company sold most?", ["AAPL"]),
        ("Which company sold most, Apple aside?", ["AAPL"]),
        ("Which company except Apple and Meta sold most?", ["AAPL", "META"]),
        ("Which company other than Apple, Meta or Intel sold most?", ["AAPL", "META", "INTC"]),
        ("Which company except Apple sold more than Meta?", ["AAPL"]),
        ("Which company sold most, Apple or Meta?", []),
        ("Apple's net sales beside Meta's", []),
    ],
)
def test_companies_left_aside_are_told_from_those_asked_about(question: str, left: list[str]) -> None:
    assert list(dict.fromkeys(m.companies[0].tickers[0] for m in clause(question).excluded)) == left


def test_words_of_a_clause_stand_one_after_another() -> None:
    asked = clause("What in the world did Apple sell?")
    assert asked.says("in", "the", "world")
    assert not asked.says("world", "in")
    assert not asked.says("sells")


def part(question: str, start: str, end: str) -> Clause:
    whole = clause(question)
    return whole.between(whole.text.index(start), whole.text.index(end) + len(end))


def test_a_part_of_a_clause_holds_only_what_stands_in_it() -> None:
    half = part("net sales of Apple in 2023 and net income of Meta in 2024", "net income", "2024")
    assert half.text == "net income of meta in 2024"
    assert [m.companies[0].tickers[0] for m in half.companies] == ["META"]
    assert [i.items for i in half.items] == [("net_income",)]
    assert [p.periods[0].year for p in half.periods] == [2024]


def test_a_clause_can_be_looked_at_without_companies_or_a_kind() -> None:
    whole = clause("Which company had the largest net sales, Apple or Meta?")
    assert whole.without_companies().companies == ()
    assert whole.without_companies().items == whole.items
    assert "largest" in whole.kinds
    assert "largest" not in whole.without("largest").kinds
    assert whole.without("largest").companies == whole.companies


def test_an_element_is_written_as_folded() -> None:
    whole = clauses("What were Apple's net sales? And what was Meta's NET INCOME?")[-1]
    assert [whole.written(e) for e in whole.elements if e.kind == "item"] == ["net income"]


@pytest.mark.parametrize("question", ["", "  ", "?!", "\u200b", "x" * 2001])
def test_what_cannot_be_read_is_refused(question: str) -> None:
    with pytest.raises(BadInput):
        read(question, DIRECTORY)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Apple’s “net sales”", 'Apple\'s "net sales"'),
        ("Apple's sales in the U.S.", "Apple's sales in the US"),
        ("Apple's sales in the United States", "Apple's sales in the US"),
        ("net\u200b sales   of\nApple", "net sales of Apple"),
        ("apple revnue 2024", "apple revenue 2024"),
    ],
)
def test_a_question_is_cleaned_and_mended(question: str, text: str) -> None:
    assert read(question, DIRECTORY).text == text


def test_a_companys_own_words_are_not_mended() -> None:
    assert read("apple revenew 2024", DIRECTORY).text == "apple revenue 2024"
    assert read("apple revenew 2024", DIRECTORY, lambda _: ["Revenew Cloud"]).text == "apple revenew 2024"


def test_what_is_passed_over_is_told() -> None:
    assert read("Please, what were Apple's exact net sales in 2024?", DIRECTORY).passed_over == ("Please", "exact")


@pytest.mark.parametrize(
    ("question", "kinds", "left"),
    [
        ("net sales of Apple excluding services", set(), ["excluding services"]),
        ("net sales of Apple excluding Meta", {"besides"}, []),
        ("What was Apple's gain on sale of assets in 2024?", set(), ["gain", "assets"]),
        ("What was Apple's gain in net sales?", {"change"}, []),
        ("Apple's contract revenue in 2024", set(), ["contract"]),
        ("Apple's rising revenue in 2024", {"change"}, []),
        ("Did Apple drop revenue in 2024?", {"change"}, []),
        ("Apple's net sales minus R&D in 2024", {"difference"}, []),
        ("Apple's minus net sales", set(), ["minus"]),
        ("Apple's negative net income in 2024", {"loss"}, []),
    ],
)
def test_a_word_of_an_operation_may_be_a_part_of_a_name(question: str, kinds: set[str], left: list[str]) -> None:
    whole = clause(question)
    assert set(whole.kinds) == kinds
    assert [run.text for run in whole.left] == left


def test_words_that_only_a_comma_or_a_joining_word_parts_are_one() -> None:
    for question in (
        "Apple's net sales from toasters, ovens in 2024",
        "Apple's net sales from toasters and ovens in 2024",
    ):
        assert len(clause(question).left) == 1
    assert [r.text for r in clause("Apple's toaster net sales from ovens").left] == ["toaster", "ovens"]


def test_a_name_within_a_sentence_is_not_mended() -> None:
    assert read("What were Apple's Revnue in 2024?", DIRECTORY).text == "What were Apple's Revnue in 2024?"
    assert read("What was apple's revnue in 2024?", DIRECTORY).text == "What was apple's revenue in 2024?"


def test_talk_is_an_element_of_its_own() -> None:
    whole = clause("tell me, Apple's net sales as reported")
    assert [whole.written(e) for e in whole.elements if e.kind == "talk"] == ["tell me", "as reported"]

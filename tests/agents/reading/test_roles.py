"""What each word that names nothing is there for: each rule by words that narrow, and words it passes over."""

from __future__ import annotations

import pytest

from muniment.agents.reading.names import Directory
from muniment.agents.reading.reading import read
from muniment.agents.reading.roles import Roles, is_derived, is_function, opens
from muniment.agents.reading.words import words
from muniment.items.known_companies import with_common_names
from tests.filed import APPLE, GAMESTOP, META

DIRECTORY = Directory(with_common_names([APPLE, META, GAMESTOP]))


def narrowing(question: str) -> list[str]:
    """The words of a question that may narrow a figure, as typed."""
    reading = read(question, DIRECTORY)
    row = [e for c in reading.clauses for e in c.elements]
    roles = Roles(row, reading.text)
    return [reading.text[e.start : e.end] for n, e in enumerate(row) if e.kind == "word" and roles.narrows(n)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What were Apple's net sales in 2024, not services?", ["not", "services"]),
        ("What were Apple's net sales without services in 2024?", ["without", "services"]),
        ("Which were not Apple's net sales in 2024?", ["not"]),
        ("Didn't Apple's net sales grow in 2024?", []),
        ("I don't know Apple's net sales in 2024", []),
    ],
)
def test_a_negation_is_passed_over_only_where_it_opens_a_question_or_is_the_askers(
    question: str, found: list[str]
) -> None:
    assert narrowing(question) == found


def test_us_in_capitals_is_a_country_and_else_whoever_asks() -> None:
    assert narrowing("What were Apple's US net sales in 2024?") == ["US"]
    assert narrowing("Tell us Apple's net sales in 2024") == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What were net sales of Apple's 737 in 2024?", ["737"]),
        ("Apple's net sales in the last two years", []),
        ("Apple's net sales over both years", []),
        ("the 2 largest net sales of Apple", []),
        ("net income / 365 of Apple in 2024", []),
        ("What do the 10-K and the 20-F say of Apple's net sales?", []),
    ],
)
def test_a_number_narrows_where_it_counts_nothing(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Apple's Vision net sales in 2024", ["Vision"]),
        ("Apple's net sales by Greenland in 2024", ["Greenland"]),
        ("How much did Meta Burn on R&D in 2023?", ["Burn"]),
        ("What Were Apple's Net Sales In The Year 2024?", []),
        ("Thanks. Please: Apple's net sales in 2024", []),
    ],
)
def test_a_capital_within_the_sentence_makes_a_name_unless_all_words_have_one(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


def test_only_a_verb_stands_right_behind_did_and_a_company() -> None:
    assert narrowing("How much did Meta burn on R&D in 2023?") == []
    assert narrowing("How much did Meta's burn on R&D come to in 2023?") != []


@pytest.mark.parametrize("verb", ["save", "budget", "commit"])
def test_a_verb_that_may_say_another_thing_than_spending_is_not_passed_over(verb: str) -> None:
    assert narrowing(f"How much did Meta {verb} on R&D in 2023?") == [verb]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What were the collectibles net sales of GameStop?", ["collectibles"]),
        ("What were Apple's toaster net sales in 2024?", ["toaster"]),
        ("I asked him to include net sales of Apple", []),
        ("I was asked to display net sales of Apple", []),
        ("I am able to search net sales of Apple", []),
        ("the list net sales of Apple", ["list"]),
        ("Apple list net sales 2024", []),
        ("What was the pile net sales of Apple in 2024?", ["pile"]),
        ("What was the pile of net sales that Apple had in 2024?", []),
        ("Apple's show net sales 2024", ["show"]),
        ("Apple's booked net sales in 2024", ["booked"]),
        ("Apple booked net sales of what in 2024?", []),
        ("the display posted revenue of Meta in 2024", ["display", "posted"]),
        ("Apple's search and display net sales in 2024", ["search", "display"]),
        ("Apple's display of the net sales in 2024", ["display"]),
        ("Apple's display 2024 net sales", ["display"]),
        ("Apple's aggregate net sales 2024", []),
        ("What were Apple's total net sales in 2024?", []),
        ("What was the exact amount of Apple's net sales in 2024?", []),
        ("What did Apple report as net sales in 2024?", []),
        ("My professor asked me to include Apple's net sales of 2024", []),
        ("struggling to locate Apple's net sales 2024", []),
        ("Show Apple's net sales 2024", []),
        ("Apple's net sales: show net income 2024", []),
    ],
)
def test_before_a_line_item_only_what_speaks_of_the_whole_is_passed_over(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


def test_an_imperative_that_a_company_owns_is_the_name_of_a_part() -> None:
    assert narrowing("What were Meta's display revenues in 2024?") == ["display"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Apple's net sales toasters in 2024", ["toasters"]),
        ("Apple's net sales display in 2024", ["display"]),
        ("Apple's net sales reported in 2024", []),
        ("Apple's net sales overall in 2024", []),
    ],
)
def test_right_after_a_line_item_only_words_of_telling_are_passed_over(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Apple's net sales for toasters in 2024", ["toasters"]),
        ("Apple's sales for schools in 2024", ["schools"]),
        ("What did Apple sell for school in 2024?", ["school"]),
        ("What share of Apple's net sales came from toasters?", ["toasters"]),
        ("net sales for investors of Apple in 2024", ["investors"]),
        ("net sales from Apple's toasters in 2024", ["toasters"]),
        ("net sales from toasters and ovens at Apple in 2024", ["toasters", "ovens"]),
        ("net sales from the old toasters at Apple", ["old", "toasters"]),
        ("Apple's net sales for a lecture in 2024", ["lecture"]),
        ("For a lecture, Apple's net sales in 2024", []),
        ("For teachers, net sales of Apple", []),
        ("At a bar someone asked what net sales Apple had", []),
        ("In a seminar on boats we need net sales of Apple", []),
        ("I am preparing for a lecture on trains: Apple's net sales in 2024", []),
        ("What were net sales at Apple for my auditor in 2024", []),
        ("Apple's net sales in the annual report", []),
        ("Apple's net sales for my meeting", []),
        ("Apple's net sales in my spreadsheet for 2024", []),
        ("I need it for school: Apple's net sales in 2024", []),
        ("According to the annual report, what were Apple's net sales in 2024?", []),
        ("With my boss watching, what were Apple's net sales in 2024?", []),
    ],
)
def test_behind_a_preposition_a_part_narrows_and_an_askers_purpose_does_not(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Apple's net sales in 2024, search", ["search"]),
        ("Apple's net sales in 2024, display only", ["display"]),
        ("Apple's net sales in 2024, please search", []),
        ("Apple's net sales in 2024, thanks", []),
    ],
)
def test_a_bare_word_beside_the_question_may_name_a_part(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("I only care about toasters: Apple's net sales 2024", ["toasters"]),
        ("I care about toasters. What were Apple's net sales in 2024?", ["toasters"]),
        ("We look at toasters. What were Apple's net sales there in 2024?", ["toasters"]),
        ("Is there a toaster? What were Apple's net sales in 2024?", ["toaster"]),
        ("My toaster-loving aunt wonders how much net sales Apple had in 2024", []),
        ("Could you whisper Apple's net sales in 2024?", []),
        ("With a hat on, I ask how much net sales Apple had", ["hat"]),
        ("I met a man with a hat who told me: how much net sales did Apple have in 2024?", []),
        ("I baked cakes all day. What were Apple's net sales in 2024?", []),
    ],
)
def test_what_the_asker_says_of_himself_is_passed_over_unless_it_restricts(question: str, found: list[str]) -> None:
    assert narrowing(question) == found


def test_what_is_pointed_back_at_may_be_a_part() -> None:
    assert narrowing("I sold cakes yesterday. What were Apple's net sales of those in 2024?") == ["cakes"]


@pytest.mark.parametrize(
    ("word", "derived"),
    [
        ("collectible", True),
        ("comparables", True),
        ("transaction", True),
        ("settlements", True),
        ("processor", True),
        ("advertiser", True),
        ("report", False),
        ("earn", False),
        ("booked", False),
    ],
)
def test_a_noun_made_of_a_verb_says_no_more_that_a_company_has_a_figure(word: str, derived: bool) -> None:
    assert is_derived(word) is derived


@pytest.mark.parametrize(
    ("text", "at", "first"),
    [
        ("What was", 0, True),
        ("Hi. What was", 4, True),
        ('He said: "What', 10, True),
        ("Hi (What", 4, False),
        ("net - What", 6, True),
        ("the Mac", 4, False),
        ("a, Mac", 3, False),
    ],
)
def test_a_capital_says_nothing_at_the_beginning_of_a_sentence(text: str, at: int, first: bool) -> None:
    assert opens(text, at) is first


@pytest.mark.parametrize(
    ("word", "joins"), [("the", True), ("which", True), ("$", True), ("?", True), ("toaster", False)]
)
def test_closed_classes_of_words_join_others(word: str, joins: bool) -> None:
    assert is_function(words(word)[0]) is joins

import pytest

from muniment.errors import Abstention
from muniment.records import Table
from muniment.tools.lists.asking import Asked, ask_lists
from tests.tools.lists.lists_read import APOLLO, INVOICES

BOTH = (Asked("missions", APOLLO, "apollo missions"), Asked("invoices", INVOICES, "invoices 2025"))


def test_the_one_list_that_can_answers() -> None:
    found = ask_lists("How many invoices are open?", BOTH)
    assert found is not None
    place, told = found
    assert (place, told.listing.text.split(".")[0]) == ("invoices", "2")


def test_two_that_would_answer_otherwise_are_said() -> None:
    fewer = Asked("old", Table(INVOICES.rows[:4]), "invoices 2024")
    with pytest.raises(Abstention, match=r"Which is meant: “invoices 2025” or “invoices 2024”\?"):
        ask_lists("How many invoices are open?", (*BOTH, fewer))


@pytest.mark.parametrize("question", ["And how many are open?", "How many of those are open?", "What about Acme Ltd?"])
def test_a_question_that_points_back_is_not_asked_of_a_list_alone(question: str) -> None:
    assert ask_lists(question, BOTH) is None


def test_behind_another_question_one_that_names_no_rows_is_not_asked_of_all() -> None:
    assert ask_lists("How many invoices are there?", BOTH) is not None
    assert ask_lists("How many invoices are there?", BOTH, after=True) is None


@pytest.mark.parametrize(
    "question",
    [
        "Procter & Gamble sales of electric bicycles in 2024",
        "total assets of Walmart's smaller rival in 2019",
        "What was the operating margin of Cisco in 2023?",
        "average number of missions of the production staff launched in 1985",
    ],
)
def test_a_list_does_not_refuse_what_is_asked_of_something_else(question: str) -> None:
    assert ask_lists(question, BOTH) is None


def test_a_list_refuses_what_is_asked_of_it() -> None:
    with pytest.raises(Abstention, match="runs from 1969-07-16"):
        ask_lists("How many missions were launched in 1985?", BOTH)

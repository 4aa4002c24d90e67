import pytest

from muniment.tools.lists.queries import query_of
from tests.tools.lists.lists_read import BILLED, MISSIONS, list_of, read


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("How many missions landed?", "count"),
        ("What is the total weight of samples in kg?", ""),
        ("total samples", "sum"),
        ("average samples of the missions that landed", "average"),
        ("Which mission launched last?", "largest"),
        ("Who commanded the first mission?", "smallest"),
        ("List the missions of 1971", "cell"),
        ("Did Apollo 13 land?", "holds"),
        ("Are there any missions that did not land?", "exists"),
        ("When was Apollo 11 launched?", "cell"),
        ("difference in samples between Apollo 17 and Apollo 16", "difference"),
        ("Which had more samples, Apollo 15 or Apollo 16?", "more"),
    ],
)
def test_what_is_wanted_is_read_or_nothing_is(question: str, operation: str) -> None:
    found = query_of(question, MISSIONS)
    assert (found[0].operation if found else "") == operation


@pytest.mark.parametrize(
    "question",
    [
        "How many crewed missions landed?",
        "total samples last week",
        "How many missions should have landed?",
        "Why did Apollo 13 not land?",
        "average price of the missions",
        "What will Apollo 18 bring back?",
        "How many overdue invoices are there?",
        "net profit of Acme Ltd",
    ],
)
def test_a_word_without_a_part_in_it_leaves_a_question_unread(question: str) -> None:
    assert query_of(question, MISSIONS) is None
    assert query_of(question, BILLED) is None


def test_what_is_but_planned_is_not_meant_unless_it_is_said() -> None:
    deals = list_of(("Deal", "Expected close", "Value"), ("D-1", "2025-03-01", "10"), ("D-2", "2025-04-01", "20"))
    assert query_of("When did D-1 close?", deals) is None
    assert read("When is D-1 expected to close?", deals).operation == "cell"


def test_a_column_whose_head_has_no_word_is_found_nowhere() -> None:
    deals = list_of(("Deal", "—", "Value"), ("D-1", "", "10"), ("D-2", "7", "20"))
    assert query_of("Which deal was best?", deals) is None
    assert read("total value", deals).operation == "sum"

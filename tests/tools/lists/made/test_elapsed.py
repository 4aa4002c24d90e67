"""How many days lie between two days of a row, where something says that they are meant."""

from __future__ import annotations

import pytest

from muniment.errors import Abstention
from tests.tools.lists.lists_read import list_of, said

TICKETS = list_of(
    ("Ticket", "Opened", "Due", "Agent", "Closed"),
    ("T-1", "2024-05-02", "2024-05-09", "Lena", "2024-05-03"),
    ("T-2", "2024-05-04", "2024-05-06", "Omar", "2024-05-20"),
    ("T-3", "2024-06-01", "2024-06-03", "Lena", ""),
    ("T-4", "2024-06-02", "2024-06-30", "Omar", "2024-06-09"),
    title="tickets",
)
STAYS = list_of(
    ("Stay", "Guest", "Arrive", "Depart", "Nights"),
    ("S-1", "Ann Lee", "2024-05-01", "2024-05-04", "3"),
    ("S-2", "Bob Oak", "2024-05-02", "2024-05-20", "18"),
    title="stays",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which ticket took the longest?", "T-2 (Omar) (16 days) [1]."),
        ("Which ticket took the longest from opening to closing?", "T-2 (Omar) (16 days) [1]."),
        ("How long did T-2 take?", "16 days – T-2 (Omar) [1]."),
        ("How long was T-1 open?", "1 day – T-1 (Lena) [1]."),
        ("how long after opening was T-4 closed?", "7 days – T-4 (Omar) [1]."),
        ("average days from opened to closed", "8.00 days."),
        ("average time to close a ticket", "8.00 days."),
        ("How many tickets took more than 5 days?", "2."),
        ("Which tickets took longer than 6 days to close?", "T-2, T-4."),
        ("How many days longer did T-2 take than T-4?", "9 days – T-2: 16 days; T-4: 7 days."),
    ],
)
def test_what_lies_between_two_days_is_counted_without_the_first(question: str, answer: str) -> None:
    assert said(question, TICKETS) == answer


@pytest.mark.parametrize(
    "question",
    [
        "total days taken by Omar",
        "How long is T-2 overdue?",
        "Which ticket was opened the longest time before it was due and closed?",
    ],
)
def test_where_it_is_not_told_which_days_are_meant_nothing_is(question: str) -> None:
    assert said(question, TICKETS) == ""


def test_a_column_that_says_how_long_is_meant_before_the_days() -> None:
    assert said("Who stayed the longest?", STAYS) == "S-2 (Bob Oak) (18) [1]."
    assert said("days from arriving to departing of S-1", STAYS) == "3 days – S-1 (Ann Lee) [1]."


def test_days_of_which_neither_is_always_the_first_are_not_counted_between() -> None:
    mixed = list_of(("Job", "Opened", "Paid"), ("J-1", "2024-05-02", "2024-05-01"), ("J-2", "2024-05-02", "2024-05-09"))
    assert said("days from opened to paid of J-2", mixed) == ""


def test_how_long_something_is_is_no_day() -> None:
    assert said("How long was T-3 opened?", TICKETS) == ""


def test_of_a_few_rows_none_may_be_open() -> None:
    with pytest.raises(Abstention, match="1 row of 2 is blank"):
        said("On average, how long did Lena's tickets take?", TICKETS)

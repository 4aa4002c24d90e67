"""One column held against another: later than planned, below what is wanted."""

from __future__ import annotations

import pytest

from muniment.errors import Abstention
from tests.tools.lists.lists_read import list_of, said

ORDERS = list_of(
    ("Order", "Vendor", "Ordered", "Expected", "Received", "Qty", "Reorder level", "Requested", "Approved"),
    ("P-1", "Lena", "2024-05-02", "2024-05-09", "2024-05-03", "3", "5", "100", "80"),
    ("P-2", "Omar", "2024-05-04", "2024-05-06", "2024-05-20", "9", "5", "50", "50"),
    ("P-3", "Lena", "2024-06-01", "2024-06-03", "", "1", "1", "20", "30"),
    ("P-4", "Omar", "2024-06-02", "2024-06-30", "2024-06-30", "7", "9", "10", "0"),
    title="orders",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which orders were received later than expected?", "P-2 – Omar [1]."),
        ("orders that were received late", "P-2 – Omar [1]."),
        ("How many orders came in late?", "1 [1]."),
        ("How many orders were received on time?", "2."),
        ("How many orders were received before they were expected?", "1 [1]."),
        ("which orders were approved for less than requested?", "P-1, P-4."),
        ("orders where approved exceeded requested", "P-3 – Lena [1]."),
        ("Which orders are below their reorder level?", "P-1, P-4."),
        ("orders where qty is the same as reorder level", "P-3 – Lena [1]."),
    ],
)
def test_a_cell_is_held_against_another_of_its_row(question: str, answer: str) -> None:
    assert said(question, ORDERS) == answer


@pytest.mark.parametrize("question", ["How many days late was P-2?", "how late was P-2?"])
def test_how_late_something_was_is_not_told_as_whether(question: str) -> None:
    assert said(question, ORDERS) == ""


def test_what_is_still_out_may_be_late_too() -> None:
    with pytest.raises(Abstention, match="1 row of the list have no"):
        said("Which orders were not received late?", ORDERS)


def test_amounts_of_two_currencies_are_not_held_against_each_other() -> None:
    bids = list_of(("Bid", "Offer", "Limit"), ("B-1", "€500", "$400"), ("B-2", "€300", "$400"), title="bids")
    assert said("bids where offer is over the limit", bids) == ""

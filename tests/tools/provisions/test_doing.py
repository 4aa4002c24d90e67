"""Who does what in a question and in a provision."""

from __future__ import annotations

import pytest

from muniment.tools.provisions.doing import done_by_somebody, done_by_whom_it_asks


@pytest.mark.parametrize(
    ("question", "provision", "same"),
    [
        ("When must the Carrier file the claim?", "The Carrier files the claim in May.", True),
        ("When must the Carrier file the claim?", "The Shipper files the claim with the Carrier in May.", False),
        ("When must the Carrier file the claim?", "The claim is filed in May by the Carrier.", True),
        ("When must the claim be filed by the Shipper?", "The Carrier files the claim of the Shipper in May.", False),
        ("When is the Shipper required to file?", "On notice to the Shipper, the Carrier files in May.", False),
        ("When is the claim filed?", "The Carrier files the claim in May.", True),
        ("Who files the claim?", "The Carrier files the claim in May.", True),
    ],
)
def test_the_order_of_doing_tells_who_does_it(question: str, provision: str, same: bool) -> None:
    assert done_by_whom_it_asks(question, provision, frozenset()) == same


@pytest.mark.parametrize(
    ("provision", "told"),
    [
        ("The Carrier checks the seals.", True),
        ("The seals are checked by the Carrier.", True),
        ("Only the Carrier may check the seals.", True),
        ("Checks of the seals are frequent.", False),
        ("The seals are checked each May.", False),
    ],
)
def test_somebody_is_named_where_who_is_asked(provision: str, told: bool) -> None:
    assert done_by_somebody("Who checks the seals?", {"check", "seal"}, provision) == told


def test_a_word_that_only_asks_tells_nothing_of_the_order() -> None:
    question = "How much notice does the Tenant need to give?"
    assert done_by_whom_it_asks(question, "As need arises the Tenant must give notice.", frozenset({"need"}))


def test_who_is_something_is_told_by_what_stands_behind_it() -> None:
    asked = "Who is responsible for the roof?"
    assert done_by_somebody(asked, {"respons", "roof"}, "The Carrier is responsible for the roof.")
    assert not done_by_somebody(asked, {"respons", "roof"}, "The roof is old, and the Carrier responsible.")

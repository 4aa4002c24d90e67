"""Days in numbers that may be two, as the contract's other days tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.tools.contracts.dating.numeric_dates import Order, order_of, spelled
from muniment.tools.contracts.terms import read_terms, states


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("dated 28/02/2024, from 08/04/2024", "day first"),
        ("from 03/04/2025 to 12/31/2027", "month first"),
        ("from 05/06/2024", None),
        ("28/02/2024 or 02/28/2024", None),
        ("41/13/2024", None),
    ],
)
def test_order_is_told_by_days_that_can_be_one_only(text: str, order: Order | None) -> None:
    assert order_of(text) == order


@given(
    st.lists(
        st.one_of(st.text("ab /.", max_size=6), st.sampled_from(["4/3/2024", "04.03.2024", "31/12/2024", "4/3/24"]))
    ),
    st.sampled_from(["day first", "month first", None]),
)
def test_places_come_back(parts: list[str], order: Order | None) -> None:
    text = " ".join(parts)
    plain = spelled(text, order)
    for place, letter in enumerate(text):
        if letter in "ab":
            assert plain.text[plain.after(place)] == letter and plain.before(plain.after(place)) == place
    assert plain.before(len(plain.text)) == len(text)


def test_day_is_read_where_the_contract_tells_the_order_and_else_is_not() -> None:
    clear = "Date of this Lease 04/03/2024\nBreak Date 01/06/2027\nmade after the agreement dated 28/02/2024"
    days = {t.field: (t.value, clear[t.start : t.end]) for t in read_terms(clear, ())}
    assert days["agreement date"][0] == "2024-03-04"
    assert days["break date"] == ("2027-06-01", "Break Date 01/06/2027")
    unclear = clear.replace("28/02/2024", "08/02/2024")
    assert {t.field for t in read_terms(unclear, ())} & {"agreement date", "break date"} == set()


def test_words_state_a_day_in_either_order_and_no_other() -> None:
    assert states("break date", "2027-06-01", "Break Date 01/06/2027")
    assert states("break date", "2027-01-06", "Break Date 01/06/2027")
    assert not states("break date", "2027-06-02", "Break Date 01/06/2027")

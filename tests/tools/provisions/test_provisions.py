"""A page as provisions."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muniment.tools.provisions.provisions import provisions


def read(page: str, rows: list[int] | None = None) -> list[tuple[str, str, str]]:
    return [(page[p.lead_start : p.lead_end], page[p.start : p.end], p.heading) for p in provisions(page, rows or [])]


def test_sentence_stands_under_its_heading() -> None:
    assert read("Leave\nYou get 25 days a year. Ask your manager first.") == [
        ("", "You get 25 days a year.", "Leave"),
        ("", "Ask your manager first.", "Leave"),
    ]


def test_short_sentence_goes_with_the_next() -> None:
    assert read("9.2 Renewal. The term renews each year.") == [("", "9.2 Renewal. The term renews each year.", "")]


def test_items_of_a_list_are_led_in_by_the_sentence_before() -> None:
    found = read("We keep all our records. We do not allow:\n• spam;\n◦ bulk mail;\nOther things are fine today.")
    assert found[2:] == [
        ("We do not allow:", "spam;", ""),
        ("We do not allow:", "bulk mail;", ""),
        ("", "Other things are fine today.", ""),
    ]


def test_a_whole_sentence_leads_in_nothing_that_stands_numbered_under_it() -> None:
    page = "Effective from 1 January 2026.\n1. Every visitor must sign in at the gate.\n2. Hosts collect their visitors there."
    assert [(p.lead_start, p.lead_end) for p in provisions(page)] == [(0, 0)] * 3


def test_row_of_a_table_is_led_in_by_its_first() -> None:
    page = "Limits\nCountry Hotel\nSingapore SGD 320\nAfter it comes another sentence."
    assert read(page, [7, 21])[:1] == [("Country Hotel", "Singapore SGD 320", "Limits")]


@given(st.text(alphabet="ab .:;•\n1(A)-", max_size=200))
def test_provisions_stand_in_order_and_inside_the_page(page: str) -> None:
    found = provisions(page)
    assert all(0 <= p.start < p.end <= len(page) and p.lead_end <= p.start for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

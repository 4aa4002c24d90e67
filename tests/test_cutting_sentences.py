"""Text cut into sentences: abbreviations, initials and decimals do not end one, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.sentences import is_unfilled, places, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Net sales rose. Costs fell.", ["Net sales rose.", "Costs fell."]),
        ("Why? Because! Yes.", ["Why?", "Because!", "Yes."]),
        ("Apple Inc. Services grew.", ["Apple Inc. Services grew."]),
        ("See Note 5 and No. 7 of Item 1. Business is good.", ["See Note 5 and No. 7 of Item 1.", "Business is good."]),
        ("Sales in the U.S. Government contracts fell.", ["Sales in the U.S. Government contracts fell."]),
        ("J. P. Morgan lent it. It grew 2.5 percent.", ["J. P. Morgan lent it.", "It grew 2.5 percent."]),
        ("It closed on Jan. 5. Then it rose.", ["It closed on Jan. 5.", "Then it rose."]),
        ("One line\nAnother line\n\nA third", ["One line", "Another line", "A third"]),
        ("Item 1.\nBusiness", ["Item 1.", "Business"]),
        ("It fell (see below). “More” came.", ["It fell (see below).", "“More” came."]),
        ("sales fell. then rose.", ["sales fell. then rose."]),
        ("First. • Second.", ["First.", "• Second."]),
        ("  spaced.  ", ["spaced."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@given(st.text(alphabet="Aa b.!?\n“”()1•", max_size=80))
def test_sentences_stand_in_order_apart_and_hold_every_letter(text: str) -> None:
    found = places(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    assert [s for s in sentences(text) if s != s.strip()] == []
    inside = {n for a, b in found for n in range(a, b)}
    assert all(n in inside for n, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    ("sentence", "unfilled"),
    [
        ("Our contact [MANAGER NAME]", True),
        ("The fee is £[AMOUNT] a month.", True),
        ("Signed by ______ on behalf of the Buyer.", True),
        ("Costs rose [1] and then fell.", False),
        ("The Buyer (see [2] and Annex [B2]) pays.", False),
    ],
)
def test_sentence_with_a_blank_to_be_filled_in_is_known(sentence: str, unfilled: bool) -> None:
    assert is_unfilled(sentence) is unfilled

"""Words compared whatever form of theirs is written."""

from __future__ import annotations

import pytest

from muniment.tools.provisions.word_forms import forms, measured, same_word


@pytest.mark.parametrize(
    ("one", "other"),
    [("kept", "keep"), ("bought", "buys"), ("taken", "taking"), ("notices", "notice"), ("undertook", "undertakes")],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(("one", "other"), [("left", "leave"), ("found", "founder"), ("rent", "rest")])
def test_words_that_may_be_another_stay_apart(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_a_long_word_is_held_by_what_is_made_of_it_and_a_short_one_is_not() -> None:
    assert same_word("redecor", "redecorat")
    assert not same_word("car", "carpet")


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("maximum", "Boxes may weigh no more than 12 kilograms.", True),
        ("maximum", "Boxes weigh 12 kilograms.", False),
        ("minimum", "Your child comes for at least two days.", True),
        ("minimum", "Your child comes for two days.", False),
        ("price", "A camper stays for £25.", True),
        ("price", "A camper stays for two days.", False),
        ("share", "Half is due on signature.", True),
        ("share", "£500 is due on signature.", False),
        ("fee", "A camper stays for £25.", False),
    ],
)
def test_word_of_measure_is_borne_where_what_it_measures_stands(word: str, text: str, stands: bool) -> None:
    assert measured(forms(word)[0], text) == stands

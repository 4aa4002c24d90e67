"""Of a sentence's amounts the one that is asked for is told, or none."""

from __future__ import annotations

import pytest

from muniment.tools.own.sole_amount import sole_amount

DEBT = "As of December 31, 2019, we had $54.5 million of debt outstanding under 3 facilities."
SALES = "Hotels sales increased by 3.7% in F19 or 1.8% on a normalised basis."
RENT = "Rent was $1,200 in 2023 and $1,300 in 2024."


@pytest.mark.parametrize(
    ("question", "sentence", "amount"),
    [
        ("How many facilities are there?", DEBT, "3"),
        ("How much debt was outstanding?", DEBT, "$54.5 million"),
        ("What was the rent in 2024?", RENT, "$1,300"),
        ("How much was the rent in 2023?", RENT, "$1,200"),
        ("What is the interest rate?", "The loan bears interest at 4.25% and matures on May 4, 2027.", "4.25%"),
        ("How much is the rent?", "The tenant shall pay rent of 4,200 euros each month.", "4,200 euros"),
        ("What is the notice period?", "The notice period is 60 days.", "60 days"),
        ("What is the deposit?", "The deposit is EUR 900 and is due on signing.", "EUR 900"),
    ],
)
def test_the_amount_of_the_kind_and_the_year_asked_for_is_told(question: str, sentence: str, amount: str) -> None:
    assert sole_amount(question, sentence) == amount


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much did sales increase?", SALES),
        ("By what percentage did sales increase?", SALES),
        ("What was the rent?", RENT),
        ("What was the rent in 2022?", RENT),
        ("Why did rent rise?", RENT),
        ("What is the deposit?", "The deposit is due on signing, see note 4."),
    ],
)
def test_where_several_fit_or_none_nothing_is_chosen(question: str, sentence: str) -> None:
    assert sole_amount(question, sentence) == ""

"""Amounts as a question names them: signs, scales, percentages, and numbers that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.agents.reading.amounts import AmountMark, find_amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("more than $390 billion", "390000000000"),
        ("more than $390billion", "390000000000"),
        ("above $1.5tn", "1500000000000"),
        ("$391,035 million", "391035000000"),
        ("$391,035 mn", "391035000000"),
        ("us$ 500 mil", "500000000"),
        ("usd 5 bn", "5000000000"),
        ("eur 5 bil", "5000000000"),
        ("€2.5m", "2500000"),
        ("£40k", "40000"),
        ("$6.11", "6.11"),
        ("$100k", "100000"),
        ("100 billion dollars", "100000000000"),
        ("100 billion us dollars", "100000000000"),
        ("50 million", "50000000"),
        ("50mm", "50000000"),
        ("1,000 dollars", "1000"),
        ("1,000 bucks", "1000"),
        ("1000 us dollars", "1000"),
    ],
)
def test_money_is_read_in_base_units(text: str, value: str) -> None:
    (mark,) = find_amounts(text)
    assert (mark.value, mark.percent) == (Decimal(value), False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("45 %", "0.45"), ("45%", "0.45"), ("2.5 percent", "0.025"), ("10 per cent", "0.1"), ("7 pct", "0.07")],
)
def test_a_percentage_is_a_fraction(text: str, value: str) -> None:
    (mark,) = find_amounts(f"did sales grow {text}?")
    assert (mark.value, mark.percent) == (Decimal(value), True)


@pytest.mark.parametrize(
    "text",
    [
        "net sales in 2024",
        "the last 3 years",
        "fy24b",
        "the 10-k of 2023",
        "q3 2024",
        "12/31/2024",
        "v1.45%",
        "5 men",
        "5 kings",
        "5 tins",
        "3 bikes",
        "10 percentages",
    ],
)
def test_a_number_without_a_unit_of_its_own_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


def test_a_mark_covers_the_amount_with_its_currency_and_no_more() -> None:
    text = "which years were above 100 billion us dollars in sales"
    (mark,) = find_amounts(text)
    assert text[mark.start : mark.end] == "100 billion us dollars"


def test_several_amounts_stand_in_order() -> None:
    assert find_amounts("between $5 billion and 10 %") == [
        AmountMark(8, 18, Decimal(5_000_000_000)),
        AmountMark(23, 27, Decimal("0.1"), True),
    ]


@given(st.integers(1, 10**9), st.sampled_from([("trillion", 12), ("billion", 9), ("million", 6), ("k", 3)]))
def test_grouping_by_commas_changes_no_value(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    (bare,) = find_amounts(f"${number} {word}")
    (grouped,) = find_amounts(f"${number:,} {word}")
    assert bare.value == grouped.value == Decimal(number) * 10**power

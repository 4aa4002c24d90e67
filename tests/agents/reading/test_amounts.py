"""Amounts as people read them, without a digit of what was filed lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.agents.amounts import show, show_date, show_multiple, show_percent


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("391035000000", "USD", "$391,035 million"),
        ("-18756000000", "USD", "-$18,756 million"),
        ("6700000", "USD", "$6.7 million"),
        ("1000000", "USD", "$1 million"),
        ("999999", "USD", "$999,999"),
        ("391035123000", "USD", "$391,035.123 million"),
        ("391035123456", "USD", "$391,035,123,456"),
        ("229234000000.5", "USD", "$229,234,000,000.50"),
        ("0", "USD", "$0"),
        ("0.1", "USD", "$0.10"),
        ("1234.5", "USD", "$1,234.50"),
        ("1234.5678", "USD", "$1,234.5678"),
        ("1234.56789", "USD", "$1,234.57"),
        ("2500000", "EUR", "€2.5 million"),
        ("2500000", "GBP", "£2.5 million"),
        ("45095325000000", "JPY", "¥45,095,325 million"),
        ("2500000", "CHF", "CHF 2.5 million"),
        ("6.11", "USD/shares", "$6.11 per share"),
        ("-1.18", "USD/shares", "-$1.18 per share"),
        ("6.1", "EUR/shares", "€6.10 per share"),
        ("2000000", "USD/shares", "$2,000,000 per share"),
        ("15408095000", "shares", "15,408,095,000 shares"),
        ("164000", "number", "164,000"),
        ("12.5", "number", "12.50"),
        ("0.02022", "pure", "2.02%"),
        ("5", "ounces", "5 ounces"),
    ],
)
def test_a_value_is_shown_in_its_unit(value: str, unit: str, told: str) -> None:
    assert show(Decimal(value), unit) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0.46206", "46.21%"),
        ("0.020245", "2.02%"),
        ("0.02025", "2.03%"),
        ("-0.0281", "-2.81%"),
        ("12.4653", "1,246.53%"),
    ],
)
def test_a_fraction_is_a_percentage_rounded_half_up(value: str, told: str) -> None:
    assert show_percent(Decimal(value)) == told


def test_a_percentage_may_have_other_places() -> None:
    assert show_percent(Decimal("0.28527"), 1) == "28.5%"


@pytest.mark.parametrize(
    ("value", "told"), [("1.454", "1.45"), ("1.455", "1.46"), ("1234.5", "1,234.50"), ("0", "0.00")]
)
def test_a_quotient_is_a_multiple_of_two_places(value: str, told: str) -> None:
    assert show_multiple(Decimal(value)) == told


def test_a_long_quotient_does_not_overflow() -> None:
    assert show_percent(Decimal(10) ** 28 / 3) == "333,333,333,333,333,333,333,333,333,300.00%"


@pytest.mark.parametrize(
    ("day", "told"), [(date(2024, 9, 28), "September 28, 2024"), (date(2025, 2, 1), "February 1, 2025")]
)
def test_a_day_is_written_out(day: date, told: str) -> None:
    assert show_date(day) == told


@given(st.integers(-(10**18), 10**18))
def test_whole_money_can_be_read_back_exactly(value: int) -> None:
    told = show(Decimal(value), "USD").replace("$", "").replace(",", "")
    number, _, scale = told.partition(" ")
    assert Decimal(number) * (1_000_000 if scale else 1) == value

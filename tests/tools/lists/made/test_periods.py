"""What is asked by month, quarter, year or day of the week of the rows' days."""

from __future__ import annotations

import pytest

from tests.tools.lists.lists_read import MISSIONS, list_of, said

GIFTS = list_of(
    ("Gift", "Donor", "Date", "Amount (EUR)"),
    ("G-1", "Ann", "2025-01-06", "10"),
    ("G-2", "Bob", "2025-01-20", "30"),
    ("G-3", "Ann", "2025-02-03", "25"),
    ("G-4", "Cyd", "2025-04-09", "5"),
    title="gifts",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many gifts per month?", "January 2025: 2; February 2025: 1; April 2025: 1."),
        ("amount by quarter", "Q1 2025: 65 EUR; Q2 2025: 5 EUR."),
        ("Which month had the most gifts?", "January 2025 (2 rows)."),
        ("On which weekday were the most gifts given?", "Monday (3 rows)."),
    ],
)
def test_rows_are_taken_together_by_the_period_of_their_day(question: str, answer: str) -> None:
    assert said(question, GIFTS) == answer


def test_an_average_by_month_may_be_of_the_rows_or_of_the_months() -> None:
    assert said("average amount per month", GIFTS) == ""


def test_a_column_of_months_is_the_lists_own() -> None:
    rents = list_of(
        ("Flat", "Let on", "Rent per month"), ("A", "2025-01-06", "900"), ("B", "2025-02-06", "700"), title="flats"
    )
    assert said("total rent per month", rents) == "1,600."
    assert said("How many missions per year?", MISSIONS) == "1969: 2; 1970: 1; 1971: 2; 1972: 2."

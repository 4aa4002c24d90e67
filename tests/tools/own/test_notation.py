"""Decimal points and decimal commas: read as the table means them, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.records import Record, Table
from muniment.tools.own.notation import of_two_ways, with_points
from muniment.tools.own.record_cells import cells


def record(*numbers: str) -> Record:
    return Record(
        "costs", "", "", (Table((("Item", "2024"), *((f"row {n}", text) for n, text in enumerate(numbers)))),)
    )


def values(*numbers: str) -> list[Decimal]:
    return [c.value for c in cells([record(*numbers)])]


@pytest.mark.parametrize(
    ("numbers", "read"),
    [
        (("1.234,50", "1.300,75"), ["1234.50", "1300.75"]),
        (("12,5", "12.400"), ["12.5", "12400"]),
        (("1.234.567", "12.400"), ["1234567", "12400"]),
        (("-1.250,00 €", "(350,5)"), ["-1250.00", "-350.5"]),
        (("0,5", "7"), ["0.5", "7"]),
        (("12.400", "1,050"), ["12.400", "1050"]),
        (("12.400", "0.5"), ["12.400", "0.5"]),
        (("12.400", "3.75"), ["12.400", "3.75"]),
        (("1,234.50", "17"), ["1234.50", "17"]),
        (("0.125", "1.250"), ["0.125", "1.250"]),
    ],
)
def test_numbers_are_read_as_the_rest_of_the_table_is_written(numbers: tuple[str, ...], read: list[str]) -> None:
    assert values(*numbers) == [Decimal(n) for n in read]


@pytest.mark.parametrize(
    ("numbers", "read"),
    [(("12.400", "1.050"), []), (("12.400", "17"), ["17"]), (("1.234,50", "1,234.50", "12.400"), [])],
)
def test_a_number_that_may_mean_either_is_none(numbers: tuple[str, ...], read: list[str]) -> None:
    assert values(*numbers) == [Decimal(n) for n in read]
    assert of_two_ways([record(*numbers)]) == numbers[0]


def test_what_is_shown_is_what_is_printed() -> None:
    assert [c.text for c in cells([record("1.234,50", "12.400")])] == ["1.234,50", "12.400"]


def test_a_table_of_points_stays_as_it_is() -> None:
    table = Table((("Net sales", "391,035", "383,285"), ("Growth", "2.02%", "-2.80%")))
    assert with_points(table) is table
    assert of_two_ways([Record("sales", "", "", (table,))]) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rent is 1.200 € a month.", []),
        ("The rent is €1.200 a month.", []),
        ("The rent is 1.200 euros a month.", []),
        ("The rent is $1.200 a litre.", ["1.200"]),
        ("The rent is 1.25 € a day.", ["1.25"]),
        ("The rent is €1,200 a month.", ["1200"]),
    ],
)
def test_an_amount_of_euros_that_may_be_a_thousand_is_none(text: str, found: list[str]) -> None:
    assert [c.value for c in cells([Record("lease", text)])] == [Decimal(n) for n in found]

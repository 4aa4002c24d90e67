"""An asker's arithmetic: exact, with units that make sense, and nothing else than arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import BadInput
from muniment.formulas import evaluate, parsed, unit_of_formula, written

DPO = "((365 * ((t0 + t1) / 2)) / (t2 + (t4 - t3)))"


def decimals(*values: str) -> list[Decimal]:
    return [Decimal(v) for v in values]


def test_cornings_days_payable_in_fiscal_2020_were_63_86() -> None:
    """FinanceBench: payables of 1,587 and 1,174, cost of sales 7,772, inventories of 2,320 and 2,438, in million dollars."""
    days = evaluate(DPO, decimals("1587", "1174", "7772", "2320", "2438"))
    assert round(days, 2) == Decimal("63.86")


def test_a_formula_is_written_as_people_write_it() -> None:
    assert written(DPO, ["1", "2", "3", "4", "5"]) == "365 × ((1 + 2) ÷ 2) ÷ (3 + (5 − 4))"
    assert written("t0 - (t1 - t2)", ["a", "b", "c"]) == "a − (b − c)"
    assert written("(t0 * t1) / 0.5", ["a", "b"]) == "a × b ÷ 0.5"


@pytest.mark.parametrize(
    ("formula", "units", "unit"),
    [
        ("t0 / t1", ["USD", "USD"], "pure"),
        ("365 * t0 / t1", ["USD", "USD"], "pure"),
        ("t0 - t1", ["USD", "USD"], "USD"),
        ("t0 / t1", ["USD", "shares"], "USD/shares"),
        ("t0 * t1", ["USD/shares", "shares"], "USD"),
        ("t0 * t1", ["pure", "USD"], "USD"),
    ],
)
def test_the_unit_follows_from_the_terms(formula: str, units: list[str], unit: str) -> None:
    assert unit_of_formula(formula, units) == unit


@pytest.mark.parametrize(
    ("formula", "units"),
    [
        ("t0 + t1", ["USD", "shares"]),
        ("t0 + t1", ["USD", "EUR"]),
        ("t0 + 5", ["USD"]),
        ("t0 * t1", ["USD", "USD"]),
        ("1 / t0", ["USD"]),
        ("t0 / t1", ["USD", "EUR"]),
    ],
)
def test_units_that_make_no_sense_are_refused(formula: str, units: list[str]) -> None:
    with pytest.raises(BadInput):
        unit_of_formula(formula, units)


@pytest.mark.parametrize(
    "formula", ["", "t0 +", "t0 ** 9", "__import__('os')", "t0 if t1 else t2", "'a' * 9", "-t0", "t0(1)", "(" * 999]
)
def test_what_is_no_arithmetic_is_refused(formula: str) -> None:
    with pytest.raises(BadInput):
        parsed(formula)


def test_division_by_zero_is_told_as_such() -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate("t0 / (t1 - t1)", decimals("1", "2"))


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=3, max_size=3))
def test_sums_are_exact(values: list[Decimal]) -> None:
    assert evaluate("t0 + t1 - t2", values) == values[0] + values[1] - values[2]

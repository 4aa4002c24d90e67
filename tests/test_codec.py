"""Values to JSON and back, exactly; what does not fit its type is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.codec import dump, load
from muniment.errors import Damaged
from muniment.records import Answer, Ask, Curated, Fact, Figure, Measure, Period, Plan, Slot
from tests.filed import APPLE, META, apple_income, apple_sales, ask, numbered

FACT = Fact(320193, "us-gaap:Assets", Decimal("364980000000.10"), "USD", date(2024, 9, 28), dimensions=(("a", "b"),))
DERIVED = Figure("net_margin", "net margin", "Apple Inc.", 320193, "FY2024", Decimal("0.23971"), "pure", None, None, program=("ratio",), operands=(apple_income(2024), apple_sales(2024)))  # fmt: skip
PLAN = Plan("filings", (ask("largest", "net_sales", (APPLE, META), (2023, 2024), threshold=Decimal("0.05")),), (APPLE,), date(2025, 1, 1))  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        FACT,
        DERIVED,
        PLAN,
        APPLE,
        Period(2024, "TTM", through="Q3"),
        Curated(numbered(DERIVED, apple_sales(2024)), (Slot(PLAN.asks[0], ((1,), (2,))),)),
        Answer("abstained", "no_record", "Nothing."),
    ],
)
def test_what_is_written_is_read_again_exactly(value: object) -> None:
    written = json.dumps(dump(value))
    assert load(type(value), json.loads(written)) == value


def test_decimals_and_days_are_text() -> None:
    told = dump(FACT)
    assert (told["value"], told["end"], told["dimensions"]) == ("364980000000.10", "2024-09-28", [["a", "b"]])


def test_a_value_of_a_declared_type_is_written_by_it() -> None:
    told = dump((Measure("net_sales"), Measure("net_income")), tuple[Measure, ...])
    assert [m["item"] for m in told] == ["net_sales", "net_income"]
    assert load(tuple[Measure, ...], told) == (Measure("net_sales"), Measure("net_income"))


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Fact, {"cik": 1}, "what was kept is no Fact: Field required"),
        (Fact, {**dump(FACT), "value": "a lot"}, "what was kept is no Fact: "),
        (Ask, {**dump(PLAN.asks[0]), "operation": "guess"}, "what was kept is no Ask: Input should be 'value'"),
        (Period, [], "what was kept is no Period: "),
        (Period, {"year": 2024, "span": "Q9"}, "what was kept is no Period: Input should be 'FY'"),
        (tuple[Measure, ...], 5, "what was kept is no tuple"),
    ],
)
def test_what_does_not_fit_its_type_is_refused(kind: type, value: object, told: str) -> None:
    with pytest.raises(Damaged) as refused:
        load(kind, value)
    assert str(refused.value).startswith(told)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_decimal_comes_back_with_every_digit(amount: Decimal) -> None:
    fact = Fact(1, "c", amount, "USD", date(2024, 1, 1))
    assert str(load(Fact, json.loads(json.dumps(dump(fact)))).value) == str(amount)

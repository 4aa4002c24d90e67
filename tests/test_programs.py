"""The arithmetic of answers: exact where it can be, fifty digits where not, and never a division by nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.programs import compute

MONEY = st.decimals(-(10**15), 10**15, places=2, allow_nan=False, allow_infinity=False)


def run(operation: str, *operands: str) -> Decimal:
    return compute(operation, [Decimal(o) for o in operands])


@pytest.mark.parametrize(
    ("operation", "operands", "value"),
    [
        ("value", ("391035",), "391035"),
        ("sum", ("391035", "383285", "394328"), "1168648"),
        ("difference", ("391035", "296105"), "94930"),
        ("difference", ("391035", "119575", "90753", "85777"), "94930"),
        ("trailing", ("391035", "124300", "119575"), "395760"),
        ("change", ("383285", "394328"), "-11043"),
        ("percent_change", ("383285", "394328"), "-0.028004605303199366"),
        ("percent_change", ("-313.1", "-381.3"), "0.178861788617886179"),
        ("percent_change", ("6.7", "-313.1"), "1.021398914085"),
        ("ratio", ("93736", "391035"), "0.239712557699"),
        ("average", ("394328", "383285", "391035"), "389549.333333333333"),
        ("growth_rate", ("391035", "274515", "4"), "0.092477214464"),
        ("growth_rate", ("274515", "391035", "4"), "-0.0846491667"),
        ("largest", ("391035", "383285", "394328"), "394328"),
        ("smallest", ("391035", "383285", "394328"), "383285"),
        ("product", ("160", "38.5"), "6160"),
        ("indexed_return", ("430",), "3.3"),
        ("exceeds", ("391035", "390000"), "1035"),
        ("per", ("93736", "364"), "257.516483516"),
    ],
)
def test_an_operation_comes_to_its_value(operation: str, operands: tuple[str, ...], value: str) -> None:
    assert abs(run(operation, *operands) - Decimal(value)) < Decimal("0.0000001")


@pytest.mark.parametrize(
    ("operation", "operands"),
    [
        ("ratio", ("1", "0")),
        ("percent_change", ("1", "0")),
        ("per", ("1", "0")),
        ("growth_rate", ("1", "0", "4")),
        ("growth_rate", ("1", "-1", "4")),
        ("growth_rate", ("-1", "1", "4")),
        ("growth_rate", ("0", "1", "4")),
        ("growth_rate", ("2", "1", "0")),
        ("growth_rate", ("2", "1", "-1")),
        ("average", ()),
    ],
)
def test_nothing_is_divided_by_nothing(operation: str, operands: tuple[str, ...]) -> None:
    with pytest.raises(ZeroDivisionError):
        run(operation, *operands)


def test_an_operation_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        run("median", "1", "2")


def test_a_quotient_carries_fifty_digits() -> None:
    assert str(run("ratio", "1", "3")) == "0." + "3" * 50


@given(st.lists(MONEY, min_size=1, max_size=12))
def test_sums_are_exact_in_any_order(values: list[Decimal]) -> None:
    assert compute("sum", values) == compute("sum", values[::-1]) == sum(values)


@given(MONEY, MONEY)
def test_a_change_taken_back_is_nothing(a: Decimal, b: Decimal) -> None:
    assert compute("change", [a, b]) == -compute("change", [b, a])
    assert compute("sum", [b, compute("change", [a, b])]) == a

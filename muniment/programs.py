"""The arithmetic of answers: exact decimals, one row an operation: what it computes, how that is written, whether it has a unit.

Used to compute an answer, to derive a figure, and, by the verifier, to compute it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from muniment.formulas import EXACT, evaluate

FORMULA = "formula: "
"""Begins an operation that is a formula of the asker's own (see `muniment.formulas`)."""


def compute(operation: str, operands: Sequence[Decimal]) -> Decimal:
    """Apply an operation to figures in order.

    Args:
        operation: `value`, `sum`, `difference` (the first less the others), `trailing` (first plus second less third),
            `change` (new, old), `percent_change` (new, old; relative to the old figure's magnitude), `ratio`
            (over, under), `average`, `growth_rate` (new, old, years: compound annual), `largest`, `smallest`,
            `product`, `indexed_return` (of an index that began at 100), `per` (a figure, and how many shorter times it is of), or
            a formula.
        operands: the figures, in base units.

    Raises:
        ZeroDivisionError: a divisor is zero, or a growth rate has no real root.
    """
    if operation.startswith(FORMULA):
        return evaluate(operation.removeprefix(FORMULA), operands)
    with localcontext(EXACT):
        return COMPUTATIONS[operation].value(operands)


def _over(a: Decimal, b: Decimal) -> Decimal:
    if b == 0:
        raise ZeroDivisionError("a figure is divided by zero")
    return a / b


def _growth_rate(o: Sequence[Decimal]) -> Decimal:
    new, old, years = o
    if old <= 0 or new <= 0 or years <= 0:
        raise ZeroDivisionError("a growth rate needs positive figures")
    return _over(new, old) ** (Decimal(1) / years) - 1


def _joined(sign: str) -> Callable[[Sequence[str]], str]:
    return lambda shown: sign.join(shown)


def _form(pattern: str) -> Callable[[Sequence[str]], str]:
    return lambda shown: pattern.format(*shown)


@dataclass(frozen=True, slots=True)
class Computation:
    """What one operation does with figures, and how it is written out.

    Args:
        value: of the figures in their order.
        formula: of the figures as they are shown.
        relative: whether what comes out has no unit.
    """

    value: Callable[[Sequence[Decimal]], Decimal]
    formula: Callable[[Sequence[str]], str]
    relative: bool = False


COMPUTATIONS: dict[str, Computation] = {
    "value": Computation(lambda o: o[0], _joined(", ")),
    "sum": Computation(lambda o: sum(o, Decimal(0)), _joined(" + ")),
    "difference": Computation(lambda o: o[0] - sum(o[1:], Decimal(0)), _joined(" − ")),
    "trailing": Computation(lambda o: o[0] + o[1] - o[2], _form("{0} + {1} − {2}")),
    "change": Computation(lambda o: o[0] - o[1], _form("{0} − {1}")),
    "exceeds": Computation(lambda o: o[0] - o[1], _form("{0} − {1}")),
    "percent_change": Computation(lambda o: _over(o[0] - o[1], abs(o[1])), _form("({0} − {1}) ÷ |{1}|"), relative=True),
    "ratio": Computation(lambda o: _over(o[0], o[1]), _form("{0} ÷ {1}"), relative=True),
    "per": Computation(lambda o: _over(o[0], o[1]), _form("{0} ÷ {1}")),
    "average": Computation(
        lambda o: _over(sum(o, Decimal(0)), Decimal(len(o))), lambda shown: f"({' + '.join(shown)}) ÷ {len(shown)}"
    ),
    "growth_rate": Computation(_growth_rate, _form("({0} ÷ {1}) ^ (1 ÷ {2}) − 1"), relative=True),
    "largest": Computation(max, lambda shown: f"the largest of {', '.join(shown)}"),
    "smallest": Computation(min, lambda shown: f"the smallest of {', '.join(shown)}"),
    "product": Computation(lambda o: o[0] * o[1], _form("{0} × {1}")),
    "indexed_return": Computation(lambda o: (o[0] - 100) / 100, _form("({0} − 100) ÷ 100"), relative=True),
}


def unit_of(operation: str, unit: str) -> str:
    """The unit of what an operation gives: none ("pure") where it is relative, else the figures' own."""
    return "pure" if COMPUTATIONS[operation].relative else unit

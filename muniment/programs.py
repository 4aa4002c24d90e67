"""The arithmetic of answers: exact decimals, one function an operation.

Used to compute an answer, to derive a figure, and, by the verifier, to compute it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""Sums and differences of filed figures are exact; quotients carry 50 digits and are rounded only when shown."""


def compute(operation: str, operands: Sequence[Decimal]) -> Decimal:
    """Apply an operation to figures in order.

    Args:
        operation: `value`, `sum`, `difference` (the first less the others), `trailing` (first plus second less third),
            `change` (new, old), `percent_change` (new, old; relative to the old figure's magnitude), `ratio`
            (over, under), `average`, `growth_rate` (new, old, years: compound annual), `largest`, `smallest`,
            `product`, `indexed_return` (of an index that began at 100), `per` (a figure, and how many shorter times it is of).
        operands: the figures, in base units.

    Raises:
        ZeroDivisionError: a divisor is zero, or a growth rate has no real root.
    """
    with localcontext(EXACT):
        return _OPERATIONS[operation](operands)


def _over(a: Decimal, b: Decimal) -> Decimal:
    if b == 0:
        raise ZeroDivisionError("a figure is divided by zero")
    return a / b


def _growth_rate(o: Sequence[Decimal]) -> Decimal:
    new, old, years = o
    if old <= 0 or new <= 0 or years <= 0:
        raise ZeroDivisionError("a growth rate needs positive figures")
    return _over(new, old) ** (Decimal(1) / years) - 1


_OPERATIONS: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "value": lambda o: o[0],
    "sum": lambda o: sum(o, Decimal(0)),
    "difference": lambda o: o[0] - sum(o[1:], Decimal(0)),
    "trailing": lambda o: o[0] + o[1] - o[2],
    "change": lambda o: o[0] - o[1],
    "percent_change": lambda o: _over(o[0] - o[1], abs(o[1])),
    "ratio": lambda o: _over(o[0], o[1]),
    "average": lambda o: _over(sum(o, Decimal(0)), Decimal(len(o))),
    "growth_rate": _growth_rate,
    "largest": max,
    "smallest": min,
    "product": lambda o: o[0] * o[1],
    "indexed_return": lambda o: (o[0] - 100) / 100,
    "exceeds": lambda o: o[0] - o[1],
    "per": lambda o: _over(o[0], o[1]),
}

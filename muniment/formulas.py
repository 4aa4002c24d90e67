"""Arithmetic that an asker wrote down: numbers, terms (t0, t1, …), + - * / and parentheses, in exact decimals.

A formula is kept as text in Python's own notation, so that it goes through plans and traces as it is. What a term stands for is not
known here.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache

from muniment.errors import BadInput

EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""Sums and differences of filed figures are exact; quotients carry 50 digits and are rounded only when shown."""
LONGEST = 1000
"""Characters of a formula."""
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_RANK = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}


@lru_cache(64)
def parsed(formula: str) -> ast.expr:
    """The tree of a formula.

    Raises:
        BadInput: it is none.
    """
    try:
        tree = ast.parse(formula[:LONGEST], mode="eval").body
    except (SyntaxError, RecursionError):
        raise BadInput("the formula cannot be read") from None
    for node in ast.walk(tree):
        kept = isinstance(node, (ast.BinOp, ast.Constant, ast.Name, ast.Load, *_SIGNS))
        if not kept or (isinstance(node, ast.Constant) and type(node.value) not in (int, float)):
            raise BadInput("the formula cannot be read")
    return tree


def evaluate(formula: str, values: Sequence[Decimal]) -> Decimal:
    """What a formula comes to; `values` are those of its terms.

    Raises:
        BadInput: the formula cannot be read.
        ZeroDivisionError: it divides by zero.
    """

    def of(node: ast.expr) -> Decimal:
        if isinstance(node, ast.BinOp):
            left, right = of(node.left), of(node.right)
            if isinstance(node.op, ast.Div):
                if right == 0:
                    raise ZeroDivisionError("the formula divides by zero")
                return left / right
            return (
                left + right
                if isinstance(node.op, ast.Add)
                else left - right
                if isinstance(node.op, ast.Sub)
                else left * right
            )
        return values[_term(node)] if isinstance(node, ast.Name) else Decimal(ast.unparse(node))

    with localcontext(EXACT):
        return of(parsed(formula))


def unit_of_formula(formula: str, units: Sequence[str]) -> str:
    """The unit of what a formula comes to.

    Args:
        formula: to be looked into.
        units: of its terms: "USD", "shares", "USD/shares", "pure".

    Raises:
        BadInput: it adds what cannot be added, or comes to a unit that nobody speaks of.
    """

    def of(node: ast.expr) -> Counter[str]:
        if isinstance(node, ast.BinOp):
            left, right = of(node.left), of(node.right)
            if isinstance(node.op, (ast.Add, ast.Sub)):
                if left != right:
                    raise BadInput("the formula adds figures of different units")
                return left
            sign = -1 if isinstance(node.op, ast.Div) else 1
            both = Counter(left)
            for unit, power in right.items():
                both[unit] += sign * power
            return Counter({unit: power for unit, power in both.items() if power})
        return _powers(units[_term(node)]) if isinstance(node, ast.Name) else Counter()

    powers = of(parsed(formula))
    over = [unit for unit, power in powers.items() if power == 1]
    under = [unit for unit, power in powers.items() if power == -1]
    if not powers:
        return "pure"
    if len(over) == 1 and len(over) + len(under) == len(powers) and under in ([], ["shares"]):
        return "/".join((*over, *under))
    raise BadInput("the formula comes to a unit that says nothing")


def terms_of(formula: str) -> int:
    """How many terms a formula has.

    >>> terms_of("((t0 + t1) / t1)")
    2
    """
    return len({n.id for n in ast.walk(parsed(formula)) if isinstance(n, ast.Name)})


def written(formula: str, shown: Sequence[str]) -> str:
    """A formula as people write it, with what is shown of its terms in their places."""

    def of(node: ast.expr, outer: int, right: bool) -> str:
        if not isinstance(node, ast.BinOp):
            return shown[_term(node)] if isinstance(node, ast.Name) else f"{Decimal(ast.unparse(node)):f}"
        rank = _RANK[type(node.op)]
        text = f"{of(node.left, rank, False)} {_SIGNS[type(node.op)]} {of(node.right, rank, True)}"
        return f"({text})" if rank < outer or (rank == outer and right) else text

    return of(parsed(formula), 0, False)


def _powers(unit: str) -> Counter[str]:
    over, _, under = unit.partition("/")
    powers = Counter({over: 1}) if over not in ("pure", "number") else Counter()
    if under:
        powers[under] -= 1
    return powers


def _term(node: ast.expr) -> int:
    assert isinstance(node, ast.Name)
    return int(node.id.removeprefix("t"))

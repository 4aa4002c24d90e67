"""Write a computed value out, with the figures it was computed from: `($391,035 million − $383,285 million) ÷ …`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.agents.amounts import show
from muniment.agents.telling.words import shown_value, when
from muniment.formulas import written as written_formula
from muniment.programs import COMPUTATIONS, FORMULA
from muniment.records import Evidence, Figure, Value
from muniment.wording import display_name


def written_out(value: Value, evidence: Sequence[Evidence]) -> tuple[str, str]:
    """A computed value's formula with its figures in it, and what each of them is.

    Returns:
        The formula with its result, and one line a figure; both empty for a value that was filed as it is.
    """
    if not value.program:
        return "", ""
    held = {e.n: e.figure for e in evidence if e.figure is not None}
    shown, lines = [], []
    for part in value.program[1:]:
        figure = held.get(int(part[1:])) if part.startswith("E") else None
        shown.append(shown_value(figure) if figure else part)
        if figure:
            lines.append(_line(figure))
    operation = value.program[0]
    if operation.startswith(FORMULA):
        formula = written_formula(operation.removeprefix(FORMULA), shown)
    else:
        formula = COMPUTATIONS.get(operation, COMPUTATIONS["value"]).formula(shown)
    return f"{formula} = {_result(value)}", "\n".join(dict.fromkeys(lines))


def _result(value: Value) -> str:
    if value.unit == "pure":
        return show(value.value, "pure")
    return show(
        value.value.quantize(Decimal("0.01")) if value.value != value.value.to_integral_value() else value.value,
        value.unit,
    )


def _line(figure: Figure) -> str:
    who = f"{display_name(figure.entity)}: " if figure.entity else ""
    return f"{shown_value(figure)} = {who}{figure.label} {when(figure)}".rstrip()

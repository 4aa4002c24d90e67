"""Write a computed value out, with the figures it was computed from: `($391,035 million − $383,285 million) ÷ …`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.agents.amounts import show
from muniment.agents.telling.words import shown_value, when
from muniment.records import Evidence, Figure, Value
from muniment.wording import display_name

_FORMS = {
    "change": "{0} − {1}",
    "percent_change": "({0} − {1}) ÷ |{1}|",
    "ratio": "{0} ÷ {1}",
    "trailing": "{0} + {1} − {2}",
    "growth_rate": "({0} ÷ {1}) ^ (1 ÷ {2}) − 1",
    "product": "{0} × {1}",
    "indexed_return": "({0} − 100) ÷ 100",
}
_CHOICES = {"largest": "the largest of ", "smallest": "the smallest of "}


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
    if operation in _FORMS:
        formula = _FORMS[operation].format(*shown)
    elif operation in _CHOICES:
        formula = _CHOICES[operation] + ", ".join(shown)
    elif operation == "average":
        formula = f"({' + '.join(shown)}) ÷ {len(shown)}"
    else:
        formula = {"sum": " + ", "difference": " − "}.get(operation, ", ").join(shown)
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

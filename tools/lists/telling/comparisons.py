"""Tell which of two things has more, by how much, or whether something holds of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.relation import Row
from muniment.tools.lists.spans import Span
from muniment.tools.lists.telling.extremes import rank
from muniment.tools.lists.telling.folds import PLACES
from muniment.tools.lists.telling.held_rows import HeldRows, Told, refuse


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two things that are compared: its name, and its row, or several that are taken together."""

    name: str
    rows: tuple[Row, ...]


def tell_difference(held: HeldRows) -> Told:
    """By how much two things differ.

    Raises:
        Abstention: one of them is none, or several rows that are not taken together, or blank.
    """
    sides = _sides(held)
    one, two = _values(held, sides)
    value = _written(held, abs(one - two), _all(sides))
    between = "two rows" if _are_single(sides) else f"{held.query.fold}s of the two"
    how = f"the difference in “{held.target.head}” between the {between}"
    return held.say(f"{value} – {_both(held, sides)}", _all(sides), how, held.target)


def tell_more(held: HeldRows) -> Told:
    """Which of two things has more, or less.

    Raises:
        Abstention: one of them is none, or several rows that are not taken together, or blank.
    """
    more = held.query.operation == "more"
    sides = _sides(held)
    one, two = _ranks(held, sides)
    name = "Neither" if one == two else sides[0].name if (one > two) == more else sides[1].name
    of = "of the two rows has" if _are_single(sides) else f"of the two has, as the {held.query.fold} of its rows,"
    how = f"which {of} the {'larger' if more else 'smaller'} “{held.target.head}”"
    return held.say(f"{name} – {_both(held, sides)}", _all(sides), how, held.target)


def tell_yes_no(held: HeldRows) -> Told:
    """Whether the first of two things has more, or something holds of one row.

    Raises:
        Abstention: a thing is none, or several rows, or a cell that tells is blank.
    """
    if held.query.target is not None:
        return _tell_first_has_more(held)
    if len(held.rows) != 1:
        raise Abstention("ambiguous_entity", f"{len(held.rows)} rows of the list are meant{held.where}.")
    (row,) = held.rows
    holds = [c.holds(row) for c in held.query.tested]
    if None in holds:
        raise refuse(f"A cell of {held.label(row)} that tells is blank.")
    said = "; ".join(f"“{c.column.head}”: {held.relation.text(row, c.column) or 'blank'}" for c in held.query.tested)
    how = f"whether {' and '.join(c.said(held.relation) for c in held.query.tested)}"
    return held.say(f"{'Yes' if all(holds) else 'No'} – {held.label(row)}, {said}", [row], how)


def _tell_first_has_more(held: HeldRows) -> Told:
    sides = _sides(held)
    one, two = _values(held, sides)
    word = "larger" if held.query.value else "smaller"
    yes = one > two if held.query.value else one < two
    what = f"“{held.target.head}”" if _are_single(sides) else f"the {held.query.fold} of “{held.target.head}”"
    how = f"whether {what} of {sides[0].name} is {word} than that of {sides[1].name}"
    return held.say(f"{'Yes' if yes else 'No'} – {_both(held, sides)}", _all(sides), how, held.target)


def _sides(held: HeldRows) -> tuple[_Side, _Side]:
    """The two things that are compared.

    Raises:
        Abstention: one of them is none, or several rows that are not taken together.
    """
    found = []
    for c in held.query.tested:
        rows = tuple(r for r in held.rows if c.holds(r))
        name = next(held.relation.text(r, c.column) for r in held.relation.rows if c.holds(r))
        if not rows or (len(rows) > 1 and not held.query.fold):
            said = f"{len(rows)} rows of the list are of {name}{held.where}"
            raise Abstention("ambiguous_entity", f"{said}; one is needed to compare.")
        found.append(_Side(name, rows))
    return found[0], found[1]


def _values(held: HeldRows, sides: Sequence[_Side]) -> list[Decimal]:
    """What each has, its rows taken together.

    Raises:
        Abstention: a row has a blank.
    """
    held.amounts(_all(sides))
    folded = []
    for side in sides:
        valued = held.amounts(side.rows)
        if len(valued) < len(side.rows):
            raise refuse(f"“{held.target.head}” is blank for one of them.")
        total = sum((v for _, v in valued), Decimal(0))
        folded.append(total / len(valued) if held.query.fold == "average" else total)
    return folded


def _ranks(held: HeldRows, sides: Sequence[_Side]) -> list[tuple[Decimal, ...]]:
    """By what the two are put in order."""
    if held.target.kind == "amount":
        return [(v,) for v in _values(held, sides)]
    values = [held.relation.value(s.rows[0], held.target) for s in sides]
    if not all(isinstance(v, Amount | Span) for v in values):
        raise refuse(f"“{held.target.head}” is blank for one of them.")
    return [rank(v) for v in values if v is not None]


def _all(sides: Sequence[_Side]) -> list[Row]:
    return [r for s in sides for r in s.rows]


def _are_single(sides: Sequence[_Side]) -> bool:
    return all(len(s.rows) == 1 for s in sides)


def _written(held: HeldRows, value: Decimal, rows: Sequence[Row]) -> str:
    return held.shown(value, rows, PLACES) if held.query.fold == "average" else held.shown(value, rows)


def _both(held: HeldRows, sides: Sequence[_Side]) -> str:
    if _are_single(sides):
        return "; ".join(f"{s.name}: {held.written(s.rows[0], held.target)}" for s in sides)
    values = _values(held, sides)
    return "; ".join(f"{s.name}: {_written(held, v, s.rows)}" for s, v in zip(sides, values, strict=True))

"""Tell which of two rows has more, by how much, or whether something holds of one."""

from __future__ import annotations

from decimal import Decimal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.relation import Row
from muniment.tools.lists.spans import Span
from muniment.tools.lists.telling.extremes import rank
from muniment.tools.lists.telling.held_rows import HeldRows, Told, refuse

_Pair = tuple[tuple[str, Row], tuple[str, Row]]


def tell_difference(held: HeldRows) -> Told:
    """By how much two rows differ.

    Raises:
        Abstention: one of them is none, or several, or blank.
    """
    pair = _pair(held)
    rows = [r for _, r in pair]
    (_, one), (_, two) = _amounts(held, pair)
    value = held.shown(abs(one - two), rows)
    how = f"the difference in “{held.target.head}” between the two rows"
    return held.say(f"{value} – {_both(held, pair)}", rows, how, held.target)


def tell_more(held: HeldRows) -> Told:
    """Which of two rows has more, or less.

    Raises:
        Abstention: one of them is none, or several, or blank.
    """
    target, more = held.target, held.query.operation == "more"
    pair = _pair(held)
    if target.kind == "amount":
        _amounts(held, pair)
    values = [v for _, r in pair if isinstance(v := held.relation.value(r, target), Amount | Span)]
    if len(values) < len(pair):
        raise refuse(f"“{target.head}” is blank for one of them.")
    one, two = map(rank, values)
    name = "Neither" if one == two else pair[0][0] if (one > two) == more else pair[1][0]
    how = f"which of the two rows has the {'larger' if more else 'smaller'} “{target.head}”"
    return held.say(f"{name} – {_both(held, pair)}", [r for _, r in pair], how, target)


def tell_yes_no(held: HeldRows) -> Told:
    """Whether the first of two rows has more, or something holds of one row.

    Raises:
        Abstention: a row is none, or several, or a cell that tells is blank.
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
    pair = _pair(held)
    (_, one), (_, two) = _amounts(held, pair)
    word = "larger" if held.query.value else "smaller"
    yes = one > two if held.query.value else one < two
    how = f"whether “{held.target.head}” of {pair[0][0]} is {word} than that of {pair[1][0]}"
    return held.say(f"{'Yes' if yes else 'No'} – {_both(held, pair)}", [r for _, r in pair], how, held.target)


def _pair(held: HeldRows) -> _Pair:
    """The two rows that are compared, with their names.

    Raises:
        Abstention: one of them is none, or several.
    """
    found = []
    for c in held.query.tested:
        rows = [r for r in held.rows if c.holds(r)]
        name = next(held.relation.text(r, c.column) for r in held.relation.rows if c.holds(r))
        if len(rows) != 1:
            said = f"{len(rows)} rows of the list are of {name}{held.where}"
            raise Abstention("ambiguous_entity", f"{said}; one is needed to compare.")
        found.append((name, rows[0]))
    return found[0], found[1]


def _amounts(held: HeldRows, pair: _Pair) -> list[tuple[Row, Decimal]]:
    valued = held.amounts([r for _, r in pair])
    if len(valued) < len(pair):
        raise refuse(f"“{held.target.head}” is blank for one of them.")
    return valued


def _both(held: HeldRows, pair: _Pair) -> str:
    return "; ".join(f"{name}: {held.written(row, held.target)}" for name, row in pair)

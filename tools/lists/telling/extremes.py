"""Tell which rows, or which values of a column, have the most or the least; all of those that share a place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import Amount
from muniment.tools.lists.heads import is_additive
from muniment.tools.lists.relation import Column, Row, Value
from muniment.tools.lists.spans import Span
from muniment.tools.lists.telling.held_rows import HeldRows, Told, counted, refuse
from muniment.tools.lists.telling.rows import no_rows

MOST_ALIKE = 4
"""Rows that may share the last place beyond those that are wanted."""


def rank(value: Value) -> tuple[Decimal, ...]:
    """By what amounts and times are put in order.

    Raises:
        ValueError: the value is neither.
    """
    if isinstance(value, Span):
        return Decimal(value.first.toordinal()), Decimal(value.last.toordinal())
    if isinstance(value, Amount):
        return (value.value,)
    raise ValueError(value)


def tell_extreme(held: HeldRows) -> Told:
    """The rows, or values, at the end of an order.

    Raises:
        Abstention: too many share a place, a value is not known, or a single row and the sum of several would be told of two.
    """
    if not held.rows:
        raise no_rows(held)
    if held.query.group is not None:
        return _tell_group(held, held.query.group)
    target, down, top = held.target, held.query.operation == "smallest", held.query.top
    told = _at_end(held, down)
    if len({held.label(r) for r in told}) > top + MOST_ALIKE:
        raise refuse(f"{len(told)} rows share the {'lowest' if down else 'highest'} “{target.head}”.")
    shown = held.query.shown
    if shown is not None and top == 1:
        _refuse_two_ways(held, shown, told, down)
    ends = ("earliest", "latest") if target.kind == "span" else ("smallest", "largest")
    valued = sum(held.relation.value(r, target) is not None for r in held.rows)
    rows = "rows" if len(told) > 1 else "row"
    how = f"the {rows} with the {ends[not down]} “{target.head}” of {held.over}{held.blanks(held.rows, valued)}"
    if held.query.value and len({held.relation.text(r, target) for r in told}) == 1:
        names = " and ".join(dict.fromkeys(held.label(r) for r in told))
        return held.say(f"{held.written(told[0], target)} – {names}", told, how, target)
    each = dict.fromkeys(f"{_name(held, r, shown)} ({held.written(r, target)})" for r in told)
    return held.say(", ".join(each), told, how, target, shown)


def _at_end(held: HeldRows, down: bool) -> list[Row]:
    """The rows at the end of the order, or the one at a place of it.

    Raises:
        Abstention: there are none, one is not known, or two share a place up to the one that is wanted.
    """
    target, top = held.target, held.query.top
    if target.kind == "amount":
        valued = held.amounts(held.rows)
        if down and target.odd and len(valued) < len(held.rows):
            raise refuse(f"Some values of “{target.head}” are words, so the smallest is not known.")
    values = [(r, rank(v)) for r in held.rows if isinstance(v := held.relation.value(r, target), Amount | Span)]
    if not values:
        raise refuse(f"“{target.head}” is blank in every such row.")
    ordered = sorted(values, key=lambda p: p[1], reverse=not down)
    if held.query.nth:
        first = [v for _, v in ordered[: top + 1]]
        if len(ordered) < top or len(set(first)) < len(first):
            raise refuse(f"Two rows share a place among the first {top}, or there are fewer, so none is number {top}.")
        return [ordered[top - 1][0]]
    # What is told in two rows alike is one: a dog in a list of its vaccinations.
    places = list(dict.fromkeys((held.name(r), v) for r, v in ordered))
    last = places[min(top, len(places)) - 1][1]
    return [r for r, v in ordered if (v <= last if down else v >= last)]


def _name(held: HeldRows, row: Row, shown: Column | None) -> str:
    label = held.label(row)
    own = held.relation.text(row, shown) if shown is not None else label
    if shown is not None and not own:
        raise refuse(f"“{shown.head}” of {label} is blank in the list.")
    return label if own in label else f"{own}, {label}"


def _refuse_two_ways(held: HeldRows, shown: Column, told: Sequence[Row], down: bool) -> None:
    """Refuse where one row has the most and, taken together, another's rows have.

    Raises:
        Abstention: both are meant by "which customer has the largest amount".
    """
    target = held.target
    if target.kind != "amount" or shown.distinct or not held.query.several or not is_additive(target.head, target.unit):
        return
    sums = {name.lower(): held.total(rows) for name, rows in held.groups(shown).items()}
    best = min(sums, key=lambda n: sums[n]) if down else max(sums, key=lambda n: sums[n])
    names = dict.fromkeys(held.relation.text(r, shown) for r in told)
    if {best} != {n.lower() for n in names}:
        together = next(n for n in held.groups(shown) if n.lower() == best)
        single = (
            f"The single row with the {'smallest' if down else 'largest'} “{target.head}” is of {' and '.join(names)}"
        )
        raise Abstention("ambiguous_entity", f"{single}; all rows together, it is {together}. Which is meant?")


def _tell_group(held: HeldRows, group: Column) -> Told:
    """The values of a column whose rows are the most, or come to the most."""
    down, target, top = held.query.operation == "smallest", held.query.target, held.query.top
    if held.query.nth:
        raise refuse("Of what is added up, only the first places are told.")
    if target is not None:
        held.amounts(held.rows)
    groups = held.groups(group)
    sizes = {n: Decimal(len(rows)) if target is None else held.total(rows) for n, rows in groups.items()}
    ordered = sorted(sizes, key=lambda n: sizes[n], reverse=not down)
    if not ordered:
        raise refuse(f"“{group.head}” is blank in every such row.")
    last = sizes[ordered[min(top, len(ordered)) - 1]]
    told = [n for n in ordered if (sizes[n] <= last if down else sizes[n] >= last)]
    if len(told) > top + MOST_ALIKE:
        raise refuse(f"{len(told)} values of “{group.head}” share the same place.")
    what = "the number of rows" if target is None else f"the sum of “{target.head}”"
    said = [counted(int(sizes[n]), "row") if target is None else held.shown(sizes[n], groups[n]) for n in told]
    names = ", ".join(f"{n} ({size})" for n, size in zip(told, said, strict=True))
    how = f"the “{group.head}” for which {what} is {'smallest' if down else 'largest'}, over {held.over}"
    return held.say(names, [r for n in told for r in groups[n]], how, group, target)

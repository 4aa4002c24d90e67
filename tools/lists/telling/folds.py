"""Tell how many rows there are, and what their amounts come to: together, on average, for each of a kind, as a share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from muniment.errors import Abstention
from muniment.tools.lists.relation import Column, Row
from muniment.tools.lists.telling.held_rows import SHOWN, HeldRows, Told, counted, refuse
from muniment.tools.lists.telling.rows import no_rows

FEW = 4
"""Rows that conditions leave of which none may be blank, where they are added up: "both shows together"."""
PLACES = 2
"""Decimal places of an average."""


def tell_count(held: HeldRows) -> Told:
    """How many rows."""
    if held.query.group is not None:
        return _tell_each(held, held.query.group, lambda rows: str(len(rows)), "the number of rows")
    how = f"the number of rows{held.where}, of {len(held.relation.rows)} in the list"
    return held.say(str(len(held.rows)), held.rows, how)


def tell_distinct(held: HeldRows) -> Told:
    """How many different values of a column.

    Raises:
        Abstention: it may be the rows as well.
    """
    target, relation = held.target, held.relation
    first = {t.lower(): r for r in reversed(held.rows) if (t := relation.text(r, target))}
    rows = sorted(first.values(), key=lambda r: r.at)
    if not held.query.several and len(rows) != len(held.rows):
        said = f"{counted(len(held.rows), 'row')} fulfil this, with {len(rows)} different values of “{target.head}”"
        raise Abstention("ambiguous_entity", f"{said}. Which is to be counted?")
    names = f": {', '.join(relation.text(r, target) for r in rows)}" if len(rows) <= SHOWN else ""
    return held.say(f"{len(rows)}{names}", rows, f"the different values of “{target.head}” in {held.over}", target)


def tell_fold(held: HeldRows) -> Told:
    """The sum or the average of the amounts.

    Raises:
        Abstention: there are none, or they cannot be taken together.
    """
    average = held.query.operation == "average"
    what = f"the {'average' if average else 'sum'} of “{held.target.head}”"

    def folded(rows: Sequence[Row]) -> str:
        valued = held.amounts(rows)
        if not valued:
            return "–"
        total = held.total(rows)
        return held.shown(total / len(valued), rows, PLACES) if average else held.shown(total, rows)

    if not held.rows:
        raise no_rows(held)
    valued = held.amounts(held.rows)
    if held.query.group is not None:
        return _tell_each(held, held.query.group, folded, what)
    if len(valued) < len(held.rows) <= FEW and held.query.conditions:
        raise refuse(
            f"“{held.target.head}” of {counted(len(held.rows) - len(valued), 'row')} of {len(held.rows)} is blank."
        )
    if not valued:
        raise refuse(f"“{held.target.head}” is blank in every such row.")
    how = f"{what} over {held.over}{held.blanks(held.rows, len(valued))}"
    return held.say(folded(held.rows), [r for r, _ in valued], how, held.target)


def tell_share(held: HeldRows) -> Told:
    """Which part of all rows, or of all amounts, lies in the rows.

    Raises:
        Abstention: an amount is below zero, or they cannot be taken together.
    """
    every, target = list(held.relation.rows), held.query.target
    if target is None:
        part, whole, what = Decimal(len(held.rows)), Decimal(len(every)), "the rows"
        shown = f"{len(held.rows)} of {len(every)}"
    else:
        if any(v < 0 for _, v in held.amounts(every)) or not held.total(every):
            raise refuse(f"Some values of “{target.head}” are below zero, so there are no shares of their sum.")
        part, whole, what = held.total(held.rows), held.total(every), f"the sum of “{target.head}”"
        shown = f"{held.shown(part, held.rows)} of {held.shown(whole, every)}"
    percent = (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return held.say(f"{percent:f}% – {shown}", held.rows, f"the share of {what} that lies in {held.over}", target)


def _tell_each(held: HeldRows, group: Column, tell: Callable[[Sequence[Row]], str], what: str) -> Told:
    groups = held.groups(group)
    said = "; ".join(f"{name}: {tell(rows)}" for name, rows in groups.items())
    rows = [r for members in groups.values() for r in members]
    return held.say(said, rows, f"{what} for each “{group.head}”, over {held.over}", group, held.query.target)

"""Tell a cell of a list, or which rows there are."""

from __future__ import annotations

from dataclasses import replace

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import NOT_YET, Amount, is_money
from muniment.tools.lists.relation import Column, Value
from muniment.tools.lists.telling.held_rows import HeldRows, Told, counted, refuse

MOST_FIT = 5
"""Rows that a refusal shows."""


def tell_cell(held: HeldRows) -> Told:
    """The one cell that is meant, or those of several rows where several may be.

    Raises:
        Abstention: there is none, it is blank or not known, or it may be either of several.
    """
    target, rows, relation = held.target, held.rows, held.relation
    if not rows:
        raise refuse(f"The list has no row{held.where}.")
    texts = {relation.text(r, target) for r in rows}
    if len(texts) > 1 and not held.query.several:
        which = "; ".join(f"{held.label(r)}: {held.written(r, target) or 'blank'}" for r in rows[:MOST_FIT])
        raise Abstention("ambiguous_entity", f"{counted(len(rows), 'row')} fit: {which}. Which is meant?")
    if len(texts) > 1:
        values = dict.fromkeys(held.written(r, target) or f"(blank: {held.label(r)})" for r in rows)
        return held.say(held.first_of(list(values)), rows, f"“{target.head}” of {held.over}", target)
    (text,) = texts
    name = held.label(rows[0], target) if len(rows) == 1 else "these rows"
    if text.lower() in NOT_YET and _is_measured(held, target):
        raise refuse(f"“{target.head}” of {name} is “{text}”, so it is not known.")
    if relation.value(rows[0], target) is None:
        raise refuse(f"“{target.head}” of {name} is blank in the list.")
    value = held.written(rows[0], target)
    if len(rows) > 1:
        return held.say(value, rows, f"“{target.head}” of the rows{held.where}", target)
    said = name if name.startswith(value) else " – ".join(filter(None, (value, name)))
    told = held.say(said, rows, f"“{target.head}” of the row{held.where}", target)
    if target.made:
        return told
    unit = _unit_of_figure(text, relation.value(rows[0], target))
    return replace(told, cell=target.at, name=f"{target.head} of {name}", unit=unit)


def tell_list(held: HeldRows) -> Told:
    """The rows, or what they have in a column.

    Raises:
        Abstention: there are none.
    """
    if not held.rows:
        raise no_rows(held)
    shown = held.query.shown
    if shown is None:
        return held.say(held.labels(held.rows), held.rows, held.over)
    names = list(dict.fromkeys(held.relation.text(r, shown) or f"(blank: {held.label(r)})" for r in held.rows))
    return held.say(held.first_of(names), held.rows, held.over, shown)


def tell_exists(held: HeldRows) -> Told:
    """That there are such rows.

    Raises:
        Abstention: there are none.
    """
    if not held.rows:
        raise no_rows(held)
    return held.say(f"Yes, {len(held.rows)}: {held.labels(held.rows)}", held.rows, held.over)


def no_rows(held: HeldRows) -> Abstention:
    """That no row fulfils the conditions."""
    return refuse(f"None of the {len(held.relation.rows)} rows of the list is one{held.where}.")


def _unit_of_figure(text: str, value: Value | None) -> str:
    """The unit in which a cell is a figure; empty where it is none, or states a measure of its own."""
    if not isinstance(value, Amount):
        return ""
    if value.unit == "%":
        return "pure"
    if is_money(value.unit):
        return value.unit
    return "" if value.unit and any(x.isalpha() for x in text) else "number"


def _is_measured(held: HeldRows, column: Column) -> bool:
    """Whether a column is of amounts, be some of them words or bounds ("<0.5")."""
    numbers = sum(any(x.isdigit() for x in held.relation.text(r, column)) for r in held.relation.rows)
    return column.kind == "amount" or 2 * numbers > len(held.relation.rows)

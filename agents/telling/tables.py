"""Answers that are tables: figures of several periods and companies, changes year by year, rankings. Every cell is cited."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.agents.amounts import show_percent
from muniment.agents.telling.words import (
    as_loss,
    fiscal_name,
    listed,
    owned,
    shown_as,
    shown_difference,
    shown_value,
    when,
)
from muniment.agents.telling.writer import Writer, names
from muniment.operands import Thing, things, turned
from muniment.programs import compute, unit_of
from muniment.records import AnswerTable, Ask, Cell, Figure, Pointed
from muniment.wording import display_name

MANY = 4
"""From so many figures on a table tells them better than sentences do."""


def value_table(writer: Writer, programs: Sequence[Pointed]) -> None:
    """The figures of several asks in one table: a row a period, or a company where there is but one period."""
    placed = [(p.ask, n) for p in programs for n in p.evidence]
    for _, n in placed:
        writer.add(writer.figure(n))
    figures = [writer.figure(n) for _, n in placed]
    entities = list(dict.fromkeys(f.entity for f in figures))
    labels = list(dict.fromkeys(f.label for f in figures))
    periods = list(dict.fromkeys(f.fiscal for f in figures))
    if len(entities) == 1 and len(labels) > 1 and len(periods) < len(labels):
        _table_by_item(writer, placed, figures, labels, periods)
        return
    by_company = len(periods) == 1 and len(entities) > 1
    held = {(f.entity, f.label, f.fiscal): n for (_, n), f in zip(placed, figures, strict=True)}
    if by_company:
        heads = labels
        body = [
            (Cell(_capital(display_name(e))), *(_cell(writer, held.get((e, x, periods[0]))) for x in labels))
            for e in entities
        ]
    else:
        columns = [(e, x) for e in entities for x in labels if any((e, x, p) in held for p in periods)]
        heads = [x if len(entities) == 1 else f"{display_name(e)}: {x}" for e, x in columns]
        body = [
            (Cell(_capital(fiscal_name(p))), *(_cell(writer, held.get((e, x, p))) for e, x in columns)) for p in periods
        ]
    caption = _caption(figures, entities, labels, periods)
    writer.lines.append(f"{caption}:")
    writer.tables.append(AnswerTable(caption, ("company" if by_company else "period", *heads), tuple(body)))


def _table_by_item(
    writer: Writer,
    placed: Sequence[tuple[Ask, int]],
    figures: Sequence[Figure],
    labels: Sequence[str],
    periods: Sequence[str],
) -> None:
    """A row a line item, a column a period: a statement, or a breakdown."""
    held = {(f.label, f.fiscal): n for (_, n), f in zip(placed, figures, strict=True)}
    whose = display_name(figures[0].entity)
    caption = f"{whose}, {listed(fiscal_name(p) for p in periods)}"
    rows = [(Cell(_capital(x)), *(_cell(writer, held.get((x, p))) for p in periods)) for x in labels]
    writer.lines.append(f"{caption}:")
    writer.tables.append(AnswerTable(caption, ("item", *(fiscal_name(p) for p in periods)), tuple(rows)))


def _caption(figures: Sequence[Figure], entities: Sequence[str], labels: Sequence[str], periods: Sequence[str]) -> str:
    what = listed(labels) if len(labels) < 4 else f"{len(labels)} figures"
    whose = (
        owned(entities[0], what)
        if len(entities) == 1
        else f"{_capital(what)} of {listed(display_name(e) for e in entities)}"
    )
    return whose if len(periods) > 1 else f"{whose} in {fiscal_name(periods[0])}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(writer: Writer, n: int | None) -> Cell:
    if n is None:
        return Cell("not on record")
    return Cell(shown_value(writer.figure(n)), writer.mark_numbers(n))


def each_thing(writer: Writer, program: Pointed) -> tuple[Thing, ...]:
    """The things of a program's ask; each is given as a value, with the figures it is made of."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    found = things(ask, [f.value for f in figures])
    for thing in found:
        own = [figures[k] for k in thing.places]
        numbers = [program.evidence[k] for k in thing.places]
        if ask.of != "value":
            unit = unit_of(ask.of, own[0].unit)
            label = (
                f"{own[0].label} to {own[1].label}"
                if ask.of == "ratio"
                else f"{ask.of.replace('_', ' ')} in {own[0].label}"
            )
            writer.add_computed(label, compute(ask.of, [f.value for f in own]), unit, own, (ask.of, *names(numbers)))
        for figure in own:
            writer.add(figure)
    return found


def told_thing(writer: Writer, program: Pointed, thing: Thing) -> str:
    """What a thing comes to, as a sentence says it."""
    ask, figure = program.ask, writer.figure(program.evidence[thing.places[0]])
    if ask.of in ("percent_change", "ratio"):
        return show_percent(thing.value)
    if ask.of == "change":
        sign = "+" if thing.value > 0 else "−" if thing.value < 0 else ""
        return f"{sign}{shown_difference(abs(thing.value), figure)}"
    return shown_as(figure, thing.value)


def thing_table(writer: Writer, program: Pointed, order: Sequence[Thing], caption: str, ranked: bool = False) -> None:
    """A table of things: who or when, what each comes to, and the figures it is made of."""
    ask = program.ask
    companies = len({t.operand[1].cik for t in order}) > 1
    several = len({writer.figure(program.evidence[t.places[0]]).fiscal for t in order}) > 1
    first = writer.figure(program.evidence[order[0].places[0]])
    second = writer.figure(program.evidence[order[0].places[-1]])
    loss = as_loss(ask.measures[0], [writer.figure(n) for n in program.evidence])
    name = loss or first.label
    heads = ["rank"] if ranked else []
    heads += ["company"] if companies else []
    heads += ["period"] if several or not companies else []
    if ask.of == "value":
        heads.append(name)
    elif ask.of == "ratio":
        heads += [f"{first.label} to {second.label}", first.label, second.label]
    else:
        heads += ["change", name, "before"]
    rows = []
    for place, thing in enumerate(order, 1):
        numbers = [program.evidence[k] for k in thing.places]
        own = [writer.figure(n) for n in numbers]
        row = [Cell(str(place))] if ranked else []
        row += [Cell(thing.operand[1].called)] if companies else []
        row += [Cell(fiscal_name(own[0].fiscal))] if several or not companies else []
        marks = tuple(dict.fromkeys(m for n in numbers for m in writer.mark_numbers(n)))
        if ask.of != "value":
            row.append(Cell(told_thing(writer, program, thing), marks))
            row += [
                Cell(shown_as(f, turned(ask.measures[0], f.value) if loss else f.value), writer.mark_numbers(n))
                for f, n in zip(own, numbers, strict=True)
            ]
        else:
            row.append(Cell(shown_as(own[0], thing.value if loss or ask.measures[0].loss else own[0].value), marks))
        rows.append(tuple(row))
    writer.tables.append(AnswerTable(caption, tuple(heads), tuple(rows)))


def period_told(figure: Figure) -> str:
    """The period of a figure, short."""
    return fiscal_name(figure.fiscal) if figure.fiscal else when(figure)

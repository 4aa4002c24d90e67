"""Answers about many at once: the most and the least, rankings, what holds every year, first, or in how many. The verdict comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.agents.telling.sentences import tell_change
from muniment.agents.telling.tables import MANY, each_thing, period_told, thing_table, told_thing, value_table
from muniment.agents.telling.words import (
    as_loss,
    claim_told,
    fiscal_name,
    listed,
    loss_name,
    owned,
    shown_as,
    shown_value,
    was,
    when,
    years_told,
)
from muniment.agents.telling.writer import Writer, names
from muniment.errors import Abstention
from muniment.operands import Thing, passes, turned
from muniment.records import Figure, Pointed
from muniment.wording import display_name


def tell_extreme(writer: Writer, program: Pointed) -> None:
    """The largest or the smallest: of companies, of periods, of changes."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    found = each_thing_ordered(writer, program)
    best = (max if ask.operation == "largest" else min)(t.value for t in found)
    winners = [t for t in found if t.value == best]
    if ask.of == "value":
        _mark_choice(writer, program, winners)
    first = figures[winners[0].places[0]]
    several_companies = len({t.operand[1].cik for t in found}) > 1
    several_items = len({t.operand[0].item for t in found}) > 1
    if several_companies and ask.of == "value" and len({t.operand[2] for t in found}) > 1:
        _tell_by_period(writer, program, found)
        return
    loss = loss_name(first.item) if ask.measures[0].loss else ""
    if loss and ask.operation == "smallest" and min(t.value for t in found) <= 0 < max(t.value for t in found):
        raise Abstention("insufficient_evidence", f"Not each of these had a {loss}, so none of them is the smallest.")
    if loss and all(t.value <= 0 for t in found):
        writer.lines.append(f"There was no {loss} {_in_periods(figures)}.")
    elif ask.of in ("change", "percent_change"):
        writer.lines.append(_verdict_on_changes(writer, program, winners, found, several_companies))
    elif len(winners) > 1:
        writer.lines.append(
            f"{listed(_who(writer, program, t, several_companies, several_items) for t in winners)} are level."
        )
    elif several_items:
        word = (
            {"largest": "larger", "smallest": "smaller"}
            if len(found) == 2
            else {"largest": "largest", "smallest": "smallest"}
        )
        writer.lines.append(f"{owned(first.entity, first.label)} {was(first)} the {word[ask.operation]}.")
    elif several_companies:
        label = f"{first.label} to {figures[winners[0].places[1]].label}" if ask.of == "ratio" else loss or first.label
        writer.lines.append(f"{display_name(first.entity)} had the {_word(ask.operation, len(found))} {label}.")
    else:
        label = f"{first.label} to {figures[winners[0].places[1]].label}" if ask.of == "ratio" else loss or first.label
        verb = was(first, label) if ask.of == "value" else "was"
        writer.lines.append(f"{owned(first.entity, label)} {verb} {_word(ask.operation, 9)} {when(first)}.")
    order = sorted(found, key=lambda t: -t.value if ask.operation == "largest" else t.value)
    if not several_companies and not several_items:
        order = list(found) if len(found) >= MANY else order
    _tell_things(writer, program, order, found)


def _tell_by_period(writer: Writer, program: Pointed, found: Sequence[Thing]) -> None:
    """Several companies over several periods: who leads in each, and a table."""
    ask = program.ask
    leaders: dict[str, list[Figure]] = {}
    for period in dict.fromkeys(t.operand[2] for t in found):
        each = [t for t in found if t.operand[2] == period]
        best = (max if ask.operation == "largest" else min)(each, key=lambda t: t.value)
        figure = writer.figure(program.evidence[best.places[0]])
        leaders.setdefault(figure.entity, []).append(figure)
    word = _word(ask.operation, len(ask.entities))
    told = [
        f"{display_name(who)} had the {word} {figures[0].label} in {years_told(figures)}"
        for who, figures in leaders.items()
    ]
    writer.lines.append(f"{'; '.join(told)}.")
    value_table(writer, [program])


def each_thing_ordered(writer: Writer, program: Pointed) -> tuple[Thing, ...]:
    """The things of a program, the best given first among the answer's values."""
    probe = Writer(tuple(writer.evidence.values()))
    found = each_thing(probe, program)
    best = sorted(found, key=lambda t: t.value, reverse=program.ask.operation != "smallest")
    for thing in best:
        numbers = tuple(program.evidence[k] for k in thing.places)
        for value in probe.values:
            if value.program is not None and value.program[1:] == names(numbers) and value not in writer.values:
                writer.values.append(value)
        for n in numbers:
            if program.ask.of != "value" or program.ask.operation == "rank":
                writer.add(writer.figure(n))
    return found


def _mark_choice(writer: Writer, program: Pointed, winners: Sequence[Thing]) -> None:
    """The winners as values that say what they were chosen among; then the others."""
    chosen = [program.evidence[t.places[0]] for t in winners]
    for n in chosen:
        writer.add(writer.figure(n), program=(program.ask.operation, *names(program.evidence)))
    for n in program.evidence:
        if n not in chosen:
            writer.add(writer.figure(n))


def _in_periods(figures: Sequence[Figure]) -> str:
    return f"in {years_told(figures)}"


def _word(operation: str, count: int) -> str:
    highest = "highest" if operation == "largest" else "lowest"
    return {"highest": "higher", "lowest": "lower"}[highest] if count == 2 else highest


def _who(writer: Writer, program: Pointed, thing: Thing, companies: bool, items: bool) -> str:
    figure = writer.figure(program.evidence[thing.places[0]])
    return display_name(figure.entity) if companies and not items else figure.label if items else when(figure)


def _verdict_on_changes(
    writer: Writer, program: Pointed, winners: Sequence[Thing], found: Sequence[Thing], companies: bool
) -> str:
    """ "Meta's net sales grew more: 21.94% against 2.02%"."""
    ask, best = program.ask, winners[0]
    if len(winners) > 1:
        return f"{listed(_who(writer, program, t, companies, False) for t in winners)} are level."
    figure = writer.figure(program.evidence[best.places[0]])
    label = loss_name(figure.item) if ask.measures[0].loss else figure.label
    rising = best.value >= 0
    most = (ask.operation == "largest") == rising
    verb = "grew" if rising else "fell"
    degree = ("more" if most else "less") if len(found) == 2 else ("most" if most else "least")
    told = told_thing(writer, program, best)
    if companies:
        others = listed(told_thing(writer, program, t) for t in found if t is not best) if len(found) < MANY else ""
        against = f" against {others}" if others else ""
        return f"{owned(figure.entity, label)} {verb} {degree}: {told}{against}."
    return f"{owned(figure.entity, label)} {verb} {degree} {when(figure)}: {told}."


def _tell_things(
    writer: Writer, program: Pointed, order: Sequence[Thing], found: Sequence[Thing], ranked: bool = False
) -> None:
    """The things one by one: in sentences where they are few, else in a table."""
    ask = program.ask
    if len(found) >= MANY or (ask.of != "value" and len(found) > 2):
        thing_table(writer, program, order, _caption(writer, program), ranked)
        return
    for thing in order:
        if ask.of == "value":
            n = program.evidence[thing.places[0]]
            figure = writer.figure(n)
            loss = loss_name(figure.item) if ask.measures[0].loss and figure.value < 0 else ""
            label = loss or figure.label
            value = shown_as(figure, turned(ask.measures[0], figure.value) if loss else figure.value)
            writer.lines.append(
                f"{owned(figure.entity, label)} {was(figure, label)} {value} {when(figure)}{writer.how(figure)} {writer.marks(n)}."
            )
        else:
            _tell_one(writer, program, thing)


def _tell_one(writer: Writer, program: Pointed, thing: Thing) -> None:
    """A change, or a share, in a sentence."""
    n, m = (program.evidence[k] for k in thing.places)
    first, second = writer.figure(n), writer.figure(m)
    if program.ask.of == "ratio":
        writer.lines.append(
            f"{owned(first.entity, first.label)} {was(first)} {told_thing(writer, program, thing)} of {second.label} {when(first)}: {shown_value(first)} {writer.marks(n)} of {shown_value(second)} {writer.marks(m)}."
        )
        return
    tell_change(
        writer,
        replace(program, evidence=(n, m), ask=replace(program.ask, operation=program.ask.of, claim="", of="value")),
    )


def _caption(writer: Writer, program: Pointed) -> str:
    figures = [writer.figure(n) for n in program.evidence]
    first = figures[0]
    loss = as_loss(program.ask.measures[0], figures)
    what = loss or first.label
    if program.ask.of == "ratio":
        what = f"{first.label} to {writer.figure(program.evidence[1]).label}"
    elif program.ask.of != "value":
        what = f"change in {what}"
    companies = {f.entity for f in figures}
    periods = {f.fiscal for f in figures[:: 1 if program.ask.of == "value" else 2]}
    whose = owned(first.entity, what) if len(companies) == 1 else what[:1].upper() + what[1:]
    return f"{whose} in {period_told(first)}" if len(periods) == 1 else whose


def tell_rank(writer: Writer, program: Pointed) -> None:
    """Companies, or periods, in order."""
    ask = program.ask
    found = each_thing_ordered(writer, program)
    order = sorted(found, key=lambda t: t.value, reverse=ask.claim != "less")
    shown = order[: ask.most] if ask.most else order
    top = shown[0]
    figure = writer.figure(program.evidence[top.places[0]])
    companies = len({t.operand[1].cik for t in found}) > 1
    who = display_name(figure.entity) if companies else fiscal_name(figure.fiscal)
    word = "Highest" if ask.claim != "less" else "Lowest"
    writer.lines.append(f"{word} of {len(found)}: {who}, {told_thing(writer, program, top)}.")
    thing_table(writer, program, shown, _caption(writer, program), ranked=True)


def tell_fold(writer: Writer, program: Pointed) -> None:
    """What holds in every year, in any, when first or last, in how many, in which; or of which companies."""
    ask = program.ask
    found = each_thing(writer, program)
    held = [t for t in found if passes(ask, t.value)]
    companies = len({t.operand[1].cik for t in found}) > 1
    figures = [writer.figure(program.evidence[t.places[0]]) for t in found]
    first = figures[0]
    label = loss_name(first.item) if ask.measures[0].loss else first.label
    if ask.of == "ratio":
        label = f"{first.label} to {writer.figure(program.evidence[1]).label}"
    claim = claim_told(ask, first)
    whose = owned(first.entity, label)
    verb = was(first, label)
    told = listed(_short(writer, program, t) for t in held)
    span = _span_told(figures)
    if companies:
        writer.lines.append(_verdict_on_companies(ask.operation, held, found, label, claim, period_told(first), told))
    elif ask.operation == "every":
        failed = [t for t in found if t not in held]
        if not failed:
            writer.lines.append(f"Yes: {whose} {verb} {claim} in every {_unit(figures)} {span}.")
        else:
            writer.lines.append(
                f"No: {whose} {verb} not {claim} in {listed(_short(writer, program, t) for t in failed)}; {len(held)} of {len(found)} {span}."
            )
    elif ask.operation == "any":
        writer.lines.append(
            f"Yes: {whose} {verb} {claim} in {told}."
            if held
            else f"No: {whose} {verb} {claim} in no {_unit(figures)} {span}."
        )
    elif ask.operation == "count":
        writer.lines.append(
            f"In {len(held)} of {len(found)} {_unit(figures)}s {span} {whose} {verb} {claim}{': ' + told if held else ''}."
        )
    elif ask.operation in ("first", "last"):
        _tell_first(writer, program, held, found, f"{whose} {verb} {claim}", span)
    else:
        writer.lines.append(
            f"{whose[:1].upper()}{whose[1:]} {verb} {claim} in {told}; {len(held)} of {len(found)} {_unit(figures)}s {span}."
            if held
            else f"{whose[:1].upper()}{whose[1:]} {verb} {claim} in no {_unit(figures)} {span}."
        )
    order = sorted(found, key=lambda t: -t.value) if companies else found
    thing_table(writer, program, order, _caption(writer, program))


def tell_joined(writer: Writer, programs: Sequence[Pointed]) -> None:
    """The companies of which several things hold, and a table of each of these."""
    names: list[list[str]] = []
    found: list[str] = []
    probe = Writer(tuple(writer.evidence.values()))
    for program in programs:
        each = each_thing(probe, program)
        names.append([t.operand[1].called for t in each if passes(program.ask, t.value)])
        found += [t.operand[1].called for t in each]
    both = [n for n in names[0] if all(n in other for other in names[1:])]
    looked_at = [n for n in dict.fromkeys(found) if found.count(n) == len(programs)]
    told = listed(both) if both else "none of them"
    writer.lines.append(f"Both hold of {len(both)} of {len(looked_at)} companies on record: {told}.")
    for program in programs:
        tell_fold(writer, program)


def _verdict_on_companies(
    operation: str, held: Sequence[Thing], found: Sequence[Thing], label: str, claim: str, period: str, told: str
) -> str:
    if not held:
        return f"None of {len(found)} companies on record had {label} {claim} in {period}."
    return f"{len(held)} of {len(found)} companies on record had {label} {claim} in {period}: {told}."


def _tell_first(
    writer: Writer, program: Pointed, held: Sequence[Thing], found: Sequence[Thing], said: str, span: str
) -> None:
    """The first, or the last, period of a series of which something holds."""
    if not held:
        writer.lines.append(f"{said} in no period {span}.")
        return
    thing = held[0] if program.ask.operation == "first" else held[-1]
    figure = writer.figure(program.evidence[thing.places[0]])
    if program.ask.operation == "first" and thing is found[0]:
        writer.lines.append(
            f"{said} already {when(figure)}, the earliest period looked at: {told_thing(writer, program, thing)}."
        )
        return
    writer.lines.append(f"{said} {program.ask.operation} {when(figure)}: {told_thing(writer, program, thing)}.")


def _short(writer: Writer, program: Pointed, thing: Thing) -> str:
    figure = writer.figure(program.evidence[thing.places[0]])
    companies = len(program.ask.entities) > 1
    who = display_name(figure.entity) if companies else fiscal_name(figure.fiscal)
    return f"{who} ({told_thing(writer, program, thing)})"


def _unit(figures: Sequence[Figure]) -> str:
    return "quarter" if any(f.fiscal.startswith("Q") for f in figures) else "year"


def _span_told(figures: Sequence[Figure]) -> str:
    if len(figures) == 1:
        return f"looked at ({fiscal_name(figures[0].fiscal)})"
    ordered = sorted(figures, key=lambda f: (f.end or f.start or date.min, f.fiscal))
    return f"from {fiscal_name(ordered[0].fiscal)} to {fiscal_name(ordered[-1].fiscal)}"


def tell_series(writer: Writer, program: Pointed) -> None:
    """The changes of several periods, or a share over several, in a table; of every one that was claimed, whether it holds."""
    found = each_thing(writer, program)
    caption = _caption(writer, program)
    opening = f"{caption[:1].upper()}{caption[1:]}:"
    if program.ask.claim:
        held = [t for t in found if passes(program.ask, t.value)]
        opening = f"{'Yes' if len(held) == len(found) else 'No'}: in {len(held)} of {len(found)}. {opening}"
    writer.lines.append(opening)
    thing_table(writer, program, found, caption)


def tell_periods(writer: Writer, program: Pointed) -> None:
    """The periods in which a figure of a caller's record is there, or passed an amount."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    for figure in figures:
        writer.add(figure, program=(ask.operation, *names(program.evidence)))
    subject = writer.subject(figures[0])
    told = "; ".join(
        f"{shown_value(f)} {when(f)} {writer.marks(n)}" for f, n in zip(figures, program.evidence, strict=True)
    )
    many = f"{len(figures)} period{'s' if len(figures) > 1 else ''}"
    if ask.threshold is None:
        said = f"{'are' if was(figures[0]) == 'were' else 'is'} on record for {many}"
    else:
        said = f"{was(figures[0])} {'more' if ask.operation == 'above' else 'less'} than {shown_as(figures[0], ask.threshold)} in {many}"
    writer.lines.append(f"{subject} {said}: {told}.")

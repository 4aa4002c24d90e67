"""Answers in sentences: a figure, a change, a comparison of two, what several come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.agents.amounts import show, show_multiple, show_percent
from muniment.agents.telling.words import (
    as_loss,
    fiscal_name,
    listed,
    loss_name,
    named,
    owned,
    rounded,
    shown_as,
    shown_difference,
    shown_value,
    was,
    when,
    without_gaps,
)
from muniment.agents.telling.writer import Writer, names
from muniment.errors import Abstention
from muniment.formulas import evaluate, terms_of, unit_of_formula, written
from muniment.operands import operands, things
from muniment.programs import FORMULA, compute, unit_of
from muniment.records import Ask, Figure, Per, Pointed
from muniment.wording import display_name, possessive

_TIMES = {
    "quarter": {"FY": 4, "H1": 2, "H2": 2, "9M": 3, "TTM": 4},
    "month": {"FY": 12, "H1": 6, "H2": 6, "9M": 9, "TTM": 12, "Q1": 3, "Q2": 3, "Q3": 3, "Q4": 3},
}


def tell_value(writer: Writer, program: Pointed) -> None:
    """A figure, or several, each in a sentence."""
    for (figure, n), (measure, _, _) in zip(_pairs(writer, program), operands(program.ask), strict=True):
        if program.ask.per:
            _tell_per(writer, program.ask, figure, n)
            continue
        writer.add(figure)
        sentence, _, amount = figure.label.rpartition("”: ")
        if sentence:
            writer.lines.append(f"{amount} {writer.marks(n)}, in: {sentence}”.")
            continue
        loss = loss_name(figure.item) if measure.loss else ""
        if loss and figure.value >= 0:
            writer.lines.append(
                f"{display_name(figure.entity)} had no {loss} {when(figure)}: its {figure.label} {was(figure)} {shown_value(figure)}{writer.how(figure)} {writer.marks(n)}."
            )
            continue
        label = loss or figure.label
        value = shown_as(figure, -figure.value if loss else figure.value)
        writer.lines.append(
            without_gaps(
                f"{owned(figure.entity, label)} {was(figure, label)} {value} {when(figure)}{writer.how(figure)} {writer.marks(n)}."
            )
        )


def _pairs(writer: Writer, program: Pointed) -> list[tuple[Figure, int]]:
    return [(writer.figure(n), n) for n in program.evidence]


def _times_in(per: Per, span: str, days: int) -> Decimal:
    """How many of a shorter time a period has: by the calendar of a report, or by its days."""
    if per in _TIMES:
        return Decimal(_TIMES[per].get(span, 0))
    in_a_day = {"day": 1, "hour": 24, "minute": 1440, "second": 86400}
    return Decimal(days) * in_a_day[per] if per in in_a_day else Decimal(days) / 7


def _tell_per(writer: Writer, ask: Ask, figure: Figure, n: int) -> None:
    """A figure spread over the shorter times in its period.

    Raises:
        Abstention: it is of a day, or not of so long a time.
    """
    span = (figure.fiscal.rpartition("FY")[0].split() or ["FY"])[0]
    if figure.start is None or figure.end is None:
        raise Abstention("insufficient_evidence", f"{figure.label} is of a day, and cannot be told a {ask.per}.")
    days = (figure.end - figure.start).days + 1
    times = ask.times or _times_in(ask.per, span, days)
    if times < 1:
        raise Abstention("insufficient_evidence", f"{when(figure)} is no longer than a {ask.per}.")
    value = compute("per", [figure.value, times])
    writer.add_computed(f"{figure.label} per {ask.per}", value, figure.unit, [figure], ("per", *names([n]), f"{times}"))
    writer.add(figure)
    many = f"{times.normalize():f}" if times == times.to_integral_value() else f"{times:.2f}"
    writer.lines.append(
        f"{owned(figure.entity, figure.label)} came to {rounded(value, figure.unit)} a {ask.per} {when(figure)}: {shown_value(figure)} {writer.marks(n)} over {many} {ask.per}s."
    )


def tell_change(writer: Writer, program: Pointed) -> None:
    """A change between two periods, with yes or no where it was claimed."""
    ask = program.ask
    (new, n), (old, m) = _pairs(writer, program)
    loss = as_loss(ask.measures[0], [new, old])
    if loss and (new.value > 0 or old.value > 0):
        _tell_turn(writer, ask, loss, (new, n), (old, m))
        return
    sign = -1 if loss else 1
    label = loss or new.label
    difference = compute("change", [new.value, old.value])
    values = [("change", difference, new.unit)]
    relative = ""
    both_negative = old.value < 0 and new.value < 0
    if (
        old.value != 0
        and (old.value > 0 or both_negative)
        and (new.unit != "pure" or ask.operation == "percent_change")
    ):
        percent = compute("percent_change", [new.value, old.value])
        values.insert(0 if ask.operation == "percent_change" else 1, ("percent_change", percent, "pure"))
        relative = f", or {show_percent(abs(percent))}{' of its size' if both_negative and not loss else ''}"
    elif ask.operation == "percent_change":
        relative = " (a percentage of nothing, or of a loss, would say nothing)"
    for name, value, unit in values:
        writer.add_computed(f"{name.replace('_', ' ')} in {new.label}", value, unit, [new, old], (name, *names((n, m))))
    writer.add(new)
    writer.add(old)
    moved = (
        "did not change"
        if difference == 0
        else f"{'rose' if sign * difference > 0 else 'fell'} by {shown_difference(abs(difference), new)}{relative}"
    )
    opening = ""
    if ask.claim:
        asked = -1 if ask.measures[0].loss else 1
        opening = "Yes: " if bears_out(ask, asked * new.value, asked * old.value) else "No: "
    writer.lines.append(
        without_gaps(
            f"{opening}{owned(new.entity, label)} {moved}, from {shown_as(old, sign * old.value)} {when(old)}{writer.how(old)} {writer.marks(m)}"
            f" to {shown_as(new, sign * new.value)} {when(new)}{writer.how(new)} {writer.marks(n)}."
        )
    )


def _tell_turn(writer: Writer, ask: Ask, loss: str, new: tuple[Figure, int], old: tuple[Figure, int]) -> None:
    """A change of a loss of which one side is a profit."""
    (now, n), (then, m) = new, old
    writer.add_computed(
        f"change in {now.label}",
        compute("change", [now.value, then.value]),
        now.unit,
        [now, then],
        ("change", *names((n, m))),
    )
    writer.add(now)
    writer.add(then)
    opening = ""
    if ask.claim:
        opening = "Yes: " if bears_out(ask, -now.value, -then.value) else "No: "
    told = []
    for figure, k in ((now, n), (then, m)):
        called = (
            f"a {loss} of {shown_as(figure, -figure.value)}"
            if figure.value < 0
            else f"{figure.label} of {shown_value(figure)}, which is no loss,"
        )
        told.append(f"{called} {when(figure)} {writer.marks(k)}")
    writer.lines.append(f"{opening}{display_name(now.entity)} had {told[0]}, after {told[1]}.")


def bears_out(ask: Ask, new: Decimal, old: Decimal) -> bool:
    """Whether a claimed change ("rose", "doubled") is what the record shows."""
    if ask.claim == "up":
        return new > old
    if ask.claim == "down":
        return new < old
    if old <= 0:
        return False
    bounds = {
        "double": (Decimal("1.9"), Decimal("99")),
        "triple": (Decimal("2.7"), Decimal("99")),
        "halve": (Decimal(0), Decimal("0.6")),
    }
    low, high = bounds[ask.claim]
    return low <= new / old <= high


def tell_exceeds(writer: Writer, program: Pointed) -> None:
    """Yes or no: more, or less, than an amount or than another."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    found = things(ask, [f.value for f in figures])
    left = found[0].value
    right = ask.threshold if ask.threshold is not None else found[1].value
    held = left > right if ask.claim in ("more", "up") else left < right
    if ask.of != "value":
        _tell_exceeds_things(writer, program, held)
        return
    for figure in figures:
        writer.add(figure)
    first, n = figures[0], program.evidence[0]
    loss = loss_name(first.item) if ask.measures[0].loss and first.value < 0 else ""
    label = loss or first.label
    value = shown_as(first, -first.value if loss else first.value)
    said = f"{'Yes' if held else 'No'}: {owned(first.entity, label)} {was(first, label)} {value} {when(first)}{writer.how(first)} {writer.marks(n)}"
    if ask.threshold is None:
        other, m = figures[1], program.evidence[1]
        also = loss_name(other.item) if ask.measures[-1].loss and other.value < 0 else ""
        name = also or other.label
        writer.lines.append(
            f"{said}; {owned(other.entity, name)} {was(other, name)} {shown_as(other, -other.value if also else other.value)} {when(other)}{writer.how(other)} {writer.marks(m)}."
        )
    elif ask.threshold == 0:
        writer.lines.append(f"{said}.")
    else:
        told = -first.value if ask.measures[0].loss else first.value
        way = "more" if told > right else "less" if told < right else "exactly"
        writer.lines.append(f"{said}, {way + ' than' if way != 'exactly' else way} {shown_as(first, right)}.")


def _tell_exceeds_things(writer: Writer, program: Pointed, held: bool) -> None:
    """Yes or no of changes or shares, each told in a sentence of its own."""
    ask = program.ask
    opening = "Yes: " if held else "No: "
    limit = ""
    if ask.threshold is not None:
        shown = (
            show_percent(ask.threshold)
            if ask.of in ("percent_change", "ratio")
            else show(ask.threshold, writer.figure(program.evidence[0]).unit)
        )
        limit = f" The question's amount is {shown}."
    at = len(writer.lines)
    for n in range(0, len(program.evidence), 2):
        one = replace(
            program, evidence=program.evidence[n : n + 2], ask=replace(ask, operation=ask.of, claim="", of="value")
        )
        (tell_ratio if ask.of == "ratio" else tell_change)(writer, one)
    writer.lines[at] = f"{opening}{writer.lines[at]}"
    writer.lines[-1] += limit


def tell_ratio(writer: Writer, program: Pointed) -> None:
    """One figure to another."""
    ask = program.ask
    (over, n), (under, m) = _pairs(writer, program)
    value = compute("ratio", [over.value, under.value])
    percent = ask.percent or (ask.of == "ratio")
    label = f"{over.label} to {under.label}"
    if under.unit == "shares" and over.unit.isupper():
        unit = f"{over.unit}/shares"
        writer.add_computed(f"{over.label} per share", value, unit, [over, under], ("ratio", *names((n, m))))
        writer.lines.append(
            without_gaps(
                f"{owned(over.entity, over.label)} came to {rounded(value, unit)} {when(over)}, over {under.label}."
            )
        )
        _tell_operands(writer, program)
        return
    writer.add_computed(label, value, "pure", [over, under], ("ratio", *names((n, m))))
    whose = owned(over.entity, over.label)
    if percent:
        beyond = _what_it_says(over, under, value)
        writer.lines.append(
            without_gaps(f"{whose} {was(over)} {show_percent(value)} of {under.label} {when(over)}{beyond}.")
        )
    else:
        writer.lines.append(
            without_gaps(
                f"The ratio of {whose} to {under.label} was {show_multiple(value)} {when(over)}{_what_it_says(over, under)}."
            )
        )
    _tell_operands(writer, program)


def _what_it_says(over: Figure, under: Figure, share: Decimal = Decimal(0)) -> str:
    """What must be said of a quotient that is no share: of a loss, or more than the whole."""
    if under.value < 0:
        both = "both are negative" if over.value < 0 else f"{under.label} {was(under)} negative"
        return f" ({both}, so that this is a share of nothing)"
    beyond = share > 1 and over.unit != "pure"
    return f" (more than the whole: {over.label} {was(over)} the larger of the two)" if beyond else ""


def _tell_operands(writer: Writer, program: Pointed) -> None:
    for figure, n in _pairs(writer, program):
        writer.add(figure)
        writer.lines.append(
            without_gaps(
                f"{writer.subject(figure)} {was(figure)} {shown_value(figure)} {when(figure)}{writer.how(figure)} {writer.marks(n)}."
            )
        )


def tell_computed(writer: Writer, program: Pointed) -> None:
    """A sum, an average, a difference, a compound rate: what several figures come to together."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    if ask.of in ("change", "percent_change"):
        _tell_nested(writer, program)
        return
    operands = [f.value for f in figures]
    made: tuple[str, ...] = (ask.operation, *names(program.evidence))
    years = 0
    if ask.operation == "growth_rate":
        years = int(figures[0].fiscal[-4:]) - int(figures[1].fiscal[-4:])
        operands.append(Decimal(years))
        made = (*made, str(years))
    value = compute(ask.operation, operands)
    unit = unit_of(ask.operation, figures[0].unit)
    if ask.operation == "product" and unit in ("pure", "number"):
        unit = figures[1].unit
    label, said = _told(ask, figures, value, unit, years)
    writer.add_computed(label, value, unit, figures, made)
    writer.lines.append(without_gaps(said))
    _tell_operands(writer, program)


def tell_formula(writer: Writer, program: Pointed) -> None:
    """A measure that the question defines, as it was computed, and the figures of it; of two periods, how the first lies to the second."""
    ask = program.ask
    size = terms_of(ask.formula)
    parts = [program.evidence[n : n + size] for n in range(0, len(program.evidence), size)]
    found = [_computed(writer, ask, part) for part in parts]
    whose = writer.figure(program.evidence[0]).entity
    if len(found) == 2:
        (new, shown, when_new, _), (old, shown_old, when_old, _) = found
        moved = "did not change" if new == old else "rose" if new > old else "fell"
        opening = ("Yes: " if bears_out(ask, new, old) else "No: ") if ask.claim else ""
        way = f"it stayed at {shown}" if new == old else f"from {shown_old} for {when_old} to {shown} for {when_new}"
        writer.lines.append(f"{opening}{owned(whose, ask.called)}, as the question defines it, {moved}: {way}.")
    for _, shown, of_when, line in found:
        writer.lines.append(
            without_gaps(
                f"{owned(whose, ask.called)}, as the question defines it, came to {shown} for {of_when}: {line}."
            )
        )
    _tell_operands(writer, program)


def _computed(writer: Writer, ask: Ask, evidence: Sequence[int]) -> tuple[Decimal, str, str, str]:
    """What a formula comes to over some figures: its value, how that is shown, for when, and the formula with the figures in it."""
    figures = [writer.figure(n) for n in evidence]
    value = evaluate(ask.formula, [f.value for f in figures])
    unit = unit_of_formula(ask.formula, [f.unit for f in figures])
    writer.add_computed(ask.called, value, unit, figures, (f"{FORMULA}{ask.formula}", *names(evidence)))
    shown = show_multiple(value) if unit == "pure" else rounded(value, unit)
    percent = f" ({show_percent(value)})" if unit == "pure" and abs(value) < 1 else ""
    newest = max(figures, key=lambda f: f.fiscal[-4:])
    return (
        value,
        f"{shown}{percent}",
        fiscal_name(newest.fiscal),
        written(ask.formula, [shown_value(f) for f in figures]),
    )


def _tell_nested(writer: Writer, program: Pointed) -> None:
    """The difference of two changes."""
    ask = program.ask
    figures = [writer.figure(n) for n in program.evidence]
    found = things(ask, [f.value for f in figures])
    parts = tuple(f"{ask.of}({','.join(names([program.evidence[k] for k in t.places]))})" for t in found)
    value = compute(ask.operation, [compute(ask.of, [figures[k].value for k in t.places]) for t in found])
    unit = unit_of(ask.of, figures[0].unit)
    writer.add_computed(
        f"{ask.operation} of the {ask.of.replace('_', ' ')} in {figures[0].label}",
        value,
        unit,
        figures,
        (ask.operation, *parts),
    )
    shown = (
        f"{show_percent(abs(value)).removesuffix('%')} percentage points" if unit == "pure" else show(abs(value), unit)
    )
    if ask.operation == "average":
        shown = show_percent(value) if unit == "pure" else rounded(value, unit)
        writer.lines.append(f"{owned(figures[0].entity, figures[0].label)} changed by {shown} a year on average.")
    else:
        who = [display_name(figures[t.places[0]].entity) for t in found]
        grew = found[0].value >= 0 or found[1].value >= 0
        way = ("more" if value >= 0 else "less") if grew else ("less" if value >= 0 else "more")
        writer.lines.append(
            f"{possessive(who[0])} {figures[0].label} {'grew' if grew else 'fell'} {shown} {way} than {possessive(who[1])}."
        )
    for n in range(0, len(program.evidence), 2):
        one = replace(
            program, evidence=program.evidence[n : n + 2], ask=replace(ask, operation=ask.of, claim="", of="value")
        )
        tell_change(writer, one)


def _told(ask: Ask, figures: Sequence[Figure], value: Decimal, unit: str, years: int) -> tuple[str, str]:
    """The label of a computed value, and the sentence that tells it."""
    first, last = figures[0], figures[-1]
    whose = owned(first.entity, first.label)
    if ask.operation == "growth_rate":
        label = f"compound annual growth rate of {first.label}"
        return (
            label,
            f"{whose} grew at a compound annual rate of {show_percent(value)} over {years} years, from {fiscal_name(last.fiscal)} to {fiscal_name(first.fiscal)}.",
        )
    several = len({f.entity for f in figures}) > 1
    if ask.operation == "difference":
        way = "more" if value >= 0 else "less"
        if unit == "pure":
            way = "higher" if value >= 0 else "lower"
        same = first.label == last.label
        other = possessive(display_name(last.entity)) if several and same else owned(last.entity, last.label)
        at = when(last) if first.fiscal == last.fiscal else ""
        return (
            f"difference in {first.label}",
            f"{whose} {was(first)} {shown_difference(abs(value), first)} {way} than {other} {at}.",
        )
    if ask.operation == "product":
        return f"{first.label} times {last.label}", f"{whose} times {last.label} is {rounded(value, unit)}."
    if ask.operation == "indexed_return":
        return f"return of {first.label}", f"From 100, {whose} returned {show_percent(value)} {when(first)}."
    labels = list(dict.fromkeys(f.label for f in figures))
    over = named(f.entity for f in figures) if several else f"{len(figures)} periods"
    if ask.operation == "average":
        shown = show_percent(value) if unit == "pure" else rounded(value, unit)
        return (
            f"average {first.label}",
            f"{'The average ' + first.label if several else owned(first.entity, 'average ' + first.label)} {'of ' + over if several else 'over ' + over} was {shown}.",
        )
    if len(labels) > 1 and not several:
        return (
            f"total of {listed(labels)}",
            f"{owned(first.entity, listed(labels))} add up to {show(value, unit)} {when(first)}.",
        )
    return (
        f"total {first.label}",
        f"{'The ' + first.label if several else whose} {'of ' + over if several else 'over ' + over} add up to {show(value, unit)}.",
    )

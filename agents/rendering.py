"""Write the answer's sentences from pointed programs: every figure copied from evidence or computed from it.

Nothing here decides what is said; it only says it, with values and citations beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.agents.amounts import show, show_date, show_multiple, show_percent
from muniment.line_items import line_items
from muniment.programs import compute
from muniment.records import Ask, Citation, Curated, Draft, Evidence, Figure, Plan, Pointed, Value
from muniment.sentences import sentences
from muniment.wording import display_name, possessive

_SPANS = {
    "Q1": "first quarter",
    "Q2": "second quarter",
    "Q3": "third quarter",
    "Q4": "fourth quarter",
    "H1": "first half",
    "H2": "second half",
    "9M": "first nine months",
    "TTM": "trailing twelve months",
}


def render(plan: Plan, curated: Curated, pointed: Sequence[Pointed]) -> Draft:
    """The draft of the answer."""
    writer = _Writer(curated.evidence)
    for program in pointed:
        if program.sentence is not None:
            writer.quote(program)
        else:
            writer.figures(program)
    return Draft(" ".join(writer.lines), tuple(writer.values), tuple(writer.citations), tuple(pointed))


def render_refutation(curated: Curated, pointed: Pointed) -> Draft:
    """The draft that corrects a question's false premise from the record."""
    writer = _Writer(curated.evidence)
    writer.figures(replace(pointed, ask=replace(pointed.ask, claim="")))
    text = f"The record does not bear out the question. {' '.join(writer.lines)}"
    return Draft(text, tuple(writer.values), tuple(writer.citations), (pointed,), refuted=True)


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


def when(figure: Figure) -> str:
    """The period of a figure as a sentence says it."""
    if not figure.fiscal:
        return ""
    span, _, year = figure.fiscal.rpartition("FY")
    span = span.strip()
    name = f"the {_SPANS[span]} of fiscal {year}" if span in _SPANS else f"fiscal {year}"
    if figure.end is None:
        return f"in {name}"
    if span == "TTM":
        return f"in the twelve months ended {show_date(figure.end)} (trailing, fiscal {year})"
    if figure.start is None:
        return f"at {show_date(figure.end)} (end of {name})"
    return f"in {name} ({'ended' if span else 'year ended'} {show_date(figure.end)})"


def shown_value(figure: Figure) -> str:
    """A figure's value as the answer shows it."""
    if figure.unit == "pure":
        item = line_items().get(figure.item)
        return show_percent(figure.value) if item is None or item.percent else show_multiple(figure.value)
    told = show(figure.value, figure.unit)
    return told.removesuffix(" per share") if "per share" in figure.label else told


class _Writer:
    """Collects sentences, values and citations."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self.evidence = {e.n: e for e in evidence}
        self.lines: list[str] = []
        self.values: list[Value] = []
        self.citations: list[Citation] = []
        self.cited: dict[int, int] = {}

    def figures(self, program: Pointed) -> None:
        ask = program.ask
        figures = [self._figure(n) for n in program.evidence]
        operation = ask.operation
        if operation == "value":
            for figure, n in zip(figures, program.evidence, strict=True):
                self._value(figure, n)
        elif operation in ("above", "below", "periods"):
            self._periods(ask, figures, program.evidence)
        elif operation in ("change", "percent_change"):
            self._change(ask, figures, program.evidence)
        elif operation in ("largest", "smallest"):
            self._extreme(ask, figures, program.evidence)
        elif operation == "exceeds":
            self._exceeds(ask, figures, program.evidence)
        else:
            self._computed(ask, figures, program.evidence)

    def quote(self, program: Pointed) -> None:
        entry = self.evidence[program.evidence[0]]
        passage = entry.passage
        assert passage is not None and program.sentence is not None
        each = sentences(passage.text)
        chosen = each[program.sentence]
        if not program.words and len(chosen) < 60 and program.sentence + 1 < len(each):
            chosen = passage.text[passage.text.index(chosen) :]
            following = each[program.sentence + 1]
            chosen = chosen[: chosen.index(following) + len(following)]
        within = f", in: “{chosen}”" if program.words not in ("", chosen) else ""
        n = self._cite(entry, program.words or chosen)
        where = f"{passage.section} of " if passage.section else ""
        who = (
            f"{possessive(display_name(passage.entity))} {passage.form} {passage.fiscal}".rstrip()
            if passage.entity
            else f"“{passage.heading or passage.record}”"
        )
        self.lines.append(f"{where}{who} says: “{program.words or chosen}” [{n}]{within}")

    def _figure(self, n: int) -> Figure:
        figure = self.evidence[n].figure
        assert figure is not None
        return figure

    def _value(self, figure: Figure, n: int) -> None:
        verb = "were" if _plural(figure) else "was"
        self._add(figure, n)
        sentence, _, amount = figure.label.rpartition("”: ")
        if sentence:
            self.lines.append(f"{amount} {self._marks(n)}, in: {sentence}”.")
            return
        self.lines.append(
            _tidy(
                f"{self._subject(figure)} {verb} {shown_value(figure)} {when(figure)}{self._how(figure)} {self._marks(n)}."
            )
        )

    def _change(self, ask: Ask, figures: list[Figure], numbers: tuple[int, ...]) -> None:
        new, old = figures
        difference = compute("change", [new.value, old.value])
        values = [("change", difference, new.unit)]
        relative = ""
        if old.value != 0 and (new.unit != "pure" or ask.operation == "percent_change"):
            percent = compute("percent_change", [new.value, old.value])
            values.insert(0 if ask.operation == "percent_change" else 1, ("percent_change", percent, "pure"))
            relative = f", or {show_percent(abs(percent))}"
        for name, value, unit in values:
            self._computed_value(
                f"{name.replace('_', ' ')} in {new.label}", value, unit, [new, old], (name, *_names(numbers))
            )
        for figure, n in zip(figures, numbers, strict=True):
            self._add(figure, n)
        moved = (
            "did not change"
            if difference == 0
            else f"{'rose' if difference > 0 else 'fell'} by {_shown_difference(abs(difference), new)}{relative}"
        )
        opening = ""
        if ask.claim:
            opening = "Yes: " if bears_out(ask, new.value, old.value) else "No: "
        self.lines.append(
            _tidy(
                f"{opening}{self._subject(new)} {moved}, from {shown_value(old)} {when(old)}{self._how(old)} {self._marks(numbers[1])}"
                f" to {shown_value(new)} {when(new)}{self._how(new)} {self._marks(numbers[0])}."
            )
        )

    def _extreme(self, ask: Ask, figures: list[Figure], numbers: tuple[int, ...]) -> None:
        best = compute(ask.operation, [f.value for f in figures])
        winners = [f for f in figures if f.value == best]
        order = sorted(zip(figures, numbers, strict=True), key=lambda p: -p[0].value)
        for figure, n in sorted(order, key=lambda p: p[0].value != best):
            self._add(figure, n, program=(ask.operation, *_names(numbers)) if figure.value == best else None)
        several = len({f.entity for f in figures}) > 1
        named = " and ".join((display_name(f.entity) if several else when(f)) for f in winners)
        word = "highest" if ask.operation == "largest" else "lowest"
        if len(winners) > 1:
            self.lines.append(f"{named} are level.")
        elif several:
            self.lines.append(f"{named} had the {_comparative(word, len(figures))} {winners[0].label}.")
        else:
            self.lines.append(f"{self._subject(winners[0])} {'were' if _plural(winners[0]) else 'was'} {word} {named}.")
        for figure, n in order:
            self.lines.append(
                f"{self._subject(figure)} {'were' if _plural(figure) else 'was'} {shown_value(figure)} {when(figure)}{self._how(figure)} {self._marks(n)}."
            )

    def _periods(self, ask: Ask, figures: list[Figure], numbers: tuple[int, ...]) -> None:
        """The periods in which a figure is on record, or passed an amount."""
        for figure, n in zip(figures, numbers, strict=True):
            self._add(figure, n, program=(ask.operation, *_names(numbers)))
        subject = self._subject(figures[0])
        told = "; ".join(f"{shown_value(f)} {when(f)} {self._marks(n)}" for f, n in zip(figures, numbers, strict=True))
        many = f"{len(figures)} period{'s' if len(figures) > 1 else ''}"
        if ask.threshold is None:
            said = f"{'are' if _plural(figures[0]) else 'is'} on record for {many}"
        else:
            limit = show(ask.threshold, figures[0].unit)
            verb = "were" if _plural(figures[0]) else "was"
            said = f"{verb} {'more' if ask.operation == 'above' else 'less'} than {limit} in {many}"
        self.lines.append(f"{subject} {said}: {told}.")

    def _exceeds(self, ask: Ask, figures: list[Figure], numbers: tuple[int, ...]) -> None:
        left = figures[0]
        right = ask.threshold if ask.threshold is not None else figures[1].value
        held = left.value > right if ask.claim == "more" else left.value < right
        for figure, n in zip(figures, numbers, strict=True):
            self._add(figure, n)
        verb = "were" if _plural(left) else "was"
        said = f"{'Yes' if held else 'No'}: {self._subject(left)} {verb} {shown_value(left)} {when(left)}{self._how(left)} {self._marks(numbers[0])}"
        if ask.threshold is None:
            other = figures[1]
            self.lines.append(
                f"{said}; {self._subject(other)} {'were' if _plural(other) else 'was'} {shown_value(other)} {when(other)}{self._how(other)} {self._marks(numbers[1])}."
            )
        elif ask.threshold == 0:
            self.lines.append(f"{said}.")
        else:
            way = "more" if left.value > right else "less" if left.value < right else "exactly"
            self.lines.append(f"{said}, {way + ' than' if way != 'exactly' else way} {show(ask.threshold, left.unit)}.")

    def _computed(self, ask: Ask, figures: list[Figure], numbers: tuple[int, ...]) -> None:
        operands = [f.value for f in figures]
        program: tuple[str, ...] = (ask.operation, *_names(numbers))
        years = 0
        if ask.operation == "growth_rate":
            years = int(figures[0].fiscal[-4:]) - int(figures[1].fiscal[-4:])
            operands.append(Decimal(years))
            program = (*program, str(years))
        value = compute(ask.operation, operands)
        unit = "pure" if ask.operation in ("ratio", "growth_rate", "indexed_return") else figures[0].unit
        if ask.operation == "product" and unit in ("pure", "number"):
            unit = figures[1].unit
        label, said = _told(ask, figures, value, unit, years)
        self._computed_value(label, value, unit, figures, program)
        self.lines.append(_tidy(said))
        for figure, n in zip(figures, numbers, strict=True):
            self._add(figure, n)
            self.lines.append(
                _tidy(
                    f"{self._subject(figure)} {'were' if _plural(figure) else 'was'} {shown_value(figure)} {when(figure)}{self._how(figure)} {self._marks(n)}."
                )
            )

    def _computed_value(
        self, label: str, value: Decimal, unit: str, figures: list[Figure], program: tuple[str, ...]
    ) -> None:
        first = figures[0]
        entities = {f.entity for f in figures}
        starts, ends = [f.start for f in figures if f.start], [f.end for f in figures if f.end]
        self.values.append(
            Value(
                label,
                value,
                unit,
                first.entity if len(entities) == 1 else " and ".join(sorted(entities)),
                first.cik if len(entities) == 1 else None,
                min(starts, default=None),
                max(ends, default=None),
                first.fiscal,
                True,
                program,
            )
        )

    def _add(self, figure: Figure, n: int, program: tuple[str, ...] | None = None) -> None:
        made = (*figure.program, *_names(tuple(self._numbers(figure.operands)))) if figure.derived else program
        value = Value(
            figure.label,
            figure.value,
            figure.unit,
            figure.entity,
            figure.cik,
            figure.start,
            figure.end,
            figure.fiscal,
            figure.derived,
            made,
        )
        if value not in self.values:
            self.values.append(value)

    def _numbers(self, figures: Sequence[Figure]) -> list[int]:
        return [e.n for f in figures for e in self.evidence.values() if e.figure == f]

    def _subject(self, figure: Figure) -> str:
        return _owned(figure.entity, figure.label)

    def _how(self, figure: Figure) -> str:
        """For a derived figure, what it was computed from, down to filed figures."""
        if not figure.derived:
            return ""
        joined = {"difference": " less ", "sum": " plus ", "ratio": " divided by ", "trailing": ", "}[figure.program[0]]
        parts = [
            f"{o.label} {shown_value(o)} {when(o) if o.fiscal != figure.fiscal else ''}".rstrip()
            for o in figure.operands
        ]
        if figure.program[0] == "trailing":
            return f" (computed: {parts[0]} plus {parts[1]} less {parts[2]})"
        return f" (computed: {joined.join(parts)})"

    def _marks(self, n: int) -> str:
        return "".join(f"[{m}]" for m in self._leaf_marks(n))

    def _leaf_marks(self, n: int) -> list[int]:
        figure = self._figure(n)
        if not figure.derived:
            return [self._cite(self.evidence[n])]
        found = [m for o in self._numbers(figure.operands) for m in self._leaf_marks(o)]
        return list(dict.fromkeys(found))

    def _cite(self, entry: Evidence, quote: str = "") -> int:
        if entry.n in self.cited:
            return self.cited[entry.n]
        n = self.cited[entry.n] = len(self.citations) + 1
        if entry.passage is not None:
            p = entry.passage
            self.citations.append(
                Citation(
                    n,
                    "passage",
                    p.record,
                    p.url,
                    "",
                    p.section,
                    quote,
                    p.start,
                    p.end,
                    p.filed,
                    p.entity,
                    p.form,
                    p.fiscal,
                )
            )
            return n
        f = entry.figure
        assert f is not None and f.fact is not None
        section = "; ".join(f"{a.rsplit(':', 1)[-1]}={m.rsplit(':', 1)[-1]}" for a, m in f.fact.dimensions)
        link = f"{f.url}#{f.fact.element}" if f.url and f.fact.element else f.url
        self.citations.append(
            Citation(
                n,
                "fact",
                f.record,
                link,
                f.fact.concept,
                section,
                f"{f.fact.value} {f.fact.unit}",
                f.start.isoformat() if f.start else None,
                f.end.isoformat() if f.end else None,
                f.fact.filed,
                f.entity,
                f.fact.form,
                f.fiscal,
                f.fact.element or "",
            )
        )
        return n


def _owned(entity: str, label: str) -> str:
    """`Apple Inc.'s net sales`; the label alone where nobody is named: a figure of the only record given."""
    return f"{possessive(display_name(entity))} {label}" if entity else label


def _tidy(text: str) -> str:
    """Without the gap that a figure of no named period leaves."""
    return re.sub(r" +(?=[ .])", "", text)


def _names(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"E{n}" for n in numbers)


def _plural(figure: Figure) -> bool:
    item = line_items().get(figure.item)
    return item.plural if item else figure.label.endswith("s")


def _shown_difference(value: Decimal, figure: Figure) -> str:
    if figure.unit == "pure":
        item = line_items().get(figure.item)
        if item is not None and item.percent:
            return f"{show_percent(value).removesuffix('%')} percentage points"
        return show_multiple(value)
    return show(value, figure.unit)


def _comparative(word: str, count: int) -> str:
    return {"highest": "higher", "lowest": "lower"}[word] if count == 2 else word


def _told(ask: Ask, figures: list[Figure], value: Decimal, unit: str, years: int) -> tuple[str, str]:
    """The label of a computed value, and the sentence that tells it."""
    first, last = figures[0], figures[-1]
    whose = _owned(first.entity, first.label)
    if ask.operation == "ratio":
        told = show_percent(value) if ask.percent else show_multiple(value)
        label = f"{first.label} to {last.label}"
        if ask.percent:
            return (
                label,
                f"{whose} {'were' if _plural(first) else 'was'} {told} of {last.label} {when(first)}.",
            )
        return label, f"The ratio of {whose} to {last.label} was {told} {when(first)}."
    if ask.operation == "growth_rate":
        label = f"compound annual growth rate of {first.label}"
        return (
            label,
            f"{whose} grew at a compound annual rate of {show_percent(value)} over {years} years, from fiscal {last.fiscal[-4:]} to fiscal {first.fiscal[-4:]}.",
        )
    shown = show(value, unit)
    several = len({f.entity for f in figures}) > 1
    if ask.operation == "difference":
        verb = "more" if value >= 0 else "less"
        size = show(abs(value), unit)
        return (
            f"difference in {first.label}",
            f"{whose} {'were' if _plural(first) else 'was'} {size} {verb} than {possessive(display_name(last.entity)) if several else _owned(last.entity, last.label)} {when(last)}.",
        )
    if ask.operation == "product":
        return (
            f"{first.label} times {last.label}",
            f"{whose} times {last.label} is {_rounded(value, unit)}.",
        )
    if ask.operation == "indexed_return":
        return (
            f"return of {first.label}",
            f"From 100, {whose} returned {show_percent(value)} {when(first)}.",
        )
    names = " and ".join(dict.fromkeys(display_name(f.entity) for f in figures)) if several else ""
    over = names or f"{len(figures)} periods"
    if ask.operation == "average":
        return (
            f"average {first.label}",
            f"{'The average ' + first.label if several else _owned(first.entity, 'average ' + first.label)} {'of ' + over if several else 'over ' + over} was {_rounded(value, unit)}.",
        )
    return (
        f"total {first.label}",
        f"{'The ' + first.label if several else whose} {'of ' + over if several else 'over ' + over} add up to {shown}.",
    )


def _rounded(value: Decimal, unit: str) -> str:
    if unit == "pure":
        return show_percent(value)
    if unit.endswith("/shares"):
        return show(value.quantize(Decimal("0.01")), unit)
    return show(value.quantize(Decimal(1)), unit)

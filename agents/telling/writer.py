"""Collect an answer's sentences, tables, values and citations. What is said is decided elsewhere in `telling`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.agents.telling.words import owned, shown_value, when
from muniment.records import AnswerTable, Citation, Evidence, Figure, Passage, Value
from muniment.store.library.printed_place import read_place


class Writer:
    """Sentences, tables, values and citations of one answer, over its numbered evidence."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self.evidence = {e.n: e for e in evidence}
        self.lines: list[str] = []
        self.tables: list[AnswerTable] = []
        self.values: list[Value] = []
        self.citations: list[Citation] = []
        self.cited: dict[int, int] = {}

    def figure(self, n: int) -> Figure:
        """The figure of that number."""
        figure = self.evidence[n].figure
        assert figure is not None
        return figure

    def add(self, figure: Figure, program: tuple[str, ...] | None = None) -> None:
        """Give a figure as one of the answer's values, once; `program` tells what it was chosen by."""
        made = (*figure.program, *names(self._numbers(figure.operands))) if figure.derived else program
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

    def add_computed(
        self, label: str, value: Decimal, unit: str, figures: Sequence[Figure], program: tuple[str, ...]
    ) -> None:
        """Give a value that was computed from figures."""
        first = figures[0]
        entities = {f.entity for f in figures}
        starts, ends = [f.start for f in figures if f.start], [f.end for f in figures if f.end]
        made = Value(
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
        if made not in self.values:
            self.values.append(made)

    def subject(self, figure: Figure) -> str:
        """Whose figure it is, and what."""
        return owned(figure.entity, figure.label)

    def how(self, figure: Figure) -> str:
        """For a derived figure, what it was computed from, down to filed figures."""
        if not figure.derived:
            return ""
        parts = [
            f"{o.label} {shown_value(o)} {when(o) if o.fiscal != figure.fiscal else ''}".rstrip()
            for o in figure.operands
        ]
        if figure.program[0] == "trailing":
            return f" (computed: {parts[0]} plus {parts[1]} less {parts[2]})"
        joined = {"difference": " less ", "sum": " plus ", "ratio": " divided by "}[figure.program[0]]
        return f" (computed: {joined.join(parts)})"

    def marks(self, n: int) -> str:
        """The citation marks of a figure: of a derived one those of what it was computed from."""
        return "".join(f"[{m}]" for m in self.mark_numbers(n))

    def mark_numbers(self, n: int) -> tuple[int, ...]:
        """The numbers of the citations of a figure."""
        figure = self.figure(n)
        if not figure.derived:
            return (self.cite(self.evidence[n]),)
        return tuple(dict.fromkeys(m for o in self._numbers(figure.operands) for m in self.mark_numbers(o)))

    def _numbers(self, figures: Sequence[Figure]) -> list[int]:
        return [e.n for f in figures for e in self.evidence.values() if e.figure == f]

    def cite(self, entry: Evidence, quote: str = "") -> int:
        """The number of the citation of an evidence, which is made where there is none yet."""
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
                    document=p.document,
                    page=p.page,
                    boxes=_boxes(p, quote),
                )
            )
            return n
        f = entry.figure
        assert f is not None and f.fact is not None
        section = "; ".join(f"{a.rsplit(':', 1)[-1]}={m.rsplit(':', 1)[-1]}" for a, m in f.fact.dimensions)
        place = read_place(f.fact.element) if f.document and f.fact.element else None
        link = f"{f.url}#{f.fact.element}" if f.url and f.fact.element and place is None else f.url
        self.citations.append(
            Citation(
                n,
                "fact",
                f.record,
                link,
                f.fact.concept,
                section,
                place.text if place else f"{f.fact.value:f} {f.fact.unit}",
                f.start.isoformat() if f.start else None,
                f.end.isoformat() if f.end else None,
                f.fact.filed,
                f.entity,
                f.fact.form,
                f.fiscal,
                f.fact.element or "",
                f.document,
                place.page if place else None,
                (place.box,) if place else (),
            )
        )
        return n


def _boxes(passage: Passage, quote: str) -> tuple[tuple[float, float, float, float], ...]:
    """The boxes of the lines of a passage in which a quotation stands."""
    start = passage.text.find(quote)
    ends = [*(begin for begin, _ in passage.lines[1:]), len(passage.text)]
    return tuple(
        box
        for (begin, box), end in zip(passage.lines, ends, strict=False)
        if quote and begin < start + len(quote) and end > start
    )


def names(numbers: Sequence[int]) -> tuple[str, ...]:
    """Evidence as a program names it: `E1`."""
    return tuple(f"E{n}" for n in numbers)


def nested(operation: str, numbers: Sequence[int]) -> str:
    """A program as an operand of another: `percent_change(E1,E2)`."""
    return f"{operation}({','.join(names(numbers))})"

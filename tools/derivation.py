"""Figures that nobody filed and that follow from others: spans by adding and subtracting, trailing twelve months.

Valid for additive flows on one basis only (`FiledFacts.on_one_basis`); each carries the figures that it was computed from.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from muniment.items.line_item import LineItem
from muniment.records import Company, Fact, Figure, Period, Span
from muniment.tools.filed_facts import FiledFacts

# How a span that nobody filed follows from others of the same fiscal year: (sign, span) in order.
_DERIVED: dict[Span, tuple[tuple[tuple[int, Span], ...], ...]] = {
    "Q4": (((1, "FY"), (-1, "9M")), ((1, "FY"), (-1, "Q1"), (-1, "Q2"), (-1, "Q3")), ((1, "H2"), (-1, "Q3"))),
    "Q3": (((1, "9M"), (-1, "H1")),),
    "Q2": (((1, "H1"), (-1, "Q1")),),
    "H1": (((1, "Q1"), (1, "Q2")),),
    "9M": (((1, "H1"), (1, "Q3")),),
    "H2": (((1, "FY"), (-1, "H1")),),
}


def derived_span(book: FiledFacts, item: LineItem, concept: str, period: Period) -> Figure | None:
    """The figure of a span that was not filed; None where the spans that it follows from were not either."""
    if period.year is None:
        return None
    if period.span == "TTM":
        return _trailing(book, item, concept, period)
    for terms in _DERIVED.get(period.span, ()):
        spans = [span for _, span in terms]
        facts = book.on_one_basis(concept, [Period(period.year, span) for span in spans], item)
        if facts is not None:
            return _signed(book, item, [s for s, _ in terms], facts, spans, period)
    return None


def _trailing(book: FiledFacts, item: LineItem, concept: str, period: Period) -> Figure | None:
    """FY of the year before, plus this year's year-to-date, less the same of the year before."""
    assert period.year is not None and period.through is not None
    spans: dict[Span, Span] = {"Q1": "Q1", "Q2": "H1", "Q3": "9M"}
    span = spans[period.through]
    wanted = [Period(period.year - 1), Period(period.year, span), Period(period.year - 1, span)]
    facts = book.on_one_basis(concept, wanted, item)
    return None if facts is None else _signed(book, item, [1, 1, -1], facts, ["FY", span, span], period)


def _signed(
    book: FiledFacts, item: LineItem, signs: list[int], facts: list[Fact], spans: list[Span], period: Period
) -> Figure | None:
    if len({f.unit for f in facts}) != 1:
        return None
    operands = [
        book.figure(item.key, item.label, f, Period(p.year, span))
        for f, span in zip(facts, spans, strict=True)
        if (p := book.calendar.place(f.start, f.end))
    ]
    value = sum((s * f.value for s, f in zip(signs, facts, strict=True)), Decimal(0))
    operation = "sum" if all(s > 0 for s in signs) else "difference"
    if operation == "difference" and signs != [1] + [-1] * (len(signs) - 1):
        operation = "trailing"
    return derived(book.company, item, operation, operands, value, facts[0].unit, period)


def derived(
    company: Company, item: LineItem, operation: str, operands: list[Figure], value: Decimal, unit: str, period: Period
) -> Figure:
    """A figure computed from others."""
    ends = [o.end for o in operands if o.end]
    starts = [o.start for o in operands if o.start]
    start = min(starts) if starts and not item.instant else None
    if item.additive and operation in ("difference", "trailing") and item.formula is None:
        shorter = min((o for o in operands[1:] if o.end), key=lambda o: o.end or date.min)
        start = (shorter.end or date.min) + timedelta(days=1)
    return Figure(
        item.key,
        item.label,
        company.name,
        company.cik,
        period.label,
        value,
        unit,
        start,
        max(ends) if ends else None,
        program=(operation,),
        operands=tuple(operands),
    )

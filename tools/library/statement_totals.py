"""The amounts of a statement's rows, and what its rows without a label add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.tools.digits import with_commas
from muniment.tools.formats.printed_table import PrintedRow

_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


def with_totals(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows, those without a label named by what they add up: all rows under one heading, or all that stand before them.

    A row is a total where in every column it is the sum of the rows just before it that no other total holds.
    """
    found: list[PrintedRow] = []
    open_rows: list[tuple[PrintedRow, list[Decimal]]] = []
    for row in rows:
        values = [read_amount(c.text) if c else Decimal(0) for c in row.cells]
        count = _added(open_rows, values)
        if count and not row.label:
            parts = [r for r, _ in open_rows[-count:]]
            headings = {p.path[-1:] for p in parts}
            first = count == len(open_rows)
            named = headings.pop()[0] if len(headings) == 1 and parts[0].path else "assets" if first else ""
            row = replace(row, label=f"Total {named}" if named else "")
        if count:
            del open_rows[-count:]
        open_rows.append((row, values))
        found.append(row)
    return found


def _added(open_rows: Sequence[tuple[PrintedRow, list[Decimal]]], values: list[Decimal]) -> int:
    """How many of the last rows add up to these values; 0 where none do."""
    sums = [Decimal(0)] * len(values)
    for count, (_, each) in enumerate(reversed(open_rows), 1):
        sums = [a + b for a, b in zip(sums, each, strict=True)]
        if count > 1 and sums == values and any(values):
            return count
    return 0


def read_amount(text: str) -> Decimal:
    """A printed number: in brackets or with a minus it is below zero, a dash is zero; a percent sign is left to the caller."""
    text = with_commas(text)
    number = _AMOUNT.search(text)
    if number is None:
        return Decimal(0)
    value = Decimal(number.group().replace(",", ""))
    return -value if re.search(r"\(|[-−–]\s*[$€£¥]?\s*[\d.]", text) else value

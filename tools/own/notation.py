"""Whether a table writes its numbers with a decimal point or a decimal comma; a number that may mean either is none.

"1.234,50" and "12,5" are of the comma, "1,234.50" and "12.5" of the point. "12.400" alone may be twelve thousand or twelve: where
nothing else in the table tells, it is left out, and what asks for it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from muniment.records import Record, Table

_DIGITS = re.compile(r"(?<![\w.,])\d[\d.,]*(?![\w])")
_OF_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|0,\d+")
_OF_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+|\.\d+")
_OF_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_OF_GROUPS = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?[.,]?")
UNCLEAR = "?"
"""Stands for a number that may mean either: it is no number to whoever reads the table."""


def with_points(table: Table) -> Table:
    """The table as it would be written with decimal points; cells that may mean either become `UNCLEAR`.

    >>> with_points(Table((("Rent", "1.234,50"),))).rows
    (('Rent', '1,234.50'),)
    >>> with_points(Table((("Rent", "12.400"), ("Fees", "1.050")))).rows
    (('Rent', '?'), ('Fees', '?'))
    >>> with_points(Table((("Rent", "12.400"), ("Fees", "0.5")))).rows
    (('Rent', '12.400'), ('Fees', '0.5'))
    >>> with_points(Table((("RE-1", "14.01.2025", "Praxis Dr. Anlauf", "2.075,20 €"),))).rows
    (('RE-1', '14.01.2025', 'Praxis Dr. Anlauf', '2,075.20 €'),)
    """
    found = [m.group().rstrip(".,") for row in table.rows for cell in row[1:] for m in _DIGITS.finditer(cell)]
    comma = any(_OF_COMMA.fullmatch(n) for n in found)
    if not comma and (any(_OF_POINT.fullmatch(n) for n in found) or not any(_OF_EITHER.fullmatch(n) for n in found)):
        return table
    mixed = comma and any(_OF_POINT.fullmatch(n) and not _OF_COMMA.fullmatch(n) for n in found)
    rows = (tuple(_cell(c, comma, mixed) if n else c for n, c in enumerate(row)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def of_two_ways(records: Iterable[Record]) -> str:
    """A number of the records' tables that may be read two ways, as printed; empty where there is none."""
    for table in (t for r in records for t in r.tables):
        for printed, read in zip(table.rows, with_points(table).rows, strict=True):
            for cell, plain in zip(printed, read, strict=True):
                if plain == UNCLEAR != cell:
                    return cell.strip()
    return ""


def _cell(text: str, comma: bool, mixed: bool) -> str:
    """A cell of a table of decimal commas, or of one that does not tell, or that has both."""
    numbers = [m.group().rstrip(".,") for m in _DIGITS.finditer(text)]
    if (mixed or not comma) and any(_OF_EITHER.fullmatch(n) or (mixed and "," in n) for n in numbers):
        return UNCLEAR
    return text if mixed or not comma else _DIGITS.sub(_pointed, text)


def _pointed(match: re.Match[str]) -> str:
    """A number with a decimal comma written with a point; a day ("14.01.2025") is no number."""
    number = match.group()
    return number.translate(str.maketrans(".,", ",.")) if _OF_GROUPS.fullmatch(number) else number

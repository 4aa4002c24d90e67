"""The caller's own records: text cut into passages, tables read by row and column, all in memory.

A figure question is answered from a cell when exactly one row and column bear its words; a change when the same row has
both periods. What is not in the records given is never looked for elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from muniment.embeddings import Embedder, check_vectors
from muniment.errors import Abstention
from muniment.records import Passage, Record, Table
from muniment.tools.retriever import rank
from muniment.wording import content_stems, held_share

MAX_WORDS = 180
_CELL = re.compile(r"^\(?-?\s*[$€£]?\s*\(?-?\d[\d,]*(?:\.\d+)?\)?\s*%?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a caller's table, with its row's and column's names as they stand."""

    record: str
    table: int
    row: int
    column: int
    row_name: str
    column_name: str
    text: str
    value: Decimal
    unit: str


def cut(records: Sequence[Record]) -> list[Passage]:
    """The records' text as passages of whole paragraphs, with their places in each record's text."""
    found: list[Passage] = []
    for record in records:
        held: list[tuple[int, int]] = []
        for match in re.finditer(r"[^\n]+", record.text):
            if held and len(record.text[held[0][0] : match.end()].split()) > MAX_WORDS:
                found.append(_passage(record, held))
                held = []
            held.append(match.span())
        if held:
            found.append(_passage(record, held))
    return found


def _passage(record: Record, held: list[tuple[int, int]]) -> Passage:
    start, end = held[0][0], held[-1][1]
    return Passage(record.id, "", record.text[start:end], start, end, heading=record.title)


def search(
    question: str, passages: Sequence[Passage], embedder: Callable[[], Embedder], count: int = 6
) -> list[Passage]:
    """The passages nearest to a question, the best first."""
    if not passages:
        return []
    wanted = content_stems(question)
    near = sorted(passages, key=lambda p: -held_share(wanted, p.text))[: max(count * 3, 24)]
    model = embedder()
    vector = check_vectors(model.embed([question]), 1)[0]
    scored = model.embed([p.text for p in near]) @ vector
    order = sorted(range(len(near)), key=lambda n: -float(scored[n]))
    ranked = [replace(near[n], score=1 / (60 + place)) for place, n in enumerate(order, 1)]
    return rank(ranked[: count * 2], question, vector, model)[:count]


def cells(records: Sequence[Record]) -> list[Cell]:
    """Every number in the records' tables."""
    return [cell for record in records for n, table in enumerate(record.tables) for cell in _cells(record.id, n, table)]


def _cells(record: str, number: int, table: Table) -> list[Cell]:
    header = table.rows[0] if table.rows else ()
    scale, unit = _units(" ".join((table.caption, *(c for row in table.rows[:2] for c in row))))
    found = []
    for r, row in enumerate(table.rows[1:], 1):
        for c, text in enumerate(row[1:], 1):
            if not _CELL.match(text.strip()) or not row[0].strip():
                continue
            percent = text.strip().endswith("%")
            value = Decimal(re.sub(r"[^\d.]", "", text))
            value = -value if "(" in text or "-" in text else value
            value = value / 100 if percent else value.scaleb(scale)
            column = header[c] if c < len(header) else ""
            found.append(
                Cell(
                    record,
                    number,
                    r,
                    c,
                    row[0].strip(),
                    column.strip(),
                    text.strip(),
                    value,
                    "pure" if percent else unit,
                )
            )
    return found


def _units(text: str) -> tuple[int, str]:
    scale = (
        9
        if re.search(r"\bbillions?\b", text, re.I)
        else 6
        if re.search(r"\bmillions?\b", text, re.I)
        else 3
        if re.search(r"\bthousands?\b|\b000s\b", text, re.I)
        else 0
    )
    unit = (
        "USD"
        if re.search(r"\$|\bdollars?\b|\bUSD\b", text)
        else "EUR"
        if "€" in text
        else "GBP"
        if "£" in text
        else "number"
    )
    return scale, unit


def pick_cells(question: str, every: Sequence[Cell]) -> list[Cell]:
    """The cells that a question names: the row whose words it holds most wholly, in the columns it names, in its order.

    Raises:
        Abstention: the words fit several rows alike.
    """
    asked = content_stems(question)
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", question)
    rows: dict[tuple[str, int, int], list[Cell]] = {}
    for cell in every:
        if held_share(content_stems(cell.row_name), question) == 1.0 and content_stems(cell.row_name):
            rows.setdefault((cell.record, cell.table, cell.row), []).append(cell)
    if not rows:
        return []
    best = max(len(content_stems(row[0].row_name) & asked) for row in rows.values())
    longest = [row for row in rows.values() if len(content_stems(row[0].row_name)) == best]
    if len(longest) > 1:
        raise Abstention("insufficient_evidence", f"Several rows are called “{longest[0][0].row_name}”.")
    row = longest[0]
    named = [c for y in dict.fromkeys(years) for c in row if y in c.column_name]
    if years and len(named) != len(set(years)):
        raise Abstention("period_not_reported", f"“{row[0].row_name}” is not given for every year asked about.")
    return named or (row if len(row) == 1 else [])

"""The lesson: training example, exam question and mark in one object; and Muniment's own file of them.

One JSON object a line:

    {"id", "question", "domain"?, "as_of"?, "history"?: [earlier questions],
     "records"?: [{"id", "title"?, "text", "tables"?: [[[cell]]]}],
     "expect": {"value", "unit"?, "tolerance"?} | {"values": […]} | {"text", "spans"?} | {"choice"}
               | {"abstain": true | "<reason>"}}

`value` is a decimal in base units; a fraction for a percentage. Files of the public sets are read in `agents.public_sets`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from muniment.errors import BadInput
from muniment.records import Record, Table

Rule = Literal["own", "finqa", "tatqa", "cuad", "contract_nli"]


@dataclass(frozen=True, slots=True)
class Expect:
    """What would be right. Exactly one of `values`, `text` or `spans`, `choice`, `abstain` says so.

    `tolerance` is relative. `scale` and `kind` are those of TAT-QA.
    """

    values: tuple[Decimal, ...] = ()
    unit: str = ""
    tolerance: Decimal = Decimal("0.0001")
    text: str = ""
    spans: tuple[str, ...] = ()
    choice: str = ""
    abstain: str = ""
    scale: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question with what would be right; `rule` names the scoring rule, `document` what splits go by."""

    id: str
    question: str
    expect: Expect
    rule: Rule = "own"
    domain: str | None = None
    as_of: date | None = None
    history: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    document: str = ""
    choices: tuple[str, ...] = ()
    program: str = ""


def held_out(document: str) -> bool:
    """True for the third of all documents that is never looked at while tuning; the same documents on every machine."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


def read_lessons(path: Path) -> Iterator[Lesson]:
    """The lessons of a file in Muniment's own format.

    Raises:
        BadInput: a line is not a lesson; the sentence names the line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _lesson(json.loads(line, parse_float=Decimal, parse_int=Decimal), number)
            except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
                raise BadInput(f"{path}, line {number} is no lesson: {type(error).__name__}: {error}") from None


def as_row(lesson: Lesson) -> dict[str, Any]:
    """A lesson as a line of Muniment's own format has it; numbers as text, exact."""
    expect: dict[str, Any] = {"abstain": lesson.expect.abstain}
    if lesson.expect.values:
        values = [f"{v:f}" for v in lesson.expect.values]
        expect = {"value": values[0]} if len(values) == 1 else {"values": values}
        expect |= {"unit": lesson.expect.unit} if lesson.expect.unit else {}
    elif lesson.expect.text:
        expect = {"text": lesson.expect.text}
    row: dict[str, Any] = {"id": lesson.id, "question": lesson.question, "expect": expect}
    if lesson.domain:
        row["domain"] = lesson.domain
    if lesson.as_of:
        row["as_of"] = lesson.as_of.isoformat()
    if lesson.history:
        row["history"] = list(lesson.history)
    if lesson.records:
        row["records"] = [
            {"id": r.id, "title": r.title, "text": r.text, "tables": [t.rows for t in r.tables]} for r in lesson.records
        ]
    return row


def _lesson(row: Mapping[str, Any], number: int) -> Lesson:
    question = row["question"]
    if not isinstance(question, str):
        raise TypeError("the question is not text")
    records = tuple(_record(r, n) for n, r in enumerate(row.get("records") or (), 1))
    return Lesson(
        str(row.get("id", number)),
        question,
        _expect(row["expect"]),
        domain=row.get("domain"),
        as_of=date.fromisoformat(row["as_of"]) if row.get("as_of") else None,
        history=tuple(map(str, row.get("history") or ())),
        records=records,
        document=records[0].id if records else "",
        choices=tuple(map(str, row.get("choices") or ())),
    )


def _record(row: Mapping[str, Any], number: int) -> Record:
    tables = tuple(Table(tuple(tuple(map(str, cells)) for cells in table)) for table in row.get("tables") or ())
    return Record(str(row.get("id", number)), str(row.get("text", "")), str(row.get("title", "")), tables)


def _expect(row: Mapping[str, Any]) -> Expect:
    unit, tolerance = str(row.get("unit", "")), Decimal(row.get("tolerance", "0.0001"))
    if "abstain" in row:
        return Expect(abstain="any" if row["abstain"] is True else str(row["abstain"]))
    if "choice" in row:
        return Expect(choice=str(row["choice"]))
    if "value" in row:
        return Expect((Decimal(row["value"]),), unit, tolerance)
    if "values" in row:
        return Expect(tuple(Decimal(v) for v in row["values"]), unit, tolerance)
    if "text" in row or "spans" in row:
        return Expect(text=str(row.get("text", "")), spans=tuple(map(str, row.get("spans") or ())))
    raise KeyError("expect says none of value, values, text, spans, choice, abstain")

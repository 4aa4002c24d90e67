"""How an answer looks to a person in a terminal, and to a program as JSON (the stable `--json` form)."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

from muniment.records import Answer, AnswerTable, Cell, Citation
from muniment.wording import display_name

SHORT = 120
"""Letters of a quotation that are told in a line."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"[-+−]?[\d.,]+%?")


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the documented object; decimals and dates as text."""
    return {
        "status": answer.status,
        "reason": answer.reason,
        "answer": answer.text,
        "values": [
            {
                "label": v.label,
                "value": f"{v.value:f}",
                "unit": v.unit,
                "entity": v.entity,
                "cik": v.cik,
                "start": _day(v.start),
                "end": _day(v.end),
                "fiscal": v.fiscal,
                "derived": v.derived,
                "program": list(v.program) if v.program else None,
            }
            for v in answer.values
        ],
        "citations": [
            {
                "n": c.n,
                "kind": c.kind,
                "record": c.document or c.record,
                "url": c.url,
                "concept": c.concept,
                "section": c.section,
                "quote": c.quote,
                "start": c.start,
                "end": c.end,
                "filed": _day(c.filed),
                "entity": c.entity,
                "form": c.form,
                "fiscal": c.fiscal,
                "page": c.page,
                "boxes": [list(b) for b in c.boxes],
            }
            for c in answer.citations
        ],
        "tables": [
            {
                "caption": t.caption,
                "heads": list(t.heads),
                "rows": [[{"text": c.text, "citations": list(c.marks)} for c in row] for row in t.rows],
            }
            for t in answer.tables
        ],
        "verified": {"checked": answer.checked, "held": answer.held, "aspects": list(answer.aspects)},
        "model": answer.model,
        "adapter": answer.adapter,
        "seconds": answer.seconds,
        "run": answer.run,
        "carried": list(answer.carried),
        "notes": list(answer.notes),
    }


def as_text(answer: Answer, links: bool = True) -> str:
    """The answer as a person reads it: the sentence, the numbered citations, one line on how it was made.

    Args:
        answer: what was answered.
        links: whether each citation has its address below it, of up to 200 characters.
    """
    lines = [answer.text if answer.status == "answered" else f"No answer ({_reason(answer)}). {answer.text}"]
    for table in answer.tables:
        lines += ["", *table_lines(table)]
    lines += [f"({note})" for note in answer.notes]
    if answer.carried:
        lines.append(f"(Taken from before: {'; '.join(answer.carried)}.)")
    if answer.citations:
        lines += ["", *(citation_text(c, links) for c in answer.citations)]
    parts = [
        checked(answer),
        f"model {answer.model}" if answer.model else "no model",
        f"{answer.seconds:.2f} s",
        f"run {answer.run}",
    ]
    return inert("\n".join([*lines, "", " · ".join(parts)]))


def checked(answer: Answer) -> str:
    """What was compared, and held, in words: `Checked: company, line item, period, …`."""
    if not answer.checked:
        return "Nothing was claimed"
    failed = answer.checked - answer.held
    return f"Checked: {', '.join(answer.aspects)}" + (f"; {failed} did not hold" if failed else "")


def table_lines(table: AnswerTable) -> list[str]:
    """A table as aligned lines: columns of figures to the right, each figure with the marks of its citations."""
    rows = [list(table.heads), *([_cell(c) for c in row] for row in table.rows)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(table.heads))]
    figures = [any(row[n].marks for row in table.rows) for n in range(len(table.heads))]

    def line(row: list[str]) -> str:
        cells = zip(row, widths, figures, strict=True)
        return "  ".join(c.rjust(w) if figure else c.ljust(w) for c, w, figure in cells).rstrip()

    return [line(rows[0]), "  ".join("-" * w for w in widths), *(line(row) for row in rows[1:])]


def _cell(cell: Cell) -> str:
    marks = "".join(f"[{m}]" for m in cell.marks)
    return f"{cell.text} {marks}".rstrip()


def as_csv(answer: Answer) -> str:
    """The answer's tables as CSV, each after the other, a cell's citations in the column behind it; without a table, its values."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for table in answer.tables:
        cited = [any(row[n].marks for row in table.rows) for n in range(len(table.heads))]
        writer.writerow(
            [x for head, c in zip(table.heads, cited, strict=True) for x in ((head, "citations") if c else (head,))]
        )
        for row in table.rows:
            marks = (" ".join(map(str, cell.marks)) for cell in row)
            pairs = ((_cell_of_csv(c.text), m) for c, m in zip(row, marks, strict=True))
            writer.writerow([x for pair, c in zip(pairs, cited, strict=True) for x in (pair if c else pair[:1])])
    if not answer.tables:
        writer.writerow(["label", "entity", "fiscal", "value", "unit"])
        writer.writerows(
            [_cell_of_csv(v.label), _cell_of_csv(v.entity), v.fiscal, f"{v.value:f}", v.unit] for v in answer.values
        )
    return out.getvalue()


def _cell_of_csv(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; see OWASP, CSV Injection."""
    bare = inert(text)
    return f"'{bare}" if bare.lstrip()[:1] in ("=", "@", "+", "-", "\t") and not _NUMBER.fullmatch(bare) else bare


def as_markdown(answer: Answer) -> str:
    """The answer as a stretch of markdown; what came from records cannot be read as markup."""
    text = answer.text if answer.status == "answered" else f"No answer ({_reason(answer)}). {answer.text}"
    parts = [_escape(inert(text)), *(_markdown_table(t) for t in answer.tables)]
    if answer.carried:
        parts.append(f"*Taken from before: {_escape('; '.join(answer.carried))}.*")
    parts += ["\n".join(f"- {_escape(inert(citation_text(c)))}" for c in answer.citations)] if answer.citations else []
    parts.append(f"*{_escape(checked(answer))} · run {answer.run}*")
    return "\n\n".join(parts)


def _markdown_table(table: AnswerTable) -> str:
    rows = [[_escape(inert(h)) for h in table.heads], ["---"] * len(table.heads)]
    rows += [[_escape(inert(_cell(c))) for c in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_<>#!\[\]()|~])", r"\\\1", text)


def _reason(answer: Answer) -> str:
    return (answer.reason or "").replace("_", " ")


def citation_text(c: Citation, links: bool = True) -> str:
    """One line, and with `links` a second with its address, that say where something stands."""
    what = c.concept or c.section or "text"
    if c.concept and c.section:
        what = f"{c.concept} ({c.section})"
    place = f", characters {c.start}–{c.end}" if c.kind == "passage" and c.start is not None else ""
    if c.page is not None:
        quoted = c.quote if c.kind == "fact" else f"“{c.quote}”" if len(c.quote) < SHORT else f"“{c.quote[:SHORT]}…”"
        place = f", page {c.page}: {quoted}"
    parts = [p for p in (display_name(c.entity), c.form, c.fiscal, c.document or c.record) if p]
    filed = f" · filed {c.filed}" if c.filed else ""
    return f"[{c.n}] {' · '.join(parts)} · {what}{place}{filed}" + (f"\n    {c.url}" if c.url and links else "")


def inert(text: str) -> str:
    """Text without control characters and direction overrides: what came from a record cannot drive the terminal."""
    return _CONTROL.sub("", text)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""How an answer looks to a person in a terminal, and to a program as JSON (the stable `--json` form)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from muniment.records import Answer, Citation
from muniment.wording import display_name

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


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
                "record": c.record,
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
            }
            for c in answer.citations
        ],
        "verified": {"checked": answer.checked, "held": answer.held},
        "model": answer.model,
        "adapter": answer.adapter,
        "seconds": answer.seconds,
        "run": answer.run,
        "carried": list(answer.carried),
    }


def as_text(answer: Answer) -> str:
    """The answer as a person reads it: the sentence, the numbered citations, one line on how it was made."""
    lines = [answer.text if answer.status == "answered" else f"No answer ({_reason(answer)}). {answer.text}"]
    if answer.carried:
        lines.append(f"(Taken from before: {'; '.join(answer.carried)}.)")
    if answer.citations:
        lines += ["", *(citation_text(c) for c in answer.citations)]
    proven = f"{answer.held} of {answer.checked} checks held" if answer.checked else "nothing was claimed"
    parts = [
        f"Verified: {proven}",
        f"model {answer.model}" if answer.model else "no model",
        f"{answer.seconds:.2f} s",
        f"run {answer.run}",
    ]
    return inert("\n".join([*lines, "", " · ".join(parts)]))


def as_markdown(answer: Answer) -> str:
    """The answer as a stretch of markdown; what came from records cannot be read as markup."""
    text = answer.text if answer.status == "answered" else f"No answer ({_reason(answer)}). {answer.text}"
    parts = [_escape(inert(text))]
    if answer.carried:
        parts.append(f"*Taken from before: {_escape('; '.join(answer.carried))}.*")
    parts += ["\n".join(f"- {_escape(inert(citation_text(c)))}" for c in answer.citations)] if answer.citations else []
    parts.append(f"*Verified: {answer.held} of {answer.checked} checks held · run {answer.run}*")
    return "\n\n".join(parts)


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_<>#!\[\]()|~])", r"\\\1", text)


def _reason(answer: Answer) -> str:
    return (answer.reason or "").replace("_", " ")


def citation_text(c: Citation) -> str:
    """One line, or two, that say where something stands."""
    what = c.concept or c.section or "text"
    if c.concept and c.section:
        what = f"{c.concept} ({c.section})"
    place = f", characters {c.start}–{c.end}" if c.kind == "passage" and c.start is not None else ""
    parts = [p for p in (display_name(c.entity), c.form, c.fiscal, c.record) if p]
    filed = f" · filed {c.filed}" if c.filed else ""
    return f"[{c.n}] {' · '.join(parts)} · {what}{place}{filed}" + (f"\n    {c.url}" if c.url else "")


def inert(text: str) -> str:
    """Text without control characters and direction overrides: what came from a record cannot drive the terminal."""
    return _CONTROL.sub("", text)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None

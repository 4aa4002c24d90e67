"""Clauses, sheets, deadlines and duties of the library as programs get them: in JSON, the same at every door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from muniment.graphs.library.comparing import DocumentComparison
from muniment.library import ContractClauses
from muniment.library.contract_deadlines import ContractDeadlines, ContractSheet
from muniment.store.library.clauses import KeptClause
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.duties import KeptDuty
from muniment.store.library.provisions import KeptProvision
from muniment.tools.contracts.sheet import Field
from muniment.tools.contracts.term_words import said


def about_clauses(contract: ContractClauses, least: float) -> dict[str, Any]:
    """A contract's clauses that are at least so likely."""
    return {"document": contract.document, "clauses": [_row(c) for c in contract.clauses if c.chance >= least]}


def about_sheet(sheet: ContractSheet) -> dict[str, Any]:
    """A contract's sheet: each field with its status, its values, and the words that it rests on; of one that is absent what comes nearest."""
    fields = []
    for f in sheet.fields:
        near = sheet.nearest.get(f.kind) if f.status == "absent" else None
        fields.append(
            {
                "name": f.name,
                "status": f.status,
                "values": list(f.values),
                "shown": [said(v) for v in f.values],
                "how": said(f.how),
                "by_hand": f.by_hand,
                "day": f.day.isoformat() if f.day else None,
                "terms": [_row(sheet.terms[n]) for n in f.terms],
                "nearest": _row(near) if near else None,
            }
        )
    return {"collection": sheet.collection, "document": sheet.document, "fields": fields}


def about_deadlines(found: ContractDeadlines) -> dict[str, Any]:
    """Deadlines by day, and the contracts of which none can be told."""
    rows = [
        {
            "day": d.day.isoformat(),
            "what": d.what,
            "collection": d.collection,
            "document": d.document,
            "terms": [_row(t) for t in d.terms],
        }
        for d in found.deadlines
    ]
    return {"deadlines": rows, "not_counted": dict(found.not_counted)}


def about_comparison(found: DocumentComparison) -> dict[str, Any]:
    """How two documents differ."""
    return {
        "first": {"document": found.first.name, "known": found.first.known.isoformat()},
        "second": {"document": found.second.name, "known": found.second.known.isoformat()},
        "alike": found.alike,
        "renamed": found.renamed,
        "fields": [
            {"name": f.name, "first": [said(v) for v in f.first.values], "second": [said(v) for v in f.second.values]}
            for f in found.fields
        ],
        "provisions": [
            {
                "heading": p.heading,
                "first": _place(p.first),
                "second": _place(p.second),
                "changes": [list(c) for c in p.changes],
            }
            for p in found.provisions
        ],
    }


def _place(provision: KeptProvision | None) -> dict[str, Any] | None:
    if provision is None:
        return None
    return {name: getattr(provision, name) for name in ("page", "start", "end", "text")}


def about_duty(duty: KeptDuty) -> dict[str, Any]:
    """A duty with its document and place."""
    return {name: value for name, value in asdict(duty).items() if name != "of"}


def sheet_table(found: Sequence[ContractSheet]) -> list[list[str]]:
    """A row a contract and a column a field, with the pages in brackets; what is not found is empty."""
    heads = ["contract", *(f.name for f in found[0].fields)] if found else ["contract"]
    return [heads, *([s.document, *(_cell(f, s) for f in s.fields)] for s in found)]


def _cell(field: Field, sheet: ContractSheet) -> str:
    if field.status == "absent":
        return ""
    pages = ", ".join(str(n) for n in sorted({sheet.terms[n].page for n in field.terms}))
    shown = "; ".join(field.values) or "see the clause"
    how = {"": "computed, " if field.status == "computed" else ""}.get(field.by_hand, f"{field.by_hand} by hand, ")
    return f"{shown} ({how}page {pages})"


def _row(found: KeptClause | KeptTerm) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if name not in ("of", "document")}

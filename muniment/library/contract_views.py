"""Clauses, sheets, deadlines and duties of the library as programs get them: in JSON, the same at every door."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from muniment.library import ContractClauses, ContractDeadlines, ContractSheet
from muniment.store.clauses import KeptClause
from muniment.store.contract_terms import KeptTerm
from muniment.store.duties import KeptDuty


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
                "how": f.how,
                "terms": [_row(sheet.terms[n]) for n in f.terms],
                "nearest": _row(near) if near else None,
            }
        )
    return {"document": sheet.document, "fields": fields}


def about_deadlines(found: ContractDeadlines) -> dict[str, Any]:
    """Deadlines by day, and the contracts of which none can be told."""
    rows = [
        {"day": d.day.isoformat(), "what": d.what, "document": d.document, "terms": [_row(t) for t in d.terms]}
        for d in found.deadlines
    ]
    return {"deadlines": rows, "not_counted": dict(found.not_counted)}


def about_duty(duty: KeptDuty) -> dict[str, Any]:
    """A duty with its document and place."""
    return {name: value for name, value in asdict(duty).items() if name != "of"}


def _row(found: KeptClause | KeptTerm) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if name not in ("of", "document")}

"""`muniment clauses`: the clauses of the library's contracts, by kind, each with its page; which have none is said."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from muniment.errors import BadInput, Unknown
from muniment.learning.certified import least_chance
from muniment.library import ContractClauses, Library
from muniment.models.clause_reader import kinds
from muniment.presenting import inert
from muniment.settings import Settings, share
from muniment.store.clauses import KeptClause
from muniment.store.opening import open_store
from muniment.tools.contracts.clause_kinds import kind_named

SHOWN = 300
"""Characters of a clause that are printed; `--json` has all."""


def run_clauses(parsed: argparse.Namespace) -> int:
    """Print the clauses; exit code 3 where there are none."""
    settings = Settings.read()
    wanted = " ".join(parsed.kind)
    kind = kind_named(wanted) if wanted else None
    if wanted and kind is None:
        raise BadInput(f"there is no kind of clause called {wanted[:80]!r}; there are: {', '.join(kinds())}")
    least = least_chance("clause", share(parsed.risk) if parsed.risk else settings.risk)
    library = Library(open_store(settings))
    if parsed.collection and parsed.collection not in library.documents.collections():
        raise Unknown(f"there is no collection called {parsed.collection}")
    found = library.clauses(parsed.collection, kind)
    if parsed.json:
        rows = [{"document": c.document, "clauses": [_row(k) for k in c.clauses if k.chance >= least]} for c in found]
        print(json.dumps({"contracts": rows}, ensure_ascii=False, indent=1))
    else:
        for contract in found:
            print(inert("\n".join(_lines(contract, least))))
    others = len(library.list(parsed.collection)) - len(found)
    if others:
        what = "other document is no contract" if others == 1 else "other documents are no contracts"
        print(f"{others} {what}, or could not be read", file=sys.stderr)
    return 0 if any(k.chance >= least for c in found for k in c.clauses) else 3


def _row(clause: KeptClause) -> dict[str, object]:
    return {name: value for name, value in asdict(clause).items() if name not in ("of", "document")}


def _lines(contract: ContractClauses, least: float) -> Sequence[str]:
    told = [k for k in contract.clauses if k.chance >= least]
    lines = [contract.document]
    for clause in told:
        lines.append(f"  {clause.kind}, page {clause.page}")
        lines.append(f"    “{_short(clause.text)}”")
    if not told:
        nearest = max(contract.clauses, key=lambda k: k.chance, default=None)
        near = f"; nearest, not proven: page {nearest.page}: “{_short(nearest.text)}”" if nearest else ""
        lines.append(f"  none found{near}")
    return lines


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= SHOWN else f"{said[:SHOWN].rsplit(' ', 1)[0]} …"

"""`muniment clauses`, `sheet` and `deadlines`: the clauses of the library's contracts, what they state, and when it falls due, each with its page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from muniment.errors import BadInput, Unknown
from muniment.learning.certified import least_chance
from muniment.library import ContractClauses, Library
from muniment.library.contract_deadlines import ContractSheet
from muniment.library.contract_views import about_clauses, about_comparison, about_deadlines, about_sheet, sheet_table
from muniment.library.reviewing import Said
from muniment.library.table_file import write_table
from muniment.models.clause_reader import kinds
from muniment.presenting import inert
from muniment.settings import Settings, share
from muniment.store.opening import open_store
from muniment.tools.contracts.calendar_file import write_calendar
from muniment.tools.contracts.clause_kinds import kind_named
from muniment.tools.contracts.schedule import moved
from muniment.tools.contracts.sheet import Field
from muniment.tools.contracts.term_words import said

SHOWN, GLANCED = 300, 90
"""Characters of a clause that are printed, by itself and in a sheet; `--json` has all."""


def run_clauses(parsed: argparse.Namespace) -> int:
    """Print the clauses; exit code 3 where there are none."""
    library, least = _opened(parsed)
    wanted = " ".join(parsed.kind)
    kind = kind_named(wanted) if wanted else None
    if wanted and kind is None:
        raise BadInput(f"there is no kind of clause called {wanted[:80]!r}; there are: {', '.join(kinds())}")
    found = library.clauses(parsed.collection, kind)
    if parsed.json:
        rows = [about_clauses(c, least) for c in found]
        print(json.dumps({"contracts": rows}, ensure_ascii=False, indent=1))
    else:
        for contract in found:
            print(inert("\n".join(_lines(contract, least))))
    _say_others(len(library.list(parsed.collection)) - len(found))
    return 0 if any(k.chance >= least for c in found for k in c.clauses) else 3


def run_sheet(parsed: argparse.Namespace) -> int:
    """Print what the contracts state; exit code 3 where there are none."""
    library, least = _opened(parsed)
    found = library.sheets(parsed.collection, least)
    if parsed.to:
        write_table(parsed.to, sheet_table(found))
        print(f"{len(found)} contracts: {parsed.to}")
    elif parsed.json:
        print(json.dumps({"contracts": [about_sheet(s) for s in found]}, ensure_ascii=False, indent=1))
    else:
        for sheet in found:
            print(inert("\n".join([sheet.document, *(_field_line(f, sheet) for f in sheet.fields)])))
    checked = [f.by_hand for s in found for f in s.fields if f.by_hand]
    if checked:
        right = checked.count("confirmed")
        print(f"of {len(checked)} fields looked at by hand {right} were read rightly", file=sys.stderr)
    _say_others(len(library.list(parsed.collection)) - len(found))
    return 0 if found else 3


def run_review(parsed: argparse.Namespace) -> int:
    """Confirm a field of a contract's sheet, correct it, or take that back; print it as it is now."""
    library, least = _opened(parsed)
    named = [(s.collection, s.document) for s in library.sheets(parsed.collection) if parsed.contract == s.document]
    if len(named) != 1:
        raise Unknown(f"there {'is no contract' if not named else 'are several contracts'} called {parsed.contract}")
    said: Said = "absent" if parsed.absent else "nothing" if parsed.undo else "holds"
    sheet = library.review(*named[0], parsed.field, parsed.value, parsed.words, least, said)
    print(inert("\n".join([sheet.document, *(_field_line(f, sheet) for f in sheet.fields if f.name == parsed.field)])))
    return 0


def run_compare(parsed: argparse.Namespace) -> int:
    """Print how two documents differ."""
    library, least = _opened(parsed)
    found = library.compare(parsed.document, parsed.other, parsed.collection, parsed.since, least)
    if parsed.json:
        print(json.dumps(about_comparison(found), ensure_ascii=False, indent=1))
        return 0
    names = [f"{d.name} ({d.known})" for d in (found.first, found.second)]
    print(inert(f"{names[0]}  →  {names[1]}"))
    print(f"{found.alike} provisions in the same words, {found.renamed} but for a name, {len(found.provisions)} not")
    for f in found.fields:
        print(inert(f"  {f.name}: {'; '.join(map(said, f.first.values))}  →  {'; '.join(map(said, f.second.values))}"))
    for p in found.provisions:
        if p.first and p.second:
            print(inert(f"changed, page {p.first.page} → {p.second.page}: {_short(p.second.text, GLANCED)}"))
            for before, after in p.changes:
                print(inert(f"    “{_short(before)}”  →  “{_short(after)}”"))
        elif p.first:
            print(inert(f"only in {names[0]}, page {p.first.page}: {_short(p.first.text)}"))
        elif p.second:
            print(inert(f"only in {names[1]}, page {p.second.page}: {_short(p.second.text)}"))
    return 0


def run_deadlines(parsed: argparse.Namespace) -> int:
    """Print the days on which something falls due; exit code 3 where there are none."""
    library, least = _opened(parsed)
    since = parsed.since or datetime.now(UTC).date()
    until = parsed.until or moved(since, "P1Y")
    if until < since:
        raise BadInput(f"--until {until} is before {since}")
    found = library.deadlines(since, until, parsed.collection, least)
    if parsed.ics:
        write_calendar(parsed.ics, found.deadlines)
    if parsed.json:
        print(json.dumps(about_deadlines(found), ensure_ascii=False, indent=1))
    else:
        for d in found.deadlines:
            pages = ", ".join(str(n) for n in sorted({t.page for t in d.terms}))
            print(inert(f"{d.day}  {d.what:42} {d.document}  (page{'s' if ',' in pages else ''} {pages})"))
        for document, why in found.not_counted.items():
            print(inert(f"not counted: {document}: {why}"), file=sys.stderr)
    return 0 if found.deadlines else 3


def _opened(parsed: argparse.Namespace) -> tuple[Library, float]:
    """The library, and the chance from which on a clause is told."""
    settings = Settings.read()
    library = Library(open_store(settings))
    if parsed.collection and parsed.collection not in library.documents.collections():
        raise Unknown(f"there is no collection called {parsed.collection}")
    return library, least_chance("clause", share(parsed.risk) if parsed.risk else settings.risk)


def _say_others(others: int) -> None:
    if others:
        what = "other document is no contract" if others == 1 else "other documents are no contracts"
        print(f"{others} {what}, or could not be read", file=sys.stderr)


def _field_line(field: Field, sheet: ContractSheet) -> str:
    if field.status == "absent" and field.by_hand:
        return f"  {field.name:28} not stated  ({field.by_hand} by hand)"
    if field.status == "absent":
        near = sheet.nearest.get(field.kind)
        shown = f"; nearest, not proven: page {near.page}: “{_short(near.text, GLANCED)}”" if near else ""
        return f"  {field.name:28} not found{shown}"
    first = sheet.terms[field.terms[0]]
    if field.status == "unread":
        return f"  {field.name:28} see page {first.page}: “{_short(first.text, GLANCED)}”"
    pages = sorted({sheet.terms[n].page for n in field.terms})
    where = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"
    said = "; ".join(field.values) if field.values != ("yes",) else f"“{_short(first.text, GLANCED)}”"
    how = f"computed: {field.how}; " if field.how else ""
    return f"  {field.name:28} {said}  ({how}{f'{field.by_hand} by hand; ' if field.by_hand else ''}{where})"


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


def _short(text: str, most: int = SHOWN) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0]} …"

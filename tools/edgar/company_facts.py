"""Exact facts from EDGAR's company facts JSON (`/api/xbrl/companyfacts/CIK##########.json`).

The file has no dimensions and no `decimals`; its `fy` and `fp` are those of the filing and never taken for the fact's
own period. Values are read as exact decimals from their text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson

from muniment.errors import Unparsed
from muniment.records import Company, Fact, Filing
from muniment.tools.documents.inline_xbrl import Flagged, most_precise

_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
# orjson reads integers above 64 bits as floats and fractions as binary floats, so numbers go through their text.
_NUMBER = re.compile(rb'"val"\s*:\s*(-?[0-9][0-9.eE+\-]*)')


def read_company_facts(
    content: bytes, filings: dict[str, Filing] | None = None
) -> tuple[Company, list[Filing], list[Fact], list[Flagged]]:
    """Read a company facts file.

    Args:
        content: the file's bytes.
        filings: what is known of the company's filings by accession number, for their documents and addresses.

    Returns:
        The company, the filings its facts come from, the facts, and what was flagged and left out.

    Raises:
        Unparsed: the bytes are not such a file.
    """
    try:
        data = orjson.loads(_NUMBER.sub(rb'"val":"\1"', content))
        cik, name = int(data["cik"]), str(data["entityName"] or "")
        taxonomies = data["facts"].items()
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        raise Unparsed("not a company facts file") from None
    known = dict(filings or {})
    flagged: list[Flagged] = []
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for taxonomy, concepts in taxonomies:
        for concept, unit, row in _rows(concepts):
            try:
                fact = _fact(cik, f"{taxonomy}:{concept}", unit, row)
            except (KeyError, ValueError, TypeError, InvalidOperation):
                flagged.append(Flagged(f"{taxonomy}:{concept}", "", "not a readable figure"))
                continue
            groups[(fact.accession, fact.concept, fact.unit, fact.start, fact.end)].append(fact)
    facts: list[Fact] = []
    for same in groups.values():
        best = same[0] if len(same) == 1 else most_precise([_with_decimals(f) for f in same])
        if best is None:
            flagged.append(Flagged(same[0].concept, "", f"duplicates disagree in {same[0].accession}"))
        else:
            facts.append(best)
    used = {f.accession: known.get(f.accession) or Filing(f.accession, cik, f.form, f.filed) for f in facts}
    return Company(cik, name), list(used.values()), facts, flagged


def _rows(concepts: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for concept, body in concepts.items():
        for unit, rows in body["units"].items():
            for row in rows:
                yield concept, unit, row


def _fact(cik: int, concept: str, unit: str, row: dict[str, Any]) -> Fact:
    if not _ACCESSION.fullmatch(row["accn"]):
        raise ValueError("not an accession number")
    value = Decimal(row["val"])
    if not value.is_finite():
        raise ValueError("not finite")
    return Fact(
        cik=cik,
        concept=concept,
        value=value,
        unit=unit,
        start=date.fromisoformat(row["start"]) if row.get("start") else None,
        end=date.fromisoformat(row["end"]),
        accession=row["accn"],
        form=row.get("form") or "",
        filed=date.fromisoformat(row["filed"]) if row.get("filed") else None,
        fiscal_year_focus=row.get("fy"),
    )


def _with_decimals(fact: Fact) -> Fact:
    """The fact with the rounding that its trailing zeros show, for comparing it with a duplicate."""
    exponent = fact.value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return replace(fact, decimals=-exponent)

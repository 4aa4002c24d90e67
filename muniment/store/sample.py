"""The bundled sample: filed figures of twelve companies, for first questions without the network.

Figures only, each with concept, period, accession number and filing date; no text of any filing. `write_sample` made the
file from a store into which the companies' filings had been loaded.
"""

from __future__ import annotations

import gzip
import hashlib
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson

from muniment.items.line_items import concepts_in_use, line_items
from muniment.records import Company, Fact, Filing
from muniment.store.store import Store

NAME = "sample.jsonl.gz"
# Axes that people ask by: segments, products and services, regions.
_AXES = ("StatementBusinessSegmentsAxis", "ProductOrServiceAxis", "StatementGeographicalAxis")
_SPLIT = ("net_sales", "operating_income", "cost_of_sales", "gross_profit", "operating_expenses", "total_assets")


def load_sample(store: Store) -> bool:
    """Load the sample into a store that does not have it; returns whether it was loaded now."""
    content = (files("muniment.data") / NAME).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    if store.is_loaded(f"sample:{sha256}"):
        return False
    lines = [orjson.loads(line) for line in _lines()]
    companies = [
        Company(r["cik"], r["name"], tuple(r["tickers"]), tuple(r["former"]), r["year_end"])
        for r in lines
        if r["is"] == "company"
    ]
    known = {c.cik for c in store.companies()}
    store.add_companies(c for c in companies if c.cik not in known)
    filings = {
        r["accession"]: Filing(
            r["accession"], r["cik"], r["form"], date.fromisoformat(r["filed"]), _day(r["end"]), r["document"], r["url"]
        )
        for r in lines
        if r["is"] == "filing"
    }
    facts = [_fact(r["f"], filings) for r in lines if r["is"] == "fact"]
    store.load(f"sample:{sha256}", sha256, 0, filings.values(), facts, note="the bundled sample")
    return True


Stated = tuple[str, str, date | None, date, tuple[tuple[str, str], ...]]


@lru_cache(maxsize=256)
def sampled(accession: str) -> dict[Stated, Decimal]:
    """What the bundled sample states for a filing: values by concept, unit, first and last day, and dimensions."""
    found: dict[Stated, Decimal] = {}
    for line in _lines():
        if accession.encode() in line and (row := orjson.loads(line))["is"] == "fact" and row["f"][0] == accession:
            _, concept, value, unit, start, end, _, dimensions, *_ = row["f"]
            key = (concept, unit, _day(start), date.fromisoformat(end), tuple((a, m) for a, m in dimensions))
            found[key] = Decimal(value)
    return found


@cache
def _lines() -> list[bytes]:
    return gzip.decompress((files("muniment.data") / NAME).read_bytes()).splitlines()


def write_sample(store: Store, path: Path, since: date) -> int:
    """Write the sample from a store: facts of the standard line items whose periods end after `since`.

    Returns:
        The size of the file in bytes.
    """
    lines: list[bytes] = []
    for company in sorted(store.companies(), key=lambda c: c.cik):
        filings = {f.accession: f for f in store.filings(company.cik) if f.filed}
        facts = [
            f
            for f in store.facts(company.cik, concepts_in_use())
            if f.end > since and f.accession in filings and _wanted(f)
        ]
        used = {f.accession for f in facts}
        lines.append(
            orjson.dumps(
                {
                    "is": "company",
                    "cik": company.cik,
                    "name": company.name,
                    "tickers": company.tickers,
                    "former": company.former_names,
                    "year_end": company.fiscal_year_end,
                }
            )
        )
        lines += [_filing_line(filings[a]) for a in sorted(used)]
        lines += sorted(_fact_line(f) for f in facts)
    packed = gzip.compress(b"\n".join(lines), 9, mtime=0)
    path.write_bytes(packed)
    return len(packed)


def _wanted(fact: Fact) -> bool:
    if not fact.dimensions:
        return True
    split = {c for key in _SPLIT for c in line_items()[key].concepts}
    axes = [a.rsplit(":", 1)[-1] for a, m in fact.dimensions if not m.endswith("OperatingSegmentsMember")]
    return fact.concept in split and len(axes) == 1 and axes[0] in _AXES


def _filing_line(f: Filing) -> bytes:
    return orjson.dumps(
        {
            "is": "filing",
            "accession": f.accession,
            "cik": f.cik,
            "form": f.form,
            "filed": str(f.filed),
            "end": str(f.period_end) if f.period_end else None,
            "document": f.document,
            "url": f.url,
        }
    )


def _fact_line(f: Fact) -> bytes:
    return orjson.dumps(
        {
            "is": "fact",
            "f": [
                f.accession,
                f.concept,
                str(f.value),
                f.unit,
                str(f.start) if f.start else None,
                str(f.end),
                f.decimals,
                [list(d) for d in f.dimensions],
                f.fiscal_year_focus,
                f.element,
                f.label if f.dimensions or f.face else "",
                int(f.face),
            ],
        }
    )


def _fact(row: list[Any], filings: dict[str, Filing]) -> Fact:
    accession, concept, value, unit, start, end, decimals, dimensions, focus, element, label, face = row
    filing = filings[accession]
    return Fact(
        filing.cik,
        concept,
        Decimal(value),
        unit,
        date.fromisoformat(end),
        _day(start),
        decimals,
        tuple((a, m) for a, m in dimensions),
        accession,
        filing.form,
        filing.filed,
        focus,
        element,
        label,
        bool(face),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

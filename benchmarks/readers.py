"""Which reader of inline XBRL agrees with the fact oracle: ours, edgartools, arelle; and what each takes.

The oracle is `.data/edgar/derived/companyfacts`, which no reader here has made. Readers that are not installed
are left out (`pip install edgartools arelle-release`). Arelle runs offline, as everything here does.

    python benchmarks/readers.py
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path

from muniment.records import Filing
from muniment.tools.documents.document import read_document
from muniment.tools.documents.inline_xbrl import read_facts

EDGAR = Path(__file__).parents[1] / ".data/edgar"
Facts = set[tuple[str, str, str, Decimal]]


def oracle() -> dict[str, Facts]:
    """The figures without dimensions that each document states, by accession number: concept, start, end, value."""
    found: dict[str, Facts] = {}
    for path in sorted((EDGAR / "derived/companyfacts").glob("*.json")):
        facts = json.loads(path.read_text(), parse_float=Decimal, parse_int=Decimal)["facts"]
        for taxonomy, concepts in facts.items():
            for concept, body in concepts.items():
                for rows in body["units"].values():
                    for row in rows:
                        key = (f"{taxonomy}:{concept}", row.get("start", ""), row["end"], Decimal(row["val"]))
                        found.setdefault(row["accn"], set()).add(key)
    return found


def ours(path: Path) -> Facts:
    """Muniment's reader."""
    facts, _ = read_facts(read_document(path.read_bytes()), Filing("a", 1, "10-K", None))
    return {(f.concept, str(f.start or ""), str(f.end), f.value) for f in facts if not f.dimensions}


def edgartools(path: Path) -> Facts:
    """The inline XBRL extractor of edgartools."""
    from edgar.documents.strategies.xbrl_extraction import XBRLExtractor
    from lxml import html

    root = html.fromstring(path.read_bytes())
    extractor, found = XBRLExtractor(), set()
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.lower().endswith("nonfraction"):
            continue
        fact = extractor.extract_fact(element)
        if fact is None or not fact.context or fact.context.get("dimensions"):
            continue
        start = fact.context.get("start_date") or ""
        end = fact.context.get("end_date") or fact.context.get("instant") or ""
        try:
            found.add((fact.concept, start, end, Decimal(str(fact.value).replace(",", ""))))
        except InvalidOperation:
            continue
    return found


def arelle(path: Path) -> Facts:
    """Arelle, without the network."""
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    found: Facts = set()
    with Session() as session:
        session.run(
            RuntimeOptions(entrypointFile=str(path), internetConnectivity="offline", keepOpen=True, logFile="/dev/null")
        )
        for model in session.get_models():
            for fact in model.factsInInstance:
                if fact.isNumeric and fact.context is not None and not fact.context.qnameDims:
                    context = fact.context
                    start = str(context.startDatetime.date()) if context.startDatetime else ""
                    found.add((str(fact.qname), start, str(context.endDatetime.date()), Decimal(fact.value)))
    return found


def main() -> None:
    """Read every document with every reader, and print agreement and time."""
    truth = oracle()
    pages = {
        page.parent.name: page
        for accession in truth
        for page in (EDGAR / "Archives/edgar/data").glob(f"*/{accession.replace('-', '')}/*.htm")
    }
    readers: dict[str, Callable[[Path], Facts]] = {"ours": ours}
    if find_spec("edgar"):
        readers["edgartools"] = edgartools
    if find_spec("arelle"):
        readers["arelle"] = arelle
    for name, reader in readers.items():
        held = wanted = 0
        spent = 0.0
        for accession, facts in truth.items():
            page = pages.get(accession.replace("-", ""))
            if page is None:
                continue
            started = time.perf_counter()
            found = reader(page)
            spent += time.perf_counter() - started
            held, wanted = held + len(facts & found), wanted + len(facts)
        print(f"{name:11} {held:,} of {wanted:,} facts ({held / wanted:.2%}), {spent:.1f} s for {len(pages)} documents")


if __name__ == "__main__":
    main()

"""Read a figure in the original it came from again, so that one that was altered in the store is not told.

An original is a filing's document, a company facts file, the bundled sample, or a page of a document of the library; a figure must stand in one of those that are kept of it.
What is read here is that one figure; whole originals are read by `inline_xbrl` and `company_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import select

from muniment.errors import Unparsed
from muniment.records import Fact, Figure
from muniment.store.library.documents import Documents
from muniment.store.library.printed_place import read_place
from muniment.store.sample import sampled
from muniment.store.seen import ADDRESS
from muniment.store.store import Store
from muniment.store.tables import FilingRow, SourceRow
from muniment.tools.documents.inline_xbrl import read_number
from muniment.tools.documents.original_place import original_text
from muniment.tools.formats.page import Box
from muniment.tools.library.reading_worker import words_safely


def stands(store: Store, figure: Figure) -> bool | None:
    """Whether every fact behind a figure stands in its originals as it is told; None where no original of one is kept."""
    if figure.operands:
        each = [stands(store, operand) for operand in figure.operands]
        return False if False in each else None if None in each else True
    fact = figure.fact
    if fact is None or not fact.accession:
        return None
    if fact.accession.startswith(ADDRESS):
        return _is_printed(store, fact)
    found = _stated(store, fact)
    return fact.value in found if found else None


def _is_printed(store: Store, fact: Fact) -> bool | None:
    """Whether a document of the library prints a fact's amount in the box that it was read from; None where its bytes are not kept."""
    document, place = Documents(store).find(fact.accession), read_place(fact.element or "")
    content = store.original(document.sha256) if document else None
    if document is None or content is None:
        return None
    if place is None:
        return False
    try:
        printed = words_safely(content, document.name, place.page, Box(*place.box))
    except Unparsed:
        return False
    if not fact.cik:
        # A cell, or an amount among the words of its line.
        return bool(place.text) and _bare(place.text) in _bare(printed)
    digits = {_digits(printed), _digits(place.text)}
    return len(digits) == 1 and digits == {_digits(f"{abs(fact.value):f}")}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _digits(amount: str) -> str:
    """The digits of a number that count: without separators, and without the zeros that a scale adds."""
    return re.sub(r"\D", "", amount).strip("0") or "0"


def _stated(store: Store, fact: Fact) -> list[Decimal | None]:
    """What each original that is kept states for a fact; None where it does not state what it should."""
    filing = select(FilingRow.url).where(FilingRow.accession == fact.accession).scalar_subquery()
    facts_file = f"/CIK{fact.cik:010}.json"
    query = select(SourceRow.url, SourceRow.sha256).where(
        (SourceRow.url == filing) | (SourceRow.url == fact.accession) | SourceRow.url.endswith(facts_file)
    )
    with store.database.begin() as connection:
        sources = connection.execute(query.order_by(SourceRow.url)).all()
    found: list[Decimal | None] = []
    for url, sha256 in sources:
        if not url.endswith(facts_file):
            text = original_text(store, sha256) if fact.element else None
            found += [_in_document(text, fact.element)] if text is not None and fact.element else []
        elif not fact.dimensions and (filed := _facts_file(store, sha256)) is not None:
            found += list(_in_facts_file(filed, fact)) or [None]
    if not found and (of_sample := sampled(fact.accession)):
        found.append(of_sample.get((fact.concept, fact.unit, fact.start, fact.end, fact.dimensions)))
    return found


def _in_document(text: str, element: str) -> Decimal | None:
    """The number of an inline XBRL element of a document."""
    opened = re.search(rf"<ix:nonfraction\b[^<>]*\bid=[\"']{re.escape(element)}[\"'][^<>]*>", text, re.IGNORECASE)
    closed = re.compile(r"</ix:nonfraction\s*>", re.IGNORECASE).search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return None
    named = dict(re.findall(r"\b(format|scale|sign)=[\"']([^\"']*)[\"']", opened.group(), re.IGNORECASE))
    said = re.sub(r"<[^<>]*>", "", text[opened.end() : closed.start()])
    try:
        return read_number(said, named.get("format", ""), named.get("scale", ""), named.get("sign", ""))
    except (ValueError, InvalidOperation):
        return None


@lru_cache(maxsize=4)
def _facts_file(store: Store, sha256: str) -> dict[str, Any] | None:
    content = store.original(sha256)
    return None if content is None else orjson.loads(content).get("facts", {})


def _in_facts_file(filed: dict[str, Any], fact: Fact) -> Iterator[Decimal]:
    taxonomy, _, name = fact.concept.partition(":")
    period = (str(fact.start) if fact.start else None, str(fact.end))
    for row in filed.get(taxonomy, {}).get(name, {}).get("units", {}).get(fact.unit, ()):
        if row["accn"] == fact.accession and (row.get("start"), row["end"]) == period:
            yield Decimal(str(row["val"]))

"""The page that a citation opens: the record at its exact place, inert."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from muniment.agent import Agent
from muniment.errors import Unknown
from muniment.graphs.library.open_pages import lines_of
from muniment.records import Citation, Fact
from muniment.store.library.documents import Documents, Kept
from muniment.store.library.printed_place import Corners
from muniment.store.tables import SourceRow
from muniment.tools.documents.inert_page import facts_page, filing_page, laid_page, picture_page, record_page
from muniment.tools.documents.markup import decode
from muniment.tools.formats.page import SCALE
from muniment.tools.library.reading_worker import page_safely, picture_safely
from muniment.wording import display_name

BESIDE = 4
"""Lines above and below what is cited that are told with it."""


def citation_of(agent: Agent, id: str, n: int) -> Citation:
    """Citation `n` of a run's answer.

    Raises:
        Unknown: there is no such run or citation.
    """
    run = agent.runs.get(id)
    citation = next((c for c in run.answer.citations if c.n == n), None) if run.answer else None
    if citation is None:
        raise Unknown(f"run {run.id} has no citation {n}")
    return citation


def cited_lines(agent: Agent, citation: Citation) -> list[tuple[str, bool]]:
    """The lines of a document's page around what is cited there, each with whether it is cited; none of what is no document.

    Raises:
        Unknown: the document is not on this machine.
    """
    if citation.page is None:
        return []
    kept, content = _bytes(agent, citation)
    page = page_safely(content, kept.name, citation.page)
    lines = page.lines if page is not None else ()
    cited = [any(b[1] <= line.box.middle <= b[3] for b in citation.boxes) for line in lines]
    near = [n for n, is_cited in enumerate(cited) if is_cited]
    shown = range(max(0, near[0] - BESIDE), min(len(lines), near[-1] + BESIDE + 1)) if near else range(0)
    return [(lines[n].text, cited[n]) for n in shown]


def citation_page(agent: Agent, id: str, n: int) -> str:
    """The record that citation `n` of a run's answer names, with its place highlighted.

    Raises:
        Unknown: there is no such run or citation, or its record is on this machine in no form.
    """
    run, citation = agent.runs.get(id), citation_of(agent, id, n)
    own = next((r for r in agent.runs.records(run) if r.id == citation.record), None)
    passage = citation.kind == "passage"
    start = citation.start if isinstance(citation.start, int) else None
    end = citation.end if isinstance(citation.end, int) else None
    if own is not None:
        return record_page(own, "" if passage else citation.element, start, end, citation.quote)
    if citation.page is not None:
        kept, content = _bytes(agent, citation)
        return printed_page(kept, content, citation.page, citation.boxes)
    document = _document(agent, citation.url.partition("#")[0])
    if document is not None and (passage or citation.element):
        return filing_page(document, citation.element, start, end, citation.quote if passage else "")
    return _figures(agent, citation)


def place_page(agent: Agent, collection: str, name: str, number: int, start: int, end: int) -> str:
    """A page of a document of the library as it looks, with the lines of some of its characters lit.

    Raises:
        Unknown: there is no such document, or page.
    """
    documents = Documents(agent.store)
    kept = next((d for d in documents.current([collection]) if d.name == name), None)
    content = agent.store.original(kept.sha256) if kept else None
    page = documents.whole_pages([(kept.id, number)]).get((kept.id, number)) if kept else None
    if kept is None or content is None or page is None:
        raise Unknown(f"{collection} has no page {number} of a document called {name}")
    boxes = [line.box for first, last, line in lines_of(page) if first < end and last > start]
    return printed_page(kept, content, number, boxes)


def _bytes(agent: Agent, citation: Citation) -> tuple[Kept, bytes]:
    kept = Documents(agent.store).find(citation.record)
    content = agent.store.original(kept.sha256) if kept else None
    if kept is None or content is None:
        raise Unknown(f"{citation.document or citation.record} is not on this machine")
    return kept, content


def printed_page(kept: Kept, content: bytes, number: int, boxes: Sequence[Corners]) -> str:
    """A page of a document of the library as it looks, with some boxes lit.

    Raises:
        Unknown: it has no such page.
    """
    note = "" if kept.ended is None else f"This version was replaced on {kept.ended:%Y-%m-%d}."
    title = f"{kept.name} · page {number}"
    if kept.is_shown:
        return picture_page(title, note, picture_safely(content, number), SCALE, boxes)
    page = page_safely(content, kept.name, number)
    if page is None:
        raise Unknown(f"{kept.name} has no page {number}")
    return laid_page(f"{title}{f' · {page.name}' if page.name else ''}", note, page, boxes)


def _document(agent: Agent, url: str) -> str | None:
    """A document's text as filed, if it is on this machine and what it was."""
    with agent.store.database.begin() as connection:
        sha256 = connection.execute(select(SourceRow.sha256).where(SourceRow.url == url)).scalar_one_or_none()
    content = agent.store.original(sha256) if sha256 else None
    return None if content is None else decode(content)[0]


def _figures(agent: Agent, citation: Citation) -> str:
    facts = agent.store.filed_in(citation.record)
    value = Decimal(citation.quote.partition(" ")[0])
    cited = next((f for f in facts if _is(f, citation, value)), None)
    if cited is None:
        raise Unknown(f"{citation.record} is not on this machine")
    title = f"{display_name(citation.entity)} · {citation.form} · {citation.record}"
    note = "The document itself is not on this machine (muniment fetch brings it). These are the figures of it that are on record."
    return facts_page(facts, cited, title, note)


def _is(fact: Fact, citation: Citation, value: Decimal) -> bool:
    start = fact.start.isoformat() if fact.start else None
    return (fact.concept, fact.value, start, fact.end.isoformat()) == (
        citation.concept,
        value,
        citation.start,
        citation.end,
    ) and ("; ".join(f"{a.rsplit(':', 1)[-1]}={m.rsplit(':', 1)[-1]}" for a, m in fact.dimensions) == citation.section)

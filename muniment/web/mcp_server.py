"""The agent and its tools as an MCP server, over stdio or streamable HTTP on this machine only.

Source: modelcontextprotocol.io, served by its official SDK. A refusal is a tool's error with one sentence.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar

import anyio.to_thread
from fastapi import Request
from fastapi.responses import JSONResponse
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from starlette.applications import Starlette
from starlette.types import ASGIApp

from muniment.agent import Agent
from muniment.errors import BadInput, MunimentError
from muniment.learning.certified import least_chance
from muniment.library.contract_views import about_comparison, about_deadlines, about_duty, about_sheet
from muniment.models.opened import embedder
from muniment.presenting import as_json
from muniment.records import Company
from muniment.settings import Settings
from muniment.tools.retriever import Retriever
from muniment.web.bodies import RecordIn
from muniment.web.faults import told
from muniment.web.gate import Gate
from muniment.web.guarded import Guarded, check_key, given_key, stranger
from muniment.web.metrics import Metrics
from muniment.web.people.door import PeopleDoor
from muniment.web.people.limits import Limits
from muniment.web.ports import listen
from muniment.web.serving import has_people

T = TypeVar("T")
HERE = "127.0.0.1"
PAGE, MOST_OF_A_PAGE = 50, 200
"""Rows of a page; all companies at once were 1.6 MB."""
ABOUT = (
    "Answers questions about companies from filed records on this machine, or about records handed in. Every figure carries"
    " its citation (accession number, concept, period); what cannot be proven is refused with a reason. Pass the answer on"
    " as it is, with its citations."
)


def make_server(agent: Agent) -> MCPServer:
    """The server: `ask`, and the tools beneath it."""
    server = MCPServer("muniment", instructions=ABOUT, log_level="ERROR")

    @server.tool()
    async def ask(
        question: str,
        as_of: date | None = None,
        records: list[RecordIn] | None = None,
        within: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question with citations, or refuse with a typed reason.

        Args:
            question: such as "What were Apple's net sales in fiscal 2024?"
            as_of: use only what had been filed by that day.
            records: the caller's own records; then the answer comes from these alone, unless the question names a company on
                record that they do not name.
            within: look only into these collections of the library.
        """
        given = [r.record() for r in records or ()]
        return await _said(lambda: as_json(agent.ask(question, as_of, records=given, within=within or ())))

    @server.tool()
    async def library(collection: str = "", start: int = 0, count: int = PAGE) -> dict[str, Any]:
        """The documents of the library, a page at a time; `why` says why one could not be read.

        Args:
            collection: only this one.
            start: the place of the first, from 0; `next` of the page before.
            count: how many, at most 200.
        """
        return await _said(lambda: _page([d.about() for d in agent.library.list(collection or None)], start, count))

    @server.tool()
    async def search(query: str, collection: str = "", limit: int = 10) -> dict[str, Any]:
        """The pages of the library's documents that speak of what is asked, the best first.

        Args:
            query: words, or a question.
            collection: only this one.
            limit: how many, at most 100.
        """

        def found() -> dict[str, Any]:
            return {
                "hits": [h.about() for h in agent.library.search(query, collection or None, max(1, min(limit, 100)))]
            }

        return await _said(found)

    @server.tool()
    async def contract_sheets(collection: str = "", start: int = 0, count: int = PAGE) -> dict[str, Any]:
        """What each contract of the library states: parties, dates, term, renewal, notice, law, limits, with the words that say so.

        Args:
            collection: only this one.
            start: the place of the first, from 0; `next` of the page before.
            count: how many, at most 200.
        """

        def found() -> dict[str, Any]:
            sheets = agent.library.sheets(collection or None, least_chance("clause", agent.settings.risk))
            return _page([about_sheet(s) for s in sheets], start, count)

        return await _said(found)

    @server.tool()
    async def contract_deadlines(since: date, until: date, collection: str = "") -> dict[str, Any]:
        """When contracts end, are renewed, and must be given notice of, between two days; and of which that cannot be told.

        Args:
            since: the first day.
            until: the last day.
            collection: only this one.
        """

        def found() -> dict[str, Any]:
            least = least_chance("clause", agent.settings.risk)
            return about_deadlines(agent.library.deadlines(since, until, collection or None, least))

        return await _said(found)

    @server.tool()
    async def compare_documents(
        document: str, other: str = "", since: date | None = None, collection: str = ""
    ) -> dict[str, Any]:
        """How a contract or a policy of the library differs from another one, or from its own earlier version, provision by provision.

        Args:
            document: its file's name.
            other: the other's; without it the earlier version is compared.
            since: the earlier version is that of this day.
            collection: of both.
        """

        def found() -> dict[str, Any]:
            least = least_chance("clause", agent.settings.risk)
            return about_comparison(agent.library.compare(document, other, collection or None, since, least))

        return await _said(found)

    @server.tool()
    async def policy_duties(
        collection: str = "", as_of: date | None = None, applying: str = "", start: int = 0, count: int = PAGE
    ) -> dict[str, Any]:
        """Who must, should, may or must not do what, by the policies of the library.

        Args:
            collection: only this one.
            as_of: by the policies in force on this day.
            applying: without policies that say that they do not apply to these, such as: contractors.
            start: the place of the first, from 0; `next` of the page before.
            count: how many, at most 200.
        """
        return await _said(
            lambda: _page(
                [about_duty(d) for d in agent.library.duties(collection or None, as_of, applying)], start, count
            )
        )

    @server.tool()
    async def companies(name: str = "", start: int = 0, count: int = PAGE) -> dict[str, Any]:
        """The companies on record, with their CIK and tickers, a page at a time.

        Args:
            name: only those whose name or ticker holds this.
            start: the place of the first, from 0; `next` of the page before.
            count: how many, at most 200.
        """

        def found() -> list[dict[str, Any]]:
            wanted = name.lower()
            return [
                {"cik": c.cik, "name": c.name, "tickers": list(c.tickers)}
                for c in agent.store.companies()
                if wanted in c.name.lower() or any(wanted == t.lower() for t in c.tickers)
            ]

        return await _said(lambda: _page(found(), start, count))

    @server.tool()
    async def filings(cik: int) -> list[dict[str, Any]]:
        """A company's filings on record, the newest first; `text` says whether passages of it can be found."""
        return await _said(
            lambda: [
                {
                    "accession": f.accession,
                    "form": f.form,
                    "filed": str(f.filed or ""),
                    "period_end": str(f.period_end or ""),
                    "url": f.url,
                    "text": agent.store.has_passages(f.accession),
                }
                for f in agent.store.filings(cik)
            ]
        )

    @server.tool()
    async def facts(accession: str, concept: str = "", start: int = 0, count: int = PAGE) -> dict[str, Any]:
        """The filed figures of one filing, exact and in base units, a page at a time.

        Args:
            accession: the filing's accession number.
            concept: only figures of this concept (us-gaap:Assets).
            start: the place of the first, from 0; `next` of the page before.
            count: how many, at most 200.
        """

        def found() -> list[dict[str, Any]]:
            return [
                {
                    "concept": f.concept,
                    "value": f"{f.value:f}",
                    "unit": f.unit,
                    "start": str(f.start or ""),
                    "end": str(f.end),
                    "dimensions": dict(f.dimensions),
                    "element": f.element or "",
                }
                for f in agent.store.filed_in(accession)
                if concept in ("", f.concept)
            ]

        return await _said(lambda: _page(found(), start, count))

    @server.tool()
    async def passages(cik: int, query: str, count: int = 5) -> list[dict[str, Any]]:
        """Passages of a company's filings that are nearest to a query, each with its exact place in the document."""
        return await _said(lambda: _passages(agent, cik, query, max(1, min(count, 20))))

    return server


def _page(rows: list[dict[str, Any]], start: int, count: int) -> dict[str, Any]:
    """A page of rows, how many there are, and where the next page begins (None after the last)."""
    first, last = max(0, start), max(0, start) + max(1, min(count, MOST_OF_A_PAGE))
    return {"rows": rows[first:last], "of": len(rows), "next": last if last < len(rows) else None}


def _passages(agent: Agent, cik: int, query: str, count: int) -> list[dict[str, Any]]:
    company = next((c for c in agent.store.companies() if c.cik == cik), Company(cik, str(cik)))
    accessions = [f.accession for f in agent.store.filings(cik) if agent.store.has_passages(f.accession)]
    if not accessions:
        raise BadInput(f"no text of {company.name}'s filings is on this machine; muniment fetch brings it")
    retriever = Retriever(agent.store, lambda: embedder(agent.settings.home))
    return [
        {"accession": p.record, "section": p.section, "start": p.start, "end": p.end, "text": p.text, "url": p.url}
        for p in retriever.search(query, accessions, count)
    ]


async def _said(work: Callable[[], T]) -> T:
    """What a tool gives; a refusal is a sentence, never a traceback."""
    try:
        return await anyio.to_thread.run_sync(work)
    except MunimentError as error:
        raise ToolError(str(error)) from None


def run_server(settings: Settings, transport: Literal["stdio", "streamable-http"], port: int) -> int:
    """Serve until the client goes, or until stopped; returns the exit code.

    Over HTTP a client shows its key as every other does: one of somebody's where people sign in, the API key where one is set.

    Raises:
        BadInput: the port cannot be used.
        Unavailable: the database cannot be used, or would not keep people apart.
    """
    if transport == "stdio":
        make_server(Agent(settings)).run("stdio")
        return 0
    import uvicorn

    listening = listen(HERE, port)
    config = uvicorn.Config(mcp_app(settings), log_level="error", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def mcp_app(settings: Settings) -> ASGIApp:
    """The server over streamable HTTP, behind the door that keeps strangers out."""

    def make(of: Settings) -> Starlette:
        return make_server(Agent(of)).streamable_http_app()

    if has_people(settings):
        metrics = Metrics(Gate())
        return PeopleDoor(settings, HERE, Starlette(), make, metrics, Limits())

    check_key(settings.api_key)
    limits = Limits()

    def refusal(request: Request) -> JSONResponse | None:
        if why := stranger(request, HERE):
            return JSONResponse(told(why, "refused"), 403)
        if settings.api_key and not hmac.compare_digest(given_key(request).encode(), settings.api_key.encode()):
            is_one_of_few = limits.may_guess(request.client.host if request.client else "")
            return JSONResponse(told("the API key is missing or wrong", "refused"), 401 if is_one_of_few else 429)
        return None

    return Guarded(make(settings), refusal)

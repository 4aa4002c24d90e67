"""What is there to be asked: domains, companies, their filings, and the graph that answers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import PlainTextResponse, Response

from muniment.agent import Agent
from muniment.looking import trace
from muniment.web.bodies import CompanyOut, DomainOut, FilingOut


def record_routes(agent: Agent) -> APIRouter:
    """`/domains`, `/companies`, `/records`, `/graph`."""
    router = APIRouter()

    @router.get("/domains", summary="What can be asked about; a question names one, or its words choose")
    def list_domains() -> list[DomainOut]:
        return [DomainOut(name=d.name, about=d.about) for d in agent.domains.values()]

    @router.get("/companies", summary="The companies on record")
    def list_companies() -> list[CompanyOut]:
        return [CompanyOut(cik=c.cik, name=c.called, tickers=list(c.tickers)) for c in agent.store.companies()]

    @router.get("/records/{cik}", summary="A company's filings on record")
    def list_records(cik: Annotated[int, Path(ge=1, le=2**49)]) -> list[FilingOut]:
        return [
            FilingOut(
                accession=f.accession,
                form=f.form,
                filed=f.filed,
                period_end=f.period_end,
                url=f.url,
                text=agent.store.has_passages(f.accession),
            )
            for f in agent.store.filings(cik)
        ]

    @router.get(
        "/graph",
        summary="The graph, or a run's way through it",
        response_class=PlainTextResponse,
        responses={200: {"content": {"image/svg+xml": {}, "image/png": {}}}},
    )
    def show_graph(
        format: Literal["svg", "mermaid", "ascii", "png"] = "svg",
        run: Annotated[str | None, Query(max_length=100, pattern=r"^[0-9a-f]+$")] = None,
    ) -> Response:
        from muniment.graphs.drawing import draw_ascii, draw_mermaid, draw_png, draw_svg

        way = trace(agent, run).way if run else None
        if format == "png":
            return Response(draw_png(agent.graph, way), media_type="image/png")
        drawn = {"svg": draw_svg, "mermaid": draw_mermaid, "ascii": draw_ascii}[format](agent.graph, way)
        kind = "image/svg+xml" if format == "svg" else "text/plain; charset=utf-8"
        return Response(drawn, media_type=kind, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    return router

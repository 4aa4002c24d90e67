"""The native HTTP routes: ask, stream, sessions, runs, records, graph. What is asked goes through the gate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse

from muniment.agent import Agent
from muniment.chat import Session
from muniment.codec import dump
from muniment.errors import MunimentError
from muniment.events import (
    Answered,
    Began,
    Drafted,
    Event,
    EvidenceFound,
    Judged,
    Planned,
    Progressed,
    PutAside,
    RoomEntered,
    RoomLeft,
)
from muniment.learning.gate import Gate
from muniment.learning.marking import mark_good
from muniment.looking import fork, replay, trace
from muniment.presenting import as_json
from muniment.proof import proof_of
from muniment.records import Answer
from muniment.store.sessions import SessionInfo, Sessions
from muniment.tools.documents.inert_page import POLICY
from muniment.web.bodies import (
    AnswerOut,
    CompanyOut,
    DomainOut,
    FilingOut,
    ForkIn,
    ProofOut,
    Question,
    ReplayOut,
    RunOut,
    SessionName,
    SessionOut,
    TurnOut,
)
from muniment.web.faults import problem
from muniment.web.record_pages import citation_page

PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": said,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
    }
    for code, said in {
        400: "What was sent cannot be read",
        401: "The API key is missing or wrong",
        404: "What is named does not exist",
        409: "What was kept was altered, or what is wanted is taken",
        413: "Too much was sent",
        503: "Too many questions are waiting, or something is not there",
    }.items()
}
EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
Id = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[0-9a-f]+$")]


def routes(agent: Agent, gate: Gate, count: Callable[[Event], None]) -> APIRouter:
    """The routes.

    Args:
        agent: answers.
        gate: the queue in front of it.
        count: hears every event, for the metrics.
    """
    router = APIRouter(prefix="/v1", responses=PROBLEMS)
    sessions = Sessions(agent.store.database)

    def events(body: Question) -> Callable[[Callable[[], bool]], Iterator[Event]]:
        records = body.given()
        if body.session:
            session = Session(agent.runner, sessions.find(body.session).id)
            return lambda stop: session.stream(body.question, body.as_of, body.domain, records, stop)
        return lambda stop: agent.stream(body.question, body.as_of, body.domain, records, body.history, stop)

    async def told(begin: Callable[[Callable[[], bool]], Iterator[Event]]) -> AsyncIterator[Event]:
        async for event in gate.events(begin):
            count(event)
            yield event

    async def last(request: Request, begin: Callable[[Callable[[], bool]], Iterator[Event]]) -> Response:
        answer = await answered(told(begin), request)
        return JSONResponse(as_json(answer) if answer else None)

    @router.post("/ask", response_model=AnswerOut, summary="Answer one question")
    async def ask(body: Question, request: Request) -> Response:
        return await last(request, events(body))

    @router.post(
        "/stream",
        summary="Answer one question and tell what happens, as server-sent events",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {"schema": EVENT}}, "description": "Events"}},
    )
    async def stream(body: Question) -> StreamingResponse:
        return await begun(told(events(body)), sent)

    @router.get("/sessions", summary="All sessions, the last used first")
    def list_sessions() -> list[SessionOut]:
        return [_session(s) for s in sessions.every()]

    @router.post("/sessions", status_code=201, summary="Begin a session, or find the one of that name")
    def open_session(body: SessionName) -> SessionOut:
        return _session(sessions.find(sessions.open(body.name)))

    @router.get("/sessions/{id}", summary="A session's last turns, in order")
    def show_session(id: Id, last: Annotated[int, Query(ge=1, le=10_000)] = 200) -> list[TurnOut]:
        turns = sessions.turns(sessions.find(id).id, last)
        return [
            TurnOut(
                n=t.n,
                question=t.question,
                as_of=t.as_of,
                asked=t.asked,
                status=t.status,
                run=t.run,
                answer=AnswerOut.model_validate(as_json(t.answer)) if t.answer else None,
            )
            for t in turns
        ]

    @router.patch("/sessions/{id}", summary="Give a session another name")
    def rename_session(id: Id, body: SessionName) -> SessionOut:
        sessions.rename(sessions.find(id).id, body.name)
        return _session(sessions.find(id))

    @router.delete("/sessions/{id}", status_code=204, summary="Delete a session")
    def delete_session(id: Id) -> None:
        Session(agent.runner, sessions.find(id).id).delete()

    @router.get(
        "/sessions/{id}/export",
        summary="A session as a document",
        response_class=PlainTextResponse,
        responses={200: {"content": {"application/json": {}}}},
    )
    def export_session(id: Id, format: Literal["markdown", "json"] = "markdown") -> Response:
        document = Session(agent.runner, sessions.find(id).id).export(format)
        return Response(document, media_type="application/json" if format == "json" else "text/plain; charset=utf-8")

    @router.get("/runs", summary="The newest runs")
    def list_runs(limit: Annotated[int, Query(ge=1, le=1000)] = 20) -> list[RunOut]:
        return [
            RunOut(run=r.id, question=r.question, started=r.started, status=r.status, parent=r.parent)
            for r in agent.runs.newest(limit)
        ]

    @router.get("/runs/{id}", summary="A run's trace, room by room")
    def show_run(id: Id) -> dict[str, Any]:
        return trace(agent, id).as_json()

    @router.delete("/runs/{id}", status_code=204, summary="Delete a run, and the records that only it was given")
    def delete_run(id: Id) -> None:
        agent.delete(id)

    @router.get("/runs/{id}/proof", summary="What a run's answer rests on")
    def show_proof(id: Id) -> ProofOut:
        return proof_of(trace(agent, id))

    @router.get("/runs/{id}/trace", summary="A run's trace as a page", response_class=HTMLResponse)
    def show_trace(id: Id) -> HTMLResponse:
        from muniment.web.trace_views import as_html

        return HTMLResponse(as_html(trace(agent, id), agent), headers={"Content-Security-Policy": POLICY})

    @router.get("/runs/{id}/citations/{n}", summary="The record that a citation names", response_class=HTMLResponse)
    def show_citation(id: Id, n: Annotated[int, Path(ge=1, le=10_000)]) -> HTMLResponse:
        return HTMLResponse(citation_page(agent, id, n), headers={"Content-Security-Policy": POLICY})

    @router.post("/runs/{id}/good", status_code=204, summary="Mark a run's answer good: it becomes a lesson")
    def good_run(id: Id) -> None:
        mark_good(agent, id)

    @router.post("/runs/{id}/replay", summary="Run a run again, and compare room by room")
    def replay_run(id: Id, strict: bool = False) -> ReplayOut:
        found = replay(agent, id, strict)
        return ReplayOut(
            run=found.run, identical=found.identical, changed=list(found.changed), room=found.room, how=found.how
        )

    @router.post("/runs/{id}/fork", response_model=AnswerOut, summary="Change a run's state at a room, and run on")
    async def fork_run(id: Id, body: ForkIn, request: Request) -> Response:
        return await last(request, lambda stop: fork(agent, id, body.at, body.set, stop))

    @router.get("/domains", summary="What can be asked about; a question names one, or its words choose")
    def list_domains() -> list[DomainOut]:
        return [DomainOut(name=d.name, about=d.about) for d in agent.domains.values()]

    @router.get("/companies", summary="The companies on record")
    def list_companies() -> list[CompanyOut]:
        return [CompanyOut(cik=c.cik, name=c.called, tickers=list(c.tickers)) for c in agent.store.companies()]

    @router.get("/records/{cik}", summary="A company's filings on record")
    def list_records(cik: Annotated[int, Path(ge=1, le=9_999_999_999)]) -> list[FilingOut]:
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


async def answered(events: AsyncIterator[Event], request: Request) -> Answer | None:
    """The answer at the end of a run's events; None where whoever asked has gone, and then the run is stopped."""
    answer = None
    following = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            done, _ = await asyncio.wait({following}, timeout=0.25)
            if done:
                event = following.result()
                if event is None:
                    return answer
                if isinstance(event, Answered):
                    answer = event.answer
                following = asyncio.ensure_future(anext(events, None))
            elif await request.is_disconnected():
                return None
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await events.aclose()  # type: ignore[attr-defined]


async def begun(events: AsyncIterator[Event], write: Callable[[Event], str | None], end: str = "") -> StreamingResponse:
    """A stream that has begun: what fails before its first event is a status, not a broken stream.

    Args:
        events: of a run.
        write: an event as it is sent; None where it is not.
        end: sent after the last.
    """
    first = await anext(events)

    async def lines() -> AsyncIterator[str]:
        try:
            if said := write(first):
                yield said
            async for event in events:
                if said := write(event):
                    yield said
            yield end
        except MunimentError as error:
            _, body, _ = problem(error)
            yield _sse("error", body["error"])
        finally:
            await events.aclose()  # type: ignore[attr-defined]

    return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def sent(event: Event) -> str | None:
    """An event as it is sent to a page."""
    if isinstance(event, Began):
        return _sse("began", {"run": event.run})
    if isinstance(event, RoomEntered):
        return _sse("room", {"room": event.room})
    if isinstance(event, RoomLeft):
        return _sse("left", {"room": event.step.room, "seconds": event.step.seconds, "note": event.step.note})
    if isinstance(event, Progressed):
        return _sse("progress", {"what": event.what, "done": event.done, "of": event.of})
    if isinstance(event, Planned):
        return _sse("planned", {"carried": list(event.plan.carried), "plan": dump(event.plan)})
    if isinstance(event, EvidenceFound):
        return _sse("evidence", {"count": len(event.evidence)})
    if isinstance(event, PutAside):
        return _sse("left_out", {"left_out": [{"what": x.what, "why": x.why} for x in event.left_out]})
    if isinstance(event, Drafted):
        return _sse("draft", {"characters": len(event.text)})
    if isinstance(event, Judged):
        return _sse("verdict", {"checked": event.verdict.checked, "held": event.verdict.held})
    if isinstance(event, Answered):
        return _sse("answer", as_json(event.answer))
    return None


def _sse(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _session(info: SessionInfo) -> SessionOut:
    return SessionOut.model_validate(info, from_attributes=True)

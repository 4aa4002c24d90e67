"""Runs: what was asked and how it was answered; again, otherwise, or forgotten."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from muniment.agent import Agent
from muniment.learning.marking import mark_good
from muniment.looking import fork, replay, trace
from muniment.proof import proof_of
from muniment.tools.documents.inert_page import POLICY
from muniment.web.bodies import AnswerOut, ForkIn, Id, ProofOut, ReplayOut, RunOut
from muniment.web.record_pages import citation_page
from muniment.web.streaming import Asking


def run_routes(agent: Agent, asking: Asking) -> APIRouter:
    """`/runs`."""
    router = APIRouter(prefix="/runs")

    @router.get("", summary="The newest runs")
    def list_runs(limit: Annotated[int, Query(ge=1, le=1000)] = 20) -> list[RunOut]:
        return [
            RunOut(run=r.id, question=r.question, started=r.started, status=r.status, parent=r.parent)
            for r in agent.runs.newest(limit)
        ]

    @router.get("/{id}", summary="A run's trace, room by room")
    def show_run(id: Id) -> dict[str, Any]:
        return trace(agent, id).as_json()

    @router.delete("/{id}", status_code=204, summary="Delete a run, and the records that only it was given")
    def delete_run(id: Id) -> None:
        agent.delete(id)

    @router.get("/{id}/proof", summary="What a run's answer rests on")
    def show_proof(id: Id) -> ProofOut:
        return proof_of(trace(agent, id))

    @router.get("/{id}/trace", summary="A run's trace as a page", response_class=HTMLResponse)
    def show_trace(id: Id) -> HTMLResponse:
        from muniment.web.trace_views import as_html

        return HTMLResponse(as_html(trace(agent, id), agent), headers={"Content-Security-Policy": POLICY})

    @router.get("/{id}/citations/{n}", summary="The record that a citation names", response_class=HTMLResponse)
    def show_citation(id: Id, n: Annotated[int, Path(ge=1, le=10_000)]) -> HTMLResponse:
        return HTMLResponse(citation_page(agent, id, n), headers={"Content-Security-Policy": POLICY})

    @router.post("/{id}/good", status_code=204, summary="Mark a run's answer good: it becomes a lesson")
    def good_run(id: Id) -> None:
        mark_good(agent, id)

    @router.post("/{id}/replay", summary="Run a run again, and compare room by room")
    def replay_run(id: Id, strict: bool = False) -> ReplayOut:
        found = replay(agent, id, strict)
        return ReplayOut(
            run=found.run, identical=found.identical, changed=list(found.changed), room=found.room, how=found.how
        )

    @router.post("/{id}/fork", response_model=AnswerOut, summary="Change a run's state at a room, and run on")
    async def fork_run(id: Id, body: ForkIn, request: Request) -> Response:
        return await asking.answer(lambda stop: fork(agent, id, body.at, body.set, stop), request)

    return router

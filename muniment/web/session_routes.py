"""Sessions: begun, read, named, exported, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse, Response

from muniment.agent import Agent
from muniment.chat import Session
from muniment.presenting import as_json
from muniment.records import Answer
from muniment.store.library.documents import Documents
from muniment.store.sessions import SessionInfo, Sessions
from muniment.web.bodies import AnswerOut, Id, SessionName, SessionOut, TurnOut


def session_routes(agent: Agent) -> APIRouter:
    """`/sessions`."""
    router = APIRouter(prefix="/sessions")
    sessions = Sessions(agent.store.database)

    @router.get("", summary="All sessions, the last used first")
    def list_sessions() -> list[SessionOut]:
        return [_session(s) for s in sessions.every()]

    @router.post("", status_code=201, summary="Begin a session, or find the one of that name")
    def open_session(body: SessionName) -> SessionOut:
        return _session(sessions.find(sessions.open(body.name)))

    @router.get("/{id}", summary="A session's last turns, in order")
    def show_session(id: Id, last: Annotated[int, Query(ge=1, le=10_000)] = 200) -> list[TurnOut]:
        turns = sessions.turns(sessions.find(id).id, last)
        documents = Documents(agent.store)
        return [
            TurnOut(
                n=t.n,
                question=t.question,
                as_of=t.as_of,
                asked=t.asked,
                status=t.status,
                run=t.run,
                answer=AnswerOut.model_validate(as_json(_as_of_now(t.answer, documents))) if t.answer else None,
            )
            for t in turns
        ]

    @router.patch("/{id}", summary="Give a session another name")
    def rename_session(id: Id, body: SessionName) -> SessionOut:
        sessions.rename(sessions.find(id).id, body.name)
        return _session(sessions.find(id))

    @router.delete("/{id}", status_code=204, summary="Delete a session")
    def delete_session(id: Id) -> None:
        Session(agent.runner, sessions.find(id).id).delete()

    @router.get(
        "/{id}/export",
        summary="A session as a document",
        response_class=PlainTextResponse,
        responses={200: {"content": {"application/json": {}}}},
    )
    def export_session(id: Id, format: Literal["markdown", "json"] = "markdown") -> Response:
        document = Session(agent.runner, sessions.find(id).id).export(format)
        return Response(document, media_type="application/json" if format == "json" else "text/plain; charset=utf-8")

    return router


def _as_of_now(answer: Answer, documents: Documents) -> Answer:
    """A kept answer, with a note for each document that it rests on and that is another now."""
    cited = {c.record: (c.document, documents.find(c.record)) for c in answer.citations if c.document}
    said = [
        f"{name} was deleted after this was answered."
        if now is None
        else f"{name} was changed on {now.ended:%Y-%m-%d}, after this was answered."
        for name, now in cited.values()
        if now is None or now.ended is not None
    ]
    return replace(answer, notes=(*answer.notes, *said))


def _session(info: SessionInfo) -> SessionOut:
    return SessionOut.model_validate(info, from_attributes=True)

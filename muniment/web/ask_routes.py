"""Asking: one question, its answer at the end or its events as they happen."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from muniment.agent import Agent
from muniment.chat import Session
from muniment.store.sessions import Sessions
from muniment.web.bodies import AnswerOut, Question
from muniment.web.streaming import EVENT, Asking, Begin, begun, sent


def ask_routes(agent: Agent, asking: Asking) -> APIRouter:
    """`/ask` and `/stream`, with or without a session."""
    router = APIRouter()
    sessions = Sessions(agent.store.database)

    def events(body: Question) -> Begin:
        records = body.given()
        if body.session:
            session = Session(agent.runner, sessions.find(body.session).id)
            return lambda stop: session.stream(body.question, body.as_of, body.domain, records, body.within, stop)
        return lambda stop: agent.stream(
            body.question, body.as_of, body.domain, records, body.history, body.within, stop
        )

    @router.post("/ask", response_model=AnswerOut, summary="Answer one question")
    async def ask(body: Question, request: Request) -> Response:
        return await asking.answer(events(body), request)

    @router.post(
        "/stream",
        summary="Answer one question and tell what happens, as server-sent events",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {"schema": EVENT}}, "description": "Events"}},
    )
    async def stream(body: Question) -> StreamingResponse:
        return await begun(asking.events(events(body)), sent)

    return router

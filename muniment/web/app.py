"""The HTTP server: native routes, OpenAI's, the page, health and metrics, and what keeps strangers out.

It binds to loopback; on any other address an API key is required, or people who sign in (see `people_door`).
"""

from __future__ import annotations

import hmac
from typing import Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from muniment.agent import Agent
from muniment.errors import BadInput
from muniment.settings import Settings
from muniment.store.acting import ActingDatabase
from muniment.web.bare_app import bare_app
from muniment.web.bodies import Health, ProblemOut
from muniment.web.faults import PROBLEMS, told
from muniment.web.gate import Gate
from muniment.web.guarded import COOKIE, Guarded, check_key, given_key, is_loopback, needs_no_key, stranger
from muniment.web.metrics import Metrics
from muniment.web.openai_api import openai_routes
from muniment.web.page_files import show_page
from muniment.web.people.limits import Limits
from muniment.web.people.routes import people_routes
from muniment.web.routes import routes
from muniment.web.streaming import Asking


class Key(BaseModel):
    """The API key, as the page sends it once."""

    key: str


def make_app(
    settings: Settings,
    host: str = "127.0.0.1",
    agent: Agent | None = None,
    gate: Gate | None = None,
    metrics: Metrics | None = None,
) -> FastAPI:
    """The application.

    Args:
        settings: where things are; `api_key` is asked for where it is set.
        host: the address it will be bound to.
        agent: answers; one of the settings when not given.
        gate: the queue in front of it.
        metrics: what is counted; of its own when not given.

    Raises:
        BadInput: the address can be reached from elsewhere, and nobody has to show a key, or the key is too short.
    """
    check_key(settings.api_key)
    if not is_loopback(host) and not settings.api_key and settings.ticket is None:
        raise BadInput(f"{host} can be reached from other machines: set MUNIMENT_API_KEY first")
    agent, gate = agent or Agent(settings), gate or Gate()
    counted, limits = metrics or Metrics(gate), Limits()

    app = bare_app(counted)

    def refusal(request: Request) -> JSONResponse | None:
        reason = _stranger(request, settings, host)
        if reason is None:
            return None
        status, said = reason
        counted.refuse("key" if status == 401 else "origin")
        if status == 401 and given_key(request) and not limits.may_guess(_address(request)):
            status, said = 429, "too many keys that are wrong; try again in a moment"
        return JSONResponse(told(said, "refused"), status)

    app.add_middleware(Guarded, stranger=refusal)

    @app.get(
        "/health",
        responses={503: {"model": ProblemOut, "description": "Something is not there"}},
        summary="Whether everything is there",
    )
    def health() -> Health:
        with agent.store.database.begin() as connection:
            server = connection.exec_driver_sql("SHOW server_version").scalar_one()
        how: Literal["open", "key"] = "key" if settings.api_key else "open"
        name = agent.runner.model_name()
        return Health(status="ok", model=name, database=f"Postgres {server}", waiting=gate.inside, sign_in=how)

    @app.get("/metrics", summary="Prometheus' metrics", response_class=Response)
    def show_metrics() -> Response:
        return Response(counted.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.post("/login", status_code=204, include_in_schema=False)
    def login(body: Key, request: Request, response: Response) -> None:
        if settings.api_key and not hmac.compare_digest(body.key.encode(), settings.api_key.encode()):
            is_one_of_few = limits.may_guess(_address(request))
            raise HTTPException(401 if is_one_of_few else 429, "this is not the API key")
        response.set_cookie(COOKIE, body.key, httponly=True, samesite="strict", secure=request.url.scheme == "https")

    asking = Asking(gate, counted.hear)
    app.include_router(routes(agent, asking))
    database = agent.store.database
    if isinstance(database, ActingDatabase):
        app.include_router(people_routes(database), prefix="/v1", responses=PROBLEMS)
    app.include_router(openai_routes(agent, asking))
    show_page(app)
    return app


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _stranger(request: Request, settings: Settings, host: str) -> tuple[int, str] | None:
    """Why a request is not let in; None where it is."""
    if why := stranger(request, host):
        return 403, why
    if not settings.api_key or needs_no_key(request.url.path):
        return None
    is_known = hmac.compare_digest(given_key(request).encode(), settings.api_key.encode())
    return None if is_known else (401, "the API key is missing or wrong")

"""The HTTP server: native routes, OpenAI's, the page, health and metrics, and what keeps strangers out.

It binds to loopback; on any other address an API key is required. Whoever asks must name this server as host (so that no
web page can reach it under a name of its own), and a page of another origin is refused. The page loads nothing from
elsewhere.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from pydantic import BaseModel
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muniment.agent import Agent
from muniment.errors import BadInput, MunimentError
from muniment.events import Answered, Event
from muniment.learning.gate import Gate
from muniment.settings import Settings
from muniment.web.bodies import Health, ProblemOut
from muniment.web.faults import problem, told
from muniment.web.openai_api import openai_routes
from muniment.web.ports import listen
from muniment.web.routes import routes
from muniment.web.streaming import Asking

PAGE = Path(str(files("muniment.data"))) / "page"
LARGEST = 32 * 1024 * 1024
"""Bytes of a request: the records that a caller may hand in with a question."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
COOKIE = "muniment_key"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Key(BaseModel):
    """The API key, as the page sends it once."""

    key: str


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def make_app(
    settings: Settings, host: str = "127.0.0.1", agent: Agent | None = None, gate: Gate | None = None
) -> FastAPI:
    """The application.

    Args:
        settings: where things are; `api_key` is asked for where it is set.
        host: the address it will be bound to.
        agent: answers; one of the settings when not given.
        gate: the queue in front of it.

    Raises:
        BadInput: the address can be reached from elsewhere, and no API key is set.
    """
    if not is_loopback(host) and not settings.api_key:
        raise BadInput(f"{host} can be reached from other machines: set MUNIMENT_API_KEY first")
    agent, gate = agent or Agent(settings), gate or Gate()

    app = FastAPI(
        title="Muniment",
        version=version("muniment"),
        description="Answers from records, on this machine, with proof of every figure.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    registry = CollectorRegistry()
    questions = Counter("muniment_questions", "Questions that ended, by outcome", ["outcome"], registry=registry)
    seconds = Histogram("muniment_seconds", "Seconds from question to answer", registry=registry)
    refused = Counter("muniment_requests_refused", "Requests turned away, by reason", ["reason"], registry=registry)
    Gauge("muniment_inside", "Questions being answered or waiting", registry=registry).set_function(lambda: gate.inside)

    def count(event: Event) -> None:
        if isinstance(event, Answered):
            questions.labels(event.answer.reason or "answered").inc()
            seconds.observe(event.answer.seconds)

    @app.exception_handler(MunimentError)
    async def on_fault(request: Request, error: MunimentError) -> JSONResponse:
        status, body, headers = problem(error)
        if status == 503:
            refused.labels(body["error"]["type"]).inc()
        return JSONResponse(body, status, headers)

    @app.exception_handler(HTTPException)
    async def on_refusal(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            # Starlette names the methods of the first route of that path only.
            fitting = (r for r in app.routes if isinstance(r, Route) and r.path_regex.match(request.url.path))
            headers["Allow"] = ", ".join(sorted({m for r in fitting for m in r.methods or ()}))
        return JSONResponse(told(str(error.detail), "http"), error.status_code, headers)

    @app.exception_handler(RequestValidationError)
    async def on_misread(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return JSONResponse(told(f"{place}: {first['msg']}", "bad_input"), 400)

    @app.exception_handler(Exception)
    async def on_bug(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse(told(f"an unexpected fault ({type(error).__name__})", "fault"), 500)

    def stranger(request: Request) -> JSONResponse | None:
        reason = _stranger(request, settings, host)
        if reason is None:
            return None
        status, said = reason
        refused.labels("key" if status == 401 else "origin").inc()
        return JSONResponse(told(said, "refused"), status)

    app.add_middleware(Guarded, stranger=stranger)

    @app.get(
        "/health",
        responses={503: {"model": ProblemOut, "description": "Something is not there"}},
        summary="Whether everything is there",
    )
    def health() -> Health:
        with agent.store.database.begin() as connection:
            server = connection.exec_driver_sql("SHOW server_version").scalar_one()
        return Health(status="ok", model=agent.runner.model_name(), database=f"Postgres {server}", waiting=gate.inside)

    @app.get("/metrics", summary="Prometheus' metrics", response_class=Response)
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.post("/login", status_code=204, include_in_schema=False)
    def login(body: Key, request: Request, response: Response) -> None:
        if settings.api_key and not hmac.compare_digest(body.key.encode(), settings.api_key.encode()):
            raise HTTPException(401, "this is not the API key")
        response.set_cookie(COOKIE, body.key, httponly=True, samesite="strict", secure=request.url.scheme == "https")

    asking = Asking(gate, count)
    app.include_router(routes(agent, asking))
    app.include_router(openai_routes(agent, asking))
    if PAGE.is_dir():
        app.mount("/page", StaticFiles(directory=PAGE))

        @app.get("/", include_in_schema=False)
        def page() -> FileResponse:
            return FileResponse(PAGE / "index.html")

    return app


def _stranger(request: Request, settings: Settings, host: str) -> tuple[int, str] | None:
    """Why a request is not let in; None where it is."""
    named = request.headers.get("host", "")
    name = urlsplit(f"//{named}").hostname or ""
    if is_loopback(host) and not is_loopback(name):
        return 403, f"this server answers to {', '.join(LOOPBACK)} only"
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != named:
        return 403, "pages of other origins may not ask"
    open_to_all = request.url.path in ("/health", "/login", "/") or request.url.path.startswith("/page/")
    if not settings.api_key or open_to_all:
        return None
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    given = bearer if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    return (
        None
        if hmac.compare_digest(given.encode(), settings.api_key.encode())
        else (401, "the API key is missing or wrong")
    )


class Guarded:
    """Lets nobody in whom `stranger` refuses, bounds what is sent to `LARGEST` bytes, and says what a page may do."""

    def __init__(self, app: ASGIApp, stranger: Callable[[Request], Response | None]) -> None:
        self.app = app
        self.stranger = stranger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self.stranger(Request(scope))
        held = 0

        async def counted() -> Message:
            nonlocal held
            message = await receive()
            held += len(message.get("body", b""))
            if held > LARGEST:
                raise HTTPException(413, f"at most {LARGEST:,} bytes can be sent")
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (refusal or self.app)(scope, counted, guarded)


def serve(settings: Settings, host: str, port: int) -> int:
    """Serve until stopped; returns the exit code.

    Raises:
        BadInput: the address cannot be used.
        Unavailable: the database cannot be used.
    """
    import uvicorn

    from muniment.web.patience import PatientServer

    # Accepting beyond the files that may be open would be told a thousand times a second.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    gate = Gate()
    app = make_app(settings, host, gate=gate)
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"Muniment serves http://{shown}:{port}/ (Ctrl-C stops it)", flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=5
    )
    try:
        PatientServer(config).run(sockets=[listening])
    except KeyboardInterrupt:
        print("Stopped.")
    finally:
        gate.close()
    return 0

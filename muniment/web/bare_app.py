"""An application with no routes yet: every fault is one sentence with a proper status, never a traceback."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Route

from muniment.errors import MunimentError
from muniment.web.faults import problem, told
from muniment.web.metrics import Metrics


def bare_app(metrics: Metrics) -> FastAPI:
    """The application.

    Args:
        metrics: count what is turned away.
    """
    app = FastAPI(
        title="Muniment",
        version=version("muniment"),
        description="Answers from records, on this machine, with proof of every figure.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )

    @app.exception_handler(MunimentError)
    async def on_fault(request: Request, error: MunimentError) -> JSONResponse:
        status, body, headers = problem(error)
        if status == 503:
            metrics.refuse(body["error"]["type"])
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

    return app

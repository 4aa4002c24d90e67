"""What is open to everybody where people sign in: the page's own files, signing in and out, health. It shows nobody's records."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from muniment.errors import Denied, ModelUnavailable
from muniment.models.opened import open_model
from muniment.settings import Settings
from muniment.store.acting import ActingDatabase, ticket_of
from muniment.store.connecting import open_application
from muniment.store.guarding import door_key
from muniment.trust.people import LASTS, People, is_key
from muniment.trust.recording import record
from muniment.web.bare_app import bare_app
from muniment.web.bodies import Health
from muniment.web.faults import told
from muniment.web.gate import Gate
from muniment.web.guarded import COOKIE, Guarded, stranger
from muniment.web.metrics import Metrics
from muniment.web.page_files import show_page
from muniment.web.people.limits import Limits
from muniment.web.people.openid import SIGNING, OpenID


class Shown(BaseModel):
    """The key that somebody shows, as the page sends it once."""

    key: Annotated[str, Field(max_length=200)]


def make_lobby(settings: Settings, host: str, gate: Gate, metrics: Metrics, limits: Limits) -> FastAPI:
    """The application.

    Args:
        settings: where things are.
        host: the address that the server is bound to.
        gate: the queue whose length health tells.
        metrics: count who is turned away.
        limits: how often one address may be wrong.
    """
    app = bare_app(metrics)
    database = open_application(settings)
    openid = OpenID(settings) if settings.oidc_issuer else None

    def refusal(request: Request) -> JSONResponse | None:
        why = stranger(request, host)
        return JSONResponse(told(why, "refused"), 403) if why else None

    app.add_middleware(Guarded, stranger=refusal)

    def wrong(request: Request, by: str, said: str) -> HTTPException:
        """What is told of a key or a sign-in that is nobody's; it is recorded, unless too many come from one address."""
        metrics.refuse(by)
        if not limits.may_guess(request.client.host if request.client else ""):
            return HTTPException(429, "too many keys that are nobody's; try again in a moment", {"Retry-After": "60"})
        record(database, "was not let in", {"by": by}, {})
        return HTTPException(401, said)

    @app.get("/health", summary="Whether everything is there")
    def health() -> Health:
        with database.begin() as connection:
            server = connection.exec_driver_sql("SHOW server_version").scalar_one()
        try:
            model = open_model(settings).name
        except ModelUnavailable:
            model = ""
        how: Literal["people", "provider"] = "provider" if openid else "people"
        return Health(status="ok", model=model, database=f"Postgres {server}", waiting=gate.inside, sign_in=how)

    def remember(response: Response, request: Request, secret: str) -> None:
        # Lax: whoever comes back from an identity provider comes from another site. What changes something must be asked by this origin.
        is_secure = request.url.scheme == "https" or settings.public_url.startswith("https:")
        lasts = int(LASTS.total_seconds())
        response.set_cookie(COOKIE, secret, max_age=lasts, httponly=True, samesite="lax", secure=is_secure)

    @app.post("/login", status_code=204, include_in_schema=False)
    def login(body: Shown, request: Request, response: Response) -> None:
        try:
            if not is_key(body.key):
                raise Denied("that is no key")
            acting = ActingDatabase(database, ticket_of(body.key))
            remember(response, request, People(acting).sign_in(acting.acting()))
        except Denied:
            raise wrong(request, "key", "this key is not known, has expired, or was ended") from None

    @app.post("/logout", status_code=204, include_in_schema=False)
    def logout(request: Request, response: Response) -> None:
        secret = request.cookies.get(COOKIE, "")
        if is_key(secret):
            try:
                acting = ActingDatabase(database, ticket_of(secret))
                People(acting).end_key(acting.acting().key)
            except Denied:
                pass
        response.delete_cookie(COOKIE)

    @app.get("/sign-in", include_in_schema=False)
    async def sign_in(request: Request) -> Response:
        if openid is None:
            raise HTTPException(404, "nobody vouches for people here: set MUNIMENT_OIDC_ISSUER, or use a key")
        address, mark = await openid.begin()
        response = RedirectResponse(address, 303)
        response.set_cookie(SIGNING, mark, max_age=600, httponly=True, samesite="lax", secure=openid.is_secure)
        return response

    @app.get("/signed-in", include_in_schema=False)
    async def signed_in(request: Request) -> Response:
        if openid is None:
            raise HTTPException(404, "nobody vouches for people here")
        try:
            vouched = await openid.end(dict(request.query_params), request.cookies.get(SIGNING, ""))
            secret = People(database).sign_in_vouched(door_key(settings.home), vouched.subject, vouched.email)
        except Denied as error:
            raise wrong(request, "identity provider", str(error)) from None
        response = RedirectResponse("/", 303)
        response.delete_cookie(SIGNING)
        remember(response, request, secret)
        return response

    show_page(app)
    return app

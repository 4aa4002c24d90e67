"""The server where people sign in: one door, and behind it an application of his own for everybody who shows a key.

The door asks the database at every request who shows it, so that what was ended or taken back counts from the next request on. An
application is made for a key and acts with its ticket in every transaction; but for the models, which know nobody's records, nothing in
memory is shared between two of them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import anyio.to_thread
from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from muniment.errors import Denied, MunimentError
from muniment.settings import Settings
from muniment.store.acting import Acting, ActingDatabase, ticket_of
from muniment.store.connecting import open_application
from muniment.trust.people import is_key
from muniment.web.faults import problem, told
from muniment.web.guarded import HEADERS, given_key, needs_no_key, stranger
from muniment.web.metrics import Metrics
from muniment.web.people.limits import Limits

SIGNED_IN, OF_ONE = 256, 8
"""Applications that are kept ready, of all and of one person; who comes back later waits a moment."""
_ALL = ("GET", "POST", "PUT", "PATCH", "DELETE")
_WRITING = ("POST", "PUT", "PATCH", "DELETE")
SCOPES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    # methods, how the path begins and ends, what the key must be good for ("" for any)
    (_ALL, "/v1/me", "", ""),
    (_ALL, "/v1/keys", "", ""),
    (_ALL, "/v1/people", "", "admin"),
    (_ALL, "/v1/groups", "", "admin"),
    (_ALL, "/v1/audit", "", "audit"),
    (_ALL, "/metrics", "", "admin"),
    (("POST",), "/v1/runs/", "/good", "admin"),
    (("GET",), "/v1/shares", "", "read"),
    (_WRITING, "/v1/shares", "", "manage"),
    (("GET",), "/v1/library", "", "read"),
    (("PUT",), "/v1/library", "", "add"),
    (("DELETE",), "/v1/library", "", "manage"),
    (("GET",), "/v1/companies", "", "read"),
    (("GET",), "/v1/records", "", "read"),
    (_ALL, "/v1/", "", "ask"),
    (_ALL, "/mcp", "", "ask"),
)


def scope_of(method: str, path: str) -> str:
    """What a key must be good for; empty where any will do."""
    fits = (s for m, first, last, s in SCOPES if method in m and path.startswith(first) and path.endswith(last))
    return next(fits, "")


@dataclass
class _Room:
    """The application of one key, and what keeps its lifespan until it is let go."""

    app: ASGIApp
    person: int
    leave: asyncio.Event = field(default_factory=asyncio.Event)


class PeopleDoor:
    """Lets in who shows a key, to the application of his own.

    Args:
        settings: where things are.
        host: the address that the server is bound to.
        lobby: what is open to everybody: the page's own files, signing in, health.
        make: the application of a key, given the settings with its ticket.
        metrics: count who is turned away.
        limits: how much one person may ask, and how often one address may be wrong.
    """

    def __init__(
        self,
        settings: Settings,
        host: str,
        lobby: ASGIApp,
        make: Callable[[Settings], Starlette],
        metrics: Metrics,
        limits: Limits,
    ) -> None:
        self._settings, self._host, self._lobby, self._make, self._metrics = settings, host, lobby, make, metrics
        self._rooms: OrderedDict[str, _Room] = OrderedDict()
        self._making = asyncio.Lock()
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._lobby(scope, receive, send)
            return
        request = Request(scope)
        if needs_no_key(request.url.path):
            await self._lobby(scope, receive, send)
            return
        if why := stranger(request, self._host):
            await self._refused("origin", 403, why)(scope, receive, send)
            return
        secret, address = given_key(request), request.client.host if request.client else ""
        try:
            acting = await self._acting(secret)
        except Denied:
            # A key that is somebody's is let in however many wrong ones came from the same address.
            if is_key(secret) and not self._limits.may_guess(address):
                await self._later()(scope, receive, send)
                return
            await self._refused("key", 401, "the key is missing or wrong, has expired, or was ended")(
                scope, receive, send
            )
            return
        except MunimentError as error:
            status, body, headers = problem(error)
            await JSONResponse(body, status, headers | HEADERS)(scope, receive, send)
            return
        wanted = scope_of(request.method, request.url.path)
        if wanted and wanted not in acting.scopes:
            await self._refused("scope", 403, f"this key is not good for {wanted}")(scope, receive, send)
            return
        if not self._limits.enter(acting.person):
            await self._later()(scope, receive, send)
            return
        try:
            room = await self._room(ticket_of(secret), acting.person)
            await room.app(scope, receive, send)
        finally:
            self._limits.leave(acting.person)

    async def _acting(self, secret: str) -> Acting:
        if not is_key(secret):
            raise Denied("that is no key")
        ticket = ticket_of(secret)
        return await anyio.to_thread.run_sync(lambda: ActingDatabase(open_application(self._settings), ticket).acting())

    async def _room(self, ticket: str, person: int) -> _Room:
        async with self._making:
            room = self._rooms.get(ticket)
            if room is None:
                app = await anyio.to_thread.run_sync(lambda: self._make(replace(self._settings, ticket=ticket)))
                room = self._rooms[ticket] = _Room(app, person)
                ready = asyncio.Event()
                # A lifespan is entered and left in one task.
                task = asyncio.create_task(_live(app, ready, room.leave))
                await ready.wait()
                if task.done():
                    del self._rooms[ticket]
                    task.result()
            self._rooms.move_to_end(ticket)
            own = [t for t, kept in self._rooms.items() if kept.person == person]
            for oldest in own[:-OF_ONE] or list(self._rooms)[:-SIGNED_IN]:
                self._rooms.pop(oldest).leave.set()
            return room

    def _refused(self, reason: str, status: int, said: str) -> JSONResponse:
        self._metrics.refuse(reason)
        return JSONResponse(told(said, "refused"), status, HEADERS)

    def _later(self) -> JSONResponse:
        self._metrics.refuse("limit")
        said = told("too much is asked at once; try again in a moment", "limited")
        return JSONResponse(said, 429, HEADERS | {"Retry-After": "5"})


async def _live(app: Starlette, ready: asyncio.Event, leave: asyncio.Event) -> None:
    try:
        async with app.router.lifespan_context(app):
            ready.set()
            await leave.wait()
    finally:
        ready.set()

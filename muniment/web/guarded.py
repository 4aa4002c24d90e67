"""What keeps strangers out of every application here: who may ask, how much may be sent, and what a page may do.

Whoever asks must name this server as host (so that no web page can reach it under a name of its own), and a page of another origin
is refused. The page loads nothing from elsewhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muniment.errors import BadInput

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
SHORTEST_KEY = 12
"""Characters: with twenty guesses a minute from an address, even small letters alone are not tried through."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def stranger(request: Request, host: str) -> str:
    """Why nobody may ask in this way; empty where he may.

    Args:
        request: what is asked.
        host: the address that the server is bound to.
    """
    named = request.headers.get("host", "")
    name = urlsplit(f"//{named}").hostname or ""
    if is_loopback(host) and not is_loopback(name):
        return f"this server answers to {', '.join(LOOPBACK)} only"
    origin = request.headers.get("origin")
    return "pages of other origins may not ask" if origin and urlsplit(origin).netloc != named else ""


def check_key(key: str | None) -> None:
    """Refuse a key for everybody that could be guessed.

    Raises:
        BadInput: it is too short.
    """
    if key is not None and len(key) < SHORTEST_KEY:
        raise BadInput(f"MUNIMENT_API_KEY is too short to keep anybody out: {SHORTEST_KEY} characters at least")


def given_key(request: Request) -> str:
    """The key that is shown, in the header or as the page's cookie; empty where none is."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")


def needs_no_key(path: str) -> bool:
    """Whether a path is open to who has not shown a key."""
    return path in ("/health", "/login", "/logout", "/sign-in", "/signed-in", "/") or path.startswith("/page/")


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

"""Connections that say nothing, or not all, are closed; the others are answered meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from muniment.web.patience import PatientServer


async def echo(scope: dict[str, object], receive: object, send: object) -> None:
    """Answers every request with 200."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b"ok"})  # type: ignore[operator]


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    """A server with half a second of patience."""
    server = PatientServer(uvicorn.Config(echo, port=0, log_level="critical", lifespan="off"), patience=0.5)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    yield host, port
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_connection_that_sends_no_whole_request_is_closed(address: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(address) as silent:
        silent.sendall(sent)
        silent.settimeout(10)
        assert silent.recv(1) == b""


def test_others_are_answered_while_many_say_nothing(address: tuple[str, int]) -> None:
    silent = [socket.create_connection(address) for _ in range(200)]
    assert httpx.get(f"http://{address[0]}:{address[1]}/").text == "ok"
    for each in silent:
        each.settimeout(10)
        assert each.recv(1) == b""
        each.close()

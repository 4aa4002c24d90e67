"""A real HTTP server in EDGAR's layout, well-behaved or misbehaving on demand."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Reply = Callable[["Handler"], bool]


@dataclass
class Edgar:
    """A running server: its address, what it holds, what was asked, and the misbehaviours queued for a path."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    roots: list[Path] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    queued: dict[str, list[Reply]] = field(default_factory=dict)

    def content(self, path: str) -> bytes | None:
        if path in self.files:
            return self.files[path]
        for root in self.roots:
            file = root / path.lstrip("/")
            if file.is_file():
                return file.read_bytes()
        return None


class Handler(BaseHTTPRequestHandler):
    """Serves files with ETags, after whatever misbehaviour is queued."""

    protocol_version = "HTTP/1.1"
    edgar: Edgar

    def do_GET(self) -> None:
        self.edgar.asked.append((self.path, dict(self.headers)))
        self.edgar.times.append(time.monotonic())
        queue = self.edgar.queued.get(self.path)
        if queue and queue.pop(0)(self):
            return
        content = self.edgar.content(self.path)
        if content is None:
            self.reply(404, b"<html><body>NoSuchKey</body></html>")
            return
        etag = f'"{hash(content)}"'
        if self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.headers.get("Accept-Encoding") == "identity":
            self.reply(200, content, {"ETag": etag})
            return
        self.reply(200, gzip.compress(content, 1), {"ETag": etag, "Content-Encoding": "gzip"})

    def do_POST(self) -> None:
        self.edgar.asked.append((self.path, dict(self.headers)))
        self.reply(202, b"{}")

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running(*roots: Path, files: dict[str, bytes] | None = None) -> Iterator[Edgar]:
    """Serve until the block ends."""
    edgar = Edgar(files=dict(files or {}), roots=list(roots))
    handler = type("Bound", (Handler,), {"edgar": edgar})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    edgar.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield edgar
    finally:
        server.shutdown()
        server.server_close()


def answering(status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None) -> Reply:
    """A reply to queue."""

    def reply(handler: Handler) -> bool:
        handler.reply(status, body, headers, length)
        return True

    return reply

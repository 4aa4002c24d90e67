"""A server that speaks OpenAI's HTTP API with the real model behind it, for tests: what llama-server is elsewhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from muniment.models.gguf import bindings, default_model_path

Asked = list[dict[str, Any]]


@contextmanager
def serving(keeps_grammar: bool = True, key: str = "") -> Iterator[tuple[str, Asked]]:
    """The server's address, and what it was asked."""
    llama = bindings().Llama(str(default_model_path()), n_ctx=1024, verbose=False)
    asked: Asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({"data": [{"id": "smollm2", "meta": {"n_params": 134_515_008}}, {"id": "other"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked.append(body)
            grammar = bindings().LlamaGrammar.from_string(body["grammar"], verbose=False) if keeps_grammar else None
            self._send(
                llama.create_chat_completion(
                    body["messages"], temperature=0.0, seed=7, max_tokens=body["max_tokens"], grammar=grammar
                )
            )

        def _send(self, found: Any) -> None:
            content = json.dumps(found).encode()
            self.send_response(200 if not key or self.headers["authorization"] == f"Bearer {key}" else 401)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        llama.close()

"""A server that waits for nobody for ever: connections that send no whole request are closed after a while.

uvicorn bounds the time between requests, not the time that a request's headers or body may take. A thousand connections that
say nothing would use up the files that the process may open, and then nobody is answered.
"""

from __future__ import annotations

import resource
import time
from typing import Any

import uvicorn

PATIENCE = 15.0
"""Seconds that a request's headers may take."""
PATIENCE_WITH_A_BODY = 120.0
"""Seconds that its body may take: 32 MB over a slow line."""


class PatientServer(uvicorn.Server):
    """uvicorn's server, which looks at its connections every second."""

    def __init__(self, config: uvicorn.Config, patience: float = PATIENCE) -> None:
        super().__init__(config)
        self._patience = patience
        self._since: dict[Any, tuple[Any, float]] = {}
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < hard:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second."""
        if counter % 10 == 0:
            self._look(time.monotonic())
        return await super().on_tick(counter)

    def _look(self, now: float) -> None:
        connections: set[Any] = set(self.server_state.connections)
        self._since = {c: since for c, since in self._since.items() if c in connections}
        for connection in connections:
            cycle = connection.cycle
            known, since = self._since.get(connection, (cycle, now))
            if known is not cycle:
                since = now
            self._since[connection] = (cycle, since)
            awaited = cycle is None or (cycle.more_body and not cycle.response_started)
            if awaited and now - since > (self._patience if cycle is None else PATIENCE_WITH_A_BODY):
                connection.transport.close()

"""What every door of the server does with a run's events: ask through the gate, wait for the answer, send them as they come."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from muniment.codec import dump
from muniment.errors import MunimentError
from muniment.events import (
    Answered,
    Began,
    Drafted,
    Event,
    EvidenceFound,
    Judged,
    Planned,
    Progressed,
    PutAside,
    RoomEntered,
    RoomLeft,
)
from muniment.presenting import as_json
from muniment.records import Answer
from muniment.web.faults import problem
from muniment.web.gate import Gate

EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
Begin = Callable[[Callable[[], bool]], Iterator[Event]]
"""Begins a run; it is given what tells it whether to stop."""


class Asking:
    """The one way to the gate: every event that passes is counted.

    Args:
        gate: the queue in front of the agent.
        count: hears every event, for the metrics.
    """

    def __init__(self, gate: Gate, count: Callable[[Event], None]) -> None:
        self._gate = gate
        self._count = count

    async def events(self, begin: Begin) -> AsyncIterator[Event]:
        """A run's events, in its turn."""
        async for event in self._gate.events(begin):
            self._count(event)
            yield event

    async def answer(self, begin: Begin, request: Request) -> Response:
        """A run's answer as JSON, when it is there."""
        answer = await answered(self.events(begin), request)
        return JSONResponse(as_json(answer) if answer else None)


async def answered(events: AsyncIterator[Event], request: Request) -> Answer | None:
    """The answer at the end of a run's events; None where whoever asked has gone, and then the run is stopped."""
    answer = None
    following = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            done, _ = await asyncio.wait({following}, timeout=0.25)
            if done:
                event = following.result()
                if event is None:
                    return answer
                if isinstance(event, Answered):
                    answer = event.answer
                following = asyncio.ensure_future(anext(events, None))
            elif await request.is_disconnected():
                return None
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await events.aclose()  # type: ignore[attr-defined]


async def begun(events: AsyncIterator[Event], write: Callable[[Event], str | None], end: str = "") -> StreamingResponse:
    """A stream that has begun: what fails before its first event is a status, not a broken stream.

    Args:
        events: of a run.
        write: an event as it is sent; None where it is not.
        end: sent after the last.
    """
    first = await anext(events)

    async def lines() -> AsyncIterator[str]:
        try:
            if said := write(first):
                yield said
            async for event in events:
                if said := write(event):
                    yield said
            yield end
        except MunimentError as error:
            _, body, _ = problem(error)
            yield _sse("error", body["error"])
        finally:
            await events.aclose()  # type: ignore[attr-defined]

    return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def sent(event: Event) -> str | None:
    """An event as it is sent to a page."""
    if isinstance(event, Began):
        return _sse("began", {"run": event.run})
    if isinstance(event, RoomEntered):
        return _sse("room", {"room": event.room})
    if isinstance(event, RoomLeft):
        return _sse("left", {"room": event.step.room, "seconds": event.step.seconds, "note": event.step.note})
    if isinstance(event, Progressed):
        return _sse("progress", {"what": event.what, "done": event.done, "of": event.of})
    if isinstance(event, Planned):
        return _sse("planned", {"carried": list(event.plan.carried), "plan": dump(event.plan)})
    if isinstance(event, EvidenceFound):
        return _sse("evidence", {"count": len(event.evidence)})
    if isinstance(event, PutAside):
        return _sse("left_out", {"left_out": [{"what": x.what, "why": x.why} for x in event.left_out]})
    if isinstance(event, Drafted):
        return _sse("draft", {"characters": len(event.text)})
    if isinstance(event, Judged):
        return _sse("verdict", {"checked": event.verdict.checked, "held": event.verdict.held})
    if isinstance(event, Answered):
        return _sse("answer", as_json(event.answer))
    return None


def _sse(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"

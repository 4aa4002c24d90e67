"""OpenAI's chat completions, so that any client of that API can be pointed here.

Only the user's messages are read: the last is the question, those before it are what it may lean on. Nothing is streamed
before it was verified; a stream then has the whole answer in a few pieces. The answer's object stands beside the text, in
`muniment`; in a stream, in its last piece with a choice.
"""

from __future__ import annotations

import json
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from muniment.agent import Agent
from muniment.agents.reading.words import plain
from muniment.asked import Asked
from muniment.calls import ModelCall
from muniment.chat import left_by
from muniment.errors import BadInput, Unknown
from muniment.events import Answered, Event, Located, Planned
from muniment.presenting import as_json, as_text
from muniment.records import Answer, Ask, Before, Plan
from muniment.web.bodies import Completion, Message
from muniment.web.faults import PROBLEMS
from muniment.web.streaming import EVENT, Asking, answered, begun

LEANS_ON = 8
"""Earlier questions that are read again where they are not remembered."""
REMEMBERED = 1000


class Conversations:
    """What the questions of conversations leave to the next, since a client sends only their words."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self._kept: OrderedDict[tuple[str, ...], Before | None] = OrderedDict()

    def events(self, questions: tuple[str, ...], stop: Callable[[], bool]) -> Iterator[Event]:
        """The events of the last question, which may lean on those before it."""
        before = self._before(questions[:-1], stop)
        plan: Plan | None = None
        asks: tuple[Ask, ...] = ()
        for event in self.agent.runner.stream(Asked(questions[-1], before=before), stop):
            if isinstance(event, Planned):
                plan = event.plan
            elif isinstance(event, Located):
                asks = event.asks
            elif isinstance(event, Answered):
                self._keep(questions, left_by(questions[-1], plan, asks, event.answer, before))
            yield event

    def _before(self, earlier: tuple[str, ...], stop: Callable[[], bool]) -> Before | None:
        if not earlier:
            return None
        if earlier not in self._kept:
            for _ in self.events(earlier[-LEANS_ON:], stop):
                pass
            self._keep(earlier, self._kept[earlier[-LEANS_ON:]])
        return self._kept[earlier]

    def _keep(self, questions: tuple[str, ...], before: Before | None) -> None:
        self._kept[questions] = before
        self._kept.move_to_end(questions)
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)


def openai_routes(agent: Agent, asking: Asking) -> APIRouter:
    """`/v1/models` and `/v1/chat/completions`.

    Args:
        agent: answers.
        asking: the way to it.
    """
    router = APIRouter(prefix="/v1", responses=PROBLEMS)
    conversations = Conversations(agent)
    begun_at = int(time.time())

    def model() -> dict[str, Any]:
        return {
            "id": "muniment",
            "object": "model",
            "created": begun_at,
            "owned_by": agent.runner.model_name() or "muniment",
        }

    @router.get("/models", summary="OpenAI's list of models")
    def list_models() -> dict[str, Any]:
        return {"object": "list", "data": [model()]}

    @router.get("/models/{name}", summary="OpenAI's description of a model")
    def show_model(name: str) -> dict[str, Any]:
        if name != "muniment":
            raise Unknown(f"there is no model {name[:100]!r}; there is muniment")
        return model()

    @router.post(
        "/chat/completions",
        summary="OpenAI's chat completions",
        responses={
            200: {"content": {"text/event-stream": {"schema": EVENT}}, "description": "The answer, or its pieces"}
        },
    )
    async def complete(body: Completion, request: Request) -> Response:
        questions = tuple(text for m in body.messages if m.role == "user" and re.search(r"[^\W_]", text := _text(m)))
        if not questions:
            raise BadInput("no message of the user's has any text")
        plain(questions[-1])

        events = asking.events(lambda stop: conversations.events(questions, stop))
        if body.stream:
            usage = bool((body.stream_options or {}).get("include_usage"))
            return await begun(events, lambda event: _chunks(event, usage), "data: [DONE]\n\n")
        answer = await answered(events, request)
        if answer is None:
            return Response(status_code=204)
        message = {"role": "assistant", "content": as_text(answer), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        whole = {"choices": [choice], "usage": _usage(answer), "muniment": as_json(answer)}
        return JSONResponse(_head(answer, "chat.completion") | whole)

    return router


def _text(message: Message) -> str:
    if isinstance(message.content, list):
        return " ".join(str(p.get("text", "")) for p in message.content if p.get("type") == "text")
    return message.content or ""


def _head(answer: Answer, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{answer.run}",
        "object": kind,
        "created": int(time.time()),
        "model": "muniment",
    }


def _chunks(event: Event, usage: bool) -> str | None:
    """The answer as OpenAI's chunks; nothing is sent before it was verified."""
    if not isinstance(event, Answered):
        return None
    head = _head(event.answer, "chat.completion.chunk")
    deltas: list[tuple[dict[str, str], str | None]] = [({"role": "assistant", "content": ""}, None)]
    deltas += [({"content": line}, None) for line in as_text(event.answer).splitlines(keepends=True)]
    chunks: list[dict[str, Any]] = [
        head | {"choices": [{"index": 0, "delta": delta, "finish_reason": end, "logprobs": None}]}
        for delta, end in [*deltas, ({}, "stop")]
    ]
    chunks[-1]["muniment"] = as_json(event.answer)
    if usage:
        chunks.append(head | {"choices": [], "usage": _usage(event.answer)})
    return "".join(f"data: {json.dumps(c, ensure_ascii=False)}\n\n" for c in chunks)


def _usage(answer: Answer) -> dict[str, int]:
    calls = [c for step in answer.steps for c in step.calls if isinstance(c, ModelCall)]
    read, written = sum(c.read for c in calls), sum(c.written for c in calls)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}

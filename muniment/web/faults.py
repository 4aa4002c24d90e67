"""Faults as HTTP statuses: one clear sentence, never a traceback."""

from __future__ import annotations

from typing import Any

from muniment.errors import BadInput, Conflict, Damaged, Denied, MunimentError, Stopped, TooLarge, Unavailable, Unknown
from muniment.web.gate import Full

_STATUSES: tuple[tuple[type[MunimentError], int, str], ...] = (
    (Unknown, 404, "not_found"),
    (Conflict, 409, "conflict"),
    (TooLarge, 413, "too_large"),
    (BadInput, 400, "bad_input"),
    (Damaged, 409, "damaged"),
    (Denied, 403, "denied"),
    (Full, 503, "full"),
    (Unavailable, 503, "unavailable"),
    (Stopped, 409, "stopped"),
)

PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": said,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
    }
    for code, said in {
        400: "What was sent cannot be read",
        401: "The API key is missing or wrong",
        403: "Whoever asks may not do that",
        404: "What is named does not exist",
        409: "What was kept was altered, or what is wanted is taken",
        413: "Too much was sent",
        503: "Too many questions are waiting, or something is not there",
    }.items()
}
"""What the routes answer beside what they are for, as OpenAPI tells it."""


def problem(error: MunimentError) -> tuple[int, dict[str, Any], dict[str, str]]:
    """The status, body and headers that tell of a fault."""
    status, name = next(((s, n) for kind, s, n in _STATUSES if isinstance(error, kind)), (500, "fault"))
    headers = {"Retry-After": str(error.after)} if isinstance(error, Full) else {}
    return status, told(" ".join(str(error).split()), name), headers


def told(message: str, name: str) -> dict[str, Any]:
    """A fault's body; OpenAI's clients read it too."""
    return {"error": {"message": message, "type": name}}

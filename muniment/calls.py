"""What a room calls while it works, the model and the database, written down for whoever looks into the run; and stopping.

Recording is on only inside `recording`; otherwise noting costs a look at a context variable. Nothing here is a log: what is
noted goes into the run's own trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from muniment.errors import Stopped


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of the reasoning model: the prompt as sent, the grammar, what came out; counts are tokens."""

    kind: str
    prompt: str
    grammar: str
    output: str
    read: int
    written: int
    seconds: float
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One statement sent to the database, with its parameters written in, and the seconds it took."""

    sql: str
    seconds: float


Call = ModelCall | Query
_calls: ContextVar[list[Call] | None] = ContextVar("muniment_calls", default=None)
_stop: ContextVar[Callable[[], bool]] = ContextVar("muniment_stop", default=lambda: False)


def note(make: Callable[[], Call]) -> None:
    """Write a call down, if anybody records; what is noted is made only then."""
    calls = _calls.get()
    if calls is not None:
        calls.append(make())


@contextmanager
def recording() -> Iterator[list[Call]]:
    """The calls noted inside the block."""
    calls: list[Call] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)


@contextmanager
def stopping(asked: Callable[[], bool]) -> Iterator[None]:
    """Inside the block, work ends at its next step once `asked` says so."""
    token = _stop.set(asked)
    try:
        yield
    finally:
        _stop.reset(token)


def go_on() -> None:
    """Asked before each room and each token.

    Raises:
        Stopped: whoever asked has had enough.
    """
    if _stop.get()():
        raise Stopped("stopped")

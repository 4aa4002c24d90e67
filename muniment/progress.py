"""Tell of long work from inside a room, without the room knowing who listens.

A listener is set for the current context (a terminal's bar, an event stream); without one, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("muniment_progress", default=None)


def tell(what: str, done: int, of: int) -> None:
    """Say that `done` of `of` pieces of some work are done."""
    listener = _listener.get()
    if listener is not None:
        listener(what, done, of)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send what is told inside the block to a listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)

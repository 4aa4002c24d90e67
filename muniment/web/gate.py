"""The queue in front of the one model: so many runs at a time, so many waiting, and then no more.

Runs are blocking and happen in worker threads; their events come out as an asynchronous stream. Whoever stops listening
stops the run within a token.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from muniment.errors import MunimentError
from muniment.events import Event

WORKERS = 2
"""Runs at a time: while one waits for the database the other may use the model, which is one at a time in itself."""
WAITING = 16
A_TURN = 0.25
"""Seconds in which a place becomes free, before that was measured."""
LONGEST_WAIT = 60
"""Seconds after which at most whoever was turned away may try again."""

_END = object()


class Full(MunimentError):
    """So many questions are waiting that another would wait too long; it may be asked again `after` so many seconds."""

    def __init__(self, after: int) -> None:
        super().__init__(f"too many questions are waiting; try again in {after} s")
        self.after = after


class Gate:
    """Lets `workers` runs go at a time and `waiting` more wait."""

    def __init__(self, workers: int = WORKERS, waiting: int = WAITING) -> None:
        self.places = workers + waiting
        self.inside = 0
        self._workers, self._turn, self._promised = workers, A_TURN, 0.0
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="muniment-run")

    def close(self) -> None:
        """Let nobody in any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def promise(self, now: float) -> int:
        """Seconds after which whoever is turned away now may try again: behind all who were turned away before him, as fast as places become free.

        With the same two seconds for all, 128 askers spent three quarters of the machine on being turned away.
        """
        self._promised = min(max(self._promised, now) + self._turn, now + LONGEST_WAIT)
        return math.ceil(self._promised - now)

    async def events(self, begin: Callable[[Callable[[], bool]], Iterator[Event]]) -> AsyncIterator[Event]:
        """The events of one run.

        Args:
            begin: makes the run's events, given what to ask whether to stop.

        Raises:
            Full: too many are waiting.
        """
        if self.inside >= self.places:
            raise Full(self.promise(time.monotonic()))
        self.inside += 1
        loop, stop = asyncio.get_running_loop(), threading.Event()
        queue: asyncio.Queue[object] = asyncio.Queue()

        def put(item: object) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, item)

        def work() -> None:
            try:
                if not stop.is_set():
                    began = time.monotonic()
                    for event in begin(stop.is_set):
                        put(event)
                    self._turn += ((time.monotonic() - began) / self._workers - self._turn) / 8
            except Exception as error:
                put(error)
            finally:
                put(_END)

        job = loop.run_in_executor(self._pool, work)
        try:
            while (item := await queue.get()) is not _END:
                if isinstance(item, Exception):
                    raise item
                yield item  # type: ignore[misc]
        finally:
            stop.set()
            try:
                await asyncio.shield(job)
            finally:
                self.inside -= 1

"""What takes long, as jobs in Postgres (Procrastinate): a document to be read is a row, and any process that works takes the next.

A job that its process did not live to end is taken up again by another, and a document that was read meanwhile is not read twice. What is
to be read travels with the job only where the database is shared between machines; else its bytes are in the home.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Sequence
from contextlib import suppress

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from muniment.errors import Lost
from muniment.library.reading import Wanted, read_document
from muniment.store.library.documents import Documents
from muniment.tools.library.reader import READER

QUEUE, READ = "documents", "read"
BEAT, STALLED = 2.0, 10.0
"""Seconds between two signs of life of a worker, and without one after which it is taken for dead."""
POLLED = 1.0
_TRIES = RetryStrategy(max_attempts=3, linear_wait=2)
# It logs every job with its arguments, which are names of files.
logging.getLogger("procrastinate").addHandler(logging.NullHandler())
logging.getLogger("procrastinate").propagate = False


class Jobs:
    """The jobs of one store's database."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def defer(self, wanted: Sequence[Wanted]) -> list[int]:
        """Put documents into the queue; two jobs of one path run one after the other.

        Returns:
            The jobs' numbers.

        Raises:
            Lost: the database broke off.
        """
        jobs = [
            Job(
                queue=QUEUE,
                lock=f"{w.collection}/{w.path}",
                queueing_lock=None,
                task_name=READ,
                task_kwargs={"collection": w.collection, "path": w.path, "sha256": w.sha256},
            )
            for w in wanted
        ]
        try:
            with self._app(1).open() as app:
                return [int(j.id or 0) for j in app.job_manager.batch_defer_jobs(jobs)] if jobs else []
        except ConnectorException as error:
            raise Lost(f"the database broke off: {error}") from None

    def unfinished(self) -> dict[int, Job]:
        """The jobs that wait or are worked on, by their numbers."""
        with self._app(1).open() as app:
            listed = app.job_manager.list_jobs(queue=QUEUE)
        return {int(j.id or 0): j for j in listed if j.status in (Status.TODO.value, Status.DOING.value)}

    def cancel(self, jobs: Sequence[int]) -> None:
        """Take jobs out of the queue that nobody has begun."""
        with self._app(1).open() as app:
            for job in jobs:
                app.job_manager.cancel_job_by_id(job, delete_job=True)

    def worker(self, threads: int = 0, wait: bool = True) -> Worker:
        """A worker, not started.

        Args:
            threads: how many documents are read at once; one more than there are cores where 0, since each also waits for the database.
            wait: go on when the queue is empty.
        """
        threads = threads or (os.cpu_count() or 1) + 1
        return Worker(self._app(threads + 2), threads, wait)

    def _app(self, connections: int) -> App:
        app = App(
            connector=PsycopgConnector(conninfo=self.documents.store.database.dsn(), min_size=1, max_size=connections)
        )
        app.task(name=READ, queue=QUEUE, retry=_TRIES)(self._read)
        return app

    def _read(self, collection: str, path: str, sha256: str) -> None:
        wanted = Wanted(collection, path, sha256)
        before = self.documents.at(collection, path)
        if before is not None and (before.sha256, before.reader) == (sha256, READER):
            return
        content = self.documents.bytes_of(sha256)
        if content is not None:
            read_document(self.documents, wanted, content)


class Worker(threading.Thread):
    """Works on what is in the queue, in a thread of its own."""

    def __init__(self, app: App, threads: int, wait: bool) -> None:
        super().__init__(daemon=True)
        self._app, self._threads, self._wait = app, threads, wait
        self._loop: asyncio.AbstractEventLoop | None = None
        self._working: asyncio.Task[None] | None = None
        self.failed: ConnectorException | None = None

    def run(self) -> None:
        """Work until the queue is empty, or until `stop`."""
        try:
            asyncio.run(self._work())
        except ConnectorException as error:
            self.failed = error

    def stop(self) -> None:
        """End when what is being read has been read."""
        if self._loop is not None and self._working is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._working.cancel)

    async def _work(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._app.open_async():
            reviving = asyncio.create_task(self._revive())
            self._working = asyncio.create_task(
                self._app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=self._threads,
                    wait=self._wait,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    fetch_job_polling_interval=POLLED,
                    update_heartbeat_interval=BEAT,
                    stalled_worker_timeout=STALLED,
                )
            )
            try:
                with suppress(asyncio.CancelledError):
                    await self._working
            finally:
                reviving.cancel()

    async def _revive(self) -> None:
        """Give back to the queue what dead workers had taken."""
        manager = self._app.job_manager
        while True:
            for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED):
                await manager.retry_job(job)
            await asyncio.sleep(BEAT)

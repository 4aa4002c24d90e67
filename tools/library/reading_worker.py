"""Read documents in processes of their own: what hangs, breaks or fills the memory costs that document and nothing else.

A 2 KB file can hang pdfium, and one of 2 MB take 3 GB; so a process reads one document at a time, with its seconds and its memory, and
one that was stopped or broke is replaced. A process that did well reads the next: to begin one takes 0.3 s.
"""

from __future__ import annotations

import pickle
import resource
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, cast

from muniment.errors import Unparsed
from muniment.tools.formats.page import Box, Page

if TYPE_CHECKING:
    from muniment.tools.library.reader import ReadDocument

SECONDS = 300.0
"""A 10-K of 200 pages takes 5 s."""
MEMORY = 4 * 1024**3
LARGEST = 500 * 1024**2


def read_safely(content: bytes, name: str, seconds: float = SECONDS) -> ReadDocument:
    """Read a document of a file's name as `reader.read_library_document` does.

    Raises:
        Unparsed: it cannot be read, or takes longer, or more memory, than a document may.
    """
    return cast("ReadDocument", _asked(("read", content, name), seconds))


def words_safely(content: bytes, name: str, page: int, box: Box, seconds: float = 30.0) -> str:
    """What is printed in a box of a page, as `reader.words_at` does.

    Raises:
        Unparsed: the page cannot be read.
    """
    return str(_asked(("words", content, name, page, box), seconds))


def page_safely(content: bytes, name: str, page: int, seconds: float = 60.0) -> Page | None:
    """One page of a document, as `reader.page_of` reads it.

    Raises:
        Unparsed: the document cannot be read.
    """
    return cast("Page | None", _asked(("page", content, name, page), seconds))


def picture_safely(content: bytes, page: int, seconds: float = 30.0) -> bytes:
    """A page as it looks, as `picture.page_picture` does.

    Raises:
        Unparsed: the page cannot be drawn.
    """
    drawn = _asked(("picture", content, page), seconds)
    assert isinstance(drawn, bytes)
    return drawn


class _Worker:
    """One process that reads documents, one after the other; what hangs or breaks it ends it."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "muniment.tools.library.reading_worker"]
        # A session of its own: Ctrl-C stops the asker, whose end closes the pipe, and that ends the worker.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._late = False

    def ask(self, task: bytes, seconds: float) -> bytes:
        """The answer to a task, both pickled; empty where the worker ended.

        Raises:
            Unparsed: it took too long.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        timer = threading.Timer(seconds, self._end)
        timer.start()
        try:
            self._process.stdin.write(len(task).to_bytes(8, "big") + task)
            self._process.stdin.flush()
            length = int.from_bytes(self._process.stdout.read(8), "big")
            answer = self._process.stdout.read(length)
        except (BrokenPipeError, ValueError):
            answer = b""
        finally:
            timer.cancel()
        if self._late:
            raise Unparsed(f"it was not read within {seconds:g} seconds")
        return answer

    def _end(self) -> None:
        self._late = True
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


_idle: list[_Worker] = []
_lock = threading.Lock()


def _asked(task: tuple[Any, ...], seconds: float) -> Any:
    if len(task[1]) > LARGEST:
        raise Unparsed(f"it has {len(task[1]) // 1024**2:,} MB; {LARGEST // 1024**2} are read at most")
    with _lock:
        worker = _idle.pop() if _idle else _Worker()
    done = b""
    try:
        done = worker.ask(pickle.dumps(task, pickle.HIGHEST_PROTOCOL), seconds)
    finally:
        if done:
            with _lock:
                _idle.append(worker)
        else:
            worker.close()
    if not done:
        raise Unparsed("the reader broke off: it takes more memory than a document may, or is damaged")
    answer = pickle.loads(done)
    if isinstance(answer, Unparsed):
        raise answer
    return answer


def _serve() -> None:
    from muniment.tools.formats.picture import page_picture
    from muniment.tools.library.reader import page_of, read_library_document, words_at

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    doing: dict[str, Any] = {"read": read_library_document, "words": words_at, "page": page_of, "picture": page_picture}
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not stand among the answers.
    sys.stdout = sys.stderr
    while head := asked.read(8):
        signal.alarm(int(2 * SECONDS))
        kind, *rest = pickle.loads(asked.read(int.from_bytes(head, "big")))
        answer: Any
        try:
            answer = doing[kind](*rest)
        except Unparsed as error:
            answer = error
        signal.alarm(0)
        told = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        answers.write(len(told).to_bytes(8, "big") + told)
        answers.flush()


if __name__ == "__main__":
    _serve()

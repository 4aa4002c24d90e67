"""Read a page in a process of its own, which can be killed: a page made to be slow costs its time limit and nothing more.

The limits in `markup` bound what a page may hold; this bounds the seconds it may take, whatever the parsers do. The
worker is kept for the next page, and started anew after one that had to be killed.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from typing import IO

from muniment.errors import Unparsed
from muniment.tools.documents.document import Document, read_document

SECONDS = 60.0
"""A 10-K of 3.5 MB takes 0.4 s. `html.parser` takes 52 s for 60 KB of `<a ` and the square of that for more."""

_lock = threading.Lock()
_worker: subprocess.Popen[bytes] | None = None


def read_page(content: bytes, seconds: float = SECONDS) -> Document:
    """Read a page's bytes, as `document.read_document` does.

    Args:
        content: the bytes as fetched.
        seconds: how long it may take.

    Raises:
        Unparsed: the bytes cannot be read safely, take longer than that, or break the reader.
    """
    with _lock:
        worker = _started()
        late = threading.Event()

        def kill() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            assert worker.stdin is not None and worker.stdout is not None
            _send(worker.stdin, content)
            answer = pickle.loads(_receive(worker.stdout))
        except (EOFError, OSError):
            _stop()
            why = f"it was not read within {seconds:g} seconds" if late.is_set() else "the reader broke off"
            raise Unparsed(why) from None
        finally:
            timer.cancel()
    if isinstance(answer, Unparsed):
        raise answer
    assert isinstance(answer, Document)
    return answer


def _started() -> subprocess.Popen[bytes]:
    global _worker
    if _worker is None or _worker.poll() is not None:
        _worker = subprocess.Popen(
            [sys.executable, "-P", "-m", "muniment.tools.documents.page_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A session of its own: Ctrl-C stops the asker, who then closes the pipe.
            start_new_session=True,
        )
        atexit.register(_stop)
    return _worker


def _stop() -> None:
    global _worker
    if _worker is not None:
        _worker.kill()
        _worker.communicate()
        _worker = None


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(struct.pack("<Q", len(content)))
    pipe.write(content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(8)
    content = pipe.read(struct.unpack("<Q", head)[0]) if len(head) == 8 else b""
    if not content:
        raise EOFError
    return content


def _serve() -> None:
    """The worker: one page after another until the pipe closes.

    Whoever asked may be killed, and then kills nobody: the worker ends with it, or by the kernel where a parser lets nothing
    else run for twice a page's time.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    while True:
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            content = _receive(sys.stdin.buffer)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, 2 * SECONDS)
        answer: Document | Unparsed
        try:
            answer = read_document(content)
        except Unparsed as error:
            answer = error
        _send(sys.stdout.buffer, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    _serve()

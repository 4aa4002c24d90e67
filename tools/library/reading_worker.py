"""Read a document in a process of its own: what hangs, breaks or fills the memory costs that document and nothing else.

A 2 KB file can hang pdfium, and one of 2 MB take 3 GB; so each document has its own process, its seconds and its memory.
"""

from __future__ import annotations

import pickle
import resource
import signal
import subprocess
import sys
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


def _asked(task: tuple[Any, ...], seconds: float) -> Any:
    if len(task[1]) > LARGEST:
        raise Unparsed(f"it has {len(task[1]) // 1024**2:,} MB; {LARGEST // 1024**2} are read at most")
    command = [sys.executable, "-P", "-m", "muniment.tools.library.reading_worker"]
    try:
        # A session of its own: Ctrl-C stops the asker, whose end closes the pipe.
        done = subprocess.run(
            command,
            input=pickle.dumps(task, pickle.HIGHEST_PROTOCOL),
            capture_output=True,
            timeout=seconds,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unparsed(f"it was not read within {seconds:g} seconds") from None
    if done.returncode or not done.stdout:
        raise Unparsed("the reader broke off: it takes more memory than a document may, or is damaged")
    answer = pickle.loads(done.stdout)
    if isinstance(answer, Unparsed):
        raise answer
    return answer


def _serve() -> None:
    from muniment.tools.formats.picture import page_picture
    from muniment.tools.library.reader import page_of, read_library_document, words_at

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(int(2 * SECONDS))
    kind, *rest = pickle.loads(sys.stdin.buffer.read())
    doing: dict[str, Any] = {"read": read_library_document, "words": words_at, "page": page_of, "picture": page_picture}
    answer: Any
    try:
        answer = doing[kind](*rest)
    except Unparsed as error:
        answer = error
    sys.stdout.buffer.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    _serve()

"""Write a file that is there whole, or not at all, and that only its owner can read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from muniment.errors import BadInput, Conflict


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A new file to write into; it bears its name once all is on the disk.

    Raises:
        BadInput: it cannot be written.
        Conflict: it is there already.
    """
    if target.exists():
        raise Conflict(f"{target} is there already; name another file")
    part = target.with_name(f"{target.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)

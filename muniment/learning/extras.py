"""Optional packages: a missing one is an error that says what to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from muniment.errors import Unavailable


@contextmanager
def needs_extra(name: str) -> Iterator[None]:
    """Run imports that an extra provides.

    Raises:
        Unavailable: one is missing; the sentence says what to install.
    """
    try:
        yield
    except ImportError as error:
        raise Unavailable(f"{error.name} is not installed; install it: pip install 'muniment[{name}]'") from None

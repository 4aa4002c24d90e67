"""Do again, once, what may be done twice, where the database broke off under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from muniment.errors import Lost

T = TypeVar("T")


def once_more(work: Callable[[], T]) -> T:
    """What the work gives, at the second try where the first was `Lost`.

    Raises:
        Lost: both were.
    """
    try:
        return work()
    except Lost:
        return work()

"""Values to JSON and back, exactly: decimals and dates as text, tuples as lists. What does not fit its type is refused."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from muniment.errors import Damaged

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(value: Any, kind: Any = None) -> Any:
    """A value as JSON's own types.

    Args:
        value: a value of `muniment.records`, or anything pydantic can write.
        kind: its declared type, where it is no class of its own.
    """
    return _adapter(cast("Hashable", kind or type(value))).dump_python(value, mode="json")


def load(kind: type[T], value: Any) -> T:
    """The value that `dump` wrote.

    Raises:
        Damaged: it is none of that type.
    """
    try:
        return cast("T", _adapter(cast("Hashable", kind)).validate_python(value))
    except ValidationError as error:
        raise Damaged(f"what was kept is no {getattr(kind, '__name__', kind)}: {error.errors()[0]['msg']}") from None

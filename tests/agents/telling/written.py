"""What a telling writes about figures, for the tests of telling."""

from __future__ import annotations

from collections.abc import Callable

from muniment.agents.telling.writer import Writer
from muniment.records import Ask, Figure, Measure, Pointed
from tests.filed import numbered, pointed

LOSS = (Measure("net_income", loss=True),)


def told(tell: Callable[[Writer, Pointed], None], asked: Ask, *figures: Figure) -> Writer:
    """The writer after it told an ask by its figures."""
    writer = Writer(numbered(*figures))
    tell(writer, pointed(asked, len(figures)))
    return writer

"""A fact of a printed statement, with its place on the page."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.records import Fact
from muniment.tools.formats.page import Box


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact with its place: the page, and the box of the cell on it. One that is not `is_sure` must be proven (see `adding_up`)."""

    fact: Fact
    page: int
    box: Box
    text: str
    is_sure: bool = True

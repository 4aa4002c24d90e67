"""A page of a contract or a policy as provisions: sentences, items of lists with the words that lead them in, rows of tables with their heads.

What leads in is the words before a list that end no sentence, or the first row of a table. A heading is a short line that ends no sentence. Nothing is
judged here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from muniment.sentences import places

LONGEST_HEADING, LONGEST_LEAD = 90, 400
FEWEST_WORDS = 4
"""A sentence of fewer ("9.2 Renewal.") goes with the next of its line."""
_BULLET = re.compile(r"\s*(?:[•◦▪■●·*–—-]|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)])\s+")


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision: its characters on the page, those of what leads it in (nowhere: from 0 to 0), and the heading that it stands under."""

    start: int
    end: int
    lead_start: int
    lead_end: int
    heading: str


def provisions(text: str, rows: Collection[int] = ()) -> tuple[Provision, ...]:
    """The provisions of a page, in their order.

    Args:
        text: the page's.
        rows: where the lines begin that are rows of tables.

    >>> page = "Gifts\\nStaff must not accept:\\n• cash;\\n• vouchers."
    >>> [(page[p.lead_start : p.lead_end], page[p.start : p.end], p.heading) for p in provisions(page)][1:]
    [('Staff must not accept:', 'cash;', 'Gifts'), ('Staff must not accept:', 'vouchers.', 'Gifts')]
    """
    return tuple(_provisions(text, frozenset(rows)))


def _provisions(text: str, rows: frozenset[int]) -> Iterator[Provision]:
    heading, lead, heads = "", (0, 0), (0, 0)
    for start, end, line in _lines(text):
        if start in rows:
            if heads == (0, 0):
                heads = start, end
            else:
                yield Provision(start, end, *heads, heading)
            continue
        heads = 0, 0
        bullet = _BULLET.match(line)
        if bullet is None:
            lead = (0, 0)
            if _is_heading(line):
                heading = line.strip()
                continue
        begin = start + (bullet.end() if bullet else 0)
        for a, b in _sentences(text[begin:end]):
            yield Provision(begin + a, begin + b, *lead, heading)
        if bullet is None:
            lead = _lead(line, start)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line.rstrip()), line.rstrip()
        at += len(line) + 1


def _is_heading(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= LONGEST_HEADING and bare[-1] not in ".;:,!?" and len(bare.split()) <= 12


def _lead(line: str, start: int) -> tuple[int, int]:
    """The last sentence of a line, which leads in a list that follows it; one that ends with a full stop leads nothing in."""
    a, b = (places(line) or [(0, len(line))])[-1]
    return (start + a, start + b) if b - a <= LONGEST_LEAD and line[b - 1] not in ".!?" else (0, 0)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    held: int | None = None
    for a, b in places(text):
        begin = a if held is None else held
        if len(text[begin:b].split()) < FEWEST_WORDS and b < len(text.rstrip()):
            held = begin
            continue
        held = None
        yield begin, b

"""Days in numbers that may be two (04/03/2024), as the contract's other days in numbers tell: 28/02/2024 says that days come first.

Where none tells, or they disagree, such a day stays unread; neither the law nor the language decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Order = Literal["day first", "month first"]
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text whose days in numbers are written by ISO 8601, and where its characters stand in the text that it was made of."""

    text: str
    at: tuple[int, ...]
    shifts: tuple[int, ...]

    def before(self, place: int) -> int:
        """Where a place of the spelled text stands in the original."""
        return place - self.shifts[bisect_right(self.at, place) - 1]

    def after(self, place: int) -> int:
        """Where a place of the original stands in the spelled text."""
        ends = [a - s for a, s in zip(self.at, self.shifts, strict=True)]
        return place + self.shifts[bisect_right(ends, place) - 1]


def order_of(text: str) -> Order | None:
    """In which order a text writes its days in numbers; None where no day tells, or two disagree.

    >>> order_of("from 04/03/2024 to 28/02/2029"), order_of("from 03/04/2025 to 12/31/2027"), order_of("from 04/03/2024")
    ('day first', 'month first', None)
    """
    found: set[Order] = set()
    for first, _, second, _ in _NUMERIC.findall(text):
        if int(first) > 12 >= int(second) > 0:
            found.add("day first")
        elif int(second) > 12 >= int(first) > 0:
            found.add("month first")
    return found.pop() if len(found) == 1 else None


def spelled(text: str, order: Order | None) -> Spelled:
    """A text with its days in numbers that may be two written as the order tells; as it is where there is none.

    >>> spelled("on 4/3/2024 we met", "day first").text
    'on 2024-03-04 we met'
    """
    parts, at, shifts, done = [], [0], [0], 0
    for m in _NUMERIC.finditer(text) if order else ():
        first, second = int(m[1]), int(m[3])
        if not (0 < first <= 12 and 0 < second <= 12):
            continue
        day, month = (first, second) if order == "day first" else (second, first)
        parts += [text[done : m.start()], f"{m[4]}-{month:02}-{day:02}"]
        done = m.end()
        at.append(m.end() + shifts[-1] + 10 - len(m.group()))
        shifts.append(shifts[-1] + 10 - len(m.group()))
    return Spelled("".join((*parts, text[done:])), tuple(at), tuple(shifts))

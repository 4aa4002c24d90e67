"""How much one person may ask at once and in a minute, and how often in a minute one address may be wrong."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

AT_ONCE = 8
"""Requests of one person that are worked on at a time; the gate has 18 places for all."""
A_MINUTE = 600
"""Requests of one person in a minute."""
GUESSES = 20
"""Keys and sign-ins from one address in a minute that are nobody's and are told so; keys are too long to be guessed."""


class Limits:
    """How much one person may ask, and how often one address may guess."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._inside: Counter[int] = Counter()
        self._asked: Counter[int] = Counter()
        self._guessed: Counter[str] = Counter()
        self._minute = 0

    def enter(self, person: int) -> bool:
        """Whether one more request of somebody is worked on."""
        self._turn()
        if self._inside[person] >= AT_ONCE or self._asked[person] >= A_MINUTE:
            return False
        self._inside[person] += 1
        self._asked[person] += 1
        return True

    def leave(self, person: int) -> None:
        """A request of somebody is done with."""
        self._inside[person] -= 1
        if not self._inside[person]:
            del self._inside[person]

    def may_guess(self, address: str) -> bool:
        """Count a key or a sign-in that came from an address and is nobody's; whether it is one of the first in this minute."""
        self._turn()
        self._guessed[address] += 1
        return self._guessed[address] <= GUESSES

    def _turn(self) -> None:
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute = minute
            self._asked.clear()
            self._guessed.clear()

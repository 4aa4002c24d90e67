"""One limiter for all processes of this user: at most nine requests a second to EDGAR, and a pause when it says stop.

EDGAR's limit is ten a second for a user over all machines; a block lifts after ten quiet minutes
(https://www.sec.gov/os/accessing-edgar-data). The state is a small file under an inter-process lock.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import fasteners

from muniment.errors import Blocked

RATE = 9.0
PAUSE = 600.0


class Limiter:
    """Hands out times at which a request may start.

    Args:
        folder: where the shared state is kept.
        clock: seconds since the epoch.
        sleep: waits that many seconds.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "limiter.json"
        self._lock = fasteners.InterProcessLock(folder / "limiter.lock")
        self._clock, self._sleep = clock, sleep

    def wait(self) -> None:
        """Wait for the next free slot.

        Raises:
            Blocked: EDGAR asked this machine to stop, and the pause is not over.
        """
        with self._lock:
            now = self._clock()
            following, until = self._read()
            if until > now:
                raise Blocked(
                    f"EDGAR has asked this machine to pause; try again in {int(until - now) // 60 + 1} minutes"
                )
            # A clock that stepped back would otherwise make everyone wait for the old time.
            slot = following if now < following < now + 60 else now
            self._write(slot + 1 / RATE, 0.0)
        if slot > now:
            self._sleep(slot - now)

    def pause(self, seconds: float = PAUSE) -> None:
        """Make every process pause."""
        with self._lock:
            self._write(0.0, self._clock() + seconds)

    def _read(self) -> tuple[float, float]:
        try:
            state = json.loads(self._file.read_text())
            return float(state["following"]), float(state["until"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0.0, 0.0

    def _write(self, following: float, until: float) -> None:
        self._file.write_text(json.dumps({"following": following, "until": until}))

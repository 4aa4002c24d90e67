"""One limiter for all processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from muniment.errors import Blocked
from muniment.tools.edgar.limiter import Limiter

WORKER = """
import sys, time
from pathlib import Path
from muniment.tools.edgar.limiter import Limiter
limiter = Limiter(Path(sys.argv[1]))
for _ in range(9):
    limiter.wait()
    print(time.time())
"""


def test_three_processes_together_stay_below_ten_a_second(tmp_path: Path) -> None:
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    times = sorted(float(line) for w in workers for line in (w.communicate()[0]).split())
    assert len(times) == 27
    # Slots are a ninth of a second apart; a waiter may wake late, never early.
    assert times[-1] - times[0] >= 26 / 9 - 0.12


def test_slots_are_handed_out_in_order(tmp_path: Path) -> None:
    now, slept = [1000.0], list[float]()
    limiter = Limiter(tmp_path, clock=lambda: now[0], sleep=slept.append)
    for _ in range(4):
        limiter.wait()
    assert [round(s, 3) for s in slept] == [0.111, 0.222, 0.333]


def test_clock_that_steps_back_does_not_stall(tmp_path: Path) -> None:
    now, slept = [1_000_000.0], list[float]()
    limiter = Limiter(tmp_path, clock=lambda: now[0], sleep=slept.append)
    limiter.wait()
    now[0] = 5.0
    limiter.wait()
    assert slept == []


def test_pause_holds_for_ten_minutes(tmp_path: Path) -> None:
    now = [1000.0]
    limiter = Limiter(tmp_path, clock=lambda: now[0], sleep=lambda s: None)
    limiter.pause()
    now[0] += 599
    with pytest.raises(Blocked):
        limiter.wait()
    now[0] += 2
    limiter.wait()

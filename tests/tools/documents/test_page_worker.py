"""The reading worker: limits, and its end when whoever asked is gone."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil
import pytest

from muniment.errors import Unparsed
from muniment.tools.documents.page_worker import read_page

SLOW = b"<html><body>" + b"<div><b>x</b></div>" * 400_000


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(Unparsed, match=r"not read within 0\.2 seconds"):
        read_page(SLOW, 0.2)
    assert [b.text for b in read_page(b"<html><body><p>Net sales rose.</p></body></html>").blocks] == [
        "Net sales rose."
    ]


def test_a_worker_ends_when_whoever_asked_is_killed() -> None:
    program = f"from muniment.tools.documents.page_worker import read_page; print('up', flush=True); read_page({SLOW[:31]!r} * 300_000)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        asker.stdout.readline()
        process = psutil.Process(asker.pid)
        until = time.monotonic() + 20
        while not (workers := process.children()) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.0)
        asker.kill()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert workers
    assert alive == []

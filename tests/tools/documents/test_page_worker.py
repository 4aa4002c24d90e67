"""The reading worker: limits, and its end when whoever asked is gone."""

from __future__ import annotations

import subprocess
import sys

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


def test_a_worker_ends_when_whoever_asked_is_killed_though_its_pipe_stays_open() -> None:
    program = """if True:
        import os, subprocess
        from muniment.tools.documents import page_worker
        page_worker.read_page(b"<p>x</p>")
        os.set_inheritable(page_worker._worker.stdin.fileno(), True)
        subprocess.Popen(["sleep", "30"], stdout=subprocess.DEVNULL, close_fds=False)
        print("up", flush=True)
        input()
    """
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == b"up\n"
        children = psutil.Process(asker.pid).children()
        asker.kill()
    sleeping = [c for c in children if c.name() == "sleep"]
    workers = [c for c in children if c not in sleeping]
    _, alive = psutil.wait_procs(workers, timeout=10)
    for child in (*sleeping, *alive):
        child.kill()
    assert (len(workers), len(sleeping), alive) == (1, 1, [])

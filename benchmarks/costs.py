"""What things cost: latency warm and cold, loading, memory, the model's speed beside the memory's.

python benchmarks/costs.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from muniment.agent import Agent
from muniment.models.opened import open_file
from muniment.records import Filing
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.store import Store
from muniment.tools.normaliser import load_company_facts, load_document

DATA = Path(__file__).parents[1] / ".data/edgar"
QUESTION = "What were Apple's net sales in fiscal 2024, and how did they change from 2023?"


def timed(run: Callable[[], object], times: int = 5) -> float:
    """Median seconds of several runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    home = Path(tempfile.mkdtemp())
    command = [sys.executable, "-W", "ignore", "-m", "muniment", "ask", QUESTION]
    env = {"MUNIMENT_HOME": str(home), "PATH": "/usr/bin:/bin"}
    first = timed(lambda: subprocess.run(command, env=env, capture_output=True, check=True), 1)
    print(f"first question on a new home (initdb, migrations, sample): {first:.1f} s")
    print(
        f"later question, a process of its own: {timed(lambda: subprocess.run(command, env=env, capture_output=True, check=True)):.2f} s"
    )
    settings = Settings(home=home)
    agent = Agent(settings)
    agent.ask(QUESTION)
    print(f"question in a running process: {timed(lambda: agent.ask(QUESTION), 20) * 1000:.0f} ms")
    store = Store(open_database(settings), home / "records")
    page = (DATA / "Archives/edgar/data/320193/000032019324000123/aapl-20240928.htm").read_bytes()
    n = iter(range(100))
    print(
        f"load one 10-K ({len(page) / 1e6:.1f} MB): {timed(lambda: load_document(store, Filing(f'0000320193-24-0009{next(n):02}', 320193, '10-K', date(2024, 11, 1), None, 'a', f'https://x/{next(n)}'), page)):.2f} s"
    )
    facts = (DATA / "api/xbrl/companyfacts/CIK0000320193.json").read_bytes()
    print(
        f"load one companyfacts file ({len(facts) / 1e6:.1f} MB): {timed(lambda: load_company_facts(store, facts, f'https://y/{next(n)}')):.2f} s"
    )
    model = open_file(settings)
    plain = model._loaded()
    started = time.perf_counter()
    tokens = 0
    plain.reset()
    for _ in plain.generate(plain.tokenize(b"Write at length about the sea."), temp=0.0):
        tokens += 1
        if tokens == 128:
            break
    speed = tokens / (time.perf_counter() - started)
    big = np.ones(64 * 1024 * 1024, dtype=np.float32)
    bandwidth = big.nbytes / timed(lambda: big.sum(), 7)
    limit = bandwidth / model.path.stat().st_size
    print(
        f"decode {speed:.0f} tokens/s; reading memory at {bandwidth / 1e9:.1f} GB/s (one thread) would allow {limit:.0f} for {model.path.stat().st_size / 1e6:.0f} MB of weights"
    )
    print(f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

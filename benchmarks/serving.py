"""What the graph, its persistence and the server cost, and whether runs replay to the same bytes.

python benchmarks/serving.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from muniment.agent import Agent
from muniment.events import Answered, RoomEntered
from muniment.looking import replay
from muniment.settings import Settings

QUESTION = "What were Apple's net sales in fiscal 2024, and how did they change from 2023?"
COMPANIES = ("Apple", "Meta", "Intel", "Cisco", "Home Depot")
ITEMS = ("net sales", "net income", "operating income", "total assets", "R&D")


def timed(run: Callable[[], object], times: int = 30) -> float:
    """Median milliseconds of several runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return statistics.median(found) * 1000


def overhead(kept: Agent, bare: Agent) -> None:
    """A question with and without persistence, and what its rooms took of that."""
    rooms = len(kept.ask(QUESTION).steps)
    inside = statistics.median(sum(s.seconds for s in bare.ask(QUESTION).steps) for _ in range(30)) * 1000
    without, with_it = timed(lambda: bare.ask(QUESTION)), timed(lambda: kept.ask(QUESTION))
    print(f"rooms' own work {inside:.1f} ms; a question without persistence {without:.1f} ms, with {with_it:.1f} ms")
    print(
        f"for each of {rooms} rooms: {(without - inside) / rooms:.2f} ms without, {(with_it - inside) / rooms:.2f} ms with"
    )
    firsts, lasts = [], []
    for _ in range(30):
        started = time.perf_counter()
        for event in kept.stream(QUESTION):
            if isinstance(event, RoomEntered) and event.room == "route":
                firsts.append(time.perf_counter() - started)
            elif isinstance(event, Answered):
                lasts.append(time.perf_counter() - started)
    print(
        f"to the first room {statistics.median(firsts) * 1000:.0f} ms, to the answer {statistics.median(lasts) * 1000:.0f} ms"
    )


def throughput(home: Path) -> None:
    """Turns a second through the server, by how many clients ask at once."""
    command = [sys.executable, "-W", "ignore", "-m", "muniment", "serve", "--port", "8765"]
    server = subprocess.Popen(
        command, env={"MUNIMENT_HOME": str(home), "PATH": "/usr/bin:/bin"}, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                httpx.get("http://127.0.0.1:8765/health", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        one = 0.0
        for clients in (1, 4, 16, 32):
            done, waits = [], []
            end = time.perf_counter() + 12

            def ask(n: int, end: float = end, done: list[float] = done, waits: list[float] = waits) -> None:
                with httpx.Client(base_url="http://127.0.0.1:8765", timeout=60) as client:
                    session = client.post("/v1/sessions", json={"name": f"load {n} {end}"}).json()["id"]
                    k = 0
                    while time.perf_counter() < end:
                        question = f"What was {COMPANIES[n % 5]}'s {ITEMS[k % 5]} in 2023?"
                        started = time.perf_counter()
                        answer = client.post("/v1/ask", json={"question": question, "session": session})
                        if answer.status_code == 200:
                            done.append(time.perf_counter() - started)
                        else:
                            waits.append(1)
                            time.sleep(float(answer.headers.get("retry-after", 1)))
                        k += 1

            workers = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            rate = len(done) / 12
            one = one or rate
            print(
                f"{clients} clients: {rate:.1f} turns/s ({rate / one:.2f} of one client's), median {statistics.median(done) * 1000:.0f} ms,"
                f" {len(waits)} turned away"
            )
    finally:
        server.terminate()
        server.wait(10)


def replays(agent: Agent, home: Path) -> None:
    """A hundred runs replayed: at once, and from another process after the database was started again."""
    runs = [
        agent.ask(f"What was {c}'s {i} in {y}?").run for c in COMPANIES for i in ITEMS for y in (2021, 2022, 2023, 2024)
    ]
    warm = sum(replay(agent, run, strict=True).identical for run in runs)
    code = (
        "import sys, json; from pathlib import Path; from muniment.agent import Agent; from muniment.settings import Settings;"
        "from muniment.looking import replay; a = Agent(Settings(home=Path(sys.argv[1])));"
        "print(sum(replay(a, r, strict=True).identical for r in json.loads(sys.argv[2])))"
    )
    pid = int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    subprocess.run(["kill", "-INT", str(pid)], check=True)
    time.sleep(3)
    cold = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(home), json.dumps(runs)],
        capture_output=True,
        text=True,
        check=True,
    )
    print(
        f"replayed identically: {warm} of {len(runs)} warm; {cold.stdout.strip()} from another process after a restart"
    )


def main() -> None:
    """Measure and print."""
    home = Path(tempfile.mkdtemp())
    kept, bare = Agent(Settings(home=home)), Agent(Settings(home=home), keep=False)
    overhead(kept, bare)
    throughput(home)
    replays(kept, home)


if __name__ == "__main__":
    main()

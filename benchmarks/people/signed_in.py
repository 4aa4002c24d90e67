"""A server where people sign in, under load and under kills: is anything lost or doubled, and does its audit hold?

    python -m benchmarks.people.signed_in load            # 1, 8, 32 and 128 askers
    python -m benchmarks.people.signed_in kills --kills 200

Each asker is somebody of his own with a key and a session of his own. Acknowledged is an answer that came whole over HTTP: it must stand in its
session once, and in the audit once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.embedded import proven
from muniment.store.opening import open_store
from muniment.trust.audit import Audit
from muniment.trust.people import People

COMPANIES = ("Apple", "Meta", "Intel", "Cisco", "Walmart")
ITEMS = ("net sales", "net income", "total assets")


class Asker:
    """Somebody who asks one question after another in a session of his own."""

    def __init__(self, name: str, key: str, chance: random.Random) -> None:
        self.name, self.key, self.chance = name, key, chance
        self.told: list[tuple[str, str]] = []
        self.seconds: list[float] = []
        self.refused: Counter[int] = Counter()

    def question(self) -> str:
        """A question that is answered from the bundled records."""
        year = self.chance.randint(2020, 2023)
        return f"What were {self.chance.choice(COMPANIES)}'s {self.chance.choice(ITEMS)} in fiscal {year}?"

    def ask(self, url: str, count: int, until: threading.Event) -> None:
        """Ask; who is told to come back later does."""
        with httpx.Client(base_url=url, headers={"authorization": f"Bearer {self.key}"}, timeout=120) as client:
            done = 0
            while done < count and not until.is_set():
                try:
                    client.post("/v1/sessions", json={"name": "work"})
                    began, question = time.perf_counter(), self.question()
                    response = client.post("/v1/ask", json={"question": question, "session": "work"})
                except httpx.HTTPError:
                    return
                if response.status_code == 200:
                    self.told.append((response.json()["run"], response.json()["answer"]))
                    self.seconds.append(time.perf_counter() - began)
                    done += 1
                else:
                    self.refused[response.status_code] += 1
                    time.sleep(float(response.headers.get("retry-after", "1")))

    def lost(self, url: str) -> list[str]:
        """What was acknowledged and is not in the session, and what stands there twice."""
        with httpx.Client(base_url=url, headers={"authorization": f"Bearer {self.key}"}, timeout=120) as client:
            (session,) = [s for s in client.get("/v1/sessions").json() if s["name"] == "work"]
            if session["damage"]:
                return [f"{self.name}'s session is set aside: {session['damage']}"]
            turns = client.get(f"/v1/sessions/{session['id']}?last=10000").json()
        kept = [(t["run"], t["answer"]["answer"]) for t in turns if t["answer"]]
        missing = [run for run in self.told if kept.count(run) < self.told.count(run)]
        # A turn whose answer was cut off on its way to the asker stands there too; each number stands once.
        doubled = [n for n, times in Counter(t["n"] for t in turns).items() if times > 1]
        return [f"{self.name} lost {run}" for run in missing] + [f"{self.name} has turn {n} twice" for n in doubled]


class Serving:
    """A server on a port of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "muniment", "serve", "--port", str(port)]
        environment = {**os.environ, "MUNIMENT_HOME": str(home)}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                if httpx.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait(30)


def askers(home: Path, count: int) -> list[Asker]:
    """Add people to a home."""
    people = People(open_store(Settings(home=home)).database)
    found = []
    for n in range(count):
        people.add(f"person{n}")
        found.append(Asker(f"person{n}", people.make_key(f"person{n}", "key"), random.Random(n)))
    return found


def together(url: str, those: list[Asker], count: int, until: threading.Event) -> None:
    """Let people ask at once."""
    threads = [threading.Thread(target=a.ask, args=(url, count, until)) for a in those]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def audited(home: Path, those: list[Asker]) -> list[str]:
    """What is wrong with the audit: a row that does not hold, an acknowledged answer that is not in it, or oftener than it was asked."""
    audit = Audit(open_database(Settings(home=home)))
    verdict = audit.verify()
    wrong = [] if verdict.holds else [f"row {verdict.bad}: {verdict.why}"]
    rows: Counter[tuple[str | None, str]] = Counter()
    after = 0
    while entries := audit.entries(after, 1000):
        rows.update((e.who, e.said["run"]) for e in entries if e.act == "asked" and e.said["status"] != "stopped")
        after = entries[-1].seq
    for asker in those:
        for run, times in Counter(run for run, _ in asker.told).items():
            if rows[asker.name, run] < times:
                wrong.append(
                    f"{asker.name}'s answer {run} stands {rows[asker.name, run]} times in the audit, told {times} times"
                )
    return wrong


def load() -> None:
    """1, 8, 32 and 128 askers."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        everybody = askers(home, 169)
        serving, never = Serving(home), threading.Event()
        for count, each in ((1, 24), (8, 6), (32, 3), (128, 2)):
            those, everybody = everybody[:count], everybody[count:]
            began = time.perf_counter()
            together(serving.url, those, each, never)
            took = time.perf_counter() - began
            seconds = sorted(s for a in those for s in a.seconds)
            refused = sum((a.refused for a in those), Counter[int]())
            lost = [what for a in those for what in a.lost(serving.url)] + audited(home, those)
            print(
                f"{count} askers, {len(seconds)} turns: {len(seconds) / took:.1f} a second, median"
                f" {statistics.median(seconds):.2f} s, p95 {seconds[int(len(seconds) * 0.95)]:.2f} s, told to come back"
                f" {dict(refused)}, lost or doubled {len(lost)} {lost[:2]}",
                flush=True,
            )
        serving.stop()
        open_database(Settings(home=home)).close()


def kills(count: int) -> None:
    """Kill the server, or Postgres under it, while four people ask."""
    chance, wrong = random.Random(1), []
    killed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        those = askers(home, 4)
        serving = Serving(home)
        for n in range(count):
            what = ("server", "Postgres")[n % 2]
            until = threading.Event()
            asking = threading.Thread(target=together, args=(serving.url, those, 50, until))
            asking.start()
            time.sleep(chance.uniform(0.05, 1.2))
            if what == "server":
                serving.process.kill()
                serving.process.wait()
                until.set()
                asking.join()
                serving = Serving(home)
            else:
                postmaster = proven(home / "postgres")
                if postmaster is not None:
                    postmaster.send_signal(signal.SIGKILL)
                time.sleep(0.5)
                until.set()
                asking.join()
            killed[what] += 1
            if n % 20 == 19:
                wrong += [w for a in those for w in a.lost(serving.url)] + audited(home, those)
                told = sum(len(a.told) for a in those)
                refused = sum((a.refused for a in those), Counter[int]())
                print(
                    f"{dict(killed)} kills, {told} answers acknowledged, refused {dict(refused)}, wrong {len(wrong)} {wrong[:3]}",
                    flush=True,
                )
        serving.stop()
        open_database(Settings(home=home)).close()


def main() -> None:
    """Measure what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("load", "kills"))
    parser.add_argument("--kills", type=int, default=200)
    parsed = parser.parse_args()
    if parsed.what == "load":
        load()
    else:
        kills(parsed.kills)


if __name__ == "__main__":
    main()

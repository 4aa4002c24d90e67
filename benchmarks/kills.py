"""Kill what runs, at random moments, and look whether anything acknowledged is gone: `python benchmarks/kills.py [--each 30]`.

Five kinds: a question in the terminal, a chat, a server under requests, Postgres under a question, and a fetch from a local
server in EDGAR's layout. Acknowledged is what was printed or sent: its run must be kept with its answer, its session must be
readable and go on, and what a fetch loaded must be complete after it was asked for again.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from muniment.agent import Agent
from muniment.errors import MunimentError
from muniment.looking import replay
from muniment.settings import Settings
from muniment.store.embedded import proven
from tests.edgar_server import running
from tests.tools.edgar.test_fetcher import DOCUMENT, FILES

SALES = "What were Apple's net sales in fiscal 2024?"
CHAT = [SALES, "and in 2023?", "what about Meta?", "as a share of Apple's?"]
MUNIMENT = [sys.executable, "-m", "muniment"]


class Home:
    """A home of its own, with what was acknowledged there and what was lost of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "MUNIMENT_HOME": str(folder)}
        self.agent = Agent(Settings(home=folder))
        self.kills: Counter[str] = Counter()
        self.acknowledged: Counter[str] = Counter()
        self.lost: list[str] = []

    def started(self, *words: str) -> subprocess.Popen[str]:
        """A command of muniment, its output to be read."""
        return subprocess.Popen(
            [*MUNIMENT, *words],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def kill(self, kind: str, process: subprocess.Popen[str], after: float) -> None:
        """SIGKILL a process after so many seconds."""
        time.sleep(after)
        if process.poll() is None:
            self.kills[kind] += 1
            process.send_signal(signal.SIGKILL)

    def check(self, kind: str, runs: list[str]) -> None:
        """Note acknowledged runs, and those of them that are not kept with their answer."""
        for run in runs:
            self.acknowledged[kind] += 1
            try:
                if self.agent.runs.get(run).answer is None:
                    self.lost.append(f"{kind}: run {run} has no answer")
            except MunimentError as error:
                self.lost.append(f"{kind}: {error}")


def asking(home: Home, chance: random.Random) -> None:
    """A question that was answered before is asked again, and killed."""
    process = home.started("ask", SALES)
    home.kill("ask", process, chance.uniform(0.3, 2.5))
    said, _ = process.communicate()
    home.check("ask", [home.agent.ask(SALES).run, *re.findall(r"run ([0-9a-f]{16})", said)])


def chatting(home: Home, chance: random.Random) -> None:
    """A chat of four turns, killed in one of them."""
    process = home.started("chat", "kills")
    assert process.stdin is not None
    process.stdin.write("\n".join(CHAT) + "\n")
    process.stdin.flush()
    home.kill("chat", process, chance.uniform(0.8, 4.0))
    said = process.communicate()[0]
    home.check("chat", re.findall(r"run ([0-9a-f]{16})", said))
    try:
        turns = home.agent.chat("kills").turns()
        home.acknowledged["turns"] += sum(t.answer is not None for t in turns)
    except MunimentError as error:
        home.lost.append(f"chat: {error}")


def serving(home: Home, chance: random.Random) -> None:
    """A server that is asked one question after another, killed."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = home.started("serve", "--port", str(port))
    runs: list[str] = []

    def ask() -> None:
        while process.poll() is None:
            try:
                body = {"question": f"What were Apple's net sales in fiscal {chance.randint(2019, 2024)}?"}
                runs.append(httpx.post(f"http://127.0.0.1:{port}/v1/ask", json=body, timeout=30).json()["run"])
            except (httpx.HTTPError, KeyError, ValueError):
                time.sleep(0.05)

    asker = threading.Thread(target=ask)
    asker.start()
    home.kill("serve", process, chance.uniform(2.0, 5.0))
    process.communicate()
    asker.join()
    home.check("serve", runs)


def felling(home: Home, chance: random.Random) -> None:
    """Postgres is killed under a question, which is answered all the same."""
    process = home.started("ask", SALES)
    time.sleep(chance.uniform(0.8, 2.0))
    server = proven(home.folder / "postgres")
    if server is not None and process.poll() is None:
        home.kills["postgres"] += 1
        server.kill()
    said, _ = process.communicate()
    if process.returncode != 0:
        home.lost.append(f"postgres: the question ended with {process.returncode}")
    home.check("postgres", re.findall(r"run ([0-9a-f]{16})", said))


def fetching(home: Home, chance: random.Random) -> None:
    """A fetch is killed, and asked for again until it is whole."""
    with running(files=FILES) as server:
        home.environment |= {
            "EDGAR_IDENTITY": "Test t@example.com",
            "EDGAR_BASE_URL": server.url,
            "EDGAR_DATA_URL": server.url,
        }
        process = home.started("fetch", "9999", "--years", "5", "--forms", "10-K")
        home.kill("fetch", process, chance.uniform(1.0, 3.0))
        process.communicate()
        home.started("fetch", "9999", "--years", "5", "--forms", "10-K").communicate()
        home.acknowledged["fetch"] += 1
        facts = [f for f in home.agent.store.facts(9999) if f.value == 1_250_000_000]
        if not home.agent.store.is_loaded(server.url + DOCUMENT) or not facts:
            home.lost.append("fetch: the document is not whole")


def main() -> None:
    """Run the matrix, and print what was killed, acknowledged and lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=30, help="kills of each kind (a third as many of fetch)")
    parser.add_argument("--seed", type=int, default=7)
    parsed = parser.parse_args()
    chance = random.Random(parsed.seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        first = home.agent.ask(SALES).run
        for kind in (asking, chatting, serving, felling, fetching):
            for _ in range(parsed.each if kind is not fetching else max(1, parsed.each // 3)):
                kind(home, chance)
            print(f"{kind.__name__}: {sum(home.kills.values())} kills so far, {len(home.lost)} lost", flush=True)
        session = home.agent.chat("kills")
        last = session.ask("What were Apple's net sales in fiscal 2022?")
        if "394,328" not in last.text or not replay(home.agent, first).identical:
            home.lost.append("the session does not go on, or the first answer is another")
        print(f"kills {dict(home.kills)}; acknowledged {dict(home.acknowledged)}; lost {len(home.lost)}")
        print("\n".join(home.lost))


if __name__ == "__main__":
    main()

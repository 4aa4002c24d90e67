"""Real things, shared by the tests: the embedded Postgres, the bundled sample, the default model, real pages."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

from muniment.agent import Agent
from muniment.calls import go_on
from muniment.plugins import Domain, Key
from muniment.progress import tell
from muniment.records import Answer, Filing, Found
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.store import Store
from muniment.tools.normaliser import load_document
from muniment.web.app import make_app

FILING_ROOMS = [
    "route",
    "filings.fetch",
    "filings.normalise",
    "filings.retrieve",
    "curate",
    "reason",
    "verify",
    "answer",
]
if (_worker := os.environ.get("PYTEST_XDIST_WORKER")) and hasattr(os, "sched_setaffinity"):
    # llama.cpp's threads spin while they wait for each other: two workers on the same cores take ten times as long as one.
    _cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {_cores[int(_worker.removeprefix("gw")) % len(_cores)]})
DATA = Path(__file__).resolve().parents[1] / ".data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real records; tests that need it skip where it is absent."""
    if not (DATA / "edgar").is_dir():
        pytest.skip("needs the real records in .data: ../shared/unpack-data")
    return DATA


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a home of the tests' own, with no identity: nothing can be fetched."""
    return Settings(home=tmp_path_factory.mktemp("muniment"))


@pytest.fixture(scope="session")
def agent(settings: Settings) -> Iterator[Agent]:
    """An agent over the bundled sample."""
    yield Agent(settings)
    open_database(settings).close()


@pytest.fixture
def store(tmp_path: Path, settings: Settings) -> Iterator[Store]:
    """An empty database on the tests' server, dropped afterwards."""
    server = open_database(settings)
    name = f"t{abs(hash(tmp_path)) % 10**12}"
    with server.connect(autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = server.engine.url.set(database=name).render_as_string(hide_password=False).replace("+psycopg", "")
    database = open_database(Settings(home=tmp_path, database_url=url))
    yield Store(database, tmp_path / "records")
    database.close()
    with server.connect(autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def apple_agent(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Agent]:
    """An agent whose store also holds the text of Apple's 10-K for fiscal 2024."""
    settings = Settings(home=tmp_path_factory.mktemp("apple"))
    agent = Agent(settings)
    agent.ask("What were Apple's net sales in fiscal 2024?")
    place = "Archives/edgar/data/320193/000032019324000123/aapl-20240928.htm"
    store = Store(open_database(settings), settings.home / "records")
    filing = next(f for f in store.filings(320193) if f.accession == "0000320193-24-000123")
    assert filing.filed is not None
    load_document(
        store,
        Filing(
            filing.accession, 320193, "10-K", filing.filed, None, "aapl-20240928.htm", f"https://www.sec.gov/{place}"
        ),
        (data / "edgar" / place).read_bytes(),
    )
    yield agent
    open_database(settings).close()


def values(answer: Answer) -> dict[str, str]:
    """An answer's values as label and fiscal period → exact decimal text."""
    return {f"{v.label} {v.fiscal}": f"{v.value:f}" for v in answer.values}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Served:
    """A server on a port of its own, and its address."""

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        self.port = port or free_port()
        config = uvicorn.Config(app, port=self.port, log_level="critical", timeout_graceful_shutdown=2)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Stop serving."""
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def served(agent: Agent) -> Iterator[Served]:
    """The real server over the bundled sample."""
    server = Served(make_app(agent.settings, agent=agent))
    yield server
    server.close()


class Dawdle:
    """Takes ten seconds, unless it is stopped."""

    name = "dawdle"
    adds: Key = "found"

    def __call__(self) -> Found:
        """Find nothing, slowly."""
        for n in range(200):
            go_on()
            tell("dawdling", n, 200)
            time.sleep(0.05)
        return Found()


def dawdling(agent: Agent) -> Agent:
    """The same agent with one more domain, which takes the questions that say "slowly"."""
    slow = Domain("slow", "takes its time", (Dawdle(),), claims=lambda q: 0.9 if "slowly" in q else 0.0)
    return Agent(agent.settings, domains=[*agent.domains.values(), slow])

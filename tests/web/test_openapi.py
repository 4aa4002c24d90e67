"""Everything that the server's own OpenAPI document allows is sent to it, by schemathesis itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx

from muniment.agent import Agent
from tests.conftest import Served


def test_schemathesis_finds_nothing(served: Served, agent: Agent) -> None:
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"),
            f"--config-file={Path(__file__).with_name('schemathesis.toml')}",
            "run",
            f"{served.url}/openapi.json",
            "--max-examples=8",
            "--seed=1",
            "--suppress-health-check=all",
            "--no-color",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    # What it sent would be looked into by the questions of other tests.
    for document in httpx.get(f"{served.url}/v1/library").json():
        agent.library.remove(document["collection"])
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_document_names_every_route(served: Served) -> None:
    paths = httpx.get(f"{served.url}/openapi.json").json()["paths"]
    named = {
        "/v1/ask",
        "/v1/stream",
        "/v1/sessions",
        "/v1/runs",
        "/v1/graph",
        "/v1/library",
        "/v1/chat/completions",
        "/v1/models",
    }
    assert named <= set(paths)

"""The MCP server, with the SDK's own client over both transports."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from muniment.agent import Agent

SALES = "What were Apple's net sales in fiscal 2024?"
MUNIMENT = str(Path(sys.executable).parent / "muniment")


def called(server: Any, name: str, arguments: dict[str, Any]) -> tuple[bool, Any, str]:
    async def main() -> tuple[bool, Any, str]:
        async with Client(server) as client:
            found = await client.call_tool(name, arguments)
            return (
                bool(found.is_error),
                found.structured_content,
                " ".join(getattr(c, "text", "") for c in found.content),
            )

    return asyncio.run(main())


@pytest.fixture
def stdio(agent: Agent) -> StdioServerParameters:
    agent.store.companies()
    return StdioServerParameters(
        command=MUNIMENT, args=["mcp"], env={"MUNIMENT_HOME": str(agent.settings.home), "PYTHONWARNINGS": "ignore"}
    )


@pytest.fixture
def http(agent: Agent) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [MUNIMENT, "mcp", "--http", "--port", str(port)],
        env={"MUNIMENT_HOME": str(agent.settings.home), "PATH": ""},
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/mcp"
    process.terminate()
    process.wait(10)


def test_tools_are_listed_and_answer_over_stdio(stdio: StdioServerParameters) -> None:
    async def names() -> list[str]:
        async with Client(stdio) as client:
            return [tool.name for tool in (await client.list_tools()).tools]

    assert asyncio.run(names()) == [
        "ask",
        "library",
        "search",
        "contract_sheets",
        "contract_deadlines",
        "compare_documents",
        "policy_duties",
        "companies",
        "filings",
        "facts",
        "passages",
    ]
    failed, answer, _ = called(stdio, "ask", {"question": SALES})
    assert not failed
    assert answer["values"][0]["value"] == "391035000000"
    assert answer["citations"][0]["record"] == "0000320193-24-000123"


def test_the_same_is_answered_over_http(http: str) -> None:
    failed, answer, _ = called(http, "ask", {"question": SALES})
    assert (failed, answer["values"][0]["value"]) == (False, "391035000000")
    lease = {"id": "lease", "text": "The rent is $1,200 a month."}
    _, own, _ = called(http, "ask", {"question": "What is the rent?", "records": [lease]})
    assert own["status"] == "answered"


def test_companies_and_facts_come_a_page_at_a_time(stdio: StdioServerParameters) -> None:
    _, first, _ = called(stdio, "companies", {"count": 5})
    assert (len(first["rows"]), first["next"]) == (5, 5)
    assert first["of"] >= 12
    _, named, _ = called(stdio, "companies", {"name": "apple"})
    assert [row["cik"] for row in named["rows"]] == [320193]
    accession = {"accession": "0000320193-24-000123"}
    _, facts, said = called(stdio, "facts", accession | {"count": 10_000})
    assert len(facts["rows"]) <= 200
    assert len(said) < 100_000
    _, last, _ = called(stdio, "facts", accession | {"start": facts["of"] - 1})
    assert (len(last["rows"]), last["next"]) == (1, None)


def test_a_tool_that_refuses_says_why(stdio: StdioServerParameters) -> None:
    failed, _, said = called(stdio, "passages", {"cik": 1326801, "query": "risk"})
    assert failed
    assert "muniment fetch" in said
    assert "Traceback" not in said

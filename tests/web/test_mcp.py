"""The MCP server, with the SDK's own client over both transports."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from muniment.agent import Agent
from muniment.settings import Settings
from muniment.store.acting import ticket_of
from muniment.store.connecting import open_database
from muniment.store.opening import open_store
from muniment.trust.people import People
from muniment.web.mcp_server import mcp_app
from tests.conftest import Served

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
    # A process that starts beside three others on two cores takes half a minute.
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert process.poll() is None
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


def _listed(url: str, key: str) -> list[str]:
    """The documents that a client sees who shows a key."""

    async def main() -> list[str]:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            found = await client.call_tool("library", {})
            return [row["document"] for row in (found.structured_content or {})["rows"]]

    return asyncio.run(main())


def test_over_http_a_client_shows_a_key_and_sees_what_its_owner_may_see(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    people = People(open_store(settings).database)
    people.add("anna")
    people.add("bob")
    server = Served(mcp_app(settings))
    try:
        url, keys = f"{server.url}/mcp", {name: people.make_key(name, "key") for name in ("anna", "bob")}
        anna = Agent(replace(settings, ticket=ticket_of(keys["anna"])))
        anna.library.add_content(b"Managers must approve hotel costs.", "travel.txt", "rules")
        assert _listed(url, keys["anna"]) == ["travel.txt"]
        assert _listed(url, keys["bob"]) == []
        People(anna.store.database).share("rules", "read", "bob")
        assert _listed(url, keys["bob"]) == ["travel.txt"]
        for wrong in ("", "mun_" + "A" * 43):
            assert httpx.post(url, headers={"authorization": f"Bearer {wrong}"} if wrong else {}).status_code == 401
    finally:
        server.close()
        open_database(settings).close()


def test_over_http_the_api_key_is_asked_for_where_one_is_set(agent: Agent) -> None:
    server = Served(mcp_app(replace(agent.settings, api_key="a long key of the test")))
    try:
        assert httpx.post(f"{server.url}/mcp").status_code == 401
        assert httpx.post(f"{server.url}/mcp", headers={"origin": "https://evil.example"}).status_code == 403
        assert "sample" not in _listed(f"{server.url}/mcp", "a long key of the test")
    finally:
        server.close()

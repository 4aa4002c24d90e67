"""The HTTP server as clients see it: native routes, OpenAI's, the queue, and what keeps strangers out."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI

from muniment.agent import Agent
from muniment.errors import BadInput
from muniment.events import Began, Event
from muniment.settings import Settings
from muniment.web.app import make_app
from muniment.web.gate import Full, Gate
from muniment.web.guarded import LARGEST
from muniment.web.ports import listen
from tests.conftest import Served, dawdling

SALES = "What were Apple's net sales in fiscal 2024?"


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60) as made:
        yield made


@pytest.fixture
def session(client: httpx.Client) -> Iterator[str]:
    made = client.post("/v1/sessions", json={"name": "web"}).json()
    yield made["id"]
    client.delete(f"/v1/sessions/{made['id']}")


def test_a_question_is_answered_as_the_command_line_answers_it(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": SALES}).json()
    assert answer["values"][0]["value"] == "391035000000"
    assert answer["citations"][0]["record"] == "0000320193-24-000123"
    assert answer["verified"]["checked"] == answer["verified"]["held"] == 24
    assert answer["verified"]["aspects"][:4] == ["what was asked", "company", "line item", "whole or part"]


def test_own_records_are_answered_from(client: httpx.Client) -> None:
    table = [["", "2023", "2022"], ["Budget", "$5,000", "$4,000"]]
    body = {"question": "What was the budget in 2023?", "records": [{"id": "plan", "tables": [table]}]}
    answer = client.post("/v1/ask", json=body).json()
    assert (answer["status"], answer["values"][0]["value"]) == ("answered", "5000")
    page = client.get(f"/v1/runs/{answer['run']}/citations/1").text
    assert '<td><mark id="muniment-here" style="background-color:#ffe45c;color:#000000">$5,000</mark></td>' in page


def test_events_are_streamed_and_the_answer_comes_last(client: httpx.Client) -> None:
    with client.stream("POST", "/v1/stream", json={"question": SALES}) as response:
        names = [line[7:] for line in response.iter_lines() if line.startswith("event: ")]
    assert names[0] == "began"
    assert names[-1] == "answer"
    assert names.count("room") == names.count("left") == 8
    assert {"planned", "evidence", "draft", "verdict"} <= set(names)


def test_a_session_is_carried_on_renamed_exported_and_deleted(client: httpx.Client, session: str) -> None:
    client.post("/v1/ask", json={"question": SALES, "session": session})
    answer = client.post("/v1/ask", json={"question": "and in 2023?", "session": session}).json()
    assert (answer["values"][0]["value"], answer["carried"]) == ("383285000000", ["Apple Inc.", "net sales"])
    turns = client.get(f"/v1/sessions/{session}").json()
    assert [t["question"] for t in turns] == [SALES, "and in 2023?"]
    assert client.patch(f"/v1/sessions/{session}", json={"name": "Apple"}).json()["name"] == "Apple"
    assert client.get(f"/v1/sessions/{session}/export").text.startswith("# Apple\n")
    assert client.delete(f"/v1/sessions/{session}").status_code == 204
    assert client.get(f"/v1/sessions/{session}").status_code == 404


def test_a_run_is_shown_with_its_proof_replayed_and_forked(client: httpx.Client) -> None:
    question = "By what percentage did Apple's net sales change from 2023 to 2024?"
    run = client.post("/v1/ask", json={"question": question}).json()["run"]
    assert client.get(f"/v1/runs/{run}").json()["rooms"][0]["room"] == "route"
    proof = client.get(f"/v1/runs/{run}/proof").json()
    assert all(c["held"] for c in proof["checks"])
    formulas = [c["formula"] for c in proof["computed"]]
    assert "($391,035 million − $383,285 million) ÷ |$383,285 million| = 2.02%" in formulas
    assert client.post(f"/v1/runs/{run}/replay").json()["identical"] is True
    forked = client.post(f"/v1/runs/{run}/fork", json={"at": "route", "set": [f"question={SALES}"]}).json()
    assert forked["values"][0]["value"] == "391035000000"
    refused = client.post(f"/v1/runs/{run}/fork", json={"at": "nowhere"})
    assert (refused.status_code, refused.json()["error"]["type"]) == (404, "not_found")


def test_a_series_is_told_for_a_plot(client: httpx.Client) -> None:
    run = client.post("/v1/ask", json={"question": "Meta's net income from 2021 to 2024"}).json()["run"]
    series = client.get(f"/v1/runs/{run}/proof").json()["series"]
    assert series["periods"] == ["FY2021", "FY2022", "FY2023", "FY2024"]
    assert series["values"] == ["39370000000", "23200000000", "39098000000", "62360000000"]


def test_an_abstention_says_what_would_be_needed(client: httpx.Client) -> None:
    run = client.post("/v1/ask", json={"question": "What are Apple's risks?"}).json()["run"]
    assert "EDGAR_IDENTITY" in client.get(f"/v1/runs/{run}/proof").json()["needed"]


def test_a_citation_of_a_filing_that_is_not_here_shows_its_filed_figures(client: httpx.Client) -> None:
    run = client.post("/v1/ask", json={"question": SALES}).json()["run"]
    response = client.get(f"/v1/runs/{run}/citations/1")
    assert ">391,035,000,000</mark>" in response.text
    assert "383,285,000,000" in response.text
    assert "sandbox" in response.headers["content-security-policy"]
    assert client.get(f"/v1/runs/{run}/citations/9").status_code == 404


def test_companies_filings_and_the_graph_are_told(client: httpx.Client) -> None:
    assert {"cik": 320193, "name": "Apple Inc.", "tickers": ["AAPL"]} in client.get("/v1/companies").json()
    assert "0000320193-24-000123" in [f["accession"] for f in client.get("/v1/records/320193").json()]
    assert client.get("/v1/graph", params={"format": "ascii"}).text.startswith("route")
    assert client.get("/v1/graph").headers["content-type"] == "image/svg+xml"
    assert client.get("/v1/graph", params={"format": "png"}).content.startswith(b"\x89PNG")


def test_health_and_metrics_count_what_was_asked(client: httpx.Client) -> None:
    client.post("/v1/ask", json={"question": "Should I buy Apple?"})
    assert client.get("/health").json()["status"] == "ok"
    metrics = client.get("/metrics").text
    assert 'muniment_questions_total{outcome="out_of_domain"}' in metrics
    assert "muniment_seconds_bucket" in metrics


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"question": ""}, 400),
        ({"question": "x" * 5000}, 400),
        ({"question": SALES, "as_of": "soon"}, 400),
        ({"question": SALES, "session": "0badbadbad"}, 404),
        ({"question": SALES, "records": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, 409),
        ({"question": "(((((((((((" * 100}, 400),
        ({"question": "'; DROP TABLE facts; --"}, 200),
        ({"question": "%s %n {0} 🎈 \u202e"}, 200),
    ],
)
def test_bad_input_is_one_clear_sentence(client: httpx.Client, body: dict[str, Any], status: int) -> None:
    response = client.post("/v1/ask", json=body)
    assert response.status_code == status
    if status != 200:
        assert "Traceback" not in response.text
        assert response.json()["error"]["message"].count("\n") == 0


def test_too_large_a_request_is_refused(client: httpx.Client) -> None:
    response = client.post("/v1/ask", content=b" " * (LARGEST + 1), headers={"content-type": "application/json"})
    assert response.status_code == 413


def test_openais_own_client_is_answered_and_follows_up(served: Served) -> None:
    client = OpenAI(base_url=f"{served.url}/v1", api_key="none")
    assert [m.id for m in client.models.list()] == ["muniment"]
    conversation: Any = [
        {"role": "system", "content": "You are helpful."},
        {"role": "user", "content": SALES},
        {"role": "assistant", "content": "…"},
        {"role": "user", "content": "and in 2023?"},
    ]
    said = client.chat.completions.create(model="muniment", messages=conversation)
    assert said.choices[0].message.content is not None
    assert said.choices[0].message.content.startswith("Apple Inc.'s net sales were $383,285 million in fiscal 2023")
    assert said.choices[0].finish_reason == "stop"
    chunks = list(client.chat.completions.create(model="muniment", messages=conversation, stream=True))
    streamed = "".join(c.choices[0].delta.content or "" for c in chunks)
    assert streamed.startswith("Apple Inc.'s net sales were $383,285 million in fiscal 2023")
    assert chunks[-1].choices[0].finish_reason == "stop"


@pytest.mark.parametrize(
    ("extra", "status", "said"),
    [
        ({"stream": None, "n": 1, "response_format": {"type": "text"}, "stop": None, "tools": None}, 200, ""),
        ({"response_format": {"type": "json_object"}}, 400, "Input should be 'text'"),
        ({"response_format": {"type": "json_schema", "json_schema": {"name": "x"}}}, 400, "Input should be 'text'"),
        ({"n": 3}, 400, "body.n"),
        ({"messages": [{"role": "user", "content": " "}]}, 400, "has any text"),
        ({"messages": [{"role": "system", "content": "Be brief."}]}, 400, "has any text"),
        ({"messages": [{"role": "user", "content": "x" * 5000}]}, 413, "at most 2,000"),
        ({"messages": []}, 400, "messages"),
    ],
)
def test_openais_options_are_taken_or_refused_with_a_status_that_is_not_tried_again(
    client: httpx.Client, extra: dict[str, Any], status: int, said: str
) -> None:
    response = client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": SALES}]} | extra)
    assert response.status_code == status
    assert said in (response.json()["error"]["message"] if status != 200 else "")


def test_a_stream_for_openais_clients_has_the_answers_object_once(client: httpx.Client) -> None:
    body = {"messages": [{"role": "user", "content": SALES}], "stream": True, "stream_options": {"include_usage": True}}
    lines = client.post("/v1/chat/completions", json=body).text.splitlines()
    chunks = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
    assert [n for n, c in enumerate(chunks) if "muniment" in c] == [len(chunks) - 2]
    assert chunks[-2]["muniment"]["values"][0]["value"] == "391035000000"
    assert chunks[-1]["usage"]["total_tokens"] >= 0
    assert lines[-2] == "data: [DONE]"


def test_more_records_than_one_question_may_bring_are_refused(client: httpx.Client) -> None:
    long = {"question": "What is the rent?", "records": [{"id": "a", "text": "The rent is $5. " * 150_000}]}
    many = {"question": "What is the rent?", "records": [{"id": str(n), "text": "x"} for n in range(5_001)]}
    for body in (long, many):
        response = client.post("/v1/ask", json=body)
        assert response.status_code == 413
        assert "at most 5,000 of 2,000,000" in response.json()["error"]["message"]


def test_answers_are_sent_at_once() -> None:
    listening = listen("127.0.0.1", 0)
    taken = socket.create_connection(listening.getsockname())
    accepted, _ = listening.accept()
    assert accepted.proto == socket.IPPROTO_TCP
    for opened in (taken, accepted, listening):
        opened.close()


def test_langchains_client_is_answered(served: Served) -> None:
    model = ChatOpenAI(base_url=f"{served.url}/v1", api_key="none", model="muniment")  # type: ignore[arg-type]
    assert "$391,035 million" in str(model.invoke(SALES).content)
    assert "$391,035 million" in "".join(str(chunk.content) for chunk in model.stream(SALES))


def test_another_host_or_origin_may_not_ask(client: httpx.Client) -> None:
    assert client.get("/v1/companies", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/v1/companies", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/v1/ask", content=json.dumps({"question": SALES})).status_code == 400


def test_an_address_that_others_reach_needs_a_key(settings: Settings) -> None:
    with pytest.raises(BadInput, match="MUNIMENT_API_KEY"):
        make_app(settings, "0.0.0.0")


def test_with_a_key_nothing_is_told_without_it(agent: Agent) -> None:
    server = Served(make_app(replace(agent.settings, api_key="let me in, please"), agent=agent))
    try:
        with httpx.Client(base_url=server.url) as client:
            assert client.get("/v1/companies").status_code == 401
            assert client.get("/v1/companies", headers={"authorization": "Bearer wrong"}).status_code == 401
            assert client.get("/v1/companies", headers={"authorization": "Bearer let me in, please"}).status_code == 200
            assert client.get("/health").status_code == 200
            assert client.post("/login", json={"key": "wrong"}).status_code == 401
            assert client.post("/login", json={"key": "let me in, please"}).status_code == 204
            assert client.get("/v1/companies").status_code == 200
        assert "let me in, please" not in repr(replace(agent.settings, api_key="let me in, please"))
    finally:
        server.close()


def blocked(release: threading.Event) -> Callable[[Callable[[], bool]], Iterator[Event]]:
    def begin(stop: Callable[[], bool]) -> Iterator[Event]:
        yield Began("a")
        while not (release.is_set() or stop()):
            time.sleep(0.01)

    return begin


def test_a_full_queue_says_so_and_empties() -> None:
    async def main() -> tuple[int, int]:
        gate, release = Gate(workers=1, waiting=1), threading.Event()
        inside = [gate.events(blocked(release)) for _ in range(2)]
        await anext(inside[0])
        second = asyncio.ensure_future(anext(inside[1]))
        await asyncio.sleep(0.05)
        with pytest.raises(Full):
            await anext(gate.events(blocked(release)))
        full = gate.inside
        release.set()
        await second
        for events in inside:
            async for _ in events:
                pass
        return full, gate.inside

    assert asyncio.run(main()) == (2, 0)


def test_each_who_is_turned_away_is_told_to_come_behind_those_before_him() -> None:
    gate = Gate()
    # A place becomes free four times a second, for all that is known yet, and nobody waits longer than a minute.
    waits = [gate.promise(100.0) for _ in range(400)]
    assert (waits[0], waits[39], waits[-1]) == (1, 10, 60)
    assert gate.promise(150.0) == 11
    assert gate.promise(500.0) == 1


def test_a_full_server_answers_503_with_retry_after(agent: Agent) -> None:
    gate = Gate(workers=1, waiting=-1)
    server = Served(make_app(agent.settings, agent=agent, gate=gate))
    try:
        response = httpx.post(f"{server.url}/v1/ask", json={"question": SALES})
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert "try again in 1 s" in response.json()["error"]["message"]
        streamed = httpx.post(f"{server.url}/v1/stream", json={"question": SALES})
        assert streamed.status_code == 503
    finally:
        server.close()


def test_a_client_that_goes_stops_its_run(agent: Agent) -> None:
    async def main() -> int:
        gate, release = Gate(), threading.Event()
        events = gate.events(blocked(release))
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
        return gate.inside

    assert asyncio.run(main()) == 0


def test_a_request_that_is_broken_off_stops_its_run(agent: Agent) -> None:
    gate = Gate()
    server = Served(make_app(agent.settings, agent=dawdling(agent), gate=gate))
    try:
        with httpx.stream("POST", f"{server.url}/v1/stream", json={"question": "Tell me slowly"}) as response:
            run = next(json.loads(line[6:])["run"] for line in response.iter_lines() if line.startswith("data: "))
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{server.url}/v1/ask", json={"question": "Tell me slowly."}, timeout=1)
        while gate.inside:
            time.sleep(0.05)
        assert agent.runs.get(run).status == "stopped"
        assert httpx.post(f"{server.url}/v1/ask", json={"question": SALES}).json()["status"] == "answered"
    finally:
        server.close()


def test_the_built_page_is_that_of_its_sources() -> None:
    import hashlib

    root = Path(__file__).resolve().parents[2]
    names = sorted(["index.html", "package.json", *(f"src/{f.name}" for f in (root / "page" / "src").iterdir())])
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\0".encode() + (root / "page" / name).read_bytes())
    assert (root / "muniment/data/page/sources.sha256").read_text().strip() == digest.hexdigest()


def test_an_address_that_is_taken_is_said_to_be(served: Served) -> None:
    with pytest.raises(BadInput, match=f"port {served.port} cannot be used: Address already in use"):
        listen("127.0.0.1", served.port)
    with pytest.raises(BadInput, match="port 99999 cannot be used"):
        listen("127.0.0.1", 99_999)


@pytest.mark.parametrize("path", ["/", "/health", "/v1/companies", "/nowhere"])
def test_whatever_is_answered_says_that_nothing_is_loaded_from_elsewhere(served: Served, path: str) -> None:
    headers = httpx.get(served.url + path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_key_that_could_be_guessed_is_refused(agent: Agent) -> None:
    with pytest.raises(BadInput, match="12 characters at least"):
        make_app(replace(agent.settings, api_key="eleven char"), agent=agent)
    server = Served(make_app(replace(agent.settings, api_key="twelve chars"), agent=agent))
    try:
        guesses = [httpx.get(f"{server.url}/v1/runs", headers={"Authorization": f"Bearer {n}"}) for n in range(22)]
        assert {g.status_code for g in guesses[:20]} == {401}
        assert httpx.post(f"{server.url}/login", json={"key": "wrong"}).status_code == 429
        right = {"Authorization": "Bearer twelve chars"}
        assert httpx.get(f"{server.url}/v1/runs", headers=right).status_code == 200
    finally:
        server.close()

"""Requests to a real HTTP server that behaves and misbehaves as EDGAR does."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from muniment.errors import BadInput, Blocked, FetchError, NotFound
from muniment.settings import Settings
from muniment.tools.edgar import client as client_module
from muniment.tools.edgar.client import Edgar, retry_after, unfit
from tests.edgar_server import Edgar as Server
from tests.edgar_server import answering, running

PATH = "/submissions/CIK0000009999.json"
GOOD = b'{"cik": "9999"}'
BLOCK_PAGE = b"<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with running(files={PATH: GOOD}) as started:
        yield started


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(server: Server, tmp_path: Path, waits: list[float]) -> Edgar:
    settings = Settings(
        home=tmp_path, edgar_identity="Test test@example.com", edgar_base_url=server.url, edgar_data_url=server.url
    )
    return Edgar(settings, sleep=waits.append)


def test_identity_is_sent_and_needed(client: Edgar, server: Server) -> None:
    assert client.data(PATH) == GOOD
    assert server.asked[0][1]["User-Agent"] == "Test test@example.com"
    with pytest.raises(BadInput, match="EDGAR_IDENTITY"):
        Edgar(replace(client.settings, edgar_identity=None))
    with pytest.raises(BadInput, match="one line of plain text"):
        Edgar(replace(client.settings, edgar_identity="Test test@example.com\r\nX-More: 1"))


def test_block_page_pauses_everyone_and_is_never_kept(client: Edgar, server: Server) -> None:
    server.queued[PATH] = [answering(403, BLOCK_PAGE)]
    with pytest.raises(Blocked, match="ten minutes"):
        client.data(PATH)
    with pytest.raises(Blocked, match="pause"):
        Edgar(client.settings).data(PATH)
    assert len(server.asked) == 1
    client.limiter.pause(0)
    assert client.data(PATH) == GOOD


def test_block_page_with_status_200_is_no_document(client: Edgar, server: Server) -> None:
    server.queued[PATH] = [answering(200, BLOCK_PAGE)] * 4
    with pytest.raises(FetchError, match="4 tries"):
        client.data(PATH)
    assert client.data(PATH) == GOOD


def test_retry_after_is_obeyed(client: Edgar, server: Server, waits: list[float]) -> None:
    server.queued[PATH] = [answering(429, b"", {"Retry-After": "7"}), answering(503, b"", {"Retry-After": "3"})]
    assert client.data(PATH) == GOOD
    assert 7 <= waits[0] <= 8
    assert 3 <= waits[1] <= 4


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("5", 5, 6),
        ("Mon, 23 Nov 2026 12:00:20 GMT", 20, 21),
        ("", 5, 6),
        ("soon", 5, 6),
        ("999999999", 60, 61),
        ("-3", 5, 6),
        ("Mon, 23 Nov 2020 12:00:00 GMT", 0, 1),
    ],
)
def test_retry_after_is_read_capped_and_jittered(header: str, least: float, most: float) -> None:
    assert least <= retry_after(header, datetime(2026, 11, 23, 12, 0, tzinfo=UTC)) <= most


def test_those_who_must_wait_come_back_at_different_times(client: Edgar, server: Server, waits: list[float]) -> None:
    assert len({retry_after("5") for _ in range(10)}) == 10
    for _ in range(2):
        server.queued[PATH] = [answering(200, b"")]
        client.data(PATH)
    assert all(1 < wait < 1.25 for wait in waits)
    assert waits[0] != waits[1]


@pytest.mark.parametrize(
    "reply",
    [
        answering(200, b""),
        answering(200, b'{"cik": ', length=len(GOOD) + 50),
        answering(200, gzip.compress(GOOD)[:-9], {"Content-Encoding": "gzip"}),
        answering(200, b"not gzip at all", {"Content-Encoding": "gzip"}),
        answering(200, b'{"cik": "9'),
    ],
    ids=["empty", "short", "cut gzip", "no gzip", "cut json"],
)
def test_what_is_not_whole_is_asked_for_again(client: Edgar, server: Server, reply: object) -> None:
    server.queued[PATH] = [reply]  # type: ignore[list-item]
    assert client.data(PATH) == GOOD
    assert len(server.asked) == 2


def test_failure_is_not_kept_for_ever(client: Edgar, server: Server) -> None:
    server.queued[PATH] = [answering(200, b"")] * 4
    with pytest.raises(FetchError, match="empty"):
        client.data(PATH)
    assert client.data(PATH) == GOOD


def test_reset_in_mid_stream_is_tried_again(client: Edgar, server: Server) -> None:
    def reset(handler: object) -> bool:
        handler.connection.shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined]
        return True

    server.queued[PATH] = [reset]
    assert client.data(PATH) == GOOD


def test_slow_drip_has_an_end(client: Edgar, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MAX_SECONDS", -1.0)
    with pytest.raises(FetchError, match="took longer"):
        client.data(PATH)


def test_unchanged_file_comes_from_disk(client: Edgar, server: Server) -> None:
    assert client.data(PATH) == client.data(PATH) == GOOD
    assert "If-None-Match" in server.asked[1][1]


def test_not_modified_with_the_body_gone_or_altered_is_fetched_again(client: Edgar, server: Server) -> None:
    client.data(PATH)
    (body,) = client.folder.glob("*.body")
    body.write_bytes(b'{"cik": "1"}')
    assert client.data(PATH) == GOOD
    assert [p.read_bytes() for p in client.folder.glob("*.altered")] == [b'{"cik": "1"}']
    next(client.folder.glob("*.body")).unlink()
    assert client.data(PATH) == GOOD
    assert sum("If-None-Match" in headers for _, headers in server.asked) == 0


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "https://evil.example/x",
        "http://user@{host}/x",
    ],
)
def test_redirect_off_the_allowed_hosts_is_refused(client: Edgar, server: Server, target: str) -> None:
    server.queued[PATH] = [answering(302, b"", {"Location": target.format(host=server.url.removeprefix("http://"))})]
    with pytest.raises(FetchError, match="not followed"):
        client.data(PATH)


def test_redirect_on_the_same_host_is_followed(client: Edgar, server: Server) -> None:
    server.queued["/old.json"] = [answering(301, b"", {"Location": PATH})]
    assert client.data("/old.json") == GOOD


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd",
        "/a/../../b",
        "//evil.example/x",
        "/a\x00b",
        "/" + "a" * 4096,
        "/ѕubmissions/x",
        "relative",
        "/a?b=c",
    ],
)
def test_path_that_is_none_of_edgars_is_refused(client: Edgar, server: Server, path: str) -> None:
    with pytest.raises(BadInput, match="no path on EDGAR"):
        client.archive(path)
    assert server.asked == []


def test_a_server_that_says_not_modified_to_everything_is_left_after_few_requests(
    client: Edgar, server: Server
) -> None:
    server.queued[PATH] = [answering(304, b"")] * 50
    with pytest.raises(FetchError, match="4 tries"):
        client.data(PATH)
    assert len(server.asked) == 4
    server.queued[PATH] = []
    assert client.data(PATH) == GOOD


def test_every_request_of_a_redirect_waits_for_its_slot(client: Edgar, server: Server) -> None:
    server.queued["/old.json"] = [answering(301, b"", {"Location": PATH})]
    client.data("/old.json")
    assert server.times[1] - server.times[0] > 0.1


def test_headers_that_drip_have_an_end(client: Edgar, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: object) -> bool:
        for _ in range(100):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if not _ else b"X-Drip: 1\r\n")  # type: ignore[attr-defined]
            time.sleep(0.05)
        return True

    monkeypatch.setattr(client_module, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(client_module, "TRIES", 1)
    server.queued[PATH] = [drip]
    began = time.monotonic()
    with pytest.raises(FetchError, match="took longer"):
        client.data(PATH)
    assert time.monotonic() - began < 3
    monkeypatch.setattr(client_module, "MAX_SECONDS", 30.0)
    assert client.data(PATH) == GOOD


def test_missing_file_says_so(client: Edgar) -> None:
    with pytest.raises(NotFound, match=r"no file /Archives/none\.htm"):
        client.archive("/Archives/none.htm")


def test_document_without_its_end_is_unfit() -> None:
    assert unfit("http://x/a.htm", b"<html><body>half") == "the document is cut"
    assert unfit("http://x/a.htm", b"<html><body>whole</body></html>") == ""
    assert unfit("http://x/a.json", json.dumps({"a": 1}).encode()) == ""


def test_block_page_is_no_document_whatever_was_asked_for() -> None:
    assert unfit("http://x/a.htm", BLOCK_PAGE) == "EDGAR sent its block page"
    assert unfit("http://x/a.txt", BLOCK_PAGE) == "EDGAR sent its block page"


def test_circle_of_redirects_is_left(client: Edgar, server: Server) -> None:
    server.queued[PATH] = [answering(301, b"", {"Location": PATH})] * 8
    with pytest.raises(FetchError, match="too many redirects"):
        client.data(PATH)
    assert len(server.asked) == 4


def test_answer_larger_than_any_of_edgars_is_refused(
    client: Edgar, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MAX_BYTES", len(GOOD) - 1)
    with pytest.raises(FetchError, match="larger than 14 bytes"):
        client.data(PATH)


def test_kill_while_an_answer_is_kept_leaves_the_one_before(
    client: Edgar, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.data(PATH)
    kept = {file.name: file.read_bytes() for file in client.folder.glob("*.body")}
    server.files[PATH] = b'{"cik": "8888"}'
    write = Path.write_bytes

    def killed(file: Path, data: bytes) -> int:
        write(file, data[:4])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt):
        client.data(PATH)
    assert {file.name: file.read_bytes() for file in client.folder.glob("*.body")} == kept

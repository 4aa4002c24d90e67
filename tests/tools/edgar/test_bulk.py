"""EDGAR's archives of everything, fetched from a real local server and loaded."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.errors import BadInput, FetchError, Unparsed
from muniment.settings import Settings
from muniment.store.store import Store
from muniment.tools.edgar.bulk import FACTS, PATHS, SUBMISSIONS, Bulk
from muniment.tools.edgar.client import Edgar
from tests.edgar_server import Edgar as Server
from tests.edgar_server import Handler, running
from tests.tools.edgar.test_fetcher import SUBMISSIONS as SUBMITTED
from tests.tools.edgar.test_fetcher import run


def facts(cik: int, name: str, value: int) -> bytes:
    """A company facts file with one figure."""
    row = {
        "start": "2024-01-01",
        "end": "2024-12-31",
        "val": value,
        "accn": f"{cik:010}-25-000001",
        "fy": 2024,
        "fp": "FY",
        "form": "10-K",
        "filed": "2025-02-01",
    }
    body = {"cik": cik, "entityName": name, "facts": {"us-gaap": {"Revenues": {"units": {"USD": [row]}}}}}
    return json.dumps(body).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / FACTS, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("CIK0000009999.json", facts(9999, "Example Widgets", 5_000_000))
        archive.writestr("CIK0000007777.json", facts(7777, "EXAMPLE PIPES LTD", 7_000_000))
        archive.writestr("CIK0000005555.json", b"<html>busy</html>")
        archive.writestr("../CIK0000001111.json", facts(1111, "No Path Inc", 1))
    with zipfile.ZipFile(tmp_path / SUBMISSIONS, "w") as archive:
        archive.writestr("CIK0000009999.json", SUBMITTED)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with running(files={path: (folder / name).read_bytes() for name, path in PATHS.items()}) as started:
        yield started


@pytest.fixture
def here(store: Store, server: Server) -> Settings:
    return Settings(
        home=store.originals.parent,
        database_url=store.database.settings.database_url,
        edgar_identity="Test t@example.com",
        edgar_base_url=server.url,
        edgar_data_url=server.url,
    )


def test_companies_of_an_archive_are_those_with_a_name_of_edgar(folder: Path) -> None:
    bulk = Bulk(folder)
    assert bulk.companies() == [5555, 7777, 9999]
    known = bulk.company(9999)
    assert known is not None
    assert (known.name, known.fiscal_year_end) == ("EXAMPLE WIDGETS INC", "1231")
    assert bulk.company(7777) is None


@pytest.mark.parametrize(
    ("name", "content", "said"), [(FACTS, None, "has no companyfacts"), (SUBMISSIONS, b"PK", "is cut or no zip")]
)
def test_missing_or_cut_archive_is_said(folder: Path, name: str, content: bytes | None, said: str) -> None:
    (folder / name).write_bytes(content) if content else (folder / name).unlink()
    with pytest.raises(BadInput, match=said):
        Bulk(folder)


def test_damaged_member_is_said(folder: Path) -> None:
    whole = bytearray((folder / FACTS).read_bytes())
    at = whole.index(b"CIK0000009999.json") + 40
    whole[at] ^= 0xFF
    (folder / FACTS).write_bytes(whole)
    with pytest.raises(Unparsed, match="damaged there"):
        Bulk(folder).facts(9999)


def test_everything_is_loaded_once_and_what_is_no_facts_is_said(here: Settings, store: Store, folder: Path) -> None:
    done = run(here, "fetch", "--from", str(folder))
    assert done.returncode == 1
    assert "the figures of CIK 5555 were not read: not a company facts file" in done.stderr
    assert done.stdout == "2 companies are on record from EDGAR's archives\n"
    assert {c.cik: c.name for c in store.companies()}.items() >= {
        9999: "EXAMPLE WIDGETS INC",
        7777: "EXAMPLE PIPES LTD",
    }.items()
    assert [f.value for f in store.facts(7777)] == [Decimal(7_000_000)]
    before = store.state()
    assert run(here, "fetch", "--from", str(folder), "9999").returncode == 0
    assert store.state() == before


def test_company_that_the_archives_do_not_have_is_refused(here: Settings, folder: Path) -> None:
    done = run(here, "fetch", "--from", str(folder), "4242")
    assert (done.returncode, "no one company '4242'" in done.stderr) == (2, True)


def test_archives_are_fetched_and_only_fetched_again_when_they_changed(here: Settings, server: Server) -> None:
    assert "2 companies" in run(here, "fetch", "--bulk").stdout
    assert "2 companies" in run(here, "fetch", "--bulk").stdout
    asked = [h.get("If-None-Match", "") != "" for p, h in server.asked if p == PATHS[FACTS]]
    assert asked == [False, True]


def test_interrupted_download_goes_on_where_it_was(here: Settings, server: Server, tmp_path: Path) -> None:
    whole = bytes(range(256)) * 8192
    path = PATHS[FACTS]

    def cut(handler: Handler) -> bool:
        handler.reply(200, whole[:1_500_000], {"ETag": '"v1"'}, length=len(whole))
        return True

    def rest(handler: Handler) -> bool:
        start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        assert handler.headers["If-Range"] == '"v1"'
        handler.reply(206, whole[start:], {"ETag": '"v1"'})
        return True

    server.queued[path] = [cut, rest]
    target = tmp_path / "got.zip"
    heard: list[tuple[int, int]] = []
    Edgar(here, sleep=lambda s: None).download(path, target, lambda done, of: heard.append((done, of)))
    assert target.read_bytes() == whole
    assert heard[-1] == (len(whole), len(whole))


def test_archive_that_is_gone_here_is_fetched_again(here: Settings, server: Server, tmp_path: Path) -> None:
    client, target = Edgar(here, sleep=lambda s: None), tmp_path / "got.zip"
    client.download(PATHS[FACTS], target)
    whole = target.read_bytes()
    target.unlink()
    client.download(PATHS[FACTS], target)
    assert target.read_bytes() == whole


def test_archive_that_changed_meanwhile_is_begun_anew(here: Settings, server: Server, tmp_path: Path) -> None:
    path = PATHS[FACTS]

    def cut(handler: Handler) -> bool:
        handler.reply(200, b"old" * 1000, {"ETag": '"v1"'}, length=9000)
        return True

    def new(handler: Handler) -> bool:
        handler.reply(200, b"new" * 3000, {"ETag": '"v2"'})
        return True

    server.queued[path] = [cut, new]
    Edgar(here, sleep=lambda s: None).download(path, tmp_path / "got.zip")
    assert (tmp_path / "got.zip").read_bytes() == b"new" * 3000


def test_archive_that_is_packed_once_more_is_not_taken(here: Settings, server: Server, tmp_path: Path) -> None:
    def packed(handler: Handler) -> bool:
        handler.reply(200, b"\x1f\x8b", {"Content-Encoding": "gzip"})
        return True

    server.queued[PATHS[FACTS]] = [packed]
    with pytest.raises(FetchError, match="packs the archive once more"):
        Edgar(here, sleep=lambda s: None).download(PATHS[FACTS], tmp_path / "got.zip")

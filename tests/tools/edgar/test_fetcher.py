"""Fetch, normalise and ask against a real local server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.settings import Settings
from muniment.store.store import Store
from muniment.tools.edgar.client import Edgar
from muniment.tools.edgar.fetcher import Fetcher
from muniment.tools.edgar.submissions import read_submissions
from muniment.tools.normaliser import load_fetched
from tests.edgar_server import Edgar as Server
from tests.edgar_server import answering, running
from tests.pages import report

DOCUMENT = "/Archives/edgar/data/9999/000000999925000001/ew-20241231.htm"
COLUMNS = {
    "accessionNumber": ["0000009999-25-000001", "0000009999-25-000002", "../../etc/passwd"],
    "form": ["10-K", "10-Q", "10-K"],
    "filingDate": ["2025-02-01", "2025-05-01", "2025-02-01"],
    "reportDate": ["2024-12-31", "2025-03-31", "2024-12-31"],
    "primaryDocument": ["ew-20241231.htm", "ew-20250331.htm", "../x.htm"],
}
SUBMISSIONS = json.dumps(
    {
        "cik": "9999",
        "name": "EXAMPLE WIDGETS INC",
        "tickers": ["EXW"],
        "formerNames": [{"name": "OLD WIDGETS CO"}],
        "fiscalYearEnd": "1231",
        "filings": {"recent": COLUMNS, "files": []},
    }
).encode()
FILES = {
    "/submissions/CIK0000009999.json": SUBMISSIONS,
    DOCUMENT: report(),
    "/files/company_tickers.json": b'{"0":{"cik_str":9999,"ticker":"EXW","title":"EXAMPLE WIDGETS INC"},"1":{"cik_str":8888,"ticker":"EXM","title":"Example Motors Corp"}}',
}


@pytest.fixture
def server() -> Iterator[Server]:
    with running(files=FILES) as started:
        yield started


@pytest.fixture
def here(store: Store, server: Server) -> Settings:
    url = store.database.settings.database_url
    return Settings(
        home=store.originals.parent,
        database_url=url,
        edgar_identity="Test t@example.com",
        edgar_base_url=server.url,
        edgar_data_url=server.url,
    )


@pytest.mark.parametrize(
    ("accession", "document"),
    [
        ("../../etc/passwd", "x.htm"),
        ("0000009999-25-00000１", "x.htm"),
        ("0000009999-25-000003", "../x.htm"),
        ("0000009999-25-000003", "x..htm"),
        ("0000009999-25-000003", "/etc/passwd"),
        ("0000009999-25-000003", "x\x00.htm"),
    ],
)
def test_names_that_are_no_paths_are_never_followed(accession: str, document: str) -> None:
    more = {
        "accessionNumber": accession,
        "form": "10-K",
        "filingDate": "2025-02-01",
        "reportDate": "",
        "primaryDocument": document,
    }
    columns = {name: [*of, more[name]] for name, of in COLUMNS.items()}
    listed = json.dumps(
        {**json.loads(SUBMISSIONS), "filings": {"recent": columns, "files": [{"name": "../../x.json"}]}}
    )
    _, filings, pages = read_submissions(listed.encode())
    assert [f.accession for f in filings] == ["0000009999-25-000001", "0000009999-25-000002"]
    assert pages == []


def test_unknown_company_is_found_at_edgar_fetched_and_answered(here: Settings) -> None:
    answer = Agent(here).ask("What was Example Widgets' revenue in fiscal 2024?")
    assert answer.status == "answered"
    assert [f"{v.value:f}" for v in answer.values] == ["1250000000"]
    assert answer.citations[0].record == "0000009999-25-000001"
    assert answer.citations[0].url.endswith("ew-20241231.htm#r1")


def test_text_question_is_answered_by_a_quotation_at_its_place(here: Settings) -> None:
    agent = Agent(here)
    answer = agent.ask("What risks does Example Widgets face from a shortage of steel?")
    assert "tempered steel" in answer.citations[0].quote
    assert answer.citations[0].section == "Item 1A. Risk Factors"
    start, end = answer.citations[0].start, answer.citations[0].end
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert answer.citations[0].quote in report().decode()[start:end]


def test_former_name_is_the_same_company(here: Settings) -> None:
    agent = Agent(here)
    agent.ask("What was EXW revenue in 2024?")
    assert Agent(here).ask("Old Widgets net income 2024").values[0].value == 200_000_000


def test_second_fetch_brings_nothing(here: Settings, store: Store, server: Server) -> None:
    first = Fetcher(store, Edgar(here))
    for fetched in first.fetch(first.filings(9999)):
        load_fetched(store, fetched)
    assert [what.rsplit("/", 1)[-1] for what in first.absent] == ["ew-20250331.htm)"]
    again = Fetcher(store, Edgar(here))
    assert list(again.fetch(again.filings(9999, ("10-K",)))) == []


def test_unreadable_document_is_noted_and_nothing_of_it_is_loaded(here: Settings, store: Store, server: Server) -> None:
    server.files[DOCUMENT] = b"<html><body>" + b"<div>" * 2000 + b"deep" + b"</div>" * 2000 + b"</body></html>"
    fetcher = Fetcher(store, Edgar(here))
    loaded = [load_fetched(store, f) for f in fetcher.fetch(fetcher.filings(9999, ("10-K",)))]
    assert [r.unparsed for r in loaded] == ["elements are nested more than 512 deep"]
    assert store.facts(9999) == []


MAINTENANCE = b"<html><body><h1>SEC.gov is undergoing maintenance</h1><p>Please try later.</p></body></html>"


def test_a_maintenance_page_is_no_filing_and_is_asked_for_again_after_a_day(
    here: Settings, store: Store, server: Server
) -> None:
    server.files[DOCUMENT] = MAINTENANCE
    refused = Agent(here).ask("What was Example Widgets' revenue in fiscal 2024?")
    assert refused.status == "abstained"
    assert "Could not be read: ew-20241231.htm (it has no figure" in refused.text
    server.files[DOCUMENT] = report()
    assert Agent(here).ask("What was Example Widgets' revenue in fiscal 2024?").status == "abstained"
    with store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE sources SET loaded = loaded - interval '25 hours'")
    answer = Agent(here).ask("What was Example Widgets' revenue in fiscal 2024?")
    assert [f"{v.value:f}" for v in answer.values] == ["1250000000"]
    assert store.unread(9999) == []


def test_one_older_page_or_document_that_is_missing_ends_nothing(here: Settings, store: Store, server: Server) -> None:
    listed = json.loads(SUBMISSIONS)
    listed["filings"]["files"] = [{"name": "CIK0000009999-submissions-001.json"}]
    server.files["/submissions/CIK0000009999.json"] = json.dumps(listed).encode()
    server.queued["/Archives/edgar/data/9999/000000999925000002/ew-20250331.htm"] = [answering(410, b"gone")]
    fetcher = Fetcher(store, Edgar(here))
    fetched = list(fetcher.fetch(fetcher.filings(9999, since=date(2015, 1, 1))))
    assert [f.url.rsplit("/", 1)[-1] for f in fetched] == ["ew-20241231.htm"]
    assert ["CIK0000009999-submissions-001.json" in what for what in fetcher.absent] == [True, False]
    assert "EDGAR answers 410" in fetcher.absent[1]


def run(here: Settings, *words: str, identity: bool = True) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("EDGAR", "MUNIMENT"))}
    env |= {
        "MUNIMENT_HOME": str(here.home),
        "MUNIMENT_DATABASE_URL": here.database_url or "",
        "EDGAR_BASE_URL": here.edgar_base_url,
        "EDGAR_DATA_URL": here.edgar_data_url,
    }
    if identity:
        env["EDGAR_IDENTITY"] = "Test t@example.com"
    return subprocess.run(
        [sys.executable, "-m", "muniment", *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_fetch_command_loads_and_goes_on_where_it_was(here: Settings, store: Store, server: Server) -> None:
    done = run(here, "fetch", "EXW", "--years", "2024")
    assert (done.returncode, "EXAMPLE WIDGETS INC" in done.stderr) == (0, True)
    asked = len([p for p, _ in server.asked if p == DOCUMENT])
    assert run(here, "fetch", "9999", "--years", "2024").returncode == 0
    assert len([p for p, _ in server.asked if p == DOCUMENT]) == asked == 1
    assert len(store.facts(9999)) == 7


def test_company_whose_name_is_markup_is_fetched(here: Settings, server: Server) -> None:
    server.files["/submissions/CIK0000009999.json"] = SUBMISSIONS.replace(b"EXAMPLE WIDGETS INC", b"EVIL [/] CORP")
    done = run(here, "fetch", "9999", "--years", "2024")
    assert (done.returncode, "EVIL [/] CORP" in done.stderr, "Traceback" in done.stderr) == (0, True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fetch", "Zyntrax"), "no company is called"),
        (("fetch", "Example"), "may be: Example Motors Corp (CIK 8888); EXAMPLE WIDGETS INC (CIK 9999)"),
        (("fetch", "EXW", "--forms", "13F"), "forms can be"),
        (("fetch", "EXW", "--years", "soon"), "--years takes"),
    ],
)
def test_fetch_command_says_what_it_cannot_take(here: Settings, words: tuple[str, ...], said: str) -> None:
    done = run(here, *words)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_fetch_command_without_identity_says_what_to_set(here: Settings, server: Server) -> None:
    done = run(here, "fetch", "EXW", identity=False)
    assert (done.returncode, done.stderr.count("\n"), "EDGAR_IDENTITY" in done.stderr) == (2, 1, True)
    assert server.asked == []


def test_older_pages_are_read_when_they_are_needed(data: Path, store: Store, tmp_path: Path) -> None:
    with running(data / "edgar") as mirror:
        mirrored = Settings(
            home=tmp_path, edgar_identity="Test t@example.com", edgar_base_url=mirror.url, edgar_data_url=mirror.url
        )
        filings = Fetcher(store, Edgar(mirrored)).filings(320193, ("10-K",))
    assert min(f.filed for f in filings if f.filed) == date(2000, 12, 14)
    assert sum("submissions-001" in path for path, _ in mirror.asked) == 1


def test_ifrs_filer_without_submissions_is_answered_from_company_facts(data: Path, here: Settings) -> None:
    with running(data / "edgar") as mirror:
        agent = Agent(
            Settings(
                home=here.home,
                database_url=here.database_url,
                edgar_identity="Test t@example.com",
                edgar_base_url=mirror.url,
                edgar_data_url=mirror.url,
            )
        )
        answer = agent.ask("What was the total revenue of Logistic Properties of the Americas in 2024?")
    assert [f"{v.value:f} {v.unit}" for v in answer.values] == ["43862372 USD"], answer.text
    assert answer.citations[0].concept == "ifrs-full:Revenue"

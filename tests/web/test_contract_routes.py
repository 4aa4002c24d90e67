"""What contracts state and policies lay down, over HTTP."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import httpx
import pytest
from openpyxl import load_workbook

from tests.conftest import Served
from tests.library.test_contract_terms import LEASE
from tests.library.test_policies import TRAVEL


@pytest.fixture(scope="module")
def url(served: Served) -> Iterator[str]:
    library = f"{served.url}/v1/library"
    for name, text in (("bayfront lease.txt", LEASE), ("travel policy.md", TRAVEL)):
        httpx.put(f"{library}/law/{name}", content=text.encode(), timeout=60).raise_for_status()
    yield library
    for name in ("bayfront lease.txt", "travel policy.md"):
        httpx.delete(f"{library}/law/{name}", timeout=60)


def test_sheets_tell_each_field_with_its_words(url: str) -> None:
    (sheet,) = httpx.get(f"{url}/sheets", params={"collection": "law"}, timeout=60).json()
    fields = {f["name"]: f for f in sheet["fields"]}
    assert (fields["end of the term"]["status"], fields["end of the term"]["values"]) == ("computed", ["2027-04-30"])
    assert "five (5) years" in " ".join(t["text"] for t in fields["end of the term"]["terms"])


def test_deadlines_fall_between_the_days_asked(url: str) -> None:
    asked = {"collection": "law", "since": "2027-01-01", "until": "2027-02-28"}
    found = httpx.get(f"{url}/deadlines", params=asked, timeout=60).json()
    assert [(d["day"], d["what"]) for d in found["deadlines"]] == [("2027-01-30", "last day to stop the renewal")]
    assert found["not_counted"] == {}


def test_duties_tell_whose_they_are(url: str) -> None:
    found = httpx.get(f"{url}/duties", params={"collection": "law"}, timeout=60).json()
    assert ("travellers", "must not", "stay in private rooms.") in {(d["who"], d["force"], d["text"]) for d in found}


@pytest.mark.parametrize("day", ["0", "soon", "2027-02-30", "20270101"])
def test_what_is_no_day_is_refused(url: str, day: str) -> None:
    answer = httpx.get(f"{url}/duties", params={"as_of": day}, timeout=60)
    assert answer.status_code in (400, 422)


def test_field_is_corrected_confirmed_and_taken_back(url: str) -> None:
    at = f"{url}/law/bayfront%20lease.txt/fields/term"
    corrected = httpx.put(at, json={"value": "6 years", "words": "five (5) years"}, timeout=60).json()
    term = next(f for f in corrected["fields"] if f["name"] == "term")
    assert (term["values"], term["by_hand"]) == (["P6Y"], "corrected")
    assert httpx.put(at, json={"value": "6 years", "words": "six years"}, timeout=60).status_code == 400
    back = httpx.delete(at, timeout=60).json()
    assert next(f for f in back["fields"] if f["name"] == "term")["values"] == ["P5Y"]
    assert httpx.delete(at, timeout=60).status_code == 404
    confirmed = httpx.put(at, json={}, timeout=60).json()
    assert next(f for f in confirmed["fields"] if f["name"] == "term")["by_hand"] == "confirmed"
    httpx.delete(at, timeout=60)


def test_place_of_a_field_is_lit_on_its_page(url: str) -> None:
    (sheet,) = httpx.get(f"{url}/sheets", params={"collection": "law"}, timeout=60).json()
    (law,) = next(f for f in sheet["fields"] if f["name"] == "governing law")["terms"]
    at = f"{url}/law/bayfront%20lease.txt/pages/{law['page']}"
    page = httpx.get(at, params={"start": law["start"], "end": law["end"]}, timeout=60)
    lit = re.findall(r"<mark[^>]*>(.*?)</mark>", page.text, re.DOTALL)
    assert lit and "Province of Ontario" in " ".join(lit)
    assert "script" not in page.headers["content-security-policy"].replace("script-src 'none'", "")
    assert httpx.get(f"{url}/law/bayfront%20lease.txt/pages/9", timeout=60).status_code == 404


def test_sheets_are_downloaded_as_a_table(url: str) -> None:
    found = httpx.get(f"{url}/sheets/table", params={"collection": "law"}, timeout=60)
    heads, row = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert dict(zip(heads, row, strict=True))["governing law"] == "CA-ON (page 1)"
    book = httpx.get(f"{url}/sheets/table", params={"collection": "law", "format": "xlsx"}, timeout=60)
    assert load_workbook(io.BytesIO(book.content)).active is not None


def test_documents_are_compared(url: str) -> None:
    changed = LEASE.replace("ninety (90)", "sixty (60)").encode()
    httpx.put(f"{url}/law/lease template.txt", content=changed, timeout=60).raise_for_status()
    asked = {"document": "lease template.txt", "other": "bayfront lease.txt", "collection": "law"}
    found = httpx.get(f"{url}/compare", params=asked, timeout=60).json()
    httpx.delete(f"{url}/law/lease template.txt", timeout=60)
    assert [p["changes"] for p in found["provisions"]] == [[["sixty (60)", "ninety (90)"]]]
    assert found["fields"] == [{"name": "notice to stop the renewal", "first": ["60 days"], "second": ["90 days"]}]
    assert httpx.get(f"{url}/compare", params={"document": "no.txt"}, timeout=60).status_code == 404

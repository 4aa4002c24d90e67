"""The private library: documents are added, asked, changed, moved and deleted, and every figure is lit on its page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select, update

from muniment.agent import Agent
from muniment.errors import BadInput
from muniment.library import Library
from muniment.library.adding import Added
from muniment.presenting import as_json, citation_text
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.library.documents import PageText, Version
from muniment.store.tables import DocumentRow, FactRow
from muniment.web.app import make_app
from tests.conftest import Served, values
from tests.tools.formats.written_pdf import annual_report, written_pdf

SALES = "What were Tidewater Lantern Works' net sales in fiscal 2023?"


@dataclass
class Shelf:
    """A folder of documents and the agent that they are asked of."""

    folder: Path
    agent: Agent
    library: Library

    def add(self) -> list[Added]:
        """Add the folder again."""
        return list(self.library.add([self.folder], "reports"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("reports")
    (folder / "tidewater-2023.pdf").write_bytes(annual_report())
    (folder / "scan.pdf").write_bytes(written_pdf([[]]))
    (folder / "photo.raw").write_text("no document")
    agent = Agent(Settings(home=home))
    held = Shelf(folder, agent, agent.library)
    held.add()
    yield held
    open_database(agent.settings).close()


def test_a_figure_of_a_document_is_told_with_its_page(shelf: Shelf) -> None:
    answer = shelf.agent.ask(SALES)
    assert values(answer) == {"net sales FY2023": "1250000000"}
    assert answer.checked == answer.held
    citation = as_json(answer)["citations"][0]
    assert (citation["record"], citation["page"], citation["quote"]) == ("tidewater-2023.pdf", 2, "$ 1,250")
    (left, top, right, bottom) = citation["boxes"][0]
    assert 390 < left < right < 440
    assert 100 < top < bottom < 120
    assert "tidewater-2023.pdf" in citation_text(answer.citations[0])
    assert ", page 2: $ 1,250" in citation_text(answer.citations[0])


def test_figures_are_derived_from_those_printed(shelf: Shelf) -> None:
    assert values(shelf.agent.ask("Tidewater Lantern Works' gross margin in fiscal 2022"))[
        "gross margin FY2022"
    ].startswith("0.2727")
    assert "working capital FY2023" in values(shelf.agent.ask("Tidewater Lantern Works' working capital in 2023"))


def test_where_a_collection_tells_of_one_company_it_is_the_one_that_is_meant(shelf: Shelf) -> None:
    answer = shelf.agent.ask("gross margin in fiscal 2022", within=["reports"])
    assert values(answer)["gross margin FY2022"].startswith("0.2727")
    assert shelf.agent.ask("net sales in fiscal 2019", within=["reports"]).status == "abstained"
    assert shelf.agent.ask("net sales of Osprey Supermarkets in fiscal 2023", within=["reports"]).status == "abstained"
    assert shelf.agent.ask("gross margin in fiscal 2022").status == "abstained"


def test_what_could_not_be_read_is_listed_with_the_reason(shelf: Shelf) -> None:
    listed = {d.name: d for d in shelf.library.list("reports")}
    assert listed["scan.pdf"].why == "it holds no text"
    assert (listed["tidewater-2023.pdf"].form, listed["tidewater-2023.pdf"].pages) == ("10-K", 3)
    assert set(listed) == {"scan.pdf", "tidewater-2023.pdf"}
    assert shelf.library.list("nothing") == []


def test_adding_again_changes_nothing(shelf: Shelf) -> None:
    assert {Path(a.path).name: a.state for a in shelf.add()} == {
        "scan.pdf": "failed",
        "tidewater-2023.pdf": "unchanged",
    }


def test_the_page_of_a_citation_shows_it_as_it_looks(shelf: Shelf) -> None:
    run = shelf.agent.ask(SALES).run
    served = Served(make_app(shelf.agent.settings, agent=shelf.agent))
    try:
        page = httpx.get(f"{served.url}/v1/runs/{run}/citations/1")
    finally:
        served.close()
    assert page.status_code == 200
    assert "tidewater-2023.pdf · page 2" in page.text
    assert 'src="data:image/png;base64,' in page.text
    assert "mix-blend-mode:multiply" in page.text
    assert "script" not in page.headers["content-security-policy"]


def test_a_figure_altered_in_the_store_is_not_told(shelf: Shelf) -> None:
    sales = (
        (FactRow.concept == "us-gaap:Revenues")
        & FactRow.accession.startswith("library:")
        & (FactRow.value == 1_250_000_000)
    )
    with shelf.agent.store.database.begin() as connection:
        changed = connection.execute(
            update(FactRow).where(sales).values(value=1_350_000_000).returning(FactRow.id)
        ).scalar_one()
    try:
        answer = shelf.agent.ask(SALES)
        assert (answer.status, answer.reason) == ("abstained", "unverified")
        assert "is what its original states" in answer.text
    finally:
        with shelf.agent.store.database.begin() as connection:
            connection.execute(update(FactRow).where(FactRow.id == changed).values(value=1_250_000_000))


def test_a_changed_file_is_a_new_version_and_a_deleted_one_is_gone(shelf: Shelf) -> None:
    file = shelf.folder / "tidewater-2023.pdf"
    file.write_bytes(annual_report(sales=("1,275", "1,100")))
    assert {Path(a.path).name: a.state for a in shelf.add()}[file.name] == "changed"
    assert values(shelf.agent.ask(SALES)) == {"net sales FY2023": "1275000000"}
    file.unlink()
    assert {Path(a.path).name: a.state for a in shelf.add()}[file.name] == "gone"
    answer = shelf.agent.ask(SALES)
    assert (answer.status, answer.reason) == ("abstained", "unknown_entity")
    file.write_bytes(annual_report())
    assert {Path(a.path).name: a.state for a in shelf.add()}[file.name] == "added"
    assert values(shelf.agent.ask(SALES)) == {"net sales FY2023": "1250000000"}


def test_an_earlier_version_answers_who_asks_as_of_its_day_and_nobody_else(shelf: Shelf, tmp_path: Path) -> None:
    file, asked = tmp_path / "rope.pdf", "What were Annual Rope Company's net sales in fiscal 2023?"
    for sales, added in (("1,100", date(2026, 1, 5)), ("1,200", date(2026, 3, 1))):
        file.write_bytes(annual_report("Annual Rope Company", (sales, "1,000")))
        assert next(iter(shelf.library.add([file], "ropes"))).state in ("added", "changed")
        with shelf.agent.store.database.begin() as connection:
            newest = select(func.max(DocumentRow.id)).scalar_subquery()
            connection.execute(update(DocumentRow).where(DocumentRow.id == newest).values(added=added))
    with shelf.agent.store.database.begin() as connection:
        connection.execute(update(DocumentRow).where(DocumentRow.ended.is_not(None)).values(ended=date(2026, 3, 1)))
    try:
        told = {
            day: shelf.agent.ask(asked, as_of=day) for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 1, 4))
        }
        assert values(told[date(2026, 2, 1)]) == {"net sales FY2023": "1100000000"}
        assert values(told[date(2026, 3, 1)]) == {"net sales FY2023": "1200000000"}
        assert told[date(2026, 1, 4)].status == "abstained"
        assert values(shelf.agent.ask(asked)) == {"net sales FY2023": "1200000000"}
        store = shelf.agent.store
        (rope,) = (c.cik for c in store.companies() if c.name == "Annual Rope Company")
        assert {f.value for f in store.facts(rope, ["us-gaap:Revenues"])} == {1_200_000_000, 1_000_000_000}
        assert [f.document for f in store.filings(rope)] == ["rope.pdf"]
        assert values(shelf.agent.ask(asked, within=["ropes"])) == {"net sales FY2023": "1200000000"}
    finally:
        shelf.library.remove("ropes")


def test_what_was_read_of_the_same_bytes_before_is_replaced(shelf: Shelf) -> None:
    documents = shelf.library.documents
    version = Version("/same.txt", "same.txt", "ab" * 32, 1, 1)
    first = documents.publish("same", version, [], [PageText(1, "old", "old")])
    second = documents.publish("same", replace(version, reader=2), [], [PageText(1, "new", "new")])
    ids = [int(address.rpartition(":")[2]) for address in (first, second)]
    try:
        assert list(documents.pages(ids)) == ids[1:]
    finally:
        shelf.library.remove("same")


def test_a_path_that_is_not_there_is_said(shelf: Shelf) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        list(shelf.library.add([shelf.folder / "nowhere"]))
    with pytest.raises(BadInput, match="1 to 100 characters"):
        list(shelf.library.add([shelf.folder], " "))


def run(shelf: Shelf, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"MUNIMENT_HOME": str(shelf.agent.settings.home), "PATH": os.environ["PATH"], "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "muniment", *arguments], env=env, capture_output=True, text=True, check=False
    )


def test_the_commands_add_list_and_delete(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(annual_report("Harbour Rope Company"))
    (tmp_path / "locked.pdf").write_bytes(b"%PDF-1.4 cut")
    added = run(shelf, "add", str(tmp_path), "--collection", "ropes")
    assert added.returncode == 2
    assert added.stdout == "ropes: 1 added, 1 failed\n"
    assert "locked.pdf: it is no whole PDF" in added.stderr
    listed = run(shelf, "library", "ropes").stdout.splitlines()
    assert listed[0].startswith("ropes  a.pdf  Harbour Rope Company · 10-K · 2023-06-30 · 3 pages · ")
    assert listed[1] == "ropes  locked.pdf  not read: it is no whole PDF"
    deleted = run(shelf, "library", "--remove", "ropes").stdout.splitlines()
    assert deleted[0].startswith(f"deleted: {tmp_path}/a.pdf (1 version, 3 pages, ")
    assert deleted[1].startswith(f"deleted: {tmp_path}/locked.pdf (1 version, 0 pages, 0 figures; sha256 ")
    assert deleted[2:] == ["2 documents of ropes deleted"]
    assert run(shelf, "library", "ropes").stdout == ""


def test_a_name_that_is_no_text_is_added_all_the_same(shelf: Shelf, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    with open(odd, "wb") as file:
        file.write(annual_report("Harbour Rope Company"))
    (added,) = shelf.library.add([tmp_path], "odd")
    assert (added.state, Path(added.path).name) == ("added", "caf?.pdf")
    assert [a.state for a in shelf.library.add([tmp_path], "odd")] == ["unchanged"]
    shelf.library.remove("odd")


def test_what_a_file_cannot_say_is_kept_until_its_bytes_change(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "cut.pdf"
    file.write_bytes(b"%PDF-1.4 cut")
    (first,) = shelf.library.add([file], "cut")
    (second,) = shelf.library.add([file], "cut")
    assert first == second == Added(str(file), "failed", "it is no whole PDF")
    file.write_bytes(annual_report("Harbour Rope Company"))
    (third,) = shelf.library.add([file], "cut")
    assert third.state == "changed"
    (receipt,) = shelf.library.remove("cut")
    assert len(receipt.sha256) == 2


def test_what_is_deleted_is_nowhere_any_more(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "rope.pdf"
    for sales in ("1,100", "1,200"):
        file.write_bytes(annual_report("Deleted Rope Company", (sales, "1,000")))
        list(shelf.library.add([file], "going"))
    store = shelf.library.store
    assert any(c.name == "Deleted Rope Company" for c in store.companies())
    (receipt,) = shelf.library.remove("going")
    assert (receipt.path, receipt.pages, receipt.is_elsewhere) == (str(file), 6, False)
    assert receipt.figures > 0
    assert all(store.original(h) is None for h in receipt.sha256)
    assert not any(c.name == "Deleted Rope Company" for c in store.companies())
    with store.database.begin() as connection:
        kept = select(func.count()).select_from(DocumentRow).where(DocumentRow.sha256.in_(receipt.sha256))
        assert connection.execute(kept).scalar_one() == 0
    assert shelf.library.search("Deleted Rope Company", "going") == []


def test_bytes_that_belong_to_another_document_too_stay(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "twin.pdf"
    file.write_bytes(annual_report("Twin Rope Company"))
    list(shelf.library.add([file], "one"))
    list(shelf.library.add([file], "two"))
    (receipt,) = shelf.library.remove("one")
    assert receipt.is_elsewhere
    assert shelf.library.store.original(receipt.sha256[0]) is not None
    (receipt,) = shelf.library.remove("two")
    assert not receipt.is_elsewhere
    assert shelf.library.store.original(receipt.sha256[0]) is None


def test_a_file_that_was_moved_is_known_again_and_not_read_again(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "rope.pdf").write_bytes(annual_report("Moved Rope Company"))
    list(shelf.library.add([tmp_path], "moving"))
    (before,) = shelf.library.list("moving")
    (tmp_path / "drafts" / "rope.pdf").rename(tmp_path / "final.pdf")
    (moved,) = shelf.library.add([tmp_path], "moving")
    assert (moved.state, moved.path) == ("moved", str(tmp_path / "final.pdf"))
    (after,) = shelf.library.list("moving")
    assert (after.id, after.name, after.facts) == (before.id, "final.pdf", before.facts)
    answer = shelf.agent.ask("What were Moved Rope Company's net sales in fiscal 2023?")
    assert answer.citations[0].document == "final.pdf"
    shelf.library.remove("moving")


def test_the_page_that_speaks_of_it_is_found(shelf: Shelf) -> None:
    (first, *_) = shelf.library.search("Tidewater Lantern Works inventories in 2023")
    assert (first.document, first.page) == ("tidewater-2023.pdf", 3)
    found = run(shelf, "search", "--in", "reports", "--json", "--limit", "2", "gross profit of Tidewater Lantern Works")
    (hit, *_) = json.loads(found.stdout)["hits"]
    assert list(hit) == ["document", "title", "page", "start", "end", "text", "score"]
    assert (hit["document"], hit["title"], hit["page"]) == ("tidewater-2023.pdf", "tidewater-2023.pdf", 2)
    assert run(shelf, "search", "--in", "nothing", "gross profit").returncode == 3


def test_what_a_later_report_restated_is_not_set_beside_what_it_did_not(shelf: Shelf, tmp_path: Path) -> None:
    """Sales of 2022 were 1,100, and 1,040 after they were recast in the report on 2023: growth is told of one report."""
    (tmp_path / "2022.pdf").write_bytes(annual_report("Anchor Rope Company", ("1,100", "1,000"), 2022))
    (tmp_path / "2023.pdf").write_bytes(annual_report("Anchor Rope Company", ("1,250", "1,040")))
    list(shelf.library.add([tmp_path], "anchors"))
    grown = shelf.agent.ask("By how much did Anchor Rope Company's net sales change from 2022 to 2023?").text
    assert "rose by $210 million" in grown
    before = shelf.agent.ask("By how much did Anchor Rope Company's net sales change from 2021 to 2022?").text
    assert "rose by $100 million" in before
    three = shelf.agent.ask("How much did Anchor Rope Company's net sales change from 2021 to 2023?")
    assert three.status == "abstained"
    assert "do not stand on one basis" in three.text
    shelf.library.remove("anchors")

"""Documents of every kind are asked: a quotation, a table's cell or a section, each with its document, page and boxes, or an honest refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from muniment.agent import Agent
from muniment.errors import BadInput, Unknown
from muniment.presenting import as_json, as_text
from muniment.settings import Settings
from muniment.store.library.documents import Documents
from muniment.web.app import make_app
from tests.conftest import Served
from tests.tools.formats.written_office import LEASE_NUMBERS, paragraph, written_docx
from tests.tools.formats.written_pdf import annual_report

LEASE = (
    "".join(
        paragraph(text, depth)
        for text, depth in [
            ("Lease between Osprey Holdings LLC and Quillon Bakery, Inc.", None),
            ("Term", 0),
            ("This Lease runs for seven years from March 1, 2024.", 1),
            ("Default", 0),
            ("Each of these is a default:", 1),
            ("rent is not received within five days after it is due;", 2),
            ("another duty is not met within thirty days of notice.", 2),
            ("General", 0),
            ("This Lease is governed by the law of the State of Oregon.", 1),
        ]
    )
    .replace("{", "")
    .replace("}", "")
)
FEES = b"Pemberly Trust,Fees from July,,\nService,Basis,Fee,Minimum annual fee\nLiving trust,yearly,1.15%,$6500\nSpecial needs trust,yearly,0.95%,$4200\n"
SUPPORT = b"# Norvik Hosting support\n\nNorvik answers by severity.\n\n| Severity | First response |\n|---|---|\n| P1 | 20 minutes |\n| P2 | 2 hours |\n"


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "Quillon lease.docx").write_bytes(written_docx(LEASE, numbering=LEASE_NUMBERS))
    (folder / "pemberly_fees.csv").write_bytes(FEES)
    (folder / "norvik.md").write_bytes(SUPPORT)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder], "papers"))
    other = tmp_path_factory.mktemp("reports")
    (other / "tidewater.pdf").write_bytes(annual_report())
    list(made.library.add([other], "reports"))
    yield made
    made.store.database.close()


def test_a_quotation_tells_its_document_page_and_boxes(agent: Agent) -> None:
    answer = agent.ask("What law governs the Quillon lease?")
    assert answer.status == "answered"
    (citation,) = as_json(answer)["citations"]
    assert citation["quote"] == "3.1 This Lease is governed by the law of the State of Oregon."
    assert (citation["record"], citation["page"]) == ("Quillon lease.docx", 1)
    ((left, top, right, bottom),) = citation["boxes"]
    assert left < right
    assert top < bottom
    assert "Quillon lease.docx" in as_text(answer)


def test_a_section_is_told_by_its_number(agent: Agent) -> None:
    answer = agent.ask("What does section 2.1(b) of the Quillon lease say?")
    assert [c.quote for c in answer.citations] == ["(b) another duty is not met within thirty days of notice."]


def test_a_cell_that_is_a_number_is_a_figure_and_one_of_words_is_quoted(agent: Agent) -> None:
    fee = agent.ask("What is the minimum annual fee for a special needs trust at Pemberly Trust?")
    assert [(f"{v.value:f}", v.unit) for v in fee.values] == [("4200", "USD")]
    assert as_json(fee)["citations"][0]["quote"] == "$4200"
    words = agent.ask("How quickly is the first response of Norvik to a P2?")
    assert words.citations[0].quote == "2 hours"
    assert words.text.startswith("2 hours – P2 [1].")


def test_what_the_documents_do_not_say_is_refused_with_what_is_nearest(agent: Agent) -> None:
    answer = agent.ask("What is the liability cap in the Quillon lease?", within=["papers"])
    assert answer.status == "abstained"
    assert "Nearest" in answer.text
    assert "Quillon lease.docx" in answer.text


def test_only_the_collections_named_are_looked_into(agent: Agent) -> None:
    sales = "What were Tidewater Lantern Works' net sales in fiscal 2023?"
    assert agent.ask(sales, within=["reports"]).status == "answered"
    assert agent.ask(sales, within=["papers"]).status == "abstained"
    assert agent.ask("What were Apple's net sales in fiscal 2024?", within=["reports"]).status == "abstained"
    assert agent.ask("What law governs the Quillon lease?", within=["reports"]).status == "abstained"
    with pytest.raises(Unknown, match="no collection called nowhere; there are: papers, reports"):
        agent.ask(sales, within=["nowhere"])


def test_what_is_asked_of_a_company_is_not_looked_for_where_nobody_speaks_of_it(agent: Agent) -> None:
    answer = agent.ask("how much did apple get from its minimum annual fee in 2023?", within=["papers"])
    assert answer.text == "No document of the library speaks of what is asked."
    told = agent.ask("Which was larger in 2023, the revenue of Microsoft or of Apple?")
    assert "muniment fetch MSFT. No document" in told.text


def test_a_refusal_is_kept_where_no_document_says_more(agent: Agent) -> None:
    assert "does not forecast" in agent.ask("What will Apple's net sales be in 2030?").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When is the Harrow dues row due?", ""),
        ("How much is the Harrow dues row?", "640"),
        ("What did the Mill Lane row cost in May 2025?", ""),
        ("What was the Mill Lane row in May 2025?", "1,310"),
    ],
)
def test_a_cell_of_another_kind_than_asked_is_not_told(agent: Agent, tmp_path: Path, question: str, told: str) -> None:
    (tmp_path / "dues.csv").write_text("Row,Amount\nHarrow dues row,640\nKerb dues row,90\n")
    (tmp_path / "meters.csv").write_text(
        "Row,April 2025 (kWh),May 2025 (kWh)\nMill Lane row,1290,1310\nQuarry row,80,70\n"
    )
    list(agent.library.add([tmp_path], "kinds"))
    answer = agent.ask(question, within=["kinds"])
    agent.library.remove("kinds")
    assert (answer.status == "answered") is bool(told), answer.text
    assert told in answer.text


def test_advice_is_refused_though_there_are_documents(agent: Agent) -> None:
    answer = agent.ask("Should I buy Apple?")
    assert (answer.status, answer.reason) == ("abstained", "out_of_domain")
    assert "no advice" in answer.text


def test_the_way_through_the_graph_shows_the_turn(agent: Agent) -> None:
    rooms = [s.room for s in agent.ask("What law governs the Quillon lease?").steps]
    assert rooms == ["route", "turn", "library.open", "library.find", "curate", "reason", "verify", "answer"]


def test_a_quotation_altered_in_the_store_is_not_told(agent: Agent) -> None:
    from sqlalchemy import func, update

    from muniment.store.tables import DocumentPageRow

    def swap(was: str, now: str) -> None:
        with agent.store.database.begin() as connection:
            page = DocumentPageRow
            connection.execute(
                update(page).where(page.text.contains(was)).values(text=func.replace(page.text, was, now))
            )

    swap("State of Oregon", "State of Nevada")
    try:
        answer = agent.ask("What law governs the Quillon lease?")
        assert answer.status == "abstained"
        assert "is at its place in the original" in answer.text
    finally:
        swap("State of Nevada", "State of Oregon")


def test_what_is_sent_is_kept_under_its_bare_name_and_replaced_by_its_like(agent: Agent) -> None:
    first = agent.library.add_content(b"Rent,2023\nHall,5\n", "../../rent.csv", "sent")
    assert (first.state, first.path) == ("added", "sent/rent.csv")
    assert agent.library.add_content(b"Rent,2023\nHall,5\n", "rent.csv", "sent").state == "unchanged"
    assert agent.library.add_content(b"Rent,2023\nHall,6\n", "rent.csv", "sent").state == "changed"
    assert agent.library.add_content(b"\x00", "x.bin", "sent").why == "it is no text, and of no kind that is read"
    for name, collection in (("", "sent"), ("a.csv", " "), ("..", "sent"), ("a.csv", "c" * 101)):
        with pytest.raises(BadInput):
            agent.library.add_content(b"a,1\n", name, collection)
    assert len(agent.library.remove("sent")) == 2


def test_a_folder_tells_of_documents_that_are_not_read(agent: Agent) -> None:
    listed = {d.name: d for d in agent.library.list("papers")}
    assert listed["old.doc"].why.startswith("it is cut short or damaged") or "not read" in listed["old.doc"].why
    assert Documents(agent.store).collections()[:2] == ["papers", "reports"]


def test_documents_that_mention_a_thing_are_counted_and_listed(agent: Agent) -> None:
    answer = agent.ask("How many documents mention “special needs trusts”?", within=["papers"])
    assert answer.text.startswith("1 of 3 documents mentions “special needs trusts”. 1 could not be read")
    assert [[c.text for c in row] for row in answer.tables[0].rows] == [["pemberly_fees.csv", "1", "papers"]]
    assert (
        agent.ask("Which leases mention Oregon?", within=["papers"]).tables[0].rows[0][0].text == "Quillon lease.docx"
    )
    assert agent.ask("Which policies mention Oregon?", within=["papers"]).tables == ()
    assert agent.ask("Which documents mention Oregon?", within=["reports"]).text == "0 of 1 document mention “Oregon”."


def test_an_answer_kept_says_when_its_document_has_changed(agent: Agent, served: Served) -> None:
    agent.library.add_content(b"Item,Fee\nDomain parking,12\n", "parking.csv", "changing")
    session = agent.chat("kept answers")
    assert session.ask("What is the fee for domain parking?", within=["changing"]).status == "answered"
    url = f"{served.url}/v1/sessions/{session.id}"
    assert httpx.get(url).json()[0]["answer"]["notes"] == []
    agent.library.add_content(b"Item,Fee\nDomain parking,13\n", "parking.csv", "changing")
    (note,) = httpx.get(url).json()[0]["answer"]["notes"]
    assert note.startswith("parking.csv was changed on 20")
    agent.library.remove("changing")
    (note,) = httpx.get(url).json()[0]["answer"]["notes"]
    assert note == "parking.csv was deleted after this was answered."
    session.delete()


@pytest.fixture(scope="module")
def served(agent: Agent) -> Iterator[Served]:
    held = Served(make_app(agent.settings, agent=agent))
    yield held
    held.close()


def test_documents_are_sent_listed_searched_and_deleted_over_http(served: Served) -> None:
    url = f"{served.url}/v1/library"
    put = httpx.put(f"{url}/http/norvik%20fees.csv", content=b"Item,Fee\nDomain,12\n", timeout=60)
    assert put.json() == {"document": "norvik fees.csv", "state": "added", "why": "", "figures": 0}
    bad = httpx.put(f"{url}/http/cut.pdf", content=b"%PDF-1.4 cut", timeout=60)
    assert (bad.status_code, bad.json()["why"]) == (200, "it is no whole PDF")
    listed = httpx.get(url, params={"collection": "http"}).json()
    assert [(d["document"], d["why"]) for d in listed] == [("cut.pdf", "it is no whole PDF"), ("norvik fees.csv", "")]
    (hit, *_) = httpx.get(f"{url}/search", params={"query": "domain fee", "collection": "http"}).json()["hits"]
    assert (hit["document"], hit["page"]) == ("norvik fees.csv", 1)
    for name in ("cut.pdf", "norvik%20fees.csv"):
        (deleted,) = httpx.delete(f"{url}/http/{name}").json()
        assert len(deleted["sha256"]) == 1
    assert httpx.delete(f"{url}/http/cut.pdf").status_code == 404


def test_a_question_over_http_may_name_its_collections_and_its_page_is_shown(served: Served) -> None:
    asked = {"question": "How quickly is the first response of Norvik to a P2?", "within": ["papers"]}
    answer = httpx.post(f"{served.url}/v1/ask", json=asked, timeout=60).json()
    assert answer["citations"][0]["quote"] == "2 hours"
    page = httpx.get(f"{served.url}/v1/runs/{answer['run']}/citations/1", timeout=60)
    assert "norvik.md · page 1" in page.text
    lit = page.text.split("<mark")[1:]
    assert [m.partition(">")[2].partition("<")[0] for m in lit] == ["P2", "2", "hours"]
    missing = httpx.post(f"{served.url}/v1/ask", json={"question": "x y", "within": ["nowhere"]}, timeout=60)
    assert missing.status_code == 404


def test_a_session_asks_within_collections_too(agent: Agent) -> None:
    session = agent.chat("papers asked")
    assert session.ask("What law governs the Quillon lease?", within=["papers"]).status == "answered"
    assert json.loads(session.export("json"))["turns"][0]["status"] == "answered"
    session.delete()


def test_a_path_of_a_document_stands_in_no_answer(agent: Agent) -> None:
    told = json.dumps(as_json(agent.ask("What law governs the Quillon lease?")))
    assert str(Path(agent.library.list("papers")[0].path).parent) not in told


def test_a_cell_of_another_item_or_part_of_a_year_is_not_told(agent: Agent) -> None:
    """The half year stands on the first page as a word, and over no column of the table."""
    page = b"# Osprey Pumps annual report\n\nH1 was weak.\n\n| | 2023 | 2022 |\n|---|---|---|\n| Cash flow from operations | 17 | 14 |\n| Royalties | 8 | 6 |\n| Cost of sales | 3 | 2 |\n"
    agent.library.add_content(page, "osprey-pumps.md", "pumps")
    try:
        assert agent.ask("Royalties of Osprey Pumps in 2023?", within=["pumps"]).values[0].value == 8
        assert agent.ask("Royalties of Osprey Pumps in H1 2023?", within=["pumps"]).status == "abstained"
        assert agent.ask("Royalties of Osprey Pumps in Q2 2023?", within=["pumps"]).status == "abstained"
        assert agent.ask("Net sales of Osprey Pumps in 2023?", within=["pumps"]).status == "abstained"
    finally:
        agent.library.remove("pumps")


def test_a_row_under_another_item_or_under_changes_is_not_told(agent: Agent) -> None:
    page = (
        b"# Osprey Valves annual report\n\n| | 2023 | 2022 |\n|---|---|---|\n| Net revenue: | | |\n| Desktop | 41 | 44 |\n| Notebook | 63 | 60 |\n"
        b"| Operating income: | | |\n| Client | 21 | 19 |\n| Changes in assets and liabilities: | | |\n| Trade deposits | 5 | 6 |\n| Change in trade deposits held | 7 | 3 |\n"
    )
    agent.library.add_content(page, "osprey-valves.md", "valves")
    try:
        assert (
            agent.ask("What was Osprey Valves' net revenue from Desktop in 2023?", within=["valves"]).values[0].value
            == 41
        )
        assert (
            agent.ask("What was the operating income of Osprey Valves' Desktop in 2023?", within=["valves"]).status
            == "abstained"
        )
        assert agent.ask("What were Osprey Valves' trade deposits in 2023?", within=["valves"]).status == "abstained"
    finally:
        agent.library.remove("valves")


def test_a_share_is_not_told_as_an_amount_nor_money_by_a_count(agent: Agent) -> None:
    page = (
        b"# Osprey Taps annual report\n\n## Revenue by country (EUR million)\n\n| | 2023 |\n|---|---|\n| China | 41 |\n| Peru | 63 |\n\n"
        b"## Number of stores\n\n| | 2023 |\n|---|---|\n| Mexico | 138 |\n| Chile | 12 |\n"
    )
    agent.library.add_content(page, "osprey-taps.md", "taps")
    try:
        assert agent.ask("Revenue of Osprey Taps in China in 2023?", within=["taps"]).values[0].value == 41_000_000
        assert (
            agent.ask("Which percentage of Osprey Taps' 2023 revenue was China?", within=["taps"]).status == "abstained"
        )
        assert agent.ask("How many stores had Osprey Taps in Mexico in 2023?", within=["taps"]).values[0].value == 138
        assert agent.ask("How much did Osprey Taps sell in Mexico in 2023?", within=["taps"]).status == "abstained"
    finally:
        agent.library.remove("taps")

"""The page in a headless browser, as a person uses it. The browser is the system's own; without one, these tests skip."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from muniment.agent import Agent
from muniment.web.app import make_app
from tests.conftest import Served, dawdling
from tests.library.test_contract_terms import LEASE
from tests.library.test_policies import TRAVEL

SALES = "What were Apple's net sales in fiscal 2024, and how did they change from 2023?"
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A fresh page in a session of its own; anything it complains about, or asks of another host, fails the test."""
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request", lambda request: complaints.append(request.url) if not request.url.startswith(served.url) else None
    )
    opened.goto(served.url)
    begin(opened)
    yield opened
    opened.close()
    assert complaints == []


def begin(page: Page) -> None:
    """Begin a session and wait until it is the one shown: the first of a fresh home has no turns either."""
    expect(page.locator(".sessions .current")).to_have_count(1)
    names = page.locator(".sessions .name")
    before = names.count()
    page.click("text=New session")
    expect(names).to_have_count(before + 1)
    expect(page.locator(".sessions .current .name")).to_contain_text("0 turns")
    expect(page.locator(".turn")).to_have_count(0)


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn:not(.running)").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.running)")).to_have_count(turns + 1, timeout=120_000)


def test_a_question_is_answered_with_citations(page: Page) -> None:
    ask(page, SALES)
    expect(page.locator(".answer .text")).to_contain_text("rose by $7,750 million, or 2.02%")
    expect(page.locator(".citations li")).to_have_count(2)
    first = page.locator(".citations li").first
    expect(first).to_have_text("Apple Inc. 10-K FY2024 · Revenue from contract with customer excluding assessed tax")
    assert "0000320193-24-000123" in (first.locator("button").get_attribute("title") or "")
    expect(page.locator(".foot button", has_text="copy")).to_have_count(1)
    expect(page.locator(".foot")).to_contain_text(
        "checks against the records held: what was asked, company, line item, whole or part"
    )


def test_clicking_a_citation_shows_the_highlighted_figure(page: Page) -> None:
    ask(page, SALES)
    page.get_by_role("button", name="Citation 2").first.click()
    expect(page.frame_locator("iframe[title=Record]").locator("#muniment-here")).to_have_text("383,285,000,000")
    expect(page.get_by_role("button", name="Citation 2").first).to_have_class("mark chosen")


def test_own_records_are_handed_in_asked_and_gone_on_with(page: Page) -> None:
    lease = "The rent is $1,200 a month.\n\nThe deposit is $3,600."
    dues = 'Dues,2022,2023\n"Harbour, ""inner""","1,310","1,450"\n'
    page.set_input_files(
        "input[aria-label=Records]",
        [
            FilePayload(name="lease.txt", mimeType="text/plain", buffer=lease.encode()),
            FilePayload(name="dues.csv", mimeType="text/csv", buffer=dues.encode()),
        ],
    )
    expect(page.locator(".fits button")).to_have_count(2)
    ask(page, "How much is the deposit?")
    expect(page.locator(".answer .text")).to_contain_text("$3,600")
    page.get_by_role("button", name="Citation 1").first.click()
    expect(page.frame_locator("iframe[title=Record]").locator("#muniment-here")).to_contain_text("3,600")
    ask(page, "What were harbour dues in 2023?")
    last = page.locator(".turn").last
    expect(last.locator(".text")).to_contain_text("1,450")
    expect(last.locator(".carried")).to_contain_text("lease")
    page.click(".more summary")
    page.select_option(".ask select", "filings")
    ask(page, "What were Apple's net sales in fiscal 2024?")
    expect(page.locator(".turn").last.locator(".text")).to_contain_text("$391,035 million")


def test_documents_are_added_asked_within_their_collection_and_deleted(page: Page) -> None:
    page.click("text=Your documents")
    page.fill("input[aria-label=Collection]", "harbour")
    files = [
        FilePayload(
            name="dues.csv", mimeType="text/csv", buffer=b"Berth,Dues per night\nOuter wall,$48\nInner basin,$62\n"
        ),
        FilePayload(name="cut.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 cut"),
    ]
    page.set_input_files("input[aria-label=Documents]", files)
    expect(page.locator(".library .fault")).to_have_text("cut.pdf could not be read: it is no whole PDF.")
    for name, told in (("dues.csv", "1 page"), ("cut.pdf", "not read: it is no whole PDF")):
        expect(page.locator(".library li", has_text=name)).to_contain_text(told)
    page.click("details.more summary")
    page.locator("details.more select").last.select_option("harbour")
    ask(page, "What are the dues per night at the inner basin?")
    expect(page.locator(".answer .text")).to_contain_text("$62")
    expect(page.locator(".citations li")).to_contain_text("dues.csv, page 1")
    page.get_by_role("button", name="Citation 1").first.click()
    expect(page.frame_locator("iframe[title=Record]").locator("#muniment-here")).to_have_text("$62")
    page.click("text=Your documents")
    for name in ("cut.pdf", "dues.csv"):
        page.get_by_role("button", name=f"Delete {name}", exact=True).click()
        page.get_by_role("button", name=f"Delete {name} for good").click()
        expect(page.locator(".library li", has_text=name)).to_have_count(0)


def test_contracts_are_a_table_whose_cells_are_proven_confirmed_and_corrected(page: Page) -> None:
    page.click("text=Your documents")
    page.fill("input[aria-label=Collection]", "paper")
    files = [
        FilePayload(name=name, mimeType="text/plain", buffer=text.encode())
        for name, text in (
            ("bayfront lease.txt", LEASE),
            ("lease template.txt", LEASE.replace("ninety (90)", "sixty (60)")),
            ("travel policy.md", TRAVEL),
        )
    ]
    page.set_input_files("input[aria-label=Documents]", files)
    expect(page.locator(".library li", has_text="travel policy.md")).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="contracts").click()
    notice = page.get_by_role("button", name="notice to stop the renewal of bayfront lease.txt")
    expect(notice).to_have_text("90 days")
    notice.click()
    lit = page.frame_locator("iframe[title=Record]").locator("mark")
    expect(lit.first).to_be_visible()
    page.get_by_role("button", name="that is right").click()
    expect(page.locator("td .confirmed")).to_have_text("90 days")
    page.get_by_role("button", name="governing law of bayfront lease.txt").click()
    page.get_by_role("button", name="correct it").click()
    page.fill(".review input", "New York")
    page.click(".review .main")
    expect(page.locator("td .corrected")).to_have_text("New York (US-NY)")
    page.get_by_role("button", name="take back what was said").click()
    expect(page.locator("td .corrected")).to_have_count(0)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("tab", name="duties").click()
    page.select_option("select[aria-label=Force]", "must not")
    expect(page.locator(".library li")).to_have_count(3)
    page.get_by_role("tab", name="compare").click()
    page.select_option("select[aria-label=Document]", "paper/bayfront lease.txt")
    page.select_option("select[aria-label=Other]", "lease template.txt")
    page.click("main form .main")
    expect(page.locator(".change ins")).to_have_text("sixty (60)")
    page.get_by_role("tab", name="documents").click()
    for name in ("bayfront lease.txt", "lease template.txt", "travel policy.md"):
        page.get_by_role("button", name=f"Delete {name}", exact=True).click()
        page.get_by_role("button", name=f"Delete {name} for good").click()
        expect(page.locator(".library li", has_text=name)).to_have_count(0)


def test_a_follow_up_names_what_it_took_over(page: Page) -> None:
    ask(page, SALES)
    ask(page, "what about Meta?")
    last = page.locator(".turn").last
    expect(last.locator(".text")).to_contain_text("Meta Platforms, Inc.'s net sales")
    expect(last.locator(".carried")).to_contain_text("net sales")


def test_a_reload_keeps_the_session(page: Page) -> None:
    ask(page, SALES)
    page.reload()
    expect(page.locator(".turn .question")).to_have_text(SALES)
    expect(page.locator(".answer .text")).to_contain_text("$391,035 million")


def test_an_abstention_says_what_would_be_needed(page: Page) -> None:
    ask(page, "What are Apple's risks?")
    expect(page.locator(".abstained .reason")).to_have_text("No answer: no record")
    expect(page.locator(".needed")).to_contain_text("EDGAR_IDENTITY")


def test_the_proof_has_every_check_and_the_computation(page: Page) -> None:
    ask(page, SALES)
    page.click("text=checks against the records held")
    expect(page.locator(".checks .held")).to_have_count(61)
    expect(page.locator(".computed code").first).to_have_text("$391,035 million − $383,285 million = $7,750 million")
    page.get_by_role("tab", name="evidence").click()
    expect(page.locator(".evidence ol li")).to_have_count(2)


def test_a_series_is_plotted(page: Page) -> None:
    ask(page, "Meta's net income from 2021 to 2024")
    bars = page.get_by_role("img")
    expect(bars).to_have_attribute(
        "aria-label",
        "FY2021: $39,370 million; FY2022: $23,200 million; FY2023: $39,098 million; FY2024: $62,360 million",
    )
    expect(page.locator(".chart .bar")).to_have_count(4)


def test_the_graph_shows_the_way_and_each_rooms_state(page: Page) -> None:
    ask(page, SALES)
    page.locator(".foot button", has_text="graph").click()
    expect(page.locator(".drawing .room.passed")).to_have_count(8)
    page.get_by_label("Step").fill("3")
    expect(page.locator(".drawing .room.here")).to_have_attribute("data-room", "filings.retrieve")
    expect(page.locator(".drawing .room.passed")).to_have_count(4)
    page.locator(".drawing [data-room=curate]").click()
    expect(page.locator(".room-view h2")).to_contain_text("curate")
    page.locator(".drawing [data-room='filings.fetch']").click()
    page.locator(".fork textarea").fill("plan.asks.0.periods.0.year=2022")
    page.get_by_role("button", name="Run on", exact=True).click()
    expect(page.locator(".branches .branch")).to_contain_text("$394,328 million")
    expect(page.locator(".branches p").first).to_contain_text("$391,035 million")
    page.get_by_role("button", name="replay", exact=True).click()
    expect(page.locator(".replayed")).to_have_text("identical")


def test_keys_are_enough(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("Appl")
    page.keyboard.press("Tab")
    expect(page.locator("#question")).to_have_value("Apple Inc. ")
    page.keyboard.type("net sales in fiscal 2024")
    page.keyboard.press("Enter")
    expect(page.locator(".answer .text")).to_contain_text("$391,035 million")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#question")).to_have_value("Apple Inc. net sales in fiscal 2024")
    page.keyboard.press("Escape")
    expect(page.locator(".side")).to_have_count(0)


def test_a_turn_is_stopped_and_the_session_goes_on(browser: Browser, agent: Agent) -> None:
    mixed = dawdling(agent)
    server = Served(make_app(mixed.settings, agent=mixed))
    opened = browser.new_page()
    try:
        opened.goto(server.url)
        begin(opened)
        opened.fill("#question", "Tell me slowly")
        opened.keyboard.press("Enter")
        expect(opened.locator(".rooms .now")).to_have_text("dawdle")
        expect(opened.locator(".running")).to_contain_text("dawdling")
        opened.keyboard.press("Escape")
        expect(opened.locator(".turn[data-status=stopped]")).to_have_count(1)
        ask(opened, "Meta's net income in 2023")
        expect(opened.locator(".answer .text").last).to_contain_text("$39,098 million")
    finally:
        opened.close()
        server.close()


def test_sessions_are_begun_renamed_and_deleted(page: Page) -> None:
    ask(page, "Apple's net sales in 2024")
    page.locator(".sessions .current >> text=rename").click()
    page.get_by_label("Name", exact=True).fill("Shareholders in spring")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("Shareholders in spring")
    renamed = page.locator(".sessions li", has_text="Shareholders in spring")
    page.locator(".sessions .current >> text=delete").click()
    page.click("text=delete for good")
    expect(renamed).to_have_count(0)


def test_a_session_is_named_by_its_first_question(page: Page) -> None:
    ask(page, "What was Cisco's   net income in fiscal 2021?")
    expect(page.locator("main h1")).to_have_text("What was Cisco's net income in fiscal 2021?")
    ask(page, "and in 2022?")
    expect(page.locator("main h1")).to_have_text("What was Cisco's net income in fiscal 2021?")


def test_a_narrow_screen_has_the_sessions_in_a_drawer(page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    expect(page.locator(".sessions")).to_be_hidden()
    page.get_by_role("button", name="Sessions", exact=True).click()
    expect(page.locator(".sessions")).to_be_visible()


def test_dark_and_light_are_the_systems(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert (dark, page.evaluate("getComputedStyle(document.body).backgroundColor")) == (
        "rgb(22, 24, 28)",
        "rgb(255, 255, 255)",
    )


def test_the_very_cell_of_a_filing_is_highlighted(browser: Browser, apple_agent: Agent) -> None:
    server = Served(make_app(apple_agent.settings, agent=apple_agent))
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    try:
        opened.goto(server.url)
        begin(opened)
        ask(opened, SALES)
        opened.get_by_role("button", name="Citation 1").first.click()
        mark = opened.frame_locator("iframe[title=Record]").locator("#muniment-here")
        expect(mark).to_have_text("391,035")
        expect(mark).to_be_in_viewport()
        ask(opened, "What was Apple's research and development expense in fiscal 2024?")
        ask(opened, "why?")
        opened.locator(".turn").last.get_by_role("button", name="Citation 1").click()
        expect(mark).to_contain_text("headcount-related expenses")
        expect(mark).to_be_in_viewport()
    finally:
        opened.close()
        server.close()


def test_with_a_key_the_page_asks_for_it(browser: Browser, agent: Agent) -> None:
    from dataclasses import replace

    server = Served(make_app(replace(agent.settings, api_key="let me in, please"), agent=agent))
    opened = browser.new_page()
    try:
        opened.goto(server.url)
        opened.get_by_label("API key").fill("let me in, please")
        opened.keyboard.press("Enter")
        expect(opened.locator("#question")).to_be_visible()
    finally:
        opened.close()
        server.close()

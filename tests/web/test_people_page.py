"""The page where people sign in: a collection is shared and taken back, and an auditor reads what was told."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.opening import open_store
from muniment.trust.people import People
from muniment.web.gate import Gate
from muniment.web.serving import open_server
from tests.conftest import Served
from tests.web.test_page import CHROMIUM, browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
__all__ = ["browser"]
TRAVEL = b"# Travel policy\n\nManagers must approve hotel costs above 200 EUR within 5 days.\n"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    people = People(open_store(Settings(home=tmp_path_factory.mktemp("people"))).database)
    for name in ("anna", "bob"):
        people.add(name)
    people.add("otto", "auditor")
    people.join("law", ["bob"])
    yield people
    open_database(people.database.settings).close()


@pytest.fixture(scope="module")
def url(people: People) -> Iterator[str]:
    server = Served(open_server(people.database.settings, "127.0.0.1", Gate()))
    yield server.url
    server.close()


def signed_in(browser: Browser, url: str, people: People, name: str) -> Page:
    """The page, where somebody signed in with a new key."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(url)
    page.get_by_label("Your key").fill(people.make_key(name, "page"))
    page.get_by_role("button", name="Enter").click()
    expect(page.locator(".me")).to_contain_text(name)
    return page


def test_a_collection_is_shared_with_a_group_and_taken_back(browser: Browser, url: str, people: People) -> None:
    anna = httpx.Client(base_url=url, headers={"authorization": f"Bearer {people.make_key('anna', 'key')}"}, timeout=60)
    assert anna.put("/v1/library/rules/travel.md", content=TRAVEL).json()["state"] == "added"
    hers = signed_in(browser, url, people, "anna")
    hers.get_by_role("button", name="Your documents").click()
    hers.get_by_role("button", name="share", exact=True).click()
    hers.get_by_label("A person or a group").select_option("group")
    hers.get_by_label("Name", exact=True).fill("law")
    hers.get_by_role("button", name="share", exact=True).last.click()
    expect(hers.locator(".sharing")).to_contain_text("shared with the group law")

    his = signed_in(browser, url, people, "bob")
    his.get_by_role("button", name="Your documents").click()
    expect(his.locator("h2")).to_have_text("anna:rules")
    expect(his.locator(".library")).to_contain_text("shared with you, to read")
    expect(his.get_by_role("button", name="share", exact=True)).to_have_count(0)

    hers.get_by_role("button", name="Share rules with the group law no more").click()
    expect(hers.get_by_role("button", name="share", exact=True).first).to_be_visible()
    his.reload()
    his.get_by_role("button", name="Your documents").click()
    expect(his.locator(".library")).to_contain_text("No documents yet.")
    expect(his.get_by_role("button", name="What was told")).to_have_count(0)


def test_an_auditor_reads_what_was_told_with_what_he_may_not_see_sealed(
    browser: Browser, url: str, people: People
) -> None:
    anna = httpx.Client(base_url=url, headers={"authorization": f"Bearer {people.make_key('anna', 'key')}"}, timeout=60)
    anna.put("/v1/library/rules/travel.md", content=TRAVEL)
    told = anna.post("/v1/ask", json={"question": "What must managers approve?"}).json()
    assert "hotel costs" in told["answer"]
    anna.post("/v1/ask", json={"question": "What were Apple's net sales in fiscal 2024?"})
    page = signed_in(browser, url, people, "otto")
    page.get_by_role("button", name="What was told").click()
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text="added a person").first).to_be_visible()
    asked = rows.filter(has_text="asked")
    expect(asked).to_have_count(2)
    expect(asked.first).to_contain_text("What were Apple's net sales in fiscal 2024?")
    expect(asked.first).to_contain_text("$391,035 million")
    expect(asked.last).to_contain_text("sealed")
    assert "hotel" not in page.content()

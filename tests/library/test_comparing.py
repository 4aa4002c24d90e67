"""How contracts differ from a template, and what a new version of a policy changed: asked, by command, over HTTP's views."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.errors import BadInput, Unknown
from muniment.settings import Settings
from tests.library.test_contract_terms import LEASE, run
from tests.library.test_policies import TRAVEL

TEMPLATE = (
    LEASE.replace("Bayfront Holdings Inc.", "[Landlord Name]")
    .replace("Oak Foods ULC", "[Tenant Name]")
    .replace("$5,000,000", "$2,000,000")
    .replace("ninety (90)", "sixty (60)")
    .replace("4. Assignment", "4. Pets. The Tenant shall keep no animals on the premises.\n\n5. Assignment")
)


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("compared")
    (folder / "bayfront lease.txt").write_text(LEASE)
    (folder / "lease template.txt").write_text(TEMPLATE)
    (folder / "travel policy.md").write_text(TRAVEL)
    (folder / "notes.txt").write_text("Nothing is ruled here.")
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder], "deals"))
    (folder / "travel policy.md").write_text(TRAVEL.replace("within 5 working days", "within 3 working days"))
    list(made.library.add([folder], "deals"))
    yield made
    made.store.database.close()


def test_contract_is_set_beside_the_template_with_both_places_cited(agent: Agent) -> None:
    told = agent.ask("How does the Bayfront lease differ from our template?")
    assert "3 are changed, 0 stand only in the first, 1 only in the second" in told.text
    assert "notice to stop the renewal: 90 days [1], in the other 60 days [2]" in told.text
    rows = {r[1].text: r for t in told.tables for r in t.rows}
    insurance = rows["“$5,000,000” → “$2,000,000”"]
    cited = [next(c for c in told.citations if c.n == cell.marks[0]) for cell in insurance[2:]]
    assert [(c.document, "$5,000,000" in c.quote) for c in cited] == [
        ("bayfront lease.txt", True),
        ("lease template.txt", False),
    ]
    assert "no animals" in rows["only in the second"][3].text


def test_name_that_both_bear_is_that_of_the_one_that_the_other_words_do_not_mean(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "harbour lease signed.txt").write_text(LEASE)
    (tmp_path / "harbour lease model.txt").write_text(TEMPLATE)
    list(agent.library.add([tmp_path], "harbour"))
    told = agent.ask("How does the harbour lease differ from the model?", within=["harbour"])
    agent.library.remove("harbour")
    assert told.text.startswith("“harbour lease signed.txt” beside “harbour lease model.txt”")


def test_document_is_not_set_beside_itself(agent: Agent) -> None:
    refused = agent.ask("How does the Bayfront lease differ from the lease with Bayfront?")
    assert refused.status == "abstained" and "beside" not in refused.text


def test_what_a_new_version_changed_is_told(agent: Agent) -> None:
    told = agent.ask("What changed in the travel policy?")
    (row,) = (r for t in told.tables for r in t.rows)
    assert row[1].text == "“5” → “3”"
    assert "3 working days" in next(c.quote for c in told.citations if c.n == row[3].marks[0])
    refused = agent.ask("What changed in the travel policy since January 1, 2020?")
    assert refused.status == "abstained" and "in force on 2020-01-01" in refused.text


def test_document_that_is_not_clear_is_asked_for(agent: Agent) -> None:
    refused = agent.ask("How does our lease differ from the travel policy?")
    assert (refused.status, refused.reason) == ("abstained", "ambiguous_entity")


def test_command_tells_the_words_out_and_in(agent: Agent) -> None:
    done = run(agent, "compare", "bayfront lease.txt", "lease template.txt")
    assert "“ninety (90)”  →  “sixty (60)”" in done.stdout
    assert "notice to stop the renewal: 90 days  →  60 days" in done.stdout
    version = json.loads(run(agent, "compare", "travel policy.md", "--json").stdout)
    assert [p["changes"] for p in version["provisions"]] == [[["5", "3"]]]
    refused = run(agent, "compare", "bayfront lease.txt")
    assert (refused.returncode, refused.stderr.strip()) == (
        2,
        "muniment: no earlier version of bayfront lease.txt is known",
    )


def test_what_cannot_be_compared_is_one_sentence(agent: Agent) -> None:
    with pytest.raises(BadInput, match=r"notes\.txt is no contract or policy"):
        agent.library.compare("bayfront lease.txt", "notes.txt")
    with pytest.raises(Unknown, match="no document called other"):
        agent.library.compare("bayfront lease.txt", "other")
    with pytest.raises(Unknown, match="in force on 2019-01-01"):
        agent.library.compare("travel policy.md", since=date(2019, 1, 1))


def test_answers_that_rest_on_a_replaced_version_are_named(agent: Agent, tmp_path: Path) -> None:
    paper = tmp_path / "gifts.md"
    paper.write_text(TRAVEL.replace("Travel", "Gift"))
    list(agent.library.add([paper], "touched"))
    question = "What must managers do about expense claims?"
    told = agent.ask(question, within=["touched"])
    assert told.status == "answered" and agent.library.touched("touched") == []
    # What cites the earlier version on purpose is not touched.
    assert agent.ask("What changed in the travel policy?", within=["deals"]).status == "answered"
    assert agent.library.touched("deals") == []
    paper.write_text(TRAVEL.replace("Travel", "Gift").replace("5 working days", "9 working days"))
    done = run(agent, "add", str(paper), "--collection", "touched")
    assert "1 kept answer rests on a version that was replaced" in done.stderr
    (touched,) = agent.library.touched("touched")
    assert (touched.question, touched.document, touched.run) == (question, "gifts.md", told.run)
    assert f"“{question}” (run {told.run})" in run(agent, "library", "touched", "--touched").stdout

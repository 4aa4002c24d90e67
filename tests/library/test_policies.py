"""Policies of the library: their duties, their versions, and the provisions that answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.graphs.library import provision_pages
from muniment.graphs.library.in_force import day_asked, documents_in_force, time_asked
from muniment.graphs.library.provision_pages import find_provision
from muniment.models.opened import embedder
from muniment.settings import Settings
from muniment.store.library.provisions import find_provisions

TRAVEL = """# Travel Policy

Effective from 1 July 2024

## Claims

Managers must approve each expense claim within 5 working days. Claims without a receipt must not be approved by managers.

## What travellers must not do

Travellers must not:

- book flights outside the booking tool;
- stay in private rooms.

## Limits

| City | Hotel per night |
|---|---|
| Leeds | GBP 120 |
| Pune | INR 9,000 |
"""
RETENTION = """# Retention Policy

Version {n}, effective from {day}

Emails are kept for {years} years from the day on which they were sent. Managers must delete records of leavers within {days} days.
Staff may ask the records team for help. Everybody must lock their desk.
"""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("policies")
    (folder / "travel_policy.md").write_text(TRAVEL)
    first = RETENTION.format(n=1, day="1 January 2023", years=5, days=30)
    (folder / "retention_v1.md").write_text(f"{first}\nVisitors' badges are kept at the gate for 60 days.\n")
    (folder / "retention_v2.md").write_text(RETENTION.format(n=2, day="1 July 2024", years=3, days=10))
    (folder / "poem.txt").write_text("A cat sat on a mat, and that was that.\n")
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    assert {a.state for a in made.library.add([folder], "rules")} == {"added"}
    yield made
    made.store.database.close()


def run(agent: Agent, *words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"MUNIMENT_HOME": str(agent.settings.home)}
    return subprocess.run(
        [sys.executable, "-m", "muniment", *words], env=env, capture_output=True, text=True, check=False
    )


def test_duties_are_told_with_whose_they_are_and_by_when(agent: Agent) -> None:
    found = {(d.document, d.who, d.force, d.within) for d in agent.library.duties("rules")}
    assert ("travel_policy.md", "managers", "must", "within 5 working days") in found
    assert ("travel_policy.md", "travellers", "must not", "") in found


def test_item_of_a_list_comes_with_what_leads_it_in(agent: Agent) -> None:
    items = [d for d in agent.library.duties("rules") if d.lead]
    assert [(d.lead, d.text) for d in items] == [
        ("Travellers must not:", "book flights outside the booking tool;"),
        ("Travellers must not:", "stay in private rooms."),
    ]


def test_question_for_duties_is_answered_by_a_table_with_every_row_cited(agent: Agent) -> None:
    answer = agent.ask("What must travellers not do?", within=["rules"])
    assert answer.status == "answered", answer.text
    rows = [[c.text for c in row] for table in answer.tables for row in table.rows]
    assert [row[3] for row in rows if "rooms" in row[3]] == ["Travellers must not: stay in private rooms."]
    assert answer.held == answer.checked
    assert {c.document for c in answer.citations} == {"travel_policy.md"}


def test_newest_version_counts_and_an_earlier_one_on_its_day(agent: Agent) -> None:
    documents = agent.library.documents

    def names(day: date | None) -> list[str]:
        return [d.name for d in documents_in_force(documents, ["rules"], day) if "retention" in d.name]

    assert names(None) == ["retention_v2.md"]
    assert names(date(2023, 6, 1)) == ["retention_v1.md"]
    assert names(date(2022, 6, 1)) == []


def test_what_another_version_took_the_place_of_answers_nothing(agent: Agent) -> None:
    asked = "For how many days are visitors' badges kept at the gate?"
    assert agent.ask(asked, within=["rules"]).status == "abstained"
    told = agent.ask(f"{asked} Under the old version.", within=["rules"])
    assert {c.document for c in told.citations} <= {"retention_v1.md"}


def test_duties_of_an_earlier_version_are_those_of_its_day(agent: Agent) -> None:
    told = agent.ask("What must managers do about records of leavers?", within=["rules"])
    assert "within 10 days" in str(told.tables)
    before = agent.ask("As of 2023-06-01, what must managers do about records of leavers?", within=["rules"])
    assert "within 30 days" in str(before.tables)


def test_provision_of_an_earlier_version_answers_who_asks_as_of_its_day(agent: Agent) -> None:
    sure = Agent(replace(agent.settings, risk=1.0))
    before = sure.ask("How long are emails kept?", as_of=date(2023, 6, 1), within=["rules"])
    assert "Emails are kept for 5 years" in before.text, before.text
    assert before.citations[0].document == "retention_v1.md"
    assert "Emails are kept for 3 years" in sure.ask("How long are emails kept?", within=["rules"]).text


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("As of 2023-06-01, how long did we keep emails?", date(2023, 6, 1)),
        ("How long were emails kept on 1 June 2023?", date(2023, 6, 1)),
        ("What is the rule since 1 June 2023?", None),
        ("How long do we keep emails?", None),
    ],
)
def test_day_that_a_question_asks_of(question: str, day: date | None) -> None:
    assert day_asked(question) == day


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("Was business class allowed in May 2025?", (date(2025, 5, 1), date(2025, 5, 31))),
        ("Did I need a receipt during 2024?", (date(2024, 1, 1), date(2024, 12, 31))),
        ("What will be allowed in May 2027?", None),
        ("Was it allowed in May 2025 and in 2024?", None),
        ("Was it allowed in August 2026?", (date(2026, 8, 1), date(2026, 8, 15))),
    ],
)
def test_time_that_a_question_asks_of(question: str, time: tuple[date, date] | None) -> None:
    assert time_asked(question, date(2026, 8, 15)) == time


def test_version_of_the_month_asked_is_read_and_a_change_within_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    old = TRAVEL.replace("1 July 2024", "1 January 2022").replace("within 5 working days", "within 8 working days")
    (tmp_path / "docs" / "travel 2022.md").write_text(old)
    (tmp_path / "docs" / "travel 2024.md").write_text(TRAVEL)
    agent = Agent(Settings(home=tmp_path / "home"))
    list(agent.library.add([tmp_path / "docs"], "rules"))
    question = "Within what time must a manager approve a claim in {}?"
    before, within, after = (
        agent.ask(question.format(t), within=["rules"]) for t in ("May 2023", "2024", "August 2024")
    )
    agent.store.database.close()
    assert "8 working days" in before.text and "5 working days" in after.text
    assert (within.status, "travel 2024.md came into force between 2024-01-01" in within.text) == ("abstained", True)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How long are emails kept?", "Emails are kept for 3 years from the day on which they were sent."),
        (
            "Within what time must a manager approve a claim?",
            "Managers must approve each expense claim within 5 working days.",
        ),
        ("How much may a hotel in Leeds cost?", "Leeds GBP 120"),
    ],
)
def test_likeliest_provision_is_the_one_that_answers(agent: Agent, question: str, text: str) -> None:
    every = documents_in_force(agent.library.documents, ["rules"], None)
    found = find_provision(agent.library.documents, question, every, 0.0)
    assert found is not None and found.nearest.text == text


def test_provision_on_which_the_readers_do_not_agree_is_not_told(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    every = documents_in_force(agent.library.documents, ["rules"], None)
    asked = "How long are emails kept?"
    before = find_provision(agent.library.documents, asked, every, 0.5)
    assert before is not None and [t.provision.text[:15] for t in before.told] == ["Emails are kept"]
    monkeypatch.setattr(provision_pages, "agreed", lambda features, row: False)
    after = find_provision(agent.library.documents, asked, every, 0.5)
    assert after is not None and after.told == ()


def test_provision_that_does_not_bear_what_is_asked_is_not_told(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "mail.md").write_text(
        "# Mail policy\n\nEmails are kept by the records team.\n\nStaff must not forward emails. Managers must lock their desk. "
        "Visitors may not use the network. Employees must report a loss. Staff should keep mails short.\n"
    )
    list(agent.library.add([tmp_path], "mail"))
    every = documents_in_force(agent.library.documents, ["mail"], None)
    told = [
        [t.provision.text for t in found.told]
        for asked in ("Who keeps emails?", "How long are emails kept?")
        if (found := find_provision(agent.library.documents, asked, every, 0.0))
    ]
    agent.library.remove("mail")
    assert told == [["Emails are kept by the records team."], []]


def test_provision_that_bears_every_word_is_told_where_both_readers_point_at_it_and_nothing_else_bears_them(
    agent: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, nothing_is_sure = "How many parking spaces may visitors use?", 2.0
    others = "Staff must not forward emails. Managers must lock their desk. Employees must report a loss. Pets stay at home.\n"
    (tmp_path / "site.md").write_text(f"# Site policy\n\nVisitors may use four parking spaces. {others}")

    def told(least_borne: float, more: str = "") -> list[str]:
        every = documents_in_force(agent.library.documents, ["sites"], None)
        question = asked.replace("?", f"{more}?")
        found = find_provision(agent.library.documents, question, every, nothing_is_sure, least_borne)
        assert found is not None
        return [t.provision.text for t in found.told]

    list(agent.library.add([tmp_path], "sites"))
    assert (told(0.0), told(nothing_is_sure)) == (["Visitors may use four parking spaces."], [])
    named = told(0.0, " under the site policy"), told(0.0, " under the depot policy")
    assert named == (["Visitors may use four parking spaces."], [])
    with monkeypatch.context() as patched:
        patched.setattr(provision_pages, "agreed", lambda features, row: False)
        assert told(0.0) == []
    (tmp_path / "depot.md").write_text(f"# Depot policy\n\nVisitors may use two parking spaces. {others}")
    list(agent.library.add([tmp_path], "sites"))
    of_two = told(0.0)
    agent.library.remove("sites")
    assert of_two == []


def test_of_many_provisions_those_nearest_in_meaning_are_looked_at(agent: Agent) -> None:
    ids = [d.id for d in documents_in_force(agent.library.documents, ["rules"], None)]
    vector = [float(x) for x in embedder(agent.settings.home).embed(["How long are emails kept?"])[0]]
    every = find_provisions(agent.store, ids, vector)
    (nearest,) = find_provisions(agent.store, ids, vector, most=1)
    assert nearest.near == max(p.near for p in every)
    assert "Emails are kept" in nearest.text
    assert [(p.of, p.page, p.start) for p in every] == sorted((p.of, p.page, p.start) for p in every)


def test_what_no_policy_says_is_refused_with_the_nearest(agent: Agent) -> None:
    answer = agent.ask("What is the highest prison sentence for bribery?", within=["rules"])
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")


def test_duties_command_filters_by_whose_and_of_what_force(agent: Agent) -> None:
    done = run(agent, "duties", "--in", "rules", "--who", "managers", "--force", "must")
    assert done.returncode == 0, done.stderr
    assert "managers must, page 1: “Managers must approve each expense claim within 5 working days.”" in done.stdout
    assert "Travellers" not in done.stdout
    rows = json.loads(run(agent, "duties", "claims", "--in", "rules", "--json").stdout)["duties"]
    assert {r["document"] for r in rows} == {"travel_policy.md"}
    assert run(agent, "duties", "--in", "rules", "--who", "astronauts").returncode == 3
    assert run(agent, "duties", "--in", "nowhere").returncode == 2


def test_duties_go_with_their_policy(agent: Agent, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("gone")
    (folder / "gone policy.md").write_text(TRAVEL)
    list(agent.library.add([folder], "gone"))
    assert agent.library.duties("gone")
    agent.library.remove("gone")
    assert agent.library.duties("gone") == []


def test_two_policies_that_answer_differently_are_told_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mail policy.md").write_text(
        "# Mail policy\n\nAll staff must follow this policy.\n\nEmails are kept for 3 years from the day on which they were sent.\n\nEmployees must not use private mailboxes for work. Managers must report a lost mailbox within one day. Staff should keep mails short. Employees may not forward mails to themselves.\n"
    )
    (tmp_path / "docs" / "records policy.md").write_text(
        "# Records policy\n\nAll staff must follow this policy.\n\nEmails are kept for 5 years from the day on which they were sent.\n\nEmployees must label paper files. Staff must not take paper files home. Managers should check the store each year. Visitors may not enter the store.\n"
    )
    agent = Agent(Settings(home=tmp_path / "home", risk=0.3))
    list(agent.library.add([tmp_path / "docs"], "rules"))
    answer = agent.ask("How long are emails kept?", within=["rules"])
    agent.store.database.close()
    assert answer.status == "answered"
    assert {c.document for c in answer.citations} == {"mail policy.md", "records policy.md"}
    assert "They differ: 3 years and 5 years." in answer.text


SCOPED = """# Gifts policy

This policy applies to all employees and to executive directors. It does not apply to interns.

Employees must report each gift within 5 days.

Managers must not accept cash. Buyers may accept a calendar. Staff should ask when in doubt.
"""


@pytest.fixture(scope="module")
def scoped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("scoped")
    (folder / "gifts policy.md").write_text(SCOPED)
    (folder / "travel policy.md").write_text(TRAVEL)
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder], "rules"))
    yield made
    made.store.database.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Does the gifts policy apply to employees?", "Yes. “gifts policy.md” says of its scope: “This policy applies"),
        ("Are interns covered by the gifts policy?", "No. “gifts policy.md” says of its scope"),
        (
            "To whom does the gifts policy apply?",
            "“gifts policy.md” says of its scope: “This policy applies to all employees",
        ),
        ("Which policies apply to employees?", "1 of 2 documents says that it applies to employees."),
    ],
)
def test_scope_is_told_with_its_words(scoped: Agent, question: str, told: str) -> None:
    answer = scoped.ask(question, within=["rules"])
    assert (answer.status, answer.text[: len(told)]) == ("answered", told)
    assert "applies to all employees" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            "Does the gifts policy apply to directors?",
            "gifts policy.md does not name directors where it says to whom it applies",
        ),
        (
            "Does the travel policy apply to interns?",
            "travel policy.md does not say, so that it can be read, to whom it applies",
        ),
    ],
)
def test_scope_that_is_not_said_is_refused(scoped: Agent, question: str, why: str) -> None:
    refused = scoped.ask(question, within=["rules"])
    assert (refused.status, refused.text[: len(why)]) == ("abstained", why)


def test_duties_are_filtered_by_those_to_whom_the_policies_apply(scoped: Agent) -> None:
    of = {d.document: d.scope for d in scoped.library.duties("rules", applying="employees")}
    assert of == {"gifts policy.md": "applies", "travel policy.md": "unknown"}
    assert {d.document for d in scoped.library.duties("rules", applying="interns")} == {"travel policy.md"}

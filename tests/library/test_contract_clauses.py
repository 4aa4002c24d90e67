"""Contracts of the library: their clauses are read when they are added, asked for by name, and gone with them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.errors import Abstention
from muniment.graphs.library.contracts.clause_pages import find_contract_clauses
from muniment.library.contract_contents import read_contract
from muniment.settings import Settings
from muniment.store.library.clauses import contracts, find_clauses
from muniment.tools.contracts.clause_kinds import ClauseAsked
from muniment.tools.contracts.contract import is_contract
from tests.tools.contracts.test_clauses import CONTRACT

OTHER = """CONSULTING AGREEMENT

This Consulting Agreement is entered into on June 9, 2022 between Pell Survey LLP (the "Consultant") and Orchard Land Trust (the "Client").

1. Services. The Consultant shall survey the Client's orchards twice a year and shall report in writing.

2. Competition. During the term and for one year thereafter, the Consultant shall not survey orchards for any competitor of the Client within the county.

3. Law. This Agreement shall be governed by the laws of the State of Maine.

4. Hereby, herein and hereof refer to this Agreement as a whole.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("deals")
    (made / "harrow supply.txt").write_text(
        CONTRACT + "\n5. Hereby, herein and hereunder refer to all of this, as does hereof.\n"
    )
    (made / "pell consulting.md").write_text(OTHER)
    (made / "menu.txt").write_text("Bread, butter and a pot of tea.\n")
    return made


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Agent]:
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder], "deals"))
    yield made
    made.store.database.close()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (CONTRACT + OTHER, True),
        (
            "Confidentiality agreement between Ash Ltd and Oak Ltd\n\nWe will keep secrets. You must return them. We will not copy them."
            " You may not show them to anybody. Each will tell the other of a loss.",
            True,
        ),
        (
            'Cleaning contract\n\n(1) ASH LIMITED (the "Contractor") and (2) OAK PLC (the "Company").\n\nThe Contractor will clean. Neither may leave; parties'
            " agree.",
            True,
        ),
        (
            "Annual report\n\nOur leases are described in note 9. We shall pay them as agreed between the parties.",
            False,
        ),
        (
            "Employee handbook\n\nEmployees shall lock the doors. They agree to this hereby, herein and hereunder.",
            False,
        ),
    ],
)
def test_contract_says_what_it_is_names_parties_and_binds_them(text: str, held: bool) -> None:
    assert is_contract([text]) is held


def test_place_of_a_clause_is_that_on_its_page(settings: Settings) -> None:
    pages = CONTRACT.split("\n\n3. ")
    found = [c for c in read_contract(pages, settings.home).clauses if c.kind == "Governing Law"]
    assert found[0].page == 2
    assert "State of Vermont" in pages[1][found[0].start : found[0].end]


def test_clauses_are_kept_of_contracts_alone(agent: Agent) -> None:
    assert sorted(contracts(agent.store, ["deals"]).values()) == ["harrow supply.txt", "pell consulting.md"]


def test_clause_of_the_contract_that_is_named_is_quoted_with_its_page(agent: Agent) -> None:
    answer = agent.ask("What is the governing law of the Harrow supply agreement?", within=["deals"])
    assert answer.status == "answered", answer.text
    assert "State of Vermont" in answer.citations[0].quote
    assert (answer.citations[0].document, answer.citations[0].page) == ("harrow supply.txt", 1)
    assert "Maine" not in answer.text


def test_contract_that_is_not_named_is_asked_for(agent: Agent) -> None:
    answer = agent.ask("What is the governing law of the agreement?", within=["deals"])
    assert (answer.status, answer.reason) == ("abstained", "ambiguous_entity")
    assert "harrow supply.txt, pell consulting.md" in answer.text


def test_contract_that_the_library_does_not_have_is_refused(agent: Agent) -> None:
    answer = agent.ask("Is there a non-compete in the Tidewater lease?", within=["deals"])
    assert (answer.status, "competitor" in answer.text) == ("abstained", False)


def test_words_that_name_no_contract_narrow_the_clause(agent: Agent) -> None:
    narrowed = agent.ask("Show me the non-compete for orchards in the Pell deal", within=["deals"])
    assert "shall not survey orchards for any competitor" in narrowed.text
    other = agent.ask("Show me the non-compete for vineyards in the Pell deal", within=["deals"])
    assert (other.status, other.reason) == ("abstained", "insufficient_evidence")


def test_clause_that_a_contract_lacks_is_not_taken_from_another(agent: Agent) -> None:
    answer = agent.ask("Is there a non-compete in the Harrow agreement?", within=["deals"])
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")
    told = agent.ask("Is there a non-compete in the Pell agreement?", within=["deals"])
    assert "for any competitor of the Client" in told.text


def test_clause_below_the_certified_line_is_not_told_and_is_shown_as_the_nearest(agent: Agent) -> None:
    asked = ClauseAsked("Governing Law", ("harrow",))
    assert find_contract_clauses(agent.library.documents, asked, ["deals"], None, 0.15)
    with pytest.raises(
        Abstention, match=r"(?s)was found in harrow supply\.txt\. Nearest, not proven: page 1: .*Vermont"
    ):
        find_contract_clauses(agent.library.documents, asked, ["deals"], None, 0.01)


def test_clauses_command_tells_each_contract_and_which_has_none(agent: Agent) -> None:
    env = os.environ | {"MUNIMENT_HOME": str(agent.settings.home)}
    said = subprocess.run(
        [sys.executable, "-m", "muniment", "clauses", "non-compete", "--in", "deals"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    harrow, _, pell = said.stdout.partition("pell consulting.md")
    assert "none found" in harrow
    assert "Non-Compete, page 1" in pell
    assert "1 other document is no contract" in said.stderr
    rows = subprocess.run(
        [sys.executable, "-m", "muniment", "clauses", "--json"], env=env, capture_output=True, text=True, check=True
    )
    found = json.loads(rows.stdout)["contracts"]
    assert {c["kind"] for c in found[0]["clauses"]} >= {"Governing Law", "Audit Rights", "Parties"}


def test_sheet_tells_what_each_contract_states_with_its_page(agent: Agent) -> None:
    env = os.environ | {"MUNIMENT_HOME": str(agent.settings.home)}
    told = subprocess.run(
        [sys.executable, "-m", "muniment", "sheet", "--in", "deals"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    harrow, _, pell = told.stdout.partition("pell consulting.md")
    assert "agreement date               2021-03-03  (page 1)" in harrow
    assert "parties                      Harrow Mills Ltd. (Supplier); Castle Bakeries Inc. (Buyer)  (page 1)" in harrow
    assert "governing law                US-VT  (page 1)" in harrow
    assert "governing law                US-ME  (page 1)" in pell
    rows = subprocess.run(
        [sys.executable, "-m", "muniment", "sheet", "--json"], env=env, capture_output=True, text=True, check=True
    )
    fields = {f["name"]: f for f in json.loads(rows.stdout)["contracts"][0]["fields"]}
    assert (fields["governing law"]["status"], fields["governing law"]["values"]) == ("stated", ["US-VT"])
    assert "State of Vermont" in fields["governing law"]["terms"][0]["text"]
    assert (fields["renewal"]["status"], fields["renewal"]["values"]) == ("absent", [])


def test_field_without_a_sure_clause_shows_what_comes_nearest(agent: Agent) -> None:
    least = 0.999999
    sheet = agent.library.sheets("deals", least)[0]
    assert {
        f.status for f in sheet.fields if f.name not in ("parties", "agreement date", "governing law", "assignment")
    } == {"absent"}
    assert "State of Vermont" in sheet.nearest["Governing Law"].text


@pytest.mark.parametrize(
    ("words", "said"),
    [(["the", "weather"], "there is no kind of clause called 'the weather'"), (["--in", "nowhere"], "no collection")],
)
def test_clauses_command_says_what_there_is_not(agent: Agent, words: list[str], said: str) -> None:
    env = os.environ | {"MUNIMENT_HOME": str(agent.settings.home)}
    done = subprocess.run(
        [sys.executable, "-m", "muniment", "clauses", *words], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1)


def test_clauses_go_with_their_contract(agent: Agent, folder: Path) -> None:
    list(agent.library.add([folder], "gone"))
    ids = list(contracts(agent.store, ["gone"]))
    assert find_clauses(agent.store, ids, None)
    agent.library.remove("gone")
    assert contracts(agent.store, ["gone"]) == {}
    assert find_clauses(agent.store, ids, None) == []

"""Options, two contracts side by side, and one beside the others, over contracts that are really added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.settings import Settings
from tests.library.test_contract_terms import SUPPLY

WHARF = """LEASE

This Lease is made on 4 March 2024 between Castle Estates Limited ("Landlord") and Oak Optics Limited ("Tenant").

1. Term Commencement Date: 08/04/2024. The agreement for lease was signed on 28/02/2024.

2. Contractual Term: ten years from and including the Term Commencement Date.

3. The Tenant may determine this Lease on the third anniversary of the Term Commencement Date by giving to the Landlord not less than six months' prior written notice.

4. The Tenant shall have the option to renew this Lease for a further term of five years by written notice given not earlier than twelve months and not later than six months before the expiry of the Term.

5. This Lease shall be governed by the law of England and Wales.

6. The Tenant shall pay each invoice for services within thirty (30) days of its receipt.
"""
CHANGE = """AMENDMENT NO. 1 TO SUPPLY AGREEMENT

This Amendment No. 1 to the Supply Agreement is made on November 28, 2023 between Tanner Precision Ltd. ("Supplier") and Oak Instruments Inc. ("Buyer").

1. CAP ON LIABILITY

1.1 In clause 3, "$750,000" is replaced with "$1,200,000".

2. Everything else remains in force, and the parties hereby agree so.
"""
LICENCE = SUPPLY.replace("Tanner Precision", "Moss Paper").replace("forty-five (45)", "sixty (60)")


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("contracts")
    for name, text in (
        ("wharf lease", WHARF),
        ("tanner supply", SUPPLY),
        ("tanner amendment", CHANGE),
        ("moss supply", LICENCE),
    ):
        (folder / f"{name}.txt").write_text(text)
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder], "deals"))
    yield made
    made.store.database.close()


def told(agent: Agent, question: str) -> str:
    answer = agent.ask(question, within=["deals"])
    assert answer.status == "answered" and answer.citations, answer.text
    return answer.text


def test_last_day_of_a_break_is_counted_from_the_day_that_the_contract_names(agent: Agent) -> None:
    said = told(agent, "What's the last day to serve the break notice on the Wharf lease?")
    assert "it ends on 2027-04-08, and the last day to give notice of the break is 2026-10-08" in said
    assert "counted from 2024-04-08 [2]" in said


def test_window_of_an_option_to_renew_is_told_from_the_end_of_the_term(agent: Agent) -> None:
    said = told(agent, "When can we exercise the option to renew the Wharf lease?")
    assert "the last day to exercise the option to renew is 2033-10-07, not before 2033-04-07" in said


def test_notice_to_extend_is_that_of_the_option_where_nothing_renews_by_itself(agent: Agent) -> None:
    assert "2033-10-07" in told(agent, "By when must we give notice to extend the Wharf lease?")


def test_contract_without_a_break_option_is_asked_for_its_termination(agent: Agent) -> None:
    refused = agent.ask("Is there a break option in the Moss supply agreement?", within=["deals"])
    assert refused.status == "abstained" and "option to end early" in refused.text


def test_deadlines_list_the_days_of_options(agent: Agent) -> None:
    found = agent.library.deadlines(date(2026, 1, 1), date(2034, 12, 31), "deals").deadlines
    of_lease = [(d.day.isoformat(), d.what) for d in found if d.document == "wharf lease.txt"]
    assert of_lease == [
        ("2026-10-08", "last day to give notice of the break"),
        ("2027-04-08", "break"),
        ("2033-10-07", "last day to exercise the option to renew"),
        ("2034-04-07", "end of the first term"),
    ]


def test_two_contracts_are_compared_in_one_matter(agent: Agent) -> None:
    said = told(agent, "Do we have to pay Moss sooner than under the Wharf lease?")
    assert said.startswith("They are not the same: that of “moss supply.txt” is longer than that of “wharf lease.txt”.")
    assert "60 days [" in said and "30 days [" in said
    assert "not the same" in told(agent, "Are the Moss supply agreement and the Wharf lease under the same law?")


def test_what_an_amendment_changes_by_its_number_is_told_and_not_compared(agent: Agent) -> None:
    said = told(agent, "Is the liability cap in the Tanner agreement lower than in the Moss agreement?")
    assert "the same" not in said
    assert (
        '“tanner supply.txt” is amended by “tanner amendment.txt”, which says: “1.1 In clause 3, "$750,000"' in said
        and "“CAP ON" not in said
        and "“1. CAP" not in said
    )
    alone = told(agent, "What is the cap on liability in the Tanner supply agreement?")
    assert '"$1,200,000"' in alone
    listed = told(agent, "Which of our contracts cap liability below $1 million?")
    assert "1 of 4 contracts: “moss supply.txt”" in listed and "“tanner supply.txt”" in listed.split("Not told")[1]


def test_matter_that_one_does_not_state_is_not_compared(agent: Agent) -> None:
    refused = agent.ask("Is the cap on liability of Moss higher than that of the Wharf lease?", within=["deals"])
    assert refused.status == "abstained" or "no such clause was found" in refused.text


def test_matter_that_more_is_said_of_is_another(agent: Agent) -> None:
    for question in (
        "Is the warranty term of Moss longer than that of Tanner?",
        "When does the warranty of the Moss supply agreement end?",
    ):
        assert agent.ask(question, within=["deals"]).status == "abstained"


def test_day_that_one_does_not_state_is_not_said_to_be_none(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "elm supply.txt").write_text(
        SUPPLY.replace("Tanner", "Elm").split("5. Law.")[0] + "5. Colours. The goods are blue."
    )
    list(agent.library.add([tmp_path], "elm"))
    refused = agent.ask(
        "Are the Elm supply agreement and the Moss supply agreement under the same law?", within=["elm", "deals"]
    )
    agent.library.remove("elm")
    assert refused.status == "abstained" and "no proof that it states none" in refused.text


def test_option_whose_end_an_amendment_changes_has_no_day(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "quay lease.txt").write_text(WHARF.replace("Castle", "Quay"))
    (tmp_path / "quay amendment.txt").write_text(
        'AMENDMENT TO LEASE\n\nThis Amendment is made on 5 May 2025 between Quay Estates Limited ("Landlord") and Oak Optics Limited ("Tenant").\n\n'
        "1. Clause 2 is replaced. The parties agree hereby, herein and hereof to this.\n"
    )
    list(agent.library.add([tmp_path], "quay"))
    answer = agent.ask("When must we exercise the option to renew the Quay lease?", within=["quay"])
    agent.library.remove("quay")
    assert "no day is counted, since it is amended by “quay amendment.txt”" in answer.text and "2033" not in answer.text


def test_contract_is_set_beside_the_others(agent: Agent) -> None:
    answer = agent.ask("What is unusual about the Wharf lease compared with our other contracts?", within=["deals"])
    rows = {r[0].text: [c.text for c in r[1:]] for t in answer.tables for r in t.rows}
    assert rows["Governing law"][:2] == ["England and Wales (GB-EAW)", "New York (US-NY) (2)"]
    assert rows["Option to renew"][1:] == ["not found", "stated by none"]
    assert "Cap on liability" not in rows
    assert all(c.marks for t in answer.tables for r in t.rows for c in r[1:2] if c.text != "not found")


def test_odd_one_out_is_the_one_that_shares_its_value_with_none(agent: Agent) -> None:
    said = told(agent, "Which of our contracts is the odd one out on governing law?")
    assert said.startswith("1 of 3 contracts: “wharf lease.txt”.")
    nobody = agent.ask("Which of our contracts is the odd one out on insurance?", within=["deals"])
    assert "No two or more share" in nobody.text


def test_contract_is_set_beside_the_others_in_one_matter(agent: Agent) -> None:
    answer = agent.ask(
        "What is unusual about the governing law in the Wharf lease compared with our other contracts?",
        within=["deals"],
    )
    assert [r[0].text for t in answer.tables for r in t.rows] == ["Governing law"]


def test_end_of_the_first_term_is_told_where_that_is_asked(agent: Agent) -> None:
    assert ": 2024-02-29, computed: 36 months from 2021-03-01" in told(
        agent, "When does the initial term of the Moss supply agreement end?"
    )


def test_provision_that_is_told_is_quoted_with_what_amends_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tanner supply.txt").write_text(
        SUPPLY + "\n6. Samples. The Supplier shall deliver four samples of each batch to the Buyer.\n"
    )
    (tmp_path / "docs" / "tanner amendment.txt").write_text(
        CHANGE.replace("1.1 In clause 3", "1.1 Clause 6 is deleted. In clause 3")
    )
    agent = Agent(Settings(home=tmp_path / "home", risk=0.3))
    list(agent.library.add([tmp_path / "docs"], "deals"))
    answer = agent.ask("How many samples of each batch does the Supplier deliver to the Buyer?", within=["deals"])
    clause = agent.ask("What does the Tanner supply agreement say about the cap on liability?", within=["deals"])
    agent.store.database.close()
    assert "four samples" in answer.text and "Clause 6 is deleted." in answer.text
    assert "It is amended by “tanner amendment.txt”, as quoted." in clause.text and '"$1,200,000"' in clause.text

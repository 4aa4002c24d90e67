"""Lists of the library are asked: rows with their lines, one amount as a figure, and what could not be matched said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muniment.agent import Agent
from muniment.records import Record, Table
from muniment.settings import Settings
from tests.tools.lists.lists_read import APOLLO, INVOICES


def written(table: Table) -> bytes:
    """A table as a delimited text."""
    return "\n".join(";".join(row) for row in table.rows).encode()


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "apollo_missions.csv").write_bytes(written(APOLLO))
    (folder / "invoices_2025.csv").write_bytes(written(INVOICES))
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    list(made.library.add([folder / "apollo_missions.csv"], "nasa"))
    list(made.library.add([folder / "invoices_2025.csv"], "office"))
    yield made
    made.store.database.close()


def test_rows_are_told_with_their_lines_and_a_table(agent: Agent) -> None:
    answer = agent.ask("Which invoices are open?", within=["office"])
    assert answer.text.startswith("RE-103 (Norvik AS), RE-104 (Acme Ltd).")
    assert [c.quote.split()[0] for c in answer.citations] == ["RE-103", "RE-104"]
    assert all(c.document == "invoices_2025.csv" and c.page == 1 and c.boxes for c in answer.citations)
    (table,) = answer.tables
    assert [row[0].text for row in table.rows] == ["RE-103", "RE-104"]
    assert [row[0].marks for row in table.rows] == [(1,), (2,)]


def test_one_amount_is_a_figure_in_the_unit_of_its_column(agent: Agent) -> None:
    answer = agent.ask("gross of RE-103", within=["office"])
    assert [(f"{v.value:f}", v.unit) for v in answer.values] == [("4760.00", "EUR")]
    assert answer.text.startswith("Gross (EUR) of RE-103 (Norvik AS) was €4,760")
    samples = agent.ask("samples of Apollo 15", within=["nasa"])
    assert [(f"{v.value:f}", v.unit) for v in samples.values] == [("77.3", "number")]


def test_words_are_told_as_they_stand_and_only_they_are_quoted(agent: Agent) -> None:
    answer = agent.ask("Where did Apollo 15 land?", within=["nasa"])
    assert answer.text.startswith("Hadley Rille – Apollo 15 [1].")
    assert [c.quote for c in answer.citations] == ["Hadley Rille"]


def test_what_could_not_be_matched_with_a_list_is_said(agent: Agent) -> None:
    answer = agent.ask("How many crewed missions landed?", within=["nasa"])
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")
    assert "“crewed”" in answer.text


def test_a_list_is_meant_before_a_contract_that_states_something_alike(
    agent: Agent, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("harbour")
    fees = "Berth;Owner;Annual fee;Paid\nA1;Lea;€640.00;yes\nA2;Ole;€780.00;no\nB1;Greta;€450.00;yes\n"
    (folder / "berths.csv").write_text(fees)
    hire = "Boathouse hire agreement\n\nThis agreement is made between the Club and Ms Moll.\n\nThe Hirer pays a fee of 95 euros a month on the first of each month.\n"
    (folder / "hire.txt").write_text(hire)
    list(agent.library.add([folder], "harbour"))
    answer = agent.ask("total of all the annual fees", within=["harbour"])
    assert answer.text.startswith("1,870 EUR.")


def test_of_two_lists_the_one_that_can_answers(agent: Agent) -> None:
    answer = agent.ask("How many missions did not land?")
    assert answer.text.startswith("1 [1].")
    assert answer.citations[0].document == "apollo_missions.csv"


def test_nobody_else_adds_up_what_the_reader_of_lists_does_not_read(agent: Agent) -> None:
    answer = agent.ask("Add up the gross of the invoices that Rose disputed", within=["office"])
    assert answer.status == "abstained"


def test_a_list_handed_in_is_asked_alike(agent: Agent) -> None:
    record = Record("invoices 2025", "", "invoices 2025", (INVOICES,))
    answer = agent.ask("total net of the open invoices", records=[record])
    assert answer.text.startswith("4,600 EUR.")
    assert [c.quote.split(" | ")[0] for c in answer.citations] == ["RE-103", "RE-104"]
    gross = agent.ask("gross of RE-103", records=[record])
    assert [(f"{v.value:f}", v.unit) for v in gross.values] == [("4760.00", "EUR")]
    refused = agent.ask("total net of the disputed invoices", records=[record])
    assert "“disputed”" in refused.text

"""Figures are read in their originals again: one that was altered in the store is not told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from muniment.agent import Agent
from muniment.records import Answer, Filing
from muniment.settings import Settings
from muniment.store.store import Store
from muniment.tools.normaliser import load_company_facts, load_document
from tests.conftest import values
from tests.pages import report

URL = "https://www.sec.gov/Archives/edgar/data/9999/000000999925000001/ew-20241231.htm"
REVENUE = "What was Example Widgets' revenue in fiscal 2024?"
FACTS = b"""{"cik": 9999, "entityName": "Example Widgets Inc", "facts": {"us-gaap": {"Revenues": {"units": {"USD": [
{"start": "2024-01-01", "end": "2024-12-31", "val": 1250000000, "accn": "0000009999-25-000001", "fy": 2024, "fp": "FY", "form": "10-K", "filed": "2025-02-01"}
]}}}}}"""


def of_document(store: Store) -> None:
    load_document(store, Filing("0000009999-25-000001", 9999, "10-K", date(2025, 2, 1), url=URL), report())


def of_facts_file(store: Store) -> None:
    load_company_facts(store, FACTS, "https://data.sec.gov/api/xbrl/companyfacts/CIK0000009999.json")


def asked(store: Store, question: str = REVENUE) -> Answer:
    from muniment.records import Company

    store.add_companies([Company(9999, "Example Widgets Inc", ("EXW",))])
    return Agent(Settings(home=store.originals.parent, database_url=store.database.settings.database_url)).ask(question)


@pytest.mark.parametrize("load", [of_document, of_facts_file])
def test_a_figure_that_was_altered_in_the_store_is_not_told(store: Store, load: Callable[[Store], None]) -> None:
    load(store)
    assert values(asked(store)) == {"net sales FY2024": "1250000000"}
    with store.database.begin() as connection:
        changed = "UPDATE facts SET value = 1350000000 WHERE value = 1250000000"
        assert connection.exec_driver_sql(changed).rowcount > 0
    answer = asked(store)
    assert (answer.status, answer.reason) == ("abstained", "unverified")
    assert "net sales is what its original states" in answer.text


@pytest.mark.parametrize("load", [of_document, of_facts_file])
def test_a_figure_whose_original_is_gone_is_told(store: Store, load: Callable[[Store], None]) -> None:
    load(store)
    for file in store.originals.rglob("*"):
        if file.is_file():
            file.unlink()
    assert values(asked(store)) == {"net sales FY2024": "1250000000"}


def test_a_figure_of_the_sample_that_was_altered_is_not_told(agent: Agent) -> None:
    question = "What were Cisco's net sales in fiscal 2024?"
    assert values(agent.ask(question)) == {"net sales FY2024": "53803000000"}
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE facts SET value = 53903000000 WHERE value = 53803000000 AND cik = 858877")
    try:
        answer = agent.ask(question)
    finally:
        with agent.store.database.begin() as connection:
            connection.exec_driver_sql("UPDATE facts SET value = 53803000000 WHERE value = 53903000000")
    assert (answer.status, answer.reason) == ("abstained", "unverified")
    assert agent.ask(question).status == "answered"


def test_a_figure_that_was_put_into_the_store_is_not_told(agent: Agent) -> None:
    with agent.store.database.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE facts SET period_end = '2021-01-30', period_start = '2020-02-02' WHERE cik = 1326380"
            " AND concept = 'us-gaap:NetIncomeLoss' AND period_end = '2022-01-29' AND dimensions = ''"
        )
    try:
        assert agent.ask("What was GameStop's net loss in fiscal 2020?").status == "abstained"
    finally:
        with agent.store.database.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE facts SET period_end = '2022-01-29', period_start = '2021-01-31' WHERE cik = 1326380"
                " AND concept = 'us-gaap:NetIncomeLoss' AND period_end = '2021-01-30' AND dimensions = ''"
            )

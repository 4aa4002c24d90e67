"""Which filed fact counts, and what may be combined: companies made up for the purpose, in a real store."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from muniment.agents.planning.router import route
from muniment.agents.reading.names import Directory
from muniment.errors import Abstention
from muniment.records import Company, Figure
from muniment.store.store import Store
from muniment.tools.find_figures import FigureFinder
from muniment.tools.normaliser import load_company_facts

Row = tuple[str, str | None, str, int, str, str]
"""A filed figure: concept, first day, last day, millions (or units), form, day filed."""
MILLION = 1_000_000


def load(store: Store, rows: Sequence[Row], name: str = "Quorvex Corp", cik: int = 9_000_001) -> None:
    facts: dict[str, dict[str, dict[str, list[dict[str, object]]]]] = {}
    for concept, start, end, value, form, filed in rows:
        entry: dict[str, object] = {
            "end": end,
            "val": value,
            "form": form,
            "filed": filed,
            "accn": f"{cik:010d}-{filed[2:4]}-{filed[5:7]}{filed[8:]}00",
            "fy": int(end[:4]),
            "fp": "FY",
        }
        if start:
            entry["start"] = start
        facts.setdefault(concept, {"units": {"USD": []}})["units"]["USD"].append(entry)
    content = json.dumps({"cik": cik, "entityName": name, "facts": {"us-gaap": facts}}).encode()
    store.add_companies([Company(cik, name, ("QVX",))])
    load_company_facts(store, content, f"https://data.sec.gov/{cik}.json")


def year(concept: str, y: int, value: int, form: str = "10-K", filed: str = "") -> Row:
    return (concept, f"{y}-01-01", f"{y}-12-31", value, form, filed or f"{y + 1}-02-20")


def figures(store: Store, question: str) -> list[Figure]:
    plan = route(question, Directory(store.companies()))
    return [f for resolved in FigureFinder(store)(plan).asks for f in resolved.figures]


def values(store: Store, question: str) -> list[int]:
    return [int(f.value) for f in figures(store, question)]


def refused(store: Store, question: str) -> str:
    with pytest.raises(Abstention) as refusal:
        figures(store, question)
    return refusal.value.reason


def test_a_proxy_statement_does_not_overrule_an_annual_report(store: Store) -> None:
    load(
        store,
        [
            year("NetIncomeLoss", 2023, 319_066_000, filed="2024-02-26"),
            year("NetIncomeLoss", 2023, 319_065, form="DEF 14A", filed="2024-04-07"),
            ("NetIncomeLoss", "2023-01-01", "2023-09-30", 185_678_065, "10-Q", "2023-11-01"),
        ],
    )
    assert values(store, "Quorvex net income in 2023?") == [319_066_000]
    assert values(store, "Quorvex net income in Q4 2023?") == [133_387_935]


def test_an_amendment_overrules_what_it_amends(store: Store) -> None:
    load(
        store,
        [
            year("NetIncomeLoss", 2023, 319_000_000, filed="2024-02-26"),
            year("NetIncomeLoss", 2023, 312_000_000, form="10-K/A", filed="2024-06-07"),
        ],
    )
    assert values(store, "Quorvex net income in 2023?") == [312_000_000]


def test_net_sales_are_without_excise_tax(store: Store) -> None:
    load(
        store,
        [
            year("RevenueFromContractWithCustomerIncludingAssessedTax", 2023, 13_885 * MILLION),
            year("RevenueFromContractWithCustomerExcludingAssessedTax", 2023, 11_702 * MILLION),
        ],
    )
    assert values(store, "Quorvex net sales in 2023?") == [11_702 * MILLION]


def test_a_quarter_is_the_year_less_nine_months_of_the_same_basis(store: Store) -> None:
    load(
        store,
        [
            ("Revenues", "2022-01-01", "2022-09-30", 5_300 * MILLION, "10-Q", "2022-11-01"),
            year("Revenues", 2022, 7_200 * MILLION, filed="2023-02-20"),
            year("Revenues", 2022, 5_100 * MILLION, filed="2024-02-20"),
            year("Revenues", 2023, 5_600 * MILLION, filed="2024-02-20"),
        ],
    )
    assert values(store, "Quorvex revenue in 2022?") == [5_100 * MILLION]
    assert values(store, "Quorvex revenue in Q4 2022?") == [1_900 * MILLION]


def test_a_change_is_told_on_one_basis(store: Store) -> None:
    load(
        store,
        [
            year("Revenues", 2021, 7_000 * MILLION, filed="2022-02-20"),
            year("Revenues", 2022, 7_200 * MILLION, filed="2023-02-20"),
            year("Revenues", 2022, 5_100 * MILLION, filed="2024-02-20"),
            year("Revenues", 2023, 5_600 * MILLION, filed="2024-02-20"),
        ],
    )
    assert values(store, "How did Quorvex revenue change from 2022 to 2023?") == [5_600 * MILLION, 5_100 * MILLION]
    assert values(store, "How did Quorvex revenue change from 2021 to 2022?") == [7_200 * MILLION, 7_000 * MILLION]
    assert refused(store, "How did Quorvex revenue change from 2021 to 2023?") == "insufficient_evidence"


def test_the_revenue_of_a_bank_is_its_net_interest_and_noninterest_income(store: Store) -> None:
    load(
        store,
        [
            year("RevenueFromContractWithCustomerExcludingAssessedTax", 2023, 17 * MILLION),
            year("InterestIncomeExpenseNet", 2023, 140 * MILLION),
            year("NoninterestIncome", 2023, 44 * MILLION),
            year("NetIncomeLoss", 2023, 30 * MILLION),
        ],
    )
    (revenue,) = figures(store, "Quorvex total revenue in 2023?")
    assert revenue.value == 184 * MILLION
    assert [o.item for o in revenue.operands] == ["net_interest_income", "noninterest_income"]


def test_nothing_is_a_share_of_zero(store: Store) -> None:
    load(store, [year("Revenues", 2022, 0), year("ResearchAndDevelopmentExpense", 2022, 12 * MILLION)])
    assert refused(store, "Quorvex R&D as a share of revenue in 2022?") == "insufficient_evidence"


def test_negative_revenue_is_not_told(store: Store) -> None:
    load(store, [year("Revenues", 2022, -12 * MILLION)])
    assert refused(store, "Quorvex revenue in 2022?") == "insufficient_evidence"


def test_a_loss_is_no_whole_that_a_ratio_with_a_name_is_of(store: Store) -> None:
    load(store, [year("NetIncomeLoss", 2022, -5 * MILLION), year("PaymentsOfDividends", 2022, 2 * MILLION)])
    assert refused(store, "Quorvex payout ratio in 2022?") == "insufficient_evidence"


def test_a_gross_margin_above_all_of_sales_is_not_told(store: Store) -> None:
    load(store, [year("Revenues", 2022, 10 * MILLION), year("GrossProfit", 2022, 12 * MILLION)])
    assert refused(store, "Quorvex gross margin in 2022?") == "insufficient_evidence"


def test_a_transition_period_is_a_period_of_its_own(store: Store) -> None:
    load(
        store,
        [
            year("Revenues", 2020, 400 * MILLION),
            year("Revenues", 2021, 450 * MILLION),
            ("Revenues", "2022-01-01", "2022-06-30", 236 * MILLION, "10-KT", "2022-08-20"),
            ("Revenues", "2022-07-01", "2023-06-30", 480 * MILLION, "10-K", "2023-08-20"),
            ("Revenues", "2023-07-01", "2024-06-30", 500 * MILLION, "10-K", "2024-08-20"),
        ],
    )
    assert values(store, "Quorvex revenue in the six months ended June 30, 2022?") == [236 * MILLION]
    plan = route("How did Quorvex revenue change from 2021 to 2023?", Directory(store.companies()))
    found = FigureFinder(store)(plan)
    assert [int(f.value) for f in found.asks[0].figures] == [480 * MILLION, 450 * MILLION]
    assert any("six months" in note or "transition" in note.lower() for note in found.notes)


def test_the_prior_year_is_one_year_for_all_that_is_asked(store: Store) -> None:
    load(
        store,
        [
            *(year("Revenues", y, y * MILLION) for y in (2021, 2022, 2023, 2024)),
            *(year("NetIncomeLoss", y, (y - 2000) * MILLION) for y in (2021, 2022, 2023)),
        ],
    )
    found = figures(store, "Quorvex net sales and net income in the prior fiscal year?")
    assert len({f.fiscal for f in found}) == 1


def test_what_a_question_means_does_not_depend_on_what_was_asked_before(store: Store) -> None:
    load(store, [year("Revenues", y, y * MILLION) for y in (2021, 2022, 2023)])
    question = "Quorvex net sales in the prior fiscal year?"
    first = values(store, question)
    values(store, "Quorvex net sales in 2021?")
    assert values(store, question) == first == [2022 * MILLION]

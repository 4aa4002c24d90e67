"""Within a collection its one company is meant, and no other can be named."""

from __future__ import annotations

import pytest

from muniment.errors import Abstention, Unnamed
from muniment.graphs.within_collections import directory_within, in_full, plan_within
from muniment.records import Company, Plan

VELDKAMP = Company(7, "Veldkamp Logistics N.V.")
HARBOUR = Company(8, "Annual Rope Company")


def test_only_the_companies_of_the_collection_can_be_named() -> None:
    directory = directory_within([VELDKAMP])
    assert [m.companies[0].cik for m in directory.find("revenue of Veldkamp Logistics in 2021")] == [7]
    assert directory.find("revenue in North America and of Apple in 2021") == []


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("turnover of veldkamp in 2021", "turnover of Veldkamp Logistics in 2021"),
        ("Veldkamp Logistics N.V.'s revenue", "Veldkamp Logistics N.V.'s revenue"),
        ("revenue in 2021", "revenue in 2021"),
    ],
)
def test_the_beginning_of_the_one_name_stands_for_all_of_it(question: str, asked: str) -> None:
    assert in_full(question, VELDKAMP) == asked


def test_a_question_that_names_nobody_is_of_the_only_company() -> None:
    asked: list[str] = []

    def make(question: str) -> Plan:
        asked.append(question)
        if "Veldkamp" not in question:
            raise Unnamed("unknown_entity", "Which company?")
        return Plan("filings", ())

    assert plan_within("revenue in 2021", [VELDKAMP], make) == Plan("filings", ())
    assert asked == ["revenue in 2021", "Veldkamp Logistics: revenue in 2021"]
    with pytest.raises(Abstention):
        plan_within("revenue in 2021", [VELDKAMP, HARBOUR], make)

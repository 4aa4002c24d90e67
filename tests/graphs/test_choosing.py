"""Which domain a question belongs to: the one named, the caller's own records, or the surest claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.errors import Abstention
from muniment.graphs.choosing import OWN, choose_domain
from muniment.plugins import Domain
from muniment.records import Before, Record, Table

BUDGET = Record(
    "budget", "The rent of the office is 1,200 euros a month.", "Budget of Sunrise Bakery", (Table((("", "2024"), ("Rent", "14,400")), "Costs"),)
)  # fmt: skip


def names_apple(question: str) -> list[list[str]]:
    return [["Apple Inc.", "Apple", "AAPL"]] if "apple" in question.lower() or "AAPL" in question else []


def always(sure: float) -> Callable[[str], float]:
    return lambda question: sure


FILINGS = Domain("filings", "companies", (), always(0.5), named=names_apple)
RECORDS = Domain(OWN, "own records", (), always(0.0))
TIDES = Domain("tides", "tides", (), lambda q: 0.9 if "tide" in q else 0.0)
ALL = {d.name: d for d in (FILINGS, RECORDS, TIDES)}


def chosen(question: str, *records: Record, named: str | None = None, before: Before | None = None) -> tuple[str, str]:
    domain, note = choose_domain(ALL, question, named, records, before)
    return domain.name, note


def test_the_domain_that_is_named_is_taken() -> None:
    assert chosen("What were Apple's net sales?", named="tides") == ("tides", "")
    assert chosen("What is the rent?", BUDGET, named="filings") == ("filings", "")


def test_a_domain_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Abstention) as refused:
        chosen("What is the rent?", named="stars")
    assert refused.value.reason == "out_of_domain"
    assert refused.value.sentence == "There is no domain called stars; there are: filings, records, tides."


@pytest.mark.parametrize(("question", "name"), [("When is high tide?", "tides"), ("What were net sales?", "filings")])
def test_without_records_the_surest_claim_wins(question: str, name: str) -> None:
    assert chosen(question) == (name, "")


def test_of_claims_alike_the_last_by_name_wins() -> None:
    same = {n: Domain(n, "", (), always(0.5)) for n in ("a", "b")}
    assert choose_domain(same, "What?")[0].name == "b"


@pytest.mark.parametrize("domains", [{}, {"records": RECORDS}])
def test_a_question_that_no_domain_claims_is_refused(domains: dict[str, Domain]) -> None:
    with pytest.raises(Abstention, match="No domain takes this question"):
        choose_domain(domains, "What were net sales?")


@pytest.mark.parametrize(
    "question",
    ["What is the rent?", "What is the rent of Sunrise Bakery?", "What do our costs come to?", "and in 2023?"],
)
def test_records_that_are_handed_in_answer(question: str) -> None:
    assert chosen(question, BUDGET) == (OWN, "")


def test_a_question_that_names_what_only_another_domain_holds_is_that_domains() -> None:
    note = "The records given do not name Apple Inc.; this was asked of filings."
    assert chosen("What were Apple's net sales in 2024?", BUDGET) == ("filings", note)
    assert chosen("AAPL net sales 2024?", BUDGET) == ("filings", note)
    assert chosen("what were the sales of apple?", BUDGET) == ("filings", note)


@pytest.mark.parametrize(
    "record",
    [
        Record("a", "We sold 50 computers of Apple."),
        Record("a", "", "Apple resale"),
        Record("a", "", "", (Table((("Maker", "Sold"), ("AAPL", "5"))),)),
        Record("a", "", "", (Table((("Maker", "Sold"),), "Sales of apple"),)),
    ],
)
def test_a_name_that_the_records_bear_is_theirs(record: Record) -> None:
    assert chosen("What were Apple's sales?", record) == (OWN, "")


def test_a_name_within_another_word_is_not_borne() -> None:
    assert chosen("What were Apple's sales?", Record("a", "Applesauce is cheap."))[0] == "filings"


def test_what_is_ours_is_not_another_domains() -> None:
    assert chosen("What did we pay Apple for our computers?", BUDGET) == (OWN, "")


def test_domains_are_not_asked_for_names_where_every_word_is_common() -> None:
    def never(question: str) -> list[list[str]]:
        raise AssertionError

    domains = {"filings": Domain("filings", "", (), always(0.5), named=never), OWN: RECORDS}
    assert choose_domain(domains, "What is the rent?", None, [BUDGET])[0].name == OWN


def test_without_a_domain_for_own_records_the_surest_claim_wins() -> None:
    assert choose_domain({"filings": FILINGS}, "What is the rent?", None, [BUDGET])[0].name == "filings"


ASKED = Before("What were Apple's net sales in 2024?")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("and in 2023?", "filings"),
        ("what was it the year before?", "filings"),
        ("What is the rent?", OWN),
        ("How does that compare with the rent of the office?", OWN),
    ],
)
def test_the_rest_of_a_question_that_was_not_the_records_is_not_theirs(question: str, name: str) -> None:
    assert chosen(question, BUDGET, before=ASKED)[0] == name

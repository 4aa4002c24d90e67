"""What an answer rests on, for whoever wants to see it: evidence, what was left out, checks, computations, a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest

from muniment.errors import Reason
from muniment.looking import RoomTrace, Trace
from muniment.proof import NEEDED, proof_of, series_of
from muniment.records import Answer, Curated, Evidence, Figure, LeftOut, Passage, Step, Value
from muniment.store.runs import Run
from muniment.verdicts import Check, Verdict
from tests.filed import APPLE, META, apple_income, apple_sales, numbered


def value(year: int, amount: int, **changes: Any) -> Value:
    made = Value("net sales", Decimal(amount) * 1_000_000, "USD", APPLE.name, APPLE.cik, None, date(year, 9, 28), f"FY{year}", False)  # fmt: skip
    return replace(made, **changes)


SALES = (value(2023, 383285), value(2022, 394328), value(2024, 391035))


def answered(*values: Value) -> Answer:
    return Answer("answered", None, "Net sales rose.", values)


def trace(answer: Answer | None, *rooms: dict[str, Any]) -> Trace:
    run = Run("r1", "What were net sales?", datetime(2025, 1, 1, tzinfo=UTC), "answered", answer, {}, None)
    return Trace(run, tuple(RoomTrace(Step("room", 0.1), {}, changed) for changed in rooms))


def test_periods_stand_the_oldest_first_whatever_the_order_of_the_answer() -> None:
    series = series_of(answered(*SALES))
    assert series is not None
    assert (series.label, series.unit) == ("Apple Inc.: net sales", "USD")
    assert series.periods == ["FY2022", "FY2023", "FY2024"]
    assert series.values == ["394328000000", "383285000000", "391035000000"]
    assert series.shown[0] == "$394,328 million"


def test_quarters_without_days_stand_by_their_names() -> None:
    quarters = [value(2024, n, fiscal=f"Q{n} FY2024", end=None, entity="") for n in (3, 1, 2)]
    series = series_of(answered(*quarters))
    assert series is not None
    assert (series.label, series.periods) == ("net sales", ["Q1 FY2024", "Q2 FY2024", "Q3 FY2024"])


@pytest.mark.parametrize(
    "values",
    [
        SALES[:2],
        (*SALES[:2], SALES[0]),
        (*SALES[:2], value(2024, 164501, entity=META.name)),
        (*SALES[:2], value(2024, 93736, label="net income")),
        (*SALES[:2], value(2024, 391035, unit="EUR")),
        (*SALES[:2], value(2024, 391035, fiscal="")),
        tuple(value(y, 1, label="change in net sales", program=("change", "E1", "E2")) for y in (2022, 2023, 2024)),
        tuple(value(y, 1, label="percent change in x", program=("percent_change", "E1", "E2")) for y in (2022, 2023, 2024)),
    ],
)  # fmt: skip
def test_fewer_than_three_periods_of_one_thing_are_no_series(values: tuple[Value, ...]) -> None:
    assert series_of(answered(*values)) is None


def test_a_margin_that_was_computed_is_a_series_too() -> None:
    margins = [
        value(y, 1, label="gross margin", unit="pure", program=("ratio", "E1", "E2")) for y in (2022, 2023, 2024)
    ]
    series = series_of(answered(*margins))
    assert series is not None
    assert series.label == "Apple Inc.: gross margin"


PASSAGE = Passage(
    "0000320193-24-000123", "Item 7", "Net sales rose.", 5, 20, "Products", "INTEL CORP", "10-K", fiscal="FY2024"
)
OWN = Figure("", "Harbour dues", "", 0, "", Decimal(5), "GBP", None, None, apple_sales(2024).fact, record="port")
COMPUTED = Figure("net_margin", "net margin", "Apple Inc.", 320193, "FY2024", Decimal("0.2397"), "pure", None, None, program=("ratio",), operands=(apple_income(2024), apple_sales(2024)))  # fmt: skip


def test_evidence_says_what_it_is_and_where_it_stands() -> None:
    evidence = (
        *numbered(apple_sales(2024)),
        Evidence(2, passage=PASSAGE),
        Evidence(3, figure=COMPUTED),
        Evidence(4, figure=OWN),
    )
    curated = Curated(evidence, (), (LeftOut("Item 1", "does not fit"),))
    proof = proof_of(trace(answered(), {"evidence": curated}))
    assert [(e.n, e.kind, e.text, e.where) for e in proof.evidence] == [
        (1, "fact", "net sales: $391,035 million in fiscal 2024 (year ended September 28, 2024)", "Apple Inc. · us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"),
        (2, "passage", "Net sales rose.", "Intel Corp · 10-K · FY2024 · Item 7 · Products"),
        (3, "fact", "net margin: 23.97% in fiscal 2024", "Apple Inc. · computed from other evidence"),
        (4, "fact", "Harbour dues: £5", "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"),
    ]  # fmt: skip
    assert [e.record for e in proof.evidence][1:] == ["0000320193-24-000123", "", "port"]
    assert proof.left_out == [{"what": "Item 1", "why": "does not fit"}]


def test_checks_and_computations_are_those_of_the_run() -> None:
    margin = value(2024, 0, label="net margin", unit="pure", value=Decimal("0.2397"), program=("ratio", "E1", "E2"))
    curated = Curated(numbered(apple_income(2024), apple_sales(2024)), ())
    verdict = Verdict((Check("net sales are of Apple Inc.", True), Check("one unit", False)))
    proof = proof_of(trace(answered(margin, SALES[0]), {"evidence": curated}, {"verdict": verdict}))
    assert [(c.claim, c.held) for c in proof.checks] == [("net sales are of Apple Inc.", True), ("one unit", False)]
    assert [(c.label, c.formula) for c in proof.computed] == [
        ("net margin", "$93,736 million ÷ $391,035 million = 23.97%")
    ]


def test_a_later_room_overrules_an_earlier_one() -> None:
    first, last = (Curated(numbered(apple_sales(y)), ()) for y in (2023, 2024))
    proof = proof_of(trace(answered(), {"evidence": first}, {"evidence": last}))
    assert [e.text[:28] for e in proof.evidence] == ["net sales: $391,035 million "]


def test_a_refusal_says_what_would_be_needed() -> None:
    refused = Answer("abstained", "no_record", "Nothing.")
    assert proof_of(trace(refused)).needed == "The filing itself: set EDGAR_IDENTITY and fetch it."
    assert proof_of(trace(answered())).needed == ""


def test_every_reason_has_what_is_needed() -> None:
    assert set(NEEDED) == set(get_args(Reason))


def test_a_run_that_was_stopped_has_an_empty_proof() -> None:
    proof = proof_of(trace(None))
    assert (proof.evidence, proof.checks, proof.computed, proof.series, proof.needed) == ([], [], [], None, "")

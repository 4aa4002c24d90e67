"""Exact facts from inline XBRL, and agreement with the oracle."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.records import Filing
from muniment.tools.documents.document import read_document
from muniment.tools.documents.inline_xbrl import read_facts, read_number
from tests.pages import fact, page, report

FILING = Filing("0000009999-25-000001", 9999, "10-K", date(2025, 2, 1))


@pytest.mark.parametrize(
    ("text", "form", "scale", "sign", "value"),
    [
        ("391,035", "ixt:num-dot-decimal", "6", "", "391035000000"),
        ("391.035,5", "ixt:num-comma-decimal", "3", "", "391035500"),
        ("7,750", "ixt:numdotdecimal", "6", "-", "-7750000000"),
        ("—", "ixt:fixed-zero", "6", "", "0"),
        ("twenty-five", "ixt-sec:numwordsen", "0", "", "25"),
        ("no", "ixt-sec:numwordsen", "", "", "0"),
        ("0.00001", "", "", "", "0.00001"),
        ("24.1", "ixt:num-dot-decimal", "-2", "", "0.241"),
        ("18446744073709551617", "", "0", "", "18446744073709551617"),
    ],
)
def test_a_number_is_read_exactly(text: str, form: str, scale: str, sign: str, value: str) -> None:
    assert read_number(text, form, scale, sign) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "form", "scale", "sign"),
    [
        ("(1,234)", "ixt:num-dot-decimal", "6", ""),
        ("NaN", "", "", ""),
        ("Infinity", "", "", ""),
        ("1e400", "", "", ""),
        ("12", "ixt:unheard-of", "", ""),
        ("12", "", "six", ""),
        ("12", "", "", "+"),
        ("", "", "", ""),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(text: str, form: str, scale: str, sign: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_number(text, form, scale, sign)


def test_rounded_repetition_gives_way_to_the_precise_figure() -> None:
    body = fact("5,854", scale="6", decimals="-6", id="a") + fact("5.9", scale="9", decimals="-8", id="b")
    facts, flagged = read_facts(read_document(page(body)), FILING)
    assert [(f.value, f.element) for f in facts] == [(Decimal(5854000000), "a")]
    assert flagged == []


def test_duplicates_that_disagree_are_flagged_and_not_used() -> None:
    body = fact("100", scale="6", decimals="-6", id="a") + fact("120", scale="6", decimals="-6", id="b")
    facts, flagged = read_facts(read_document(page(body)), FILING)
    assert facts == []
    assert [f.why for f in flagged] == ["duplicates disagree: 100000000, 120000000"]


def test_nil_is_no_figure() -> None:
    facts, flagged = read_facts(read_document(page(fact("", xsi_nil="true"))), FILING)
    assert (facts, flagged) == ([], [])


def test_excluded_text_is_no_part_of_the_figure() -> None:
    facts, _ = read_facts(read_document(page(fact("1,<ix:exclude>note</ix:exclude>234"))), FILING)
    assert facts[0].value == 1234


def test_dimension_label_and_element_are_kept() -> None:
    facts, _ = read_facts(read_document(report()), FILING)
    gadgets = next(f for f in facts if f.dimensions)
    assert gadgets.dimensions == (("srt:ProductOrServiceAxis", "ew:SpringGadgetsMember"),)
    assert (gadgets.label, gadgets.element, gadgets.value, gadgets.unit) == (
        "Spring gadgets",
        "g1",
        Decimal(450000000),
        "USD",
    )


def test_statement_rows_are_known_as_such() -> None:
    facts, _ = read_facts(read_document(report()), FILING)
    assert {f.concept for f in facts if f.face} == {
        "us-gaap:Revenues",
        "us-gaap:IncomeTaxExpenseBenefit",
        "us-gaap:NetIncomeLoss",
        "us-gaap:EarningsPerShareDiluted",
    }
    assert next(f.unit for f in facts if f.concept == "us-gaap:EarningsPerShareDiluted") == "USD/shares"


def test_apple_2024_facts_agree_with_the_oracle(data: Path) -> None:
    lines = (data / "edgar/derived/ixbrl_facts/320193_0000320193-24-000123.jsonl").read_text().splitlines()
    wanted = {
        (r["concept"], r["start"], r["end"], Decimal(r["value"]), tuple(sorted(r["dims"].items())))
        for r in (json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines[1:])
        if r["value"] is not None
    }
    document = read_document(
        (data / "edgar/Archives/edgar/data/320193/000032019324000123/aapl-20240928.htm").read_bytes()
    )
    facts, _ = read_facts(document, Filing("0000320193-24-000123", 320193, "10-K", date(2024, 11, 1)))
    have = {
        (f.concept, f.start.isoformat() if f.start else None, f.end.isoformat(), f.value, f.dimensions) for f in facts
    }
    assert len(wanted) > 800
    # The six that are missing repeat, rounded, what the document states precisely elsewhere.
    assert len(wanted - have) == 6
    assert have <= wanted

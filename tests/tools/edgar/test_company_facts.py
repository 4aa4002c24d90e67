"""The company facts file: exact numbers, its own periods, what is flagged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.errors import Unparsed
from muniment.tools.edgar.company_facts import read_company_facts


def body(*rows: str) -> bytes:
    return (
        '{"cik": 9999, "entityName": "Example Widgets", "facts": {"us-gaap": {"Assets": {"label": null, "units": {"USD": ['
        + ",".join(rows)
        + "]}}}}}"
    ).encode()


ROW = '{{"end": "2024-12-31", "val": {0}, "accn": "0000009999-25-00000{1}", "fy": 2024, "fp": "FY", "form": "10-K", "filed": "2025-02-01"}}'


def test_integers_beyond_64_bits_and_fractions_stay_exact() -> None:
    _, _, facts, _ = read_company_facts(body(ROW.format("18446744073709551617", 1), ROW.format("0.1", 2)))
    assert [f.value for f in facts] == [Decimal("18446744073709551617"), Decimal("0.1")]


def test_not_a_number_is_flagged() -> None:
    _, _, facts, flagged = read_company_facts(body(ROW.format('"NaN"', 1), ROW.format("5", 2)))
    assert [f.value for f in facts] == [Decimal(5)]
    assert [f.why for f in flagged] == ["not a readable figure"]


def test_accession_number_that_is_a_path_is_flagged() -> None:
    path = ROW.format("7", 1).replace("0000009999-25-000001", "../../0000009999-25-000001")
    _, filings, facts, flagged = read_company_facts(body(path, ROW.format("5", 2)))
    assert [f.value for f in facts] == [Decimal(5)]
    assert [f.accession for f in filings] == ["0000009999-25-000002"]
    assert [f.why for f in flagged] == ["not a readable figure"]


def test_disagreeing_duplicates_are_flagged_and_rounded_ones_merged() -> None:
    _, _, facts, flagged = read_company_facts(
        body(ROW.format("101", 1), ROW.format("120", 1), ROW.format("5900", 2), ROW.format("5854", 2))
    )
    assert [f.value for f in facts] == [Decimal(5854)]
    assert len(flagged) == 1


def test_a_page_instead_of_a_file_is_unparsed() -> None:
    with pytest.raises(Unparsed, match="company facts"):
        read_company_facts(b"<html>Undeclared Automated Tool</html>")


def test_apple_2017_net_sales_as_filed(data: Path) -> None:
    company, filings, facts, _ = read_company_facts(
        (data / "edgar/api/xbrl/companyfacts/CIK0000320193.json").read_bytes()
    )
    assert (company.name, len(filings) >= 60) == ("Apple Inc.", True)
    sales = {
        f.value
        for f in facts
        if f.concept == "us-gaap:SalesRevenueNet" and f.start == date(2016, 9, 25) and f.end == date(2017, 9, 30)
    }
    assert sales == {Decimal(229234000000)}

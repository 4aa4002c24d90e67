"""Reports that others laid out, who had not seen the code: what their statements print is read with its period, currency and power of ten."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from muniment.tools.formats.opening import open_document
from muniment.tools.library.printed_facts import read_statements
from muniment.tools.library.title_page import read_title_page

FOLDER = Path(__file__).parents[3] / "benchmarks" / "blind" / "papers"


@pytest.mark.parametrize(
    ("company", "label", "end", "amount"),
    [
        ("reports/files/kestrel_moor", "Turnover", "2024-03-31", "86412000 GBP"),
        ("reports/files/kestrel_moor", "Turnover", "2023-03-31", "79035000 GBP"),
        ("reports/files/ballintree", "Turnover", "2023-12-31", "12486310 EUR"),
        ("reports/files/corvatsch", "Net profit", "2022-12-31", "60300000 CHF"),
        ("reports/files/norrvik", "Net sales", "2023-12-31", "6482000000 SEK"),
        ("reports/files/rautenberg", "Revenue", "2024-06-30", "248600000 EUR"),
        ("reports/files/sundarika", "Revenue from operations", "2023-03-31", "13240872000 INR"),
        ("reports/files/tallgrass", "Net sales", "2023-09-30", "139874218 USD"),
        ("reports/files/veldkamp", "Revenue", "2021-12-31", "341207000 EUR"),
        ("reports/files/wirrabee", "Revenue from contracts with customers", "2023-06-30", "231904000 AUD"),
        ("reports2/files/calvignac", "Revenue", "2023-12-31", "412600000 EUR"),
        ("reports2/files/karoovlakte", "Revenue", "2024-06-30", "684217000 ZAR"),
        ("reports2/files/lianseng", "Revenue", "2024-12-31", "73918000 SGD"),
    ],
)
def test_what_a_report_prints_is_read_in_whole_units(company: str, label: str, end: str, amount: str) -> None:
    (file,) = (FOLDER / company).iterdir()
    pages = open_document(file.read_bytes(), file.name).pages
    title = read_title_page([p.page.text for p in pages])
    found = {
        f"{p.fact.value:f} {p.fact.unit}"
        for p in read_statements([(p.page, p.printed) for p in pages], title).facts
        if p.fact.label.startswith(label) and p.fact.end.isoformat() == end
    }
    value, unit = amount.split()
    assert {f"{Decimal(f.split()[0]):.0f} {f.split()[1]}" for f in found} == {f"{Decimal(value):.0f} {unit}"}

"""Printed statements become facts: what, of which period, how much, and where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from muniment.records import Fact
from muniment.tools.library.pdf_pages import pdf_pages
from muniment.tools.library.printed_facts import PrintedFact, printed_facts
from muniment.tools.library.title_page import TitlePage, read_title_page
from tests.tools.library.written_pdf import annual_report, rows, written_pdf

TITLE = TitlePage("10-K", "Tidewater Lantern Works, Inc.", date(2023, 6, 30), None)


def facts(content: bytes) -> list[PrintedFact]:
    pages = list(pdf_pages(content))
    return printed_facts(pages, read_title_page([p.text for p in pages]))


def values(found: list[PrintedFact], year: int = 2023) -> dict[str, Decimal]:
    return {p.fact.concept.partition(":")[2]: p.fact.value for p in found if p.fact.end.year == year}


def test_the_three_statements_are_read_in_base_units() -> None:
    found = values(facts(annual_report()))
    assert found["Revenues"] == 1_250_000_000
    assert found["CostOfRevenue"] == 900_000_000
    assert found["IncomeTaxExpenseBenefit"] == 50_000_000
    assert found["EarningsPerShareDiluted"] == Decimal("1.50")
    assert found["InventoryNet"] == 210_000_000
    assert found["StockholdersEquity"] == 220_000_000
    assert found["Goodwill"] == 0
    assert values(facts(annual_report()), 2022)["Revenues"] == 1_100_000_000


def test_a_fact_has_its_period_and_its_place() -> None:
    sales = next(p for p in facts(annual_report()) if p.fact.concept == "us-gaap:Revenues")
    assert isinstance(sales.fact, Fact)
    assert (sales.fact.start, sales.fact.end) == (date(2022, 7, 1), date(2023, 6, 30))
    assert (sales.page, sales.text, sales.fact.label) == (2, "$ 1,250", "Net sales")
    cash = next(p for p in facts(annual_report()) if "CashAndCash" in p.fact.concept)
    assert (cash.fact.start, cash.fact.end, cash.page) == (None, date(2023, 6, 30), 3)


def test_a_statement_that_says_no_scale_gives_nothing() -> None:
    lines = [
        ("Net sales", "$ 1,250", "$ 1,100"),
        ("Gross profit", "350", "300"),
        ("Operating income", "200", "160"),
        ("Net income", "150", "120"),
    ]
    heads = [
        (200, 740, "Statements of Income"),
        (200, 726, "Year ended June 30,"),
        (408, 700, "2023"),
        (498, 700, "2022"),
    ]
    pages = list(pdf_pages(written_pdf([[*heads, *rows(680, lines)]])))
    assert printed_facts(pages, TITLE) == []


def test_what_is_printed_twice_with_other_amounts_is_left_out() -> None:
    lines = [
        ("Net sales", "$ 1,250", "$ 1,100"),
        ("Sales", "1,300", "1,100"),
        ("Gross profit", "350", "300"),
        ("Operating income", "200", "160"),
        ("Net income", "150", "120"),
    ]
    heads = [
        (200, 740, "Statements of Income"),
        (200, 726, "(In millions) Year ended June 30,"),
        (408, 700, "2023"),
        (498, 700, "2022"),
    ]
    pages = list(pdf_pages(written_pdf([[*heads, *rows(680, lines)]])))
    found = printed_facts(pages, TITLE)
    assert "Revenues" not in values(found)
    assert values(found, 2022)["Revenues"] == 1_100_000_000
    assert values(found)["NetIncomeLoss"] == 150_000_000


def test_a_statement_goes_on_on_the_next_page_without_its_title() -> None:
    heads = [
        (200, 740, "Consolidated Balance Sheets"),
        (200, 726, "(In millions) As of June 30,"),
        (408, 700, "2023"),
        (498, 700, "2022"),
    ]
    assets = [
        ("Cash and cash equivalents", "$ 90", "$ 70"),
        ("Inventories", "210", "180"),
        ("Total current assets", "300", "250"),
        ("Total assets", "$ 300", "$ 270"),
    ]
    owed = [
        ("Accounts payable", "$ 80", "$ 60"),
        ("Total current liabilities", "80", "60"),
        ("Total liabilities", "80", "60"),
        ("Total shareholders' equity", "220", "210"),
    ]
    other = [("Shops", "12", "11"), ("Boats", "3", "4")]
    for rest, held in ((owed, True), (other, False)):
        pages = list(pdf_pages(written_pdf([[*heads, *rows(680, assets)], rows(740, rest)])))
        found = values(printed_facts(pages, TITLE))
        assert found["Assets"] == 300_000_000
        assert found.get("AccountsPayableCurrent") == (80_000_000 if held else None)
        assert "Shops" not in found


def test_two_tables_of_one_statement_are_not_taken_from_pages_apart() -> None:
    found = facts(annual_report())
    assert {p.page for p in found} == {2, 3}

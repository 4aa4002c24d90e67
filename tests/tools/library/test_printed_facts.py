"""Printed statements become facts: what, of which period, how much, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.formats.page import Page
from muniment.tools.formats.pdf_pages import pdf_pages
from muniment.tools.formats.printed_table import printed_tables
from muniment.tools.library.printed_fact import PrintedFact
from muniment.tools.library.printed_facts import read_statements
from muniment.tools.library.title_page import TitlePage, read_title_page
from tests.tools.formats.written_pdf import annual_report, rows, written_pdf

TITLE = TitlePage("10-K", "Tidewater Lantern Works, Inc.", date(2023, 6, 30), None)


def facts_of(pages: Sequence[Page], title: TitlePage) -> list[PrintedFact]:
    return list(read_statements([(p, printed_tables(p)) for p in pages], title).facts)


def facts(content: bytes) -> list[PrintedFact]:
    pages = list(pdf_pages(content))
    return facts_of(pages, read_title_page([p.text for p in pages]))


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
    assert facts_of(pages, TITLE) == []


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
    found = facts_of(pages, TITLE)
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
        found = values(facts_of(pages, TITLE))
        assert found["Assets"] == 300_000_000
        assert found.get("AccountsPayableCurrent") == (80_000_000 if held else None)
        assert "Shops" not in found


def test_two_tables_of_one_statement_are_not_taken_from_pages_apart() -> None:
    found = facts(annual_report())
    assert {p.page for p in found} == {2, 3}


INCOME = [
    ("Net sales", "$ 1,250", "$ 1,100"),
    ("Gross profit", "350", "300"),
    ("Operating income", "200", "160"),
    ("Net income", "150", "120"),
]
FLOWS = [
    ("Net cash provided by operating activities", "$ 90", "$ 80"),
    ("Net cash used in investing activities", "(40)", "(30)"),
    ("Net cash used in financing activities", "(20)", "(10)"),
    ("Depreciation and amortization", "12", "11"),
]


def statement(
    lines: Sequence[tuple[str, ...]],
    title: str = "Statements of Income",
    said: str = "(In millions) Year ended June 30,",
    years: tuple[str, str] = ("2023", "2022"),
    page: TitlePage = TITLE,
    elsewhere: str = "",
) -> list[PrintedFact]:
    """The facts of one statement of two years, in a document that says something else besides."""
    heads = [(200.0, 740.0, title), (200.0, 726.0, said), (408.0, 700.0, years[0]), (498.0, 700.0, years[1])]
    content = written_pdf([[*heads, *rows(680, lines)], [(72, 700, elsewhere)]])
    return facts_of(list(pdf_pages(content)), page)


def cash(*lines: tuple[str, ...]) -> dict[str, Decimal]:
    return values(statement([*FLOWS, *lines], "Statements of Cash Flows"))


@pytest.mark.parametrize("said", ["Year ended June 30,", "(In thousands and in millions) Year ended June 30,"])
def test_without_one_scale_nothing_is_a_fact(said: str) -> None:
    assert statement(INCOME, said=said) == []
    assert len(statement(INCOME)) == 8


def test_a_currency_may_be_said_in_words_and_a_domestic_form_is_in_dollars() -> None:
    bare = [(label, *(c.replace("$ ", "") for c in cells)) for label, *cells in INCOME]
    yen = statement(bare, said="(In millions of yen) Year ended June 30,")
    assert {p.fact.unit for p in yen} == {"JPY"}
    assert {p.fact.unit for p in statement(bare)} == {"USD"}
    assert statement(bare, page=TitlePage("20-F", "Nippurane", date(2023, 6, 30))) == []
    assert statement(INCOME, said="(In millions of yen) Year ended June 30,") == []


def test_the_currency_is_that_of_the_signs() -> None:
    euros = [(label, *(c.replace("$", "\u20ac") for c in cells)) for label, *cells in INCOME]
    assert {p.fact.unit for p in statement(euros)} == {"EUR"}


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("(In millions, except per share data) Year ended June 30,", 304_200_000),
        ("(In millions, except shares, which are in thousands) Year ended June 30,", 304_200),
        ("(In millions, except share and per share amounts) Year ended June 30,", None),
    ],
)
def test_shares_are_counted_in_what_is_said_of_them(said: str, count: int | None) -> None:
    found = values(statement([*INCOME, ("Weighted-average basic shares", "304.2", "300.1")], said=said))
    assert found.get("WeightedAverageNumberOfSharesOutstandingBasic") == count
    assert found["Revenues"] == 1_250_000_000


def test_a_year_of_weeks_ends_on_the_day_that_the_document_names() -> None:
    weeks = TitlePage("10-K", "General Mills", date(2020, 5, 27), 2020)
    said = "(In millions) Fiscal year"
    named = statement(
        INCOME, said=said, years=("2020", "2019"), page=weeks, elsewhere="Years ended May 27, 2020 and May 26, 2019"
    )
    assert {p.fact.end for p in named} == {date(2020, 5, 27), date(2019, 5, 26)}
    assert {p.fact.start for p in named} >= {date(2019, 5, 27)}
    silent = statement(INCOME, said=said, years=("2020", "2019"), page=weeks, elsewhere="The year ended May 27, 2020")
    assert {p.fact.end for p in silent} == {date(2020, 5, 27)}


def test_a_row_that_is_no_line_item_keeps_its_own_name_and_sign() -> None:
    found = values(statement([*INCOME, ("Lantern oil rebates", "(7)", "3")]))
    assert found["LanternOilRebates"] == -7_000_000


@pytest.mark.parametrize(
    ("label", "amount", "value"),
    [
        ("Other (income) expense, net", "(16)", 16_000_000),
        ("Other income (expense), net", "(16)", -16_000_000),
        ("Other income, net", "(16)", None),
    ],
)
def test_other_income_has_the_sign_that_its_label_gives_it(label: str, amount: str, value: int | None) -> None:
    found = values(statement([*INCOME, (label, amount, "1")]))
    assert found.get("NonoperatingIncomeExpense") == value


def test_what_is_paid_is_above_zero_and_what_cannot_be_a_payment_is_left_out() -> None:
    assert cash(("Capital expenditures", "(26)", "(25)"))["PaymentsToAcquirePropertyPlantAndEquipment"] == 26_000_000
    assert "PaymentsToAcquirePropertyPlantAndEquipment" not in cash(("Capital expenditures", "26", "25"))
    assert cash(("Dividends paid", "(5)", "(4)"))["PaymentsOfDividends"] == 5_000_000
    assert "PaymentsOfDividends" not in cash(("Dividends received from affiliates", "\u2014", "4"))


def test_a_tax_that_does_not_add_up_is_left_out() -> None:
    tax = "IncomeTaxExpenseBenefit"
    assert tax not in values(statement([*INCOME, ("Provision for income taxes", "50", "40")]))
    before = ("Income before income taxes", "200", "160")
    assert values(statement([*INCOME, before, ("Provision for income taxes", "(50)", "(40)")]))[tax] == 50_000_000
    assert tax not in values(statement([*INCOME, before, ("Provision for income taxes", "(30)", "(40)")]))


def test_a_percentage_is_no_amount() -> None:
    found = values(statement([*INCOME, ("Effective rate of breakage", "21.0%", "35.0%")]))
    assert "EffectiveRateOfBreakage" not in found


def test_each_year_is_called_what_the_document_calls_it() -> None:
    page = TitlePage("10-K", "Quenby Hask", date(2024, 2, 3), 2023, is_annual=True)
    found = statement(
        INCOME, said="(In millions)", page=page, elsewhere="Years ended February 3, 2024 and January 28, 2023"
    )
    assert {(p.fact.end, p.fact.fiscal_year_focus) for p in found} == {
        (date(2024, 2, 3), 2023),
        (date(2023, 1, 28), 2022),
    }


def test_what_the_document_says_of_all_its_amounts_holds_for_statements_that_say_nothing() -> None:
    bare = [(label, *(c.replace("$ ", "") for c in cells)) for label, *cells in INCOME]
    page = TitlePage("", "Tidewater Lantern Works Limited", date(2023, 6, 30))
    of_all = "All amounts in the tables are in thousands of pounds (\u00a3'000) unless stated otherwise."
    found = statement(bare, said="Year ended June 30,", page=page, elsewhere=of_all)
    assert {(p.fact.unit, p.fact.value) for p in found if p.fact.label == "Net sales"} == {
        ("GBP", Decimal(1_250_000)),
        ("GBP", Decimal(1_100_000)),
    }
    assert statement(bare, said="Year ended June 30,", page=page, elsewhere="Sales rose by thousands of pounds.") == []
    own = statement(bare, said="(In millions of euros) Year ended June 30,", page=page, elsewhere=of_all)
    assert {p.fact.value for p in own if p.fact.label == "Net sales"} == {
        Decimal(1_250_000_000),
        Decimal(1_100_000_000),
    }

"""The figure of an item, a company and a period among filed facts: filed, derived, of a part, or refused with what there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Company, Fact, Figure, Period, Span
from muniment.tools.figures import Figures
from tests.filed import APPLE, INTEL
from tests.shelf import Shelf, fact
from tests.tools.apple_shelf import SALES, shelf

IBM = Company(51143, "INTERNATIONAL BUSINESS MACHINES CORP", ("IBM",), fiscal_year_end="1231")
YEAR = ("2024-09-28", "2023-10-01")
NOVEMBER = "2024-11-01"


def book(company: Company = APPLE, *more: Fact, as_of: date | None = None) -> Figures:
    return Figures(shelf(*more).store, company, as_of)


def find(item: str, period: Period, figures: Figures | None = None) -> Figure:
    return (figures or book()).find(line_items()[item], period)


def millions(held: Figure) -> int:
    return int(held.value / 1_000_000)


@pytest.mark.parametrize(
    ("span", "amount", "program", "operands"),
    [
        ("FY", 391035, (), ()),
        ("Q1", 119575, (), ()),
        ("H1", 210328, (), ()),
        ("9M", 296105, (), ()),
        ("Q2", 90753, ("difference",), ("H1 FY2024", "Q1 FY2024")),
        ("Q3", 85777, ("difference",), ("9M FY2024", "H1 FY2024")),
        ("Q4", 94930, ("difference",), ("FY2024", "9M FY2024")),
        ("H2", 180707, ("difference",), ("FY2024", "H1 FY2024")),
    ],
)
def test_a_flow_of_a_span_is_as_filed_or_follows_from_others(
    span: Span, amount: int, program: tuple[str, ...], operands: tuple[str, ...]
) -> None:
    held = find("net_sales", Period(2024, span))
    assert (millions(held), held.program, tuple(o.fiscal for o in held.operands)) == (amount, program, operands)
    assert held.fiscal == Period(2024, span).label


def test_a_quarter_by_subtraction_begins_after_what_was_subtracted() -> None:
    held = find("net_sales", Period(2024, "Q4"))
    assert (held.start, held.end) == (date(2024, 6, 30), date(2024, 9, 28))


def test_spans_add_up_where_only_quarters_were_filed() -> None:
    quarters = [
        fact(INTEL.cik, SALES, m, end, start, filed=filed, form="10-Q", focus=2024)
        for m, end, start, filed in ((12724, "2024-03-30", "2023-12-31", "2024-04-26"), (12833, "2024-06-29", "2024-03-31", "2024-08-02"))
    ]  # fmt: skip
    held = find("net_sales", Period(2024, "H1"), book(INTEL, *quarters))
    assert (millions(held), held.program) == (25557, ("sum",))


@pytest.mark.parametrize(("year", "through", "amount"), [(2024, "Q3", 385603), (2025, "Q1", 395760)])
def test_trailing_months_are_the_year_and_this_years_less_last_years(year: int, through: Span, amount: int) -> None:
    held = find("net_sales", Period(year, "TTM", through=through))
    assert (millions(held), held.program, len(held.operands)) == (amount, ("trailing",), 3)
    assert held.fiscal == f"TTM {through} FY{year}"


def test_trailing_months_without_a_year_before_are_refused() -> None:
    with pytest.raises(Abstention):
        find("net_sales", Period(2023, "TTM", through="Q3"), book(as_of=date(2022, 11, 1)))


@pytest.mark.parametrize(
    ("span", "fiscal", "amount"), [("FY", "FY2024", 364980), ("Q4", "FY2024", 364980), ("H2", "FY2024", 364980), ("9M", "Q3 FY2024", 331612), ("Q3", "Q3 FY2024", 331612)]
)  # fmt: skip
def test_a_balance_is_that_of_the_last_day(span: Span, fiscal: str, amount: int) -> None:
    held = find("total_assets", Period(2024, span))
    assert (held.fiscal, millions(held), held.start) == (fiscal, amount, None)


def test_a_formula_is_computed_and_carries_its_operands() -> None:
    gross = find("gross_profit", Period(2024))
    assert (millions(gross), gross.program) == (180683, ("difference",))
    margin = find("gross_margin", Period(2024))
    assert (round(margin.value, 4), margin.unit) == (Decimal("0.4621"), "pure")
    assert [o.item for o in margin.operands] == ["gross_profit", "net_sales"]


def test_a_margin_of_no_sales_is_refused() -> None:
    none = [fact(IBM.cik, c, m, "2024-12-31", "2024-01-01", filed="2025-02-25", focus=2024) for c, m in ((SALES, 0), ("NetIncomeLoss", 5))]  # fmt: skip
    with pytest.raises(Abstention, match="was zero in FY2024"):
        find("net_margin", Period(2024), Figures(Shelf([IBM], none).store, IBM))


def test_a_formula_of_two_units_is_none() -> None:
    two = [
        fact(IBM.cik, SALES, 10, "2024-12-31", "2024-01-01", filed="2025-02-25", focus=2024),
        fact(IBM.cik, "CostOfRevenue", 5, "2024-12-31", "2024-01-01", filed="2025-02-25", unit="EUR"),
    ]
    with pytest.raises(Abstention):
        find("gross_profit", Period(2024), Figures(Shelf([IBM], two).store, IBM))


@pytest.mark.parametrize(
    ("item", "period", "reason", "sentence"),
    [
        ("net_sales", Period(2026), "period_not_reported", "Apple Inc.'s loaded filings do not report net sales for FY2026; they do for FY2022, FY2023, FY2024."),
        ("net_income", Period(2023), "period_not_reported", "Apple Inc.'s loaded filings do not report net income for FY2023; they do for FY2024."),
        ("eps_diluted", Period(2024, "Q4"), "period_not_reported", "Apple Inc.'s loaded filings do not report diluted earnings per share for Q4 FY2024; they do for 9M FY2024."),
        ("gross_margin", Period(2023), "period_not_reported", "Apple Inc.'s loaded filings do not report gross margin for FY2023; they do for FY2024."),
        ("inventory", Period(2024), "item_not_reported", "Apple Inc.'s loaded filings report no inventories."),
        ("free_cash_flow", Period(2024), "item_not_reported", "Apple Inc.'s loaded filings report no free cash flow."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_what_there_is(item: str, period: Period, reason: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        find(item, period)
    assert (refused.value.reason, refused.value.sentence) == (reason, sentence)


def test_only_what_was_filed_by_the_day_is_known() -> None:
    early = book(as_of=date(2024, 10, 31))
    assert millions(find("net_sales", Period(2024, "9M"), early)) == 296105
    with pytest.raises(Abstention):
        find("net_sales", Period(2024), early)


def test_the_latest_filing_overrules_and_what_was_not_restated_is_cited_from_the_first() -> None:
    assert find("net_sales", Period(2023)).record == "10-K 2023-11-03"
    restated = fact(
        APPLE.cik, SALES, 381111, "2023-09-30", "2022-09-25", filed="2025-10-31", label="Net sales", face=True
    )
    held = find("net_sales", Period(2023), book(APPLE, restated))
    assert (held.record, millions(held), held.bases) == ("10-K 2025-10-31", 381111, (1,))


def test_a_proxy_statement_overrules_no_report_but_serves_where_there_is_none() -> None:
    proxy = fact(APPLE.cik, "NetIncomeLoss", 94, *YEAR, filed="2025-01-10", form="DEF 14A")
    assert millions(find("net_income", Period(2024), book(APPLE, proxy))) == 93736
    alone = fact(APPLE.cik, "NetIncomeLoss", 96995, "2023-09-30", "2022-09-25", filed="2024-01-11", form="DEF 14A")
    assert millions(find("net_income", Period(2023), book(APPLE, alone))) == 96995


def test_of_one_filing_the_whole_quarter_is_taken_and_not_its_stub() -> None:
    stub = fact(
        APPLE.cik, SALES, 5, "2024-12-28", "2024-10-18", filed="2025-01-31", form="10-Q", label="Net sales", face=True
    )
    assert millions(find("net_sales", Period(2025, "Q1"), book(APPLE, stub))) == 124300


def test_a_figure_of_another_unit_or_row_is_another_thing() -> None:
    shares = fact(INTEL.cik, SALES, 5, "2024-12-28", "2023-12-31", filed="2025-03-01", unit="shares")
    assert millions(find("net_sales", Period(2024), book(INTEL, shares))) == 53101
    occupancy = fact(INTEL.cik, "CostOfGoodsAndServicesSold", 5, "2024-12-28", "2023-12-31", filed="2025-01-31", label="Franchised restaurants-occupancy", face=True)  # fmt: skip
    with pytest.raises(Abstention):
        find("cost_of_sales", Period(2024), book(INTEL, occupancy))


def test_a_part_of_revenue_is_not_the_whole_of_it() -> None:
    year = ("2024-12-31", "2024-01-01")
    both = [
        fact(IBM.cik, SALES, 330000, *year, filed="2025-02-25", focus=2024),
        fact(IBM.cik, "RevenueFromContractWithCustomerIncludingAssessedTax", 334697, *year, filed="2025-02-25"),
        fact(IBM.cik, "Revenues", 334697, *year, filed="2025-02-25"),
    ]
    assert millions(find("net_sales", Period(2024), Figures(Shelf([IBM], both).store, IBM))) == 330000


def recast(*years: int) -> Figures:
    """IBM's revenue of 2019 and 2020, as filed and as recast in 2022 without Kyndryl; `years` are those recast only."""
    held = [
        fact(IBM.cik, "Revenues", m, f"{y}-12-31", f"{y}-01-01", filed=filed, focus=int(filed[:4]) - 1)
        for y, m, filed in ((2019, 77147, "2020-02-25"), (2020, 73620, "2021-02-23"), (2019, 57714, "2022-02-22"), (2020, 55179, "2022-02-22"))
        if not (y in years and filed < "2022")
    ]  # fmt: skip
    held.append(
        fact(IBM.cik, "Revenues", 53253, "2020-09-30", "2020-01-01", filed="2020-10-30", form="10-Q", focus=2020)
    )
    return Figures(Shelf([IBM], held).store, IBM)


def test_what_was_restated_is_not_subtracted_from_what_was_not() -> None:
    assert millions(find("net_sales", Period(2020, "Q4"), recast())) == 20367
    with pytest.raises(Abstention) as refused:
        find("net_sales", Period(2020, "Q4"), recast(2020))
    assert refused.value.reason == "insufficient_evidence"
    assert "figures for FY2020 and 9M FY2020 do not stand on one basis" in refused.value.sentence
    assert find("net_sales", Period(2020), recast()).bases == (1,)


def test_facts_of_several_periods_are_those_of_one_basis() -> None:
    figures = recast()
    found = figures.on_one_basis("us-gaap:Revenues", [Period(2020), Period(2019)], line_items()["net_sales"])
    assert found is not None
    assert [f.value / 1_000_000 for f in found] == [55179, 57714]
    assert figures.on_one_basis("us-gaap:Revenues", [Period(2020), Period(2015)]) is None


def test_a_row_that_shares_no_word_with_its_item_is_something_else_unless_it_was_printed_for_it() -> None:
    filed = fact(APPLE.cik, "IncomeTaxExpenseBenefit", 7, *YEAR, filed=NOVEMBER, label="Taxation", face=True)
    printed = replace(filed, accession="library:7")
    assert millions(find("income_tax_expense", Period(2024), book(APPLE, printed))) == 7
    with pytest.raises(Abstention):
        find("income_tax_expense", Period(2024), book(APPLE, filed))

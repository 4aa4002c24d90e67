"""Figures of segments, of rows of a company's own, and of wholes; the links to where they were filed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Company, Period
from muniment.tools.figures import Figures
from muniment.tools.part_figures import find_by_words, parts_of
from tests.filed import APPLE, INTEL, META
from tests.shelf import Shelf, fact
from tests.tools.apple_shelf import SALES, SEGMENT
from tests.tools.test_figures import IBM, NOVEMBER, YEAR, book, find, millions


@pytest.mark.parametrize(("words", "amount"), [("Greater China", 66952), ("Europe segment", 101328), ("Japan", 25052)])
def test_a_part_is_found_by_its_name(words: str, amount: int) -> None:
    held = find_by_words(book(), line_items()["net_sales"], words, Period(2024))
    assert (millions(held), held.item, held.bases) == (amount, "net_sales", ())
    assert held.label.endswith(" net sales")


def test_a_row_of_the_companys_own_is_found_by_its_name() -> None:
    held = find_by_words(book(), None, "vendor non-trade receivables", Period(2024))
    assert (millions(held), held.item, held.label) == (32833, "", "vendor non-trade receivables")


@pytest.mark.parametrize(
    ("item", "words", "year", "reason"),
    [
        ("net_sales", "Africa", 2024, "item_not_reported"),
        ("net_sales", "Japan", 2023, "period_not_reported"),
        ("", "toasters", 2024, "item_not_reported"),
        ("", "vendor non-trade receivables", 2023, "period_not_reported"),
    ],
)
def test_words_that_name_nothing_or_not_then_are_refused(item: str, words: str, year: int, reason: str) -> None:
    with pytest.raises(Abstention) as refused:
        find_by_words(book(), line_items()[item] if item else None, words, Period(year))
    assert refused.value.reason == reason
    assert words in refused.value.sentence


def test_a_part_of_an_item_that_is_not_reported_is_named_beside_the_item() -> None:
    with pytest.raises(Abstention) as refused:
        find_by_words(book(), line_items()["net_sales"], "Africa", Period(2024))
    assert refused.value.sentence == "Apple Inc.'s loaded filings report no net sales for “Africa”."


def test_words_that_fit_two_things_are_refused_unless_both_say_the_same() -> None:
    def other(amount: int) -> Figures:
        return book(APPLE, fact(APPLE.cik, SALES, amount, *YEAR, filed=NOVEMBER, label="Europe", member=("srt:StatementGeographicalAxis", "srt:EuropeMember")))  # fmt: skip

    with pytest.raises(Abstention, match="“Europe” fits several members"):
        find_by_words(other(5), line_items()["net_sales"], "Europe", Period(2024))
    assert millions(find_by_words(other(101328), line_items()["net_sales"], "Europe", Period(2024))) == 101328
    rows = [fact(APPLE.cik, f"aapl:Debt{n}", n, "2024-09-28", filed=NOVEMBER, label="Term debt") for n in (1, 2)]
    with pytest.raises(Abstention, match="“term debt” fits several things"):
        find_by_words(book(APPLE, *rows), None, "term debt", Period(2024))


def test_the_parts_of_an_item_are_named_the_largest_first() -> None:
    sales = line_items()["net_sales"]
    assert parts_of(book(), sales, "", Period(2024)) == ["Americas", "Europe", "GreaterChina", "Japan"]
    assert parts_of(book(), sales, "segments", Period(2024)) == ["Americas", "Europe", "GreaterChina", "Japan"]
    assert parts_of(book(), sales, "regions", Period(2024)) == []
    assert parts_of(book(), sales, "", Period(2023)) == []
    twin = fact(
        APPLE.cik,
        SALES,
        5,
        *YEAR,
        filed=NOVEMBER,
        label="Japan",
        member=("srt:StatementGeographicalAxis", "country:Japan"),
    )
    assert parts_of(book(APPLE, twin), sales, "segments", Period(2024)) == ["Americas", "Europe", "GreaterChina"]


def test_a_company_of_one_segment_has_no_parts() -> None:
    one = fact(
        META.cik,
        SALES,
        5,
        "2023-12-31",
        "2023-01-01",
        filed="2024-02-01",
        label="Family of Apps",
        member=(SEGMENT, "meta:FamilyOfAppsMember"),
    )
    assert parts_of(book(META, one), line_items()["net_sales"], "", Period(2023)) == []


def test_a_part_by_key_is_as_filed_or_none() -> None:
    held = book().part("net_sales", Period(2024))
    assert held is not None
    assert (millions(held), held.derived) == (391035, False)
    assert book().part("net_sales", Period(2024, "Q4")) is None
    assert book().part("inventory", Period(2024)) is None


def test_where_no_concept_is_filed_a_row_of_that_name_serves() -> None:
    own = fact(IBM.cik, "ibm:TotalRevenueOwn", 62753, "2024-12-31", "2024-01-01", filed="2025-02-25", focus=2024, label="Total revenue", face=True)  # fmt: skip
    assert millions(find("net_sales", Period(2024), Figures(Shelf([IBM], [own]).store, IBM))) == 62753
    noted = fact(IBM.cik, "ibm:TotalRevenueOwn", 62753, "2024-12-31", "2024-01-01", filed="2025-02-25", focus=2024, label="Total revenue")  # fmt: skip
    with pytest.raises(Abstention):
        find("net_sales", Period(2024), Figures(Shelf([IBM], [noted]).store, IBM))
    other = fact(IBM.cik, "ibm:OtherOwn", 1, "2024-12-31", "2024-01-01", filed="2025-02-25", label="Total revenue", face=True)  # fmt: skip
    with pytest.raises(Abstention):
        find("net_sales", Period(2024), Figures(Shelf([IBM], [own, other]).store, IBM))


JPMORGAN = Company(19617, "JPMORGAN CHASE & CO", ("JPM",), fiscal_year_end="1231")
BANK_FACTS = [
    fact(JPMORGAN.cik, c, m, "2023-12-31", "2023-01-01", filed="2024-02-16", focus=2023)
    for c, m in (("InterestIncomeExpenseNet", 89267), ("NoninterestIncome", 68837), ("NetIncomeLoss", 49552), (SALES, 35000))
]  # fmt: skip


def test_a_banks_revenue_is_told_from_its_parts_and_its_income_as_filed() -> None:
    bank = Figures(Shelf([JPMORGAN], BANK_FACTS).store, JPMORGAN)
    revenue = find("net_sales", Period(2023), bank)
    assert (millions(revenue), [o.item for o in revenue.operands]) == (
        158104,
        ["net_interest_income", "noninterest_income"],
    )
    assert millions(find("net_income", Period(2023), bank)) == 49552


def test_earnings_per_share_are_filed_and_never_subtracted() -> None:
    assert find("eps_diluted", Period(2024)).value == Decimal("6.08")
    money = fact(APPLE.cik, "EarningsPerShareDiluted", 6, *YEAR, filed="2025-10-31")
    assert find("eps_diluted", Period(2024), book(APPLE, money)).value == Decimal("6.08")


@pytest.mark.parametrize("period", [Period(back=0), Period(span="TTM", back=0)])
def test_a_period_that_was_not_resolved_finds_nothing(period: Period) -> None:
    with pytest.raises(Abstention) as refused:
        find("net_sales", period)
    assert refused.value.reason == "period_not_reported"


def test_spans_of_two_units_are_not_subtracted() -> None:
    euro = fact(INTEL.cik, SALES, 5, "2024-09-28", "2023-12-31", filed="2024-11-01", form="10-Q", unit="EUR")
    with pytest.raises(Abstention) as refused:
        find("net_sales", Period(2024, "Q4"), book(INTEL, euro))
    assert refused.value.reason == "period_not_reported"


def test_a_link_leads_to_the_filing_where_it_is_known() -> None:
    assert find("net_sales", Period(2024)).url == "https://www.sec.gov/2024-11-01.htm"
    assert find("net_sales", Period(2024), book(INTEL)).url == ""

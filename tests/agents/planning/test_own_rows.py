"""Whoever asks for "net sales" does not mean "Total revenue" where both are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.agents.planning.own_rows import with_own_rows
from muniment.errors import Abstention
from muniment.records import Ask, Company, Measure, Operation, Period, Plan

COSTCO = Company(909832, "Costco Wholesale Corp")
BOTH = (
    ("printed:NetSales", "Net sales"),
    ("printed:MembershipFees", "Membership fees"),
    ("us-gaap:Revenues", "Total revenue"),
    ("us-gaap:OperatingIncomeLoss", "Operating income"),
)
ALONE = (("us-gaap:Revenues", "Net sales"),)


def asked(*measures: Measure, rows: tuple[tuple[str, str], ...] = BOTH, operation: Operation = "value") -> Ask:
    ask = Ask(operation, measures, (COSTCO,), (Period(2021),))
    return with_own_rows(Plan("filings", (ask,), (COSTCO,)), lambda _: rows).asks[0]


def test_the_row_that_is_named_stands_for_the_item_where_a_total_stands_over_it() -> None:
    assert asked(Measure("net_sales", said="net sales")).measures == (Measure(None, "Net sales", "Net sales"),)
    assert asked(Measure("net_sales", said="revenue")).measures == (Measure("net_sales"),)
    assert asked(Measure("net_sales", said="net sales"), rows=ALONE).measures == (Measure("net_sales"),)


def test_a_part_of_the_item_is_a_part_of_it_still() -> None:
    part = Measure("net_sales", "Canada", said="net sales")
    assert asked(part).measures == (part,)


def test_terms_of_a_formula_are_rows_too() -> None:
    sales = Measure("net_sales", said="net sales")
    ask = Ask("formula", (sales,), (COSTCO,), (Period(2021),), formula="t0", terms=((sales, Period(2021)),))
    found = with_own_rows(Plan("filings", (ask,), (COSTCO,)), lambda _: BOTH).asks[0]
    assert found.terms == ((Measure(None, "Net sales", "Net sales"), Period(2021)),)


def test_a_row_of_two_words_is_told_as_a_share_of_what_it_is_no_part_of() -> None:
    income = Measure("operating_income", said="operating income")
    fees = replace(income, words="membership fees")
    assert asked(fees, income, operation="ratio").measures == (
        Measure(None, "Membership fees", "Membership fees"),
        income,
    )
    pets = replace(income, words="pet food")
    assert asked(pets, income, operation="ratio").measures == (pets, income)


def test_no_gross_profit_is_computed_where_nobody_can_tell_from_which_sales() -> None:
    margin = Measure("gross_margin", said="gross margin")
    with pytest.raises(Abstention, match="print “Net sales” beside their total and no gross profit"):
        asked(margin)
    assert asked(margin, rows=ALONE).measures == (margin,)
    assert asked(margin, rows=(*BOTH, ("us-gaap:GrossProfit", "Gross profit"))).measures == (margin,)

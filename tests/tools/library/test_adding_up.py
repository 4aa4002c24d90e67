"""What a statement leaves open is decided by what must add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from muniment.items.line_items import line_items
from muniment.records import Fact
from muniment.tools.formats.page import Box
from muniment.tools.library.adding_up import adding_up
from muniment.tools.library.printed_fact import PrintedFact

START, END = date(2023, 1, 1), date(2023, 12, 31)


def printed(key: str, amount: int | str, sure: bool = True) -> PrintedFact:
    fact = Fact(0, line_items()[key].concepts[0], Decimal(amount), "USD", END, START)
    return PrintedFact(fact, 1, Box(0, 0, 1, 1), str(amount), sure)


def values(*found: PrintedFact) -> dict[str, Decimal]:
    keys = {line_items()[k].concepts[0]: k for k in ("income_tax_expense", "other_income", "shares_basic", "net_sales")}
    return {keys[f.fact.concept]: f.fact.value for f in adding_up(found) if f.fact.concept in keys}


def test_a_tax_has_the_sign_by_which_what_is_left_is_left() -> None:
    before, after = printed("pretax_income", 200), printed("net_income", 150)
    assert values(before, after, printed("income_tax_expense", -50)) == {"income_tax_expense": Decimal(50)}
    assert values(before, after, printed("income_tax_expense", 70)) == {}
    assert values(before, printed("income_tax_expense", 50)) == {}


def test_other_income_has_the_sign_by_which_income_before_tax_is_reached() -> None:
    operating, before = printed("operating_income", 100), printed("pretax_income", 92)
    assert values(operating, before, printed("other_income", 8, sure=False)) == {"other_income": Decimal(-8)}
    assert values(operating, before, printed("other_income", 7, sure=False)) == {}
    assert values(operating, before, printed("other_income", 7)) == {"other_income": Decimal(7)}


def test_shares_are_counted_in_the_power_of_ten_that_earnings_per_share_prove() -> None:
    earned, each = printed("net_income", 1_375_000_000), printed("eps_basic", "0.78")
    assert values(earned, each, printed("shares_basic", 1_740_359_000_000, sure=False)) == {
        "shares_basic": Decimal(1_740_359_000)
    }
    assert values(earned, each, printed("shares_basic", 12, sure=False)) == {}
    assert values(printed("shares_basic", 12, sure=False)) == {}
    assert values(printed("shares_basic", 12)) == {"shares_basic": Decimal(12)}


def test_what_is_sure_stays_and_what_is_not_goes() -> None:
    assert values(printed("net_sales", 5)) == {"net_sales": Decimal(5)}
    assert values(printed("net_sales", 5, sure=False)) == {}

"""What is to be paid again and again, and what it is not told of."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.payments import recurring, time_of_payment, varies
from muniment.tools.contracts.schedule import payments


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The Tenant shall pay rent of £48,000 per annum, payable in equal monthly instalments.", "GBP 48,000 per P1Y"),
        ("The Customer will pay a monthly subscription fee of $12,500.", "$12,500 per P1M"),
        ("Fees: USD 9,000 per quarter, payable in advance.", "USD 9,000 per P3M"),
        ("Base Rent $14,250.00 for each month of the Term, without abatement or escalation", "$14,250 per P1M"),
        ("Monthly Rent $3,900.00, plus applicable sales tax", "$3,900 per P1M"),
        ("The monthly net rent is EUR 11.900,00 plus statutory value added tax.", "EUR 11,900 per P1M"),
        # On a condition, for a part of the time, or several.
        ("The Tenant shall pay $12,500 per month, increased each year by 3 %.", ""),
        ("Lessee shall pay rent of $1,150 per month, rising by 4% on each anniversary.", ""),
        ("The fee is $8,333 per month during the first twelve months.", ""),
        ("The fee is $3,000 per year for clients with 50,000 or more cards.", ""),
        ("Managed hosting fees are $175 per month for a period of 12 months.", ""),
        ("The fee is $500 per month for hosting and $90 per month for support.", ""),
        ("Fees of $45,000 per month shall apply to [***].", ""),
        ("The Company shall have the option of paying UTEK $10,000 per month.", ""),
    ],
)
def test_amount_and_how_often(sentence: str, value: str) -> None:
    assert recurring(sentence) == (value,)


@pytest.mark.parametrize(
    "sentence",
    [
        "The purchase price is $12,500.",
        "The Supplier insures $1 million per year.",
        "Payment is due within 30 days each month.",
    ],
)
def test_what_is_no_recurring_payment(sentence: str) -> None:
    assert recurring(sentence) == ()


@pytest.mark.parametrize(
    ("term", "every", "count"),
    [
        ("P3Y", "P1M", 36),
        ("P36M", "P1Y", 3),
        ("P12W", "P1W", 12),
        ("P18M", "P1Y", None),
        ("P1Y", "P1W", None),
        ("P30D", "P1M", None),
    ],
)
def test_payments_fill_the_term(term: str, every: str, count: int | None) -> None:
    assert payments(term, every) == count


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("The storage charge rises by 3 % each January.", True),
        ("No rent is payable for the first three months, which are rent-free.", True),
        ("The fee is adjusted by the consumer price index.", True),
        ("The fee is payable in advance.", False),
        ("The temperature rises above zero.", False),
    ],
)
def test_payment_that_changes_is_told_by_no_one_amount(sentence: str, changes: bool) -> None:
    assert varies(sentence) is changes


def test_rent_of_a_later_term_is_none_of_the_first() -> None:
    assert recurring("Base Rent during the Renewal Term, if any, shall be $8,195.00 per month.") == ()


def test_invoice_is_paid_within_a_time_of_its_date() -> None:
    assert time_of_payment("You must pay each invoice within 30 days after the date on it.") == ("P30D",)


def test_time_for_a_discount_is_no_time_of_payment() -> None:
    assert time_of_payment("6.2 If the Buyer pays an invoice within fourteen days of its date, it may deduct 1%.") == ()

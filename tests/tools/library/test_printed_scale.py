"""What a statement says of its amounts: currency and power of ten."""

from __future__ import annotations

import pytest

from muniment.tools.library.printed_scale import currencies_of, per_share_scale, scales_of, shares_scale


@pytest.mark.parametrize(
    ("said", "powers"),
    [
        ("(In thousands, except per share amounts)", {3}),
        ("NOK million", {6}),
        ("All figures in £", {0}),
        ("Amounts in pounds", {0}),
        ("Group 2024 S$’000", {3}),
        ("€m", {6}),
        ("TEUR", {3}),
        ("in MSEK", {6}),
        ("Consolidated Balance Sheet (₹ in crore)", {7}),
        ("(Rs. in lakhs)", {5}),
        ("US$ bn", {9}),
        ("shares in thousands", set()),
        ("In US dollars, in thousands", {3}),
        ("Statements of income", set()),
    ],
)
def test_a_power_of_ten_is_what_is_said(said: str, powers: set[int]) -> None:
    assert scales_of(said) == powers


@pytest.mark.parametrize(
    ("said", "document", "codes"),
    [
        (["S$’000", "$ 12"], "", {"SGD"}),
        (["(NOK million)"], "", {"NOK"}),
        (["$ 5", "€ 4"], "", {"USD", "EUR"}),
        (["$ 12"], "Amounts are expressed in thousands of Canadian dollars.", {"CAD"}),
        (["$ 12"], "It sells to Canadian customers for dollars.", {"USD"}),
        (["RMB", "¥ 3"], "", {"CNY"}),
        (["¥ 3"], "", {"JPY"}),
        (["A$ million"], "", {"AUD"}),
        (["TCHF"], "", {"CHF"}),
        (["(Hong Kong dollars)"], "", {"HKD"}),
        (["12"], "", set()),
    ],
)
def test_a_currency_is_named_by_code_sign_or_words(said: list[str], document: str, codes: set[str]) -> None:
    assert currencies_of(said, document) == codes


@pytest.mark.parametrize(
    ("row", "table", "currency", "power"),
    [
        ("Basic (pence)", "£m", "GBP", -2),
        ("Diluted", "Earnings per share (Singapore cents)", "SGD", -2),
        ("Diluted", "in millions, except per share amounts", "USD", 0),
        ("Basic earnings per ordinary share", "£’000", "GBP", None),
        ("Basic earnings per share £0.23", "pence", "GBP", 0),
    ],
)
def test_pence_are_hundredths_and_pounds_or_pence_must_be_said(
    row: str, table: str, currency: str, power: int | None
) -> None:
    assert per_share_scale(row, table, currency) == power


def test_shares_are_counted_as_is_said_of_them() -> None:
    assert shares_scale("in millions, shares in thousands", 6) == 3
    assert shares_scale("in millions", 6) == 6
    assert shares_scale("in millions, except shares", 6) is None

"""How figures, periods, owners, losses and claims are said in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.agents.telling.words import (
    as_loss,
    claim_told,
    fiscal_name,
    is_plural,
    listed,
    loss_name,
    named,
    owned,
    round_amount,
    rounded,
    shown_as,
    shown_difference,
    shown_value,
    was,
    when,
    without_gaps,
    years_told,
)
from muniment.records import Ask, Measure
from tests.filed import APPLE, INTEL, META, apple_income, apple_sales, ask, figure, gamestop_income

SALES = apple_sales(2024)
MARGIN = replace(figure(APPLE, "gross_margin", 2024, "0.46206"), unit="pure")
CURRENT_RATIO = figure(APPLE, "current_ratio", 2024, "0.8673")
ASSETS = figure(APPLE, "total_assets", 2024, 364980)
EPS = figure(APPLE, "eps_diluted", 2024, "6.08")


@pytest.mark.parametrize(
    ("fiscal", "told"),
    [
        ("FY2024", "fiscal 2024"),
        ("Q3 FY2024", "the third quarter of fiscal 2024"),
        ("H1 FY2024", "the first half of fiscal 2024"),
        ("9M FY2024", "the first nine months of fiscal 2024"),
        ("TTM Q2 FY2025", "the trailing twelve months to the second quarter of fiscal 2025"),
        ("TP FY2021", "the transition period of fiscal 2021"),
    ],
)
def test_a_fiscal_period_has_a_name_in_words(fiscal: str, told: str) -> None:
    assert fiscal_name(fiscal) == told


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (SALES, "in fiscal 2024 (year ended September 28, 2024)"),
        (figure(APPLE, "net_sales", "Q3", 85777), "in the third quarter of fiscal 2024 (ended June 29, 2024)"),
        (ASSETS, "at September 28, 2024 (end of fiscal 2024)"),
        (replace(SALES, end=None, start=None), "in fiscal 2024"),
        (replace(SALES, fiscal=""), ""),
        (
            replace(SALES, fiscal="TTM Q2 FY2025", end=date(2025, 3, 29)),
            "in the twelve months ended March 29, 2025 (trailing, fiscal 2025)",
        ),
    ],
)
def test_a_figure_says_when_it_was(held: object, told: str) -> None:
    assert when(held) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fiscal", "told"),
    [
        (["FY2021", "FY2022", "FY2023"], "fiscal 2021, 2022 and 2023"),
        (["FY2021", "FY2021"], "fiscal 2021"),
        (["Q1 FY2024", "FY2023"], "the first quarter of fiscal 2024 and fiscal 2023"),
    ],
)
def test_years_are_listed_once_each(fiscal: list[str], told: str) -> None:
    assert years_told([replace(SALES, fiscal=f) for f in fiscal]) == told


@pytest.mark.parametrize(("words", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])  # fmt: skip
def test_words_are_listed(words: list[str], told: str) -> None:
    assert listed(words) == told


def test_a_value_is_shown_by_its_item() -> None:
    assert shown_value(SALES) == "$391,035 million"
    assert shown_value(MARGIN) == "46.21%"
    assert shown_value(CURRENT_RATIO) == "0.87"
    assert shown_value(EPS) == "$6.08"
    assert shown_value(replace(EPS, label="net sales")) == "$6.08 per share"
    assert shown_as(replace(MARGIN, item="no such item"), Decimal("0.5")) == "50.00%"


def test_the_difference_of_percentages_is_in_points() -> None:
    assert shown_difference(Decimal("0.0195"), MARGIN) == "1.95 percentage points"
    assert shown_difference(Decimal("0.0195"), replace(MARGIN, item="no such item")) == "1.95 percentage points"
    assert shown_difference(Decimal("0.12"), CURRENT_RATIO) == "0.12"
    assert shown_difference(Decimal(7_750_000_000), SALES) == "$7,750 million"


@pytest.mark.parametrize(
    ("entity", "told"),
    [("Apple Inc.", "Apple Inc.'s net sales"), ("INTEL CORP", "Intel Corp's net sales"), ("LOWES COMPANIES", "Lowes Companies' net sales"), ("", "net sales")],
)  # fmt: skip
def test_a_figure_is_owned_by_its_company(entity: str, told: str) -> None:
    assert owned(entity, "net sales") == told


@pytest.mark.parametrize(
    ("item", "label", "verb"),
    [
        ("net_sales", "", "were"),
        ("net_income", "", "was"),
        ("net_income", "net loss", "was"),
        ("inventory", "", "were"),
        ("investing_cash_flow", "net cash used in investing activities", "was"),
        ("goodwill", "", "was"),
        ("", "Harbour dues", "were"),
        ("", "Gross loss", "was"),
        ("", "Surplus", "was"),
        ("", "Pilotage", "was"),
    ],
)
def test_a_name_is_singular_or_plural(item: str, label: str, verb: str) -> None:
    held = figure(APPLE, item or "net_sales", 2024, 1)
    held = held if item else replace(held, item="", label=label)
    assert was(held, label) == verb
    assert is_plural(held, label) is (verb == "were")


def test_a_loss_is_called_one_where_it_is_asked_for_or_all_are() -> None:
    losses = [gamestop_income(2022), gamestop_income(2021)]
    assert as_loss(None, losses) == "net loss"
    assert as_loss(Measure("net_income"), [gamestop_income(2023), gamestop_income(2022)]) == ""
    assert as_loss(Measure("net_income", loss=True), [gamestop_income(2023)]) == "net loss"
    assert as_loss(None, [SALES]) == ""
    deficit = figure(INTEL, "shareholders_equity", 2024, -1)
    assert as_loss(None, [deficit]) == ""
    used = figure(META, "investing_cash_flow", 2023, -24_495_000_000)
    assert as_loss(None, [used]) == ""
    assert as_loss(Measure("investing_cash_flow", loss=True), [used]) == "net cash used in investing activities"
    assert as_loss(Measure("shareholders_equity", loss=True), [deficit]) == "shareholders' deficit"


@pytest.mark.parametrize(
    ("item", "name"),
    [("net_income", "net loss"), ("eps_diluted", "diluted loss per share"), ("gross_profit", "gross loss"), ("net_sales", "")],
)  # fmt: skip
def test_only_some_items_may_be_losses(item: str, name: str) -> None:
    assert loss_name(item) == name


def test_companies_are_named_once_each() -> None:
    assert named([APPLE, INTEL, APPLE]) == "Apple Inc. and Intel Corp"
    assert named(["INTEL CORP", META]) == "Intel Corp and Meta Platforms, Inc."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (ask("above", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(10) ** 11), "above $100 billion"),
        (ask("above", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(391_035_000_000)), "above $391,035 million"),
        (ask("below", "net_sales", APPLE, 2024, claim="less", threshold=Decimal(10) ** 9), "below $1 billion"),
        (ask("below", "net_income", APPLE, 2024, claim="less", threshold=Decimal(0)), "negative"),
        (ask("above", "net_income", APPLE, 2024, claim="more", threshold=Decimal(0)), "positive"),
        (ask("every", "net_sales", APPLE, (2024, 2023), claim="up", of="change", threshold=Decimal(0)), "higher than the year before"),
        (ask("every", "net_sales", APPLE, (2024, 2023), claim="down", of="percent_change"), "lower than the year before"),
        (ask("above", "net_sales", APPLE, (2024, 2023), claim="more", of="percent_change", threshold=Decimal("0.05")), "above 5.00%"),
        (ask("below", "net_income net_sales", APPLE, 2024, claim="less", of="ratio", threshold=Decimal("0.2")), "below 20.00%"),
    ],
)  # fmt: skip
def test_a_claim_is_said_as_a_state(asked: Ask, told: str) -> None:
    assert claim_told(asked, SALES) == told


def test_an_amount_is_round_where_it_is() -> None:
    assert round_amount(SALES, Decimal(100_000_000_000)) == "$100 billion"
    assert round_amount(SALES, Decimal(2_500_000_000_000)) == "$2,500 billion"
    assert round_amount(SALES, Decimal(100_500_000_000)) == "$100,500 million"
    assert round_amount(MARGIN, Decimal("0.45")) == "45.00%"


@pytest.mark.parametrize(("text", "told"), [("dues were £5  [1] .", "dues were £5 [1]."), ("a   b .", "a b."), ("a b.", "a b.")])  # fmt: skip
def test_gaps_are_closed(text: str, told: str) -> None:
    assert without_gaps(text) == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("1071328767.123", "USD", "$1,071,328,767"),
        ("774320000000.4", "USD", "$774,320 million"),
        ("25.3789", "USD", "$25.38"),
        ("-999.996", "USD", "-$1,000"),
        ("6.0835", "USD/shares", "$6.08 per share"),
        ("0.2397", "pure", "23.97%"),
    ],
)
def test_a_computed_value_is_rounded_for_showing(value: str, unit: str, told: str) -> None:
    assert rounded(Decimal(value), unit) == told


def test_income_of_a_loss_making_year_is_told_with_its_sign() -> None:
    assert shown_value(gamestop_income(2022)) == "-$313.1 million"
    assert shown_value(apple_income(2024)) == "$93,736 million"

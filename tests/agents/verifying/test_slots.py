"""The walk over plan and evidence: from a draft that is sound, each thing changed turns one check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from muniment.agents.verifying.slots import walk
from muniment.operands import settled_ask
from muniment.records import (
    Ask,
    Company,
    Curated,
    Figure,
    Measure,
    Period,
    Plan,
    Pointed,
    Settled,
    Slot,
)
from tests.filed import (
    APPLE,
    GAMESTOP,
    META,
    apple_income,
    apple_sales,
    ask,
    figure,
    gamestop_income,
    meta_sales,
    numbered,
)

AS_OF = date(2025, 1, 1)
ASSETS = figure(APPLE, "total_assets", 2024, 364980)
QUARTERS = figure(APPLE, "net_sales", "Q1", 119575), figure(APPLE, "net_sales", "Q2", 90753)
CHINA = figure(
    APPLE,
    "net_sales",
    2024,
    66952,
    label="Greater China net sales",
    dimensions=(("us-gaap:StatementBusinessSegmentsAxis", "aapl:GreaterChinaSegmentMember"),),
)


def faults(
    asked: Ask,
    figures: Sequence[Figure],
    *,
    told: Ask | None = None,
    as_of: date | None = None,
    settled: tuple[Settled, ...] = (),
    everyone: tuple[Company, ...] = (),
    choices: tuple[tuple[int, ...], ...] | None = None,
    numbers: tuple[int, ...] | None = None,
) -> list[str]:
    """The aspects of the checks that do not hold of a draft that tells `told` (or what was asked) by the figures."""
    told = told or settled_ask(asked, everyone, settled)
    each = tuple((n,) for n in range(1, len(figures) + 1))
    curated = Curated(numbered(*figures), (Slot(told, choices or each),), settled=settled, everyone=everyone)
    pointed = [Pointed(told, numbers or tuple(range(1, len(figures) + 1)))]
    return [c.aspect for c in walk(Plan("filings", (asked,), (APPLE,), as_of), curated, pointed) if not c.held]


SALES = ask("value", "net_sales", APPLE, 2024)
CHANGE = ask("change", "net_sales", APPLE, (2024, 2023))


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        (SALES, [apple_sales(2024)]),
        (ask("value", "total_assets", APPLE, 2024), [ASSETS]),
        (Ask("value", (Measure("total_assets"),), (APPLE,), (Period(2024, "Q4"),)), [ASSETS]),
        (CHANGE, [apple_sales(2024), apple_sales(2023)]),
        (ask("largest", "net_sales", (APPLE, META), 2024), [apple_sales(2024), meta_sales(2024)]),
        (ask("ratio", "net_income net_sales", APPLE, 2024), [apple_income(2024), apple_sales(2024)]),
        (Ask("value", (Measure("net_sales", "Greater China"),), (APPLE,), (Period(2024),)), [CHINA]),
        (Ask("value", (Measure("net_sales", "Greater China segment"),), (APPLE,), (Period(2024),)), [CHINA]),
        (Ask("sum", (Measure("net_sales"),), (APPLE,), (Period(2024, "Q1"), Period(2024, "Q2"))), list(QUARTERS)),
        (ask("value", "net_income", GAMESTOP, 2022), [gamestop_income(2022)]),
    ],
)
def test_what_is_sound_holds(asked: Ask, figures: list[Figure]) -> None:
    assert faults(asked, figures) == []


@pytest.mark.parametrize(
    ("changed", "aspects"),
    [
        ({"cik": 50863}, ["company", "source"]),
        ({"entity": "Intel"}, ["company"]),
        ({"item": "net_income"}, ["item"]),
        ({"fiscal": "FY2023"}, ["period"]),
        ({"fiscal": "Q4 FY2024"}, ["period"]),
        ({"value": Decimal(1)}, ["source"]),
        ({"unit": "EUR"}, ["source"]),
        ({"record": "another"}, ["source"]),
        ({"start": date(2024, 6, 30)}, ["span", "source"]),
        ({"end": date(2026, 9, 26)}, ["period", "span", "source"]),
        ({"fact": None}, ["source"]),
    ],
)
def test_a_figure_that_is_another_is_caught(changed: dict[str, object], aspects: list[str]) -> None:
    assert faults(SALES, [replace(apple_sales(2024), **changed)]) == aspects  # type: ignore[arg-type]


def test_a_quarter_ends_as_long_before_the_year_it_is_named_by_as_the_year_does() -> None:
    """Microsoft's first quarter of fiscal 2024 ended on September 30, 2023."""
    fact = replace(apple_sales(2024).fact, start=date(2023, 7, 1), end=date(2023, 9, 30))  # type: ignore[type-var]
    first = replace(apple_sales(2024), fiscal="Q1 FY2024", start=date(2023, 7, 1), end=date(2023, 9, 30), fact=fact)
    asked = Ask("value", (Measure("net_sales"),), (APPLE,), (Period(2024, "Q1"),))
    assert faults(asked, [first]) == []
    assert "period" in faults(asked, [replace(first, end=date(2022, 9, 30))])


def test_balances_of_a_year_s_end_and_of_a_quarter_s_may_be_compared() -> None:
    quarter = replace(ASSETS, fiscal="Q2 FY2024", end=date(2024, 3, 30))
    quarter = replace(quarter, fact=replace(ASSETS.fact, end=date(2024, 3, 30)))  # type: ignore[type-var]
    change = Ask("change", (Measure("total_assets"),), (APPLE,), (Period(2024), Period(2024, "Q2")))
    assert "span" not in faults(change, [ASSETS, quarter])
    sales = Ask("change", (Measure("net_sales"),), (APPLE,), (Period(2024), Period(2024, "Q2")))
    assert "span" in faults(sales, [apple_sales(2024), QUARTERS[1]])


def test_a_part_is_never_the_whole_and_the_whole_never_a_part() -> None:
    assert faults(SALES, [CHINA]) == ["part"]
    china = Ask("value", (Measure("net_sales", "Greater China"),), (APPLE,), (Period(2024),))
    assert faults(china, [apple_sales(2024)]) == ["part"]
    europe = Ask("value", (Measure("net_sales", "Europe"),), (APPLE,), (Period(2024),))
    assert faults(europe, [CHINA]) == ["part"]


def test_words_of_the_companys_own_name_a_figure_only_as_they_stand() -> None:
    own = Ask("value", (Measure(None, "Term debt"),), (APPLE,), (Period(2024),))
    debt = replace(ASSETS, item="", label="Term debt")
    assert faults(own, [debt]) == []
    assert faults(own, [replace(debt, label="Commercial paper")]) == ["item"]
    phrased = Ask("value", (Measure("total_debt", "", "term debt"),), (APPLE,), (Period(2024),))
    assert faults(phrased, [debt]) == []
    assert faults(phrased, [replace(debt, label="Commercial paper")]) == ["item"]


@pytest.mark.parametrize(
    ("span", "days", "held"),
    [
        ("Q1", 84, True),
        ("Q1", 119, True),
        ("Q1", 69, False),
        ("Q1", 127, False),
        ("FY", 364, True),
        ("FY", 371, True),
        ("FY", 349, False),
        ("FY", 381, False),
        ("H1", 182, True),
        ("H1", 91, False),
        ("9M", 273, True),
        ("9M", 182, False),
        ("TTM", 364, True),
        ("TTM", 273, False),
        ("TP", 92, True),
        ("TP", 364, False),
    ],
)
def test_a_period_lasts_as_long_as_its_span_may(span: str, days: int, held: bool) -> None:
    held_figure = apple_sales(2024)
    assert held_figure.fact is not None and held_figure.end is not None
    start = held_figure.end - timedelta(days=days - 1)
    period = Period(2024, span)  # type: ignore[arg-type]
    made = replace(held_figure, fiscal=period.label, start=start, fact=replace(held_figure.fact, start=start))
    asked = Ask("value", (Measure("net_sales"),), (APPLE,), (period,))
    assert faults(asked, [made]) == ([] if held else ["span"])


def test_a_flow_of_the_year_is_none_of_its_fourth_quarter() -> None:
    asked = Ask("value", (Measure("net_sales"),), (APPLE,), (Period(2024, "Q4"),))
    assert faults(asked, [apple_sales(2024)]) == ["period", "span"]


def test_what_was_filed_later_is_not_known_yet() -> None:
    held = apple_sales(2024)
    assert held.fact is not None
    assert faults(SALES, [held], as_of=AS_OF) == []
    late = replace(held, fact=replace(held.fact, filed=AS_OF + timedelta(days=1)))
    assert faults(SALES, [late], as_of=AS_OF) == ["date"]
    undated = replace(held, fact=replace(held.fact, filed=None))
    assert faults(SALES, [undated], as_of=AS_OF) == ["date"]
    assert faults(SALES, [undated]) == []


@pytest.mark.parametrize(
    ("item", "unit", "aspects"),
    [
        ("net_sales", "shares", ["unit"]),
        ("net_sales", "usd", ["unit"]),
        ("eps_diluted", "USD/shares", []),
        ("eps_diluted", "USD", ["unit"]),
        ("shares_diluted", "shares", []),
        ("shares_diluted", "pure", ["unit"]),
        ("gross_margin", "USD", ["unit"]),
        ("employees", "employees", []),
    ],
)
def test_a_figure_has_the_unit_of_its_item(item: str, unit: str, aspects: list[str]) -> None:
    held = replace(figure(APPLE, item, 2024, 6), unit=unit)
    assert held.fact is not None
    held = replace(held, fact=replace(held.fact, unit=unit))
    assert faults(ask("value", item, APPLE, 2024), [held]) == aspects


def test_sales_are_not_negative_but_of_a_part_they_may_be() -> None:
    assert faults(SALES, [figure(APPLE, "net_sales", 2024, -1)]) == ["sign"]
    part = figure(APPLE, "net_sales", 2024, -1, label="Other net sales", dimensions=(("axis", "aapl:OtherMember"),))
    assert faults(Ask("value", (Measure("net_sales", "other net sales"),), (APPLE,), (Period(2024),)), [part]) == []


def derived(program: str, value: int, *parts: Figure, item: str = "gross_profit") -> Figure:
    first = parts[0]
    amount = Decimal(value) * 1_000_000
    return Figure(item, item, "Apple Inc.", 320193, "FY2024", amount, "USD", first.start, first.end, program=(program,), operands=parts)  # fmt: skip


COST = figure(APPLE, "cost_of_sales", 2024, 210352)
GROSS = derived("difference", 180683, apple_sales(2024), COST)
GROSS_ASKED = ask("value", "gross_profit", APPLE, 2024)


@pytest.mark.parametrize(
    ("held", "aspects"),
    [
        (GROSS, []),
        (replace(GROSS, value=Decimal(1)), ["arithmetic"]),
        (derived("difference", 180683, apple_sales(2024), replace(COST, cik=50863)), ["source", "company"]),
        (derived("difference", 180683, apple_sales(2024), replace(COST, fiscal="FY2023")), ["period"]),
        (derived("difference", -210352 + 391035, apple_sales(2024), figure(APPLE, "total_assets", 2024, 210352)), ["arithmetic"]),
        (derived("difference", 180683, apple_sales(2024), figure(APPLE, "cost_of_sales", 2024, 210352, unit="EUR")), ["unit"]),
        (derived("difference", 180683, apple_sales(2024), COST, item="no such item"), ["item", "item"]),
    ],
)  # fmt: skip
def test_a_derived_figure_is_computed_again_by_its_formula(held: Figure, aspects: list[str]) -> None:
    assert faults(GROSS_ASKED, [held]) == aspects


def test_a_quarter_by_subtraction_is_in_one_unit_and_on_one_basis() -> None:
    whole = replace(apple_sales(2024), bases=(1,))
    parts = replace(figure(APPLE, "net_sales", "Q1", 119575), bases=(1,))
    made = replace(derived("difference", 271460, whole, parts, item="net_sales"), start=None, end=None)
    assert faults(SALES, [made]) == []
    restated = replace(made, operands=(whole, replace(parts, bases=(0,))))
    assert faults(SALES, [restated]) == ["basis"]
    euro = figure(APPLE, "net_sales", "Q1", 119575, unit="EUR")
    assert faults(SALES, [replace(made, operands=(replace(whole, bases=()), euro))]) == ["unit"]


TERMS = ((Measure("net_sales"), Period(2024)), (Measure("net_sales"), Period(2023)))
GROWTH = Ask(
    "formula",
    (Measure("net_sales"),),
    (APPLE,),
    (Period(2024), Period(2023)),
    formula="(t0 / t1)",
    terms=TERMS,
    called="growth",
)
"""A measure that the question defines."""


@pytest.mark.parametrize(
    ("asked", "figures", "aspects"),
    [
        (CHANGE, [replace(apple_sales(2024), bases=(1,)), replace(apple_sales(2023), bases=(0,))], ["basis"]),
        (CHANGE, [replace(apple_sales(2024), bases=(1,)), replace(apple_sales(2023), bases=(0, 1))], []),
        (CHANGE, [replace(apple_sales(2024), bases=(1,)), apple_sales(2023)], []),
        (CHANGE, [apple_sales(2024), figure(APPLE, "net_sales", 2023, 383285, unit="EUR")], ["unit"]),
        (GROWTH, [replace(apple_sales(2024), bases=(1,)), replace(apple_sales(2023), bases=(0,))], ["basis"]),
        (GROWTH, [replace(apple_sales(2024), bases=(1,)), replace(apple_sales(2023), bases=(1,))], []),
        (
            ask("rank", "net_sales", APPLE, (2024, 2023)),
            [replace(apple_sales(2024), bases=(1,)), replace(apple_sales(2023), bases=(0,))],
            [],
        ),
        (
            Ask("sum", (Measure("net_sales"),), (APPLE,), (Period(2023), Period(2024, "Q1"))),
            [apple_sales(2023), QUARTERS[0]],
            ["span"],
        ),
        (
            ask("largest", "net_sales", (APPLE, META), (2024, 2023), of="change"),
            [
                apple_sales(2024),
                figure(APPLE, "net_sales", 2023, 383285, unit="EUR"),
                meta_sales(2024),
                meta_sales(2023),
            ],
            ["unit"],
        ),
    ],
)
def test_figures_taken_together_are_alike(asked: Ask, figures: list[Figure], aspects: list[str]) -> None:
    assert faults(asked, figures) == aspects

"""Answers in sentences: shares, and what several figures come to together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.agents.telling.sentences import (
    tell_computed,
    tell_ratio,
)
from muniment.records import Ask, Figure, Operation
from tests.agents.telling.test_sentences import MARGINS
from tests.agents.telling.written import told
from tests.filed import (
    APPLE,
    GAMESTOP,
    INTEL,
    META,
    apple_income,
    apple_sales,
    ask,
    figure,
    gamestop_income,
    meta_sales,
)


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (ask("ratio", "net_income net_sales", APPLE, 2024, percent=True), (apple_income(2024), apple_sales(2024)), "Apple Inc.'s net income was 23.97% of net sales in fiscal 2024 (year ended September 28, 2024)."),
        (ask("ratio", "net_sales net_income", APPLE, 2024, percent=True), (apple_sales(2024), apple_income(2024)), "Apple Inc.'s net sales were 417.17% of net income in fiscal 2024 (year ended September 28, 2024) (more than the whole: net sales were the larger of the two)."),
        (ask("ratio", "net_sales net_income", APPLE, 2024), (apple_sales(2024), apple_income(2024)), "The ratio of Apple Inc.'s net sales to net income was 4.17 in fiscal 2024 (year ended September 28, 2024)."),
        (ask("ratio", "net_sales net_income", GAMESTOP, 2022), (figure(GAMESTOP, "net_sales", 2022, "5927.2"), gamestop_income(2022)), "The ratio of GameStop Corp.'s net sales to net income was -18.93 in fiscal 2022 (year ended January 28, 2023) (net income was negative, so that this is a share of nothing)."),
        (ask("ratio", "net_income operating_income", GAMESTOP, 2022, percent=True), (gamestop_income(2022), figure(GAMESTOP, "operating_income", 2022, "-311.6")), "GameStop Corp.'s net income was 100.48% of operating income in fiscal 2022 (year ended January 28, 2023) (both are negative, so that this is a share of nothing)."),
        (ask("ratio", "net_income shares_diluted", APPLE, 2024), (apple_income(2024), figure(APPLE, "shares_diluted", 2024, 15408095000)), "Apple Inc.'s net income came to $6.08 per share in fiscal 2024 (year ended September 28, 2024), over weighted-average diluted shares."),
    ],
)  # fmt: skip
def test_a_quotient_says_what_it_is(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    writer = told(tell_ratio, asked, *figures)
    assert writer.lines[0] == line
    assert len(writer.lines) == 3


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (ask("sum", "net_sales", APPLE, (2023, 2024)), (apple_sales(2023), apple_sales(2024)), "Apple Inc.'s net sales over 2 periods add up to $774,320 million."),
        (ask("sum", "net_sales", (APPLE, META), 2024), (apple_sales(2024), meta_sales(2024)), "The net sales of Apple Inc. and Meta Platforms, Inc. add up to $555,536 million."),
        (ask("sum", "net_sales net_income", APPLE, 2024), (apple_sales(2024), apple_income(2024)), "Apple Inc.'s net sales and net income add up to $484,771 million in fiscal 2024 (year ended September 28, 2024)."),
        (ask("average", "net_sales", APPLE, (2022, 2023, 2024)), tuple(map(apple_sales, (2022, 2023, 2024))), "Apple Inc.'s average net sales over 3 periods was $389,549,333,333."),
        (ask("average", "net_sales", (APPLE, META), 2024), (apple_sales(2024), meta_sales(2024)), "The average net sales of Apple Inc. and Meta Platforms, Inc. was $277,768 million."),
        (ask("average", "gross_margin", APPLE, (2024, 2023)), MARGINS, "Apple Inc.'s average gross margin over 2 periods was 45.17%."),
        (ask("growth_rate", "net_sales", APPLE, (2024, 2020)), (apple_sales(2024), apple_sales(2020)), "Apple Inc.'s net sales grew at a compound annual rate of 9.25% over 4 years, from fiscal 2020 to fiscal 2024."),
        (ask("difference", "net_sales", (META, APPLE), 2024), (meta_sales(2024), apple_sales(2024)), "Meta Platforms, Inc.'s net sales were $226,534 million less than Apple Inc.'s in fiscal 2024 (year ended September 28, 2024)."),
        (ask("difference", "net_sales net_income", APPLE, 2024), (apple_sales(2024), apple_income(2024)), "Apple Inc.'s net sales were $297,299 million more than Apple Inc.'s net income in fiscal 2024 (year ended September 28, 2024)."),
        (ask("difference", "gross_margin", (APPLE, INTEL), 2024), (MARGINS[0], figure(INTEL, "gross_margin", 2024, "0.3266")), "Apple Inc.'s gross margin was 13.55 percentage points higher than Intel Corp's in fiscal 2024 (year ended December 28, 2024)."),
    ],
)  # fmt: skip
def test_what_figures_come_to_is_told_before_them(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    writer = told(tell_computed, asked, *figures)
    assert writer.lines[0] == line
    assert len(writer.lines) == 1 + len(figures)


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (
            ask("difference", "net_sales", (APPLE, META), (2024, 2023), of="percent_change"),
            (apple_sales(2024), apple_sales(2023), meta_sales(2024), meta_sales(2023)),
            "Apple Inc.'s net sales grew 19.92 percentage points less than Meta Platforms, Inc.'s.",
        ),
        (
            ask("difference", "net_sales", (APPLE, META), (2023, 2022), of="change"),
            (apple_sales(2023), apple_sales(2022), meta_sales(2022), meta_sales(2021)),
            "Apple Inc.'s net sales fell $9,723 million more than Meta Platforms, Inc.'s.",
        ),
        (
            ask("average", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="change"),
            tuple(map(apple_sales, (2023, 2022, 2024, 2023))),
            "Apple Inc.'s net sales changed by -$1,646.5 million a year on average.",
        ),
        (
            ask("average", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="percent_change"),
            tuple(map(apple_sales, (2023, 2022, 2024, 2023))),
            "Apple Inc.'s net sales changed by -0.39% a year on average.",
        ),
    ],
)
def test_changes_of_changes_are_told_before_the_changes(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    writer = told(tell_computed, asked, *figures)
    assert writer.lines[0] == line
    assert [" fell by " in told or " rose by " in told for told in writer.lines[1:]] == [True, True]


def test_a_growth_rate_names_its_years_in_the_program() -> None:
    writer = told(
        tell_computed, ask("growth_rate", "net_sales", APPLE, (2024, 2020)), apple_sales(2024), apple_sales(2020)
    )
    assert writer.values[0].program == ("growth_rate", "E1", "E2", "4")


@pytest.mark.parametrize(
    ("operation", "figures", "label", "line", "unit"),
    [
        (
            "product",
            (replace(apple_sales(2024), unit="number", value=Decimal(160), label="Hours"), replace(apple_sales(2024), value=Decimal("38.5"), label="Rate")),
            "Hours times Rate",
            "Apple Inc.'s Hours times Rate is $6,160.",
            "USD",
        ),
        (
            "indexed_return",
            (replace(apple_sales(2024), unit="number", value=Decimal(430), label="index"),),
            "return of index",
            "From 100, Apple Inc.'s index returned 330.00% in fiscal 2024 (year ended September 28, 2024).",
            "pure",
        ),
    ],
)  # fmt: skip
def test_a_product_and_the_return_of_an_index_are_told(
    operation: Operation, figures: tuple[Figure, ...], label: str, line: str, unit: str
) -> None:
    asked = ask(operation, "net_sales " * len(figures), APPLE, 2024)
    writer = told(tell_computed, asked, *figures)
    assert (writer.lines[0], writer.values[0].label, writer.values[0].unit) == (line, label, unit)

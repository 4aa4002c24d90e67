"""Answers about many at once: the verdict first, then the things it rests on, each cited."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.agents.telling.comparisons import (
    tell_extreme,
    tell_fold,
    tell_joined,
    tell_periods,
    tell_rank,
    tell_series,
)
from muniment.agents.telling.writer import Writer
from muniment.records import Ask, Figure, Pointed
from tests.agents.telling.written import LOSS, told
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
    numbered,
)

BILLION = Decimal(10) ** 9
YEARS = (2022, 2023, 2024)
THREE = tuple(map(apple_sales, YEARS))
GAMES = tuple(map(gamestop_income, (2021, 2022, 2023)))
MOVES = tuple(map(apple_sales, (2023, 2022, 2024, 2023)))
INTEL_2023 = figure(INTEL, "net_sales", 2023, 54228)
META_INCOME = figure(META, "net_income", 2024, 62360)
RIVALS = apple_sales(2024), apple_sales(2023), meta_sales(2024), meta_sales(2023)


def cells(writer: Writer) -> list[list[str]]:
    """The one table's rows, each cell with its marks."""
    (table,) = writer.tables
    return [[c.text + "".join(f"[{m}]" for m in c.marks) for c in row] for row in table.rows]


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (ask("largest", "net_sales", (APPLE, META), 2024), (apple_sales(2024), meta_sales(2024)), "Apple Inc. had the higher net sales."),
        (ask("smallest", "net_sales", (APPLE, META), 2024), (apple_sales(2024), meta_sales(2024)), "Meta Platforms, Inc. had the lower net sales."),
        (ask("smallest", "net_sales", (APPLE, META, INTEL), 2023), (apple_sales(2023), meta_sales(2023), INTEL_2023), "Intel Corp had the lowest net sales."),
        (ask("largest", "net_sales", APPLE, YEARS), THREE, "Apple Inc.'s net sales were highest in fiscal 2022 (year ended September 24, 2022)."),
        (ask("smallest", "net_sales", APPLE, YEARS), THREE, "Apple Inc.'s net sales were lowest in fiscal 2023 (year ended September 30, 2023)."),
        (ask("largest", LOSS, GAMESTOP, (2021, 2022, 2023)), GAMES, "GameStop Corp.'s net loss was highest in fiscal 2021 (year ended January 29, 2022)."),
        (ask("largest", LOSS, APPLE, (2023, 2024)), (apple_income(2023), apple_income(2024)), "There was no net loss in fiscal 2023 and 2024."),
        (ask("largest", "net_sales net_income", APPLE, 2024), (apple_sales(2024), apple_income(2024)), "Apple Inc.'s net sales were the larger."),
        (ask("smallest", "net_sales net_income", APPLE, 2024), (apple_sales(2024), apple_income(2024)), "Apple Inc.'s net income was the smaller."),
        (ask("largest", "net_sales", (APPLE, META), (2024, 2023), of="percent_change"), RIVALS, "Meta Platforms, Inc.'s net sales grew more: 21.94% against 2.02%."),
        (ask("smallest", "net_sales", (APPLE, META), (2024, 2023), of="percent_change"), RIVALS, "Apple Inc.'s net sales grew less: 2.02% against 21.94%."),
        (ask("largest", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="change"), MOVES, "Apple Inc.'s net sales grew more in fiscal 2024 (year ended September 28, 2024): +$7,750 million."),
        (ask("smallest", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="change"), MOVES, "Apple Inc.'s net sales fell more in fiscal 2023 (year ended September 30, 2023): −$11,043 million."),
        (
            ask("largest", "net_income net_sales", (APPLE, META), 2024, of="ratio", percent=True),
            (apple_income(2024), apple_sales(2024), META_INCOME, meta_sales(2024)),
            "Meta Platforms, Inc. had the higher net income to net sales.",
        ),
        (
            ask("largest", "net_income net_sales", APPLE, (2023, 2024), of="ratio", percent=True),
            (apple_income(2023), apple_sales(2023), apple_income(2024), apple_sales(2024)),
            "Apple Inc.'s net income to net sales was highest in fiscal 2023 (year ended September 30, 2023).",
        ),
        (
            ask("largest", "net_sales", (APPLE, META), 2024),
            (apple_sales(2024), replace(meta_sales(2024), value=apple_sales(2024).value)),
            "Apple Inc. and Meta Platforms, Inc. are level.",
        ),
        (
            ask("largest", "net_sales", APPLE, (2023, 2024)),
            (apple_sales(2023), replace(apple_sales(2024), value=apple_sales(2023).value)),
            "in fiscal 2023 (year ended September 30, 2023) and in fiscal 2024 (year ended September 28, 2024) are level.",
        ),
        (
            ask("largest", "net_sales", (APPLE, META), (2024, 2023), of="change"),
            (apple_sales(2024), apple_sales(2023), apple_sales(2024), apple_sales(2023)),
            "Apple Inc. and Apple Inc. are level.",
        ),
    ],
)  # fmt: skip
def test_the_most_and_the_least_are_named_first(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    assert told(tell_extreme, asked, *figures).lines[0] == line


def test_few_things_are_told_in_sentences_the_best_first() -> None:
    writer = told(tell_extreme, ask("largest", "net_sales", APPLE, YEARS), *THREE)
    assert [line.split(" in fiscal ")[1][:4] for line in writer.lines[1:]] == ["2022", "2024", "2023"]
    assert writer.tables == []
    writer = told(tell_extreme, ask("largest", LOSS, GAMESTOP, (2021, 2022, 2023)), *GAMES)
    assert writer.lines[1:] == [
        "GameStop Corp.'s net loss was $381.3 million in fiscal 2021 (year ended January 29, 2022) [1].",
        "GameStop Corp.'s net loss was $313.1 million in fiscal 2022 (year ended January 28, 2023) [2].",
        "GameStop Corp.'s net income was $6.7 million in fiscal 2023 (year ended February 3, 2024) [3].",
    ]


def test_many_things_stand_in_a_table_in_the_order_of_years() -> None:
    years = (2020, 2021, 2022, 2023, 2024)
    writer = told(tell_extreme, ask("smallest", "net_income", APPLE, years), *map(apple_income, years))
    assert len(writer.lines) == 1
    assert writer.tables[0].heads == ("period", "net income")
    assert cells(writer)[0] == ["fiscal 2020", "$57,411 million[1]"]
    assert [row[0] for row in cells(writer)] == [f"fiscal {y}" for y in years]


def test_the_winner_is_a_value_that_says_what_it_was_chosen_among() -> None:
    writer = told(tell_extreme, ask("largest", "net_sales", (META, APPLE), 2024), meta_sales(2024), apple_sales(2024))
    assert [(v.entity, v.program) for v in writer.values] == [
        ("Apple Inc.", ("largest", "E1", "E2")),
        ("Meta Platforms, Inc.", None),
    ]


def test_shares_are_told_of_what() -> None:
    asked = ask("largest", "net_income net_sales", APPLE, (2023, 2024), of="ratio", percent=True)
    figures = apple_income(2023), apple_sales(2023), apple_income(2024), apple_sales(2024)
    assert told(tell_extreme, asked, *figures).lines[1] == (
        "Apple Inc.'s net income was 25.31% of net sales in fiscal 2023 (year ended September 30, 2023): $96,995 million [1] of $383,285 million [2]."
    )


def test_companies_over_several_periods_are_led_in_each() -> None:
    figures = apple_sales(2023), apple_sales(2024), meta_sales(2023), meta_sales(2024)
    writer = told(tell_extreme, ask("largest", "net_sales", (APPLE, META), (2023, 2024)), *figures)
    assert writer.lines[0] == "Apple Inc. had the higher net sales in fiscal 2023 and 2024."
    assert cells(writer)[0] == ["Fiscal 2023", "$383,285 million[1]", "$134,902 million[2]"]
    figures = apple_sales(2023), apple_sales(2024), meta_sales(2023), replace(meta_sales(2024), value=500 * BILLION)
    writer = told(tell_extreme, ask("smallest", "net_sales", (APPLE, META), (2023, 2024)), *figures)
    assert writer.lines[0] == (
        "Meta Platforms, Inc. had the lower net sales in fiscal 2023; Apple Inc. had the lower net sales in fiscal 2024."
    )


@pytest.mark.parametrize(
    ("asked", "figures", "line", "order"),
    [
        (ask("rank", "net_sales", (META, APPLE, INTEL), 2023, claim="more"), (meta_sales(2023), apple_sales(2023), INTEL_2023), "Highest of 3: Apple Inc., $383,285 million.", ["Apple Inc.", "Meta Platforms, Inc.", "Intel Corp"]),
        (ask("rank", "net_sales", (APPLE, META, INTEL), 2023, claim="less", most=2), (apple_sales(2023), meta_sales(2023), INTEL_2023), "Lowest of 3: Intel Corp, $54,228 million.", ["Intel Corp", "Meta Platforms, Inc."]),
        (ask("rank", "net_sales", APPLE, YEARS, claim="more"), THREE, "Highest of 3: fiscal 2022, $394,328 million.", ["fiscal 2022", "fiscal 2024", "fiscal 2023"]),
    ],
)  # fmt: skip
def test_a_ranking_stands_in_order_with_as_many_as_wanted(
    asked: Ask, figures: tuple[Figure, ...], line: str, order: list[str]
) -> None:
    writer = told(tell_rank, asked, *figures)
    assert writer.lines == [line]
    assert [row[:2] for row in cells(writer)] == [[str(n), who] for n, who in enumerate(order, 1)]


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (ask("every", "net_income", APPLE, YEARS, claim="more", threshold=Decimal(0)), tuple(map(apple_income, YEARS)), "Yes: Apple Inc.'s net income was positive in every year from fiscal 2022 to fiscal 2024."),
        (ask("every", "net_sales", APPLE, (2023, 2022, 2024, 2023), claim="up", threshold=Decimal(0), of="change"), MOVES, "No: Apple Inc.'s net sales were not higher than the year before in fiscal 2023 (−$11,043 million); 1 of 2 from fiscal 2023 to fiscal 2024."),
        (ask("any", "net_income", GAMESTOP, (2021, 2022, 2023), claim="more", threshold=Decimal(0)), GAMES, "Yes: GameStop Corp.'s net income was positive in fiscal 2023 ($6.7 million)."),
        (ask("any", "net_income", APPLE, YEARS, claim="less", threshold=Decimal(0)), tuple(map(apple_income, YEARS)), "No: Apple Inc.'s net income was negative in no year from fiscal 2022 to fiscal 2024."),
        (ask("count", "net_income", GAMESTOP, (2021, 2022, 2023), claim="less", threshold=Decimal(0)), GAMES, "In 2 of 3 years from fiscal 2021 to fiscal 2023 GameStop Corp.'s net income was negative: fiscal 2021 (-$381.3 million) and fiscal 2022 (-$313.1 million)."),
        (ask("count", "net_income", APPLE, YEARS, claim="less", threshold=Decimal(0)), tuple(map(apple_income, YEARS)), "In 0 of 3 years from fiscal 2022 to fiscal 2024 Apple Inc.'s net income was negative."),
        (ask("first", "net_income", GAMESTOP, (2021, 2022, 2023), claim="more", threshold=Decimal(0)), GAMES, "GameStop Corp.'s net income was positive first in fiscal 2023 (year ended February 3, 2024): $6.7 million."),
        (ask("first", "net_income", GAMESTOP, (2021, 2022, 2023), claim="less", threshold=Decimal(0)), GAMES, "GameStop Corp.'s net income was negative already in fiscal 2021 (year ended January 29, 2022), the earliest period looked at: -$381.3 million."),
        (ask("last", "net_income", GAMESTOP, (2021, 2022, 2023), claim="less", threshold=Decimal(0)), GAMES, "GameStop Corp.'s net income was negative last in fiscal 2022 (year ended January 28, 2023): -$313.1 million."),
        (ask("first", "net_sales", APPLE, YEARS, claim="more", threshold=1000 * BILLION), THREE, "Apple Inc.'s net sales were above $1,000 billion in no period from fiscal 2022 to fiscal 2024."),
        (ask("above", "net_sales", APPLE, YEARS, claim="more", threshold=390 * BILLION), THREE, "Apple Inc.'s net sales were above $390 billion in fiscal 2022 ($394,328 million) and fiscal 2024 ($391,035 million); 2 of 3 years from fiscal 2022 to fiscal 2024."),
        (ask("below", "net_sales", APPLE, YEARS, claim="less", threshold=BILLION), THREE, "Apple Inc.'s net sales were below $1 billion in no year from fiscal 2022 to fiscal 2024."),
        (ask("any", LOSS, GAMESTOP, (2021, 2022, 2023), claim="more", threshold=Decimal(350) * 10**6), GAMES, "Yes: GameStop Corp.'s net loss was above $350 million in fiscal 2021 ($381.3 million)."),
        (ask("count", "net_sales", APPLE, 2024, claim="more", threshold=BILLION), (apple_sales(2024),), "In 1 of 1 years looked at (fiscal 2024) Apple Inc.'s net sales were above $1 billion: fiscal 2024 ($391,035 million)."),
        (
            ask("every", "net_income shareholders_equity", APPLE, (2023, 2024), claim="more", threshold=Decimal(1), of="ratio", percent=True),
            (apple_income(2023), figure(APPLE, "shareholders_equity", 2023, 62146), apple_income(2024), figure(APPLE, "shareholders_equity", 2024, 56950)),
            "Yes: Apple Inc.'s net income to shareholders' equity was above 100.00% in every year from fiscal 2023 to fiscal 2024.",
        ),
        (ask("above", "net_sales", (APPLE, META), 2024, claim="more", threshold=200 * BILLION), (apple_sales(2024), meta_sales(2024)), "1 of 2 companies on record had net sales above $200 billion in fiscal 2024: Apple Inc. ($391,035 million)."),
        (ask("above", "net_sales", (APPLE, META), 2024, claim="more", threshold=1000 * BILLION), (apple_sales(2024), meta_sales(2024)), "None of 2 companies on record had net sales above $1,000 billion in fiscal 2024."),
    ],
)  # fmt: skip
def test_a_series_is_told_by_its_verdict(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    writer = told(tell_fold, asked, *figures)
    assert writer.lines == [line]
    assert len(cells(writer)) == len(figures) // (1 if asked.of == "value" else 2)


def test_companies_of_a_verdict_stand_in_the_table_the_largest_first() -> None:
    asked = ask("below", "net_sales", (META, APPLE), 2024, claim="less", threshold=1000 * BILLION)
    writer = told(tell_fold, asked, meta_sales(2024), apple_sales(2024))
    assert cells(writer) == [["Apple Inc.", "$391,035 million[1]"], ["Meta Platforms, Inc.", "$164,501 million[2]"]]
    assert writer.tables[0].caption == "Net sales in fiscal 2024"


def test_of_several_things_those_companies_are_named_of_which_all_hold() -> None:
    figures = meta_sales(2024), apple_sales(2024), META_INCOME, apple_income(2024)
    sales = ask("above", "net_sales", (META, APPLE), 2024, claim="more", threshold=100 * BILLION)
    income = ask("below", "net_income", (META, APPLE), 2024, claim="less", threshold=70 * BILLION, joined=True)
    writer = Writer(numbered(*figures))
    tell_joined(writer, [Pointed(sales, (1, 2)), Pointed(income, (3, 4))])
    assert writer.lines[0].startswith("Both hold of 1 of 2 companies on record: Meta Platforms, Inc.")
    assert len(writer.tables) == 2
    none = replace(income, threshold=BILLION)
    writer = Writer(numbered(*figures))
    tell_joined(writer, [Pointed(sales, (1, 2)), Pointed(none, (3, 4))])
    assert writer.lines[0] == "Both hold of 0 of 2 companies on record: none of them."


def test_the_changes_of_several_periods_stand_in_a_table() -> None:
    asked = ask("percent_change", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="percent_change")
    writer = told(tell_series, asked, *MOVES)
    assert writer.lines == ["Apple Inc.'s change in net sales:"]
    assert writer.tables[0].heads == ("period", "change", "net sales", "before")
    assert cells(writer) == [
        ["fiscal 2023", "-2.80%[1][2]", "$383,285 million[1]", "$394,328 million[2]"],
        ["fiscal 2024", "2.02%[3][4]", "$391,035 million[3]", "$383,285 million[4]"],
    ]


def test_a_series_that_was_claimed_says_whether_all_of_it_holds() -> None:
    asked = ask("change", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="change", claim="up")
    assert told(tell_series, asked, *MOVES).lines == ["No: in 1 of 2. Apple Inc.'s change in net sales:"]
    asked = ask("change", "net_sales", APPLE, (2024, 2023), of="change", claim="up")
    assert told(tell_series, asked, *MOVES[2:]).lines == [
        "Yes: in 1 of 1. Apple Inc.'s change in net sales in fiscal 2024:"
    ]


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (ask("above", "net_sales", APPLE, YEARS, threshold=390 * BILLION), (apple_sales(2022), apple_sales(2024)), "Apple Inc.'s net sales were more than $390,000 million in 2 periods: $394,328 million in fiscal 2022 (year ended September 24, 2022) [1]; $391,035 million in fiscal 2024 (year ended September 28, 2024) [2]."),
        (ask("below", "net_income", GAMESTOP, 2022, threshold=Decimal(0)), (gamestop_income(2022),), "GameStop Corp.'s net income was less than $0 in 1 period: -$313.1 million in fiscal 2022 (year ended January 28, 2023) [1]."),
        (ask("periods", "net_sales", APPLE, 2022), (apple_sales(2022),), "Apple Inc.'s net sales are on record for 1 period: $394,328 million in fiscal 2022 (year ended September 24, 2022) [1]."),
        (ask("periods", "net_income", APPLE, 2022), (apple_income(2022),), "Apple Inc.'s net income is on record for 1 period: $99,803 million in fiscal 2022 (year ended September 24, 2022) [1]."),
    ],
)  # fmt: skip
def test_the_periods_of_a_record_are_told_in_one_sentence(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    writer = told(tell_periods, asked, *figures)
    assert writer.lines == [line]
    assert writer.values[0].program == (asked.operation, *(f"E{n}" for n in range(1, len(figures) + 1)))

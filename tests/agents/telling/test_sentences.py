"""Answers in sentences: figures, changes, comparisons, shares and what several figures come to, with their values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.agents.telling.sentences import (
    bears_out,
    tell_change,
    tell_exceeds,
    tell_value,
)
from muniment.errors import Abstention
from muniment.records import Ask, Figure, Measure, Period
from tests.agents.telling.written import LOSS, told
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
)

MARGINS = figure(APPLE, "gross_margin", 2024, "0.4621"), figure(APPLE, "gross_margin", 2023, "0.4413")


def test_a_figure_is_told_with_its_company_and_period() -> None:
    writer = told(tell_value, ask("value", "net_sales", APPLE, 2024), apple_sales(2024))
    assert writer.lines == [
        "Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1]."
    ]
    assert [(v.label, v.value) for v in writer.values] == [("net sales", Decimal(391_035_000_000))]


@pytest.mark.parametrize(
    ("year", "line"),
    [
        (2022, "GameStop Corp.'s net loss was $313.1 million in fiscal 2022 (year ended January 28, 2023) [1]."),
        (2023, "GameStop Corp. had no net loss in fiscal 2023 (year ended February 3, 2024): its net income was $6.7 million [1]."),
    ],
)  # fmt: skip
def test_a_loss_is_told_as_one_only_where_it_was_one(year: int, line: str) -> None:
    writer = told(tell_value, ask("value", LOSS, GAMESTOP, year), gamestop_income(year))
    assert writer.lines == [line]
    assert writer.values[0].label == "net income"


def test_an_amount_of_a_text_is_told_with_its_sentence() -> None:
    own = replace(apple_sales(2024), label="“The rent is £3,200 a month.”: £3,200", entity="", fiscal="", item="")
    asked = ask("value", (Measure(None, "rent"),), APPLE, 2024)
    assert told(tell_value, asked, own).lines == ["£3,200 [1], in: “The rent is £3,200 a month.”."]


@pytest.mark.parametrize(
    ("per", "times", "value", "line"),
    [
        ("day", None, "257516483.51648", "came to $257,516,484 a day in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 364 days."),
        ("day", Decimal(365), "256810958.90411", "came to $256,810,959 a day in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 365 days."),
        ("week", None, "1802615384.6154", "came to $1,802,615,385 a week in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 52 weeks."),
        ("month", None, "7811333333.3333", "came to $7,811,333,333 a month in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 12 months."),
        ("quarter", None, "23434000000", "came to $23,434 million a quarter in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 4 quarters."),
        ("second", None, "2980.5148555149", "came to $2,981 a second in fiscal 2024 (year ended September 28, 2024): $93,736 million [1] over 31449600 seconds."),
    ],
)  # fmt: skip
def test_a_figure_is_spread_over_the_shorter_times_in_its_period(
    per: str, times: Decimal | None, value: str, line: str
) -> None:
    asked = ask("value", "net_income", APPLE, 2024, per=per, times=times)
    writer = told(tell_value, asked, apple_income(2024))
    assert writer.lines == [f"Apple Inc.'s net income {line}"]
    assert abs(writer.values[0].value - Decimal(value)) < Decimal("0.0001")


@pytest.mark.parametrize(
    ("asked", "held", "sentence"),
    [
        (
            ask("value", "total_assets", APPLE, 2024, per="month"),
            figure(APPLE, "total_assets", 2024, 364980),
            "total assets is of a day, and cannot be told a month.",
        ),
        (
            Ask("value", (Measure("net_sales"),), (APPLE,), (Period(2024, "Q3"),), per="quarter"),
            figure(APPLE, "net_sales", "Q3", 85777),
            "in the third quarter of fiscal 2024 (ended June 29, 2024) is no longer than a quarter.",
        ),
    ],
)
def test_what_is_of_a_day_or_no_longer_is_not_spread(asked: Ask, held: Figure, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        told(tell_value, asked, held)
    assert (refused.value.reason, refused.value.sentence) == ("insufficient_evidence", sentence)


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (
            ask("change", "net_sales", APPLE, (2024, 2023)),
            (apple_sales(2024), apple_sales(2023)),
            "Apple Inc.'s net sales rose by $7,750 million, or 2.02%, from $383,285 million in fiscal 2023 (year ended September 30, 2023) [1]"
            " to $391,035 million in fiscal 2024 (year ended September 28, 2024) [2].",
        ),
        (
            ask("change", "net_sales", APPLE, (2023, 2022), claim="up"),
            (apple_sales(2023), apple_sales(2022)),
            "No: Apple Inc.'s net sales fell by $11,043 million, or 2.80%, from $394,328 million in fiscal 2022 (year ended September 24, 2022) [1]"
            " to $383,285 million in fiscal 2023 (year ended September 30, 2023) [2].",
        ),
        (
            ask("change", "net_income", GAMESTOP, (2022, 2021), claim="up"),
            (gamestop_income(2022), gamestop_income(2021)),
            "Yes: GameStop Corp.'s net loss fell by $68.2 million, or 17.89%, from $381.3 million in fiscal 2021 (year ended January 29, 2022) [1]"
            " to $313.1 million in fiscal 2022 (year ended January 28, 2023) [2].",
        ),
        (
            ask("change", LOSS, GAMESTOP, (2022, 2021), claim="up"),
            (gamestop_income(2022), gamestop_income(2021)),
            "No: GameStop Corp.'s net loss fell by $68.2 million, or 17.89%, from $381.3 million in fiscal 2021 (year ended January 29, 2022) [1]"
            " to $313.1 million in fiscal 2022 (year ended January 28, 2023) [2].",
        ),
        (
            ask("change", LOSS, GAMESTOP, (2023, 2022), claim="down"),
            (gamestop_income(2023), gamestop_income(2022)),
            "Yes: GameStop Corp. had net income of $6.7 million, which is no loss, in fiscal 2023 (year ended February 3, 2024) [1],"
            " after a net loss of $313.1 million in fiscal 2022 (year ended January 28, 2023) [2].",
        ),
        (
            ask("percent_change", "net_income", GAMESTOP, (2023, 2022)),
            (gamestop_income(2023), gamestop_income(2022)),
            "GameStop Corp.'s net income rose by $319.8 million (a percentage of nothing, or of a loss, would say nothing),"
            " from -$313.1 million in fiscal 2022 (year ended January 28, 2023) [1] to $6.7 million in fiscal 2023 (year ended February 3, 2024) [2].",
        ),
        (
            ask("change", "gross_margin", APPLE, (2024, 2023)),
            MARGINS,
            "Apple Inc.'s gross margin rose by 2.08 percentage points, from 44.13% in fiscal 2023 (year ended September 30, 2023) [1]"
            " to 46.21% in fiscal 2024 (year ended September 28, 2024) [2].",
        ),
        (
            ask("change", "investing_cash_flow", META, (2024, 2023)),
            (figure(META, "investing_cash_flow", 2024, -47150), figure(META, "investing_cash_flow", 2023, -24495)),
            "Meta Platforms, Inc.'s net cash from investing activities fell by $22,655 million, or 92.49% of its size,"
            " from -$24,495 million in fiscal 2023 (year ended December 31, 2023) [1] to -$47,150 million in fiscal 2024 (year ended December 31, 2024) [2].",
        ),
        (
            ask("change", "goodwill", GAMESTOP, (2023, 2022)),
            (figure(GAMESTOP, "goodwill", 2023, 0), figure(GAMESTOP, "goodwill", 2022, 0)),
            "GameStop Corp.'s goodwill did not change, from $0 at January 28, 2023 (end of fiscal 2022) [1] to $0 at February 3, 2024 (end of fiscal 2023) [2].",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_from_the_older_to_the_newer(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    assert told(tell_change, asked, *figures).lines == [line]


def test_a_change_has_its_values_in_the_order_asked() -> None:
    both = apple_sales(2024), apple_sales(2023)
    labels = ["change in net sales", "percent change in net sales", "net sales", "net sales"]
    plain = told(tell_change, ask("change", "net_sales", APPLE, (2024, 2023)), *both)
    assert [v.label for v in plain.values] == labels
    percent = told(tell_change, ask("percent_change", "net_sales", APPLE, (2024, 2023)), *both)
    assert [v.label for v in percent.values] == [labels[1], labels[0], *labels[2:]]
    assert [v.program for v in percent.values[:2]] == [("percent_change", "E1", "E2"), ("change", "E1", "E2")]


def test_a_change_from_a_loss_has_no_percentage_among_its_values() -> None:
    writer = told(
        tell_change, ask("change", "net_income", GAMESTOP, (2023, 2022)), gamestop_income(2023), gamestop_income(2022)
    )
    assert [v.label for v in writer.values] == ["change in net income", "net income", "net income"]


@pytest.mark.parametrize(
    ("claim", "new", "old", "held"),
    [
        ("up", 2, 1, True),
        ("up", 1, 1, False),
        ("down", 1, 2, True),
        ("down", 1, 1, False),
        ("double", 19, 10, True),
        ("double", 18, 10, False),
        ("triple", 27, 10, True),
        ("triple", 26, 10, False),
        ("halve", 6, 10, True),
        ("halve", 7, 10, False),
        ("double", 5, 0, False),
        ("double", -4, -2, False),
    ],
)
def test_a_claimed_change_is_what_the_record_shows(claim: str, new: int, old: int, held: bool) -> None:
    asked = ask("change", "net_sales", APPLE, (2024, 2023), claim=claim)
    assert bears_out(asked, Decimal(new), Decimal(old)) is held


@pytest.mark.parametrize(
    ("asked", "figures", "line"),
    [
        (
            ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(390) * 10**9),
            (apple_sales(2024),),
            "Yes: Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1], more than $390,000 million.",
        ),
        (
            ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(400) * 10**9),
            (apple_sales(2024),),
            "No: Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1], less than $400,000 million.",
        ),
        (
            ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(391_035) * 10**6),
            (apple_sales(2024),),
            "No: Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1], exactly $391,035 million.",
        ),
        (
            ask("exceeds", "net_income", GAMESTOP, 2022, claim="less", threshold=Decimal(0)),
            (gamestop_income(2022),),
            "Yes: GameStop Corp.'s net income was -$313.1 million in fiscal 2022 (year ended January 28, 2023) [1].",
        ),
        (
            ask("exceeds", LOSS, GAMESTOP, 2022, claim="more", threshold=Decimal(10) ** 8),
            (gamestop_income(2022),),
            "Yes: GameStop Corp.'s net loss was $313.1 million in fiscal 2022 (year ended January 28, 2023) [1], more than $100 million.",
        ),
        (
            ask("exceeds", "net_sales", (APPLE, META), 2024, claim="less"),
            (apple_sales(2024), meta_sales(2024)),
            "No: Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1];"
            " Meta Platforms, Inc.'s net sales were $164,501 million in fiscal 2024 (year ended December 31, 2024) [2].",
        ),
    ],
)  # fmt: skip
def test_yes_or_no_stands_before_the_figures(asked: Ask, figures: tuple[Figure, ...], line: str) -> None:
    assert told(tell_exceeds, asked, *figures).lines == [line]


def test_yes_or_no_of_changes_tells_each_change() -> None:
    asked = ask(
        "exceeds", "net_sales", APPLE, (2024, 2023), claim="more", threshold=Decimal("0.05"), of="percent_change"
    )
    (line,) = told(tell_exceeds, asked, apple_sales(2024), apple_sales(2023)).lines
    assert line.startswith("No: Apple Inc.'s net sales rose by $7,750 million, or 2.02%, from ")
    assert line.endswith(" The question's amount is 5.00%.")
    asked = ask("exceeds", "net_sales", (META, APPLE), (2024, 2023), claim="more", of="change")
    lines = told(tell_exceeds, asked, meta_sales(2024), meta_sales(2023), apple_sales(2024), apple_sales(2023)).lines
    assert [line[:38] for line in lines] == [
        "Yes: Meta Platforms, Inc.'s net sales ",
        "Apple Inc.'s net sales rose by $7,750 ",
    ]
    asked = ask("exceeds", "net_sales", APPLE, (2024, 2023), claim="more", threshold=Decimal(10) ** 9, of="change")
    (line,) = told(tell_exceeds, asked, apple_sales(2024), apple_sales(2023)).lines
    assert line.endswith(" The question's amount is $1,000 million.")

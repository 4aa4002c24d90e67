"""Answers that are tables: by period, by company, by item; changes and rankings; every cell cited."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.agents.telling.tables import (
    each_thing,
    period_told,
    thing_table,
    told_thing,
    value_table,
)
from muniment.agents.telling.writer import Writer
from muniment.operands import things
from muniment.records import AnswerTable, Ask, Figure, Pointed
from tests.agents.telling.written import LOSS
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
    pointed,
)


def shown(table: AnswerTable) -> list[list[str]]:
    return [[c.text + "".join(f"[{m}]" for m in c.marks) for c in row] for row in table.rows]


def values(*asks: tuple[Ask, tuple[Figure, ...]]) -> Writer:
    """The table of several asks, each with its figures."""
    writer = Writer(numbered(*(f for _, figures in asks for f in figures)))
    programs, n = [], 0
    for asked, figures in asks:
        programs.append(Pointed(asked, tuple(range(n + 1, n + 1 + len(figures)))))
        n += len(figures)
    value_table(writer, programs)
    return writer


def test_figures_of_several_years_stand_a_row_a_year() -> None:
    years = (2021, 2022, 2023, 2024)
    writer = values((ask("value", "net_sales", APPLE, years), tuple(map(apple_sales, years))))
    (table,) = writer.tables
    assert (table.caption, table.heads) == ("Apple Inc.'s net sales", ("period", "net sales"))
    assert shown(table)[0] == ["Fiscal 2021", "$365,817 million[1]"]
    assert writer.lines == ["Apple Inc.'s net sales:"]
    assert [v.value for v in writer.values] == [apple_sales(y).value for y in years]


def test_figures_of_several_companies_in_one_year_stand_a_row_a_company() -> None:
    writer = values(
        (ask("value", "net_sales", (APPLE, META), 2024), (apple_sales(2024), meta_sales(2024))),
        (ask("value", "net_income", APPLE, 2024), (apple_income(2024),)),
    )
    (table,) = writer.tables
    assert table.heads == ("company", "net sales", "net income")
    assert table.caption == "Net sales and net income of Apple Inc. and Meta Platforms, Inc. in fiscal 2024"
    assert shown(table) == [
        ["Apple Inc.", "$391,035 million[1]", "$93,736 million[2]"],
        ["Meta Platforms, Inc.", "$164,501 million[3]", "not on record"],
    ]


def test_several_companies_over_years_have_a_column_each_and_none_that_is_empty() -> None:
    writer = values(
        (ask("value", "net_sales", (APPLE, META), (2023, 2024)), tuple(f(y) for f in (apple_sales, meta_sales) for y in (2023, 2024))),
        (ask("value", "net_income", APPLE, 2024), (apple_income(2024),)),
    )  # fmt: skip
    (table,) = writer.tables
    assert table.heads == (
        "period",
        "Apple Inc.: net sales",
        "Apple Inc.: net income",
        "Meta Platforms, Inc.: net sales",
    )
    assert shown(table)[0] == ["Fiscal 2023", "$383,285 million[1]", "not on record", "$134,902 million[2]"]


def test_many_items_of_one_company_stand_a_row_an_item() -> None:
    assets = figure(APPLE, "total_assets", 2024, 364980)
    writer = values(
        (
            ask("value", "net_sales net_income total_assets", APPLE, 2024),
            (apple_sales(2024), apple_income(2024), assets),
        )
    )
    (table,) = writer.tables
    assert (table.caption, table.heads) == ("Apple Inc., fiscal 2024", ("item", "fiscal 2024"))
    assert shown(table)[2] == ["Total assets", "$364,980 million[3]"]
    assert writer.lines == ["Apple Inc., fiscal 2024:"]


def test_four_things_or_more_are_counted_in_the_caption() -> None:
    items = "net_sales net_income cost_of_sales gross_profit"
    figures = tuple(figure(c, i, 2024, 1) for c in (APPLE, META) for i in items.split())
    writer = values((ask("value", items, (APPLE, META), 2024), figures))
    assert writer.tables[0].caption == "4 figures of Apple Inc. and Meta Platforms, Inc. in fiscal 2024"


@pytest.mark.parametrize(
    ("asked", "figures", "told"),
    [
        (ask("largest", "net_sales", APPLE, (2024, 2023), of="change"), (apple_sales(2024), apple_sales(2023)), "+$7,750 million"),
        (ask("largest", "net_sales", APPLE, (2023, 2022), of="change"), (apple_sales(2023), apple_sales(2022)), "−$11,043 million"),
        (ask("largest", "net_sales", APPLE, (2024, 2023), of="change"), (apple_sales(2024), apple_sales(2024)), "$0"),
        (ask("largest", "net_sales", APPLE, (2024, 2023), of="percent_change"), (apple_sales(2024), apple_sales(2023)), "2.02%"),
        (ask("largest", "net_income net_sales", APPLE, 2024, of="ratio"), (apple_income(2024), apple_sales(2024)), "23.97%"),
        (ask("largest", "net_sales", APPLE, 2024), (apple_sales(2024),), "$391,035 million"),
        (ask("largest", LOSS, GAMESTOP, 2022), (gamestop_income(2022),), "$313.1 million"),
        (ask("largest", LOSS, GAMESTOP, (2022, 2021), of="change"), (gamestop_income(2022), gamestop_income(2021)), "−$68.2 million"),
    ],
)  # fmt: skip
def test_a_thing_is_told_by_what_it_is(asked: Ask, figures: tuple[Figure, ...], told: str) -> None:
    writer = Writer(numbered(*figures))
    (thing,) = things(asked, [f.value for f in figures])
    assert told_thing(writer, pointed(asked, len(figures)), thing) == told


def test_each_thing_is_a_value_with_its_figures() -> None:
    asked = ask("largest", "net_income net_sales", APPLE, 2024, of="ratio")
    writer = Writer(numbered(apple_income(2024), apple_sales(2024)))
    (thing,) = each_thing(writer, pointed(asked, 2))
    assert thing.places == (0, 1)
    assert [(v.label, v.unit, v.program) for v in writer.values] == [
        ("net income to net sales", "pure", ("ratio", "E1", "E2")),
        ("net income", "USD", None),
        ("net sales", "USD", None),
    ]
    asked = ask("largest", "net_sales", APPLE, (2024, 2023), of="change")
    writer = Writer(numbered(apple_sales(2024), apple_sales(2023)))
    each_thing(writer, pointed(asked, 2))
    assert next((v.label, v.unit) for v in writer.values) == ("change in net sales", "USD")


def table_of(asked: Ask, *figures: Figure, ranked: bool = False) -> AnswerTable:
    writer = Writer(numbered(*figures))
    found = things(asked, [f.value for f in figures])
    thing_table(writer, pointed(asked, len(figures)), found, "A caption", ranked)
    return writer.tables[0]


def test_a_table_of_companies_and_years_names_both() -> None:
    figures = tuple(f(y) for f in (apple_sales, meta_sales) for y in (2023, 2024))
    table = table_of(ask("rank", "net_sales", (APPLE, META), (2023, 2024)), *figures, ranked=True)
    assert table.heads == ("rank", "company", "period", "net sales")
    assert shown(table)[1] == ["2", "Apple Inc.", "fiscal 2024", "$391,035 million[2]"]


def test_a_table_of_shares_shows_part_and_whole() -> None:
    asked = ask("rank", "net_income net_sales", APPLE, (2023, 2024), of="ratio")
    figures = (apple_income(2023), apple_income(2024), apple_sales(2023), apple_sales(2024))
    ordered = (figures[0], figures[2], figures[1], figures[3])
    table = table_of(asked, *ordered)
    assert table.heads == ("period", "net income to net sales", "net income", "net sales")
    assert shown(table)[1] == ["fiscal 2024", "23.97%[3][4]", "$93,736 million[3]", "$391,035 million[4]"]


def test_a_table_of_losses_shows_them_as_losses() -> None:
    table = table_of(ask("largest", LOSS, GAMESTOP, (2021, 2022)), gamestop_income(2021), gamestop_income(2022))
    assert table.heads == ("period", "net loss")
    assert shown(table)[0] == ["fiscal 2021", "$381.3 million[1]"]
    table = table_of(
        ask("every", LOSS, GAMESTOP, (2022, 2021), of="change"), gamestop_income(2022), gamestop_income(2021)
    )
    assert shown(table) == [["fiscal 2022", "−$68.2 million[1][2]", "$313.1 million[1]", "$381.3 million[2]"]]


def test_a_period_is_told_short_and_none_where_there_is_none() -> None:
    assert period_told(apple_sales(2024)) == "fiscal 2024"
    assert period_told(replace(apple_sales(2024), fiscal="")) == ""


def test_a_value_keeps_every_digit() -> None:
    writer = values(
        (ask("value", "net_income", GAMESTOP, (2021, 2022)), (gamestop_income(2021), gamestop_income(2022)))
    )
    assert [v.value for v in writer.values] == [Decimal("-381300000"), Decimal("-313100000")]

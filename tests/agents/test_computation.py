"""A computed value written out with the figures that it was computed from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.computation import written_out
from muniment.records import Evidence, Passage, Value
from tests.filed import APPLE, META, apple_income, apple_sales, figure, gamestop_income, meta_sales, numbered

SALES = numbered(apple_sales(2024), apple_sales(2023), apple_sales(2022))


def value(amount: str, unit: str, *program: str) -> Value:
    return Value("a value", Decimal(amount), unit, "Apple Inc.", APPLE.cik, None, None, "FY2024", True, program)


@pytest.mark.parametrize(
    ("computed", "formula"),
    [
        (value("7750000000", "USD", "change", "E1", "E2"), "$391,035 million − $383,285 million = $7,750 million"),
        (value("0.0202", "pure", "percent_change", "E1", "E2"), "($391,035 million − $383,285 million) ÷ |$383,285 million| = 2.02%"),
        (value("1.02", "pure", "ratio", "E1", "E2"), "$391,035 million ÷ $383,285 million = 102.00%"),
        (value("774320000000", "USD", "sum", "E1", "E2"), "$391,035 million + $383,285 million = $774,320 million"),
        (value("7750000000", "USD", "difference", "E1", "E2"), "$391,035 million − $383,285 million = $7,750 million"),
        (value("389549333333.3333", "USD", "average", "E1", "E2", "E3"), "($391,035 million + $383,285 million + $394,328 million) ÷ 3 = $389,549,333,333.33"),
        (value("394328000000", "USD", "largest", "E1", "E2", "E3"), "the largest of $391,035 million, $383,285 million, $394,328 million = $394,328 million"),
        (value("383285000000", "USD", "smallest", "E1", "E2"), "the smallest of $391,035 million, $383,285 million = $383,285 million"),
        (value("-0.0042", "pure", "growth_rate", "E1", "E3", "2"), "($391,035 million ÷ $394,328 million) ^ (1 ÷ 2) − 1 = -0.42%"),
        (value("380000000000", "USD", "trailing", "E1", "E2", "E3"), "$391,035 million + $383,285 million − $394,328 million = $380,000 million"),
        (value("5", "number", "product", "E1", "E2"), "$391,035 million × $383,285 million = 5"),
        (value("0.5", "pure", "indexed_return", "E1"), "($391,035 million − 100) ÷ 100 = 50.00%"),
        (value("1071328767.12", "USD", "per", "E1", "365"), "$391,035 million ÷ 365 = $1,071,328,767.12"),
        (value("1", "pure", "difference", "percent_change(E1,E2)", "percent_change(E2,E3)"), "percent_change(E1,E2) − percent_change(E2,E3) = 100.00%"),
    ],
)  # fmt: skip
def test_the_formula_holds_the_figures(computed: Value, formula: str) -> None:
    assert written_out(computed, SALES)[0] == formula


def test_each_figure_is_named_once() -> None:
    computed = value("0.2397", "pure", "ratio", "E1", "E2")
    _, lines = written_out(computed, numbered(apple_income(2024), apple_sales(2024)))
    assert lines.split("\n") == [
        "$93,736 million = Apple Inc.: net income in fiscal 2024 (year ended September 28, 2024)",
        "$391,035 million = Apple Inc.: net sales in fiscal 2024 (year ended September 28, 2024)",
    ]
    twice = value("1", "pure", "ratio", "E1", "E1")
    assert written_out(twice, numbered(apple_sales(2024)))[1].count("\n") == 0


def test_a_value_that_was_filed_needs_no_formula() -> None:
    assert written_out(value("391035000000", "USD"), SALES) == ("", "")


def test_evidence_that_is_no_figure_stands_as_it_is_named() -> None:
    passage = Evidence(1, passage=Passage("r", "", "Net sales rose.", 0, 15))
    assert written_out(value("1", "pure", "ratio", "E1", "E9"), [passage]) == ("E1 ÷ E9 = 100.00%", "")


def test_a_figure_of_a_record_without_a_company_is_named_by_its_label_alone() -> None:
    lines = written_out(value("1", "pure", "ratio", "E1", "E2"), numbered(meta_sales(2024), gamestop_income(2022)))[1]
    assert lines.split("\n")[0].startswith("$164,501 million = Meta Platforms, Inc.: net sales ")
    own = figure(META, "net_sales", 2024, 164501, label="Harbour dues")
    unnamed = numbered(type(own)("", "Harbour dues", "", 0, "", own.value, "USD", None, None, own.fact))
    assert written_out(value("1", "pure", "ratio", "E1", "E1"), unnamed)[1] == "$164,501 million = Harbour dues"

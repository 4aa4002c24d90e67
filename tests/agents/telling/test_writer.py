"""An answer's values and citations: each once, numbered in the order told, down to the filed figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.agents.telling.writer import Writer, names, nested
from muniment.records import Evidence, Figure, Passage, Value
from tests.filed import APPLE, apple_income, apple_sales, figure, meta_sales, numbered

COST = figure(APPLE, "cost_of_sales", 2024, 210352)


def derived(
    operation: str, value: int, *operands: Figure, item: str = "gross_profit", fiscal: str = "FY2024"
) -> Figure:
    first = operands[0]
    return Figure(
        item,
        item.replace("_", " "),
        first.entity,
        first.cik,
        fiscal,
        Decimal(value).scaleb(6),
        "USD",
        first.start,
        first.end,
        program=(operation,),
        operands=operands,
    )


PROFIT = derived("difference", 180683, apple_sales(2024), COST)


def test_a_figure_is_given_as_a_value_once() -> None:
    writer = Writer(numbered(apple_sales(2024)))
    for _ in range(2):
        writer.add(writer.figure(1))
    assert writer.values == [
        Value(
            "net sales",
            Decimal(391_035_000_000),
            "USD",
            "Apple Inc.",
            320193,
            date(2023, 10, 1),
            date(2024, 9, 28),
            "FY2024",
            False,
        )
    ]


def test_a_derived_figure_names_what_it_was_computed_from() -> None:
    writer = Writer(numbered(PROFIT, apple_sales(2024), COST))
    writer.add(PROFIT, program=("largest", "E1"))
    assert (writer.values[0].derived, writer.values[0].program) == (True, ("difference", "E2", "E3"))


def test_a_chosen_figure_names_what_it_was_chosen_among() -> None:
    writer = Writer(numbered(apple_sales(2024), apple_sales(2023)))
    writer.add(apple_sales(2024), program=("largest", "E1", "E2"))
    assert writer.values[0].program == ("largest", "E1", "E2")


def test_a_computed_value_spans_its_figures_and_names_every_company() -> None:
    writer = Writer(())
    for _ in range(2):
        writer.add_computed("total", Decimal(5), "USD", [meta_sales(2024), apple_sales(2024)], ("sum", "E1", "E2"))
    (value,) = writer.values
    assert (value.entity, value.cik) == ("Apple Inc. and Meta Platforms, Inc.", None)
    assert (value.start, value.end, value.fiscal) == (date(2023, 10, 1), date(2024, 12, 31), "FY2024")
    writer.add_computed("change", Decimal(5), "USD", [apple_sales(2024), apple_sales(2023)], ("change", "E1", "E2"))
    assert (writer.values[1].entity, writer.values[1].cik) == ("Apple Inc.", 320193)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (apple_sales(2024), ""),
        (PROFIT, " (computed: net sales $391,035 million less cost of sales $210,352 million)"),
        (
            derived("sum", 774320, apple_sales(2024), apple_sales(2023)),
            " (computed: net sales $391,035 million plus net sales $383,285 million in fiscal 2023 (year ended September 30, 2023))",
        ),
        (
            derived("ratio", 0, apple_income(2024), apple_sales(2024)),
            " (computed: net income $93,736 million divided by net sales $391,035 million)",
        ),
        (
            derived("trailing", 385603, apple_sales(2023), figure(APPLE, "net_sales", "Q1", 119575), figure(APPLE, "net_sales", "Q1", 117154), fiscal="TTM Q1 FY2024"),
            " (computed: net sales $383,285 million in fiscal 2023 (year ended September 30, 2023) plus net sales $119,575 million in the first quarter"
            " of fiscal 2024 (ended December 30, 2023) less net sales $117,154 million in the first quarter of fiscal 2024 (ended December 30, 2023))",
        ),
    ],
)  # fmt: skip
def test_a_derived_figure_tells_how_it_was_computed(held: Figure, told: str) -> None:
    assert Writer(()).how(held) == told


def test_marks_are_numbered_in_the_order_told_and_once() -> None:
    writer = Writer(numbered(apple_sales(2024), apple_sales(2023)))
    assert [writer.marks(n) for n in (2, 1, 2)] == ["[1]", "[2]", "[1]"]
    assert [c.fiscal for c in writer.citations] == ["FY2023", "FY2024"]


def test_a_derived_figure_is_cited_by_the_filed_ones_beneath_it() -> None:
    margin = derived("ratio", 0, PROFIT, apple_sales(2024), item="gross_margin")
    writer = Writer(numbered(margin, PROFIT, apple_sales(2024), COST))
    assert writer.marks(1) == "[1][2]"
    assert [c.concept for c in writer.citations] == [
        "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
        "us-gaap:cost_of_sales",
    ]


def test_a_fact_is_cited_by_its_element_with_its_member() -> None:
    china = figure(
        APPLE,
        "net_sales",
        2024,
        66952,
        dimensions=(("us-gaap:StatementBusinessSegmentsAxis", "aapl:GreaterChinaSegmentMember"),),
    )
    writer = Writer(numbered(china))
    writer.marks(1)
    (citation,) = writer.citations
    assert citation.url == "https://www.sec.gov/0000320193-25-000001.htm#f-2024"
    assert citation.section == "StatementBusinessSegmentsAxis=GreaterChinaSegmentMember"
    assert (citation.quote, citation.kind) == ("66952000000 USD", "fact")
    assert (citation.start, citation.end) == ("2023-10-01", "2024-09-28")


def test_a_passage_is_cited_with_its_place_and_words() -> None:
    passage = Passage("r1", "Item 1A", "Competition is strong.", 100, 122, entity="Apple Inc.", form="10-K", url="u")
    writer = Writer([Evidence(7, passage=passage)])
    assert [writer.cite(writer.evidence[7], "Competition is strong."), writer.cite(writer.evidence[7])] == [1, 1]
    (citation,) = writer.citations
    assert (citation.kind, citation.quote, citation.start, citation.end) == (
        "passage",
        "Competition is strong.",
        100,
        122,
    )


def test_what_is_no_figure_cannot_be_told_as_one() -> None:
    writer = Writer([Evidence(1, passage=Passage("r", "", "text", 0, 4))])
    with pytest.raises(AssertionError):
        writer.figure(1)


def test_a_subject_is_whose_and_what() -> None:
    assert Writer(()).subject(apple_sales(2024)) == "Apple Inc.'s net sales"


def test_programs_name_evidence_by_number() -> None:
    assert names([1, 12]) == ("E1", "E12")
    assert nested("percent_change", [1, 2]) == "percent_change(E1,E2)"

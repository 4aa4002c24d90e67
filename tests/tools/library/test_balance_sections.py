"""What a row of a balance sheet is by its place."""

from __future__ import annotations

import pytest

from muniment.tools.library.balance_sections import Section, placed_item, sections

WHOLE = [
    "Cash",
    "Total current assets",
    "Deferred income taxes",
    "Total assets",
    "Deferred revenue",
    "Total current liabilities",
    "Deferred revenue",
    "Total liabilities",
    "Common stock",
    "Total shareholders' equity",
]


def test_a_row_belongs_to_the_next_total() -> None:
    assert sections(WHOLE)[:7] == [
        "current assets",
        "current assets",
        "other assets",
        "other assets",
        "current liabilities",
        "current liabilities",
        "other liabilities",
    ]


def test_owners_rows_are_owed_only_where_no_total_of_liabilities_is_printed() -> None:
    assert sections(WHOLE)[8] == "other liabilities"
    assert sections(["Total current assets", "Total assets", "Common stock", "Total equity"])[2] is None


def test_a_balance_sheet_that_does_not_part_what_is_current_tells_nothing() -> None:
    assert sections(["Loans", "Other assets", "Total assets", "Deposits", "Total liabilities"]) == [None] * 5
    assert sections(["Total current liabilities", "Long-term debt"]) == ["current liabilities", "other liabilities"]


@pytest.mark.parametrize(
    ("label", "section", "key"),
    [
        ("Deferred revenue", "current liabilities", "deferred_revenue_current"),
        ("Deferred revenue", "other liabilities", "deferred_revenue_noncurrent"),
        ("Deferred income taxes", "other assets", "deferred_tax_assets"),
        ("DEFERRED INCOME TAXES", "other liabilities", "deferred_tax_liabilities"),
        ("Long-term debt", "other liabilities", "long_term_debt"),
        ("Goodwill", "other assets", None),
        ("Deferred revenue", None, None),
    ],
)
def test_a_label_means_what_its_place_says(label: str, section: Section | None, key: str | None) -> None:
    assert placed_item(label, section) == key

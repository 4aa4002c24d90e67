"""Which tables are statements, and which line items their rows are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.tools.formats.page import Box
from muniment.tools.formats.printed_table import PrintedCell, PrintedRow, PrintedTable
from muniment.tools.library.statement_totals import read_amount, with_totals
from muniment.tools.library.statements import Statement, heading_of, items_of, statement_of

BOX = Box(0, 0, 1, 1)


def row(label: str, *amounts: str, under: str = "") -> PrintedRow:
    return PrintedRow((under,) if under else (), label, tuple(PrintedCell(a, BOX) if a else None for a in amounts), BOX)


def items(statement: Statement, *rows: PrintedRow) -> list[str | None]:
    return [i.key if i else None for _, i in items_of(rows, statement)]


@pytest.mark.parametrize(
    ("statement", "label", "key"),
    [
        ("income", "Net sales", "net_sales"),
        ("income", "Total revenues (Note 4)", "net_sales"),
        ("income", "Cost of goods and services sold", "cost_of_sales"),
        ("income", "Income before provision for income taxes", "pretax_income"),
        ("income", "Earnings (loss) from continuing operations before income tax expense", "pretax_income"),
        ("income", "", None),
        ("income", "Interest expense, net of amounts capitalized", "interest_expense"),
        ("income", "Other charges", None),
        ("income", "Restructuring and other charges", None),
        ("balance", "Trade accounts receivable, net of doubtful accounts - $46 and $41", "accounts_receivable"),
        ("balance", "Total current assets", "current_assets"),
        ("balance", "Additional paid-in capital", None),
        ("balance", "Operating lease liabilities", None),
        ("balance", "Total liabilities and shareholders' equity", "liabilities_and_equity"),
        ("cash", "Net cash provided by (used in) operating activities", "operating_cash_flow"),
        ("cash", "Net cash used for investing activities", "investing_cash_flow"),
        ("cash", "Purchases of land, buildings, and equipment", "capital_expenditures"),
        ("cash", "Capital expenditures", "capital_expenditures"),
        ("cash", "Dividends paid to noncontrolling interests", None),
        ("cash", "Cash, cash equivalents and restricted cash, end of year", "cash_and_restricted_cash"),
    ],
)
def test_a_row_is_the_line_item_that_its_label_names(statement: Statement, label: str, key: str | None) -> None:
    assert items(statement, row(label, "1")) == [key]


def test_basic_and_diluted_are_what_their_heading_says() -> None:
    per, counted = "Earnings per share", "Weighted-average shares outstanding used for earnings per share"
    each = [row(n, "1.50", under=h) for h in (per, counted) for n in ("Basic", "Diluted")]
    assert items("income", *each) == ["eps_basic", "eps_diluted", "shares_basic", "shares_diluted"]
    assert items("income", row("Continuing operations", "1.40", under="Diluted earnings per share")) == [None]
    assert items("income", row("Diluted earnings per share from continuing operations", "1.40")) == [None]
    assert items("income", row("Net income per share", "1.40"), row("Net sales", "3", under="Amounts per share")) == [
        None,
        None,
    ]
    assert items("income", row("Basic and diluted earnings per share", "1.40")) == ["eps_diluted"]
    assert items("income", row("Basic and diluted loss per share from continuing operations", "1.40")) == [None]


def test_where_others_own_a_part_what_is_not_the_companys_alone_is_with_that_part() -> None:
    whole = row("Net income", "1,058")
    part = row("Net income attributable to non-controlling interests", "(10)")
    own = row("Net income attributable to Amcor plc", "1,048")
    assert items("income", whole) == ["net_income"]
    assert items("income", whole, part, own)[0::2] == ["net_income_including_noncontrolling", "net_income"]
    equity = row("Total Amcor plc shareholders' equity", "4,026")
    everyone = row("Total shareholders' equity", "4,090")
    assert items("balance", equity, row("Non-controlling interests", "64"), everyone)[0::2] == [
        "shareholders_equity",
        "equity_including_noncontrolling",
    ]


def test_long_term_debt_is_what_is_left_where_the_current_portion_is_apart() -> None:
    long = row("Long-term debt", "1,332")
    assert items("balance", long) == [None]
    assert items("balance", row("Total current liabilities", "56"), long)[1] == "long_term_debt"


def test_a_total_without_a_label_is_named_by_what_it_adds_up() -> None:
    casino, rooms = row("Casino", "70", under="Revenues"), row("Rooms", "30", under="Revenues")
    assert [r.label for r in with_totals([casino, rooms, row("", "100")])] == ["Casino", "Rooms", "Total Revenues"]
    assert with_totals([casino, rooms, row("", "99")])[-1].label == ""


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$ 1,250", "1250"),
        ("(20)", "-20"),
        ("−3.5", "-3.5"),
        ("—", "0"),
        ("$ (0.07)", "-0.07"),
        (".5", "0.5"),
        ("-$4", "-4"),
    ],
)
def test_an_amount_is_read_with_its_sign(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


def test_a_table_is_a_statement_by_its_title_and_its_rows() -> None:
    table = PrintedTable(1, "", ("2023",), (row("Net sales", "9"), row("Net income", "1")))
    assert statement_of(table, heading_of(["Consolidated Statements of Income"])) == "income"
    assert statement_of(table, "Consolidated Balance Sheets") is None
    assert statement_of(table, "Parent Company Statements of Income") is None
    assert statement_of(PrintedTable(1, "", ("2023",), (row("Rent", "9"),)), "Statements of Income") is None


def test_of_sales_and_total_revenue_in_one_statement_the_total_is_the_item() -> None:
    net, fees, total = row("Net sales", "192"), row("Membership fees", "4"), row("Total revenue", "196")
    assert items("income", net, fees, total) == [None, None, "net_sales"]
    assert items("income", net, fees) == ["net_sales", None]
    assert items("income", net, row("Sales", "200")) == ["net_sales", "net_sales"]


def test_what_belongs_to_others_is_told_from_the_whole_by_its_words() -> None:
    whole = row("Net earnings, including earnings attributable to redeemable and noncontrolling interests", "2,735")
    theirs = row("Net earnings attributable to redeemable and noncontrolling interests", "28")
    own = row("Net earnings attributable to General Mills", "2,707")
    assert items("income", whole, theirs, own) == ["net_income_including_noncontrolling", None, "net_income"]


def test_income_before_tax_may_hold_what_joint_ventures_earned() -> None:
    label = "Earnings before income taxes and after-tax earnings from joint ventures"
    assert items("income", row(label, "3,209.6")) == ["pretax_income"]
    assert items("income", row("Earnings before income tax expense and equity in income of affiliates", "3,024")) == [
        "pretax_income"
    ]

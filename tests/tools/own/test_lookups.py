"""A cell by its row and column, a section by its number: found where the question names one, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.records import Record, Table
from muniment.tools.own.section_lookup import find_section, section_named
from muniment.tools.own.table_lookup import look_up

FEES = Table(
    (
        ("Service", "Basis", "Fee", "Minimum annual fee"),
        ("Living trust", "yearly", "1.15%", "$6,500"),
        ("Special needs trust", "yearly", "0.95%", "$4,200"),
        ("Special needs trust, court supervised", "yearly", "1.35%", "$5,100"),
        ("Escrow", "each", "", "$900"),
    ),
    "Fee schedule of Osprey Fiduciary",
)
BUDGET = Table((("Cost", "Budget", "Actual"), ("Telecoms", "61,000", "74,820"), ("Rent", "90,000", "90,000")))
SUPPORT = Table(
    (("Severity", "Meaning", "First response"), ("P1", "Down", "20 minutes"), ("P2", "Impaired", "2 hours"))
)
SALES = Table(
    (
        ("Region", "Product", "Q3 2024", "Q4 2024"),
        ("Pacific", "Tea", "$24", "$19"),
        ("Pacific", "Water", "$45", "$37"),
        ("Alpine", "Tea", "$8", "$7"),
    )
)
BOOKS = Table(
    (
        ("Account", "Description", "Debit", "Credit"),
        ("4360", "Insurance", "41.50", "0.00"),
        ("0800", "Capital", "0.00", "250.00"),
    )
)
PROFIT = Table((("", "2023", "2022"), ("Profit before tax", "70", "51"), ("Income tax", "(20)", "(15)")))
MARKETS = Table(
    (("Sales", "2023", "2022"), ("United Kingdom", "84", "86"), ("Germany", "26", "43")), "amounts stated in SEK m"
)
HALVES = Table((("", "H1 2024", "H1 2023"), ("Profit before tax", "70", "51"), ("Income tax", "(20)", "(15)")))
DEBT = Table(
    (
        ("", "2023", "2022"),
        ("Borrowings (current)", "15", "14"),
        ("Borrowings (non-current)", "77", "67"),
        ("Cash", "9", "8"),
    )
)
PLACES = Table((("Item", "2023"), ("North", ""), ("Rent", "5"), ("South", ""), ("Rent", "7")))
LIMITS = Table(
    (
        ("City tier", "Hotel limit", "Meals"),
        ("Tier 1 (London, New York)", "$375", "$95"),
        ("Tier 2 (Boston, Chicago)", "$285", "$80"),
    )
)
DRAWN = Table(
    (("Facility", "Drawn at 31 Oct 2024", "Undrawn"), ("Revolver", "2,350", "1,650"), ("Term loan", "900", "0"))
)


def found(question: str, table: Table, text: str = "") -> str | None:
    looked = look_up(question, [Record("a", text, "Osprey schedule", (table,))])
    return looked.text if looked else None


@pytest.mark.parametrize(
    ("question", "table", "answer"),
    [
        ("What is the minimum annual fee for a special needs trust at Osprey?", FEES, "$4,200"),
        ("Minimum annual fee, special needs trust that is court supervised?", FEES, "$5,100"),
        ("How quickly is the first response to a P2?", SUPPORT, "2 hours"),
        ("What did tea sell in the Pacific region in the third quarter of 2024?", SALES, "$24"),
        ("How much was booked for insurance?", BOOKS, "41.50"),
        ("What is the hotel limit in Chicago?", LIMITS, "$285"),
        ("What is the rent in the South in 2023?", PLACES, "7"),
        ("How much of the revolver was undrawn at 31 October 2024?", DRAWN, "1,650"),
    ],
)
def test_a_cell_is_found_by_its_row_and_column(question: str, table: Table, answer: str) -> None:
    assert found(question, table) == answer


@pytest.mark.parametrize(
    ("question", "table"),
    [
        ("What was the profit in 2022?", PROFIT),
        ("What did tea sell in the Pacific region?", SALES),
        ("What did coffee sell in the Pacific region in Q3 2024?", SALES),
        ("What is the maximum annual fee for a special needs trust?", FEES),
        ("What is the fee for a trust?", FEES),
        ("What is the lowest minimum annual fee for a special needs trust?", FEES),
        ("What is the fee of it?", Table((("Boat", "Fee"), ("Gull", "5")))),
        ("What stands beside the tea of the Alpine region?", SALES),
        ("By how much did tea sales change in the Pacific region in Q3 2024?", SALES),
        ("How quickly is a P4 answered first?", SUPPORT),
        ("What is the minimum annual fee for an escrow of minors?", FEES),
        ("Did telecoms exceed the budget?", BUDGET),
        ("By how much was telecoms over the budget?", BUDGET),
        ("total borrowings in 2023", DEBT),
        ("What did the Group sell to the United States in 2023?", MARKETS),
        ("How much was sold to the United States in 2023?", Table(MARKETS.rows)),
        ("What was the profit before tax in 2023?", HALVES),
        ("What was the profit before tax for full year 2023?", HALVES),
        ("borrowings in 2023", DEBT),
    ],
)
def test_what_is_not_named_in_full_or_named_twice_is_not_answered(question: str, table: Table) -> None:
    assert found(question, table) is None


@pytest.mark.parametrize(
    "rows",
    [
        (("Our contact", "Jo Reed"), ("Your day rate", "$500")),
        (("Start", "[START DATE]"), ("Work", "[WORK]"), ("Notice", "[PERIOD]"), ("Our contact", "[MANAGER NAME]")),
    ],
)
def test_row_that_shares_only_small_words_is_not_named(rows: tuple[tuple[str, str], ...]) -> None:
    record = Record("r", "", "Contractor agreement template", (Table((("What", "Details"), *rows), "What we agree"),))
    assert look_up("In our contractor template, how fast do we pay invoices?", [record]) is None


def test_a_name_in_the_text_around_a_table_owns_none_of_its_figures() -> None:
    table = Table((("", "2023", "2022"), ("Revenue", "70", "51"), ("Cost", "20", "15")))
    record = Record("a", "Our largest customer is Osprey Supermarkets.", "Harbour Rope annual report", (table,))
    assert look_up("What was the revenue of Osprey in 2023?", [record]) is None
    assert getattr(look_up("What was the revenue of Harbour Rope in 2023?", [record]), "text", "") == "70"


def test_what_a_figure_is_of_does_not_stand_in_the_text_around() -> None:
    table = Table((("", "2024", "2023"), ("Singapore", "210", "204"), ("Indonesia", "84", "79")))
    record = Record("a", "Revenue by country is on page 4.", "Harbour Rope annual report", (table,))
    assert look_up("Revenue from Indonesia in 2024?", [record]) is None
    beside = Table(
        (("", "Employees 2024", "Employees 2023"), ("Singapore", "210", "204"), ("Indonesia", "84", "79")), "Revenue"
    )
    assert look_up("Revenue from Indonesia in 2024?", [Record("a", "", "Harbour Rope", (beside,))]) is None


def test_the_documents_own_name_names_no_row() -> None:
    table = Table((("", "2023"), ("Grants payable to Glenmoor Hospital", "3"), ("Cash", "9")))
    record = Record("a", "", "Glenmoor Hospital Foundation", (table,))
    assert look_up("What are the total holdings of Glenmoor Hospital in 2023?", [record]) is None


LEASE = """6. Default
6.1 Each of these is a default:
(a) rent is late;
(b) another duty is not met within thirty days:
(i) of notice, or
(ii) of knowledge;
(c) insolvency.
6.2 Remedies are cumulative.
7 Notices
In writing."""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("6.1(b)", "(b) another duty is not met within thirty days:\n(i) of notice, or\n(ii) of knowledge;"),
        ("6.1(b)(ii)", "(ii) of knowledge;"),
        ("6.1(c)", "(c) insolvency."),
        ("6.2", "6.2 Remedies are cumulative."),
        ("7", "7 Notices\nIn writing."),
    ],
)
def test_a_section_is_found_by_its_number_with_all_that_is_in_it(number: str, text: str) -> None:
    ((page, start, end),) = find_section(number, ["Lease", LEASE])
    assert page == 1
    assert ["Lease", LEASE][page][start:end] == text


def test_numbered_items_go_on_past_nine() -> None:
    text = "3.1 Duties:\n" + "\n".join(f"({n}) duty {n};" for n in range(1, 12))
    ((_, start, end),) = find_section("3.1(10)", [text])
    assert text[start:end] == "(10) duty 10;"


def test_a_number_that_is_not_there_finds_nothing() -> None:
    assert find_section("8.1", [LEASE]) == []
    assert find_section("6.1(d)", [LEASE]) == []


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What does section 6.1 (b) say?", "6.1(b)"),
        ("Clause 7.2(c) of the MSA - what is the limit?", "7.2(c)"),
        ("§ 4 of the policy", "4"),
        ("Compare section 4 and section 5", ""),
        ("What is due in 4.2 days?", ""),
    ],
)
def test_a_section_is_named_by_a_word_for_one_and_a_number(question: str, number: str) -> None:
    assert section_named(question) == number


QUARTERS = Table(
    (
        ("", "Q1 2023", "Q2 2023", "Q1 2024", "FY23 Total"),
        ("Operating revenue", "188.7", "204.5", "202.6", "766.0"),
        ("Redundancy costs", "3", "4", "5", "16"),
    ),
    "Income by quarter",
)
PARTS = Table(
    (("", "2019", "2020"), ("Imaging", "20,623", "17,308"), ("Total revenues", "102,093", "100,230")),
    "Revenue by service line",
)
HELD = Table(
    (
        ("", "2020", "2021"),
        ("Current assets", "", ""),
        ("Cash", "14", "16"),
        ("", "20", "22"),
        ("Total assets", "80", "86"),
    )
)


@pytest.mark.parametrize(
    ("question", "table", "cell"),
    [
        ("What was operating revenue in Q1 2024?", QUARTERS, "202.6"),
        ("What was operating revenue in Q2 2024?", QUARTERS, None),
        ("What were the redundancy costs in FY23?", QUARTERS, "16"),
        ("Imaging revenue in 2019?", PARTS, "20,623"),
        ("Total revenues in 2020?", PARTS, "100,230"),
        ("Total current assets in 2020?", HELD, None),
        ("Total assets in 2020?", HELD, "80"),
        ("Cash as a percentage of total assets in 2020?", HELD, None),
    ],
)
def test_a_column_is_told_by_its_quarter_and_year_and_a_part_by_its_row(
    question: str, table: Table, cell: str | None
) -> None:
    looked = look_up(question, [Record("a", "", "Osprey accounts", (table,))])
    assert (looked.text if looked else None) == cell


def test_a_part_of_a_year_is_never_said_by_the_text_around_alone() -> None:
    table = Table((("", "2023", "2022"), ("Cash flow from operating activities", "17,125", "17,440")), "Cash flows")
    record = Record("a", "The first half was weak. H1 orders fell.", "Osprey accounts", (table,))
    assert look_up("Cash flow from operating activities in H1 2023?", [record]) is None
    told = replace(record, tables=(replace(table, caption="H1 was weak."),))
    assert look_up("Cash flow from operating activities in H1 2023?", [told]) is None
    headed = replace(record, tables=(replace(table, caption="Cash flows of H1 2023 and H1 2022"),))
    assert look_up("Cash flow from operating activities in H1 2023?", [headed]) is not None
    looked = look_up("Cash flow from operating activities in 2023?", [record])
    assert looked is not None
    assert looked.text == "17,125"

"""Numbers of the caller's records, as they stand in real tables and sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.records import Record, Table
from muniment.tools.own.program_ranker import rank_programs
from muniment.tools.own.record_cells import cells, number
from muniment.tools.own.record_programs import Question

SALES = Table(
    (
        ("", "", "Years Ended September 30,", ""),
        ("(in millions)", "2019", "2018", "2017"),
        ("Fixed Price", "$  1,452.4", "$  1,146.2", "$  1,036.9"),
        ("Other", "44.1", "56.7", "(70.8)"),
        ("Total sales", "$1,496.5", "$1,202.9", "$1,107.7"),
    )
)


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("$  1,452.4", "1452.4", False),
        ("(70.8)", "-70.8", False),
        ("$ -69 ( 69 )", "-69", False),
        ("27.3% ( 27.3 % )", "27.3", True),
        ("$(53)", "-53", False),
        ("5.0 years", "5.0", False),
        (".45", "0.45", False),
    ],
)
def test_a_cell_is_read_with_its_sign(text: str, value: str, percent: bool) -> None:
    assert number(text) == (Decimal(value), percent)


@pytest.mark.parametrize("text", ["", "n/a", "—", "December 31, 2019", "Level 3 assets", "see note 12 below"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_currency_of_some_columns_is_none_of_what_others_count() -> None:
    heads = ("Route", "Single EUR", "Return EUR", "Passengers 2023", "Passengers 2024")
    found = cells([Record("r", "", tables=(Table((heads, ("Holm", "9.00", "16.00", "40,020", "38,990"))),))])
    assert [(c.column_name, c.unit) for c in found] == [
        ("Single EUR", "EUR"),
        ("Return EUR", "EUR"),
        ("Passengers 2023", "number"),
        ("Passengers 2024", "number"),
    ]
    years = ("", "EUR 2023", "2022", "Year ended December 31, 2021")
    found = cells([Record("r", "", tables=(Table((years, ("Dues", "3", "2", "1"))),))])
    assert {c.unit for c in found} == {"EUR"}


def test_what_has_more_amounts_than_any_sentence_has_none() -> None:
    amounts = " and ".join(f"${n} million" for n in range(1, 101))
    assert len(cells([Record("r", f"Sales were {amounts}.", "")])) == 100
    assert cells([Record("r", f"Sales were {amounts} and $7 million.", "")]) == []


def test_cells_carry_row_column_scale_and_unit() -> None:
    found = cells([Record("r", "", tables=(SALES,))])
    first = found[0]
    assert (first.row_name, first.column_name, first.value, first.unit) == (
        "Fixed Price",
        "Years Ended September 30, 2019",
        Decimal("1452400000"),
        "USD",
    )
    assert [c.value for c in found if c.row_name == "Other"] == [
        Decimal(44100000),
        Decimal(56700000),
        Decimal(-70800000),
    ]
    assert {c.years for c in found} == {(2019,), (2018,), (2017,)}


def test_heading_rows_name_what_stands_below_them_to_the_total() -> None:
    table = Table((("", "2020"), ("Revenue:", ""), ("License", "3"), ("Total", "3"), ("Employees", "7")))
    assert [(c.group, c.row_name) for c in cells([Record("r", "", tables=(table,))])] == [
        ("Revenue", "License"),
        ("Revenue", "Total"),
        ("", "Employees"),
    ]


def test_amounts_in_a_sentence_take_the_years_in_their_order() -> None:
    text = "In 2017, 2016 and 2015, issuances were 113,941, 130,085 and 141,055 shares, respectively."
    assert [(f"{c.value:f}", c.column_name) for c in cells([Record("r", text)])] == [
        ("113941", "2017"),
        ("130085", "2016"),
        ("141055", "2015"),
    ]


def test_references_and_dates_are_no_amounts() -> None:
    text = "See note 12 and Item 7. On March 15, 2019 we paid $1.3 billion, 18 percent of sales (2)."
    assert [(f"{c.value:f}", c.unit) for c in cells([Record("r", text)])] == [("1300000000", "USD"), ("0.18", "pure")]


@pytest.mark.parametrize(
    ("question", "shape", "value"),
    [
        ("What was the total sales in 2018?", "value", "1202900000"),
        ("What was the change in total sales from 2018 to 2019?", "change", "293600000"),
        ("What was the percentage change in fixed price sales between 2018 and 2019?", "percent_change", "0.26714"),
        ("What was the average total sales from 2017 to 2019?", "average", "1269033333"),
        ("What percentage of total sales were fixed price in 2019?", "ratio", "0.97053"),
    ],
)
def test_the_program_meant_is_ranked_first(question: str, shape: str, value: str) -> None:
    first = rank_programs(Question(question), cells([Record("r", "", tables=(SALES,))]))[0]
    assert first.proposal.shape == shape
    assert f"{first.proposal.value:f}".startswith(value)


def test_follow_up_takes_what_it_leaves_out_from_the_question_before() -> None:
    asked = Question("and in 2018?", ("What were total sales in 2019?",))
    assert rank_programs(asked, cells([Record("r", "", tables=(SALES,))]))[0].proposal.value == Decimal(1202900000)


def test_a_currency_of_one_column_is_not_the_others() -> None:
    plans = Table((("Plan", "Mar", "Fee (EUR thousand)"), ("Basic", "210", "19.90")))
    assert [(c.unit, c.value) for c in cells([Record("g", "", "Gym", (plans,))])] == [
        ("number", Decimal(210)),
        ("EUR", Decimal(19900)),
    ]


def test_amounts_per_share_stand_outside_of_a_table_s_scale() -> None:
    rows = (
        ("", "2020"),
        ("Net income", "11,062"),
        ("Basic EPS", "0.46"),
        ("Earnings per share", ""),
        ("Basic", "0.46"),
    )
    found = {c.row_name: c.value for c in cells([Record("a", "", "Accounts", (Table(rows, "USD in thousands"),))])}
    assert found == {"Net income": Decimal(11_062_000), "Basic EPS": Decimal("0.46"), "Basic": Decimal("0.46")}


def test_people_and_shops_are_not_counted_in_thousands_of_pounds() -> None:
    def values(rows: tuple[tuple[str, ...], ...], over: str) -> list[Decimal]:
        return [c.value for c in cells([Record("a", "", "Depots", (Table(rows, over),))])]

    depots = (("Site", "Staff", "Repairs", "Number of visits"), ("Selby", "19", "42", "7"))
    assert values(depots, "Amounts in £ thousand") == [19, 42_000, 7]
    countries = (("", "2024"), ("Germany", "1,840"), ("France", "602"))
    assert values(countries, "EUR in thousands. Average headcount") == [1_840, 602]
    costs = (("", "Staff costs", "Employees (thousands)"), ("Germany", "1,840", "3"))
    assert values(costs, "EUR in thousands") == [1_840_000, 3_000]


def test_a_sum_without_a_name_ends_what_stands_under_a_heading() -> None:
    rows = (("", "2020"), ("Current assets", ""), ("Cash", "14"), ("", "20"), ("Total assets", "80"))
    found = [(c.group, c.row_name) for c in cells([Record("a", "", "Accounts", (Table(rows),))])]
    assert found == [("Current assets", "Cash"), ("", ""), ("", "Total assets")]


def test_a_row_of_units_is_a_head_and_thousands_may_be_parted_by_apostrophes() -> None:
    rows = (("", "", "2023", "2022"), ("", "Note", "€’000", "€’000"), ("Refurbishment", "", "(27,365)", "(18’420)"))
    found = [c.value for c in cells([Record("a", "", "Hotels", (Table(rows),))])]
    assert found == [Decimal(-27_365_000), Decimal(-18_420_000)]
    assert number("€’000") is None
    assert number("-45’080") == (Decimal(-45_080), False)


def test_lakhs_and_crores_are_powers_of_ten() -> None:
    rows = (("₹ in crore", "2024"), ("Revenue", "63.95"))
    assert [c.value for c in cells([Record("a", "", "Spices", (Table(rows),))])] == [Decimal("639500000")]


def test_what_stands_nearest_over_a_table_says_its_scale_and_currency() -> None:
    over = "Investments of CHF 9 million are planned. 60% of purchases are invoiced in euro. Income statement in CHF thousand"
    rows = (("", "2023"), ("Personnel expenses", "47’547"))
    (cell,) = cells([Record("a", "", "Pumps", (Table(rows, over),))])
    assert (cell.value, cell.unit) == (Decimal(47_547_000), "CHF")
    apple = "(In millions, except number of shares, which are reflected in thousands, and per-share amounts)"
    (cell,) = cells([Record("a", "", "Apple", (Table((("", "2024"), ("Net sales", "391,035")), apple),))])
    assert cell.value == 391_035_000_000


def test_thousands_of_a_currency_may_be_written_as_one_word() -> None:
    rows = (
        ("Site", "Rent (kEUR)", "Fee (MSEK)", "Tax (TCHF)", "Deposit (EUR)"),
        ("Foz", "18.7", "2.5", "41", "35,000"),
    )
    found = [(c.value, c.unit) for c in cells([Record("a", "", "Leases", (Table(rows),))])]
    assert found == [
        (Decimal(18_700), "EUR"),
        (Decimal(2_500_000), "SEK"),
        (Decimal(41_000), "CHF"),
        (Decimal(35_000), "EUR"),
    ]

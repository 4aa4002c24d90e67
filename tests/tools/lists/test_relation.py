from decimal import Decimal

import pytest

from muniment.records import Table
from muniment.tools.lists.cell_amounts import Amount, amount_of, is_unknown
from muniment.tools.lists.table_lists import relation_of
from tests.tools.lists.lists_read import BILLED, MISSIONS


def test_a_column_is_of_the_kind_that_its_cells_are_of() -> None:
    kinds = {c.head: c.kind for c in MISSIONS.columns}
    assert kinds == {
        "Mission": "text",
        "Commander": "text",
        "Launched": "span",
        "Landed": "flag",
        "Samples (kg)": "amount",
        "Site": "text",
    }


def test_a_total_below_is_no_row() -> None:
    assert [r.cells[0] for r in BILLED.rows] == ["RE-101", "RE-102", "RE-103", "RE-104", "GS-007"]


def test_amounts_with_decimal_commas_are_exact_and_days_and_names_stay() -> None:
    net = next(c for c in BILLED.columns if c.head == "Net (EUR)")
    assert BILLED.rows[0].values[net.at] == Amount(Decimal("1000.00"), "EUR")
    assert BILLED.rows[0].cells[2] == "03.02.2025"


@pytest.mark.parametrize(
    "rows",
    [
        (("Region", "Sales"), ("North", "")),
        (("Assets", "2024"),),
        (("Assets", "2024", "2023"), ("Current assets", "", ""), ("Cash", "29,943", "29,965")),
        (("Name", "Name"), ("a", "b")),
    ],
)
def test_what_has_headings_between_its_rows_or_two_heads_alike_is_no_list(rows: tuple[tuple[str, ...], ...]) -> None:
    found = relation_of(Table(rows), "")
    assert found is None or len(found.rows) == 1


def test_a_repeated_head_and_what_is_brought_forward_are_no_rows() -> None:
    head = ("Date", "Text", "Amount")
    rows = (head, ("2025-05-01", "Balance brought forward", "10.00"), ("2025-05-02", "Rent", "5.00"), head)
    found = relation_of(Table((*rows, ("2025-05-03", "Fee", "1.00"))), "bank")
    assert found is not None
    assert [r.cells[1] for r in found.rows] == ["Rent", "Fee"]


def test_numbers_that_mark_things_are_no_amounts() -> None:
    found = relation_of(Table((("Order", "Zip code", "Qty"), ("90310", "10115", "2"), ("90311", "80331", "3"))), "")
    assert found is not None
    assert [c.kind for c in found.columns] == ["text", "text", "amount"]


def test_two_currencies_in_one_column_are_mixed() -> None:
    found = relation_of(Table((("Donor", "Gift"), ("A", "£50.00"), ("B", "€20.00"), ("C", "£10.00"))), "")
    assert found is not None
    assert found.columns[1].mixed


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1,182.05", "1182.05", "USD"),
        ("($1,182.05)", "-1182.05", "USD"),
        ("4'215.00", "4215.00", ""),
        ("12 kg", "12", "kg"),
        ("5.25%", "5.25", "%"),
        ("-476.00", "-476.00", ""),
    ],
)
def test_an_amount_is_read_with_its_sign_and_unit(text: str, value: str, unit: str) -> None:
    assert amount_of(text) == Amount(Decimal(value), unit)


def test_what_is_to_be_confirmed_is_unknown_and_what_is_waived_is_not() -> None:
    assert [is_unknown(t) for t in ("TBC", "pending", "waived", "n/a", "", "12")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]

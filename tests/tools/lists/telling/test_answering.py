import pytest

from muniment.errors import Abstention
from tests.tools.lists.lists_read import BILLED, MISSIONS, list_of, said, told


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many missions landed?", "6."),
        ("How many missions did not land?", "1 [1]."),
        ("How many missions were launched in 1971?", "2."),
        ("total samples", "381.7 kg."),
        ("samples of Apollo 15", "77.3 kg – Apollo 15 [1]."),
        ("Which mission has the most samples?", "Apollo 17 (110.5 kg) [1]."),
        ("top 3 missions by samples", "Apollo 17 (110.5 kg), Apollo 16 (95.7 kg), Apollo 15 (77.3 kg)."),
        ("Which mission has the second highest samples?", "Apollo 16 (95.7 kg) [1]."),
        ("earliest mission", "Apollo 11 (1969-07-16) [1]."),
        ("Did Apollo 13 land?", "No – Apollo 13, “Landed”: no [1]."),
        ("When was Apollo 11 launched?", "1969-07-16 – Apollo 11 [1]."),
        ("Where did Apollo 17 land?", "Taurus-Littrow – Apollo 17 [1]."),
        ("Who commanded the first mission?", "Neil Armstrong, Apollo 11 (1969-07-16) [1]."),
        ("List the missions of 1971", "Apollo 14, Apollo 15."),
        ("Missions without a site", "Apollo 13 [1]."),
        ("What share of missions landed?", "85.71% – 6 of 7."),
        ("difference in samples between Apollo 17 and Apollo 16", "14.8 kg – Apollo 17: 110.5 kg; Apollo 16: 95.7 kg."),
    ],
)  # fmt: skip
def test_missions_are_told(question: str, answer: str) -> None:
    assert said(question, MISSIONS) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("gross of RE-103", "4,760.00 EUR – RE-103 (Norvik AS) [1]."),
        ("total net of the open invoices", "4,600 EUR."),
        ("total net for Norvik AS", "3,600 EUR."),
        ("net per customer", "Acme Ltd: 1,600 EUR; Acme GmbH: 250 EUR; Norvik AS: 3,600 EUR."),
        ("total net per customer", "Acme Ltd: 1,600 EUR; Acme GmbH: 250 EUR; Norvik AS: 3,600 EUR."),
        ("Which invoices are open?", "RE-103 (Norvik AS), RE-104 (Acme Ltd)."),
        ("Is RE-104 paid?", "No – RE-104 (Acme Ltd), “Status”: Open [1]."),
        ("Which invoices have no approval?", "RE-103 (Norvik AS) [1]."),
        ("How many customers do we have?", "3: Acme Ltd, Acme GmbH, Norvik AS."),
        ("Which customer has the most invoices?", "Acme Ltd (2 rows), Norvik AS (2 rows)."),
        ("Which invoice has the largest gross?", "RE-103 (Norvik AS) (4,760.00 EUR) [1]."),
    ],
)
def test_invoices_are_told(question: str, answer: str) -> None:
    assert said(question, BILLED) == answer


def test_how_the_question_was_read_and_the_rows_are_told_with_it() -> None:
    found = told("total net of the open invoices", BILLED)
    assert found is not None
    assert "Read as: the sum of “Net (EUR)” over the 2 of 5 rows in which “Status” is “Open”." in found.listing.text
    assert found.listing.table is not None
    assert [[c.text for c in row] for row in found.listing.table.rows] == [
        ["RE-103", "Norvik AS", "4,000.00", "Open"],
        ["RE-104", "Acme Ltd", "600.00", "Open"],
    ]
    assert found.rows == (3, 4)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("When is GS-007 due?", "blank"),
        ("gross for Acme Ltd, which invoice?", "2 rows fit"),
        ("How many invoices are not approved by Mark?", "no “Approved by”"),
        ("invoices of March 2024", "no row of that time"),
        ("What is the total of everything?", "Of which column"),
        ("Which invoice is the biggest?", "By which column"),
    ],
)
def test_what_cannot_be_told_is_refused_and_said_why(question: str, why: str) -> None:
    with pytest.raises(Abstention, match=why):
        told(question, BILLED)


def test_amounts_of_several_units_are_never_taken_together() -> None:
    gifts = list_of(("Donor", "Gift"), ("Ann", "£50.00"), ("Ben", "€20.00"), ("Cyd", "£10.00"), title="gifts")
    with pytest.raises(Abstention, match="several units"):
        told("total of all gifts", gifts)
    assert said("total gift in pounds", gifts) == "60 GBP."
    stock = list_of(("Item", "Qty", "Unit"), ("Flour", "20", "kg"), ("Milk", "30", "litres"), ("Salt", "5", "kg"))
    with pytest.raises(Abstention, match="several units"):
        told("total quantity", stock)
    bills = list_of(("Bill", "Amount", "Currency"), ("B1", "10.00", "USD"), ("B2", "20.00", "EUR"))
    with pytest.raises(Abstention, match="several units"):
        told("total amount", bills)


def test_a_sum_with_an_amount_to_be_confirmed_is_not_known_and_one_with_a_waived_one_is() -> None:
    fees = list_of(("Member", "Fee"), ("Ann", "$50"), ("Ben", "TBC"), ("Cyd", "$10"), ("Dee", "$20"))
    with pytest.raises(Abstention, match="“Fee” of Ben is “TBC”"):
        told("total fee", fees)
    fees = list_of(("Member", "Fee"), ("Ann", "$50"), ("Ben", "waived"), ("Cyd", "$10"), ("Dee", "$20"))
    assert said("total fee", fees) == "80 USD."
    with pytest.raises(Abstention, match="smallest is not known"):
        told("lowest fee", fees)


def test_rates_and_percentages_do_not_add_up() -> None:
    loans = list_of(("Loan", "Rate"), ("L-1", "5.25%"), ("L-2", "6.90%"))
    assert told("total rate", loans) is None
    assert said("average rate", loans) == "6.08%."


def test_a_single_row_and_a_sum_that_would_be_told_of_two_are_refused() -> None:
    sales = list_of(("Sale", "Rep", "Value"), ("S1", "Ann", "$90"), ("S2", "Ben", "$60"), ("S3", "Ben", "$50"))
    with pytest.raises(Abstention, match="is of Ann; all rows together, it is Ben"):
        told("Which rep has the highest value?", sales)
    assert said("Which rep has the highest total value?", sales) == "Ben (110 USD)."
    assert said("Which rep has the highest single value?", sales) == "S1 (Ann) ($90) [1]."


def test_what_somebody_did_the_most_of_is_not_guessed() -> None:
    landings = list_of(
        ("Landing", "Skipper", "Weight (kg)", "Value (£)"),
        ("L1", "Ann Tregear", "120", "90.00"),
        ("L2", "Bob Reid", "80", "160.00"),
        title="landings",
    )
    assert told("Which skipper landed the most?", landings) is None
    assert said("Which skipper landed the most kg?", landings) == "Ann Tregear (120 kg) [1]."
    sold = list_of(("Show", "Tickets sold", "Takings"), ("Medea", "90", "$900"), ("Faust", "80", "$990"), title="shows")
    assert told("Which show sold the most?", sold) is None


def test_an_average_for_each_row_is_that_of_the_rows() -> None:
    entries = list_of(
        ("Entry", "Lawyer", "Hours"), ("1", "Ann", "4"), ("2", "Ann", "3"), ("3", "Bob", "9"), title="entries"
    )
    assert said("Ann's average hours per entry", entries) == "3.50."
    assert said("hours per lawyer", entries) == "Ann: 7; Bob: 9."
    assert said("how many entries per lawyer", entries) == "Ann: 2; Bob: 1."


def test_a_blank_among_a_few_rows_is_not_added_up() -> None:
    shows = list_of(
        ("Show", "Play", "Refunds (€)"),
        ("1", "Medea", "12"),
        ("2", "Medea", ""),
        ("3", "Faust", "5"),
        ("4", "Ubu", "1"),
    )
    with pytest.raises(Abstention, match="of 1 row of 2 is blank"):
        told("total refunds of Medea", shows)
    assert said("total refunds", shows) == "18 EUR."


def test_what_the_rows_are_called_beside_their_mark_parts_nothing() -> None:
    boats = list_of(
        ("Berth", "Boat", "Length (m)", "Paid"),
        ("A1", "Seagull", "7.5", "yes"),
        ("A2", "Pippa", "5.1", "yes"),
        ("B1", "Merlin", "9.2", "no"),
    )
    assert said("average length of the boats that paid", boats) == "6.30 m."
    assert said("longest boat", boats) == "Merlin, B1 (9.2 m) [1]."


def test_counts_have_no_currency() -> None:
    seats = list_of(("Product", "Seats", "Fee", "Currency"), ("A", "10", "5", "EUR"), ("B", "30", "7", "USD"))
    assert said("Which product has the most seats?", seats) == "B (30) [1]."
    with pytest.raises(Abstention, match="several units"):
        told("total fee", seats)


def test_things_that_are_counted_by_a_column_are_not_counted_by_their_rows() -> None:
    stock = list_of(("SKU", "Item", "Qty"), ("A1", "Laptop", "3"), ("A2", "Laptop", "2"), ("A3", "Dock", "4"))
    assert told("How many laptops do we have?", stock) is None
    assert told("How many items are there?", stock) is None


def test_a_name_is_not_taken_for_a_form_of_another() -> None:
    budget = list_of(("Line", "Owner", "Spent"), ("1", "Ann Gold", "$5"), ("2", "Ann Golding", "$7"))
    assert said("total spent by Ann Gold", budget).startswith("$5")
    budget = list_of(("Line", "Owner", "Spent"), ("1", "Ann Gold", "$5"), ("2", "Bob Reid", "$7"))
    assert said("total spent by Ann Golding", budget) == ""

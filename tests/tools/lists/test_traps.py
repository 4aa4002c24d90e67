"""What stands in a list and tempts to be told for something else, one test a guard."""

from __future__ import annotations

import pytest

from muniment.errors import Abstention
from muniment.tools.lists.relation import Relation
from tests.tools.lists.lists_read import BILLED, MISSIONS, list_of, said, told

LOANS = list_of(
    ("Loan", "Borrower", "Approved by", "Approved", "Lent on", "Returned", "Fine (€)", "Days"),
    ("L-1", "Ann Lee", "Bob Reid", "100", "2024-03-01", "2024-03-09", "2", "8"),
    ("L-2", "Cyd Oak", "Ann Lee", "200", "2024-03-05", "2024-03-30", "5", "25"),
    ("L-3", "Ann Lee", "Bob Reid", "300", "2024-04-02", "", "1", "11"),
    title="library loans",
)
SAMPLES = list_of(
    ("Sample", "Site", "Analyte", "Result", "Limit"),
    ("S1", "Well", "Iron", "12.4", "50"),
    ("S2", "Well", "Iron", "<0.5", "50"),
    ("S3", "Pond", "Iron", "pending", "50"),
    ("S4", "Pond", "Lead", "12.4", "10"),
    title="samples",
)
SHIPPED = list_of(
    ("Order", "Status", "Shipped", "Hours 2023", "Since", "Total"),
    ("7", "Shipped", "2024-03-01", "4", "2021", "$10"),
    ("8", "Delivered", "2024-03-09", "6", "2023", "$20"),
    ("2024", "Shipped", "2024-03-12", "5", "2023", "$40"),
    title="orders",
)


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("Who approved L-1's amount of 100, if anybody?", LOANS),
        ("When was RE-101 paid?", BILLED),
        ("total of the average days", LOANS),
        ("Which mission do we find in Apollo 13?", MISSIONS),
        ("borrowers with more than one loan", LOANS),
        ("average iron at the well", SAMPLES),
        ("invoices from 3 March 2025", BILLED),
        ("How many invoices had we at the end of March 2025?", BILLED),
        ("Which orders are 2024?", SHIPPED),
        ("Who had the most expensive mission?", MISSIONS),
    ],
)
def test_what_is_not_told_by_a_list_is_left_unread(question: str, relation: Relation) -> None:
    assert told(question, relation) is None


@pytest.mark.parametrize(
    ("question", "relation", "answer"),
    [
        ("How many invoices, credited excluded?", BILLED, "4."),
        ("How many orders have a shipped date after 5 March 2024?", SHIPPED, "2."),
        ("hours in 2023 altogether", SHIPPED, "15."),
        ("Who approved L-1?", LOANS, "Bob Reid [1]."),
        ("How many loans were approved by Ann Lee?", LOANS, "1 [1]."),
        ("How many loans have Ann Lee as borrower?", LOANS, "2."),
        ("Has L-3 been returned?", LOANS, "No – L-3 (Ann Lee), “Returned”: blank [1]."),
        ("fine of L-2", LOANS, "5 EUR – L-2 (Cyd Oak) [1]."),
    ],
)
def test_what_is_told_is_of_the_column_that_is_meant(question: str, relation: Relation, answer: str) -> None:
    assert said(question, relation) == answer


@pytest.mark.parametrize(
    ("question", "relation", "why"),
    [
        ("Iron result of S3", SAMPLES, "“Result” of S3.* is “pending”"),
        ("gifts over 20", list_of(("Gift", "Amount"), ("a", "£30"), ("b", "€50"), ("c", "£10"), title="gifts"), "several units"),
        ("What share of the amount is from Ann?", list_of(("Donor", "Amount"), ("Ann", "30"), ("Ben", "-50"), title="gifts"), "below zero"),
        ("second highest days", list_of(("Loan", "Days"), ("a", "9"), ("b", "9"), ("c", "1"), title="loans"), "share a place"),
        ("difference in days between Cyd and Ben", list_of(("Loan", "Who", "Days"), ("a", "Cyd", "9"), ("b", "Ben", "8"), ("c", "Ben", "1"), title="loans"), "2 rows of the list are of Ben"),
    ],
)  # fmt: skip
def test_what_is_understood_and_not_settled_is_refused(question: str, relation: Relation, why: str) -> None:
    with pytest.raises(Abstention, match=why):
        told(question, relation)


HIVES = list_of(
    ("Stock", "Temper", "Honey (kg)", "Varroa (%)", "Queen born", "Fed", "Price per kg", "In store"),
    ("H-1", "calm", "10", "1.0", "2022", "yes", "8", "yes"),
    ("H-2", "calm", "12", "2.0", "2023", "no", "9", "no"),
    ("H-3", "wild", "30", "5.0", "2022", "no", "7", "no"),
    ("H-4", "wild", "1", "0.5", "2021", "yes", "6", "yes"),
    title="hives",
)
PETS = list_of(
    ("Pet", "Species", "Vaccine", "Weight (lb)", "Keeper", "Vet", "Fee", "Conc. (ml)"),
    ("Bear", "dog", "rabies", "124.6", "Lee", "Dr. Kim", "$28", "1"),
    ("Bear", "dog", "DHPP", "124.6", "Lee", "Dr. Kim", "$42", "2"),
    ("Rufus", "dog", "rabies", "71.2", "Oak", "Dr. Osei", "$28", "3"),
    ("Duke", "dog", "rabies", "63.5", "Ash", "Dr. Osei", "$38", "4"),
    ("Mochi", "cat", "FVRCP", "8.9", "Elm", "Dr. Osei", "$38", "6"),
    title="vaccinations",
)
MATTERS = list_of(
    ("Matter", "Client", "Billed"),
    ("M-1", "Crown", "100"),
    ("M-2", "Tideway", "120"),
    ("M-3", "Crown", "90"),
    title="matters",
)
MEMBERS = list_of(("Member", "Joined"), ("Lea Alt", "2011-01-01"), ("Jo Rau", "2014-01-01"), title="members")
TAKEN = list_of(
    ("Sample", "Site", "Analyst"),
    ("S-1", "Well", "Kim Oda"),
    ("S-2", "Pond", "Kim Oda"),
    ("S-3", "Pond", "Al Reed"),
    title="samples",
)
COMPLAINTS = list_of(
    ("Complaint", "Product", "Handler"), ("C-1", "Kettle", "Noor Ali"), ("C-2", "Iron", "Jo Rau"), title="complaints"
)
HOLDERS = list_of(
    ("Plot", "Holder", "Size", "Paid?", "Since"),
    ("P-1", "Hilda Marsh", "90", "yes", "2011"),
    ("P-2", "Joan Okafor", "75", "yes", "2004"),
    ("P-3", "", "60", "no", "2019"),
    title="plots",
)


@pytest.mark.parametrize(
    ("question", "relation", "answer"),
    [
        ("Did the calm hives give more honey than the wild ones?", HIVES, "No – calm: 22 kg; wild: 31 kg."),
        ("On average, do calm hives have more varroa than wild ones?", HIVES, "No – calm: 1.50%; wild: 2.75%."),
        ("hives with a 2022 queen and varroa above 3%", HIVES, "H-3 [1]."),
        ("which hives are in store?", HIVES, "H-1, H-4."),
        ("the two heaviest dogs", PETS, "Bear · dog · rabies (124.6 lb), Bear · dog · DHPP (124.6 lb), Rufus · dog · rabies (71.2 lb)."),
        ("average concentration for the cats", PETS, "6.00 ml [1]."),
        ("Which plots are not paid?", HOLDERS, "P-3 [1]."),
    ],
)  # fmt: skip
def test_what_is_taken_together_or_apart_is_what_is_asked(question: str, relation: Relation, answer: str) -> None:
    assert said(question, relation) == answer


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("which rooms have a store?", HIVES),
        ("hives that have a store", HIVES),
        ("which client was billed most?", MATTERS),
        ("who has more, Lea Alt or Jo Rau?", MEMBERS),
        ("How many samples did Kim Oda take?", TAKEN),
        ("who made complaint C-1?", COMPLAINTS),
        ("who pays more, Hilda Marsh or Joan Okafor?", HOLDERS),
        ("who took H-1?", HIVES),
        ("which temper was fed most?", HIVES),
        ("how many different makes are there", HIVES),
        ("total price per kg of the calm hives", HIVES),
    ],
)
def test_what_is_near_to_a_column_and_another_thing_is_left_unread(question: str, relation: Relation) -> None:
    assert told(question, relation) is None


@pytest.mark.parametrize(
    ("question", "relation", "why"),
    [
        ("how many dogs are there?", PETS, "4 rows fulfil this, of 3 different “Pet”"),
        ("fees of Dr. Osei", PETS, "3 rows fit"),
        ("Do calm hives have higher varroa than wild ones?", HIVES, "2 rows of the list are of calm"),
    ],
)
def test_what_may_be_of_rows_or_of_what_they_are_of_is_asked_back(question: str, relation: Relation, why: str) -> None:
    with pytest.raises(Abstention, match=why):
        told(question, relation)

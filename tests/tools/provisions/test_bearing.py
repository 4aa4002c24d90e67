"""Whether a provision bears a question word for word."""

from __future__ import annotations

import pytest

from muniment.tools.provisions.bearing import bears_every_word, without_document

DEPOSIT = "On signing, the Tenant shall pay the Landlord a deposit of £21,600, which the Landlord holds apart."
ROOF = "The Landlord repairs the roof, the structure and the lifts."


@pytest.mark.parametrize(
    ("question", "provision"),
    [
        ("How much deposit does the Tenant pay?", DEPOSIT),
        ("Who repairs the roof?", ROOF),
        ("Who repairs the roof?", "The roof is repaired at any time by the Landlord."),
        ("How many parking spaces may the Tenant use?", "The Tenant may use four (4) parking spaces behind the house."),
        (
            "How often must the Tenant redecorate the interior?",
            "The Tenant must redecorate the interior every 5 years.",
        ),
        ("How long are backups kept?", "Backups are kept for ninety days and then deleted."),
        ("When may premium economy be booked?", "Premium economy may be booked for flights of over six hours."),
    ],
)
def test_provision_bears_the_question(question: str, provision: str) -> None:
    assert bears_every_word(question, provision)


@pytest.mark.parametrize(
    ("question", "provision"),
    [
        # Another does it, it is another thing, or another kind of answer.
        ("How much deposit does the Landlord pay?", DEPOSIT),
        ("How much deposit does the Tenant pay for the parking space?", DEPOSIT),
        ("How long is the deposit held by the Landlord?", "The Landlord holds the deposit of the Tenant apart."),
        ("Who pays for the roof?", ROOF),
        ("Who repairs the roof?", "The roof is repaired at any time where it leaks."),
        ("How many hours must the consultant work?", "The consultant shall invoice the hours of work within 5 days."),
        (
            "How much insurance must Logan's maintain?",
            "SRP shall maintain insurance of $5 million with Logan's as insured.",
        ),
        # What stands elsewhere, asks itself, or is no sentence.
        ("What deposit does the Tenant pay?", "The Tenant pays the deposit set out in Schedule 2."),
        ("What are the mooring fees?", "The mooring fees are posted on the board at the harbour office."),
        ("How is the cost of the lift divided?", "The cost of the lift is divided according to the lease."),
        (
            "What is the berth limit of the Agent?",
            "The berth limit of the Agent is fixed by the Port from time to time.",
        ),
        ("What are the charges for the slipway?", "The charges for the slipway are the subject of a separate deed."),
        ("Which flaw did Brett Hardin find?", "Brett Hardin, flaw, find"),
        ("Which fee does the Tenant pay?", "Which fee does the Tenant pay, you may ask?"),
        # Which direction is meant must stand there.
        ("How long before the end must the Tenant give notice?", "The Tenant must give notice 30 days after the end."),
        (
            "May children in Year 4 walk home alone?",
            "Children in Years 5 and 6 may walk home alone with our permission.",
        ),
        # One word is too little.
        ("What about insurance?", "The Tenant must maintain insurance of $5 million."),
    ],
)
def test_provision_that_lacks_something_asked_does_not(question: str, provision: str) -> None:
    assert not bears_every_word(question, provision)


@pytest.mark.parametrize(
    ("question", "bare", "named"),
    [
        ("How much is the deposit under the Quayside lease?", "How much is the deposit?", {"quaysid"}),
        ("According to our travel policy, who approves hotels?", "who approves hotels?", {"travel"}),
        ("In the Aduro consulting agreement, what is paid?", "what is paid?", {"aduro", "consult"}),
        ("Who keeps the rules of the house?", "Who keeps the rules of the house?", set()),
    ],
)
def test_document_that_a_question_names_is_told_from_what_it_asks(question: str, bare: str, named: set[str]) -> None:
    assert without_document(question) == (bare, frozenset(named))


def test_what_leads_a_provision_in_is_its_subject_only_where_it_has_none_of_its_own() -> None:
    asked = "How many days before the race must the Sponsor send the banners?"
    assert bears_every_word(asked, "(b) send the banners five days before the race.", "The Sponsor shall:")
    assert not bears_every_word(
        asked, "The Club shall send the Sponsor the banners five days before the race.", "Abe (the Sponsor)"
    )

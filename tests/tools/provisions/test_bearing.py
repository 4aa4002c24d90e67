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
        # The subject stands behind a condition, behind "by", or in another voice.
        (
            "How long does the Carrier keep the temperature records?",
            "Each trailer records temperature every 10 minutes; the Carrier keeps the records for 24 months.",
        ),
        (
            "How often does the Internal Audit inspect the register?",
            "The register is inspected by Internal Audit monthly.",
        ),
        (
            "For what sum must the crane be insured by the Hirer?",
            "The Hirer shall insure the crane for the sum of £96,500 until collection.",
        ),
        (
            "How many days ahead must a trip be approved by the team lead?",
            "Any trip must be approved by the employee's team lead at least five days ahead.",
        ),
        (
            "By when must the final report be delivered?",
            "The Consultant shall deliver an interim report by 31 January and the final report by 15 June 2025.",
        ),
        ("Who is the event manager?", "The event manager is Ms Roisin Dale, who is on site until the end."),
        ("Who has access to the strongroom?", "Only archive staff and auditors have access to the strongroom."),
        ("Who may drive the excavator?", "The excavator may only be driven by holders of a valid card."),
        (
            "Who must approve destruction in writing?",
            "Destruction must be approved in writing by the head of the department.",
        ),
        ("Who may sign for chemicals?", "Chemicals come by day, and only the plant technician may sign for them."),
        ("How long are the recipes kept secret?", "The Consultant shall keep the recipes secret for three years."),
        ("How much may meals with customers cost at most?", "Meals with customers may not exceed 90 euros a head."),
        ("What is the price of a camper in the field?", "A camper may stay in the lower field at £25 a night."),
        ("At what time does the bar close?", "Dinner is served at 19:30 and the bar closes at 23:15."),
        ("How many pupils may work in one laboratory?", "A3. No more than 24 pupils may work in one laboratory."),
        ("What is charged for call-outs caused by vandalism?", "Call-outs caused by vandalism are charged at £95."),
        ("Who approves gifts above 400 euros?", "Gifts above 400 euros require the approval of the Chief Officer."),
        (
            "Who takes up references before a volunteer begins?",
            "The Volunteer Coordinator takes up two references before you begin.",
        ),
        ("How many days of leave are granted?", "Fourteen days of leave are granted for the birth of a child."),
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
        (
            "Within how many weeks must the Sponsor send the Organiser a report?",
            "The Organiser shall send the Sponsor a report within six weeks.",
        ),
        (
            "Within how many days must the Lender deliver accounts to the Borrower?",
            "The Borrower shall deliver to the Lender its accounts within 150 days.",
        ),
        (
            "How many weeks does the Safety Officer have to inform the Chair?",
            "The Chair shall inform the Safety Officer within two weeks.",
        ),
        ("Is the Landlord required to insure the roof?", "The Tenant shall insure the roof of the Landlord."),
        (
            "For what sum is the crane insured by the Owner?",
            "The Hirer insures the Owner's crane for the sum of £96,500.",
        ),
        (
            "When does the Staff Council choose the charity?",
            "Gifts are donated each December to the charity chosen by the Staff Council.",
        ),
        ("Who changes the locks if keys are lost?", "If the keys are lost and not found, the locks are changed."),
        ("How many guests may leave the hall?", "4.8 Guests may leave the hall; 2 may enter it."),
        ("How many guards must the Borrower have by day?", "4.8 The Borrower must have guards by day."),
        ("Who approves the plan?", "The approval of the plan comes before the work."),
        (
            "For how long shall the Caterer display the report?",
            "The Caterer shall have the water tested every quarter and display the report.",
        ),
        ("What is the maximum for meals with customers?", "Meals with customers cost 90 euros a head."),
        # What stands elsewhere, asks itself, or is no sentence.
        ("What deposit does the Tenant pay?", "The Tenant pays the deposit set out in Schedule 2."),
        ("What are the mooring fees?", "The mooring fees are posted on the board at the harbour office."),
        ("How is the cost of the lift divided?", "The cost of the lift is divided according to the lease."),
        (
            "What is the berth limit of the Agent?",
            "The berth limit of the Agent is fixed by the Port from time to time.",
        ),
        ("What are the charges for the slipway?", "The charges for the slipway are the subject of a separate deed."),
        (
            "What is the recovery time of an outage?",
            "An outage is handled under the Continuity Plan, which has recovery times.",
        ),
        ("What undertaking must they sign?", "They sign an undertaking in the form of Exhibit B beforehand."),
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

"""What a question about a contract's terms asks."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.contracts.questions.term_conditions import Test, passes
from muniment.tools.contracts.questions.term_questions import CLAUSE, FIELDS_ASKED, OWED, term_asked
from muniment.tools.contracts.schedule import DEADLINE
from muniment.tools.contracts.terms import FIELDS

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("question", "field", "named"),
    [
        ("When does the Harrow lease expire?", "end of the term", ("harrow",)),
        ("harrow lease end date?", "end of the term", ("harrow",)),
        ("When is the Harrow lease due to end?", "end of the term", ("harrow",)),
        ("Who are the parties to the Pell agreement?", "parties", ("pell",)),
        ("How long is the non-compete in the Pell agreement?", "non-compete", ("pell",)),
        ("By when must we give notice so that Harrow does not renew?", DEADLINE, ("harrow",)),
        ("How much notice stops the renewal of the Harrow lease?", "notice to stop the renewal", ("harrow",)),
        ("Which law governs the Harrow lease?", "governing law", ("harrow",)),
        ("how much do we pay Harrow a month?", "recurring payment", ("harrow",)),
        ("rent for Harrow over the whole term?", "what is owed over the term", ("harrow",)),
        ("whats the latest we can break the Harrow lease?", "option to end early", ("harrow",)),
        ("when is the harrow lease up", "end of the term", ("harrow",)),
        ("By when do we have to tell Harrow that we don't want another year?", DEADLINE, ("harrow",)),
        (
            "can we get out of the Harrow lease early and with how much notice",
            "option to end early",
            ("harrow",),
        ),
        ("When was the Harrow lease signed?", "agreement date", ("harrow",)),
        ("When does the Harrow lease start?", "effective date", ("harrow",)),
        ("How long does the Harrow lease run?", "term", ("harrow",)),
        ("Does the Harrow lease renew automatically?", "renewal", ("harrow",)),
        ("How long do they have to cure a breach of the Harrow lease?", "termination for cause", ("harrow",)),
        ("Where are disputes under the Harrow lease heard?", "forum", ("harrow",)),
        ("May the Harrow lease be assigned?", "assignment", ("harrow",)),
        ("What happens on a change of control under the Harrow lease?", "change of control", ("harrow",)),
        ("Is the Harrow agreement exclusive?", "exclusivity", ("harrow",)),
        ("How much insurance does Harrow need?", "insurance", ("harrow",)),
        ("May we audit Harrow?", "audit rights", ("harrow",)),
        ("When must invoices from Harrow be paid?", "payment terms", ("harrow",)),
        ("How much rent is owed over the whole term of the Harrow lease?", OWED, ("harrow",)),
        ("What's the total contract value of the Pell deal?", OWED, ("pell",)),
        ("What do we pay in fees over the life of the Pell contract?", OWED, ("pell",)),
        ("How much is the monthly rent under the Harrow lease?", "recurring payment", ("harrow",)),
        ("What is the liability cap under the Pell contract?", "cap on liability", ("pell",)),
        ("When does the warranty on the Harrow pumps end?", "end of the term", ("warranty", "harrow", "pumps")),
    ],
)
def test_field_of_one_contract(question: str, field: str, named: tuple[str, ...]) -> None:
    asked = term_asked(question, TODAY)
    assert asked is not None
    assert (asked.field, asked.named, asked.of_all) == (field, named, False)


@pytest.mark.parametrize(
    "question",
    [
        "How much written notice must a party give to end the Harrow lease?",
        "May either party end the Harrow lease?",
        "Who may end the Harrow lease?",
    ],
)
def test_that_somebody_ends_it_asks_for_no_day(question: str) -> None:
    asked = term_asked(question, TODAY)
    assert asked is None or asked.field != "end of the term"


@pytest.mark.parametrize(
    ("question", "field", "test", "value"),
    [
        ("Which of our contracts are governed by New York law?", "governing law", "is", "US-NY"),
        ("How many contracts are governed by the law of a US state?", "governing law", "is", "US"),
        (
            "Which contracts are governed by a law other than that of England and Wales?",
            "governing law",
            "is not",
            "GB-EAW",
        ),
        ("which of our contracts are not under Delaware law", "governing law", "is not", "US-DE"),
        ("Which contracts are not governed by Delaware law?", "governing law", "is not", "US-DE"),
        ("Which of our contracts renew by themselves unless somebody gives notice?", "renewal", "is", "automatic"),
        (
            "List which of our contracts contain a limit of liability in money, with the amount.",
            "cap on liability",
            "has",
            "",
        ),
        ("Which renew before June?", "renewal", "before", "2027-06-01"),
        ("which leases end in 2027", "end of the term", "within", "2027-01-01/2027-12-31"),
        ("Which cap liability below $1 million?", "cap on liability", "below", "1000000"),
        ("Which contracts lack an audit right?", "audit rights", "lacks", ""),
        ("how many contracts say nothing about assignment", "assignment", "lacks", ""),
        ("Which contracts can be assigned without consent?", "assignment", "is", "free"),
        ("Which of our contracts renew automatically?", "renewal", "is", "automatic"),
        ("Where do we have payment terms longer than 30 days?", "payment terms", "longer", "P30D"),
        ("Which contracts contain a most favoured customer clause?", f"{CLAUSE}Most Favored Nation", "has", ""),
        ("To which contracts is Oak Foods Ltd a party?", "parties", "is", "Oak Foods Ltd"),
        ("Which agreements can be ended without giving a reason?", "termination for convenience", "has", ""),
    ],
)
def test_condition_on_all_contracts(question: str, field: str, test: str, value: str) -> None:
    asked = term_asked(question, TODAY)
    assert asked is not None
    assert (asked.of_all, asked.field, asked.test, asked.value) == (True, field, test, value)


@pytest.mark.parametrize(
    "question",
    [
        "Which contracts renew at a higher price?",
        "Which contracts end badly for the tenant?",
        "Which of our contracts can the other side end without giving a reason?",
        "Which contracts end next year?",
        "What was net income in 2024?",
        "May I accept a gift?",
    ],
)
def test_what_says_more_than_is_understood_is_no_condition(question: str) -> None:
    asked = term_asked(question, TODAY)
    assert asked is None or not asked.of_all


@pytest.mark.parametrize(
    ("field", "test", "value", "values", "held"),
    [
        ("governing law", "is", "US", ("US-NY",), True),
        ("governing law", "is", "US-NY", ("US-NJ",), False),
        ("cap on liability", "below", "1000000", ("USD 750,000",), True),
        ("cap on liability", "below", "1000000", ("fees of P12M",), None),
        ("cap on liability", "below", "1000000", ("$500,000", "$3,000,000"), None),
        ("payment terms", "longer", "P30D", ("P45D",), True),
        ("payment terms", "longer", "P30D", ("P1M",), False),
        ("end of the term", "before", "2027-06-01", ("2027-05-31",), True),
        ("end of the term", "within", "2027-01-01/2027-12-31", ("2028-01-01",), False),
        ("end of the term", "before", "2027-06-01", ("2027-05-31", "2028-05-31"), None),
        ("audit rights", "lacks", "", (), True),
        ("forum", "is", "arbitration", ("arbitration, SIAC", "courts, SG"), True),
        ("parties", "is", "Oak Foods", ("Oak Foods Ltd (Buyer)", "Ash Inc (Seller)"), True),
    ],
)
def test_values_pass_a_test_or_cannot_be_told(
    field: str, test: Test, value: str, values: tuple[str, ...], held: bool | None
) -> None:
    assert passes(field, test, value, values) is held


def test_every_field_has_a_question() -> None:
    asked = {f for f, _ in FIELDS_ASKED}
    assert asked - {DEADLINE, OWED} == set(FIELDS) - {"document", "conflict of laws", "break date"}


@pytest.mark.parametrize(
    "question",
    [
        "Harrow mentor fee: how much, and when is it paid out?",
        "What is the fee and when must it be paid under the Harrow deal?",
    ],
)
def test_amount_and_its_time_are_not_answered_by_the_time_alone(question: str) -> None:
    assert term_asked(question, TODAY) is None


@pytest.mark.parametrize(
    "stage", ["in the renewal year", "in the second year", "after the trial", "from year two", "on renewal"]
)
def test_payment_of_a_later_time_is_not_the_payment(stage: str) -> None:
    asked = term_asked(f"What is the monthly fee of the Harrow licence {stage}?", TODAY)
    assert asked is None or asked.field != "recurring payment"


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("What is the cap on Harrow's liability?", "Harrow"),
        ("Is the liability of the Supplier capped?", "Supplier"),
        ("For how much can Harrow Pumps be held liable at most?", "Harrow Pumps"),
        ("What is the cap on liability in the Harrow lease?", ""),
    ],
)
def test_whose_liability_is_asked_of(question: str, whose: str) -> None:
    asked = term_asked(question, TODAY)
    assert asked is not None
    assert (asked.field, asked.whose) == ("cap on liability", whose)


@pytest.mark.parametrize(
    ("question", "which"),
    [
        ("If we do not want the Harrow lease extended into 2028, when is the last day to give notice?", "2028"),
        ("last chance to stop the harrow agreement from being prolonged into 2028?", "2028"),
        ("When is the last day to stop the first renewal of the Harrow lease?", "first"),
        ("By when must we give notice so that Harrow does not renew?", ""),
    ],
)
def test_renewal_whose_deadline_is_asked(question: str, which: str) -> None:
    asked = term_asked(question, TODAY)
    assert asked is not None
    assert (asked.field, asked.named, asked.value) == (DEADLINE, ("harrow",), which)


@pytest.mark.parametrize(
    ("values", "held"), [(("US-DE",), False), (("US-NY",), True), (("US-NY", "US-DE"), None), ((), None)]
)
def test_law_that_is_another(values: tuple[str, ...], held: bool | None) -> None:
    assert passes("governing law", "is not", "US-DE", values) is held

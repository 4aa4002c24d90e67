"""Whether a provision bears the kind of thing that a question asks for."""

from __future__ import annotations

import pytest

from muniment.tools.provisions.kind_of_answer import bears_what_is_asked


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who pays for the mediation?", "The costs of the mediation are shared equally."),
        ("How long are emails kept?", "Emails are kept for 3 years."),
        ("How quickly must the endpoint answer?", "It returns a status code within 15 seconds."),
        ("By when do I hand in a claim?", "Submit claims by the fifth working day of the next month."),
        ("What fee is due?", "A commission of 5 % is due."),
        ("How many cars may we park?", "The Tenant may park not more than six private cars."),
        ("May we assign?", "Neither party may assign."),
        ("Why is smoking forbidden?", "Smoking is forbidden, since solvents are stored here."),
        ("What torque for the M6 screws?", "The screws (M6) are tightened to 9 Nm."),
        ("How heavy is the press?", "It weighs 2,150 kg."),
        ("At what temperature is resin stored?", "Resins are kept at 4 °C."),
        ("What is the most I may claim?", "4.2 Claims are paid up to 60 euros."),
    ],
)
def test_provision_that_bears_it(question: str, text: str) -> None:
    assert bears_what_is_asked(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who foots the bill when they audit our books?", "Either party may have the books audited."),
        ("How long does the training take?", "All managers are trained by the Security Office."),
        ("When does SIC receive its shares?", "Turnkey will reserve a share of its stock for SIC."),
        ("How much is the penalty?", "A penalty is due as the schedule says."),
        ("How many drawings are licensed?", "Additional drawings are licensed to Emdeon."),
        ("What torque for the M6 screws?", "The screws (M6) are checked every 500 hours."),
        ("How heavy is the press?", "The press stands on 4 feet."),
        ("What measurement uncertainty applies to coulometry?", "Contents below 0.05% are measured coulometrically."),
        ("What is the most I may claim?", "4.1 Maximum amounts that are paid:"),
        ("Why did the treasurer vote against the loan?", "Three voted for the loan, the treasurer voted against."),
    ],
)
def test_provision_that_does_not(question: str, text: str) -> None:
    assert not bears_what_is_asked(question, text)

"""Questions about a contract that is known by its names."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.questions.named_parties import with_roles, without_names

NAMES = {"flotek", "chemistri", "harrow", "suppli", "dr", "murray"}
ROLES = {
    frozenset({"flotek", "chemistri", "llc"}): "Supplier",
    frozenset({"harrow", "ltd"}): "Buyer",
    frozenset({"dr", "murray"}): "Dr. Murray",
}


@pytest.mark.parametrize(
    ("question", "bare", "read"),
    [
        (
            "Must Flotek Chemistry insure the goods for Harrow?",
            "Must insure the goods for?",
            "Must the Supplier insure the goods for the Buyer?",
        ),
        ("What are the Flotek's duties?", "What are the duties?", "What are the Supplier's duties?"),
        ("May Dr. Murray resign?", "May resign?", "May Dr. Murray resign?"),
        ("How is supply invoiced?", "How is supply invoiced?", "How is supply invoiced?"),
    ],
)
def test_names_are_left_out_to_look_and_replaced_by_roles_to_read(question: str, bare: str, read: str) -> None:
    assert without_names(question, NAMES) == bare
    assert with_roles(question, NAMES, ROLES) == read


def test_name_that_two_parties_bear_stays() -> None:
    roles = {frozenset({"harrow", "ltd"}): "Buyer", frozenset({"harrow", "group"}): "Guarantor"}
    assert with_roles("Must Harrow pay?", {"harrow"}, roles) == "Must Harrow pay?"

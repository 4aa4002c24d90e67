"""Which kind of clause a question asks to see."""

from __future__ import annotations

import pytest

from muniment.models.clause_reader import kinds
from muniment.tools.contracts.clause_kinds import ClauseAsked, clause_asked
from muniment.tools.contracts.clause_words import NAMES


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Is there a most favored nation clause in this agreement?", "Most Favored Nation"),
        ("What does the contract say about audit rights?", "Audit Rights"),
        ("Quote the governing law clause.", "Governing Law"),
        ("Does this agreement contain a non-compete?", "Non-Compete"),
        ("does it include any source code escrow provisions", "Source Code Escrow"),
        ("Which clauses deal with assignment?", "Anti-Assignment"),
        ("Show me all limitation of liability clauses", "Cap On Liability"),
        ("Are there any third-party beneficiaries under this contract?", "Third Party Beneficiary"),
        ("What is the governing law of this agreement?", "Governing Law"),
        ("Where is the right of first refusal?", "Rofr/Rofo/Rofn"),
        (
            'Highlight the parts (if any) of this contract related to "Warranty Duration" that should be reviewed by a lawyer. Details: x',
            "Warranty Duration",
        ),
    ],
)
def test_question_that_asks_for_a_clause_names_its_kind(question: str, kind: str) -> None:
    asked = clause_asked(question)
    assert asked is not None
    assert (asked.kind, asked.named) == (kind, ())


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the Harrow supply agreement say about audit rights?", ("harrow", "supply")),
        ("Is there a non-compete in the agreement with Castle Bakeries?", ("castle", "bakeries")),
        ("What is the governing law of the 2021 Ohio lease?", ("2021", "ohio", "lease")),
        ("choice of law - castle bakeries", ("castle", "bakeries")),
        ("Can I see the limitation of liability in Harrow’s contract, please?", ("harrow",)),
        ("Pull up the evergreen / auto-renewal language in the Pell deal", ("pell",)),
        ("LDs for late delivery in the Pell contract", ("late", "delivery", "pell")),
    ],
)
def test_contract_that_is_meant_is_named(question: str, named: tuple[str, ...]) -> None:
    asked = clause_asked(question)
    assert asked is not None
    assert asked.named == named


@pytest.mark.parametrize(
    "question",
    [
        "How much insurance must the tenant carry?",
        "Who pays for the audit?",
        "How long does the non-compete last?",
        "Is there a restriction on the use of the logo?",
        "What does the report say about revenue?",
        "May the supplier assign the contract?",
        "When does the renewal term end?",
        "Is there a non-compete or an exclusivity clause?",
        "Show me the termination clause.",
        "What does the annual report say about insurance?",
    ],
)
def test_question_about_something_in_a_clause_names_none(question: str) -> None:
    assert clause_asked(question) is None


def test_every_kind_that_is_named_is_one_of_the_reader() -> None:
    assert {kind for kind, _ in NAMES} <= set(kinds())


def test_question_without_a_word_for_a_contract_may_be_about_a_table() -> None:
    assert clause_asked("What is the insurance in 2024?") == ClauseAsked("Insurance", ("2024",), of_contract=False)
    assert clause_asked("Show me the insurance clause.") == ClauseAsked("Insurance")

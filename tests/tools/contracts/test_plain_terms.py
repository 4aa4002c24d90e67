"""What sentences of a contract state plainly, and what only sounds like it."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.plain_terms import SAID


@pytest.mark.parametrize(
    ("field", "sentence", "values"),
    [
        ("term", "The agreement runs for two years from the Start Date.", ("P2Y",)),
        (
            "term",
            "This Agreement shall commence on the Effective Date and continue for a period of three (3) years.",
            ("P3Y",),
        ),
        ("term", "This lease is granted for a term of five years from 1 May 2024.", ("P5Y",)),
        (
            "term",
            "So long as this Agreement remains in effect and for a period of one year thereafter, nobody may compete.",
            (),
        ),
        ("term", "The duties in this Agreement continue for two years after its termination.", ()),
        ("term", "If such breach of the agreement continues for a period of twenty days, it may be ended.", ()),
        ("end of the term", "1. Term. The term commences on June 1, 2024 and ends on May 31, 2027.", ("2027-05-31",)),
        ("end of the term", "The Agreement ends on May 31, 2027 unless it ends earlier.", ()),
        ("end of the term", "The fee of this Agreement may be changed until May 31, 2027.", ()),
        ("governing law", "New York law governs this lease.", ("US-NY",)),
        ("governing law", "Swiss law applies.", ("CH",)),
        ("governing law", "The Supplier is subject to the laws of Texas and keeps the agreement secret.", ()),
        ("governing law", "California Escrow Law governs the business of the agent.", ()),
        (
            "renewal",
            "1.2 It is prolonged by twelve months each time unless a party tells the other in writing four months before it ends that it does not want that.",
            ("automatic, P12M",),
        ),
        (
            "notice to stop the renewal",
            "1.2 It is prolonged by twelve months each time unless a party tells the other in writing four months before it ends that it does not want that.",
            ("P4M",),
        ),
    ],
)
def test_sentence_states_it_itself(field: str, sentence: str, values: tuple[str, ...]) -> None:
    assert SAID[field](sentence) == values

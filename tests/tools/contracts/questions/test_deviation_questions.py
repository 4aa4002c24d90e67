"""Which contract a question sets beside the others."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.questions.deviation_questions import deviation_asked


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is unusual about the Larimer Street lease compared with our other leases?", "the Larimer Street lease"),
        ("How does the Pinyon rental differ from the rest of our contracts?", "the Pinyon rental"),
        ("What's odd about the Harrow NDA?", "the Harrow NDA"),
        ("whats odd about the Harrow NDA compared with everything else", "the Harrow NDA"),
        ("Where does the Ryle deal deviate from our usual terms?", "the Ryle deal"),
        ("How does the Harrow lease differ from our template?", None),
        ("What is unusual in a lease?", "a lease"),
        ("When does the Harrow lease end?", None),
    ],
)
def test_contract_beside_the_others(question: str, named: str | None) -> None:
    asked = deviation_asked(question)
    assert (asked and asked.named) == named and (asked is None or not asked.field)

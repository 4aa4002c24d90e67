"""The reasoner points at the passage that a quote is of."""

from __future__ import annotations

import pytest

from muniment.agents.reasoner import CERTAIN, point
from muniment.learning.adapters import Registry
from muniment.models.opened import open_model
from muniment.records import Ask, Curated, Evidence, Measure, Passage, Plan, Quote
from muniment.settings import Settings

FEE = Ask("value", (Measure(None, "the fee"),), (), ())
PAGES = [
    Passage("library:5", "", text, 0, len(text), page=n)
    for n, text in ((1, "None."), (2, "The fee is EUR 380."), (3, "No."))
]


@pytest.mark.parametrize("chance", [CERTAIN, 0.9])
def test_words_of_a_page_are_not_taken_for_those_of_another_that_begins_alike(
    settings: Settings, chance: float
) -> None:
    evidence = tuple(Evidence(n, passage=p) for n, p in enumerate(PAGES, 1))
    quote = Quote("library:5", 0, 0, "EUR 380", chance, page=2)
    curated = Curated(evidence, (), quotes=(quote,), read=("The fee is EUR 380.",))
    adapter = Registry(settings.home).find("records/words-1").adapter
    (pointed,) = point(
        Plan("library", (FEE,), text=True), curated, open_model(settings), "How high is the fee?", adapter
    )
    assert (pointed.evidence, pointed.words) == ((2,), "EUR 380")

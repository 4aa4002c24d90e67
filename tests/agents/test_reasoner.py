"""The reasoner points at the passage that a quote is of."""

from __future__ import annotations

from muniment.agents.reasoner import CERTAIN, point
from muniment.models.opened import open_model
from muniment.records import Ask, Curated, Evidence, Measure, Passage, Plan, Quote
from muniment.settings import Settings


def test_words_of_the_first_page_are_not_taken_for_those_of_another_that_begins_alike(settings: Settings) -> None:
    ask = Ask("value", (Measure(None, "the fee"),), (), ())
    passages = [
        Passage("library:5", "", text, 0, len(text), page=n) for n, text in ((1, "The fee is EUR 380."), (2, "None."))
    ]
    evidence = tuple(Evidence(n, passage=p) for n, p in enumerate(passages, 1))
    quote = Quote("library:5", 0, 0, "EUR 380", CERTAIN, page=1)
    curated = Curated(evidence, (), quotes=(quote,))
    (pointed,) = point(Plan("library", (ask,), text=True), curated, open_model(settings), "How high is the fee?")
    assert pointed.evidence == (1,)

"""What an agreement says of propositions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from muniment.models.opened import entailment_reader
from muniment.settings import Settings
from muniment.tools.contracts.entailment import Said, read_entailments

NDA = (
    "The Recipient may disclose the Confidential Information to its employees who need to know it. "
    "The Recipient shall not reverse engineer any samples. "
    "This Agreement grants the Recipient no licence."
)


class Told:
    """A reader that takes each passage for what it is told."""

    def __init__(self, chances: Sequence[Sequence[Sequence[float]]]) -> None:
        self.chances = np.array(chances)

    def read(self, passages: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
        assert len(passages) == len(self.chances)
        return self.chances


def test_surest_passage_says_what_the_agreement_says() -> None:
    chances = [[[0.2, 0.7, 0.1]], [[0.05, 0.05, 0.9]], [[1.0, 0.0, 0.0]]]
    (said,) = read_entailments(NDA, Told(chances))
    start = NDA.index("The Recipient shall not")
    assert said == Said(0, "contradicted", start, NDA.index(" This Agreement"), 0.9)


def test_sentence_that_binds_is_shown_before_a_definition_that_says_the_same() -> None:
    text = '"Representatives" means employees. It may be shown to Representatives. It is secret.'
    (said,) = read_entailments(text, Told([[[0.0, 0.95, 0.05]], [[0.3, 0.7, 0.0]], [[1.0, 0.0, 0.0]]]))
    assert (text[said.start : said.end], said.chance) == ("It may be shown to Representatives.", 0.95)


def test_what_no_passage_says_is_not_said() -> None:
    assert read_entailments(NDA, Told([[[0.6, 0.4, 0.0]]] * 3)) == ()
    assert read_entailments("", Told([])) == ()


@pytest.mark.parametrize(
    ("proposition", "says", "words"),
    [(4, "follows", "to its employees"), (8, "follows", "reverse engineer"), (11, "follows", "no licence")],
)
def test_tuned_reader_reads_what_an_agreement_says(settings: Settings, proposition: int, says: str, words: str) -> None:
    found = {s.proposition: s for s in read_entailments(NDA, entailment_reader(settings.home))}
    assert found[proposition].says == says
    assert words in NDA[found[proposition].start : found[proposition].end]

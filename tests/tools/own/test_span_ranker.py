"""The words of the nearest sentences, ranked: which sentences are read, in what order, and what is given back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from muniment.models.embeddings import Vectors
from muniment.records import Passage
from muniment.tools.own.ranking_network import Layers
from muniment.tools.own.span_ranker import MOST, READ, described_spans, nearest_sentences, rank_spans
from tests.tools.hashed import Hashed

LEASE = Passage(
    "lease",
    "",
    "The tenant pays a monthly rent of 3,200 pounds. No animals are allowed. The harbour master signed the lease on 4 May 2019."
    " A fall of the rent came because of the strike in March.",
    0,
    170,
)
POLICY = Passage("policy", "", "The rent of the warehouse is insured. The policy ends in June.", 40, 100)
QUESTION = "Why did the rent fall?"


def test_the_nearest_sentences_are_read_in_the_order_they_stand() -> None:
    read, near = nearest_sentences(QUESTION, [POLICY, LEASE], Hashed())
    assert len(read) == READ
    assert [(p.record, n) for p, n, _ in read] == [("lease", 0), ("lease", 3), ("policy", 0)]
    assert near[1] == max(near)


def test_a_sentence_that_holds_the_questions_words_is_nearer() -> None:
    class Blind(Hashed):
        """Sees no difference between texts."""

        def embed(self, texts: Sequence[str]) -> Vectors:
            """The same vector for each."""
            return super().embed(["nothing"] * len(texts))

    read, near = nearest_sentences(QUESTION, [LEASE], Blind())
    assert [n for _, n, _ in read] == [0, 1, 3]
    assert [round(x, 2) for x in near] == [1.15, 1.0, 1.3]


def test_of_nothing_nothing_is_read_and_nothing_embedded() -> None:
    class Asleep(Hashed):
        """Embeds nothing."""

        def embed(self, texts: Sequence[str]) -> Vectors:
            """Never called."""
            raise AssertionError

    assert nearest_sentences(QUESTION, [], Asleep()) == ([], [])


def test_vectors_that_cannot_be_right_are_refused() -> None:
    class Broken(Hashed):
        """Gives vectors of no length."""

        def embed(self, texts: Sequence[str]) -> Vectors:
            """Zeros."""
            return np.zeros_like(super().embed(texts))

    with pytest.raises(ValueError, match="not of length 1"):
        nearest_sentences(QUESTION, [LEASE], Broken())


def test_each_span_is_of_a_sentence_read_and_has_features() -> None:
    read, spans, described = described_spans(QUESTION, [LEASE], Hashed())
    assert described.shape[0] == len(spans)
    assert [read[s.sentence][2][s.start : s.end] for s in spans] == [s.text for s in spans]
    assert "because of the strike in March." in {s.text for s in spans}


def test_the_likeliest_words_come_first_with_where_they_stand() -> None:
    quotes, sentences = rank_spans(QUESTION, [LEASE, POLICY], Hashed())
    assert len(quotes) == MOST
    chances = [q.chance for q in quotes]
    assert chances == sorted(chances, reverse=True)
    assert (quotes[0].record, quotes[0].sentence) == ("lease", 3)
    assert "strike in March" in quotes[0].words
    assert sentences[1] == "A fall of the rent came because of the strike in March."


def test_chances_are_those_of_the_network_given() -> None:
    _, spans, described = described_spans(QUESTION, [LEASE], Hashed())
    size = described.shape[1]
    even: Layers = ((np.zeros((1, size), np.float32), np.zeros(1, np.float32)),)
    quotes, _ = rank_spans(QUESTION, [LEASE], Hashed(), network=even)
    assert {q.chance for q in quotes} == {round(1 / len(spans), 6)}
    assert [q.words for q in quotes] == [s.text for s in spans[:MOST]]


def test_a_quotation_names_its_passage_by_where_it_begins() -> None:
    quotes, _ = rank_spans("When does the policy end?", [POLICY], Hashed())
    assert {(q.record, q.start) for q in quotes} == {("policy", 40)}

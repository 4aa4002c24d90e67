"""Which provisions may answer a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from muniment.models.passage_reader import Judgement
from muniment.tools.provisions.ranking import FEATURES, Candidate, agreed, described, fused, graded
from muniment.wording import stem, tokens


def candidate(text: str, of: int = 1, near: float = 0.3, heading: str = "") -> Candidate:
    return Candidate(of, tuple(stem(t) for t in tokens(text)), frozenset(stem(t) for t in tokens(heading)), near, text)


def silent(texts: Sequence[str]) -> list[Judgement]:
    return [Judgement(-3.0, 0, 0) for _ in texts]


GIFTS = candidate("Staff must not accept cash from suppliers.")
TRAVEL = candidate("Trains are booked in standard class.")


def test_words_of_the_question_count() -> None:
    scores, shares = fused("May I accept cash?", [TRAVEL, GIFTS], {})
    assert scores[1] > scores[0]
    assert shares[0] == 0 < shares[1]


def test_nearness_counts_where_no_word_does() -> None:
    scores, _ = fused("Is a railway ticket paid?", [TRAVEL, candidate(TRAVEL.text, near=0.6)], {})
    assert scores[1] > scores[0]


def test_name_of_its_document_counts_for_a_provision() -> None:
    twins = [candidate("The rent is due monthly.", of=1), candidate("The rent is due monthly.", of=2)]
    scores, _ = fused("When is the Harrow rent due?", twins, {2: frozenset({stem("harrow")})})
    assert scores[1] > scores[0]


def test_surer_reading_makes_a_likelier_answer() -> None:
    def judge(texts: Sequence[str]) -> list[Judgement]:
        return [Judgement(4.0 if "cash" in t else -4.0, 0, 0) for t in texts]

    order, features = described("May I accept cash?", [TRAVEL, GIFTS], {}, [judge, judge])
    chances = dict(zip(order, graded(features), strict=True))
    assert features.shape == (2, FEATURES)
    assert chances[1] > chances[0]


def test_nothing_is_described_of_nothing() -> None:
    order, features = described("May I?", [], {}, [silent, silent])
    assert (order, features.shape) == ([], (0, FEATURES))


def test_candidate_that_stands_alone_is_described() -> None:
    _, features = described("May I accept cash?", [GIFTS], {}, [silent, silent])
    assert np.isfinite(features).all()


def test_readers_agree_where_both_are_surest_of_the_same() -> None:
    def surest(word: str) -> Callable[[Sequence[str]], list[Judgement]]:
        return lambda texts: [Judgement(4.0 if word in t else -4.0, 0, 0) for t in texts]

    order, features = described("May I accept cash?", [TRAVEL, GIFTS], {}, [surest("cash"), surest("cash")])
    assert [agreed(features, n) for n in range(2)] == [n == 1 for n in order]
    _, features = described("May I accept cash?", [TRAVEL, GIFTS], {}, [surest("cash"), surest("Trains")])
    assert not any(agreed(features, n) for n in range(2))

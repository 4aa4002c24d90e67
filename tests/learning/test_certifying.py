"""The line is where the bound says so, and not where luck does."""

from __future__ import annotations

import random

import pytest

from muniment.learning.certifying import certified_line, fewest, upper_bound


@pytest.mark.parametrize(
    ("wrong", "answered", "bound"),
    [(0, 59, 0.0495), (0, 58, 0.0503), (1, 93, 0.0500), (3, 153, 0.0499), (5, 5, 1.0), (0, 0, 1.0), (50, 1000, 0.0629)],
)
def test_the_bound_is_clopper_and_pearsons(wrong: int, answered: int, bound: float) -> None:
    assert upper_bound(wrong, answered) == pytest.approx(bound, abs=2e-4)


def test_too_few_answers_certify_nothing_however_right_they_are() -> None:
    count = fewest(0.05)
    assert certified_line([(0.9, True)] * (count - 1), 0.05) is None
    line = certified_line([(0.9, True)] * count, 0.05)
    assert line is not None
    assert (line.answered, line.wrong) == (count, 0)


def test_the_line_stops_before_the_first_test_that_fails() -> None:
    sure = [(0.99 - n / 10_000, True) for n in range(300)]
    doubtful = [(0.5 - n / 10_000, n % 2 == 0) for n in range(300)]
    line = certified_line(sure + doubtful, 0.05)
    assert line is not None
    assert line.chance > 0.4
    assert line.answered >= 300
    assert line.bound <= 0.05


def test_answers_of_one_chance_are_never_parted() -> None:
    judged = [(0.9, True)] * 200 + [(0.8, True)] * 50 + [(0.8, False)] * 50
    line = certified_line(judged, 0.05)
    assert line is not None
    assert (line.chance, line.answered) == (0.9, 200)


def test_a_lower_risk_never_lowers_the_line() -> None:
    chance = random.Random(1)
    judged = [(c, chance.random() < 0.5 + c / 2) for c in (chance.random() for _ in range(4000))]
    lines = [certified_line(judged, risk) for risk in (0.02, 0.05, 0.1, 0.2)]
    chances = [line.chance if line else 1.0 for line in lines]
    assert chances == sorted(chances, reverse=True)


def test_of_worlds_whose_answers_are_wrong_too_often_hardly_any_is_certified() -> None:
    """Answers that are wrong at 6 % whatever their chance may pass a line of 5 % in one world of twenty."""
    chance = random.Random(7)
    worlds = [[(chance.random(), chance.random() > 0.06) for _ in range(400)] for _ in range(300)]
    assert sum(certified_line(w, 0.05) is not None for w in worlds) <= 300 * 0.05

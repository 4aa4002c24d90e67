"""The certified lines: what stands in the file is what the bound says, and a lower risk asks for a higher chance."""

from __future__ import annotations

import pytest

from muniment.errors import BadInput
from muniment.learning.certified import NEVER, Kind, certified_lines, least_chance
from muniment.learning.certifying import fewest, upper_bound
from muniment.settings import RISK, Settings


def test_every_line_keeps_its_promise_on_the_answers_it_rests_on() -> None:
    assert certified_lines()
    for line in certified_lines():
        assert line.answered >= fewest(line.risk)
        assert upper_bound(line.wrong, line.answered) == pytest.approx(line.bound, abs=1e-3)
        assert line.bound <= line.risk


@pytest.mark.parametrize("kind", ["value", "computed"])
def test_a_lower_risk_asks_for_a_higher_chance(kind: Kind) -> None:
    chances = [least_chance(kind, risk) for risk in (1.0, 0.2, RISK, 0.1, 0.02, 0.001)]
    assert chances == sorted(chances)
    assert (chances[0], chances[-1]) == (0.0, NEVER)


def test_the_risk_is_a_share() -> None:
    assert Settings.read({"MUNIMENT_RISK": "0.02"}).risk == 0.02
    assert Settings.read({}).risk == RISK
    for wrong in ("0", "2", "-1", "much"):
        with pytest.raises(BadInput, match="share of answers"):
            Settings.read({"MUNIMENT_RISK": wrong})

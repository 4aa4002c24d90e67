"""Results that say nothing or cannot be are refused; what is merely unusual is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.errors import Abstention
from muniment.records import Figure
from muniment.tools.plausibility import refuse_a_share_of_nothing, refuse_a_share_of_zero, refuse_implausible
from tests.filed import APPLE, GAMESTOP, apple_sales, figure, gamestop_income

NOTHING = figure(GAMESTOP, "goodwill", 2023, 0)


def test_a_share_of_a_loss_says_nothing() -> None:
    with pytest.raises(Abstention) as refused:
        refuse_a_share_of_nothing(gamestop_income(2022), "payout ratio")
    assert refused.value.reason == "insufficient_evidence"
    assert refused.value.sentence == (
        "GameStop Corp.'s net income was negative in FY2022 (-313,100,000.0 USD), so that a payout ratio says nothing."
    )


def test_nothing_can_be_a_share_of_zero() -> None:
    for refuse in (refuse_a_share_of_nothing, refuse_a_share_of_zero):
        with pytest.raises(Abstention) as refused:
            refuse(NOTHING)
        assert (
            refused.value.sentence
            == "GameStop Corp.'s goodwill was zero in FY2023, and nothing can be a share of zero."
        )


def refused(guard: Callable[[Figure], None], held: Figure) -> str:
    """The sentence with which a guard refuses a figure; empty where it lets it be told."""
    try:
        guard(held)
    except Abstention as abstention:
        return abstention.sentence
    return ""


def test_a_share_of_something_may_be_told() -> None:
    assert refused(refuse_a_share_of_nothing, apple_sales(2024)) == ""
    assert refused(refuse_a_share_of_zero, gamestop_income(2022)) == ""


@pytest.mark.parametrize(
    "held",
    [figure(APPLE, "net_sales", 2024, -1), figure(APPLE, "gross_margin", 2024, "1.01")],
)
def test_what_cannot_be_what_it_is_called_is_refused(held: Figure) -> None:
    with pytest.raises(Abstention, match=f"{held.label} on record for FY2024 cannot be right"):
        refuse_implausible(held)


@pytest.mark.parametrize(
    "held",
    [
        apple_sales(2024),
        gamestop_income(2022),
        figure(APPLE, "gross_margin", 2024, "1"),
        figure(APPLE, "gross_margin", 2024, "-0.2"),
        figure(APPLE, "net_margin", 2024, "1.2"),
        figure(APPLE, "net_sales", 2024, -1, dimensions=(("axis", "member"),)),
    ],
)
def test_what_is_merely_unusual_is_told(held: Figure) -> None:
    assert refused(refuse_implausible, held) == ""

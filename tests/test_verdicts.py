"""What came of checking a draft: how much was checked, how much held, and whether it is sound."""

from __future__ import annotations

from typing import get_args

import pytest

from muniment.verdicts import ASPECTS, Aspect, Check, Verdict

HELD = Check("net sales are of Apple Inc.", True, "company")
FAILED = Check("net sales are of FY2024", False, "period")


@pytest.mark.parametrize(
    ("checks", "checked", "held", "faults", "sound"),
    [
        ((), 0, 0, (), False),
        ((HELD,), 1, 1, (), True),
        ((HELD, FAILED), 2, 1, ("net sales are of FY2024",), False),
        ((FAILED,), 1, 0, ("net sales are of FY2024",), False),
    ],
)
def test_a_draft_is_sound_where_something_was_checked_and_all_of_it_held(
    checks: tuple[Check, ...], checked: int, held: int, faults: tuple[str, ...], sound: bool
) -> None:
    verdict = Verdict(checks)
    assert (verdict.checked, verdict.held, verdict.faults, verdict.sound) == (checked, held, faults, sound)


def test_aspects_are_told_once_in_a_fixed_order() -> None:
    assert Verdict((FAILED, HELD, HELD, Check("x", True, "date"))).aspects == ("company", "period", "filing date")


def test_every_aspect_has_a_name_for_people() -> None:
    assert set(ASPECTS) == set(get_args(Aspect))


def test_a_check_is_of_the_wording_unless_it_says_otherwise() -> None:
    assert Check("every number shown", True).aspect == "wording"

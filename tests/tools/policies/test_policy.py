"""Whether a document is a policy, and since when it is in force."""

from __future__ import annotations

import pytest

from muniment.tools.policies.policy import effective, is_policy, title_of

BINDS = "Staff must book early. They may fly. They should not drive."


@pytest.mark.parametrize(
    ("page", "name", "held"),
    [
        (f"Travel policy\n{BINDS}", "", True),
        (f"Travel\n{BINDS}", "travel_policy.md", True),
        (f"Letter to a friend\n{BINDS}", "letter.txt", False),
        (f"At our events\n{BINDS} You must not film. Speakers may leave.", "events.md", True),
        ("Travel policy\nWe like to travel.", "", False),
    ],
)
def test_policy_says_that_it_is_one_and_binds(page: str, name: str, held: bool) -> None:
    assert is_policy([page], name) is held


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Version 2, effective from 1 July 2024", "2024-07-01"),
        ("Effective date: 2023-01-01", "2023-01-01"),
        ("In force from January 1, 2023", "2023-01-01"),
        ("Last printed 1 July 2024", None),
        ("Effective from 1 July 2024. Annex in force from 1 May 2025", None),
        ("Effective from 04/03/2024", None),
    ],
)
def test_day_from_which_a_policy_is_in_force(head: str, day: str | None) -> None:
    found = effective([f"Travel policy\n{head}\n{BINDS}"])
    assert (found.isoformat() if found else None) == day


def test_title_is_the_first_line() -> None:
    assert title_of(["", "\n  Travel policy \nrest"]) == "Travel policy"

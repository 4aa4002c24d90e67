"""The sections that a clause hangs on."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.references import references


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("Subject to clause 12, the Supplier may do so.", ["12"]),
        ("Except as set out in Section 4.2(b), neither party may assign.", ["4.2(b)"]),
        ("It ends in accordance with Article 13.", ["13"]),
        ("Notwithstanding Section 3 and subject to Section 5.1 and Section 6.", ["3", "5.1"]),
        ("Under Section 3 of this Agreement it pays.", ["3"]),
        ("Pursuant to Section 262 of the Delaware General Corporation Law.", []),
        ("Subject to Section 4 of the Master Services Agreement.", []),
        ("9.3 The Supplier shall deliver in 5 days.", []),
        ("Section 9.3 is deleted.", []),
    ],
)
def test_clause_hangs_on_sections_of_its_own_contract(clause: str, numbers: list[str]) -> None:
    assert references(clause) == numbers


def test_sections_of_an_act_are_none_of_the_contract() -> None:
    assert references("on terms excluding sections 24 to 28 of the Landlord and Tenant Act 1954") == []

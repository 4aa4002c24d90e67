"""Whose law a clause says to govern."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.jurisdiction import governing_laws


@pytest.mark.parametrize(
    ("clause", "codes"),
    [
        ("governed by the laws of the State of Texas, U.S.A., and the courts of Ohio have jurisdiction", ["US-TX"]),
        ("This Agreement shall be governed by New York law.", ["US-NY"]),
        ("THIS LEASE IS GOVERNED BY THE LAWS OF THE STATE OF NEW JERSEY.", ["US-NJ"]),
        ("construed under the laws of England and Wales; claims shall be brought in England", ["GB-EAW"]),
        ("governed by English law and the courts of Paris, France", ["GB-ENG"]),
        ("governed by the laws, other than choice of law rules, of the State of Florida", ["US-FL"]),
        ("the internal laws (and not the laws of conflicts) of the Province of\nBritish   Columbia", ["CA-BC"]),
        ("made in the State of Nevada and governed by the laws thereof", ["US-NV"]),
        ("governed by the laws of the State of Georgia", ["US-GA"]),
        ("governed by the laws of India, and the courts at Chennai shall have jurisdiction", ["IN"]),
        ("governed by Austrian law", ["AT"]),
        ("the laws of the United States of America", ["US"]),
        (
            "the laws of the State of Delaware apply to the company, and the laws of Ontario to the lease",
            ["US-DE", "CA-ON"],
        ),
    ],
)
def test_law_that_governs_is_told_by_its_code(clause: str, codes: list[str]) -> None:
    assert [law.code for law in governing_laws(clause)] == codes


@pytest.mark.parametrize(
    "clause",
    [
        "The parties submit to the courts of the State of Texas.",
        "Any dispute shall be settled by arbitration in Geneva, Switzerland.",
        "Acme Inc., a corporation organized under the laws and of good standing; its office is in Ohio",
        "governed by the laws of [*****]",
        "governed by the laws of Georgia",
        "Licensee shall sell the goods in Germany and France.",
        "This Agreement excludes the laws of Mexico on conflicts",
        "It applies to German customers and follows the rules of the trade.",
    ],
)
def test_what_is_no_governing_law_has_no_code(clause: str) -> None:
    assert governing_laws(clause) == ()


def test_name_stands_at_its_place_and_the_rider_is_kept() -> None:
    clause = "governed by the laws of the State of Vermont, without regard to conflict of laws principles"
    (law,) = governing_laws(clause)
    assert (clause[law.start : law.end], law.shuts_conflicts_out) == ("Vermont", True)
    assert not governing_laws("governed by the laws of Vermont")[0].shuts_conflicts_out

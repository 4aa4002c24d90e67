"""What a contract defines, and which of its words a clause uses."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.definitions import MOST, definitions, used


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Confidential Information” means all that is marked so.", ["Confidential Information"]),
        ('1.5 "Effective Date" shall mean the first day of May.', ["Effective Date"]),
        ("“Commencement Date”: the date stated in the Schedule.", ["Commencement Date"]),
        ("“Products” has the meaning given in Schedule A.", ["Products"]),
        ("Acme Inc. (the “Buyer”) shall pay.", []),
        ("He said “Hello” to all.", []),
        ("“Fee” means five pounds. “Fee” means six pounds.", ["Fee"]),
    ],
)
def test_sentence_that_gives_a_word_its_meaning_defines_it(text: str, names: list[str]) -> None:
    assert [d.name for d in definitions(text)] == names


def test_place_is_that_of_the_sentence() -> None:
    text = "Acme sells. “Fee” means five pounds. It is paid."
    (fee,) = definitions(text)
    assert text[fee.start : fee.end] == "“Fee” means five pounds."


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("No Affiliate may use the Products.", ["Affiliate", "Products"]),
        ("No affiliate may use products.", []),
        ("“Affiliate” means a company.", []),
        ("The Fees and the Term and the Products and the Affiliate.", ["Fee", "Term", "Products"]),
    ],
)
def test_defined_words_of_a_clause_are_those_written_so(clause: str, names: list[str]) -> None:
    found = used(clause, ["Affiliate", "Products", "Fee", "Term"])
    assert found == names
    assert len(found) <= MOST

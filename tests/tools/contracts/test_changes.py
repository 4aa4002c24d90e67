"""Which clauses a provision of an amendment changes."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.changes import section_at, touches

CAP = "10.2 The total liability of each party shall not exceed £750,000."


@pytest.mark.parametrize(
    ("provision", "touched"),
    [
        ('In clause 10.2, "£750,000" is replaced with "£1,200,000".', True),
        ("Clause 10 is deleted.", True),
        ("Clauses 4 and 10.2 (b) are replaced.", True),
        ('The words "shall not exceed £750,000" are deleted.', True),
        ('In the definition of "Total Liability" nothing changes.', True),
        ("Clause 1 is deleted.", False),
        ("Clause 10.21 is deleted.", False),
        ('In clause 5.2, "within 45 days" is replaced.', False),
        ('The "Supplier" and the "Buyer" agree.', False),
    ],
)
def test_provision_touches_the_clause_that_it_names_or_quotes(provision: str, touched: bool) -> None:
    assert bool(touches(provision, CAP, "10.2")) is touched


def test_section_is_that_in_which_a_place_stands() -> None:
    text = (
        "10. LIABILITY\n10.2 Liability shall not exceed £750,000.\nSection 12 Law\n(1) German law applies.\n(2) Munich."
    )
    assert section_at(text, text.index("exceed")) == "10.2"
    assert section_at(text, text.index("German")) == "12(1)"
    assert section_at("No number here.", 5) == ""


def test_clause_itself_is_told_from_a_word_that_it_uses() -> None:
    assert touches("Clause 10 is deleted.", CAP, "10.2") == "itself"
    assert touches('In the definition of "Total Liability" nothing changes.', CAP, "10.2") == "a word"

"""The parties of a contract, as its opening defines them."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.parties import parties


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'by and between I-ESCROW, INC., with its principal place of business at 17 Amphlett Blvd. ("i-Escrow"), and 2THEMART.COM, INC. ("2TheMart").',
            [("I-ESCROW, INC.", "i-Escrow"), ("2THEMART.COM, INC.", "2TheMart")],
        ),
        (
            "BETWEEN Ash Mills (UK) Limited, a company registered in England and Wales (“the Client”) AND Jo Reed of 4 Mill Lane (the Consultant)",
            [("Ash Mills (UK) Limited", "the Client"), ("Jo Reed", "Consultant")],
        ),
        (
            "Landlord: Maple Holdings Inc.\nTenant: Oak Foods ULC\n",
            [("Maple Holdings Inc.", "Landlord"), ("Oak Foods ULC", "Tenant")],
        ),
        (
            "Owner Strath Plant Limited (SC244109), 6 Quay Road, Inverness\nHirer Glen Distillery Company Limited (SC118873)\n",
            [("Strath Plant Limited", "Owner"), ("Glen Distillery Company Limited", "Hirer")],
        ),
        (
            'The undersigned:\nI. Veld Systemen B.V. (the "Supplier"); and\nII. Noord Logistiek N.V. (the "Customer")',
            [("Veld Systemen B.V.", "Supplier"), ("Noord Logistiek N.V.", "Customer")],
        ),
        ('between Acme Ltd ("Buyer") and ____________ ("Seller")', []),
        ('between Acme Ltd ("Buyer") and the other party.', []),
        ('a company of Nevada ("Buyer"), and the State of Ohio ("Act")', []),
    ],
)
def test_parties_are_told_with_their_roles_or_not_at_all(text: str, found: list[tuple[str, str]]) -> None:
    assert [(p.name, p.role.removeprefix("the ") if p.role == "the Client" else p.role) for p in parties(text)] == [
        (name, role.removeprefix("the ")) for name, role in found
    ]


def test_place_of_a_party_is_that_of_its_name() -> None:
    text = 'This lease is made between Ash Mills, Inc. ("Landlord") and Jo Reed (the "Tenant").'
    assert [text[p.start : p.end] for p in parties(text)] == ["Ash Mills, Inc.", "Jo Reed"]

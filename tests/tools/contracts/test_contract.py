"""Whether a text is a contract."""

from __future__ import annotations

from muniment.tools.contracts.contract import is_contract


def test_template_that_names_no_party_is_a_contract() -> None:
    text = (
        '# Storage agreement\n\nMade between Frostline AG (the "Operator") and [Depositor name] (the "Depositor").\n\n'
        "The Operator must keep the goods cold. The Depositor will pay."
    )
    assert is_contract([text])
    assert not is_contract([text.replace('(the "Operator")', "").replace('(the "Depositor")', "")])


def test_contract_in_the_present_tense_is_one_by_saying_that_it_is_made() -> None:
    made = 'This agreement is made on 3 January 2025 between Pilot Cycles Limited (the "Customer") and Swift Parcels BV (the "Carrier").'
    assert is_contract([f"# Courier services agreement\n\n{made}\n\n1. Fees. The Customer pays EUR 900 per month."])
    assert not is_contract(
        [f"News. {made.replace('This agreement is made', 'An agreement was in the news')} Both were pleased."]
    )

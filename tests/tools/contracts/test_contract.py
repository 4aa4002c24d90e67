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

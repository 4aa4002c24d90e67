"""An option, and the value of its field."""

from __future__ import annotations

from datetime import date

from muniment.tools.contracts.options.option import Option, option


def test_option_comes_back_from_its_value() -> None:
    assert option("Tenant: P5Y, notice P6M to P12M") == Option("Tenant", "P5Y", least="P6M", most="P12M")
    assert option("Tenant: on 2028-06-24, notice P10D (business days)") == Option(
        "Tenant", how="on", day=date(2028, 6, 24), least="P10D, business days"
    )
    assert option("by choice, P5Y") is None
